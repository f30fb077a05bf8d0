// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/peoplewords.h"
#include "core/output/summarywords.h"
#include "core/query/selection.h"
#include "core/query/totals.h"
#include "support/modeltext.h"
#include "support/reports.h"
#include "tests/core/support/reports.h"
#include "tests/ui/support/guitest.h"
#include "ui/models/domaintreemodel.h"
#include "ui/models/failuretablemodel.h"
#include "ui/models/policytablemodel.h"
#include "ui/models/reporttreemodel.h"
#include "ui/models/sourcetablemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>
#include <QTextDocument>

#include <numeric>

using namespace mxlens;
using namespace mxlens::test;

namespace {

QList<int> columnsOf(std::initializer_list<FailureColumn> columns)
{
    QList<int> result;
    for (const FailureColumn column : columns)
        result.append(static_cast<int>(column));
    return result;
}

/// Three reports; the second without failures, the third of another domain.
std::shared_ptr<const Snapshot> threeReports()
{
    MadeReport first;
    first.failed = 1234;
    first.successful = 9000;
    first.details
        = { { QStringLiteral("certificate-expired"), QStringLiteral("mx2.example.com"), 1200 },
              { QStringLiteral("starttls-not-supported"), QStringLiteral("mx1.example.com"), 30 },
              { QStringLiteral("sts-policy-fetch-error"), QString(), 4 } };
    MadeReport second;
    second.organization = QStringLiteral("Reporter Two");
    second.id = QStringLiteral("r2");
    second.day = QDate(2026, 9, 2);
    MadeReport third;
    third.id = QStringLiteral("r3");
    third.domain = QStringLiteral("example.org");
    third.successful = 0;
    third.failed = 2;
    third.details
        = { { QStringLiteral("<b>validation-failure</b>"), QStringLiteral("mx.example.org"), 2 } };
    return snapshotOf({ first.json(), second.json(), third.json() });
}

} // namespace

class TestModels : public QObject {
    Q_OBJECT
private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void failuresShowCellsOfTheirRows()
    {
        const auto snapshot = threeReports();
        FailureTableModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(snapshot, select(*snapshot, {}).failures);
        QCOMPARE(modelText(model,
                     columnsOf({ FailureColumn::StartDatetime, FailureColumn::PolicyDomain,
                         FailureColumn::ResultType, FailureColumn::ReceivingMxHostname,
                         FailureColumn::FailedSessionCount })),
            QStringLiteral(
                "2026-09-01 | example.com | certificate-expired | mx2.example.com | 1,200\n"
                "2026-09-01 | example.com | starttls-not-supported | mx1.example.com | 30\n"
                "2026-09-01 | example.com | sts-policy-fetch-error |  | 4\n"
                "2026-09-01 | example.org | <b>validation-failure</b> | mx.example.org | "
                "2\n"));
        // Through a filter, a reversal, nothing and back.
        model.setRows(snapshot, { 3, 0 });
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.rowOf(0), std::optional<int>(1));
        QCOMPARE(model.rowOf(2), std::optional<int>());
        model.setRows(snapshot, {});
        QCOMPARE(model.rowCount(), 0);
        model.setRows(nullptr, {});
        model.setRows(snapshot, { 1 });
        QCOMPARE(model.index(0, static_cast<int>(FailureColumn::FailedSessionCount)).data(SortRole),
            QVariant(30));
        QCOMPARE(model.index(0, 0).data(IdRole).toUInt(), 1u);
    }

    void hostileTextInAToolTipStaysPlain()
    {
        const auto snapshot = threeReports();
        FailureTableModel model;
        model.setRows(snapshot, { 3 });
        const QString tip = model.index(0, static_cast<int>(FailureColumn::ResultType))
                                .data(Qt::ToolTipRole)
                                .toString();
        QVERIFY2(
            tip.contains(QLatin1String("&lt;b&gt;validation-failure&lt;/b&gt;")), qPrintable(tip));
        QVERIFY(!tip.contains(QLatin1String("<b>")));
    }

    void aToolTipIsDescribedWithoutItsMarkup()
    {
        QWidget widget;
        setPlainToolTip(widget, QStringLiteral("<b>one</b>\ntwo"));
        QVERIFY(Qt::mightBeRichText(widget.toolTip()));
        QVERIFY(!widget.toolTip().contains(QLatin1String("<b>")));
        QCOMPARE(widget.accessibleDescription(), QStringLiteral("<b>one</b>\ntwo"));
    }

    void policiesDimZeroAndNotOtherNumbers()
    {
        const auto snapshot = threeReports();
        PolicyTableModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(snapshot, select(*snapshot, {}).policies);
        const int failed = static_cast<int>(PolicyColumn::TotalFailureSessionCount);
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(!model.index(0, failed).data(DimRole).toBool());
        QVERIFY(model.index(1, failed).data(DimRole).toBool());
        QCOMPARE(model.headerData(failed, Qt::Horizontal).toString(), QStringLiteral("Failed"));
        QCOMPARE(model.columns()[failed].name, QStringLiteral("total_failure_session_count"));
    }

    void unknownCountIsADashAndNotZero()
    {
        const auto snapshot = snapshotOf({ MadeReport().json().replace(
            "\"total-failure-session-count\":0", "\"total-failure-session-count\":\"many\"") });
        PolicyTableModel model;
        model.setRows(snapshot, { 0 });
        const QModelIndex failed
            = model.index(0, static_cast<int>(PolicyColumn::TotalFailureSessionCount));
        QCOMPARE(failed.data().toString(), QString(QChar(0x2013)));
        QVERIFY(failed.data(SortRole).isNull());
        QVERIFY(failed.data(Qt::AccessibleTextRole).toString().endsWith(QLatin1String("unknown")));
        // The same report departs from the RFC, and its row says so.
        QVERIFY(failed.data(DeviationRole).toBool());
        const QString tip = model.index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QLatin1String("total-failure-session-count")), qPrintable(tip));
    }

    void sourcesSayTheirOutcomeInWords()
    {
        const auto snapshot
            = snapshotOf({ MadeReport().json(), MadeReport().json(), "{\"a\":1}", "{\"a\":" });
        SourceTableModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(snapshot, select(*snapshot, {}).sources);
        QCOMPARE(modelText(model, { static_cast<int>(SourceColumn::Outcome) }),
            QStringLiteral("report\nduplicate\nnot a report\nunreadable\n"));
    }

    // As reports for people and summaries have it.
    void aDomainThatIsNotNamedIsCalledAsInReports()
    {
        MadeReport report;
        report.domain.clear();
        const auto snapshot = snapshotOf({ report.json() });
        const Selection all = select(*snapshot, {});
        DomainTreeModel model;
        model.setDomains(domainTree(*snapshot, all), totals(*snapshot, all).figures);
        const std::string_view name = peopleWords(Language::English).noDomain;
        QVERIFY(modelText(model, { 0 }).contains(plainText(name)));
        QCOMPARE(summaryWords(Language::English).noDomain, name);
    }

    // Rows are kept in English and said in the language of the program, in tool tips too.
    void whatIsKeptInEnglishIsSaidInSpanish()
    {
        QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::Spain));
        MadeReport report;
        const QByteArray odd = report.json().replace("\"contact-info\"", "\"x-odd\"");
        const auto snapshot = snapshotOf({ odd, odd });
        ReportTreeModel reports;
        reports.setRows(snapshot, { 0 });
        const QModelIndex cell
            = reports.index(0, 0).siblingAtColumn(static_cast<int>(ReportColumn::Deviations));
        const QString spanish = QStringLiteral("no est\u00e1 en el RFC 8460, se conserva");
        QVERIFY2(cell.data().toString().contains(spanish), qPrintable(cell.data().toString()));
        QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(spanish));
        QVERIFY(cell.data(SortRole).toString().contains(QLatin1String("not in RFC 8460, kept")));
        SourceTableModel sources;
        sources.setRows(snapshot, select(*snapshot, {}).sources);
        const QModelIndex detail = sources.index(1, static_cast<int>(SourceColumn::Detail));
        QVERIFY(detail.data().toString().startsWith(QLatin1String("el mismo informe que ")));
        QVERIFY(detail.data(Qt::ToolTipRole)
                    .toString()
                    .contains(QLatin1String("el mismo informe que ")));
        QVERIFY(detail.data(SortRole).toString().startsWith(QLatin1String("the same report as ")));
    }

    void reportTreeHoldsPoliciesAndFailureDetails()
    {
        const auto snapshot = threeReports();
        ReportTreeModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(snapshot, { 2, 0, 1 });
        QCOMPARE(modelText(model,
                     { static_cast<int>(ReportColumn::OrganizationName),
                         static_cast<int>(ReportColumn::Sessions),
                         static_cast<int>(ReportColumn::FailedSessions) }),
            QStringLiteral("Reporter One | 2 | 2\n"
                           "  example.org  sts  enforce | 2 | 2\n"
                           "    <b>validation-failure</b>  mx.example.org |  | 2\n"
                           "Reporter One | 10,234 | 1,234\n"
                           "  example.com  sts  enforce | 10,234 | 1,234\n"
                           "    certificate-expired  mx2.example.com |  | 1,200\n"
                           "    starttls-not-supported  mx1.example.com |  | 30\n"
                           "    sts-policy-fetch-error |  | 4\n"
                           "Reporter Two | 10 | 0\n"
                           "  example.com  sts  enforce | 10 | 0\n"));
        const QModelIndex failure = model.indexOf({ RowKind::Failure, 1 });
        QVERIFY(failure.isValid());
        QCOMPARE(failure.row(), 1);
        QCOMPARE(failure.parent().parent().row(), 1);
        QCOMPARE(model.rowAt(failure), (SelectedRow{ RowKind::Failure, 1 }));
        model.setRows(snapshot, { 1 });
        QVERIFY(!model.indexOf({ RowKind::Failure, 1 }).isValid());
        model.setRows(nullptr, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void aReportWithoutPoliciesHasNothingToUnfold()
    {
        const QByteArray none = R"({"organization-name":"None","report-id":"n","policies":[]})";
        const QByteArray full = MadeReport().json();
        ReportTreeModel model;
        const auto unfoldable = [&model] {
            QString text;
            for (int row = 0; row < model.rowCount(); ++row) {
                const QModelIndex index = model.index(row, 0);
                const bool has = model.hasChildren(index);
                text += QLatin1Char(has != (model.rowCount(index) > 0) ? '?' : has ? '+' : '-');
            }
            return text;
        };
        model.setRows(snapshotOf({ none, full, none }), { 0, 1, 2 });
        QCOMPARE(unfoldable(), QStringLiteral("-+-"));
        model.setRows(model.snapshot(), { 1, 0 });
        QCOMPARE(unfoldable(), QStringLiteral("+-"));
        // What is known of one snapshot does not hold in the next one.
        model.setRows(snapshotOf({ full, none, full }), { 0, 1, 2 });
        QCOMPARE(unfoldable(), QStringLiteral("+-+"));
        // Nor does what is known of one part hold in the next one.
        StoreBuilder store;
        for (int part = 0; part < 2; ++part)
            store.add(testing::segmentOf({ full.toStdString(), none.toStdString() },
                static_cast<std::uint64_t>(2 - part), std::to_string(part)));
        model.setRows(store.snapshot(), { 0, 1, 2, 3 });
        QCOMPARE(unfoldable(), QStringLiteral("+-+-"));
        // Other columns than the first one have nothing below them.
        QVERIFY(!model.hasChildren(model.index(0, 1)));
    }

    void reportTreeBringsRowsInPortions()
    {
        const auto snapshot = threeReports();
        std::vector<RowId> many(50'000, 1);
        many.back() = 2;
        ReportTreeModel model;
        model.setRows(snapshot, many);
        QVERIFY(model.rowCount() < 50'000);
        QVERIFY(model.canFetchMore({}));
        // What is asked for by id arrives, however far down it stands.
        QCOMPARE(model.indexOf({ RowKind::Report, 2 }).row(), 49'999);
        QCOMPARE(model.rowCount(), 50'000);
        QVERIFY(!model.canFetchMore({}));
    }

    void domainTreeFollowsFailures()
    {
        const auto snapshot = threeReports();
        const Selection all = select(*snapshot, {});
        DomainTreeModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDomains(domainTree(*snapshot, all), totals(*snapshot, all).figures);
        QCOMPARE(modelText(model, { 0, 1, 2 }),
            QStringLiteral("All domains | 1,236 | 12.1 %\n"
                           "example.com | 1,234 | 12.0 %\n"
                           "  mx2.example.com | 1,200 | \n"
                           "    certificate-expired | 1,200 | \n"
                           "  mx1.example.com | 30 | \n"
                           "    starttls-not-supported | 30 | \n"
                           "  (no MX named) | 4 | \n"
                           "    sts-policy-fetch-error | 4 | \n"
                           "example.org | 2 | 100 %\n"
                           "  mx.example.org | 2 | \n"
                           "    <b>validation-failure</b> | 2 | \n"));
        const TreePlace place{ QStringLiteral("example.com"), QStringLiteral("mx1.example.com"),
            QStringLiteral("starttls-not-supported") };
        QCOMPARE(model.placeAt(model.indexOf(place)), place);
        const TreePlace noMx{ QStringLiteral("example.com"), QString(), QString() };
        QCOMPARE(model.indexOf(noMx).data().toString(), QStringLiteral("(no MX named)"));
        QVERIFY(!model.indexOf({ QStringLiteral("example.net"), std::nullopt, {} }).isValid());
    }

    void reportsThatNameNoDomainHaveALineOfTheirOwn()
    {
        TrendSplit split;
        const auto addSeries = [&split](const std::string& key, int failed) {
            SplitSeries series;
            series.key = key;
            series.days.push_back({ 20'700, { Count(10), Count(10 - failed), Count(failed) }, {} });
            split.series.push_back(series);
        };
        addSeries("example.com", 3);
        addSeries({}, 2);
        DomainNode named, nameless;
        named.domain = "example.com";
        DomainTreeModel model;
        model.setDomains({ named, nameless }, {});
        model.setSparklines(Sparklines(split));
        const auto lineAt = [&model](int row) {
            return model.lineAt(model.index(row, DomainTreeModel::TrendColumn));
        };
        QCOMPARE(lineAt(0), QVector<qint64>{ 5 });
        QCOMPARE(lineAt(1), QVector<qint64>{ 3 });
        QCOMPARE(lineAt(2), QVector<qint64>{ 2 });
        QVERIFY(model.index(2, DomainTreeModel::TrendColumn)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .endsWith(QStringLiteral(": 2")));
    }

    void domainTreeOfTheSameShapeChangesInPlace()
    {
        const auto snapshot = threeReports();
        const Selection all = select(*snapshot, {});
        DomainTreeModel model;
        model.setDomains(domainTree(*snapshot, all), totals(*snapshot, all).figures);
        int resets = 0;
        QObject::connect(&model, &QAbstractItemModel::modelReset, &model, [&resets] { ++resets; });
        std::vector<DomainNode> domains = domainTree(*snapshot, all);
        domains[0].figures.failed = Count(9);
        model.setDomains(domains, totals(*snapshot, all).figures);
        QCOMPARE(resets, 0);
        QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("9"));
        domains.pop_back();
        model.setDomains(domains, totals(*snapshot, all).figures);
        QCOMPARE(resets, 1);
    }

    void aRateNeverRoundsToAllOrNothing_data()
    {
        QTest::addColumn<qint64>("sessions");
        QTest::addColumn<qint64>("failed");
        QTest::addColumn<QString>("success");
        QTest::addColumn<QString>("rate");
        QTest::newRow("none failed") << qint64(7) << qint64(0) << "100 %"
                                     << "0 %";
        QTest::newRow("all failed") << qint64(7) << qint64(7) << "0 %"
                                    << "100 %";
        QTest::newRow("one of a million") << qint64(1'000'000) << qint64(1) << "> 99.9 %"
                                          << "< 0.1 %";
        QTest::newRow("all but one") << qint64(1'000'000) << qint64(999'999) << "< 0.1 %"
                                     << "> 99.9 %";
        QTest::newRow("usual") << qint64(812'113) << qint64(6'481) << "99.2 %"
                               << "0.8 %";
        QTest::newRow("no sessions") << qint64(0) << qint64(0) << ""
                                     << "";
    }
    void aRateNeverRoundsToAllOrNothing()
    {
        QFETCH(qint64, sessions);
        QFETCH(qint64, failed);
        const SessionFigures figures{ Count(sessions), Count(sessions - failed), Count(failed) };
        QTEST(successText(figures), "success");
        QTEST(rateText(figures), "rate");
    }
};

MXLENS_GUI_TEST(TestModels)
#include "tst_models.moc"
