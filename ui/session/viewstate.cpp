// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/viewstate.h"

#include "core/query/filteredit.h"
#include "ui/session/rowevidence.h"

#include <utility>

namespace mxlens {

namespace {

// Enough to find the way back; each step is a few short texts.
constexpr std::size_t historyLength = 200;

} // namespace

ViewState::ViewState(QObject* parent)
    : QObject(parent)
{
}

void ViewState::setFilterText(const QString& text)
{
    const QString wanted = text.trimmed();
    const auto parsed = parseFilter(wanted.toStdString());
    if (const auto* error = std::get_if<FilterError>(&parsed)) {
        FilterError shifted = *error;
        // Positions are told for the text as it was given.
        const qsizetype blanks = text.indexOf(wanted);
        shifted.position += static_cast<std::size_t>(blanks > 0 ? blanks : 0);
        setError(shifted);
        return;
    }
    setError(std::nullopt);
    m_typing = false;
    ViewValues values = m_values;
    values.filterText = wanted;
    change(values);
}

void ViewState::typeFilterText(const QString& text)
{
    const std::size_t steps = m_back.size();
    const bool goesOn = m_typing;
    setFilterText(text);
    // Without the step between two letters.
    if (goesOn && m_back.size() > steps)
        m_back.pop_back();
    m_typing = goesOn || m_back.size() > steps;
}

void ViewState::addTerm(const QString& key, const QString& value, bool negated)
{
    const std::optional<FilterKey> known = filterKeyNamed(key.toStdString());
    if (!known)
        return;
    const std::string text = m_values.filterText.toStdString();
    setFilterText(QString::fromStdString(negated ? leavingOut(text, *known, value.toStdString())
                                                 : showingOnly(text, *known, value.toStdString())));
}

void ViewState::setTermValues(FilterKey key, bool negated, const QStringList& values)
{
    std::vector<std::string> wanted;
    for (const QString& value : values)
        wanted.push_back(value.toStdString());
    setFilterText(QString::fromStdString(
        withValues(m_values.filterText.toStdString(), key, negated, wanted)));
}

void ViewState::removeTerm(std::size_t index)
{
    setFilterText(QString::fromStdString(withoutTerm(m_values.filterText.toStdString(), index)));
}

void ViewState::setScope(
    const QString& domain, const std::optional<QString>& mx, const QString& resultType)
{
    ViewValues values = m_values;
    values.domain = domain;
    values.mx = domain.isEmpty() ? std::nullopt : mx;
    values.resultType = values.mx ? resultType : QString();
    change(values);
}

void ViewState::setLastDays(int days)
{
    setPeriod(days, m_values.from, m_values.to);
}

void ViewState::setDays(QDate from, QDate to)
{
    setPeriod(m_values.lastDays, from, to);
}

void ViewState::setPeriod(int lastDays, QDate from, QDate to)
{
    ViewValues values = m_values;
    values.lastDays = lastDays > 0 ? lastDays : 0;
    const bool valid = from.isValid() && to.isValid();
    values.from = valid ? qMin(from, to) : QDate();
    values.to = valid ? qMax(from, to) : QDate();
    change(values);
}

void ViewState::showEvidence(std::shared_ptr<const RowEvidence> evidence)
{
    ViewValues values = m_values;
    values.evidence = std::move(evidence);
    change(values);
}

QString ViewState::evidenceTitle() const
{
    return m_values.evidence ? m_values.evidence->title : QString();
}

void ViewState::clearEvidence()
{
    showEvidence(nullptr);
}

void ViewState::dropEvidenceOutside(const Snapshot& snapshot)
{
    const auto drop = [&snapshot](ViewValues& values) {
        if (values.evidence && !values.evidence->holdsIn(snapshot))
            values.evidence.reset();
    };
    for (ViewValues& values : m_back)
        drop(values);
    for (ViewValues& values : m_forward)
        drop(values);
    ViewValues values = m_values;
    drop(values);
    apply(values);
}

void ViewState::widen()
{
    setError(std::nullopt);
    change(ViewValues());
}

void ViewState::restore(const ViewValues& values)
{
    ViewValues sound = values;
    if (std::holds_alternative<FilterError>(parseFilter(values.filterText.toStdString())))
        sound.filterText.clear();
    setError(std::nullopt);
    apply(sound);
}

void ViewState::reset()
{
    setError(std::nullopt);
    m_typing = false;
    m_back.clear();
    m_forward.clear();
    setSelected({});
    apply(ViewValues());
    emit historyChanged();
}

void ViewState::setSelected(SelectedRow row)
{
    if (row == m_selected)
        return;
    m_selected = row;
    emit selectedChanged();
}

void ViewState::goBack()
{
    if (m_back.empty())
        return;
    m_typing = false;
    m_forward.push_back(m_values);
    const ViewValues values = m_back.back();
    m_back.pop_back();
    setError(std::nullopt);
    apply(values);
    emit historyChanged();
}

void ViewState::goForward()
{
    if (m_forward.empty())
        return;
    m_typing = false;
    m_back.push_back(m_values);
    const ViewValues values = m_forward.back();
    m_forward.pop_back();
    setError(std::nullopt);
    apply(values);
    emit historyChanged();
}

void ViewState::change(const ViewValues& values)
{
    if (values == m_values)
        return;
    m_typing = false;
    m_back.push_back(m_values);
    if (m_back.size() > historyLength)
        m_back.erase(m_back.begin());
    m_forward.clear();
    apply(values);
    emit historyChanged();
}

void ViewState::apply(const ViewValues& values)
{
    if (values == m_values)
        return;
    if (values.filterText != m_values.filterText) {
        auto parsed = parseFilter(values.filterText.toStdString());
        m_filter = std::holds_alternative<Filter>(parsed) ? std::get<Filter>(std::move(parsed))
                                                          : Filter();
    }
    m_values = values;
    emit changed();
}

void ViewState::setError(const std::optional<FilterError>& error)
{
    const bool same = m_error.has_value() == error.has_value()
        && (!error
            || (m_error->position == error->position && m_error->length == error->length
                && m_error->message == error->message));
    if (same)
        return;
    m_error = error;
    emit filterErrorChanged();
}

} // namespace mxlens
