// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/diagnosismodels.h"

#include "core/diagnosis/drafts.h"
#include "core/report/datetime.h"
#include "core/report/resulttype.h"
#include "ui/theme/theme.h"
#include "ui/theme/words.h"

#include <QCoreApplication>

#include <utility>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::Diagnosis)
};

/// What the subject of a problem is, and what the reports call it.
std::pair<QString, std::string> subjectTerm(const Problem& problem)
{
    if (problem.subject == problem.domain)
        return { QStringLiteral("domain"), problem.domain };
    if (isPolicyHostCause(problem.cause)) // `mta-sts.DOMAIN` stands in no report.
        return { QStringLiteral("domain"), problem.domain };
    if (isAboutReporter(problem.cause))
        return { QStringLiteral("org"), problem.subject };
    return { QStringLiteral("mx"), problem.subject };
}

/// The result type behind a problem, where it is one.
std::pair<QString, std::string> causeTerm(const Problem& problem)
{
    const std::string_view name = causeName(problem.cause);
    if (problem.words.size() == 1)
        return { QStringLiteral("result"), problem.words.front() };
    if (isKnownResultType(name))
        return { QStringLiteral("result"), std::string(name) };
    return {};
}

QDate dateOf(Day day)
{
    return QDate(1970, 1, 1).addDays(day);
}

/// Why a problem is not called over.
QString lastSeenWords(const Problem& problem)
{
    const QString last = dayText(dateOf(problem.lastDay));
    return stateOf(problem) == ProblemState::Ongoing
        ? Words::tr("Last seen on %1, the last day for which those who had seen it report.")
              .arg(last)
        : Words::tr("Last seen on %1. Nobody who saw it has reported on the domain since, others "
                    "report up to %2: it may be over or not.")
              .arg(last, dayText(dateOf(problem.lastReport)));
}

/// Until when a problem that is not over goes on.
QString untilWords(ProblemState state, const std::string& lastDay)
{
    return state == ProblemState::Ongoing
        ? Words::tr("ongoing")
        // At least until that day: the column has no room for words.
        : QStringLiteral("\u2265 %1").arg(QString::fromStdString(lastDay));
}

QString ongoingWords(ProblemState state)
{
    switch (state) {
    case ProblemState::Ongoing:
        return Words::tr("yes");
    case ProblemState::Over:
        return Words::tr("no");
    case ProblemState::LastSeen:
        break;
    }
    //: whether a problem goes on
    return Words::tr("not known");
}

} // namespace

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return Words::tr("critical");
    case Severity::Warning:
        return Words::tr("warning");
    case Severity::Info:
        break;
    }
    return Words::tr("info");
}

QIcon severityIcon(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return icon(QStringLiteral("failure"), Colour::Failure);
    case Severity::Warning:
        return icon(QStringLiteral("warning"), Colour::Testing);
    case Severity::Info:
        break;
    }
    return icon(QStringLiteral("info"), Colour::Accent);
}

QString impactWords(Impact impact)
{
    switch (impact) {
    case Impact::Refused:
        return Words::tr("mail was refused");
    case Impact::Delivered:
        return Words::tr("delivered, perhaps in clear text");
    case Impact::None:
        return Words::tr("none");
    case Impact::Unknown:
        break;
    }
    return Words::tr("unknown");
}

QString readinessWords(Readiness readiness)
{
    switch (readiness) {
    case Readiness::Ready:
        return Words::tr("ready");
    case Readiness::NotReady:
        return Words::tr("not ready");
    case Readiness::Enforcing:
        return Words::tr("enforced already");
    case Readiness::NoPolicy:
        return Words::tr("no policy");
    case Readiness::Unsaid:
        break;
    }
    return Words::tr("too little to say");
}

QString verdictWords(const DomainStatus& status)
{
    return refusesMail(status) ? Words::tr("refuses mail") : readinessWords(status.readiness);
}

QIcon verdictIcon(const DomainStatus& status)
{
    if (refusesMail(status))
        return severityIcon(status.blocking->severity);
    switch (status.readiness) {
    case Readiness::Ready:
        return icon(QStringLiteral("check"), Colour::Success);
    case Readiness::NotReady:
        return icon(QStringLiteral("warning"), Colour::Testing);
    case Readiness::Enforcing:
        return icon(QStringLiteral("policy"), Colour::Success);
    case Readiness::NoPolicy:
        return icon(QStringLiteral("info"), Colour::Accent);
    case Readiness::Unsaid:
        break;
    }
    return icon(QStringLiteral("help"), Colour::Unknown);
}

void DiagnosisTableModel::setDiagnosis(std::shared_ptr<const DiagnosisRows> diagnosis)
{
    m_diagnosis = std::move(diagnosis);
}

std::optional<RowId> DiagnosisTableModel::reportOf(RowId) const
{
    return std::nullopt;
}

ProblemTableModel::ProblemTableModel(QObject* parent)
    : DiagnosisTableModel(problemColumns(), parent)
{
}

QVariant ProblemTableModel::data(const QModelIndex& index, int role) const
{
    const bool valid = index.isValid() && diagnosis();
    const Problem* const row
        = valid ? diagnosis()->problem(rows()[static_cast<std::size_t>(index.row())]) : nullptr;
    const auto column = static_cast<ProblemColumn>(index.column());
    if (row && role == Qt::DecorationRole && column == ProblemColumn::Severity)
        return severityIcon(row->severity);
    if (row && row->ongoing && role == Qt::ToolTipRole
        && (column == ProblemColumn::LastDay || column == ProblemColumn::Ongoing))
        return plainToolTip(lastSeenWords(*row));
    if (row && column == ProblemColumn::LastDay && role == Qt::AccessibleTextRole
        && stateOf(*row) == ProblemState::LastSeen)
        return QStringLiteral("%1: %2").arg(columns()[index.column()].title,
            Words::tr("last seen %1").arg(QString::fromStdString(formatDay(row->lastDay))));
    if (row && (role == FilterKeyRole || role == FilterRole)
        && (column == ProblemColumn::Subject || column == ProblemColumn::Cause)) {
        const auto [key, value]
            = column == ProblemColumn::Subject ? subjectTerm(*row) : causeTerm(*row);
        return role == FilterKeyRole ? key : QString::fromStdString(value);
    }
    if (row && column == ProblemColumn::Share && role == Qt::ToolTipRole && row->sessions.known())
        return plainToolTip(
            Words::tr("Of %1 sessions of the domain on these days.").arg(countText(row->sessions)));
    return RowTableModel::data(index, role);
}

Cell ProblemTableModel::cellAt(RowId id, int column) const
{
    return diagnosis() ? diagnosis()->cell(id, static_cast<ProblemColumn>(column)) : Cell();
}

QString ProblemTableModel::shown(RowId id, const Cell& cell, int column) const
{
    const Problem* const row = diagnosis() ? diagnosis()->problem(id) : nullptr;
    if (!row)
        return {};
    switch (static_cast<ProblemColumn>(column)) {
    case ProblemColumn::Severity:
        return severityWord(row->severity);
    case ProblemColumn::Impact:
        return impactWords(row->impact);
    case ProblemColumn::LastDay:
        // Whoever looks for the day at which it went away finds it here.
        return row->ongoing ? untilWords(stateOf(*row), cell.text)
                            : RowTableModel::shown(id, cell, column);
    case ProblemColumn::Ongoing:
        return ongoingWords(stateOf(*row));
    case ProblemColumn::Share:
        return shareText(row->failedSessions.valueOr(-1), row->sessions.valueOr(-1));
    default:
        return RowTableModel::shown(id, cell, column);
    }
}

DomainTableModel::DomainTableModel(QObject* parent)
    : DiagnosisTableModel(domainColumns(), parent)
{
}

QVariant DomainTableModel::data(const QModelIndex& index, int role) const
{
    const bool valid = index.isValid() && diagnosis();
    const DomainStatus* const row
        = valid ? diagnosis()->domain(rows()[static_cast<std::size_t>(index.row())]) : nullptr;
    const auto column = static_cast<DomainColumn>(index.column());
    if (row && column == DomainColumn::Readiness && role == Qt::DecorationRole)
        return verdictIcon(*row);
    return RowTableModel::data(index, role);
}

Cell DomainTableModel::cellAt(RowId id, int column) const
{
    return diagnosis() ? diagnosis()->cell(id, static_cast<DomainColumn>(column)) : Cell();
}

QString DomainTableModel::shown(RowId id, const Cell& cell, int column) const
{
    const DomainStatus* const row = diagnosis() ? diagnosis()->domain(id) : nullptr;
    if (row && static_cast<DomainColumn>(column) == DomainColumn::Readiness)
        return verdictWords(*row);
    if (static_cast<DomainColumn>(column) == DomainColumn::PolicyDomain && cell.text.empty())
        return Words::tr("(no domain named)");
    return RowTableModel::shown(id, cell, column);
}

} // namespace mxlens
