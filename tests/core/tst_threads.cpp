// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that is written about a folder of everything, byte by byte: it does not depend on how
// many threads read, nor on who was faster.
#include "core/ingest/ingest.h"
#include "core/output/document.h"
#include "core/output/export.h"
#include "core/output/peoplereport.h"
#include "core/output/summary.h"
#include "tests/core/support/damage.h"
#include "tests/core/support/inputfixtures.h"
#include "tests/core/support/reports.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <map>

using namespace mxlens;
using namespace mxlens::testing;
using fixtures::Dice;
using fixtures::Members;

namespace {

using Texts = std::map<std::string, std::string>;

/// One of 400 reports, in which much is alike, and some with a twin that is written otherwise.
std::string reportOf(Dice& dice)
{
    static constexpr std::array<const char*, 6> reporters{ "Google Inc.", "google inc.",
        "Microsoft Corporation", "Mail.Example", "MAIL.example", "Example Reporter" };
    static constexpr std::array<const char*, 5> types{ "certificate-expired", "Certificate-Expired",
        "starttls-not-supported", "sts-policy-fetch-error", "odd" };
    const std::size_t number = dice.below(400);
    Dice own(number); // the same each time it is chosen
    std::vector<PolicyFixture> policies;
    for (std::size_t i = 1 + own.below(3); i > 0; --i) {
        PolicyFixture policy;
        policy.type = own.oneIn(3) ? "tlsa" : "sts";
        policy.domain = "d" + std::to_string(own.below(5)) + ".example";
        const int failed = static_cast<int>(own.below(9));
        policy.summary = summaryJson(static_cast<int>(own.below(1000)), failed);
        policy.details = "[]";
        if (failed > 0)
            policy.details = '['
                + failureJson(own.of(types), "mx" + std::to_string(own.below(9)) + ".example",
                    failed, "192.0.2." + std::to_string(own.below(20)))
                + ']';
        policies.push_back(policy);
    }
    const std::string day = std::to_string(10 + own.below(19));
    std::string json
        = reportJson(own.of(reporters), "id " + std::to_string(number), "2026-03-" + day, policies);
    if (own.oneIn(4)) // other content under the same identity
        json.insert(json.size() - 1, dice.oneIn(2) ? ",\"a\":1" : ",");
    json.insert(1, std::string(dice.below(9000), ' '));
    return json;
}

std::string mailOf(const std::string& json)
{
    return fixtures::mixed(
        fixtures::part(fixtures::attached, fixtures::base64(fixtures::gzip(json))));
}

std::string mailbox(std::size_t count, Dice& dice)
{
    std::vector<std::string> mails;
    for (std::size_t i = 0; i < count; ++i)
        mails.push_back(dice.oneIn(9) ? fixtures::plainMail() : mailOf(reportOf(dice)));
    return fixtures::mbox(mails);
}

Members members(std::size_t count, Dice& dice)
{
    Members members;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string name = std::to_string(i);
        const std::string json = reportOf(dice);
        if (dice.oneIn(20))
            members.emplace_back(name + ".mbox", mailbox(5, dice));
        else if (dice.oneIn(20))
            members.emplace_back(name + ".zip", fixtures::zip({ { "a.json", json } }));
        else if (dice.oneIn(20))
            members.emplace_back(name + ".json", json + std::string(300'000, ' '));
        else if (dice.oneIn(20))
            members.emplace_back(name + ".gz", fixtures::gzip(json).substr(0, 100));
        else
            members.emplace_back(name + ".json", json);
    }
    return members;
}

std::string collected(const std::function<Result<std::size_t>(const ByteSink&)>& write)
{
    std::string bytes;
    const auto result = write([&bytes](std::string_view piece) {
        bytes += piece;
        return true;
    });
    return result ? bytes : "failed";
}

void addTables(Texts& texts, const Snapshot& snapshot, const Selection& selection)
{
    ExportRequest request;
    request.selection = selection;
    const auto add = [&](const std::string& name) {
        texts[name]
            = collected([&](const ByteSink& sink) { return exportTable(snapshot, request, sink); });
    };
    for (const Table table : { Table::Failures, Table::Policies, Table::Reports, Table::Trend,
             Table::Problems, Table::Domains, Table::Sources }) {
        request.table = table;
        request.rows = rowsOf(table, selection);
        request.reportKeys = !request.rows.empty() && table != Table::Sources;
        for (const ExportFormat format : { ExportFormat::Csv, ExportFormat::JsonLines }) {
            request.format = format;
            for (const TrendBy by :
                { TrendBy::Domain, TrendBy::Mx, TrendBy::Reporter, TrendBy::ResultType }) {
                request.trendBy = by;
                if (table == Table::Trend || by == TrendBy::Domain)
                    add(std::string(tableName(table)) + ' '
                        + std::to_string(static_cast<int>(format)) + ' '
                        + std::to_string(static_cast<int>(by)));
            }
        }
    }
    request = {};
    request.selection = selection;
    request.format = ExportFormat::ParsedmarcCsv;
    request.rows = selection.policies;
    add("parsedmarc");
}

/// Everything that can be written about what a filter leaves.
Texts textsOf(const Snapshot& snapshot, const std::string& filter)
{
    Texts texts;
    PeopleReportRequest people;
    people.filter = filterOf(filter);
    people.selection = select(snapshot, people.filter);
    addTables(texts, snapshot, people.selection);
    texts["summary"] = summaryText(snapshot, people.selection);
    texts["summary as JSON"] = summaryJson(snapshot, people.selection);
    texts["report"] = documentText(peopleReport(snapshot, people));
    return texts;
}

} // namespace

class ThreadsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        Dice dice(8460);
        for (int i = 0; i < 120; ++i)
            write("loose/" + std::to_string(i * 7919 % 1000) + ".json", reportOf(dice));
        for (int i = 0; i < 60; ++i)
            write("Maildir/cur/" + std::to_string(i) + ".host:2,S", mailOf(reportOf(dice)));
        for (std::size_t i = 0; i < 60; ++i) {
            std::string bytes = i % 2 == 0 ? fixtures::zip(members(3, dice)) : mailbox(3, dice);
            fixtures::damage(
                bytes, static_cast<fixtures::ByteDamage>(i % fixtures::byteDamages), dice);
            write("damaged/" + std::to_string(i), bytes);
        }
        write("box.mbox", mailbox(700, dice));
        write("cut.mbox.gz", fixtures::gzip(mailbox(300, dice)).substr(0, 200'000));
        write("reports.zip", fixtures::zip(members(500, dice)));
        write("reports.tar.gz", fixtures::tar(members(500, dice), ARCHIVE_FILTER_GZIP));
        write("reports.7z", fixtures::pack(members(200, dice), ARCHIVE_FORMAT_7ZIP));
        m_request.paths = { path(""), path("reports.zip"), path("nowhere") };
        m_request.memory = { { "pasted text", mailbox(20, dice) }, { "pasted", reportOf(dice) } };
    }

    void bytesAreThoseOfOneThread_data()
    {
        QTest::addColumn<QByteArray>("filter");
        QTest::newRow("everything") << QByteArray();
        QTest::newRow("filtered") << QByteArray("domain:d1.example -result:odd");
    }
    void bytesAreThoseOfOneThread()
    {
        QFETCH(QByteArray, filter);
        const Texts expected = texts(1, filter.toStdString());
        for (const auto& [name, text] : expected)
            QVERIFY2(text.size() > 300, name.c_str());
        for (const unsigned threads : { 2u, 3u, 8u }) {
            for (const auto& [name, text] : texts(threads, filter.toStdString()))
                QVERIFY2(text == expected.at(name),
                    (name + " with " + std::to_string(threads) + " threads").c_str());
        }
    }

private:
    std::string path(const std::string& name) const
    {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }
    void write(const std::string& name, const std::string& bytes)
    {
        const QString file = QString::fromStdString(path(name));
        QVERIFY(QDir().mkpath(QFileInfo(file).path()));
        fixtures::writeFile(file.toStdString(), bytes);
    }
    Texts texts(unsigned threads, const std::string& filter) const
    {
        IngestRequest request = m_request;
        request.threads = threads;
        request.earlyAfterMs = 0; // so that files are read before their names are all known
        return textsOf(*ingest(request, {}).snapshot, filter);
    }

    QTemporaryDir m_folder;
    IngestRequest m_request;
};

QTEST_APPLESS_MAIN(ThreadsTest)
#include "tst_threads.moc"
