// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of damaged variants of good reports, from a seed: nothing crashes, every file is
// accounted for, and the good ones among them are all read. MXLENS_DAMAGED says how many files,
// MXLENS_DAMAGED_SEED which ones.
#include "core/ingest/ingest.h"
#include "core/query/columns.h"
#include "core/query/selection.h"
#include "tests/core/support/csvtable.h"
#include "tests/core/support/specimens.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <map>
#include <regex>
#include <set>

using namespace mxlens;
using fixtures::Specimen;

namespace {

/// A row of the sources table, and the reports that came from it.
struct Row {
    std::string source, outcome, detail;
    long long reports = 0;
    bool operator==(const Row&) const = default;
};

/// What was read, by either way.
struct Reading {
    std::vector<Row> sources; ///< In input order.
    /// Source and id of each, without those that repeat another one.
    std::vector<std::pair<std::string, std::string>> reports;
    std::size_t reportsRead = 0; ///< With those.
    bool operator==(const Reading&) const = default;
};

Reading readingOf(const Snapshot& snapshot)
{
    Reading reading;
    const Selection all = select(snapshot, {}); // in input order
    for (const RowId id : all.sources)
        reading.sources.push_back({ cell(snapshot, id, SourceColumn::Source).text,
            cell(snapshot, id, SourceColumn::Outcome).text,
            cell(snapshot, id, SourceColumn::Detail).text,
            static_cast<long long>(cell(snapshot, id, SourceColumn::Reports).number.valueOr(-1)) });
    for (const RowId id : all.reports)
        reading.reports.emplace_back(cell(snapshot, id, ReportColumn::Source).text,
            cell(snapshot, id, ReportColumn::ReportId).text);
    reading.reportsRead = snapshot.reportCount();
    return reading;
}

/// Without the place of the damage, which a library that reads ahead sees later.
Reading withoutPlaces(Reading reading)
{
    static const std::regex place(" \\(byte [0-9]+\\)");
    for (Row& row : reading.sources)
        row.detail = std::regex_replace(row.detail, place, "");
    return reading;
}

/// The rows of a table by mxlens-cli.
std::vector<std::map<std::string, std::string>> tableOf(
    const char* table, const QString& path, int& status)
{
    QProcess program;
    program.start(QStringLiteral(MXLENS_CLI),
        { QStringLiteral("export"), QStringLiteral("--table"), QString::fromLatin1(table), path });
    if (!program.waitForFinished(600'000) || program.exitStatus() != QProcess::NormalExit)
        return {};
    status = program.exitCode();
    return mxlens::testing::csvRows(program.readAllStandardOutput().toStdString());
}

/// The first difference, to be read.
std::string difference(const Reading& a, const Reading& b)
{
    for (std::size_t i = 0; i < std::max(a.sources.size(), b.sources.size()); ++i) {
        const auto text = [i](const Reading& reading) {
            if (i >= reading.sources.size())
                return std::string("nothing");
            const Row& row = reading.sources[i];
            return row.source + ' ' + row.outcome + ' ' + std::to_string(row.reports) + ' '
                + row.detail;
        };
        if (text(a) != text(b))
            return text(a) + "\n  and " + text(b);
    }
    return a.reports == b.reports ? std::string() : "other reports";
}

} // namespace

class DamagedTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const int count = qEnvironmentVariableIsSet("MXLENS_DAMAGED")
            ? qEnvironmentVariableIntValue("MXLENS_DAMAGED")
            : 900;
        fixtures::SpecimenMaker maker(qEnvironmentVariableIsSet("MXLENS_DAMAGED_SEED")
                ? static_cast<std::uint64_t>(qEnvironmentVariableIntValue("MXLENS_DAMAGED_SEED"))
                : 20260301);
        QVERIFY(m_folder.isValid());
        m_prefix = m_folder.path().toStdString() + '/';
        for (int i = 0; i < count; ++i) {
            m_specimens.push_back(maker.next());
            fixtures::writeFile(m_prefix + m_specimens.back().name, m_specimens.back().bytes);
        }
        m_request.paths = { m_folder.path().toStdString() };
        m_reading = readingOf(*ingest(m_request, {}).snapshot);
    }

    void everyFileIsAccountedFor()
    {
        std::map<std::string, std::size_t> rows;
        for (const Row& row : m_reading.sources) {
            QVERIFY2(row.source.starts_with(m_prefix), row.source.c_str());
            ++rows[fileOf(row.source)];
        }
        QCOMPARE(rows.size(), m_specimens.size());
        for (const Specimen& specimen : m_specimens) {
            QVERIFY2(rows.contains(specimen.name), specimen.name.c_str());
            if (specimen.sources && rows[specimen.name] != *specimen.sources)
                QFAIL(qPrintable(QStringLiteral("%1 has %2 sources and not %3")
                                     .arg(QString::fromStdString(specimen.name))
                                     .arg(rows[specimen.name])
                                     .arg(*specimen.sources)));
        }
    }

    void everySourceEndsInOneWayWithItsCause()
    {
        static const std::set<std::string> outcomes{ "report", "duplicate", "not-a-report",
            "unreadable" };
        std::size_t reports = 0;
        std::map<std::string, int> seen;
        for (const Row& row : m_reading.sources) {
            QVERIFY2(outcomes.contains(row.outcome), row.source.c_str());
            const bool read = row.outcome == "report" || row.outcome == "duplicate";
            QVERIFY2(read ? row.reports > 0 : !row.detail.empty(), row.source.c_str());
            reports += static_cast<std::size_t>(row.reports);
            ++seen[row.outcome];
        }
        QCOMPARE(reports, m_reading.reportsRead);
        QVERIFY(reports >= m_reading.reports.size());
        // The generator is worth something only where it brings every end about.
        for (const char* const outcome : { "report", "not-a-report", "unreadable" })
            QVERIFY2(seen[outcome] > static_cast<int>(m_specimens.size() / 50), outcome);
    }

    void everyGoodReportIsRead()
    {
        std::map<std::string, std::vector<std::string>> read;
        for (const auto& [source, id] : m_reading.reports)
            read[fileOf(source)].push_back(id);
        std::size_t good = 0;
        for (const Specimen& specimen : m_specimens) {
            const std::vector<std::string>& ids = read[specimen.name];
            for (const std::string& id : specimen.good)
                QVERIFY2(std::find(ids.begin(), ids.end(), id) != ids.end(),
                    (specimen.name + " misses " + id).c_str());
            if (specimen.untouched)
                QVERIFY2(ids == specimen.good, specimen.name.c_str());
            good += specimen.good.size();
        }
        QVERIFY(good > m_specimens.size() / 2);
    }

    void waysOfReadingMakeNoDifference()
    {
        IngestRequest alone = m_request;
        alone.threads = 1;
        const Reading single = readingOf(*ingest(alone, {}).snapshot);
        QVERIFY2(single == m_reading, difference(single, m_reading).c_str());
        IngestRequest many = m_request;
        many.threads = 5;
        many.librariesAlone = true;
        const Reading reference = withoutPlaces(readingOf(*ingest(many, {}).snapshot));
        const Reading ours = withoutPlaces(m_reading);
        QVERIFY2(reference == ours, difference(reference, ours).c_str());
        many.librariesAlone = false;
        many.byZlib = true;
        const Reading byZlib = withoutPlaces(readingOf(*ingest(many, {}).snapshot));
        QVERIFY2(byZlib == ours, difference(byZlib, ours).c_str());
    }

    void bytesWithoutAFileAreReadAlike()
    {
        IngestRequest request;
        for (const Specimen& specimen : m_specimens)
            request.memory.push_back({ m_prefix + specimen.name, specimen.bytes });
        const Reading pasted = readingOf(*ingest(request, {}).snapshot);
        QVERIFY2(pasted == m_reading, difference(pasted, m_reading).c_str());
    }

    void reopeningGivesTheSame()
    {
        const QTemporaryDir cache;
        IngestRequest request = m_request;
        request.cacheFolder = cache.path().toStdString();
        for (int round = 0; round < 2; ++round) {
            const IngestResult result = ingest(request, {});
            const Reading again = readingOf(*result.snapshot);
            QVERIFY2(again == m_reading, difference(again, m_reading).c_str());
            if (result.keepIndexes)
                result.keepIndexes({});
        }
    }

    void commandLineGivesTheSame()
    {
        int status = -1;
        Reading written;
        for (auto& row : tableOf("sources", m_folder.path(), status))
            written.sources.push_back(
                { row["source"], row["outcome"], row["detail"], std::stoll(row["reports"]) });
        QCOMPARE(written.sources.size(), m_reading.sources.size());
        bool unreadable = false;
        for (std::size_t i = 0; i < written.sources.size(); ++i) {
            QCOMPARE(written.sources[i].source, m_reading.sources[i].source);
            QCOMPARE(written.sources[i].outcome, m_reading.sources[i].outcome);
            QCOMPARE(written.sources[i].reports, m_reading.sources[i].reports);
            unreadable |= written.sources[i].outcome == "unreadable";
        }
        QVERIFY(unreadable);
        QCOMPARE(status, 1);
        std::set<std::string> ids;
        for (auto& row : tableOf("reports", m_folder.path(), status))
            ids.insert(row["report_id"]);
        QCOMPARE(status, 1);
        for (const Specimen& specimen : m_specimens) {
            for (const std::string& id : specimen.good)
                QVERIFY2(ids.contains(id), (specimen.name + " misses " + id).c_str());
        }
    }

private:
    /// The file that a source is or is in.
    std::string fileOf(const std::string& source) const
    {
        const std::string below = source.substr(m_prefix.size());
        return below.substr(0, below.find_first_of("!#"));
    }

    QTemporaryDir m_folder;
    std::string m_prefix;
    std::vector<Specimen> m_specimens;
    IngestRequest m_request;
    Reading m_reading;
};

QTEST_GUILESS_MAIN(DamagedTest)
#include "tst_damaged.moc"
