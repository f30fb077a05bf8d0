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
    takeText(text, Run::None);
}

void ViewState::typeFilterText(const QString& text)
{
    takeText(text, Run::Typing);
}

void ViewState::takeText(const QString& text, Run run)
{
    const QString wanted = text.trimmed();
    const auto parsed = parseFilter(wanted.toStdString());
    if (const auto* error = std::get_if<FilterError>(&parsed)) {
        FilterError shifted = *error;
        // Positions are told for the text as it was given.
        const qsizetype blanks = text.indexOf(wanted);
        shifted.position += static_cast<std::size_t>(blanks > 0 ? blanks : 0);
        setError(shifted);
        dropHalfWord(wanted);
        return;
    }
    setError(std::nullopt);
    if (run == Run::None)
        m_run = Run::None;
    Step step = m_now;
    step.values.filterText = wanted;
    change(step, run);
}

// The filter before what does not parse stays in force. Where it is that text as far as it was
// typed a moment ago, its last word was none: nobody looks for the half of a key.
void ViewState::dropHalfWord(const QString& text)
{
    const QString typed = m_now.values.filterText;
    if (m_run != Run::Typing || m_back.empty() || !text.startsWith(typed)
        || text.mid(typed.size(), 1).trimmed().isEmpty())
        return;
    // A term with a key meant something; where there is no word nothing was typed by half.
    const qsizetype last = typed.lastIndexOf(QLatin1Char(' ')) + 1;
    if (last == typed.size() || typed.indexOf(QLatin1Char(':'), last) >= 0)
        return;
    const QString whole = typed.left(last).trimmed();
    // What the word was typed onto comes back; what was deleted before it does not.
    const QString before = m_back.back().values.filterText;
    Step step = m_now;
    step.values.filterText = typed.startsWith(before) && before.startsWith(whole) ? before : whole;
    if (std::holds_alternative<Filter>(parseFilter(step.values.filterText.toStdString())))
        change(step, Run::Typing);
}

void ViewState::addTerm(const QString& key, const QString& value, bool negated)
{
    const std::optional<FilterKey> known = filterKeyNamed(key.toStdString());
    if (!known)
        return;
    const std::string text = m_now.values.filterText.toStdString();
    setFilterText(QString::fromStdString(negated ? leavingOut(text, *known, value.toStdString())
                                                 : showingOnly(text, *known, value.toStdString())));
}

void ViewState::setTermValues(FilterKey key, bool negated, const QStringList& values)
{
    std::vector<std::string> wanted;
    for (const QString& value : values)
        wanted.push_back(value.toStdString());
    setFilterText(QString::fromStdString(
        withValues(m_now.values.filterText.toStdString(), key, negated, wanted)));
}

void ViewState::removeTerm(std::size_t index)
{
    setFilterText(
        QString::fromStdString(withoutTerm(m_now.values.filterText.toStdString(), index)));
}

void ViewState::setScope(
    const QString& domain, const std::optional<QString>& mx, const QString& resultType)
{
    ViewValues values = m_now.values;
    values.domain = domain;
    values.mx = domain.isEmpty() ? std::nullopt : mx;
    values.resultType = values.mx ? resultType : QString();
    change(values);
}

void ViewState::setLastDays(int days)
{
    setPeriod(days, m_now.values.from, m_now.values.to);
}

void ViewState::setDays(QDate from, QDate to)
{
    setPeriod(m_now.values.lastDays, from, to);
}

void ViewState::setPeriod(int lastDays, QDate from, QDate to)
{
    ViewValues values = m_now.values;
    values.lastDays = lastDays > 0 ? lastDays : 0;
    const bool valid = from.isValid() && to.isValid();
    values.from = valid ? qMin(from, to) : QDate();
    values.to = valid ? qMax(from, to) : QDate();
    change(values);
}

void ViewState::showEvidence(std::shared_ptr<const RowEvidence> evidence)
{
    ViewValues values = m_now.values;
    values.evidence = std::move(evidence);
    change(values);
}

QString ViewState::evidenceTitle() const
{
    return m_now.values.evidence ? m_now.values.evidence->title : QString();
}

void ViewState::clearEvidence()
{
    showEvidence(nullptr);
}

void ViewState::setSplit(SplitBy split)
{
    Step step = m_now;
    step.look.split = split;
    change(step, Run::None);
}

void ViewState::setZoom(QDate from, QDate to, bool goesOn)
{
    const bool valid = from.isValid() && to.isValid();
    Step step = m_now;
    step.look.zoomFrom = valid ? qMin(from, to) : QDate();
    step.look.zoomTo = valid ? qMax(from, to) : QDate();
    change(step, goesOn ? Run::Zooming : Run::None);
}

void ViewState::dropEvidenceOutside(const Snapshot& snapshot)
{
    const auto drop = [&snapshot](Step& step) {
        if (step.values.evidence && !step.values.evidence->holdsIn(snapshot))
            step.values.evidence.reset();
    };
    for (Step& step : m_back)
        drop(step);
    for (Step& step : m_forward)
        drop(step);
    Step step = m_now;
    drop(step);
    apply(step);
}

void ViewState::widen()
{
    setError(std::nullopt);
    // Days that the chart does not show are left out of what is seen, too.
    change({ {}, { m_now.look.split, {}, {} } }, Run::None);
}

void ViewState::showAllRows()
{
    setError(std::nullopt);
    change(ViewValues());
}

void ViewState::restore(const ViewValues& values, const ChartLook& look)
{
    Step sound{ values, look };
    if (std::holds_alternative<FilterError>(parseFilter(values.filterText.toStdString())))
        sound.values.filterText.clear();
    setError(std::nullopt);
    apply(sound);
}

void ViewState::reset()
{
    setError(std::nullopt);
    m_run = Run::None;
    m_back.clear();
    m_forward.clear();
    setSelected({});
    apply({ {}, { m_now.look.split, {}, {} } });
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
    move(m_back, m_forward);
}

void ViewState::goForward()
{
    move(m_forward, m_back);
}

void ViewState::move(std::vector<Step>& from, std::vector<Step>& to)
{
    if (from.empty())
        return;
    m_run = Run::None;
    to.push_back(m_now);
    const Step step = from.back();
    from.pop_back();
    setError(std::nullopt);
    apply(step);
    emit historyChanged();
}

void ViewState::change(const ViewValues& values)
{
    change({ values, m_now.look }, Run::None);
}

void ViewState::change(const Step& step, Run run)
{
    if (step == m_now)
        return;
    const bool goesOn = run != Run::None && run == m_run;
    if (!goesOn)
        m_back.push_back(m_now);
    if (m_back.size() > historyLength)
        m_back.erase(m_back.begin());
    m_run = run;
    // Small steps that came back to where they began leave nothing to take back.
    if (goesOn && !m_back.empty() && m_back.back() == step) {
        m_back.pop_back();
        m_run = Run::None;
    }
    m_forward.clear();
    apply(step);
    emit historyChanged();
}

void ViewState::apply(const Step& step)
{
    const bool values = !(step.values == m_now.values);
    const bool look = !(step.look == m_now.look);
    if (step.values.filterText != m_now.values.filterText) {
        auto parsed = parseFilter(step.values.filterText.toStdString());
        m_filter = std::holds_alternative<Filter>(parsed) ? std::get<Filter>(std::move(parsed))
                                                          : Filter();
    }
    m_now = step;
    if (look)
        emit lookChanged();
    if (values)
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
