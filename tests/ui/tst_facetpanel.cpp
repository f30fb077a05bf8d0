// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"
#include "ui/views/facetpanel.h"

#include "support/modeltext.h"
#include "support/reports.h"
#include "support/windowfixture.h"
#include "ui/models/cells.h"
#include "ui/session/settings.h"
#include "ui/theme/theme.h"
#include "ui/views/domaintree.h"
#include "ui/views/resultspage.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace mxlens;
using namespace mxlens::test;

namespace {

/// Three reporters, two domains, two result types; one policy has no mode.
std::shared_ptr<const Snapshot> someReports()
{
    QList<QByteArray> texts;
    const auto add = [&texts](const QString& organization, const QString& domain,
                         const QString& result, int failed) {
        MadeReport report;
        report.organization = organization;
        report.domain = domain;
        report.id = QStringLiteral("r%1").arg(texts.size());
        report.successful = 100 - failed;
        report.failed = failed;
        if (failed > 0)
            report.details = { { result, QStringLiteral("mx1.example.com"), failed } };
        texts.append(report.json());
    };
    add(QStringLiteral("Big, Mail"), QStringLiteral("example.com"),
        QStringLiteral("certificate-expired"), 5);
    add(QStringLiteral("Other"), QStringLiteral("example.com"),
        QStringLiteral("starttls-not-supported"), 3);
    add(QStringLiteral("Third"), QStringLiteral("example.org"), {}, 0);
    return test::snapshotOf(texts);
}

} // namespace

class TestFacetPanel : public QObject {
    Q_OBJECT
private:
    struct Page {
        ViewState state;
        DomainTree* tree = new DomainTree;
        FacetPanel panel{ &state, tree };
        std::shared_ptr<const Snapshot> snapshot = someReports();

        Page()
        {
            QObject::connect(&state, &ViewState::changed, &panel, [this] { ask(); });
            panel.resize(300, 700);
            panel.show();
            for (const Facet facet : allFacets())
                panel.section(facet).setOpen(true);
            ask();
            settle();
        }
        void ask() { panel.showAnswer(answer(makeQuery(snapshot, state), {})); }
        void settle() const { QTRY_VERIFY(panel.isSettled()); }
        FacetModel& values(Facet facet) { return panel.section(facet).values(); }
        QString text(Facet facet)
        {
            return modelText(values(facet),
                { FacetModel::NameColumn, FacetModel::FailedColumn, FacetModel::RateColumn });
        }
        void click(Facet facet, const QString& value, Qt::KeyboardModifiers modifiers = {})
        {
            FacetList& list = panel.section(facet).list();
            const QModelIndex index = values(facet).index(values(facet).rowOf(value), 0);
            QTest::mouseClick(
                list.viewport(), Qt::LeftButton, modifiers, list.visualRect(index).center());
            settle();
        }
    };

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        applyTheme(*qApp, ThemeChoice::Light);
    }

    void valuesHaveCountsAndRates()
    {
        Page page;
        QCOMPARE(page.text(Facet::Organization),
            QStringLiteral("Big, Mail | 5 | 5.0 %\nOther | 3 | 3.0 %\nThird | 0 | 0 %\n"));
        QCOMPARE(page.text(Facet::ResultType),
            QStringLiteral("certificate-expired | 5 | \nstarttls-not-supported | 3 | \n"));
        QCOMPARE(page.text(Facet::PolicyMode), QStringLiteral("enforce | 8 | 2.7 %\n"));
    }

    void aClickChoosesOneAndItsOwnCountsStay()
    {
        Page page;
        page.click(Facet::Organization, QStringLiteral("Other"));
        QCOMPARE(page.state.values().filterText, QStringLiteral("org:Other"));
        QCOMPARE(page.text(Facet::Organization),
            QStringLiteral("Big, Mail | 5 | 5.0 %\nOther | 3 | 3.0 %\nThird | 0 | 0 %\n"));
        // The others follow it; what is not there any more stays, dimmed.
        FacetModel& results = page.values(Facet::ResultType);
        QCOMPARE(page.text(Facet::ResultType),
            QStringLiteral("starttls-not-supported | 3 | \ncertificate-expired | 0 | \n"));
        QVERIFY(!results.index(0, 0).data(DimRole).toBool());
        QVERIFY(results.index(1, 0).data(DimRole).toBool());
        QCOMPARE(page.values(Facet::Organization).choiceOf(1), FacetModel::Choice::Chosen);
    }

    void controlClickChoosesSeveral()
    {
        Page page;
        page.click(Facet::Organization, QStringLiteral("Other"));
        page.click(Facet::Organization, QStringLiteral("Big, Mail"), Qt::ControlModifier);
        QCOMPARE(page.state.values().filterText, QStringLiteral("org:Other,\"Big, Mail\""));
        QCOMPARE(page.text(Facet::ResultType),
            QStringLiteral("certificate-expired | 5 | \nstarttls-not-supported | 3 | \n"));
        page.click(Facet::Organization, QStringLiteral("Other"), Qt::ControlModifier);
        QCOMPARE(page.state.values().filterText, QStringLiteral("org:\"Big, Mail\""));
        page.click(Facet::Organization, QStringLiteral("Big, Mail"), Qt::ControlModifier);
        QVERIFY(page.state.isWide());
    }

    void theKeyboardChoosesAddsAndLeavesOut()
    {
        Page page;
        FacetList& list = page.panel.section(Facet::ResultType).list();
        list.setCurrentIndex(page.values(Facet::ResultType).index(0, 0));
        QTest::keyClick(&list, Qt::Key_Return);
        QCOMPARE(page.state.values().filterText, QStringLiteral("result:certificate-expired"));
        page.settle();
        list.setCurrentIndex(
            page.values(Facet::ResultType)
                .index(
                    page.values(Facet::ResultType).rowOf(QStringLiteral("starttls-not-supported")),
                    0));
        QTest::keyClick(&list, Qt::Key_Space);
        QCOMPARE(page.state.values().filterText,
            QStringLiteral("result:certificate-expired,starttls-not-supported"));
        page.settle();
        QTest::keyClick(&list, Qt::Key_Delete);
        QCOMPARE(page.state.values().filterText, QStringLiteral("result:certificate-expired"));
        page.settle();
        page.state.widen();
        QTest::keyClick(&list, Qt::Key_Delete);
        QCOMPARE(page.state.values().filterText, QStringLiteral("-result:starttls-not-supported"));
        page.settle();
        // What is left out keeps its place and its count, and Space takes it in again.
        QCOMPARE(page.values(Facet::ResultType).choiceOf(1), FacetModel::Choice::LeftOut);
        QTest::keyClick(&list, Qt::Key_Space);
        QVERIFY(page.state.isWide());
    }

    void theMenuIsTheOneOfEveryValue()
    {
        Page page;
        FacetList& list = page.panel.section(Facet::Organization).list();
        list.setCurrentIndex(page.values(Facet::Organization).index(1, 0));
        QMenu menu;
        list.fillMenu(menu);
        menu.findChild<QAction*>(QStringLiteral("leaveThisOut"))->trigger();
        QCOMPARE(page.state.values().filterText, QStringLiteral("-org:Other"));
        menu.findChild<QAction*>(QStringLiteral("showOnlyThis"))->trigger();
        QCOMPARE(page.state.values().filterText, QStringLiteral("org:Other"));
        menu.findChild<QAction*>(QStringLiteral("copyValue"))->trigger();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("Other"));
    }

    void daysAndDomainNarrowTheCounts()
    {
        Page page;
        page.state.setScope(QStringLiteral("example.org"));
        page.settle();
        QCOMPARE(page.text(Facet::Organization),
            QStringLiteral("Third | 0 | 0 %\nBig, Mail | 0 | \nOther | 0 | \n"));
    }

    void searchingLeavesWhatHoldsTheText()
    {
        Page page;
        FacetModel& values = page.values(Facet::Organization);
        QAbstractItemModelTester tester(&values);
        page.panel.section(Facet::Organization).search().setText(QStringLiteral("MAIL"));
        QCOMPARE(values.rowCount(), 1);
        QCOMPARE(values.valueAt(0), QStringLiteral("Big, Mail"));
        page.panel.section(Facet::Organization).search().clear();
        QCOMPARE(values.rowCount(), 3);
    }

    void theTreeHasASearchOfItsOwn()
    {
        Page page;
        std::vector<DomainNode> domains;
        for (int i = 0; i < 20; ++i)
            domains.push_back({ QStringLiteral("d%1.example").arg(i).toStdString(), {}, {} });
        domains[3].mxs.push_back({ "mail.example.net", Count(1), {} });
        page.tree->showDomains(domains, {});
        auto* search = page.panel.findChild<QLineEdit*>(QStringLiteral("domainSearch"));
        QVERIFY(search->isVisible());
        search->setText(QStringLiteral("MAIL"));
        QCOMPARE(page.tree->domains().rowCount(), 2); // and the row for all
        search->clear();
        QCOMPARE(page.tree->domains().rowCount(), 21);
    }

    void reportersAndResultTypesAreOpenAtTheFirstStart()
    {
        QTemporaryDir folder;
        Settings settings(folder.filePath(QStringLiteral("s.ini")));
        ViewState state;
        FacetPanel panel(&state, new DomainTree);
        panel.restore(settings);
        QVERIFY(panel.section(Facet::Organization).isOpen());
        QVERIFY(panel.section(Facet::ResultType).isOpen());
        QVERIFY(!panel.section(Facet::PolicyType).isOpen());
        // Whoever folds everything finds everything folded.
        for (const Facet facet : allFacets())
            panel.section(facet).setOpen(false);
        panel.save(settings);
        FacetPanel next(&state, new DomainTree);
        next.restore(settings);
        for (const Facet facet : allFacets())
            QVERIFY(!next.section(facet).isOpen());
    }

    // A tree of few domains leaves room: what is open below takes it, however much there is to
    // read when the first counts come; what was divided by hand stays.
    void whatIsOpenTakesTheRoomThatTheTreeDoesNotNeed()
    {
        QTemporaryDir folder;
        Settings settings(folder.filePath(QStringLiteral("s.ini")));
        ViewState state;
        auto* tree = new DomainTree;
        FacetPanel panel(&state, tree);
        panel.resize(300, 900);
        panel.restore(settings);
        panel.show();
        const auto show = [&](const std::shared_ptr<const Snapshot>& snapshot) {
            const ViewAnswer all = answer(makeQuery(snapshot, state), {});
            tree->showDomains(all.tree, {});
            panel.showAnswer(all);
            QTRY_VERIFY(panel.isSettled());
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        };
        const auto hidden = [&panel] {
            const auto* scroll = panel.findChild<QScrollArea*>(QStringLiteral("facetSections"));
            return scroll->verticalScrollBar()->maximum();
        };
        MadeReport first;
        show(test::snapshotOf({ first.json() }));
        QCOMPARE(hidden(), 0);
        QList<QByteArray> texts;
        for (int i = 0; i < 8; ++i) {
            MadeReport report;
            report.organization = QStringLiteral("Reporter %1").arg(i);
            report.failed = 1;
            report.details = { { QStringLiteral("made-up-%1").arg(i), {}, 1 } };
            texts.append(report.json());
        }
        show(test::snapshotOf(texts));
        QCOMPARE(panel.section(Facet::ResultType).values().rowCount(), 8);
        QCOMPARE(hidden(), 0);
        panel.setSizes({ 600, 300 });
        emit panel.splitterMoved(600, 1);
        const QList<int> byHand = panel.sizes();
        show(test::snapshotOf({ first.json() }));
        QCOMPARE(panel.sizes(), byHand);
    }

    // "No MX named" is no word of the filter text: the facets follow it all the same, also one that
    // has a choice of its own and is counted without it.
    void failuresWithoutAnMxNarrowTheCounts()
    {
        MadeReport report;
        report.failed = 7;
        report.details
            = { { QStringLiteral("certificate-expired"), QStringLiteral("mx1.example.com"), 5 },
                  { QStringLiteral("sts-policy-fetch-error"), {}, 2 } };
        MadeReport other;
        other.organization = QStringLiteral("Other");
        other.id = QStringLiteral("r2");
        other.failed = 1;
        other.details
            = { { QStringLiteral("certificate-expired"), QStringLiteral("mx1.example.com"), 1 } };
        Page page;
        page.snapshot = test::snapshotOf({ report.json(), other.json() });
        page.state.setScope(QStringLiteral("example.com"), QString());
        page.settle();
        page.click(Facet::Organization, QStringLiteral("Reporter One"));
        page.settle();
        const auto reports = [&page](Facet facet, const QString& value) {
            const FacetModel& values = page.values(facet);
            return values.index(values.rowOf(value), 0).data(DimRole).toBool() ? 0 : 1;
        };
        QCOMPARE(reports(Facet::Organization, QStringLiteral("Reporter One")), 1);
        QCOMPARE(reports(Facet::Organization, QStringLiteral("Other")), 0);
        QCOMPARE(reports(Facet::ResultType, QStringLiteral("sts-policy-fetch-error")), 1);
        QCOMPARE(reports(Facet::ResultType, QStringLiteral("certificate-expired")), 0);
    }

    // 54 pixels of it showed nothing but dots, and cut the figures beside it.
    void aNarrowWindowHasNoSidePanel()
    {
        WindowFixture fixture;
        QVERIFY(writeFile(fixture.path(QStringLiteral("r.json")), MadeReport().json()));
        fixture.window->openPaths({ fixture.folder.path() });
        QTRY_VERIFY(fixture.window->isSettled());
        const FacetPanel& panel = fixture.window->results().facets();
        fixture.window->resize(length(&panel, 100 * 4), 700);
        QTRY_VERIFY(panel.isVisible());
        const int before = panel.width();
        QVERIFY(before > length(&panel, 20 * 4));
        fixture.window->resize(fixture.window->minimumSizeHint());
        QTRY_VERIFY(!panel.isVisible());
        fixture.window->resize(length(&panel, 100 * 4), 700);
        QTRY_VERIFY(panel.isVisible());
        QTRY_COMPARE(panel.width(), before);
        // Closed while it is narrow, it comes back as it was.
        fixture.window->resize(fixture.window->minimumSizeHint());
        QTRY_VERIFY(!panel.isVisible());
        fixture.window->close();
        fixture.open();
        fixture.window->openPaths({ fixture.folder.path() });
        QTRY_VERIFY(fixture.window->isSettled());
        fixture.window->resize(length(fixture.window.get(), 100 * 4), 700);
        QTRY_COMPARE(fixture.window->results().facets().width(), before);
    }

    // Names were shortened while the window had room for them.
    void longNamesWidenTheSidePanelUntilItIsMovedByHand()
    {
        WindowFixture fixture;
        fixture.window->resize(length(fixture.window.get(), 120 * 4), 700);
        MadeReport report;
        QVERIFY(writeFile(fixture.path(QStringLiteral("r.json")), report.json()));
        fixture.window->openPaths({ fixture.folder.path() });
        QTRY_VERIFY(fixture.window->isSettled());
        const QWidget& panel = fixture.window->results().facets();
        const int before = panel.width();
        report.id = QStringLiteral("another");
        report.domain = QStringLiteral("a-name-that-is-long.department.example.com");
        QVERIFY(writeFile(fixture.path(QStringLiteral("long.json")), report.json()));
        fixture.action("actionReload")->trigger();
        QTRY_VERIFY(fixture.window->isSettled());
        QTRY_COMPARE(panel.width(), fixture.window->results().domains().wholeWidth());
        QVERIFY(panel.width() > before);
        // Not past what is reasonable.
        report.id = QStringLiteral("third");
        report.domain
            = QString(50, u'a') + QLatin1Char('.') + QString(50, u'b') + QLatin1String(".example");
        QVERIFY(writeFile(fixture.path(QStringLiteral("longest.json")), report.json()));
        fixture.action("actionReload")->trigger();
        QTRY_VERIFY(fixture.window->isSettled());
        QVERIFY(panel.width() <= fixture.window->width() / 3);
    }

    void foldedSectionsAskForNothingAndComeBackAsTheyWere()
    {
        QTemporaryDir folder;
        Settings settings(folder.filePath(QStringLiteral("s.ini")));
        {
            Page page;
            page.panel.section(Facet::PolicyType).setOpen(false);
            page.panel.save(settings);
        }
        ViewState state;
        auto* tree = new DomainTree;
        FacetPanel panel(&state, tree);
        panel.showAnswer(answer(makeQuery(someReports(), state), {}));
        QVERIFY(panel.isSettled());
        QCOMPARE(panel.section(Facet::Organization).values().rowCount(), 0);
        panel.restore(settings);
        QVERIFY(panel.section(Facet::Organization).isOpen());
        QVERIFY(!panel.section(Facet::PolicyType).isOpen());
        QTRY_VERIFY(panel.isSettled());
        QCOMPARE(panel.section(Facet::Organization).values().rowCount(), 3);
    }
};

MXLENS_GUI_TEST(TestFacetPanel)
#include "tst_facetpanel.moc"
