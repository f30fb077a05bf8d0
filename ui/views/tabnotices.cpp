// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/tabnotices.h"

#include "ui/models/cells.h"
#include "ui/session/viewquery.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/theme.h"
#include "ui/theme/words.h"
#include "ui/views/emptynotice.h"

#include <QAbstractItemView>

#include <utility>

namespace mxlens {

namespace {

int plural(std::size_t number)
{
    return pluralNumber(static_cast<qint64>(number));
}

QString counted(std::size_t number)
{
    return numberText(static_cast<qint64>(number));
}

QDate dateOf(Day day)
{
    return QDate(1970, 1, 1).addDays(day);
}

} // namespace

TabNotices::TabNotices(ViewState* state, std::function<void(RowKind)> showTab)
    : m_state(state)
    , m_showTab(std::move(showTab))
{
}

void TabNotices::add(RowKind kind, QAbstractItemView* view)
{
    m_notices.insert(kind, new EmptyNotice(view)); // a child of the view
}

void TabNotices::say(std::initializer_list<RowKind> kinds, const QString& sentence,
    const QString& action, const std::function<void()>& run)
{
    for (const RowKind kind : kinds) {
        of(kind).setMark(QIcon());
        of(kind).setNotice(sentence, action, run);
    }
}

void TabNotices::setAll(const QString& sentence)
{
    say({ RowKind::Problem, RowKind::Domain, RowKind::Failure, RowKind::Report, RowKind::Policy,
            RowKind::Source },
        sentence);
}

void TabNotices::setAnswer(const ViewAnswer& answer)
{
    m_totals = answer.totals;
    m_hasReports = answer.totals.reports > 0;
    say({ RowKind::Source }, tr("No source matches the filter."), tr("Show everything"),
        [this] { m_state->widen(); });
    if (!m_hasReports) {
        setNothingFound(answer);
        return;
    }
    say({ RowKind::Problem, RowKind::Domain }, tr("Looking for problems\u2026"));
    say({ RowKind::Report, RowKind::Policy }, tr("Nothing here."));
    setFailures(answer.totals);
}

void TabNotices::setNothingFound(const ViewAnswer& answer)
{
    const auto all
        = { RowKind::Problem, RowKind::Domain, RowKind::Failure, RowKind::Report, RowKind::Policy };
    if (answer.everything.reports == 0) {
        const std::size_t sources = answer.everything.sources;
        say(all,
            sources == 0 ? tr("Nothing was found there.")
                         : tr("None of %1 source(s) holds a TLS report.", nullptr, plural(sources))
                               .arg(counted(sources)),
            tr("Show sources"), [this] { m_showTab(RowKind::Source); });
        return;
    }
    say(all,
        tr("No report matches. %1 report(s) are left out by filter, days or domain.", nullptr,
            plural(answer.everything.reports))
            .arg(counted(answer.everything.reports)),
        tr("Show everything"), [this] { m_state->widen(); });
}

void TabNotices::setFailures(const Totals& totals)
{
    if (totals.figures.failed == Count::zero() && totals.unknownCounts > 0)
        say({ RowKind::Failure }, tr("No failure is reported, but some counts are missing."),
            tr("Show policies"), [this] { m_showTab(RowKind::Policy); });
    else if (totals.figures.failed == Count::zero())
        say({ RowKind::Failure },
            tr("Nothing failed: all of %1 session(s) succeeded.", nullptr,
                pluralNumber(totals.figures.sessions.valueOr(0)))
                .arg(countText(totals.figures.sessions)),
            tr("Show reports"), [this] { m_showTab(RowKind::Report); });
    else
        say({ RowKind::Failure }, tr("The reports give no failure details here."),
            tr("Show policies"), [this] { m_showTab(RowKind::Policy); });
}

void TabNotices::setNothingWrong()
{
    if (!m_hasReports)
        return; // why there is no report says more
    say({ RowKind::Domain }, tr("Nothing here."));
    const SessionFigures& figures = m_totals.figures;
    const qint64 sessions = figures.sessions.valueOr(0);
    const qint64 failed = figures.failed.valueOr(0);
    //: %1: "10 organizations"; %2: days
    const QString basis = tr("%1 session(s) of %2, %3 (UTC)", nullptr, pluralNumber(sessions))
                              .arg(countText(figures.sessions),
                                  tr("%1 organization(s)", nullptr, plural(m_totals.reporters))
                                      .arg(counted(m_totals.reporters)),
                                  m_totals.firstDay == noDay ? tr("on unknown days")
                                                             : daysText(dateOf(m_totals.firstDay),
                                                                 dateOf(m_totals.lastDay)));
    if (failed > 0 || !figures.failed.known()) {
        say({ RowKind::Problem },
            tr("No problem was found.") + QLatin1Char('\n') + basis
                + (figures.failed.known()
                        ? tr(": %1 failed, and the reports give no details of a cause.")
                              .arg(countText(figures.failed))
                        : tr(": how many failed is unknown.")),
            tr("Show policies"), [this] { m_showTab(RowKind::Policy); });
        return;
    }
    if (m_totals.unknownCounts > 0) {
        say({ RowKind::Problem },
            tr("No problem was found.") + QLatin1Char('\n') + basis
                + tr(": not one failed of those that were counted, but some counts are missing."),
            tr("Show policies"), [this] { m_showTab(RowKind::Policy); });
        return;
    }
    say({ RowKind::Problem },
        (m_state->isWide() ? tr("Nothing is wrong.") : tr("Nothing is wrong in what is shown."))
            + QLatin1Char('\n') + basis + tr(": not one failed."),
        tr("Show reports"), [this] { m_showTab(RowKind::Report); });
    of(RowKind::Problem).setMark(icon(QStringLiteral("check"), Colour::Success));
}

} // namespace mxlens
