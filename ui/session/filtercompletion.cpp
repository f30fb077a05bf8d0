// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/filtercompletion.h"

#include "core/query/parallel.h"
#include "ui/models/cells.h"
#include "ui/models/filterwords.h"

#include <algorithm>
#include <span>
#include <utility>

namespace mxlens {

namespace {

// More of one key nobody scrolls through, and all of them are looked at with every key press.
constexpr std::size_t mostValues = 5'000;

// Fewer letters are in too many values of all keys.
constexpr qsizetype shortestWord = 2;

QString keyText(FilterKey key)
{
    const std::string_view name = filterKeyName(key);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

FilterProposal keyProposal(FilterKey key)
{
    const QString name = keyText(key) + QLatin1Char(':');
    return { name, filterKeyMeaning(key), name, -1 };
}

FilterProposal valueProposal(FilterKey key, const ValueCount& value, bool withKey)
{
    FilterProposal proposal;
    const QString name = withKey ? keyText(key) + QLatin1Char(':') : QString();
    proposal.shown = name + singleLine(value.value);
    proposal.rows = static_cast<qint64>(value.rows);
    proposal.note = numberText(proposal.rows);
    proposal.inserted = name + QString::fromStdString(quoteForFilter(value.value));
    return proposal;
}

/// Values of one key that hold what is typed: those that begin with it first.
QList<FilterProposal> valuesFor(FilterKey key, const QString& typed,
    const FilterCandidates& candidates, qsizetype most, bool withKey)
{
    QList<FilterProposal> first, then;
    const auto found = candidates.values.find(key);
    if (found == candidates.values.end())
        return first;
    for (const ValueCount& value : found->second) {
        const QString text = plainText(value.value);
        if (text.startsWith(typed, Qt::CaseInsensitive))
            first.append(valueProposal(key, value, withKey));
        else if (then.size() < most && text.contains(typed, Qt::CaseInsensitive))
            then.append(valueProposal(key, value, withKey));
        if (first.size() == most)
            break;
    }
    return (first + then).mid(0, most);
}

bool isBlank(QChar c)
{
    return c == QLatin1Char(' ') || c == QLatin1Char('\t');
}

/// Reads a filter text up to the cursor.
class PlaceReader final {
public:
    explicit PlaceReader(const QString& text)
        : m_text(text)
    {
    }

    FilterPlace run(qsizetype cursor)
    {
        for (qsizetype i = 0; i < cursor; ++i)
            take(m_text[i], i);
        m_place.until = cursor;
        bool quoted = m_quoted;
        for (; m_place.until < m_text.size(); ++m_place.until) {
            const QChar c = m_text[m_place.until];
            if (c == QLatin1Char('"'))
                quoted = !quoted;
            else if (!quoted && (isBlank(c) || (c == QLatin1Char(',') && hasKey())))
                break;
        }
        return m_place;
    }

private:
    bool hasKey() const { return m_place.key != FilterKey::Any; }

    void beginAt(qsizetype from)
    {
        m_place.from = from;
        m_place.typed.clear();
    }

    void take(QChar c, qsizetype at)
    {
        if (m_quoted && c == QLatin1Char('\\') && !m_escaped) {
            m_escaped = true;
        } else if (c == QLatin1Char('"') && !m_escaped) {
            m_quoted = !m_quoted;
        } else if (m_quoted) {
            m_escaped = false;
            m_place.typed += c;
        } else if (isBlank(c)) {
            m_place = FilterPlace();
            beginAt(at + 1);
        } else if (c == QLatin1Char('-') && !hasKey() && at == m_place.from && !m_place.negated) {
            m_place.negated = true;
            beginAt(at + 1);
        } else if (c == QLatin1Char(':') && !hasKey() && takeKey()) {
            beginAt(at + 1);
        } else if (c == QLatin1Char(',') && hasKey()) {
            beginAt(at + 1);
        } else {
            m_place.typed += c;
        }
    }

    bool takeKey()
    {
        const std::optional<FilterKey> key = filterKeyNamed(m_place.typed.toStdString());
        m_place.key = key.value_or(FilterKey::Any);
        return key.has_value();
    }

    const QString& m_text;
    FilterPlace m_place;
    bool m_quoted = false;
    bool m_escaped = false;
};

} // namespace

std::shared_ptr<const FilterCandidates> filterCandidates(
    const Snapshot& snapshot, const std::stop_token& stop)
{
    auto candidates = std::make_shared<FilterCandidates>();
    const std::span<const FilterKey> keys = filterKeys();
    std::vector<std::vector<ValueCount>> values(keys.size());
    inParallel(keys.size(), [&](std::size_t i) {
        if (!stop.stop_requested())
            values[i] = valueCounts(snapshot, keys[i], mostValues, stop);
    });
    for (std::size_t i = 0; i < keys.size() && !stop.stop_requested(); ++i) {
        if (!values[i].empty())
            candidates->values[keys[i]] = std::move(values[i]);
    }
    return candidates;
}

FilterPlace filterPlaceAt(const QString& text, qsizetype cursor)
{
    return PlaceReader(text).run(std::clamp<qsizetype>(cursor, 0, text.size()));
}

QList<FilterProposal> proposalsFor(
    const FilterPlace& place, const FilterCandidates& candidates, qsizetype most)
{
    if (place.key == FilterKey::Failures || place.key == FilterKey::Sessions) {
        QList<FilterProposal> bounds;
        for (const char* bound : { ">0", ">10", ">100", ">1000" }) {
            const QString text = QString::fromLatin1(bound);
            if (text.startsWith(place.typed) && text != place.typed)
                bounds.append({ text, {}, text, -1 });
        }
        return bounds;
    }
    if (place.key != FilterKey::Any)
        return valuesFor(place.key, place.typed, candidates, most, false);
    QList<FilterProposal> proposals;
    for (const FilterKey key : filterKeys()) {
        if (keyText(key).startsWith(place.typed, Qt::CaseInsensitive))
            proposals.append(keyProposal(key));
    }
    if (place.typed.size() >= shortestWord) {
        QList<FilterProposal> values;
        for (const FilterKey key : filterKeys()) {
            if (key != FilterKey::After && key != FilterKey::Before)
                values += valuesFor(key, place.typed, candidates, most, true);
        }
        std::stable_sort(values.begin(), values.end(),
            [](const FilterProposal& a, const FilterProposal& b) { return a.rows > b.rows; });
        proposals += values;
    }
    return proposals.mid(0, most);
}

QString completedText(const QString& text, const FilterPlace& place, const FilterProposal& proposal,
    qsizetype& cursor)
{
    QString inserted = proposal.inserted;
    const bool ends = !inserted.endsWith(QLatin1Char(':'));
    const QString rest = text.mid(place.until);
    // What is complete is left behind: the next letter begins the next term.
    if (ends && rest.isEmpty())
        inserted += QLatin1Char(' ');
    cursor = place.from + inserted.size();
    return text.left(place.from) + inserted + rest;
}

} // namespace mxlens
