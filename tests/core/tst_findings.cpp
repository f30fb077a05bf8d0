// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/checktext.h"
#include "core/policy/findingtexts.h"
#include "core/policy/policycoverage.h"
#include "core/policy/policywriter.h"
#include "tests/core/support/findings.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace mxlens;
using mxlens::testing::textOf;

namespace {

std::set<QByteArray> placeholdersIn(std::string_view text)
{
    std::set<QByteArray> names;
    for (std::size_t open = text.find('{'); open != std::string_view::npos;
         open = text.find('{', open + 1)) {
        const std::string_view name = text.substr(open, text.find('}', open) + 1 - open);
        names.insert(QByteArray(name.data(), static_cast<qsizetype>(name.size())));
    }
    return names;
}

/// The bytes of the checked text that a finding of a record is about.
std::string marked(const std::string& text, FindingKind kind)
{
    const DnsRecordCheck check = checkDnsRecord(text);
    const auto found = std::ranges::find(check.findings, kind, &Finding::kind);
    if (found == check.findings.end() || found->column == 0)
        return "nothing";
    std::string result;
    for (std::size_t i = 0; i < found->length; ++i)
        result += text[check.places.at(found->column - 1 + i)];
    return result;
}

} // namespace

class FindingsTest final : public QObject {
    Q_OBJECT

private slots:
    void everyKindHasWordsInBothLanguages()
    {
        const FindingLanguage& english = englishFindings();
        const FindingLanguage& spanish = spanishFindings();
        QCOMPARE(english.texts.size(), findingKindCount);
        QCOMPARE(spanish.texts.size(), findingKindCount);
        for (std::size_t i = 0; i < findingKindCount; ++i) {
            const FindingText& en = english.texts[i];
            const FindingText& es = spanish.texts[i];
            const QByteArray name = QByteArray::number(static_cast<qulonglong>(i));
            QCOMPARE(static_cast<std::size_t>(en.kind), i);
            QCOMPARE(static_cast<std::size_t>(es.kind), i);
            QVERIFY2(!en.what.empty() && !es.what.empty() && en.what != es.what, name);
            QCOMPARE(en.advice.empty(), es.advice.empty());
            // One that is all placeholder is said by the words it stands for.
            QVERIFY2(
                en.advice.empty() || en.advice == "{rightname}" || en.advice != es.advice, name);
            QCOMPARE(placeholdersIn(en.what), placeholdersIn(es.what));
            QCOMPARE(placeholdersIn(en.advice), placeholdersIn(es.advice));
            for (const std::string_view text : { en.what, en.advice, es.what, es.advice })
                QVERIFY2(!text.ends_with('.'), name);
        }
        QVERIFY(english.rightMx != spanish.rightMx && english.rightDomain != spanish.rightDomain);
        QVERIFY(english.mxName != spanish.mxName && english.domainName != spanish.domainName);
    }

    void namesOfTheCaseAreFilledIn()
    {
        const auto first = [](const std::vector<Finding>& findings) { return findings.at(0); };
        const Finding mx = first(checkStsPolicy("version: STSv1\nmode: enforce\nmx: a_b.example\n"
                                                "max_age: 604800\n")
                                     .findings);
        QCOMPARE(whatOf(mx, Language::Spanish),
            std::string("el MX «a_b.example» tiene un carácter que ningún nombre de host admite: "
                        "«_»"));
        QCOMPARE(adviceOf(mx),
            std::string("Write one host name, or *. and a domain for all hosts right below it"));
        const Finding domain
            = first(tlsRptRecord("10.0.0.1", std::vector<std::string>{ "a@b.c" }).findings);
        QCOMPARE(whatOf(domain),
            std::string("the domain \"10.0.0.1\" is an IP address, not a host name"));
        QCOMPARE(whatOf(domain, Language::Spanish),
            std::string("el dominio «10.0.0.1» es una dirección IP, no un nombre de host"));
        QVERIFY(adviceOf(domain, Language::Spanish).find("example.com") != std::string::npos);
        // A value that looks like a placeholder stays what it is.
        QCOMPARE(whatOf(first(checkStsPolicy("{1}").findings)), std::string("no colon: \"{1}\""));
    }

    void pagesAreInTheLanguageAskedFor()
    {
        const CheckText record
            = recordCheckText(checkDnsRecord("v=TLSRPTv1; rua=a@example.com"), Language::Spanish);
        QCOMPARE(QByteArray::fromStdString(record.text),
            QByteArray("Registro TLSRPT (RFC 8460, sección 3)\n  informes a  a@example.com\n\n"
                       "byte 17: error: «a@example.com» no tiene esquema.\n"
                       "    Escriba mailto:a@example.com.\n"));
        const CheckText policy = policyCheckText(
            "version: STSv1\nmode: none\nmax_age: 86400\nx: y\n", Language::Spanish);
        QCOMPARE(QByteArray::fromStdString(policy.text),
            QByteArray("Política MTA-STS (RFC 8461, sección 3.2)\n  mode     none\n"
                       "  max_age  86,400 segundos\n\n"
                       "línea 4: nota: los remitentes pasan por alto el campo x.\n\n"
                       "Ningún fallo encontrado.\n"));
        QCOMPARE(describe(TlsaRecord{ 9, 1, 1, {} }, Language::Spanish),
            std::string("uso desconocido 9, clave pública, SHA2-256"));
        QCOMPARE(kindName(DnsRecordKind::Unknown, Language::Spanish),
            std::string_view("registro desconocido"));
    }

    void findingPointsIntoThePastedText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("place");
        const auto row = [](const QByteArray& text, FindingKind kind, const char* place) {
            QTest::newRow(text.left(60).constData())
                << text << static_cast<int>(kind) << QByteArray(place);
        };
        row("v=TLSRPTv1; rua=ftp://x.example", FindingKind::WrongScheme, "ftp://x.example");
        row("  \"v=TLSRPTv1; rua=mailto:a@example.com,\" \"ftp://x.example\"",
            FindingKind::WrongScheme, "ftp://x.example");
        // The fault itself is split over two strings.
        row("_smtp._tls.example.com. 300 IN TXT \"v=TLSRPTv1; rua=ft\" \"p://x.example\"",
            FindingKind::WrongScheme, "ftp://x.example");
        row(";; ANSWER SECTION:\n_smtp._tls.example.com. 300\tIN\tTXT\t"
            "\"v=TLSRPTv1\\; rua=mailto:a@example.com!10m\"\n\n;; Query time: 1 msec\n",
            FindingKind::ExclamationMark, "!");
        row("_smtp._tls IN TXT ( \"v=TLSRPTv1; \" ; the version\n  \"pct=1; \"\n"
            "  \"rua=mailto:a@example.com\" )",
            FindingKind::DmarcField, "pct");
        row("\"v=TLSRPTv1; rua=mailto:a@example.com\"\n\"v=TLSRPTv1; rua=mailto:b@example.com\"",
            FindingKind::SeveralRecords, "v=TLSRPTv1");
        row("v=STSv1; id=1; v=STSv1; id=2", FindingKind::SeveralRecords, "v=STSv1");
        row("v=STSv1; id=a-b;", FindingKind::BadId, "a-b");
        row("_25._tcp.mx.example.com. IN TLSA 1 1 1 00", FindingKind::UsageUnfit, "1");
        row("3 1 1 00ff", FindingKind::DigestLength, "00ff");
        row("_25._tcp.mx.example.com. IN TLSA 3 0 1 (\n  00ff\n  zz )", FindingKind::DataNotHex,
            "zz");
    }
    void findingPointsIntoThePastedText()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, kind);
        QFETCH(QByteArray, place);
        QCOMPARE(
            QByteArray::fromStdString(marked(text.toStdString(), static_cast<FindingKind>(kind))),
            place);
    }

    void recordsAreReadAsDigAndZoneFilesHaveThem_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("name");
        const QByteArray value = "\"v=TLSRPTv1; rua=mailto:a@example.com\"";
        QTest::newRow("dig +short") << value + "\n" << QByteArray();
        QTest::newRow("dig") << ";; ANSWER SECTION:\n_smtp._tls.example.com.\t3600 IN TXT " + value
                             << QByteArray("_smtp._tls.example.com");
        QTest::newRow("without a name") << "IN TXT " + value << QByteArray();
        QTest::newRow("with a TTL alone") << "3600 TXT " + value << QByteArray();
        QTest::newRow("decimal escape")
            << QByteArray("\"v=TLSRPTv1\\059 rua=mailto:a@example.com\"") << QByteArray();
        QTest::newRow("bare") << QByteArray("\n v=TLSRPTv1; rua=mailto:a@example.com\n")
                              << QByteArray();
    }
    void recordsAreReadAsDigAndZoneFilesHaveThem()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, name);
        const DnsRecordCheck check = checkDnsRecord(text.toStdString());
        QCOMPARE(check.value, std::string("v=TLSRPTv1; rua=mailto:a@example.com"));
        QCOMPARE(check.places.size(), check.value.size());
        QCOMPARE(QByteArray::fromStdString(check.name), name);
        QCOMPARE(textOf(check.findings), QByteArray());
    }

    void stringOfATxtRecordHasItsLimit()
    {
        std::string value = "v=TLSRPTv1; rua=mailto:a@example.com";
        while (value.size() < 300)
            value += ",mailto:reports@example.com";
        QCOMPARE(checkDnsRecord(value).findings.at(0).kind, FindingKind::LongRecord);
        QCOMPARE(checkDnsRecord('"' + value + '"').findings.at(0).kind, FindingKind::LongString);
        QVERIFY(checkDnsRecord('"' + value.substr(0, 255) + "\" \"" + value.substr(255) + '"')
                    .findings.empty());
        // The writer splits it, and says nothing of it.
        QVERIFY(tlsRptRecord("example.com", checkDnsRecord(value).destinations).findings.empty());
    }

    void severalTlsaRecordsHaveTheirLines()
    {
        const std::string digest(64, 'a');
        const TlsaCheck check
            = checkTlsaRecords("; of the first MX\n_25._tcp.mx1.example. TLSA 3 1 1 " + digest
                + "\n\n_25._tcp.mx2.example. 3600 IN TLSA 0 1 1 " + digest + "\n");
        QCOMPARE(check.records.size(), std::size_t(2));
        QCOMPARE(textOf(check.findings),
            QByteArray("4:36 error usage 0 is not fit for SMTP: senders take the record as "
                       "unusable\n"));
    }

    void hostsThatNoPatternCoversAreFound()
    {
        StsPolicy policy;
        policy.mode = PolicyMode::Testing;
        policy.mx = { "mx1.example.com", "*.Example.net" };
        const std::vector<std::string> hosts{ "a.b.example.net", "mx.example.net",
            "mx1.example.com", "mx9.example.com" };
        QCOMPARE(textOf(coverageFindings(policy, hosts)),
            QByteArray("4:0 warning *.Example.net does not cover the MX a.b.example.net: the "
                       "asterisk stands for exactly one label\n"
                       "0:0 warning the reports name the MX mx9.example.com, and no line covers "
                       "it\n"));
        QCOMPARE(adviceOf(coverageFindings(policy, hosts).front()),
            std::string("Add a line mx: a.b.example.net or mx: *.b.example.net"));
        policy.mode = PolicyMode::Enforce;
        QCOMPARE(coverageFindings(policy, hosts).back().severity, FindingSeverity::Error);
        policy.mode = PolicyMode::None;
        QVERIFY(coverageFindings(policy, hosts).empty());
    }
};

QTEST_APPLESS_MAIN(FindingsTest)
#include "tst_findings.moc"
