// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/desktopscheme.h"

#include <QLatin1StringView>

#ifdef MXLENS_WITH_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

namespace mxlens {
namespace {

constexpr QLatin1StringView appearance("org.freedesktop.appearance");
constexpr QLatin1StringView colourScheme("color-scheme");

} // namespace

#ifdef MXLENS_WITH_DBUS

namespace {

constexpr QLatin1StringView service("org.freedesktop.portal.Desktop");
constexpr QLatin1StringView object("/org/freedesktop/portal/desktop");
constexpr QLatin1StringView settings("org.freedesktop.portal.Settings");

} // namespace

DesktopScheme::DesktopScheme(QObject* parent)
    : QObject(parent)
{
    // Without a running session bus the connection would try to start one, and block.
    if (!qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return;
    QDBusConnection::sessionBus().connect(service, object, settings,
        QStringLiteral("SettingChanged"), this,
        SLOT(settingChanged(QString, QString, QDBusVariant)));
    ask();
}

void DesktopScheme::ask()
{
    QDBusMessage call
        = QDBusMessage::createMethodCall(service, object, settings, QStringLiteral("Read"));
    call << QString(appearance) << QString(colourScheme);
    auto* watcher
        = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        watcher->deleteLater();
        if (!reply.isError())
            take(reply.value().variant());
    });
}

void DesktopScheme::settingChanged(
    const QString& nameSpace, const QString& key, const QDBusVariant& value)
{
    if (nameSpace == appearance && key == colourScheme)
        take(value.variant());
}

std::optional<bool> DesktopScheme::meaningOf(const QVariant& value)
{
    if (value.userType() == qMetaTypeId<QDBusVariant>())
        return meaningOf(value.value<QDBusVariant>().variant());
    const uint number = value.toUInt();
    return number == 1 || number == 2 ? std::optional(number == 1) : std::nullopt;
}

#else

DesktopScheme::DesktopScheme(QObject* parent)
    : QObject(parent)
{
}

void DesktopScheme::ask() { }

void DesktopScheme::settingChanged(const QString&, const QString&, const QDBusVariant&) { }

std::optional<bool> DesktopScheme::meaningOf(const QVariant& value)
{
    const uint number = value.toUInt();
    return number == 1 || number == 2 ? std::optional(number == 1) : std::nullopt;
}

#endif

void DesktopScheme::take(const QVariant& value)
{
    const std::optional<bool> dark = meaningOf(value);
    if (dark == m_dark)
        return;
    m_dark = dark;
    emit changed();
}

} // namespace mxlens
