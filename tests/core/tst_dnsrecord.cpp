// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/checktext.h"
#include "core/policy/dnsrecord.h"
#include "tests/core/support/findings.h"

#include <QTest>

using namespace mxlens;
using mxlens::testing::textOf;

namespace {

const QByteArray digest = QByteArray("0123456789abcdef").repeated(4);

DnsRecordCheck check(const QByteArray& text)
{
    return checkDnsRecord({ text.constData(), static_cast<std::size_t>(text.size()) });
}

} // namespace

class DnsRecordTest final : public QObject {
    Q_OBJECT

private slots:
    void kindIsToldFromTheText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("kind");
        const auto row = [](const char* text, DnsRecordKind kind) {
            QTest::newRow(text) << QByteArray(text) << static_cast<int>(kind);
        };
        row("v=TLSRPTv1; rua=mailto:a@example.com", DnsRecordKind::TlsRpt);
        row("v=tlsrptv2; x=y", DnsRecordKind::TlsRpt);
        row("rua=mailto:a@example.com", DnsRecordKind::TlsRpt);
        row("v=STSv1; id=1", DnsRecordKind::MtaSts);
        row("id=1", DnsRecordKind::MtaSts);
        row("3 1 1 00ff", DnsRecordKind::Tlsa);
        row("v=DMARC1; p=none; rua=mailto:a@example.com", DnsRecordKind::Unknown);
        row("", DnsRecordKind::Unknown);
        row("hello", DnsRecordKind::Unknown);
    }
    void kindIsToldFromTheText()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, kind);
        QCOMPARE(static_cast<int>(check(text).kind), kind);
    }

    void recordsOfTheRfcsHaveNoFault_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* text) { QTest::newRow(text) << QByteArray(text); };
        row("v=TLSRPTv1;rua=mailto:reports@example.com");
        row("v=TLSRPTv1; rua=https://reporting.example.com/v1/tlsrpt");
        row("v=TLSRPTv1; rua=mailto:a@example.com,https://b.example/x ;");
        row("v=STSv1; id=20160831085700Z;");
        row("v=STSv1;id=a");
        row("_mta-sts.example.com. 3600 IN TXT \"v=STSv1; id=1;\"");
        row("_smtp._tls IN TXT \"v=TLSRPTv1; \" \"rua=mailto:a@example.com\"");
    }
    void recordsOfTheRfcsHaveNoFault()
    {
        QFETCH(QByteArray, text);
        QVERIFY2(!hasFault(check(text).findings), textOf(check(text).findings).constData());
    }

    void eachFaultIsNamedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("findings");
        const auto row = [](const char* text, const char* findings) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(findings) + '\n';
        };
        row("v=TLSRPTv1",
            "0:0 error rua is missing: there is no place to send reports to\n"
            "0:11 error the record ends behind its version");
        row("v=tlsrptv1; rua=mailto:a@example.com",
            "0:1 error the record begins with \"v=tlsrptv1\"");
        row("v=TLSRPTv1 ; rua=mailto:a@example.com",
            "0:11 error a blank stands before the first semicolon, and such records are discarded");
        row("v=TLSRPTv1; rua=a@example.com", "0:17 error \"a@example.com\" has no scheme");
        row("v=TLSRPTv1; rua=mailto:a", "0:17 error \"mailto:a\" is no mail address");
        row("v=TLSRPTv1; rua=mailto:a@example.com!10m",
            "0:37 error \"!\" in a destination: TLSRPT has no size limits, and the character has "
            "to "
            "be encoded as %21");
        row("v=TLSRPTv1; rua=mailto:a@example.com,http://b.example/",
            "0:38 error \"http:\" is no scheme for TLS reports");
        row("v=TLSRPTv1; rua=https:///x", "0:17 error \"https:///x\" names no host");
        row("v=TLSRPTv1; rua=mailto:a@example.com mailto:b@example.com",
            "0:37 error a destination has a character that no URI may have");
        row("v=TLSRPTv1; rua=mailto:a@example.com,", "0:38 error a destination is empty");
        row("v=TLSRPTv1; rua=", "0:17 error a destination is empty");
        row("v=TLSRPTv1; rua = mailto:a@example.com",
            "0:17 error blanks stand around the equals sign");
        row("v=TLSRPTv1;; rua=mailto:a@example.com",
            "0:12 error nothing stands between two semicolons");
        row("v=TLSRPTv1; RUA=mailto:a@example.com",
            "0:0 error rua is missing: there is no place to send reports to\n"
            "0:13 error rua is not in lower case");
        row("v=TLSRPTv1; rua=mailto:a@example.com; rua=mailto:b@example.com",
            "0:39 warning rua stands here again");
        row("v=TLSRPTv1; rua=mailto:a@example.com; pct=50",
            "0:39 warning \"pct\" belongs to DMARC and means nothing here");
        row("v=TLSRPTv1; rua=mailto:a@example.com; new=x",
            "0:39 hint senders ignore the field new");
        row("v=TLSRPTv1; rua=mailto:a@example.com; x", "0:39 error \"x\" is no name=value");
        // RFC 8460 allows a blank there; for MTA-STS an erratum took it back.
        row("v=TLSRPTv1; rua=mailto:a@example.com ; x=y", "0:40 hint senders ignore the field x");
        row("v=STSv1; id=1 ; x=y",
            "0:14 hint a blank stands before a semicolon\n0:17 hint senders ignore the field x");
        row("v=STSv1; id=2016-08-31", "0:13 error the id is \"2016-08-31\"");
        row("v=STSv1; id=012345678901234567890123456789012",
            "0:13 error the id is \"012345678901234567890123456789012\"");
        row("v=STSv1; id=", "0:13 error the id is \"\"");
        row("v=STSv1;", "0:0 error id is missing");
        row("v=STSv1; id=1; id=2", "0:16 warning id stands here again: only the first one counts");
        row("v=STSv1; mode=enforce; id=1",
            "0:10 warning \"mode\" belongs into the policy text, not into the record");
        row("v=DMARC1; p=none", "0:1 error this is a DMARC record");
        row("hello", "0:1 error this is no TLSRPT, MTA-STS or TLSA record");
        row("example.com. IN TXT \"v=STSv1; id=1\"", "0:0 error the record stands at example.com");
    }
    void eachFaultIsNamedWithItsPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, findings);
        QCOMPARE(textOf(check(text).findings), findings);
    }

    void longRecordHasToBeSplit()
    {
        QByteArray text = "v=TLSRPTv1; rua=mailto:a@example.com";
        for (int i = 0; i < 10; ++i)
            text += ",mailto:reports" + QByteArray::number(i) + "@example.com";
        QCOMPARE(textOf(check(text).findings),
            QByteArray(
                "0:0 hint the record has 316 bytes, and one string of a TXT record holds 255\n"));
        QCOMPARE(check(text).destinations.size(), std::size_t(11));
        // Split in the middle of a destination: pieces are joined without a blank.
        QByteArray split = '"' + text;
        split.insert(200, "\" \"");
        QCOMPARE(check(split + '"').destinations, check(text).destinations);
    }

    void tlsaRecordIsDecoded()
    {
        const DnsRecordCheck one = check("_25._tcp.mx.example.com. IN TLSA 3 1 1 " + digest);
        QCOMPARE(textOf(one.findings), QByteArray());
        QCOMPARE(one.name, std::string("_25._tcp.mx.example.com"));
        QCOMPARE(one.tlsa.size(), std::size_t(1));
        QCOMPARE(describe(one.tlsa[0]), std::string("DANE-EE, public key, SHA2-256"));
        QCOMPARE(one.tlsa[0].data, digest.toStdString());
        QCOMPARE(describe(TlsaRecord{ 2, 0, 2, {} }),
            std::string("DANE-TA, whole certificate, SHA2-512"));
        QCOMPARE(describe(TlsaRecord{ 9, 0, 1, {} }),
            std::string("unknown usage 9, whole certificate, SHA2-256"));
    }
    void faultsOfTlsaRecordsAreNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("findings");
        const auto row = [](const QByteArray& text, const QByteArray& findings) {
            QTest::newRow(text.left(40).constData()) << text << findings;
        };
        row("1 1 1 " + digest,
            "1:1 error usage 1 is not fit for SMTP: senders take the record as unusable\n");
        row("0 0 1 " + digest,
            "1:1 error usage 0 is not fit for SMTP: senders take the record as unusable\n");
        row("2 0 1 " + digest, "");
        row("3 0 1 " + digest, "1:3 hint the record changes with every renewed certificate\n");
        row("3 1 2 " + digest, "1:7 error the digest has 64 hexadecimal digits, not 128\n");
        row("3 1 1 00ff", "1:7 error the digest has 4 hexadecimal digits, not 64\n");
        row("3 1 1 00f", "1:7 error the data has an odd number of hexadecimal digits\n");
        row("3 1 1 00fg", "1:7 error the data is not hexadecimal\n");
        row("3 1 1", "1:5 error the data is missing\n");
        row("3 1 x 00", "1:5 error the matching type is no number from 0 to 255\n");
        row("256 1 1 00", "1:1 error the usage is no number from 0 to 255\n");
        row("4 2 3 00",
            "1:1 error there is no usage 4\n1:3 error there is no selector 2\n"
            "1:5 error there is no matching type 3\n");
        row("3 1 0 00ff", "1:5 warning the record holds the data itself, not a digest\n");
        row("3 1 1 " + digest.left(32) + ' ' + digest.right(32),
            "1:7 hint the data stands in several pieces\n");
        row("", "0:0 error there is no TLSA record\n");
    }
    void faultsOfTlsaRecordsAreNamed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, findings);
        QCOMPARE(textOf(checkTlsaRecords(text.toStdString()).findings), findings);
    }
    void recordsInOneStringAreRead()
    {
        const QByteArray nested = "[\"3 1 1 " + digest + "\",\"2 0 1 " + digest + "\"]";
        const TlsaCheck both = checkTlsaRecords(nested.toStdString());
        QCOMPARE(both.records.size(), std::size_t(2));
        QCOMPARE(both.records[1].usage, 2);
        QCOMPARE(textOf(both.findings), QByteArray());
        QCOMPARE(checkTlsaRecords("[\"3 1 1 00\"").records.size(), std::size_t(0));
    }

    void pageNamesKindDestinationsAndFaults()
    {
        const CheckText page = recordCheckText(check("v=TLSRPTv1; rua=mailto:a@example.com,b\x1b"));
        QVERIFY(page.hasFault);
        QCOMPARE(QByteArray::fromStdString(page.text),
            QByteArray("TLSRPT record (RFC 8460 section 3)\n"
                       "  reports to  mailto:a@example.com\n"
                       "  reports to  b\\x1b\n\n"
                       "byte 38: error: \"b\\x1b\" has no scheme.\n"
                       "    Write mailto: or https:// before it.\n"
                       "byte 39: error: the record has a character that is not printable ASCII.\n"
                       "    Delete or encode it.\n"));
        const CheckText policy
            = policyCheckText("version: STSv1\nmode: none\nmax_age: 86400\nx: y\n");
        QVERIFY(!policy.hasFault);
        QCOMPARE(QByteArray::fromStdString(policy.text),
            QByteArray("MTA-STS policy (RFC 8461 section 3.2)\n  mode     none\n"
                       "  max_age  86,400 seconds\n\nline 4: hint: senders ignore the field x.\n\n"
                       "No fault found.\n"));
    }
};

QTEST_APPLESS_MAIN(DnsRecordTest)
#include "tst_dnsrecord.moc"
