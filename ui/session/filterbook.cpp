// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/filterbook.h"

#include "ui/session/settings.h"

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

QString recentKey()
{
    return QStringLiteral("filter/recent");
}

QString namesKey()
{
    return QStringLiteral("filter/names");
}

QString textsKey()
{
    return QStringLiteral("filter/texts");
}

} // namespace

FilterBook::FilterBook(Settings* settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
{
}

QStringList FilterBook::recent() const
{
    return m_settings->texts(recentKey());
}

void FilterBook::addRecent(const QString& text)
{
    const QString wanted = text.trimmed();
    QStringList list = recent();
    if (wanted.isEmpty() || (!list.isEmpty() && list.first() == wanted))
        return;
    list.removeAll(wanted);
    list.prepend(wanted);
    m_settings->setTexts(recentKey(), list.mid(0, recentLength));
    emit changed();
}

void FilterBook::clearRecent()
{
    m_settings->setTexts(recentKey(), {});
    emit changed();
}

QList<SavedFilter> FilterBook::saved() const
{
    const QStringList names = m_settings->texts(namesKey());
    const QStringList texts = m_settings->texts(textsKey());
    QList<SavedFilter> filters;
    for (qsizetype i = 0; i < qMin(names.size(), texts.size()); ++i)
        filters.append({ names[i], texts[i] });
    return filters;
}

void FilterBook::setSaved(QList<SavedFilter> filters)
{
    std::sort(filters.begin(), filters.end(), [](const SavedFilter& a, const SavedFilter& b) {
        return QString::localeAwareCompare(a.name, b.name) < 0;
    });
    QStringList names, texts;
    for (const SavedFilter& filter : std::as_const(filters)) {
        names.append(filter.name);
        texts.append(filter.text);
    }
    m_settings->setTexts(namesKey(), names);
    m_settings->setTexts(textsKey(), texts);
    emit changed();
}

void FilterBook::save(const QString& name, const QString& text)
{
    const QString wanted = name.trimmed();
    if (wanted.isEmpty() || text.trimmed().isEmpty())
        return;
    QList<SavedFilter> filters = saved();
    filters.removeIf([&wanted](const SavedFilter& filter) { return filter.name == wanted; });
    filters.append({ wanted, text.trimmed() });
    setSaved(std::move(filters));
}

void FilterBook::rename(const QString& from, const QString& to)
{
    const QString wanted = to.trimmed();
    if (wanted.isEmpty() || wanted == from || has(wanted))
        return;
    QList<SavedFilter> filters = saved();
    for (SavedFilter& filter : filters) {
        if (filter.name == from)
            filter.name = wanted;
    }
    setSaved(std::move(filters));
}

void FilterBook::remove(const QString& name)
{
    QList<SavedFilter> filters = saved();
    if (filters.removeIf([&name](const SavedFilter& filter) { return filter.name == name; }) > 0)
        setSaved(std::move(filters));
}

bool FilterBook::has(const QString& name) const
{
    const QList<SavedFilter> filters = saved();
    return std::any_of(filters.begin(), filters.end(),
        [&name](const SavedFilter& filter) { return filter.name == name; });
}

} // namespace mxlens
