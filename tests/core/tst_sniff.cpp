// SPDX-License-Identifier: GPL-3.0-or-later
// What is told from the first bytes, against the same rules one byte after the other.
#include "core/input/sniff.h"
#include "core/report/names.h"
#include "support/inputfixtures.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <string_view>
#include <utility>

using namespace fixtures;
using namespace std::string_view_literals;
using mxlens::Format;
using mxlens::sniff;

namespace {

constexpr std::size_t field = 148; // of a tar header: its checksum
constexpr std::size_t fieldEnd = 156;

struct Sums {
    std::int64_t plain = 0;
    std::int64_t ofSigned = 0;
};

Sums sumsOf(std::string_view head)
{
    Sums sums;
    for (std::size_t i = 0; i < 512; ++i) {
        const char c = i >= field && i < fieldEnd ? ' ' : head[i];
        sums.plain += static_cast<unsigned char>(c);
        sums.ofSigned += static_cast<signed char>(c);
    }
    return sums;
}

bool isTarSlowly(std::string_view head)
{
    if (head.size() < 512 || head[0] == '\0')
        return false;
    std::int64_t stored = 0;
    bool digits = false;
    for (const char c : head.substr(field, 8)) {
        if (c >= '0' && c <= '7') {
            stored = stored * 8 + (c - '0');
            digits = true;
        } else if (digits || c != ' ') {
            break;
        }
    }
    const Sums sums = sumsOf(head);
    return digits && (stored == sums.plain || stored == sums.ofSigned);
}

bool isTextSlowly(std::string_view head)
{
    const auto odd = std::count_if(head.begin(), head.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && !mxlens::isSpace(c) && c != '\f'
            && c != '\x1b';
    });
    return head.find('\0') == std::string_view::npos
        && static_cast<std::size_t>(odd) * 50 <= head.size();
}

/// Bytes that begin with no magic: any, ASCII, what tar headers are full of, or JSON.
std::string someHead(std::mt19937& random, std::size_t size)
{
    const auto kind = random() % 4;
    std::string head(size, '\0');
    for (char& c : head) {
        if (kind == 0)
            c = static_cast<char>(random());
        else if (kind == 1)
            c = static_cast<char>(random() % 128);
        else if (kind == 2)
            c = random() % 3 == 0 ? static_cast<char>(random() % 2 == 0 ? 'a' : 0xe4) : '\0';
        else
            c = "{\"policies\": 20261130, [}]"[random() % 25];
    }
    head[0] = kind == 3 ? '{' : 'a';
    return head;
}

/// Writes a checksum as one of the many programs that make tar files does.
void writeSum(std::string& head, std::int64_t sum, std::mt19937& random)
{
    static constexpr std::array forms{ "%06llo", "%6llo ", "%07llo", "%llo ", "  %llo", "%08llo" };
    char text[24] = {};
    std::snprintf(text, sizeof text, forms[random() % forms.size()], static_cast<long long>(sum));
    const std::size_t length = std::min<std::size_t>(std::string_view(text).size() + 1, 8);
    std::copy_n(text, length, head.begin() + field);
}

} // namespace

class TestSniff final : public QObject {
    Q_OBJECT
private slots:
    void tarIsToldByItsChecksum()
    {
        std::mt19937 random(1);
        std::array<int, 2> told{};
        int bySigned = 0;
        for (int round = 0; round < 40'000; ++round) {
            const std::size_t size = round % 20 == 0 ? 505 + random() % 10 : 512 + random() % 300;
            std::string head = someHead(random, size);
            if (size >= 512 && round % 8 != 0) {
                const Sums sums = sumsOf(head);
                const bool ofSigned = round % 2 == 0 && sums.ofSigned >= 0;
                const std::int64_t sum = ofSigned ? sums.ofSigned : sums.plain;
                writeSum(head, round % 7 == 0 ? sum + 1 : sum, random);
                bySigned += ofSigned && sums.ofSigned != sums.plain && isTarSlowly(head) ? 1 : 0;
            }
            const bool expected = isTarSlowly(head);
            QCOMPARE(sniff(head, true) == Format::Tar, expected);
            ++told[expected ? 1 : 0];
        }
        QVERIFY(told[0] > 1000 && told[1] > 1000 && bySigned > 100);
    }

    void realHeadsAreToldAsBefore()
    {
        Members members;
        for (int i = 0; i < 20; ++i)
            members.emplace_back("r\xc3\xa4port" + std::to_string(i), report(std::to_string(i)));
        const std::string archive = tar(members);
        int tars = 0;
        for (std::size_t at = 0; at + 512 <= archive.size(); at += 512) {
            const std::string_view head = std::string_view(archive).substr(at);
            QCOMPARE(sniff(head, true) == Format::Tar, isTarSlowly(head));
            tars += isTarSlowly(head) ? 1 : 0;
        }
        QCOMPARE(tars, 20);
        std::string json = report();
        json.insert(json.size() - 1, 600, ' ');
        for (std::size_t at = 0; at + 512 <= json.size(); ++at) {
            const std::string head = "{" + json.substr(at);
            QCOMPARE(sniff(head, true), Format::Json);
        }
    }

    void everyMagicIsTold()
    {
        static constexpr std::array<std::pair<std::string_view, Format>, 19> magics{ {
            { "\x1f\x8b"sv, Format::Gzip },
            { "PK\x03\x04"sv, Format::Zip },
            { "PK\x05\x06"sv, Format::Zip },
            { "PK\x07\x08"sv, Format::Zip },
            { "7z\xbc\xaf\x27\x1c"sv, Format::SevenZip },
            { "\xfd\x37zXZ\0"sv, Format::Xz },
            { "BZh91AY&SY"sv, Format::Bzip2 },
            { "\x28\xb5\x2f\xfd"sv, Format::Zstd },
            { "\x04\x22\x4d\x18"sv, Format::Lz4 },
            { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, Format::Ole2 },
            { "!BDN"sv, Format::Pst },
            { "Rar!\x1a\x07"sv, Format::Rar },
            { "%PDF-"sv, Format::Pdf },
            { "\x89PNG\r\n"sv, Format::Image },
            { "\xff\xd8\xff"sv, Format::Image },
            { "GIF8"sv, Format::Image },
            { "II*\0"sv, Format::Image },
            { "MM\0*"sv, Format::Image },
            { "{\\rtf"sv, Format::RichText },
        } };
        for (const auto& [bytes, format] : magics) {
            QCOMPARE(sniff(bytes, true), format);
            QCOMPARE(sniff(std::string(bytes) + "more", true), format);
            for (std::size_t size = 0; size < bytes.size(); ++size)
                QVERIFY(sniff(bytes.substr(0, size), true) != format);
            for (std::size_t i = 0; i < bytes.size(); ++i) {
                std::string other(bytes);
                other[i] = '~';
                QVERIFY(sniff(other, true) != format);
            }
        }
    }

    void textHasFewOddBytes()
    {
        std::mt19937 random(2);
        std::array<int, 2> told{};
        for (int round = 0; round < 20'000; ++round) {
            std::string head(1 + random() % 300, 'a');
            for (std::size_t i = 1; i < head.size(); ++i) {
                if (random() % 45 == 0)
                    head[i] = static_cast<char>(random() % (round % 2 == 0 ? 256 : 32));
            }
            std::erase(head, ':'); // which mails have
            const bool expected = isTextSlowly(head);
            QCOMPARE(sniff(head, true), expected ? Format::Text : Format::Binary);
            ++told[expected ? 1 : 0];
        }
        QVERIFY(told[0] > 1000 && told[1] > 1000);
    }

    void aLineThatBeginsAMailboxIsTold()
    {
        const std::string mail = "Subject: a\n\nb\n";
        QCOMPARE(sniff("From a@example.com Mon\n" + mail, true), Format::Mbox);
        QCOMPARE(sniff("\nFrom a Mon Jan  5 10:00:00 2026\r\n" + mail, true), Format::Mbox);
        QCOMPARE(sniff("From\na@example.com: Jan 10:00\n" + mail, true), Format::Text);
        QCOMPARE(sniff("From: a@example.com\n" + mail, true), Format::Mail);
    }
};

QTEST_APPLESS_MAIN(TestSniff)
#include "tst_sniff.moc"
