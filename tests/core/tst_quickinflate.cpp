// SPDX-License-Identifier: GPL-3.0-or-later
// Our own way to decompress against zlib: the same text, or a refusal.
#include "support/deflated.h"

#include "core/input/checksum32.h"
#include "core/input/wholegzip.h"
#include "core/input/zlibinflate.h"

#include <QTest>

#include <algorithm>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

using namespace mxlens::testing;
using mxlens::QuickInflate;
using mxlens::ZlibInflate;
using Shifts = QuickInflate::Shifts;

namespace {

std::string deflated(const std::string& text, int level, int strategy, std::size_t flushAt = 0)
{
    z_stream stream{};
    deflateInit2(&stream, level, Z_DEFLATED, -15, 8, strategy);
    std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    if (flushAt > 0) {
        stream.avail_in = static_cast<uInt>(flushAt);
        deflate(&stream, Z_FULL_FLUSH);
    }
    stream.avail_in = static_cast<uInt>(text.size() - flushAt);
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

// Texts of all kinds: noise, few letters, long runs, skewed letters, repetitions near and far.
std::string someText(std::mt19937& random, std::size_t size)
{
    const auto kind = random() % 5;
    std::geometric_distribution<int> skewed(0.05);
    std::string text;
    while (text.size() < size) {
        if (kind == 0)
            text += static_cast<char>(random());
        else if (kind == 1)
            text += static_cast<char>('a' + random() % 4);
        else if (kind == 2)
            text.append(random() % 600, static_cast<char>('a' + random() % 26));
        else if (kind == 3)
            text += static_cast<char>(skewed(random));
        else if (text.size() < 40 || random() % 3 == 0)
            text += static_cast<char>(' ' + random() % 90);
        else
            text += text.substr(random() % (text.size() - 3), 3 + random() % 300);
    }
    return text;
}

std::string gzipOf(const std::string& text)
{
    std::string packed
        = "\x1f\x8b\x08" + std::string(7, '\0') + deflated(text, 9, Z_DEFAULT_STRATEGY);
    for (const std::size_t word : { std::size_t{ mxlens::checksum32(text) }, text.size() }) {
        for (int i = 0; i < 4; ++i)
            packed += static_cast<char>(word >> (8 * i));
    }
    return packed;
}

// How many bytes of a gzip file zlib takes until it has made so many.
std::size_t zlibTakes(std::string_view packed, std::size_t size)
{
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    std::string text(size, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(size);
    ::inflate(&stream, Z_NO_FLUSH);
    const std::size_t taken = stream.total_in;
    inflateEnd(&stream);
    return taken;
}

class Watched final : public mxlens::WholeGzip::Large {
public:
    char* roomFor(std::string_view, std::size_t size) override
    {
        text.assign(begins ? size + QuickInflate::spare : 0, '\0');
        return begins ? text.data() : nullptr;
    }
    bool mayGoOn(std::size_t made, std::size_t taken) override
    {
        looks.emplace_back(made, taken);
        return made < most;
    }
    std::string text;
    bool begins = true;
    std::size_t most = ~std::size_t{ 0 };
    std::vector<std::pair<std::size_t, std::size_t>> looks;
};

} // namespace

class TestQuickInflate final : public QObject {
    Q_OBJECT
private slots:
    void givesWhatZlibGives_data();
    void givesWhatZlibGives();
    void readsTheLongestCodes();
    void readsFarMatchesBehindRareLetters();
    void neverAcceptsWhatZlibRefuses();
    void refusesAnotherSize();
    void refusesCodesThatAreNone_data();
    void refusesCodesThatAreNone();
    void checksumsAreThoseOfZlib();
    void zlibInItsPlaceTakesAndRefusesTheSame();
    void wholeGzipUsesZlibWhereItIsTold();
    void largeTextsAreWatched();
};

void TestQuickInflate::checksumsAreThoseOfZlib()
{
    std::mt19937 random(8);
    std::string text(5000, '\0');
    std::generate(text.begin(), text.end(), [&random] { return static_cast<char>(random()); });
    const auto compare = [](std::string_view bytes) {
        QCOMPARE(mxlens::checksum32(bytes),
            static_cast<std::uint32_t>(
                crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size())));
    };
    // Every length around the strides, from every address.
    for (std::size_t size = 0; size < 400; ++size)
        compare(std::string_view(text).substr(size % 16, size));
    for (std::size_t from = 0; from < 64; ++from)
        compare(std::string_view(text).substr(from));
    compare(std::string(1000, '\0'));
    compare(std::string(1000, '\xff'));
}

void TestQuickInflate::givesWhatZlibGives_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<int>("strategy");
    QTest::addColumn<Shifts>("shifts");
    for (const Shifts shifts : { Shifts::Common, QuickInflate::bestShifts() }) {
        const auto row = [shifts](const char* name) -> QTestData& {
            return QTest::addRow("%s%s", name, shifts == Shifts::Quick ? ", BMI2" : "");
        };
        row("stored") << 0 << Z_DEFAULT_STRATEGY << shifts;
        row("quick") << 1 << Z_DEFAULT_STRATEGY << shifts;
        row("usual") << 6 << Z_DEFAULT_STRATEGY << shifts;
        row("best") << 9 << Z_DEFAULT_STRATEGY << shifts;
        row("no matches") << 6 << Z_HUFFMAN_ONLY << shifts;
        row("runs only") << 6 << Z_RLE << shifts;
        row("fixed codes") << 6 << Z_FIXED << shifts;
    }
}

void TestQuickInflate::givesWhatZlibGives()
{
    QFETCH(int, level);
    QFETCH(int, strategy);
    QFETCH(Shifts, shifts);
    std::mt19937 random(7);
    QuickInflate inflate(shifts);
    for (std::size_t i = 0; i < 300; ++i) {
        const std::size_t size = i < 40 ? i : i % 60 == 0 ? 200'000 : random() % 3000;
        const std::string text = someText(random, size);
        const std::string packed
            = deflated(text, level, strategy, i % 3 == 0 ? text.size() / 2 : 0) + "behind it";
        const auto made = inflatedQuickly(inflate, packed, text.size());
        QVERIFY2(made.has_value(), qPrintable(QString::number(i)));
        QVERIFY(made->text == text);
        QCOMPARE(made->used, packed.size() - 9);
    }
}

void TestQuickInflate::readsTheLongestCodes()
{
    // Letters whose numbers grow as Fibonacci's give codes of every length.
    std::string text;
    std::size_t before = 1;
    std::size_t count = 1;
    for (char letter = 'a'; letter < 'a' + 22; ++letter) {
        text.append(count, letter);
        count += std::exchange(before, count);
    }
    std::mt19937 random(3);
    std::shuffle(text.begin(), text.end(), random);
    QuickInflate inflate;
    const auto made = inflatedQuickly(inflate, deflated(text, 9, Z_HUFFMAN_ONLY), text.size());
    QVERIFY(made && made->text == text);
}

void TestQuickInflate::readsFarMatchesBehindRareLetters()
{
    // Of the bits that are there at once, letters and a length leave less than a rare distance
    // takes.
    std::mt19937 random(12);
    std::string text;
    while (text.size() < 150'000) {
        for (std::size_t letters = random() % 9; letters > 0; --letters)
            text += static_cast<char>(random());
        const bool far = text.size() > 32'000 && random() % 50 == 0;
        const std::size_t back = far ? 16'000 + random() % 16'000 : 1 + random() % 60;
        text += text.substr(text.size() - std::min(back, text.size()), 5 + random() % 200);
    }
    const std::string packed = deflated(text, 9, Z_DEFAULT_STRATEGY);
    for (const Shifts shifts : { Shifts::Common, QuickInflate::bestShifts() }) {
        QuickInflate inflate(shifts);
        const auto made = inflatedQuickly(inflate, packed, text.size());
        QVERIFY(made && made->text == text);
    }
}

void TestQuickInflate::neverAcceptsWhatZlibRefuses()
{
    std::mt19937 random(11);
    QuickInflate inflate;
    std::size_t accepted = 0;
    for (int i = 0; i < 20'000; ++i) {
        const std::string text = someText(random, 1 + random() % 400);
        std::string packed = deflated(text, static_cast<int>(random() % 10), Z_DEFAULT_STRATEGY);
        if (i % 3 == 0)
            packed.resize(random() % packed.size());
        else
            packed[random() % std::min<std::size_t>(packed.size(), i % 3 == 1 ? 60 : 4000)]
                ^= static_cast<char>(1u << random() % 8);
        const std::size_t size = i % 4 == 0 ? random() % 500 : text.size();
        const auto made = inflatedQuickly(inflate, packed, size);
        accepted += made ? 1 : 0;
        QVERIFY(!made || made == inflatedByZlib(packed, size));
    }
    QVERIFY(accepted > 100); // changed letters, which only the checksum would tell
}

void TestQuickInflate::refusesAnotherSize()
{
    const std::string text = "one report and another report";
    const std::string packed = deflated(text, 6, Z_DEFAULT_STRATEGY);
    QuickInflate inflate;
    QVERIFY(!inflatedQuickly(inflate, packed, text.size() - 1));
    QVERIFY(!inflatedQuickly(inflate, packed, text.size() + 1));
    QVERIFY(!inflatedQuickly(inflate, packed, 0));
    QVERIFY(inflatedQuickly(inflate, packed, text.size()));
}

void TestQuickInflate::refusesCodesThatAreNone_data()
{
    QTest::addColumn<QByteArray>("packed");
    QTest::addColumn<int>("size");
    QTest::newRow("nothing") << QByteArray() << 1;
    QTest::newRow("the fourth kind of block") << QByteArray("\x07") << 1;
    QTest::newRow("a stored block with another length") << QByteArray("\x01\x01\x00\xff\xff"
                                                                      "a",
        6) << 1;
    QTest::newRow("a match before the beginning") << QByteArray("\x03\x02\x00", 3) << 3;
    QTest::newRow("too many codes") << QByteArray("\xfd\xff\xff\xff\xff\xff", 6) << 1;
    QTest::newRow("fixed codes without an end") << QByteArray("\x4b", 1) << 1;
}

void TestQuickInflate::refusesCodesThatAreNone()
{
    QFETCH(QByteArray, packed);
    QFETCH(int, size);
    QuickInflate inflate;
    const std::string_view bytes(packed.constData(), static_cast<std::size_t>(packed.size()));
    QVERIFY(!inflatedByZlib(bytes, static_cast<std::size_t>(size)));
    QVERIFY(!inflatedQuickly(inflate, bytes, static_cast<std::size_t>(size)));
}

void TestQuickInflate::zlibInItsPlaceTakesAndRefusesTheSame()
{
    const auto unpacked = [](ZlibInflate& inflate, std::string_view packed,
                              std::size_t size) -> std::optional<Inflated> {
        std::string text(size, '\0');
        const auto used = inflate.unpack(packed, ZlibInflate::Form::Nothing, text.data(), size);
        return used ? std::optional(Inflated{ text, *used }) : std::nullopt;
    };
    std::mt19937 random(5);
    ZlibInflate inflate;
    for (std::size_t i = 0; i < 300; ++i) {
        const std::string text = someText(random, 1 + random() % 3000);
        std::string packed = deflated(text, 6, Z_DEFAULT_STRATEGY) + "behind it";
        QVERIFY(unpacked(inflate, packed, text.size()) == (Inflated{ text, packed.size() - 9 }));
        QVERIFY(!unpacked(inflate, packed, text.size() - 1));
        QVERIFY(!unpacked(inflate, packed, text.size() + 1));
        packed[random() % packed.size()] ^= static_cast<char>(1u << random() % 8);
        QVERIFY(unpacked(inflate, packed, text.size()) == inflatedByZlib(packed, text.size()));
    }
}

void TestQuickInflate::wholeGzipUsesZlibWhereItIsTold()
{
    const std::string text = "one report and another report";
    const auto word = [](std::size_t value) {
        std::string bytes;
        for (int i = 0; i < 4; ++i)
            bytes += static_cast<char>(value >> (8 * i));
        return bytes;
    };
    // A header with a field that our own way does not know (RFC 1952, FEXTRA).
    const std::string header = "\x1f\x8b\x08\x04" + std::string(6, '\0') + "\x02" + '\0' + "ab";
    const std::string packed = header + deflated(text, 6, Z_DEFAULT_STRATEGY)
        + word(mxlens::checksum32(text)) + word(text.size());
    ZlibInflate zlib;
    mxlens::WholeGzip whole;
    whole.useZlib(zlib);
    mxlens::Buffer made;
    QVERIFY(whole.unpack(packed, made));
    QVERIFY(made.view() == text);
    QVERIFY(!whole.unpack(packed + packed, made)); // two members are left to GunzipStream
    std::string damaged = packed;
    damaged[damaged.size() - 8] ^= 1; // of the checksum
    QVERIFY(!whole.unpack(damaged, made));
}

void TestQuickInflate::largeTextsAreWatched()
{
    // What shrinks much and little, one behind the other.
    std::mt19937 random(13);
    std::string text(1'500'000, ' ');
    for (int i = 0; i < 100'000; ++i)
        text += "number " + std::to_string(random() % 1000);
    for (int i = 0; i < 300'000; ++i)
        text += static_cast<char>('0' + random() % 64);
    Watched watched;
    mxlens::WholeGzip whole;
    mxlens::Buffer made;
    const std::string packed = gzipOf(text);
    QVERIFY(!whole.unpack(packed, made)); // nobody watches
    QVERIFY(whole.unpack(packed, made, &watched));
    QVERIFY(std::string_view(watched.text).substr(0, text.size()) == text);
    QVERIFY(watched.looks.size() >= text.size() / (Watched::step + 512));
    std::size_t before = 0;
    for (const auto& [bytes, taken] : watched.looks) {
        QVERIFY(bytes > before && bytes <= before + Watched::step + 512);
        QVERIFY(taken + 10 <= zlibTakes(packed, bytes) + 1); // 10: the header
        before = bytes;
    }
    QVERIFY(text.size() <= before + Watched::step + 512);
    watched.most = 1'000'000; // no further
    QVERIFY(!whole.unpack(packed, made, &watched));
    watched.begins = false;
    watched.looks.clear();
    QVERIFY(!whole.unpack(packed, made, &watched));
    QVERIFY(watched.looks.empty());
}

QTEST_APPLESS_MAIN(TestQuickInflate)
#include "tst_quickinflate.moc"
