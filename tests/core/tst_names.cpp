// SPDX-License-Identifier: GPL-3.0-or-later
// Names, MX patterns and addresses: how they are compared.
#include "core/policy/mxpattern.h"
#include "core/report/ipaddress.h"
#include "core/report/names.h"
#include "core/report/resulttype.h"

#include <QtTest>

using namespace mxlens;

class NamesTest final : public QObject {
    Q_OBJECT

private slots:
    void namesAreComparedInLowerCaseWithoutTheDot()
    {
        QCOMPARE(normalizedName(" MX1.Example.COM. "), std::string("mx1.example.com"));
        QCOMPARE(normalizedName("."), std::string("."));
        QCOMPARE(normalizedName(""), std::string());
    }

    void sameNamesAreThoseThatAreEqualInThatForm()
    {
        const std::vector<std::string> names{ "", ".", " ", "a", "A", "a.", "A .", " a", "a..", "b",
            "mx1.example.com", "MX1.example.com.", "\tmx1.Example.com ", "mx2.example.com",
            "mx1.example.co" };
        for (const std::string& a : names) {
            for (const std::string& b : names) {
                const bool same = normalizedName(a) == normalizedName(b);
                QVERIFY2(isSameName(a, b) == same, (a + " and " + b).c_str());
            }
        }
    }

    void nameIsInThatFormOrNot()
    {
        for (const char* name : { "mx1.example.com", ".", "" })
            QVERIFY2(isNormalizedName(name), name);
        for (const char* name :
            { "MX1.example.com", "mx1.example.com.", " mx1.example.com", "mx1.example.com " })
            QVERIFY2(!isNormalizedName(name), name);
    }

    // Texts are looked at 8 bytes at a time: every pair of bytes at every place of a short and a
    // long one.
    void caseMattersForNoLetterAndForNothingElse()
    {
        const auto small = [](int c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; };
        for (const std::size_t size : { 3, 8, 13 }) {
            for (int a = 0; a < 256; ++a) {
                for (int b = 0; b < 256; ++b) {
                    const std::size_t place = static_cast<std::size_t>(a + b) % size;
                    std::string first(size, 'x');
                    std::string second(size, 'X');
                    first[place] = static_cast<char>(a);
                    second[place] = static_cast<char>(b);
                    if (equalIgnoringCase(first, second) != (small(a) == small(b)))
                        QFAIL(qPrintable(QStringLiteral("%1 and %2").arg(a).arg(b)));
                }
            }
        }
        QVERIFY(!equalIgnoringCase("name", "names"));
    }

    void plainAsciiIsToldAtEveryPlace()
    {
        QVERIFY(isPlainAscii({}));
        for (const std::size_t size : { 1, 7, 8, 9, 16, 31 }) {
            for (std::size_t place = 0; place < size; ++place) {
                for (int c = 0; c < 256; ++c) {
                    std::string text(size, '~');
                    text[place] = static_cast<char>(c);
                    QCOMPARE(isPlainAscii(text), c >= 0x20 && c < 0x7f);
                }
            }
        }
    }

    void blanksAreTakenFromBothEnds()
    {
        QCOMPARE(trimmed(" \t\r\n a b \n"), std::string_view("a b"));
        QCOMPARE(trimmed(" \n"), std::string_view());
        QCOMPARE(trimmed("\v\xa0 a\xa0\f"), std::string_view("\v\xa0 a\xa0\f"));
    }

    void wildcardCoversOneLabel_data()
    {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("matches");
        QTest::newRow("equal") << QByteArray("mx.example.com") << QByteArray("MX.example.com.")
                               << true;
        QTest::newRow("other") << QByteArray("mx.example.com") << QByteArray("mx2.example.com")
                               << false;
        QTest::newRow("one label")
            << QByteArray("*.example.com") << QByteArray("mx.example.com") << true;
        QTest::newRow("no label") << QByteArray("*.example.com") << QByteArray("example.com")
                                  << false;
        QTest::newRow("two labels")
            << QByteArray("*.example.com") << QByteArray("a.b.example.com") << false;
        QTest::newRow("empty label")
            << QByteArray("*.example.com") << QByteArray(".example.com") << false;
        QTest::newRow("suffix of a label")
            << QByteArray("*.example.com") << QByteArray("mxexample.com") << false;
        QTest::newRow("star inside")
            << QByteArray("mx*.example.com") << QByteArray("mx1.example.com") << false;
        QTest::newRow("no host") << QByteArray("*.example.com") << QByteArray() << false;
        QTest::newRow("nothing at all") << QByteArray() << QByteArray() << false;
    }
    void wildcardCoversOneLabel()
    {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, host);
        QFETCH(bool, matches);
        QCOMPARE(mxPatternMatches(pattern.toStdString(), host.toStdString()), matches);
    }

    void patternsComeFromTheListElseFromTheText()
    {
        using Patterns = std::vector<std::string>;
        QCOMPARE(mxPatternsOf("mx: MX1.example.com.\n*.example.com", "mx: other.example.com"),
            (Patterns{ "mx1.example.com", "*.example.com" }));
        QCOMPARE(mxPatternsOf(
                     "", "version: STSv1\nmode: enforce\nmx: mx1.example.com\nmx:mx2.example.com"),
            (Patterns{ "mx1.example.com", "mx2.example.com" }));
        QCOMPARE(mxPatternsOf("[mx1.example.com]\nmx1.example.com", ""),
            (Patterns{ "mx1.example.com" }));
        QVERIFY(mxPatternsOf("", "3 1 1 0a0b").empty());
    }

    void addressesAreWrittenInRfc5952Form()
    {
        QCOMPARE(
            IpAddress::parse("2001:DB8:abcd:0012::1")->text(), std::string("2001:db8:abcd:12::1"));
        QCOMPARE(IpAddress::parse("192.0.2.1")->text(), std::string("192.0.2.1"));
        QCOMPARE(IpAddress::parse("0.0.0.0")->text(), std::string("0.0.0.0"));
        for (const char* text : { "", "not-an-ip", "192.0.2", "192.0.2.256", "x.x.x.x",
                 "fe80::1%eth0", "192.0.2.1:25", "[2001:db8::1]" })
            QVERIFY2(!IpAddress::parse(text), text);
    }
    void prefixesCompareBits()
    {
        const auto net = *IpAddress::parse("192.0.2.128");
        QVERIFY(net.sharesPrefix(*IpAddress::parse("192.0.2.255"), 25));
        QVERIFY(!net.sharesPrefix(*IpAddress::parse("192.0.2.127"), 25));
        QVERIFY(net.sharesPrefix(*IpAddress::parse("10.0.0.1"), 0));
        QVERIFY(!net.sharesPrefix(*IpAddress::parse("2001:db8::1"), 0));
        QVERIFY(IpAddress::parse("2001:db8::1")
                    ->sharesPrefix(*IpAddress::parse("2001:db8:0:1::1"), 48));
    }

    void policyTypesIgnoreCaseAndBlanks()
    {
        QCOMPARE(policyTypeOf(" STS "), PolicyType::Sts);
        QCOMPARE(policyTypeOf("tlsa"), PolicyType::Tlsa);
        QCOMPARE(policyTypeOf("No-Policy-Found"), PolicyType::NoPolicyFound);
        QCOMPARE(policyTypeOf("none-policy-found"), PolicyType::Other);
        QCOMPARE(policyTypeOf(""), PolicyType::Other);
        QCOMPARE(policyModeOf("Testing\r"), PolicyMode::Testing);
        QCOMPARE(policyModeOf(""), PolicyMode::Absent);
        QVERIFY(isKnownResultType("dane-required"));
        QVERIFY(!isKnownResultType("Dane-Required"));
    }
};

QTEST_APPLESS_MAIN(NamesTest)
#include "tst_names.moc"
