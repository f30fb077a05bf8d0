// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/diagnostics.h"

#include "core/output/libraryversions.h"
#include "ui/session/programlanguage.h"

#include <QApplication>
#include <QFontInfo>
#include <QScreen>
#include <QStringList>
#include <QStyle>
#include <QSysInfo>
#include <QThread>

namespace mxlens {

namespace {

QString screensText()
{
    QStringList screens;
    for (const QScreen* screen : QGuiApplication::screens()) {
        const QSize size = screen->size();
        screens.append(QStringLiteral("%1 x %2 at %3, %4 dpi")
                           .arg(size.width())
                           .arg(size.height())
                           .arg(screen->devicePixelRatio())
                           .arg(qRound(screen->logicalDotsPerInch())));
    }
    return screens.join(QStringLiteral("; "));
}

QString loadedText(const Snapshot* snapshot)
{
    if (!snapshot)
        return QStringLiteral("nothing");
    return QStringLiteral("%1 sources, %2 reports, %3 policies, %4 failure details")
        .arg(snapshot->sourceCount())
        .arg(snapshot->reportCount())
        .arg(snapshot->policyCount())
        .arg(snapshot->failureCount());
}

} // namespace

QString versionText()
{
    const QString version = QCoreApplication::applicationVersion();
    const QString commit = QCoreApplication::instance()->property(commitProperty).toString();
    return commit.isEmpty() ? version : QStringLiteral("%1 (%2)").arg(version, commit);
}

QString diagnosticsText(const Snapshot* snapshot)
{
    const QFontInfo font(QApplication::font());
    const QStringList lines{
        QStringLiteral("MX Lens %1").arg(versionText()),
        QStringLiteral("Qt %1, built with %2")
            .arg(QLatin1String(qVersion()), QStringLiteral(QT_VERSION_STR)),
        QString::fromStdString(libraryVersions()),
        QStringLiteral("%1, %2 %3, %4, %5 processors")
            .arg(QSysInfo::prettyProductName(), QSysInfo::kernelType(), QSysInfo::kernelVersion(),
                QSysInfo::currentCpuArchitecture())
            .arg(QThread::idealThreadCount()),
        QStringLiteral("window system %1, style %2")
            .arg(QGuiApplication::platformName(), QApplication::style()->objectName()),
        QStringLiteral("screens: %1").arg(screensText()),
        QStringLiteral("font %1, %2 pt").arg(font.family()).arg(font.pointSizeF()),
        QStringLiteral("language %1, locale %2")
            .arg(languageCode(programLanguage()), QLocale().name()),
        QStringLiteral("loaded: %1").arg(loadedText(snapshot)),
    };
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace mxlens
