// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that the program shows, in light and dark. Run at several scales, from right to left
// and in Spanish (QT_SCALE_FACTOR, MXLENS_REVERSE=1, MXLENS_SPANISH=1); pictures go to
// MXLENS_SCREENS for somebody to look at.
#include "tests/ui/support/everywindow.h"
#include "tests/ui/support/guitest.h"
#include "tests/ui/support/lookchecks.h"
#include "ui/session/programlanguage.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QStandardPaths>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

class TestScreens : public QObject {
    Q_OBJECT
private:
    QStringList m_faults;
    int m_seen = 0;

    static bool isSpanish() { return qEnvironmentVariableIsSet("MXLENS_SPANISH"); }

    static QString variant()
    {
        QString text;
        const double scale = qEnvironmentVariable("QT_SCALE_FACTOR", "1").toDouble();
        if (scale > 1)
            text += QStringLiteral("-%1x").arg(scale);
        if (QApplication::isRightToLeft())
            text += QStringLiteral("-reversed");
        if (isSpanish())
            text += QStringLiteral("-es");
        return text;
    }

    void look(QWidget& window, const QString& name, const QString& theme)
    {
        ++m_seen;
        const QString folder = qEnvironmentVariable("MXLENS_SCREENS");
        if (!folder.isEmpty()) {
            QVERIFY(QDir().mkpath(folder));
            QVERIFY(window.grab().save(
                folder + QStringLiteral("/%1-%2%3.png").arg(name, theme, variant())));
        }
        const auto add = [this, &name](const char* what, const QStringList& faults) {
            for (const QString& fault : faults)
                m_faults.append(QStringLiteral("%1: %2: %3").arg(name, QLatin1String(what), fault));
        };
        add("clipped", clippedIn(window));
        add("cut", cutTitlesIn(window) + cutFiguresIn(window));
        add("overlap", overlapsIn(window));
        add("faint", faintIn(window));
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        if (qEnvironmentVariableIsSet("MXLENS_REVERSE"))
            QApplication::setLayoutDirection(Qt::RightToLeft);
    }

    void init()
    {
        m_faults.clear();
        m_seen = 0;
    }

    void everythingHasRoomAndIsReadable_data()
    {
        QTest::addColumn<int>("theme");
        QTest::newRow("light") << static_cast<int>(ThemeChoice::Light);
        QTest::newRow("dark") << static_cast<int>(ThemeChoice::Dark);
    }

    void everythingHasRoomAndIsReadable()
    {
        QFETCH(int, theme);
        applyTheme(*qApp, static_cast<ThemeChoice>(theme));
        if (isSpanish())
            speak(Language::Spanish, QLocale(QLocale::Spanish, QLocale::Spain));
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        EveryWindow every(
            [this, &name](QWidget& window, const QString& page) { look(window, page, name); });
        every.visitPages();
        every.visitDialogs();
        QVERIFY(m_seen >= 24);
        QVERIFY2(m_faults.isEmpty(), qPrintable(QLatin1Char('\n') + m_faults.join(u'\n')));
    }

    // The checks can fail.
    void faultsAreFound()
    {
        applyTheme(*qApp, ThemeChoice::Light);
        QWidget window;
        window.setObjectName(QStringLiteral("window"));
        auto* label = new QLabel(QStringLiteral("A text that needs more room than this"), &window);
        label->setGeometry(0, 0, 40, 20);
        auto* faint = new QLabel(QStringLiteral("faint"), &window);
        faint->setGeometry(0, 40, 200, 20);
        QPalette palette = faint->palette();
        palette.setColor(QPalette::WindowText, palette.color(QPalette::Window).darker(120));
        faint->setPalette(palette);
        auto* part = new QWidget(&window);
        part->setGeometry(0, 80, 100, 60);
        auto* row = new QHBoxLayout(part);
        auto* one = new QPushButton(QStringLiteral("one"));
        auto* two = new QPushButton(QStringLiteral("two"));
        row->addWidget(one);
        row->addWidget(two);
        window.resize(300, 200);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        one->setGeometry(0, 0, 60, 20);
        two->setGeometry(50, 0, 60, 20);
        QVERIFY(clippedIn(window).join(u' ').contains(label->text()));
        QVERIFY(faintIn(window).join(u' ').contains(QLatin1String("faint")));
        QVERIFY(overlapsIn(window).join(u' ').contains(QLatin1String(" and ")));
        QVERIFY(overlapsIn(window).join(u' ').contains(QLatin1String("outside")));
    }
};

MXLENS_GUI_TEST(TestScreens)
#include "tst_screens.moc"
