// SPDX-License-Identifier: GPL-3.0-or-later
// base64 against a decoder that takes one character after the other, and against Qt's.
#include "core/input/base64blocks.h"
#include "core/input/transfercoding.h"

#include <QByteArray>
#include <QTest>

#include <random>
#include <string>

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

std::string decoded(std::string_view text, bool& clean, std::size_t limit = ~std::size_t{ 0 })
{
    Buffer bytes;
    clean = decodeBase64(text, bytes, limit);
    return std::string(bytes.view());
}

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
        for (std::size_t place = 0; place < 2 * base64Block; ++place) {
            for (int c = 0; c < 256; ++c) {
                std::string text(2 * base64Block + 4, 'Q');
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

    void blocksStayWithinTheirRoom()
    {
        const std::string text(8 * base64Block, 'Q');
        for (std::size_t room = 0; room < 100; ++room) {
            std::string bytes(room + 1, '#');
            const std::size_t taken = decodeBase64Blocks(text, bytes.data(), room);
            QCOMPARE(taken % 4, std::size_t{ 0 });
            QVERIFY(taken / 4 * 3 <= room);
            QCOMPARE(bytes.back(), '#');
        }
    }
};

QTEST_APPLESS_MAIN(TestBase64)
#include "tst_base64.moc"
