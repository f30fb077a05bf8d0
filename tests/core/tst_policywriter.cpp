// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/mxseen.h"
#include "core/policy/policywriter.h"
#include "tests/core/support/findings.h"
#include "tests/core/support/mailbox.h"

#include <QTest>

using namespace mxlens;
using namespace mxlens::testing;

class PolicyWriterTest final : public QObject {
    Q_OBJECT

private slots:
    void recordHasItsDestinations()
    {
        const std::vector<std::string> typed{ "tls@example.com", " mailto:b@example.com ", "",
            "https://reports.example/v1?a=1,2!;x" };
        const TxtRecord record = tlsRptRecord("Example.COM.", typed);
        QCOMPARE(record.name, std::string("_smtp._tls.example.com"));
        QCOMPARE(record.value,
            std::string("v=TLSRPTv1; rua=mailto:tls@example.com,mailto:b@example.com,"
                        "https://reports.example/v1?a=1%2C2%21%3Bx"));
        QCOMPARE(mxlens::testing::textOf(record.findings), QByteArray());
        QCOMPARE(zoneLine(record), "_smtp._tls.example.com. IN TXT \"" + record.value + '"');
    }
    void badDestinationIsFound()
    {
        QCOMPARE(mxlens::testing::textOf(
                     tlsRptRecord("example.com", std::vector<std::string>{ "ftp://x.example" })
                         .findings),
            QByteArray("0:17 error \"ftp:\" is no scheme for TLS reports\n"));
        QCOMPARE(mxlens::testing::textOf(tlsRptRecord("example.com", {}).findings),
            QByteArray("0:0 error rua is missing: there is no place to send reports to\n"));
    }
    void longRecordIsSplitAndReadsBackTheSame()
    {
        std::vector<std::string> typed;
        for (int i = 0; i < 30; ++i)
            typed.push_back("reports" + std::to_string(i) + "@example.com");
        const TxtRecord record = tlsRptRecord("example.com", typed);
        QVERIFY(record.strings.size() > 3);
        for (const std::string& text : record.strings)
            QVERIFY(text.size() <= 255);
        const DnsRecordCheck read = checkDnsRecord(zoneLine(record));
        QCOMPARE(read.value, record.value);
        QCOMPARE(read.destinations.size(), typed.size());
        QVERIFY(!hasFault(read.findings));
    }
    void mtaStsRecordIsWritten()
    {
        const TxtRecord record = mtaStsRecord("example.com", "20260301T1200");
        QCOMPARE(zoneLine(record),
            std::string("_mta-sts.example.com. IN TXT \"v=STSv1; id=20260301T1200;\""));
        QVERIFY(!hasFault(record.findings));
        QVERIFY(hasFault(mtaStsRecord("example.com", "2026-03-01").findings));
    }
    void policyReadsBackTheSame()
    {
        StsPolicy policy;
        policy.mx = { "mx1.example.com", "*.example.net" };
        const std::string text = stsPolicyText(policy);
        QCOMPARE(text,
            std::string("version: STSv1\r\nmode: testing\r\nmx: mx1.example.com\r\n"
                        "mx: *.example.net\r\nmax_age: 604800\r\n"));
        policy.mode = PolicyMode::Enforce;
        policy.maxAge = 1209600;
        const StsPolicyCheck read = checkStsPolicy(stsPolicyText(policy));
        QCOMPARE(read.policy.mode, PolicyMode::Enforce);
        QCOMPARE(read.policy.maxAge, policy.maxAge);
        QCOMPARE(read.policy.mx, policy.mx);
        QCOMPARE(mxlens::testing::textOf(read.findings), QByteArray());
    }
    void mxHostsOfTheReportsAreAStart()
    {
        Mailbox mailbox(2);
        mailbox.plantFailure(0, 1, "certificate-expired", "MX9.example.com.", 1);
        mailbox.plantFailure(1, 1, "certificate-expired", "not a host", 1);
        mailbox.plant(1, 1, [](ReportPlan& report) {
            report.policy().mxHosts = { "*.example.com", "mx3.example.com" };
        });
        const auto snapshot = snapshotOf(mailbox.documents());
        QCOMPARE(mxHostsSeen(*snapshot, select(*snapshot, {}), "example.com"),
            (std::vector<std::string>{
                "mx1.example.com", "mx2.example.com", "mx3.example.com", "mx9.example.com" }));
        QVERIFY(mxHostsSeen(*snapshot, select(*snapshot, {}), "example.org").empty());
    }
};

QTEST_APPLESS_MAIN(PolicyWriterTest)
#include "tst_policywriter.moc"
