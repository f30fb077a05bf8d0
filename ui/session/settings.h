// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

namespace mxlens {

/// How the columns of one table stand: names in visual order, widths and what is hidden. By name,
/// so that a later version with other columns still understands it.
struct ColumnLayout {
    struct Column {
        QString name;
        int width = 0; ///< Device independent pixels; 0 where never set.
        bool hidden = false;
        friend bool operator==(const Column&, const Column&) = default;
    };
    QList<Column> columns;
    QString sortColumn; ///< Empty for the order of the input.
    bool sortDescending = false;
};

/// What is kept from one start to the next. Settings of an unknown version are left alone and not
/// read. GUI thread; QSettings writes in the background of the event loop.
class Settings final {
public:
    /// The user's settings.
    Settings();
    /// Settings in a file of their own.
    explicit Settings(const QString& iniFile);

    ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);

    /// Code of the language to speak, `en` or `es`; empty: that of the system.
    QString language() const;
    void setLanguage(const QString& code);

    QByteArray geometry() const;
    void setGeometry(const QByteArray& geometry);
    /// State of a splitter by its object name.
    QByteArray splitter(const QString& name) const;
    void setSplitter(const QString& name, const QByteArray& state);

    /// How the chart stands, in words of ChartPage; empty where it was never kept.
    QString chart() const;
    void setChart(const QString& words);

    /// Layout of a table by its name; without columns where none was kept.
    ColumnLayout columns(const QString& table) const;
    void setColumns(const QString& table, const ColumnLayout& layout);

    /// Whether an index of what was read is kept, so that it opens faster the next time: yes,
    /// unless somebody said no or settings of an unknown version may say so.
    bool keepsIndex() const;
    void setKeepsIndex(bool keep);
    /// The folder of the indexes, whether they are kept or not; empty where there is no place for
    /// it. Settings in a file of their own have it beside that.
    QString cacheFolder() const { return m_cacheFolder; }

    /// Paths opened before, latest first, at most 10.
    QStringList recent() const;
    void addRecent(const QStringList& paths);
    void clearRecent();

    /// A switch by its name, as `failures/grouped`; off unless it was switched on.
    bool isOn(const QString& name) const;
    void setOn(const QString& name, bool on);

    /// A number under a key of its owner's choice; fallback where none was ever kept.
    int number(const QString& key, int fallback) const;
    void setNumber(const QString& key, int value);

    /// A list of texts under a key of its owner's choice, as `filter/recent`; fallback where none
    /// was ever kept.
    QStringList texts(const QString& key, const QStringList& fallback = {}) const;
    void setTexts(const QString& key, const QStringList& texts);

private:
    void readVersion();
    void set(const QString& key, const QVariant& value);

    QSettings m_settings;
    QString m_cacheFolder;
    bool m_readable = true;
};

} // namespace mxlens
