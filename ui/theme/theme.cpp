// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/desktopscheme.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/themefollower.h"
#include "ui/theme/themestyle.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>

#include <QToolTip>
#include <QWidget>

#include <algorithm>

// The macro must stand outside of every namespace.
static void initThemeResources()
{
    Q_INIT_RESOURCE(mxlens_icons);
}

namespace mxlens {

ThemeFollower::ThemeFollower(QApplication& application)
    : QObject(&application)
    , m_platformDark(isDark(QApplication::palette()))
{
    initThemeResources();
    QCoreApplication::installTranslator(new EnglishPlurals(this));
    QApplication::setStyle(new ThemeStyle);
    application.installEventFilter(this);
}

void ThemeFollower::follow(ThemeChoice choice)
{
    m_choice = choice;
    if (choice == ThemeChoice::System && !m_scheme) {
        m_scheme = new DesktopScheme(this);
        connect(m_scheme, &DesktopScheme::changed, this, &ThemeFollower::apply);
    }
    apply();
}

bool ThemeFollower::eventFilter(QObject* watched, QEvent* event)
{
    // One for each window; one answer is enough, and not from within the event.
    if (event->type() == QEvent::ThemeChange && m_choice == ThemeChoice::System && !m_asking) {
        m_asking = true;
        QMetaObject::invokeMethod(this, &ThemeFollower::askPlatform, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void ThemeFollower::askPlatform()
{
    // Qt tells the platform's palette only while the application has none of its own.
    QApplication::setPalette(QPalette());
    m_platformDark = isDark(QApplication::palette());
    m_asking = false;
    apply();
}

void ThemeFollower::apply()
{
    bool dark = m_choice == ThemeChoice::Dark;
    if (m_choice == ThemeChoice::System)
        dark = m_scheme->dark().value_or(m_platformDark);
    const QPalette palette = themePalette(dark);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

void applyTheme(QApplication& application, ThemeChoice choice)
{
    auto* follower = application.findChild<ThemeFollower*>(QString(), Qt::FindDirectChildrenOnly);
    if (!follower)
        follower = new ThemeFollower(application);
    follower->follow(choice);
}

int em(const QWidget* widget)
{
    return std::max(1, QFontInfo(widget->font()).pixelSize());
}

int length(const QWidget* widget, int quarters)
{
    return qRound(em(widget) * quarters / 4.0);
}

QFont headlineFont(const QFont& base)
{
    constexpr double factor = 1.6;
    QFont font = base;
    if (base.pointSizeF() > 0)
        font.setPointSizeF(base.pointSizeF() * factor);
    else
        font.setPixelSize(qRound(base.pixelSize() * factor));
    return font;
}

QFont tabularFont(const QFont& base)
{
    QFont font = base;
    font.setKerning(false);
    const QFontMetricsF metrics(font);
    const double zero = metrics.horizontalAdvance(QLatin1Char('0'));
    for (char digit = '1'; digit <= '9'; ++digit) {
        // Qt 6.4 cannot ask a font for its tabular figures; most have no others.
        if (!qFuzzyCompare(zero, metrics.horizontalAdvance(QLatin1Char(digit))))
            return fixedFont(base);
    }
    return font;
}

QFont fixedFont(const QFont& base)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (base.pointSizeF() > 0)
        font.setPointSizeF(base.pointSizeF());
    else
        font.setPixelSize(base.pixelSize());
    return font;
}

} // namespace mxlens
