// SPDX-License-Identifier: GPL-3.0-or-later
// Every window of the program, opened one after the other with the sample reports in it.
#pragma once

#include "tests/ui/support/windowfixture.h"
#include "ui/dialogs/daysdialog.h"
#include "ui/dialogs/savedfiltersdialog.h"
#include "ui/session/filterbook.h"
#include "ui/views/chartpage.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QTabWidget>
#include <QTest>

#include <functional>
#include <memory>

namespace mxlens::test {

/// Looks at a window that is shown; where says which it is.
using Visit = std::function<void(QWidget& window, const QString& where)>;

/// The main window on its pages: the start page, each table with its first row in the details, each
/// way to split the chart.
inline void tourMainWindow(WindowFixture& fixture, const Visit& visitor)
{
    MainWindow& window = *fixture.window;
    const auto visit = [&](const QString& where) {
        QCoreApplication::processEvents(); // what was filled a moment ago is laid out
        visitor(window, where);
    };
    window.resize(1280, 800);
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    visit(QStringLiteral("start page"));
    window.openPaths({ QStringLiteral(MXLENS_SOURCE_DIR "/resources/samples") });
    QTRY_VERIFY_WITH_TIMEOUT(window.isSettled(), 60'000);
    RecordTabs& tabs = window.results().tabs();
    QTRY_VERIFY_WITH_TIMEOUT(window.results().isDiagnosed(), 60'000);
    for (const RowKind kind : { RowKind::Problem, RowKind::Domain, RowKind::Failure,
             RowKind::Report, RowKind::Policy, RowKind::Source }) {
        tabs.showTab(kind);
        tabs.selectFirstRow();
        QTRY_VERIFY_WITH_TIMEOUT(window.isSettled(), 20'000);
        visit(QStringLiteral("table %1").arg(static_cast<int>(kind)));
    }
    auto* split = fixture.find<QComboBox>("chartSplit");
    QVERIFY(split);
    for (int i = 0; i < split->count(); ++i) {
        split->setCurrentIndex(i);
        emit split->activated(i);
        QTRY_VERIFY_WITH_TIMEOUT(window.isSettled(), 20'000);
        visit(QStringLiteral("chart split %1").arg(i));
    }
    window.setFilterText(QStringLiteral("domain:no.example.org"));
    QTRY_VERIFY_WITH_TIMEOUT(window.isSettled(), 20'000);
    visit(QStringLiteral("nothing left by the filter"));
    window.setFilterText(QStringLiteral("result:certificate-expired mode:enforce"));
    QTRY_VERIFY_WITH_TIMEOUT(window.isSettled(), 20'000);
    visit(QStringLiteral("filtered"));
}

/// What an action opens, on each of its sides.
inline void tourDialogOf(WindowFixture& fixture, const char* action, const Visit& visit)
{
    const QWidgetList before = QApplication::topLevelWidgets();
    fixture.action(action)->trigger();
    QWidget* opened = nullptr;
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (!before.contains(widget) && widget->isVisible() && widget->isWindow())
            opened = widget;
    }
    QVERIFY2(opened, action);
    QVERIFY(QTest::qWaitForWindowExposed(opened));
    const auto sides = opened->findChildren<QTabWidget*>();
    const int count = sides.isEmpty() ? 1 : sides.first()->count();
    for (int side = 0; side < count; ++side) {
        if (!sides.isEmpty())
            sides.first()->setCurrentIndex(side);
        QCoreApplication::processEvents();
        visit(*opened, QStringLiteral("%1, side %2").arg(QLatin1String(action)).arg(side));
    }
    opened->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

/// Every window and dialog.
inline void tourWindows(WindowFixture& fixture, const Visit& visit)
{
    tourMainWindow(fixture, visit);
    for (const char* action : { "actionAbout", "actionExportAs", "actionSettings", "actionKeys",
             "actionTlsRpt", "actionStsPolicy", "actionTlsa", "actionHelp" })
        tourDialogOf(fixture, action, visit);
    Settings settings(fixture.path(QStringLiteral("tour.ini")));
    FilterBook book(&settings);
    const QDate first(2026, 9, 1);
    const std::unique_ptr<QDialog> dialogs[]
        = { std::make_unique<DaysDialog>(first, first.addDays(9), first, first.addDays(60)),
              std::make_unique<SaveFilterDialog>(book, QStringLiteral("domain:example.com")),
              std::make_unique<SavedFiltersDialog>(book) };
    for (const auto& dialog : dialogs) {
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog.get()));
        visit(*dialog, QString::fromLatin1(dialog->metaObject()->className()));
    }
}

} // namespace mxlens::test
