// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"
#include "ui/views/filterbox.h"

#include "support/reports.h"
#include "ui/dialogs/savedfiltersdialog.h"
#include "ui/session/filterbook.h"
#include "ui/session/settings.h"
#include "ui/theme/theme.h"
#include "ui/views/filtermenu.h"
#include "ui/views/filterpopup.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

class TestFilterBox : public QObject {
    Q_OBJECT
private:
    /// A box with its settings, and reports to complete from.
    struct Page {
        QTemporaryDir folder;
        Settings settings{ folder.filePath(QStringLiteral("s.ini")) };
        FilterBook book{ &settings };
        ViewState state;
        FilterBox box{ &state };

        Page()
        {
            box.setBook(&book);
            box.setSnapshot(reports());
            box.resize(500, 30);
            box.show();
            box.activateWindow();
            box.setFocus();
            if (!QTest::qWaitForWindowActive(&box))
                qWarning("the box is not active");
        }
        static std::shared_ptr<const Snapshot> reports()
        {
            QList<QByteArray> texts;
            for (int i = 0; i < 3; ++i) {
                MadeReport report;
                report.id = QStringLiteral("r%1").arg(i);
                report.organization
                    = i == 0 ? QStringLiteral("Other") : QStringLiteral("Big Mail, Inc.");
                report.failed = 2;
                report.details = { { QStringLiteral("certificate-expired"),
                    QStringLiteral("mx%1.example.com").arg(i), 2 } };
                texts.append(report.json());
            }
            return test::snapshotOf(texts);
        }
        void type(const QString& text) { QTest::keyClicks(&box, text); }
        void typeAndWait(const QString& text)
        {
            type(text);
            QTRY_VERIFY(box.knowsValues());
        }
        void key(Qt::Key key)
        {
            // Keys go to the list while it is open, as on a desktop.
            QWidget* list = QApplication::activePopupWidget();
            QTest::keyClick(list ? list : &box, key);
        }
    };

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        applyTheme(*qApp, ThemeChoice::Light);
    }

    void thePlaceKnowsKeyAndValue_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("cursor");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("until");
        QTest::newRow("nothing") << "" << 0 << ""
                                 << "" << 0 << 0;
        QTest::newRow("word") << "goo" << 3 << ""
                              << "goo" << 0 << 3;
        QTest::newRow("second word") << "a dom" << 5 << ""
                                     << "dom" << 2 << 5;
        QTest::newRow("negated key") << "-res" << 4 << ""
                                     << "res" << 1 << 4;
        QTest::newRow("value") << "org:goo" << 7 << "org"
                               << "goo" << 4 << 7;
        QTest::newRow("second value") << "x mode:testing,en" << 17 << "mode"
                                      << "en" << 15 << 17;
        QTest::newRow("quoted") << "org:\"Big Ma" << 11 << "org"
                                << "Big Ma" << 4 << 11;
        QTest::newRow("in the middle") << "org:goo mx:a" << 6 << "org"
                                       << "go" << 4 << 7;
        QTest::newRow("unknown key") << "nix:a" << 5 << ""
                                     << "nix:a" << 0 << 5;
        QTest::newRow("comma in a word") << "a,b" << 3 << ""
                                         << "a,b" << 0 << 3;
        QTest::newRow("key in capitals") << "ORG:x" << 5 << "org"
                                         << "x" << 4 << 5;
    }
    void thePlaceKnowsKeyAndValue()
    {
        QFETCH(QString, text);
        QFETCH(int, cursor);
        const FilterPlace place = filterPlaceAt(text, cursor);
        QTEST(QString::fromStdString(std::string(filterKeyName(place.key))), "key");
        QTEST(place.typed, "typed");
        QTEST(static_cast<int>(place.from), "from");
        QTEST(static_cast<int>(place.until), "until");
    }

    void aLetterOffersKeys()
    {
        Page page;
        page.type(QStringLiteral("re"));
        QVERIFY(page.box.popup().isShown());
        QCOMPARE(page.box.popup().texts().mid(0, 3),
            QStringList({ QStringLiteral("result:"), QStringLiteral("reason:"),
                QStringLiteral("report:") }));
    }

    void valuesComeFromTheReportsTheMostFrequentFirst()
    {
        Page page;
        page.typeAndWait(QStringLiteral("org:"));
        QCOMPARE(page.box.popup().texts(),
            QStringList({ QStringLiteral("Big Mail, Inc."), QStringLiteral("Other") }));
        page.type(QStringLiteral("oth"));
        QCOMPARE(page.box.popup().texts(), QStringList{ QStringLiteral("Other") });
    }

    void aWordOffersValuesOfEveryKey()
    {
        Page page;
        page.typeAndWait(QStringLiteral("expi"));
        QCOMPARE(
            page.box.popup().texts(), QStringList{ QStringLiteral("result:certificate-expired") });
    }

    void downAndEnterCompleteAndQuote()
    {
        Page page;
        page.typeAndWait(QStringLiteral("-or"));
        page.key(Qt::Key_Down);
        page.key(Qt::Key_Return);
        QCOMPARE(page.box.text(), QStringLiteral("-org:"));
        QVERIFY(page.box.popup().isShown());
        page.key(Qt::Key_Down);
        page.key(Qt::Key_Return);
        QCOMPARE(page.box.text(), QStringLiteral("-org:\"Big Mail, Inc.\" "));
        QCOMPARE(page.state.values().filterText, QStringLiteral("-org:\"Big Mail, Inc.\""));
        QVERIFY(!page.box.popup().isShown());
    }

    void enterTakesWhatIsWrittenUntilSomethingIsMarked()
    {
        Page page;
        page.typeAndWait(QStringLiteral("mx:mx1*"));
        page.key(Qt::Key_Return);
        QCOMPARE(page.state.values().filterText, QStringLiteral("mx:mx1*"));
    }

    void aListThatOpensMarksNothing()
    {
        Page page;
        page.typeAndWait(QStringLiteral("expired"));
        QVERIFY(page.box.popup().isShown());
        QVERIFY(!page.box.popup().hasCurrent());
        page.key(Qt::Key_Return);
        QCOMPARE(page.state.values().filterText, QStringLiteral("expired"));
    }

    void halfAValueWaitsForTheList()
    {
        Page page;
        page.typeAndWait(QStringLiteral("-org:big"));
        QTRY_VERIFY(!page.box.isWaiting());
        QVERIFY(page.state.values().filterText.isEmpty());
        // Whoever closes the list means it.
        page.key(Qt::Key_Escape);
        QTRY_COMPARE(page.state.values().filterText, QStringLiteral("-org:big"));
    }

    void aCompletionInTheMiddleLeavesTheRest()
    {
        Page page;
        page.box.setText(QStringLiteral("org:ot mode:enforce"));
        page.box.setCursorPosition(6);
        page.typeAndWait(QStringLiteral("h"));
        page.key(Qt::Key_Down);
        page.key(Qt::Key_Return);
        QCOMPARE(page.box.text(), QStringLiteral("org:Other mode:enforce"));
        QCOMPARE(page.box.cursorPosition(), 9);
    }

    void wordsAreTakenLetterByLetterWhereAnswersAreQuick()
    {
        Page page;
        page.box.setQuick(true);
        QSignalSpy changed(&page.state, &ViewState::changed);
        for (const QString& letter :
            { QStringLiteral("z"), QStringLiteral("e"), QStringLiteral("t") }) {
            page.type(letter);
            QCoreApplication::processEvents();
        }
        QCOMPARE(page.state.values().filterText, QStringLiteral("zet"));
        QCOMPARE(changed.count(), 3);
        // A value after a key waits until it is whole.
        for (const QString& letter :
            { QStringLiteral(" "), QStringLiteral("o"), QStringLiteral("r"), QStringLiteral("g"),
                QStringLiteral(":"), QStringLiteral("o") }) {
            page.type(letter);
            QCoreApplication::processEvents();
        }
        QCOMPARE(page.state.values().filterText, QStringLiteral("zet"));
        // While the list completes it, half a value would leave nothing of what is looked at.
        QTRY_VERIFY(page.box.knowsValues());
        QTRY_VERIFY(!page.box.isWaiting());
        QCOMPARE(page.state.values().filterText, QStringLiteral("zet"));
        page.type(QStringLiteral("ther"));
        QTRY_COMPARE(page.state.values().filterText, QStringLiteral("zet org:other"));
        // What was typed in one go is taken back in one step.
        page.state.goBack();
        QVERIFY(page.state.values().filterText.isEmpty());
        QVERIFY(!page.state.canGoBack());
    }

    void halfOfAMistypedKeyIsNoFilter()
    {
        Page page;
        page.typeAndWait(QStringLiteral("zet domian"));
        QTRY_COMPARE(page.state.values().filterText, QStringLiteral("zet domian"));
        page.typeAndWait(QStringLiteral(":example.com"));
        QTRY_VERIFY(!page.box.errorSentence().isEmpty());
        QVERIFY(page.box.errorSentence().contains(QLatin1String("perhaps domain")));
        QCOMPARE(page.state.values().filterText, QStringLiteral("zet"));
        QCOMPARE(page.box.text(), QStringLiteral("zet domian:example.com"));
        page.state.goBack();
        QVERIFY(page.state.values().filterText.isEmpty());
        // What stood there before the typing comes back whole, and what was entered stays.
        page.state.setFilterText(QStringLiteral("exam"));
        page.typeAndWait(QStringLiteral("ple"));
        QTRY_COMPARE(page.state.values().filterText, QStringLiteral("example"));
        page.typeAndWait(QStringLiteral(":"));
        QTRY_COMPARE(page.state.values().filterText, QStringLiteral("exam"));
        page.state.setFilterText(QStringLiteral("domian"));
        page.typeAndWait(QStringLiteral(":x"));
        QTRY_VERIFY(!page.box.errorSentence().isEmpty());
        QCOMPARE(page.state.values().filterText, QStringLiteral("domian"));
    }

    void whatWasDeletedDoesNotComeBackByAMistake()
    {
        Page page;
        page.state.setFilterText(QStringLiteral("org:other"));
        page.box.selectAll();
        page.key(Qt::Key_Backspace);
        QTRY_COMPARE(page.state.values().filterText, QString());
        page.typeAndWait(QStringLiteral("\""));
        QTRY_VERIFY(!page.box.errorSentence().isEmpty());
        QCOMPARE(page.state.values().filterText, QString());
        // Nor does what a word took the place of, but what stood before it stays.
        page.state.setFilterText(QStringLiteral("zet other"));
        page.box.setSelection(4, 5);
        page.type(QStringLiteral("domian"));
        QTRY_COMPARE(page.state.values().filterText, QStringLiteral("zet domian"));
        page.type(QStringLiteral(":x"));
        QTRY_VERIFY(!page.box.errorSentence().isEmpty());
        QCOMPARE(page.state.values().filterText, QStringLiteral("zet"));
        // A term that was there whole stays.
        page.box.selectAll();
        page.type(QStringLiteral("zet ip:192.0.2.1"));
        QTRY_COMPARE(page.state.values().filterText, QStringLiteral("zet ip:192.0.2.1"));
        page.type(QStringLiteral("/"));
        QTRY_VERIFY(!page.box.errorSentence().isEmpty());
        QCOMPARE(page.state.values().filterText, QStringLiteral("zet ip:192.0.2.1"));
    }

    void whatIsNotFinishedIsNotCalledWrong()
    {
        Page page;
        page.typeAndWait(QStringLiteral("org:"));
        QTRY_VERIFY(!page.box.isWaiting());
        QVERIFY(page.box.errorSentence().isEmpty());
        page.key(Qt::Key_Escape);
        QVERIFY(!page.box.popup().isShown());
        QCOMPARE(page.box.text(), QStringLiteral("org:"));
        page.key(Qt::Key_Return);
        QVERIFY(page.box.errorSentence().contains(QLatin1String("at character 5")));
    }

    void theDownKeyShowsTheLastFiltersAndTheSavedOnes()
    {
        Page page;
        page.type(QStringLiteral("first"));
        page.key(Qt::Key_Return);
        page.box.clear();
        page.type(QStringLiteral("second"));
        page.key(Qt::Key_Return);
        page.book.save(QStringLiteral("Mine"), QStringLiteral("third"));
        page.box.clear();
        page.key(Qt::Key_Down);
        QCOMPARE(page.box.popup().texts(),
            QStringList(
                { QStringLiteral("second"), QStringLiteral("first"), QStringLiteral("third") }));
        page.key(Qt::Key_Down);
        page.key(Qt::Key_Down);
        page.key(Qt::Key_Return);
        QCOMPARE(page.state.values().filterText, QStringLiteral("first"));
    }

    void theBookKeepsFiltersInTheSettings()
    {
        Page page;
        page.book.addRecent(QStringLiteral("a,b \"c\""));
        page.book.addRecent(QStringLiteral("d"));
        page.book.addRecent(QStringLiteral("a,b \"c\""));
        page.book.save(QStringLiteral(" Expired, all "), QStringLiteral("result:a,b"));
        page.book.save(QStringLiteral("Another"), QStringLiteral("x"));
        page.book.rename(QStringLiteral("Another"), QStringLiteral("Expired, all"));
        page.book.rename(QStringLiteral("Another"), QStringLiteral("Zebra"));
        const FilterBook again(&page.settings);
        QCOMPARE(again.recent(), QStringList({ QStringLiteral("a,b \"c\""), QStringLiteral("d") }));
        QCOMPARE(again.saved(),
            QList<SavedFilter>({ { QStringLiteral("Expired, all"), QStringLiteral("result:a,b") },
                { QStringLiteral("Zebra"), QStringLiteral("x") } }));
        page.book.remove(QStringLiteral("Zebra"));
        QCOMPARE(again.saved().size(), 1);
        for (int i = 0; i < 50; ++i)
            page.book.addRecent(QStringLiteral("f%1").arg(i));
        QCOMPARE(again.recent().size(), FilterBook::recentLength);
    }

    void theMenuSavesWhatIsShownWithDomainAndDays()
    {
        Page page;
        QMenu menu;
        new FilterMenu(&menu, &page.state, &page.book);
        QVERIFY(!menu.findChild<QAction*>(QStringLiteral("actionSaveFilter"))->isEnabled());
        page.state.setFilterText(QStringLiteral("org:a"));
        page.state.setScope(QStringLiteral("example.com"), QString());
        page.state.setDays(QDate(2026, 9, 1), QDate(2026, 9, 2));
        QCOMPARE(FilterMenu::wholeText(page.state),
            QStringLiteral("org:a domain:example.com mx:\"\" after:2026-09-01 before:2026-09-02"));
        page.book.save(QStringLiteral("R&D"), QStringLiteral("mode:testing"));
        emit menu.aboutToShow();
        QAction* saved = menu.actions().first();
        QCOMPARE(saved->text(), QStringLiteral("R&&D"));
        saved->trigger();
        QCOMPARE(page.state.values().filterText, QStringLiteral("mode:testing"));
    }

    // It opened at the near end of the box.
    void theMenuOpensBelowItsButton()
    {
        Page page;
        QMenu menu;
        page.book.addRecent(QStringLiteral("mode:testing"));
        new FilterMenu(&menu, &page.state, &page.book);
        page.box.setMenu(&menu);
        page.box.findChild<QAction*>(QStringLiteral("filterMenuButton"))->trigger();
        QTRY_VERIFY(menu.isVisible());
        const QPoint end = page.box.mapToGlobal(QPoint(page.box.width(), page.box.height()));
        QVERIFY(menu.x() > end.x() - 2 * page.box.height() && menu.x() < end.x());
        QCOMPARE(menu.y(), end.y());
        menu.close();
    }

    void theDialogsNameRenameAndDelete()
    {
        Page page;
        SaveFilterDialog save(page.book, QStringLiteral("mode:testing"));
        auto* name = save.findChild<QLineEdit*>(QStringLiteral("filterName"));
        auto* note = save.findChild<QLabel*>(QStringLiteral("filterNote"));
        page.book.save(QStringLiteral("Old"), QStringLiteral("x"));
        name->setText(QStringLiteral("Old"));
        QVERIFY(!note->text().isEmpty());
        save.show();
        save.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&save));
        name->setText(QStringLiteral("New"));
        QVERIFY(note->text().isEmpty());
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(page.book.has(QStringLiteral("New")));

        SavedFiltersDialog edit(page.book);
        auto* table = edit.findChild<QTableWidget*>(QStringLiteral("savedFilters"));
        QCOMPARE(table->rowCount(), 2);
        table->item(0, 0)->setText(QStringLiteral("Zed"));
        QVERIFY(page.book.has(QStringLiteral("Zed")));
        QCOMPARE(table->item(1, 0)->text(), QStringLiteral("Zed"));
        // A name that is taken is not taken again.
        table->item(0, 0)->setText(QStringLiteral("Zed"));
        QCOMPARE(table->item(0, 0)->text(), QStringLiteral("Old"));
        table->setCurrentCell(0, 0);
        edit.findChild<QPushButton*>(QStringLiteral("deleteFilter"))->click();
        QVERIFY(!page.book.has(QStringLiteral("Old")));
        QCOMPARE(table->rowCount(), 1);
    }
};

MXLENS_GUI_TEST(TestFilterBox)
#include "tst_filterbox.moc"
