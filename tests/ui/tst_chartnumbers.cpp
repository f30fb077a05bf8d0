// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers that the chart draws against `mxlens-cli export --table trend` of the same filter.
#include "support/reports.h"
#include "support/windowfixture.h"
#include "tests/ui/support/guitest.h"
#include "ui/charts/trendchart.h"
#include "ui/theme/theme.h"
#include "ui/views/chartpage.h"
#include "ui/views/resultspage.h"

#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

namespace {

/// Figures by bucket and key.
using FigureTable = QMap<std::pair<QDate, QString>, TrendBucket>;

struct Split {
    SplitBy by;
    const char* option;
    const char* key;
};
constexpr Split splits[] = {
    { SplitBy::Domain, "domain", "policy_domain" },
    { SplitBy::Mx, "mx", "receiving_mx_hostname" },
    { SplitBy::Reporter, "reporter", "organization_name" },
    { SplitBy::ResultType, "result-type", "result_type" },
};

qint64 number(const QJsonValue& value)
{
    return value.isDouble() ? value.toInteger() : -1;
}

void add(FigureTable& table, QDate bucket, const QString& key, const TrendBucket& figures)
{
    TrendBucket& sum = table[{ bucket, key }];
    sum = total({ sum, figures });
    sum.day = bucket;
}

QString textOf(const FigureTable& table)
{
    QString text;
    for (auto row = table.cbegin(); row != table.cend(); ++row)
        text += QStringLiteral("%1 %2: %3 %4 %5\n")
                    .arg(row.key().first.toString(Qt::ISODate), row.key().second)
                    .arg(row->sessions)
                    .arg(row->successful)
                    .arg(row->failed);
    return text;
}

} // namespace

class ChartNumbersTest final : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<WindowFixture> m_fixture;

    ChartPage& page() { return m_fixture->window->results().chartPage(); }
    void settle()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->window->isSettled() && page().isSettled(), 20'000);
    }

    /// The lines of the export.
    QList<QJsonObject> exported(
        const QString& path, const QString& filter, const QStringList& options = {})
    {
        QProcess program;
        QStringList arguments{ QStringLiteral("export"), QStringLiteral("--table"),
            QStringLiteral("trend"), QStringLiteral("--format"), QStringLiteral("jsonl") };
        if (!filter.isEmpty())
            arguments << QStringLiteral("--filter") << filter;
        program.start(QStringLiteral(MXLENS_CLI), arguments + options + QStringList{ path });
        if (!program.waitForFinished(30'000))
            return {};
        QList<QJsonObject> lines;
        for (const QByteArray& line : program.readAllStandardOutput().split('\n')) {
            if (!line.trimmed().isEmpty())
                lines.append(QJsonDocument::fromJson(line).object());
        }
        return lines;
    }

    FigureTable tableOf(const QList<QJsonObject>& lines, const QString& key)
    {
        FigureTable table;
        for (const QJsonObject& line : lines) {
            const QDate day
                = QDate::fromString(line.value(QStringLiteral("day")).toString(), Qt::ISODate);
            add(table, bucketStart(day, page().chart().step()),
                key.isEmpty() ? key : line.value(key).toString(),
                { day, number(line.value(QStringLiteral("sessions"))),
                    number(line.value(QStringLiteral("successful_sessions"))),
                    number(line.value(QStringLiteral("failed_sessions"))) });
        }
        return table;
    }

    void compareAll(const QString& path, const QString& filter)
    {
        m_fixture->window->setFilterText(filter);
        settle();
        TrendChart& chart = page().chart();
        chart.setForm(ChartForm::HeatMap);
        FigureTable whole;
        for (const TrendBucket& bucket : chart.shownBuckets())
            add(whole, bucket.day, {}, bucket);
        QVERIFY(!whole.isEmpty());
        QCOMPARE(textOf(whole), textOf(tableOf(exported(path, filter), {})));
        for (const Split& split : splits) {
            m_fixture->window->state().setSplit(split.by);
            settle();
            chart.setForm(ChartForm::HeatMap);
            const FigureTable wanted = tableOf(
                exported(path, filter, { QStringLiteral("--by"), QLatin1String(split.option) }),
                QLatin1String(split.key));
            FigureTable drawn;
            for (const TrendSeries& series : chart.shownSeries()) {
                for (const TrendBucket& bucket : series.days) {
                    // By MX a day on which a policy covers it has no row where nothing failed.
                    if (split.by != SplitBy::Mx || wanted.contains({ bucket.day, series.name }))
                        add(drawn, bucket.day, series.name, bucket);
                    else
                        QVERIFY(bucket.failed == 0 && bucket.sessions < 0);
                }
            }
            QCOMPARE(textOf(drawn), textOf(wanted));
            QVERIFY(!drawn.isEmpty());
        }
        m_fixture->window->state().setSplit(SplitBy::Nothing);
        settle();
    }

private slots:
    void initTestCase() { QVERIFY(QFile::exists(QStringLiteral(MXLENS_CLI))); }
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void sampleReports_data()
    {
        QTest::addColumn<QString>("filter");
        for (const char* const filter : { "", "domain:example.com", "-org:google*", "mx:mx2*",
                 "after:2026-10-10 before:2026-10-20", "type:sts failures:>0" })
            QTest::newRow(filter) << QString::fromLatin1(filter);
    }
    void sampleReports()
    {
        QFETCH(QString, filter);
        const QString path = QStringLiteral(MXLENS_SOURCE_DIR "/resources/samples");
        m_fixture->window->openPaths({ path });
        settle();
        compareAll(path, filter);
    }

    void weeksOfALongTime()
    {
        for (int day = 0; day < 450; day += 2) {
            MadeReport report;
            report.day = QDate(2025, 1, 1).addDays(day);
            report.id = QString::number(day);
            report.organization = day % 4 ? QStringLiteral("One") : QStringLiteral("Two");
            report.successful = 90 + day % 7;
            report.failed = day % 5;
            report.details = { { QStringLiteral("certificate-expired"),
                QStringLiteral("mx%1.example.com").arg(day % 3), day % 5 } };
            QVERIFY(writeFile(m_fixture->path(report.id + QStringLiteral(".json")), report.json()));
        }
        const QString path = m_fixture->folder.path();
        m_fixture->window->openPaths({ path });
        settle();
        QCOMPARE(page().chart().step(), TrendStep::OneWeek);
        compareAll(path, {});
    }

    void theRestIsWhatIsLeftOfTheExport()
    {
        for (int i = 0; i < 20; ++i) {
            MadeReport report;
            report.id = QString::number(i);
            report.domain = QStringLiteral("d%1.example").arg(i);
            report.failed = i;
            QVERIFY(writeFile(m_fixture->path(report.id + QStringLiteral(".json")), report.json()));
        }
        m_fixture->window->openPaths({ m_fixture->folder.path() });
        m_fixture->window->state().setSplit(SplitBy::Domain);
        settle();
        const QVector<TrendSeries> shown = page().chart().shownSeries();
        QCOMPARE(shown.size(), 9);
        QVERIFY(shown.constLast().isRest);
        qint64 drawn = 0, wanted = 0;
        for (const TrendSeries& series : shown)
            drawn += total(series.days).failed;
        for (const QJsonObject& line : exported(m_fixture->folder.path(), {}))
            wanted += number(line.value(QStringLiteral("failed_sessions")));
        QCOMPARE(drawn, wanted);
        QCOMPARE(total(shown.constLast().days).failed, 66); // 0 to 11
    }
};

int main(int argc, char** argv)
{
    test::WatchedApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    applyTheme(application, ThemeChoice::Light);
    ChartNumbersTest test;
    return application.result(QTest::qExec(&test, argc, argv));
}

#include "tst_chartnumbers.moc"
