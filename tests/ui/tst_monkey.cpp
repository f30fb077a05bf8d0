// SPDX-License-Identifier: GPL-3.0-or-later
// Does to the window what comes to a monkey's mind: nothing may crash, fail or stand still. The
// same seed does the same. MXLENS_MONKEY_SEED and MXLENS_MONKEY_STEPS make it another one and a
// longer one (tests/ui/monkey.sh).
#include "tests/ui/support/guitest.h"
#include "tests/ui/support/reports.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/theme/theme.h"
#include "ui/views/filterbox.h"

#include <QAction>
#include <QDesktopServices>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QMutex>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTimer>

using namespace mxlens;
using namespace mxlens::test;

namespace {

QStringList failures; // Also told by other threads.
QMutex failuresMutex;
QtMessageHandler usualHandler = nullptr;

void noteFailure(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    // Warnings of Qt are mistakes of ours, but for what the plugin without a display cannot do, and
    // for the dialog of paper and margins, which says where there is no printer that it cannot be
    // used and can (see opensPageSetup()).
    const bool ours = !message.startsWith(QLatin1String("This plugin does not support"))
        && message != QLatin1String("QPageSetupDialog: Cannot be used on non-native printers");
    if (type == QtCriticalMsg || type == QtFatalMsg || (type == QtWarningMsg && ours)) {
        const QMutexLocker lock(&failuresMutex);
        failures.append(message);
    }
    if (usualHandler)
        usualHandler(type, context, message);
}

} // namespace

class TestMonkey : public QObject {
    Q_OBJECT
public slots:
    /// Opens nothing outside of the program.
    void swallow(const QUrl&) { }

private:
    QRandomGenerator m_random;
    std::unique_ptr<WindowFixture> m_fixture;
    QTimer m_closer;

    int below(qsizetype count) { return static_cast<int>(m_random.bounded(quint32(count))); }

    template <typename List> auto oneOf(const List& list) { return list[below(list.size())]; }

    QString somePath()
    {
        return oneOf(QStringList{ QStringLiteral(MXLENS_SOURCE_DIR "/resources/samples"),
            QStringLiteral(MXLENS_SOURCE_DIR "/resources/samples/postmaster.mbox"),
            m_fixture->path(QStringLiteral("one.json")),
            m_fixture->path(QStringLiteral("broken.gz")), m_fixture->path(QStringLiteral("gone")),
            m_fixture->folder.path() });
    }

    QWidget* someWindow()
    {
        if (QWidget* popup = QApplication::activePopupWidget())
            return popup;
        if (QWidget* modal = QApplication::activeModalWidget())
            return modal;
        QWidgetList windows;
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            if (widget->isVisible() && widget->windowType() != Qt::ToolTip)
                windows.append(widget);
        }
        // In no order of their own.
        std::sort(windows.begin(), windows.end(),
            [](const QWidget* a, const QWidget* b) { return a->objectName() < b->objectName(); });
        return windows.isEmpty() ? m_fixture->window.get() : oneOf(windows);
    }

    void click()
    {
        QWidget* const window = someWindow();
        const QPoint place(below(window->width()), below(window->height()));
        QWidget* const child = window->childAt(place);
        QWidget* const target = child ? child : window;
        const QPoint at = target->mapFrom(window, place);
        const auto button = below(6) ? Qt::LeftButton : Qt::RightButton;
        if (below(6) == 0)
            QTest::mouseDClick(target, button, {}, at);
        else
            QTest::mouseClick(target, button, {}, at);
    }

    void type()
    {
        static const QList<int> keys{ Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_Down, Qt::Key_Up,
            Qt::Key_Left, Qt::Key_Right, Qt::Key_Return, Qt::Key_Escape, Qt::Key_Home, Qt::Key_End,
            Qt::Key_PageDown, Qt::Key_Space, Qt::Key_Menu, Qt::Key_Plus, Qt::Key_Minus,
            Qt::Key_Backspace, Qt::Key_F5, Qt::Key_F1, Qt::Key_A, Qt::Key_C, Qt::Key_E, Qt::Key_1 };
        static const QList<Qt::KeyboardModifiers> modifiers{ Qt::NoModifier, Qt::NoModifier,
            Qt::ShiftModifier, Qt::ControlModifier, Qt::AltModifier };
        QWidget* const focus = QApplication::focusWidget();
        QTest::keyClick(
            focus ? focus : someWindow(), static_cast<Qt::Key>(oneOf(keys)), oneOf(modifiers));
    }

    void trigger()
    {
        const auto actions = m_fixture->window->findChildren<QAction*>();
        QAction* const action = oneOf(actions);
        if (action->isEnabled() && action->isVisible() && !action->menu())
            action->trigger();
    }

    void filter()
    {
        m_fixture->window->setFilterText(oneOf(QStringList{ QString(),
            QStringLiteral("org:google*"), QStringLiteral("-result:certificate-expired"),
            QStringLiteral("domain:example.com"), QStringLiteral("failures:>10"),
            QStringLiteral("nokey:\"("), QStringLiteral("mx1") }));
    }

    void drop()
    {
        QMimeData data;
        if (below(3))
            data.setUrls({ QUrl::fromLocalFile(somePath()) });
        else
            data.setText(oneOf(QStringList{ QStringLiteral("{\"policies\":[]}"),
                QStringLiteral("nothing of that kind"), QString(4000, u'{') }));
        const QPoint place(below(m_fixture->window->width()), below(m_fixture->window->height()));
        QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_fixture->window.get(), &enter);
        QDropEvent event(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_fixture->window.get(), &event);
    }

    void step()
    {
        // Closed by a key, a button or a menu.
        if (!m_fixture->window->isVisible())
            m_fixture->open();
        // A dialog that waits in a loop of its own would keep the monkey.
        m_closer.start();
        const int what = below(100);
        if (what < 45)
            click();
        else if (what < 80)
            type();
        else if (what < 88)
            trigger();
        else if (what < 92)
            filter();
        else if (what < 96)
            drop();
        else if (what < 98)
            m_fixture->window->openPaths({ somePath(), somePath() });
        else if (what < 99)
            m_fixture->window->resize(400 + below(1200), 300 + below(700));
        else
            m_fixture->open();
        m_closer.stop();
        QCoreApplication::processEvents();
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        for (const char* scheme : { "http", "https", "mailto", "file" })
            QDesktopServices::setUrlHandler(QString::fromLatin1(scheme), this, "swallow");
        applyTheme(*qApp, ThemeChoice::Light);
        usualHandler = qInstallMessageHandler(noteFailure);
        m_closer.setInterval(200);
        connect(&m_closer, &QTimer::timeout, this, [] {
            QWidget* const popup = QApplication::activePopupWidget();
            QWidget* const stuck = popup ? popup : QApplication::activeModalWidget();
            if (stuck)
                stuck->close();
        });
    }

    void cleanupTestCase()
    {
        qInstallMessageHandler(usualHandler);
        for (const char* scheme : { "http", "https", "mailto", "file" })
            QDesktopServices::unsetUrlHandler(QString::fromLatin1(scheme));
    }

    void nothingBreaks()
    {
        bool given = false;
        const int seed = qEnvironmentVariableIntValue("MXLENS_MONKEY_SEED");
        const int steps = qEnvironmentVariableIntValue("MXLENS_MONKEY_STEPS", &given);
        m_random.seed(static_cast<quint32>(seed));
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->answers->files = { QStringLiteral(MXLENS_SOURCE_DIR "/resources/samples") };
        m_fixture->answers->saveTo = m_fixture->path(QStringLiteral("out.csv"));
        QVERIFY(writeFile(m_fixture->path(QStringLiteral("one.json")), MadeReport().json()));
        QVERIFY(writeFile(m_fixture->path(QStringLiteral("broken.gz")),
            QByteArray("\x1f\x8b\x08\x00broken", 10)));
        for (int i = 0; i < (given ? steps : 1'500); ++i)
            step();
        while (QWidget* open = QApplication::activePopupWidget())
            open->close();
        if (!m_fixture->window->isVisible())
            m_fixture->open();
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->window->isSettled(), 30'000);
        m_fixture.reset();
        const QMutexLocker lock(&failuresMutex);
        QVERIFY2(failures.isEmpty(), qPrintable(failures.join(u'\n')));
    }
};

MXLENS_GUI_TEST(TestMonkey)
#include "tst_monkey.moc"
