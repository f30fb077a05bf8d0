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
    readVersion();
}

Settings::Settings(const QString& iniFile)
    : m_settings(iniFile, QSettings::IniFormat)
    , m_cacheFolder(QFileInfo(iniFile).absolutePath() + QStringLiteral("/cache"))
{
    readVersion();
}

void Settings::readVersion()
{
    m_readable = m_settings.value(versionKey(), settingsVersion).toInt() == settingsVersion;
}

// Nothing is written where nothing changes: writing needs a lock, and time.
void Settings::set(const QString& key, const QVariant& value)
{
    if (!m_readable || m_settings.value(key) == value)
        return;
    m_settings.setValue(versionKey(), settingsVersion);
    m_settings.setValue(key, value);
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
    const QString name = choice == ThemeChoice::Light ? QStringLiteral("light")
        : choice == ThemeChoice::Dark                 ? QStringLiteral("dark")
                                                      : QStringLiteral("system");
    set(QStringLiteral("theme"), name);
}

QString Settings::language() const
{
    return m_readable ? m_settings.value(QStringLiteral("language")).toString() : QString();
}

void Settings::setLanguage(const QString& code)
{
    set(QStringLiteral("language"), code);
}

QByteArray Settings::geometry() const
{
    return m_readable ? m_settings.value(QStringLiteral("window/geometry")).toByteArray()
                      : QByteArray();
}

void Settings::setGeometry(const QByteArray& geometry)
{
    set(QStringLiteral("window/geometry"), geometry);
}

QString Settings::chart() const
{
    return m_readable ? m_settings.value(QStringLiteral("chart")).toString() : QString();
}

void Settings::setChart(const QString& words)
{
    set(QStringLiteral("chart"), words);
}

QByteArray Settings::splitter(const QString& name) const
{
    return m_readable ? m_settings.value(QStringLiteral("splitter/") + name).toByteArray()
                      : QByteArray();
}

void Settings::setSplitter(const QString& name, const QByteArray& state)
{
    set(QStringLiteral("splitter/") + name, state);
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
    const QString group = QStringLiteral("table/") + table + QLatin1Char('/');
    QStringList columns;
    for (const ColumnLayout::Column& column : layout.columns)
        columns.append(
            QStringLiteral("%1;%2;%3")
                .arg(column.name)
                .arg(column.width)
                .arg(column.hidden ? QStringLiteral("hidden") : QStringLiteral("shown")));
    set(group + QStringLiteral("columns"), columns);
    set(group + QStringLiteral("sort"), layout.sortColumn);
    set(group + QStringLiteral("descending"), layout.sortDescending);
}

bool Settings::keepsIndex() const
{
    return m_readable && m_settings.value(keepIndexKey(), true).toBool();
}

void Settings::setKeepsIndex(bool keep)
{
    set(keepIndexKey(), keep);
}

QStringList Settings::recent() const
{
    return m_readable ? m_settings.value(recentKey()).toStringList() : QStringList();
}

void Settings::addRecent(const QStringList& paths)
{
    QStringList list = recent();
    // The first of what was opened together stands on top.
    for (auto path = paths.crbegin(); path != paths.crend(); ++path) {
        list.removeAll(*path);
        list.prepend(*path);
    }
    set(recentKey(), list.mid(0, recentLength));
}

void Settings::clearRecent()
{
    set(recentKey(), QStringList());
}

bool Settings::isOn(const QString& name) const
{
    return m_readable && m_settings.value(name).toBool();
}

void Settings::setOn(const QString& name, bool on)
{
    set(name, on);
}

int Settings::number(const QString& key, int fallback) const
{
    bool good = false;
    const int value = m_readable ? m_settings.value(key, fallback).toInt(&good) : 0;
    return good ? value : fallback;
}

void Settings::setNumber(const QString& key, int value)
{
    set(key, value);
}

QStringList Settings::texts(const QString& key, const QStringList& fallback) const
{
    return m_readable && m_settings.contains(key) ? m_settings.value(key).toStringList() : fallback;
}

void Settings::setTexts(const QString& key, const QStringList& texts)
{
    set(key, texts);
}

} // namespace mxlens
