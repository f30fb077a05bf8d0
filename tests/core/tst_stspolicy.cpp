// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/stspolicy.h"
#include "tests/core/support/findings.h"

#include <QTest>

using namespace mxlens;
using mxlens::testing::textOf;

namespace {

// A policy without a fault but for one line.
QByteArray with(const char* line)
{
    return QByteArray("version: STSv1\nmode: enforce\nmx: mx.example.com\nmax_age: 604800\n")
        + line;
}

// ... in which a line of the four is replaced.
QByteArray but(const char* line)
{
    const QByteArray start = QByteArray(line).split(':').first() + ':';
    QByteArray text;
    for (const QByteArray& other : with("").split('\n')) {
        if (!other.isEmpty())
            text += (other.startsWith(start) ? QByteArray(line) : other) + '\n';
    }
    return text;
}

StsPolicyCheck check(const QByteArray& text)
{
    return checkStsPolicy({ text.constData(), static_cast<std::size_t>(text.size()) });
}

} // namespace

class StsPolicyTest final : public QObject {
    Q_OBJECT

private slots:
    void policyOfTheRfcHasNoFault()
    {
        // RFC 8461 section 3.2, with CRLF as its prose says.
        const StsPolicyCheck rfc
            = check("version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\n"
                    "mx: *.example.net\r\nmx: backupmx.example.com\r\n"
                    "max_age: 604800\r\n");
        QCOMPARE(textOf(rfc.findings), QByteArray());
        QCOMPARE(rfc.policy.mode, PolicyMode::Enforce);
        QCOMPARE(rfc.policy.maxAge, std::optional<std::int64_t>(604800));
        QCOMPARE(rfc.policy.mx,
            (std::vector<std::string>{
                "mail.example.com", "*.example.net", "backupmx.example.com" }));
        QVERIFY(isUsable(rfc.findings));
    }
    void whatTheGrammarAllowsIsNoFault_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("LF") << with("");
        QTest::newRow("last line without an end")
            << QByteArray("version: STSv1\nmode: none\nmax_age: 86400");
        QTest::newRow("no blank behind the colon")
            << QByteArray("version:STSv1\nmode:testing\nmx:mx.example.com\nmax_age:604800");
        QTest::newRow("tabs, and blanks at the end") << QByteArray(
            "version:\tSTSv1 \nmode: \ttesting\t\nmx: mx.example.com\nmax_age: 604800");
        QTest::newRow("mode none without an MX, for a short while")
            << QByteArray("version: STSv1\nmode: none\nmax_age: 60\n");
        QTest::newRow("A-label") << with("mx: mx.xn--caf-dma.example\n");
        QTest::newRow("longest max_age") << but("max_age: 31557600");
    }
    void whatTheGrammarAllowsIsNoFault()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(textOf(check(text).findings), QByteArray());
    }

    void eachFaultIsNamedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("findings");
        const auto row = [](const char* name, const QByteArray& text, const char* findings) {
            QTest::newRow(name) << text << QByteArray(findings) + '\n';
        };
        row("empty", "",
            "0:0 error the version is missing\n0:0 error the mode is missing\n"
            "0:0 error max_age is missing\n0:0 error no MX is named");
        row("web page", "<!DOCTYPE html>\n<html></html>\n",
            "1:1 error this is a web page, not a policy");
        row("byte order mark", "\xEF\xBB\xBF" + with(""),
            "1:1 error a byte order mark stands before the first field");
        row("version", but("version: STSv2"), "1:10 error the version is \"STSv2\"");
        row("version in lower case", but("version: stsv1"), "1:10 error the version is \"stsv1\"");
        row("mode in upper case", but("mode: Enforce"),
            "2:7 error the mode \"Enforce\" is not in lower case");
        row("mode of a draft", but("mode: report"), "2:7 error the mode is \"report\"");
        row("mode empty", but("mode: "), "2:7 error the mode is \"\"");
        row("max_age in words", but("max_age: 7d"), "4:10 error max_age is \"7d\"");
        row("max_age negative", but("max_age: -1"), "4:10 error max_age is \"-1\"");
        row("max_age over a year", but("max_age: 31557601"),
            "4:10 error max_age is more than 31557600 seconds (a year)");
        row("max_age past every number", but("max_age: 99999999999999999999"),
            "4:10 error max_age is more than 31557600 seconds (a year)");
        row("max_age with nine digits", but("max_age: 000604800"),
            "4:10 warning max_age has more than 8 digits");
        row("max_age of an hour", but("max_age: 3600"), "4:0 warning max_age is less than a day");
        row("max_age of two days", but("max_age: 172800"), "4:0 hint max_age is less than a week");
        row("field twice", with("mode: none\n"),
            "5:0 warning the field mode stands here again: only the first one counts");
        row("field in upper case", with("MX: mx2.example.com\n"),
            "5:1 error \"MX\" is not the name of a field");
        row("field with a hyphen", "version: STSv1\nmode: none\nmax-age: 86400\n",
            "3:1 error \"max-age\" is not the name of a field\n0:0 error max_age is missing");
        row("unknown field", with("comment: hello\n"), "5:0 hint senders ignore the field comment");
        row("field that cannot be", with("a b: c\n"),
            "5:1 error \"a b\" cannot be the name of a field");
        row("value with a control character",
            with("note: a\x01"
                 "b\n"),
            "5:7 error the value of note has characters that are not allowed");
        row("no colon", with("mx mx2.example.com\n"), "5:0 error no colon: \"mx mx2.example.com\"");
        row("blank before the colon", with("mx : mx2.example.com\n"),
            "5:3 error a blank stands before the colon");
        row("blank before the field", with(" mx: mx2.example.com\n"),
            "5:1 error the line begins with a blank");
        row("blank line", "version: STSv1\n\nmode: none\nmax_age: 86400\n",
            "2:0 warning blank line between fields");
        row("blank line at the end", with("\n"), "5:0 warning blank line at the end");
        row("CR alone", "version: STSv1\rmode: none\rmax_age: 86400\n",
            "1:15 error a CR stands inside a line\n0:0 error the version is missing\n"
            "0:0 error the mode is missing\n0:0 error max_age is missing\n0:0 error no MX is "
            "named");
        row("version not first", "mode: none\nversion: STSv1\nmax_age: 86400\n",
            "1:0 hint the policy does not begin with its version");
        row("several MX in one line", with("mx: a.example.com, b.example.com\n"),
            "5:5 error the MX \"a.example.com, b.example.com\" holds more than one name");
        row("MX with preference", with("mx: 10 a.example.com\n"),
            "5:5 error the MX \"10 a.example.com\" holds more than one name");
        row("MX by address", with("mx: 192.0.2.1\n"),
            "5:5 error the MX \"192.0.2.1\" is an IP address, not a host name");
        row("MX as URL", with("mx: https://a.example\n"),
            "5:5 error the MX \"https://a.example\" is a URL, not a host name");
        row("MX with dot", with("mx: a.example.com.\n"),
            "5:5 error the MX \"a.example.com.\" ends with a dot");
        row("MX in Unicode", with("mx: mx.caf\xC3\xA9.example\n"),
            "5:5 error the MX \"mx.caf\xC3\xA9.example\" is not in ASCII; the A-label (xn--...) "
            "belongs here");
        row("MX with underscore", with("mx: a_b.example.com\n"),
            "5:5 error the MX \"a_b.example.com\" has a character that no host name may have: "
            "\"_\"");
        row("wildcard inside", with("mx: mx*.example.com\n"),
            "5:5 error the MX \"mx*.example.com\" has a wildcard that is not the whole leftmost "
            "label");
        row("wildcard twice", with("mx: *.*.example.com\n"),
            "5:5 error the MX \"*.*.example.com\" has a wildcard that is not the whole leftmost "
            "label");
        row("wildcard alone", with("mx: *\n"),
            "5:5 error the MX \"*\" has a wildcard that is not the whole leftmost label");
        row("empty label", with("mx: a..example.com\n"),
            "5:5 error the MX \"a..example.com\" has an empty label");
        row("MX twice", with("mx: MX.example.com\n"),
            "5:5 hint the MX \"MX.example.com\" stands here again");
        row("no MX", "version: STSv1\nmode: testing\nmax_age: 604800\n",
            "0:0 error no MX is named");
    }
    void eachFaultIsNamedWithItsPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, findings);
        QCOMPARE(textOf(check(text).findings), findings);
    }

    void firstOfARepeatedFieldCounts()
    {
        const StsPolicyCheck twice = check(with("mode: none\nmax_age: 1\n"));
        QCOMPARE(twice.policy.mode, PolicyMode::Enforce);
        QCOMPARE(twice.policy.maxAge, std::optional<std::int64_t>(604800));
    }
    void severityDecidesWhetherThereIsAFault()
    {
        QVERIFY(!hasFault(check(with("comment: hello\n")).findings));
        QVERIFY(hasFault(check(but("max_age: 3600")).findings));
        QVERIFY(isUsable(check(but("max_age: 3600")).findings));
        QVERIFY(!isUsable(check(but("mode: Enforce")).findings));
    }
    void largeTextIsReadAndWarnedOf()
    {
        QByteArray text = with("");
        text += QByteArray("x: y\n").repeated(20'000);
        const StsPolicyCheck large = check(text);
        QCOMPARE(whatOf(large.findings.front()), std::string("the text is longer than 64 KiB"));
        QCOMPARE(large.policy.mode, PolicyMode::Enforce);
    }
};

QTEST_APPLESS_MAIN(StsPolicyTest)
#include "tst_stspolicy.moc"
