// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"
#include "ui/views/filterchips.h"

#include "support/reports.h"
#include "ui/session/viewquery.h"
#include "ui/theme/theme.h"
#include "ui/views/domaintree.h"
#include "ui/views/headline.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace mxlens;
using namespace mxlens::test;

class TestFilterChips : public QObject {
    Q_OBJECT
private:
    /// A window with chips and something after them that can have the focus.
    struct Page {
        ViewState state;
        QWidget window;
        FilterChips* chips = nullptr;
        QToolButton* after = nullptr;

        Page()
        {
            auto* layout = new QVBoxLayout(&window);
            chips = new FilterChips(&state);
            after = new QToolButton;
            after->setFocusPolicy(Qt::StrongFocus);
            layout->addWidget(chips);
            layout->addWidget(after);
            window.resize(600, 200);
            window.show();
        }
        FilterChip* chip(int place) const
        {
            return chips->findChild<FilterChip*>(QStringLiteral("chip%1").arg(place));
        }
    };

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        applyTheme(*qApp, ThemeChoice::Light);
    }

    void nothingNarrowsAndNothingIsShown()
    {
        Page page;
        QVERIFY(!page.chips->isVisible());
        page.state.setFilterText(QStringLiteral("word"));
        QVERIFY(page.chips->isVisible());
        page.state.widen();
        QVERIFY(!page.chips->isVisible());
    }

    void eachThingThatNarrowsHasAChip()
    {
        Page page;
        page.state.setFilterText(
            QStringLiteral("org:\"Google Inc.\",b -result:x after:2026-09-01 word -mode:\"\""));
        page.state.setScope(QStringLiteral("example.com"), QStringLiteral("mx1.example.com"),
            QStringLiteral("certificate-expired"));
        page.state.setPeriod(30, QDate(2026, 9, 1), QDate(2026, 9, 2));
        const QStringList expected{ QStringLiteral("Policy domain: example.com"),
            QStringLiteral("MX: mx1.example.com"),
            QStringLiteral("Result type: certificate-expired"),
            QStringLiteral("Organization: Google Inc., b"), QStringLiteral("not Result type: x"),
            QStringLiteral("From: 2026-09-01"), QStringLiteral("\u201cword\u201d"),
            QStringLiteral("not Policy mode: (none)"), QStringLiteral("Last 30 days"),
            QStringLiteral("1 September to 2 September 2026") };
        QCOMPARE(page.chips->texts(), expected);
        QCOMPARE(
            page.chip(3)->accessibleName(), QStringLiteral("Remove Organization: Google Inc., b"));
    }

    void aClickTakesOneAwayAndBackBringsItAgain()
    {
        Page page;
        page.state.setFilterText(QStringLiteral("org:a mode:enforce domain:example.com"));
        QTest::mouseClick(page.chip(1), Qt::LeftButton);
        QCOMPARE(page.state.values().filterText, QStringLiteral("org:a domain:example.com"));
        page.state.goBack();
        QCOMPARE(page.chips->texts().size(), 3);
    }

    void everyKindOfChipCanBeTakenAway()
    {
        Page page;
        page.state.setScope(QStringLiteral("example.com"), QStringLiteral("mx1.example.com"),
            QStringLiteral("certificate-expired"));
        page.state.setPeriod(7, QDate(2026, 9, 1), QDate(2026, 9, 2));
        page.chip(4)->click();
        QVERIFY(!page.state.values().from.isValid());
        page.chip(3)->click();
        QCOMPARE(page.state.values().lastDays, 0);
        page.chip(2)->click();
        QVERIFY(page.state.values().resultType.isEmpty());
        QVERIFY(page.state.values().mx);
        page.chip(1)->click();
        QVERIFY(!page.state.values().mx);
        page.chip(0)->click();
        QVERIFY(page.state.isWide());
    }

    void theKeyboardReachesAndRemovesEveryChip()
    {
        Page page;
        page.state.setFilterText(QStringLiteral("a b c"));
        page.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page.window));
        page.chip(0)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), page.chip(2));
        QTest::keyClick(page.chip(2), Qt::Key_Delete);
        QCOMPARE(page.state.values().filterText, QStringLiteral("a b"));
        // The keyboard is not lost: the chip before has it.
        QCOMPARE(QApplication::focusWidget(), page.chip(1));
        QTest::keyClick(page.chip(1), Qt::Key_Return);
        QTest::keyClick(page.chip(0), Qt::Key_Space);
        QVERIFY(page.state.isWide());
        QVERIFY(QApplication::focusWidget());
    }

    void clearAllShowsEverything()
    {
        Page page;
        page.state.setFilterText(QStringLiteral("a b"));
        page.state.setLastDays(7);
        page.chips->findChild<QToolButton*>(QStringLiteral("clearChips"))->click();
        QVERIFY(page.state.isWide());
    }

    void manyChipsTakeSeveralLines()
    {
        Page page;
        page.state.setFilterText(QStringLiteral("one"));
        QCoreApplication::processEvents();
        const int single = page.chips->height();
        QStringList words;
        for (int i = 0; i < 40; ++i)
            words.append(QStringLiteral("word%1").arg(i));
        page.state.setFilterText(words.join(QLatin1Char(' ')));
        QTRY_VERIFY(page.chips->height() > 2 * single);
        for (int i = 0; i < 40; ++i)
            QVERIFY(page.chips->rect().contains(page.chip(i)->geometry()));
    }

    void aValueInTheTreeCanBeLeftOutAndCopied()
    {
        ViewState state;
        DomainTree tree;
        connect(&tree, &DomainTree::termRequested, &state, &ViewState::addTerm);
        MxNode mx{ "mx2.example.com", Count(3), { { "certificate-expired", Count(3) } } };
        tree.showDomains({ { "example.com", { Count(10), Count(7), Count(3) }, { mx } } }, {});
        const TreePlace place{ QStringLiteral("example.com"), QStringLiteral("mx2.example.com"),
            QString() };
        tree.setChosen(place);
        QMenu menu;
        tree.fillMenu(menu);
        menu.findChild<QAction*>(QStringLiteral("leaveThisOut"))->trigger();
        QCOMPARE(state.values().filterText, QStringLiteral("-mx:mx2.example.com"));
        menu.findChild<QAction*>(QStringLiteral("copyValue"))->trigger();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("mx2.example.com"));
        // The row for all domains is no filter.
        tree.setChosen({});
        QMenu all;
        tree.fillMenu(all);
        QVERIFY(!all.findChild<QAction*>(QStringLiteral("showOnlyThis"))->isEnabled());
    }

    // The last figure was cut in a small window, and what failed is the last.
    void figuresOfTheHeadlineBreakIntoLinesWhereTheWindowIsNarrow()
    {
        MadeReport report;
        report.successful = 1'234'567'890;
        report.failed = 2'345;
        ViewQuery query;
        query.snapshot = test::snapshotOf({ report.json() });
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        auto* headline = new Headline;
        column->addWidget(headline);
        column->addWidget(new QWidget, 1);
        headline->showAnswer(answer(query, {}), {});
        window.resize(length(&window, 100 * 4), 300);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const int oneLine = headline->height();
        const auto allSeen = [headline] {
            for (const QLabel* label : headline->findChildren<QLabel*>()) {
                if (label->isVisible() && !label->wordWrap()
                    && (label->geometry().right() > headline->width()
                        || label->width() < label->sizeHint().width()))
                    return false;
            }
            return true;
        };
        QVERIFY(allSeen());
        window.resize(length(&window, 34 * 4), 300);
        QTRY_VERIFY(headline->height() > oneLine);
        QTRY_VERIFY(allSeen());
        window.resize(length(&window, 100 * 4), 300);
        QTRY_COMPARE(headline->height(), oneLine);
    }

    void figuresOfTheHeadlineCanBeFilters()
    {
        MadeReport report;
        report.failed = 2;
        ViewQuery query;
        query.snapshot = test::snapshotOf({ report.json() });
        ViewState state;
        Headline headline;
        connect(&headline, &Headline::termRequested, &state, &ViewState::addTerm);
        connect(&headline, &Headline::daysRequested, &state, &ViewState::setDays);
        headline.showAnswer(answer(query, {}), {});
        headline.resize(900, 80);
        headline.show();
        const auto menuAt = [&headline](const QString& text) {
            for (const QLabel* label : headline.findChildren<QLabel*>()) {
                if (label->text() == text) {
                    auto menu = std::make_unique<QMenu>();
                    headline.fillMenu(*menu, label->geometry().center());
                    return menu;
                }
            }
            return std::unique_ptr<QMenu>();
        };
        const auto failed = menuAt(QStringLiteral("failed"));
        QVERIFY(failed);
        failed->findChild<QAction*>(QStringLiteral("showOnlyThis"))->trigger();
        QCOMPARE(state.filter().terms.size(), std::size_t(1));
        QCOMPARE(state.filter().terms[0].key, FilterKey::Failures);
        QCOMPARE(state.filter().terms[0].lowest, std::int64_t(1));
        const auto days = menuAt(QStringLiteral("1 Sep 2026 (UTC)"));
        QVERIFY(days);
        days->findChild<QAction*>(QStringLiteral("showOnlyThis"))->trigger();
        QCOMPARE(state.values().from, QDate(2026, 9, 1));
    }
};

MXLENS_GUI_TEST(TestFilterChips)
#include "tst_filterchips.moc"
