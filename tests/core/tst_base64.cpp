// SPDX-License-Identifier: GPL-3.0-or-later
// base64 against a decoder that takes one character after the other, and against Qt's.
#include "core/input/base64blocks.h"
#include "core/input/transfercoding.h"

#include <QByteArray>
#include <QTest>

#include <random>
#include <string>
#include <vector>

using namespace mxlens;

namespace {

constexpr std::string_view digits
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Whole groups of digits, whatever stands between them.
std::string decodedSlowly(std::string_view text)
{
    std::string bytes;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const std::size_t value = digits.find(c);
        if (c == '\0' || value == std::string_view::npos)
            continue;
        bits = bits << 6 | static_cast<unsigned>(value);
        if (++count % 4 == 0) {
            for (const int shift : { 16, 8, 0 })
                bytes += static_cast<char>(bits >> shift & 0xff);
            bits = 0;
        }
    }
    return bytes;
}

std::string decoded(std::string_view text, bool& clean, std::size_t limit = ~std::size_t{ 0 },
    Base64Step step = widestBase64Step())
{
    Buffer bytes;
    clean = decodeBase64(text, bytes, limit, step);
    return std::string(bytes.view());
}

// Those that this processor has, but for the one that does nothing.
std::vector<Base64Step> steps()
{
    std::vector<Base64Step> all;
    if (widestBase64Step() != Base64Step::None)
        all.push_back(Base64Step::Common);
    if (widestBase64Step() == Base64Step::Wide)
        all.push_back(Base64Step::Wide);
    return all;
}

// Lines of digits with everything between them that mails have, or damage leaves.
std::string someLines(std::mt19937& random)
{
    const auto one
        = [&random](std::string_view letters) { return letters[random() % letters.size()]; };
    const std::string_view end = random() % 2 == 0 ? "\n" : "\r\n";
    const std::size_t line = random() % 3 == 0 ? 1 + random() % 90 : 76;
    const std::size_t oddities = random() % 3 == 0 ? 0 : 1 + random() % 100;
    std::string text;
    for (std::size_t i = random() % 600, inLine = 0; i > 0; --i) {
        text += digits[random() % 64];
        if (++inLine == line) {
            text += end;
            inLine = 0;
        }
        if (oddities != 0 && random() % oddities == 0)
            text += random() % 4 == 0 ? one(std::string_view("=-_\0\x8f.", 6)) : one("\n\r \t");
    }
    return text.append(random() % 3, '=').append(random() % 2, '\n');
}

constexpr std::size_t widestSize = 32; // characters in a step

} // namespace

class TestBase64 final : public QObject {
    Q_OBJECT
private slots:
    void everySizeComesBackAsQtEncodesIt()
    {
        std::mt19937 random(1);
        for (int size = 0; size < 300; ++size) {
            QByteArray bytes(size, Qt::Uninitialized);
            for (char& byte : bytes)
                byte = static_cast<char>(random());
            bool clean = false;
            QCOMPARE(decoded(bytes.toBase64().toStdString(), clean), bytes.toStdString());
            QVERIFY(clean);
        }
    }

    void everyCharacterAtEveryPlaceOfABlock()
    {
        for (std::size_t place = 0; place < 2 * widestSize; ++place) {
            for (int c = 0; c < 256; ++c) {
                std::string text(2 * widestSize + 4, 'Q');
                text[place] = static_cast<char>(c);
                if (c == '=')
                    continue; // ends the run: see tst_mail
                const bool digit = c != 0 && digits.find(static_cast<char>(c)) != digits.npos;
                bool clean = false;
                const std::string bytes = decoded(text, clean);
                const std::string expected = decodedSlowly(text);
                // One digit less: the last group is not whole, and what it holds is kept.
                QCOMPARE(bytes.substr(0, expected.size()), expected);
                QCOMPARE(bytes.size(), expected.size() + (digit ? 0 : 2));
                QCOMPARE(clean, digit);
            }
        }
    }

    void linesOfAnyLengthAndAnyLimit()
    {
        std::mt19937 random(2);
        for (int round = 0; round < 3000; ++round) {
            std::string text;
            const std::size_t groups = random() % 60;
            const std::size_t line = 1 + random() % 90;
            for (std::size_t i = 0; i < groups * 4; ++i) {
                text += digits[random() % 64];
                if (text.size() % (line + 1) == line)
                    text += round % 2 == 0 ? "\n" : "\r\n";
            }
            const std::size_t limit = random() % (groups * 3 + 2);
            bool clean = false;
            const std::string expected = decodedSlowly(text);
            QCOMPARE(decoded(text, clean), expected);
            QVERIFY(clean);
            QCOMPARE(decoded(text, clean, limit), expected.substr(0, limit));
        }
    }

    void allStepsGiveTheSame()
    {
        std::mt19937 random(3);
        int unclean = 0;
        for (int round = 0; round < 20'000; ++round) {
            const std::string text = someLines(random);
            const std::size_t limit = random() % 2 == 0 ? ~std::size_t{ 0 } : random() % 500;
            bool clean = false;
            const std::string expected = decoded(text, clean, limit, Base64Step::None);
            unclean += clean ? 0 : 1;
            for (const Base64Step step : steps()) {
                bool cleanToo = false;
                QCOMPARE(decoded(text, cleanToo, limit, step), expected);
                QCOMPARE(cleanToo, clean);
            }
        }
        QVERIFY(unclean > 1000 && unclean < 19'000);
    }

    void lineEndsBetweenGroupsArePassedOver()
    {
        for (const Base64Step step : steps()) {
            for (const std::string end : { "\n", "\r\n" }) {
                std::string text;
                for (int line = 0; line < 8; ++line)
                    text += std::string(76, 'Q') + end;
                text += std::string(2 * widestSize, 'Q');
                std::string bytes(text.size(), '#');
                const auto done = decodeBase64Blocks(text, bytes.data(), bytes.size(), step);
                QCOMPARE(done.taken, text.size());
                QCOMPARE(done.made, std::size_t{ (8 * 76 + 2 * widestSize) / 4 * 3 });
            }
        }
    }

    void blocksStayWithinTheirRoom()
    {
        const std::string text(8 * widestSize, 'Q');
        for (const Base64Step step : steps()) {
            for (std::size_t room = 0; room < 200; ++room) {
                std::string bytes(room + 1, '#');
                const auto done = decodeBase64Blocks(text, bytes.data(), room, step);
                QCOMPARE(done.taken / 4 * 3, done.made);
                QVERIFY(done.made <= room);
                QCOMPARE(bytes.back(), '#');
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestBase64)
#include "tst_base64.moc"
