// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"
#include "ui/views/periodbox.h"

#include "ui/dialogs/daysdialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDateEdit>
#include <QLabel>
#include <QTest>

using namespace mxlens;

class TestPeriodBox : public QObject {
    Q_OBJECT
private:
    static void activate(PeriodBox& box, const QString& text)
    {
        const int index = box.findText(text);
        QVERIFY(index >= 0);
        box.setCurrentIndex(index);
        emit box.activated(index);
    }
    static DaysDialog* dialogOf(const PeriodBox& box)
    {
        return box.window()->findChild<DaysDialog*>(QStringLiteral("daysDialog"));
    }

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        applyTheme(*qApp, ThemeChoice::Light);
    }

    void presetsCountBackFromTheLastReport()
    {
        ViewState state;
        PeriodBox box(&state);
        for (const auto& [text, days] : { std::pair("Last 7 days", 7), { "Last 30 days", 30 },
                 { "Last 90 days", 90 }, { "All days", 0 } }) {
            activate(box, QString::fromLatin1(text));
            QCOMPARE(state.values().lastDays, days);
        }
    }

    void daysOfOnesOwnAreAskedFor()
    {
        ViewState state;
        PeriodBox box(&state);
        box.setReportDays(QDate(2026, 8, 1), QDate(2026, 9, 30));
        state.setLastDays(7);
        activate(box, QStringLiteral("From \u2026 to \u2026"));
        // Nothing changes until somebody says which days.
        QCOMPARE(box.currentText(), QStringLiteral("Last 7 days"));
        DaysDialog* dialog = dialogOf(box);
        QVERIFY(dialog);
        auto* from = dialog->findChild<QDateEdit*>(QStringLiteral("daysFrom"));
        auto* to = dialog->findChild<QDateEdit*>(QStringLiteral("daysTo"));
        QCOMPARE(from->date(), QDate(2026, 9, 24));
        QCOMPARE(to->date(), QDate(2026, 9, 30));
        QCOMPARE(dialog->findChild<QLabel*>(QStringLiteral("daysNote"))->text(),
            QStringLiteral("7 days, both ends included (UTC)"));
        from->setDate(QDate(2016, 5, 1));
        QCOMPARE(dialog->findChild<QLabel*>(QStringLiteral("daysNote"))->text(),
            QStringLiteral("3,805 days, both ends included (UTC)"));
        // The ends may be given in either order.
        from->setDate(QDate(2026, 9, 10));
        to->setDate(QDate(2026, 9, 3));
        dialog->accept();
        QCOMPARE(state.values().from, QDate(2026, 9, 3));
        QCOMPARE(state.values().to, QDate(2026, 9, 10));
        QCOMPARE(state.values().lastDays, 0);
        QCOMPARE(box.currentText(), QStringLiteral("3 Sep 2026 \u2013 10 Sep 2026"));
        state.goBack();
        QCOMPARE(box.currentText(), QStringLiteral("Last 7 days"));
    }

    void cancellingChangesNothing()
    {
        ViewState state;
        PeriodBox box(&state);
        activate(box, QStringLiteral("From \u2026 to \u2026"));
        dialogOf(box)->reject();
        QVERIFY(state.isWide());
        QCOMPARE(box.currentText(), QStringLiteral("All days"));
    }
};

MXLENS_GUI_TEST(TestPeriodBox)
#include "tst_periodbox.moc"
