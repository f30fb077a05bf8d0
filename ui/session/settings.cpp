// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/settings.h"

#include "core/cache/cachefolder.h"

#include <QFile>
#include <QFileInfo>

namespace mxlens {

namespace {

constexpr int settingsVersion = 1;
constexpr qsizetype recentLength = 10;

QString versionKey()
{
    return QStringLiteral("version");
}

QString recentKey()
{
    return QStringLiteral("recent");
}

QString keepIndexKey()
{
    return QStringLiteral("index/keep");
}

} // namespace

Settings::Settings()
    : m_settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("mxlens"),
        QStringLiteral("mxlens"))
    , m_cacheFolder(QFile::decodeName(QByteArray::fromStdString(defaultCacheFolder())))
{
    checkVersion();
}

Settings::Settings(const QString& iniFile)
    : m_settings(iniFile, QSettings::IniFormat)
    , m_cacheFolder(QFileInfo(iniFile).absolutePath() + QStringLiteral("/cache"))
{
    checkVersion();
}

void Settings::checkVersion()
{
    const int found = m_settings.value(versionKey(), settingsVersion).toInt();
    m_readable = found == settingsVersion;
    if (m_readable)
        m_settings.setValue(versionKey(), settingsVersion);
}

ThemeChoice Settings::theme() const
{
    const QString name
        = m_readable ? m_settings.value(QStringLiteral("theme")).toString() : QString();
    if (name == QLatin1String("light"))
        return ThemeChoice::Light;
    return name == QLatin1String("dark") ? ThemeChoice::Dark : ThemeChoice::System;
}

void Settings::setTheme(ThemeChoice choice)
{
    if (!m_readable)
        return;
    const QString name = choice == ThemeChoice::Light ? QStringLiteral("light")
        : choice == ThemeChoice::Dark                 ? QStringLiteral("dark")
                                                      : QStringLiteral("system");
    m_settings.setValue(QStringLiteral("theme"), name);
}

QString Settings::language() const
{
    return m_readable ? m_settings.value(QStringLiteral("language")).toString() : QString();
}

void Settings::setLanguage(const QString& code)
{
    if (m_readable)
        m_settings.setValue(QStringLiteral("language"), code);
}

QByteArray Settings::geometry() const
{
    return m_readable ? m_settings.value(QStringLiteral("window/geometry")).toByteArray()
                      : QByteArray();
}

void Settings::setGeometry(const QByteArray& geometry)
{
    if (m_readable)
        m_settings.setValue(QStringLiteral("window/geometry"), geometry);
}

QString Settings::chart() const
{
    return m_readable ? m_settings.value(QStringLiteral("chart")).toString() : QString();
}

void Settings::setChart(const QString& words)
{
    if (m_readable)
        m_settings.setValue(QStringLiteral("chart"), words);
}

QByteArray Settings::splitter(const QString& name) const
{
    return m_readable ? m_settings.value(QStringLiteral("splitter/") + name).toByteArray()
                      : QByteArray();
}

void Settings::setSplitter(const QString& name, const QByteArray& state)
{
    if (m_readable)
        m_settings.setValue(QStringLiteral("splitter/") + name, state);
}

ColumnLayout Settings::columns(const QString& table) const
{
    ColumnLayout layout;
    if (!m_readable)
        return layout;
    const QString group = QStringLiteral("table/") + table + QLatin1Char('/');
    const QStringList columns = m_settings.value(group + QStringLiteral("columns")).toStringList();
    for (const QString& text : columns) {
        const QStringList parts = text.split(QLatin1Char(';'));
        if (parts.size() == 3)
            layout.columns.append(
                { parts[0], parts[1].toInt(), parts[2] == QLatin1String("hidden") });
    }
    layout.sortColumn = m_settings.value(group + QStringLiteral("sort")).toString();
    layout.sortDescending = m_settings.value(group + QStringLiteral("descending")).toBool();
    return layout;
}

void Settings::setColumns(const QString& table, const ColumnLayout& layout)
{
    if (!m_readable)
        return;
    const QString group = QStringLiteral("table/") + table + QLatin1Char('/');
    QStringList columns;
    for (const ColumnLayout::Column& column : layout.columns)
        columns.append(
            QStringLiteral("%1;%2;%3")
                .arg(column.name)
                .arg(column.width)
                .arg(column.hidden ? QStringLiteral("hidden") : QStringLiteral("shown")));
    m_settings.setValue(group + QStringLiteral("columns"), columns);
    m_settings.setValue(group + QStringLiteral("sort"), layout.sortColumn);
    m_settings.setValue(group + QStringLiteral("descending"), layout.sortDescending);
}

bool Settings::keepsIndex() const
{
    return m_readable && m_settings.value(keepIndexKey(), true).toBool();
}

void Settings::setKeepsIndex(bool keep)
{
    if (m_readable)
        m_settings.setValue(keepIndexKey(), keep);
}

QStringList Settings::recent() const
{
    return m_readable ? m_settings.value(recentKey()).toStringList() : QStringList();
}

void Settings::addRecent(const QStringList& paths)
{
    if (!m_readable)
        return;
    QStringList list = recent();
    // The first of what was opened together stands on top.
    for (auto path = paths.crbegin(); path != paths.crend(); ++path) {
        list.removeAll(*path);
        list.prepend(*path);
    }
    m_settings.setValue(recentKey(), list.mid(0, recentLength));
}

void Settings::clearRecent()
{
    if (m_readable)
        m_settings.remove(recentKey());
}

bool Settings::isOn(const QString& name) const
{
    return m_readable && m_settings.value(name).toBool();
}

void Settings::setOn(const QString& name, bool on)
{
    if (m_readable)
        m_settings.setValue(name, on);
}

int Settings::number(const QString& key, int fallback) const
{
    bool good = false;
    const int value = m_readable ? m_settings.value(key, fallback).toInt(&good) : 0;
    return good ? value : fallback;
}

void Settings::setNumber(const QString& key, int value)
{
    if (m_readable)
        m_settings.setValue(key, value);
}

QStringList Settings::texts(const QString& key, const QStringList& fallback) const
{
    return m_readable && m_settings.contains(key) ? m_settings.value(key).toStringList() : fallback;
}

void Settings::setTexts(const QString& key, const QStringList& texts)
{
    if (m_readable)
        m_settings.setValue(key, texts);
}

} // namespace mxlens
