// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

namespace mxlens {

class Settings;

/// A filter that somebody gave a name.
struct SavedFilter {
    QString name;
    QString text;
    friend bool operator==(const SavedFilter&, const SavedFilter&) = default;
};

/// The filters used last and those saved under a name, kept in the settings. GUI thread.
class FilterBook final : public QObject {
    Q_OBJECT
public:
    /// Filters that are remembered without a name.
    static constexpr qsizetype recentLength = 20;

    /// settings outlives it.
    explicit FilterBook(Settings* settings, QObject* parent = nullptr);

    /// The last ones, latest first.
    QStringList recent() const;
    /// Notes that a filter was used; an empty one is none.
    void addRecent(const QString& text);
    void clearRecent();

    /// Those with names, in order of their names.
    QList<SavedFilter> saved() const;
    /// Keeps a filter under a name; one of the same name gives way. Blanks around the name go.
    void save(const QString& name, const QString& text);
    void rename(const QString& from, const QString& to);
    void remove(const QString& name);
    /// Whether there is one of that name.
    bool has(const QString& name) const;

signals:
    void changed();

private:
    void setSaved(QList<SavedFilter> filters);

    Settings* const m_settings;
};

} // namespace mxlens
