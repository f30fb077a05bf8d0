// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"
#include "tests/ui/support/reports.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/models/rowcolumn.h"
#include "ui/theme/theme.h"
#include "ui/views/recordtable.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QEnterEvent>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStandardPaths>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

/// What the details say becomes a filter, by mouse and by keyboard.
class TestDetailsMenu : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow& window() const { return *m_fixture->window; }
    QString filterText() const { return window().state().values().filterText; }
    void settle() const { QTRY_VERIFY(window().isSettled()); }

    QScrollArea* form(const char* name = "detailsForm") const
    {
        return m_fixture->find<QScrollArea>(name);
    }

    /// The widget of a form that shows a text.
    QWidget* showing(const QString& text, const char* name = "detailsForm") const
    {
        const auto labels = form(name)->findChildren<QLabel*>();
        for (QLabel* label : labels) {
            if (label->text() == text)
                return label;
        }
        const auto values = form(name)->findChildren<QPlainTextEdit*>();
        for (QPlainTextEdit* value : values) {
            if (value->toPlainText() == text)
                return value;
        }
        return nullptr;
    }

    /// The menu that a right click or the Menu key opens; null for none.
    QMenu* menuOf(QWidget* widget, QContextMenuEvent::Reason reason) const
    {
        const QPoint place = widget->rect().center();
        QContextMenuEvent event(reason, place, widget->mapToGlobal(place));
        QApplication::sendEvent(widget, &event);
        return qobject_cast<QMenu*>(QApplication::activePopupWidget());
    }

    void trigger(QMenu* menu, const char* name) const
    {
        auto* action = menu->findChild<QAction*>(QString::fromLatin1(name));
        QVERIFY(action);
        QVERIFY(action->isEnabled());
        action->trigger();
        menu->close();
        settle();
    }

    void openFailures() const
    {
        MadeReport expired;
        expired.organization = QStringLiteral("R & D");
        expired.failed = 3;
        expired.details
            = { { QStringLiteral("certificate-expired"), QStringLiteral("mx1.example.com"), 3 } };
        MadeReport mismatch;
        mismatch.organization = QStringLiteral("Two");
        mismatch.id = QStringLiteral("r2");
        mismatch.day = QDate(2026, 9, 2);
        mismatch.failed = 1;
        mismatch.details = { { QStringLiteral("certificate-host-mismatch"),
            QStringLiteral("mx2.example.com"), 1 } };
        QVERIFY(writeFile(m_fixture->path(QStringLiteral("1.json")), expired.json()));
        QVERIFY(writeFile(m_fixture->path(QStringLiteral("2.json")), mismatch.json()));
        window().openPaths({ m_fixture->path(QStringLiteral("1.json")),
            m_fixture->path(QStringLiteral("2.json")) });
        settle();
        window().results().tabs().showTab(RowKind::Failure);
        window().setFilterText(QStringLiteral("mx:mx1.example.com"));
        settle();
        window().setFilterText({});
        settle();
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        openFailures();
    }
    void cleanup() { m_fixture.reset(); }

    void aValueBecomesAFilter_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("only");
        QTest::newRow("result type") << QStringLiteral("certificate-expired")
                                     << QStringLiteral("result:certificate-expired");
        QTest::newRow("MX") << QStringLiteral("mx1.example.com")
                            << QStringLiteral("mx:mx1.example.com");
        QTest::newRow("sending IP")
            << QStringLiteral("192.0.2.1") << QStringLiteral("ip:192.0.2.1");
        QTest::newRow("organization") << QStringLiteral("R & D") << QStringLiteral("org:\"R & D\"");
        QTest::newRow("policy domain")
            << QStringLiteral("example.com") << QStringLiteral("domain:example.com");
        QTest::newRow("policy mode") << QStringLiteral("enforce") << QStringLiteral("mode:enforce");
        QTest::newRow("policy type") << QStringLiteral("sts") << QStringLiteral("type:sts");
        QTest::newRow("report ID") << QStringLiteral("r1") << QStringLiteral("report:r1");
    }

    void aValueBecomesAFilter()
    {
        QFETCH(QString, value);
        QFETCH(QString, only);
        QWidget* widget = showing(value);
        QVERIFY(widget);
        QMenu* menu = menuOf(widget, QContextMenuEvent::Mouse);
        QVERIFY(menu);
        trigger(menu, "showOnlyThis");
        QCOMPARE(filterText(), only);
        window().setFilterText({});
        settle();
        menu = menuOf(showing(value), QContextMenuEvent::Mouse);
        QVERIFY(menu);
        trigger(menu, "leaveThisOut");
        QCOMPARE(filterText(), QLatin1Char('-') + only);
    }

    void aDayIsChosenAndAValueIsCopied()
    {
        QMenu* menu
            = menuOf(showing(QStringLiteral("2026-09-01T00:00:00Z to 2026-09-01T23:59:59Z")),
                QContextMenuEvent::Mouse);
        QVERIFY(menu);
        QVERIFY(!menu->findChild<QAction*>(QStringLiteral("leaveThisOut"))->isEnabled());
        trigger(menu, "showOnlyThis");
        QCOMPARE(window().state().values().from, QDate(2026, 9, 1));
        QCOMPARE(window().state().values().to, QDate(2026, 9, 1));
        menu = menuOf(showing(QStringLiteral("r1")), QContextMenuEvent::Mouse);
        QVERIFY(menu);
        trigger(menu, "copyValue");
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("r1"));
    }

    void theMenuKeyOffersEveryValue()
    {
        form()->setFocus();
        QMenu* menu = menuOf(form(), QContextMenuEvent::Keyboard);
        QVERIFY(menu);
        QStringList offered;
        for (QAction* action : menu->actions()) {
            if (action->menu())
                offered.append(action->text());
        }
        QVERIFY2(offered.contains(QStringLiteral("Result type: certificate-expired")),
            qPrintable(offered.join(QLatin1Char('\n'))));
        // An ampersand is a letter of the name, no mnemonic.
        QVERIFY(offered.contains(QStringLiteral("Organization: R && D")));
        // Twice in the details, once in the menu.
        QCOMPARE(offered.filter(QStringLiteral(": mx1.example.com")).size(), 1);
        for (QAction* action : menu->actions()) {
            if (action->text() == QStringLiteral("Receiving MX: mx1.example.com"))
                trigger(action->menu(), "leaveThisOut");
        }
        menu->close();
        QCOMPARE(filterText(), QStringLiteral("-mx:mx1.example.com"));
    }

    void whatIsMarkedCanStillBeCopied()
    {
        auto* label = qobject_cast<QLabel*>(showing(QStringLiteral("mx1.example.com")));
        QVERIFY(label);
        // The text can be marked as soon as the mouse is over it.
        QEnterEvent enter(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1));
        QApplication::sendEvent(label, &enter);
        QVERIFY(label->textInteractionFlags() & Qt::TextSelectableByMouse);
        label->setSelection(0, 3);
        QMenu* menu = menuOf(label, QContextMenuEvent::Mouse);
        QVERIFY(menu);
        trigger(menu, "copyMarked");
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("mx1"));
    }

    // The evidence of a problem and the problem itself.
    void aProblemBecomesAFilter()
    {
        RecordTabs& tabs = window().results().tabs();
        tabs.showTab(RowKind::Problem);
        settle();
        tabs.selectFirstRow();
        settle();
        QMenu* menu
            = menuOf(showing(QStringLiteral("R & D"), "evidenceForm"), QContextMenuEvent::Mouse);
        QVERIFY(menu);
        trigger(menu, "leaveThisOut");
        QCOMPARE(filterText(), QStringLiteral("-org:\"R & D\""));
        window().setFilterText({});
        settle();
        auto* table = m_fixture->find<RecordTable>("problemsTable");
        QVERIFY(table);
        const QList<std::pair<ProblemColumn, QString>> wanted{
            { ProblemColumn::Subject, QStringLiteral("mx:mx1.example.com") },
            { ProblemColumn::Cause, QStringLiteral("result:certificate-expired") },
        };
        for (const auto& [column, text] : wanted) {
            QModelIndex found;
            for (int row = 0; row < table->model()->rowCount(); ++row) {
                const QModelIndex at = table->model()->index(row, static_cast<int>(column));
                if (at.siblingAtColumn(static_cast<int>(ProblemColumn::Subject)).data().toString()
                    == QStringLiteral("mx1.example.com"))
                    found = at;
            }
            QVERIFY(found.isValid());
            table->setCurrentIndex(found);
            QMenu filled;
            table->rowView().fillMenu(filled);
            auto* only = filled.findChild<QAction*>(QStringLiteral("showOnlyThis"));
            QVERIFY2(only && only->isEnabled(), qPrintable(text));
            only->trigger();
            QCOMPARE(filterText(), text);
            window().setFilterText({});
            settle();
        }
    }
};

MXLENS_GUI_TEST(TestDetailsMenu)
#include "tst_detailsmenu.moc"
