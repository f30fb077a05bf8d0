// SPDX-License-Identifier: GPL-3.0-or-later
// What tables, trees and their headers look like whatever they hold.
#include "support/reports.h"
#include "tests/ui/support/guitest.h"
#include "ui/models/facetmodel.h"
#include "ui/models/policytablemodel.h"
#include "ui/theme/theme.h"
#include "ui/views/celldelegate.h"
#include "ui/views/columnkeeper.h"
#include "ui/views/domaintree.h"
#include "ui/views/facetsection.h"
#include "ui/views/recordtable.h"

#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTest>
#include <QTreeView>

using namespace mxlens;
using namespace mxlens::test;

namespace {

/// A domain with an MX.
DomainNode domainNode(const char* name, qint64 failed)
{
    DomainNode node;
    node.domain = name;
    node.figures.sessions = Count(failed * 2);
    node.figures.failed = Count(failed);
    return node;
}

/// The text of a figure is not wider than its column.
void verifyFits(const QTreeView& view, const QModelIndex& index)
{
    const QFontMetrics metrics(tabularFont(view.font()));
    const QString text = index.data().toString();
    const int room = view.header()->sectionSize(index.column()) - length(&view, 3);
    QVERIFY2(metrics.horizontalAdvance(text) <= room, qPrintable(text));
}

} // namespace

class TestTableLooks : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { applyTheme(*qApp, ThemeChoice::Light); }
    void cleanup() { applyTheme(*qApp, ThemeChoice::Light); }

    void headersFollowTheTheme()
    {
        QTreeView view;
        QStandardItemModel model(1, 2);
        view.setModel(&model);
        quietHeader(view.header());
        view.resize(300, 100);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const auto ground = [&view] {
            const QImage image = view.header()->grab().toImage();
            return image.pixelColor(image.width() - 4, image.height() / 2);
        };
        QCOMPARE(ground(), themePalette(false).color(QPalette::Window));
        applyTheme(*qApp, ThemeChoice::Dark);
        QTRY_COMPARE(ground(), themePalette(true).color(QPalette::Window));
    }

    void aSortedColumnKeepsItsTitleClearOfTheArrow()
    {
        QTreeView view;
        QStandardItemModel model(1, 2);
        model.setHeaderData(0, Qt::Horizontal, QStringLiteral("Failed"));
        model.setHeaderData(
            0, Qt::Horizontal, QVariant(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
        view.setModel(&model);
        quietHeader(view.header());
        view.header()->setSortIndicatorShown(true);
        view.header()->setSortIndicator(0, Qt::DescendingOrder);
        view.ensurePolished();
        QStyleOptionHeader option;
        option.initFrom(view.header());
        option.rect = QRect(0, 0, 100, 24);
        option.orientation = Qt::Horizontal;
        option.state |= QStyle::State_Horizontal;
        option.sortIndicator = QStyleOptionHeader::SortUp;
        const QStyle* style = view.style();
        const QRect text = style->subElementRect(QStyle::SE_HeaderLabel, &option, view.header());
        const QRect arrow = style->subElementRect(QStyle::SE_HeaderArrow, &option, view.header());
        QVERIFY2(!text.intersects(arrow), "the arrow lies on the title");
    }

    void columnsHaveRoomForTheirTitles()
    {
        QTreeView view;
        QStandardItemModel model(1, 1);
        const QString title = QStringLiteral("Dominio de la pol\u00edtica que se aplica");
        model.setHeaderData(0, Qt::Horizontal, title);
        view.setModel(&model);
        quietHeader(view.header());
        RowColumn column;
        column.title = title;
        column.place = 0;
        column.width = 10;
        const ColumnKeeper keeper(view.header(), { column }, {});
        QVERIFY(view.header()->sectionSize(0) > view.fontMetrics().horizontalAdvance(title));
    }

    void hostsKeepMoreOfTheirBegin()
    {
        const QFontMetrics metrics(QApplication::font());
        const QString one = QStringLiteral("domain-001.mail.example.com");
        const QString other = QStringLiteral("domain-002.mail.example.com");
        QCOMPARE(shortHost(one, metrics, 1000), one);
        const int width = metrics.horizontalAdvance(QStringLiteral("domain-001.mail.exa"));
        const QString shown = shortHost(one, metrics, width);
        QVERIFY(metrics.horizontalAdvance(shown) <= width);
        QVERIFY(shown.contains(QChar(0x2026)) && shown.endsWith(QLatin1Char('m')));
        QVERIFY2(shown != shortHost(other, metrics, width), qPrintable(shown));
        // Nothing at all has room: no crash, no endless loop.
        QVERIFY(shortHost(one, metrics, 0).size() <= 1);
        // The end of an address says as much.
        const QString address = QStringLiteral("2001:db8:1111:2222:3333::25");
        QVERIFY(shortHost(address, metrics, metrics.horizontalAdvance(address) * 2 / 3)
                    .endsWith(QStringLiteral("::25")));
    }

    // A part of a pixel too wide, a name had two gaps.
    void aShortHostIsShortenedOnce()
    {
        const QString name = QStringLiteral("mx2.mail.company-y.example");
        const QFont font = QApplication::font();
        for (int width = 40; width < 160; ++width) {
            const QString shown = shortHost(name, QFontMetrics(font), width);
            QVERIFY2(QFontMetricsF(font).horizontalAdvance(shown) <= width, qPrintable(shown));
        }
    }

    void theRateYieldsToNames()
    {
        DomainTree tree;
        tree.resize(400, 200);
        tree.show();
        tree.showDomains({ domainNode("example.com", 12) }, {});
        QVERIFY(!tree.isColumnHidden(DomainTreeModel::RateColumn));
        tree.resize(180, 200);
        QTRY_VERIFY(tree.isColumnHidden(DomainTreeModel::RateColumn));
        FacetSection section(Facet::Organization, QStringLiteral("Reporters"), QStringLiteral("r"));
        section.setOpen(true);
        section.show();
        section.resize(180, 200);
        QTRY_VERIFY(section.list().isColumnHidden(FacetModel::RateColumn));
        section.resize(400, 200);
        QTRY_VERIFY(!section.list().isColumnHidden(FacetModel::RateColumn));
    }

    void figuresOfTheTreeAreNeverShortened()
    {
        DomainTree tree;
        tree.resize(300, 200);
        tree.show();
        SessionFigures all;
        all.sessions = Count(9'000'000'000);
        all.failed = Count(3'872'412'000);
        tree.showDomains({ domainNode("example.com", 3'872'412'000) }, all);
        for (int row = 0; row < 2; ++row)
            verifyFits(tree, tree.model()->index(row, DomainTreeModel::FailedColumn));
    }

    void theTrendYieldsToNames()
    {
        DomainTree tree;
        tree.resize(400, 200);
        tree.show();
        tree.showDomains({ domainNode("example.com", 12) }, {});
        QVERIFY(!tree.isColumnHidden(DomainTreeModel::TrendColumn));
        tree.resize(220, 200);
        QTRY_VERIFY(tree.isColumnHidden(DomainTreeModel::TrendColumn));
        tree.resize(400, 200);
        QTRY_VERIFY(!tree.isColumnHidden(DomainTreeModel::TrendColumn));
    }

    void wholeNamesHaveTheWidthThatTheTreeAsksFor()
    {
        DomainTree tree;
        DomainNode domain = domainNode("a-rather-long-name.department.example.com", 12);
        domain.mxs.push_back({ "mx1.a-rather-long-name.department.example.com", Count(12), {} });
        tree.showDomains({ domain }, {});
        QVERIFY(tree.isExpanded(tree.model()->index(1, 0)));
        const QString mx = QString::fromStdString(domain.mxs.front().mx);
        const int name = tree.fontMetrics().horizontalAdvance(mx);
        QVERIFY(tree.wholeWidth() > name);
        tree.resize(tree.wholeWidth(), 200);
        tree.show();
        QVERIFY(QTest::qWaitForWindowExposed(&tree));
        QVERIFY(!tree.isColumnHidden(DomainTreeModel::TrendColumn));
        const QRect cell = tree.visualRect(tree.model()->index(0, 0, tree.model()->index(1, 0)));
        QVERIFY2(cell.width() >= name, qPrintable(QString::number(cell.width())));
        QVERIFY(cell.width() < name + length(&tree, 4)); // and no more
    }

    void figuresOfFacetsAreNeverShortened()
    {
        FacetSection section(
            Facet::ResultType, QStringLiteral("Result types"), QStringLiteral("results"));
        section.resize(300, 200);
        section.setOpen(true);
        section.show();
        FacetRow row;
        row.value.value = "certificate-expired";
        row.value.figures.failed = Count(485'123'456);
        section.showRows({ row });
        verifyFits(section.list(), section.values().index(0, FacetModel::FailedColumn));
    }

    void aTableScrollsToARowThatWasChosenWhileItWasHidden()
    {
        QList<QByteArray> reports;
        for (int i = 0; i < 60; ++i) {
            MadeReport made;
            made.id = QString::number(i);
            reports.append(made.json());
        }
        RecordTable table(new PolicyTableModel, RowKind::Policy, -1, {});
        table.resize(400, 200);
        const auto snapshot = snapshotOf(reports);
        std::vector<RowId> rows(60);
        for (RowId id = 0; id < 60; ++id)
            rows[id] = id;
        table.showRows(snapshot, rows);
        QVERIFY(table.selectRow(50));
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        const auto seen = [&table] {
            return table.viewport()->rect().contains(
                table.visualRect(table.currentIndex()).center());
        };
        QTRY_VERIFY(seen());
        // Rows that come above it leave it where it is.
        rows.erase(rows.begin() + 10, rows.begin() + 40);
        table.showRows(snapshot, rows);
        QVERIFY(seen());
        rows.clear();
        for (RowId id = 0; id < 60; ++id)
            rows.push_back(id);
        table.showRows(snapshot, rows);
        QVERIFY(seen());
    }
};

MXLENS_GUI_TEST(TestTableLooks)
#include "tst_tablelooks.moc"
