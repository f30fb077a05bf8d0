// SPDX-License-Identifier: GPL-3.0-or-later
// Headers read field by field against the same read line by line.
#include "core/input/mailheaders.h"
#include "support/sameheaders.h"

#include <QTest>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

using namespace mxlens;
using namespace std::string_view_literals;

namespace {

/// Pieces of which headers are made: fields that matter and others, folding, line ends of all kinds
/// and what ends a header too early.
constexpr std::array pieces{ "Subject: a"sv, "subject : b"sv, "Content-Type: text/plain"sv,
    "CONTENT-TYPE:x"sv, "ContentType: y"sv, "TLS-Report-Domain: example.com"sv,
    "TLS-Report-Submitter:"sv, "Content-Disposition: attachment;"sv, "Received: by x with y id z"sv,
    "ARC-Authentication-Results: i=1; mx.example.com; dkim=pass"sv, "\n"sv, "\n"sv, "\n"sv, "\n"sv,
    "\n"sv, "\r\n"sv, "\r\n"sv, "\n "sv, "\n\t"sv, "\r\n  "sv, "\r"sv, "\r\r\n"sv, " "sv, "\t"sv,
    ":"sv, "no field at all"sv, "{\"a\":1}"sv, "From me@example.org"sv, "\n\n"sv, "\x7f"sv };

std::string madeHeader(std::uint32_t& state, std::size_t usual)
{
    const auto next = [&state](std::size_t below) {
        state = state * 1664525u + 1013904223u;
        return static_cast<std::size_t>(state >> 12) % below;
    };
    std::string text;
    for (std::size_t count = next(40); count > 0; --count) {
        text += pieces[next(next(4) == 0 ? pieces.size() : 10)];
        // Mostly a proper line end behind it: else hardly any header would be longer than a line.
        if (next(10) < usual)
            text += "\n";
    }
    return text;
}

} // namespace

class TestMailHeaders final : public QObject {
    Q_OBJECT
private slots:
    void byFieldIsAsByLine()
    {
        std::uint32_t state = 7;
        int withSubject = 0;
        int longOnes = 0;
        for (int i = 0; i < 60000; ++i) {
            const std::string text = madeHeader(state, 5 + static_cast<std::size_t>(i % 6));
            const MailHeaders expected = readHeaderLines(text);
            QVERIFY2(fixtures::sameHeaders(readHeaders(text), expected), text.c_str());
            withSubject += !expected.subject.empty();
            longOnes += expected.bodyStart > 100;
        }
        QVERIFY(withSubject > 5000);
        QVERIFY(longOnes > 5000);
    }

    void foldedValuesReachTheirLastLine()
    {
        const std::string text
            = "Content-Type: multipart/report;\r\n\tboundary=\"b\"\r\nSubject: a\r\n b"
              "\r\n\r\nbody";
        const MailHeaders headers = readHeaders(text);
        QCOMPARE(headers.contentType, " multipart/report;\r\n\tboundary=\"b\""sv);
        QCOMPARE(headers.subject, " a\r\n b"sv);
        QCOMPARE(std::string_view(text).substr(headers.bodyStart), "body"sv);
    }
};

QTEST_APPLESS_MAIN(TestMailHeaders)
#include "tst_mailheaders.moc"
