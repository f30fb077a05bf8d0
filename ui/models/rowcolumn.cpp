// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/rowcolumn.h"

#include "ui/session/diagnosisrows.h"

#include <QCoreApplication>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::Columns)
};

/// What is said about a column by hand; the name comes from core.
struct Said {
    QString title;
    CellKind kind;
    const char* filterKey;
    int place;
    int width;
};

template <typename Column> QList<RowColumn> named(const QList<Said>& said)
{
    QList<RowColumn> columns;
    for (qsizetype i = 0; i < said.size(); ++i) {
        RowColumn column;
        column.name = plainText(columnName(static_cast<Column>(i)));
        column.title = said[i].title;
        column.kind = said[i].kind;
        column.filterKey = QString::fromLatin1(said[i].filterKey);
        column.place = said[i].place;
        column.width = said[i].width;
        columns.append(column);
    }
    return columns;
}

} // namespace

QList<RowColumn> failureColumns()
{
    return named<FailureColumn>({
        { Words::tr("Organization"), CellKind::Text, "org", 1, 56 },
        { Words::tr("Contact"), CellKind::Text, "", -1, 52 },
        { Words::tr("Report ID"), CellKind::Host, "report", -1, 60 },
        { Words::tr("Start (UTC)"), CellKind::Start, "after", 0, 38 },
        { Words::tr("End (UTC)"), CellKind::Time, "before", -1, 42 },
        { Words::tr("Policy type"), CellKind::Text, "type", 6, 28 },
        { Words::tr("Mode"), CellKind::Text, "mode", 7, 24 },
        { Words::tr("Policy domain"), CellKind::Host, "domain", 4, 52 },
        { Words::tr("MX patterns"), CellKind::Host, "", -1, 52 },
        { Words::tr("Result type"), CellKind::Text, "result", 2, 60 },
        { Words::tr("Sending IP"), CellKind::Host, "ip", 8, 40 },
        { Words::tr("MX"), CellKind::Host, "mx", 3, 60 },
        { Words::tr("MX HELO"), CellKind::Host, "", -1, 44 },
        { Words::tr("Receiving IP"), CellKind::Host, "ip", 9, 40 },
        { Words::tr("Failed"), CellKind::Number, "", 5, 26 },
        { Words::tr("Additional information"), CellKind::Text, "", 11, 60 },
        { Words::tr("Failure reason"), CellKind::Text, "reason", 10, 52 },
        { Words::tr("Source"), CellKind::Host, "source", -1, 80 },
    });
}

QList<RowColumn> policyColumns()
{
    return named<PolicyColumn>({
        { Words::tr("Organization"), CellKind::Text, "org", 1, 56 },
        { Words::tr("Contact"), CellKind::Text, "", -1, 52 },
        { Words::tr("Report ID"), CellKind::Host, "report", -1, 60 },
        { Words::tr("Start (UTC)"), CellKind::Start, "after", 0, 38 },
        { Words::tr("End (UTC)"), CellKind::Time, "before", -1, 42 },
        { Words::tr("Policy type"), CellKind::Text, "type", 3, 34 },
        { Words::tr("Mode"), CellKind::Text, "mode", 4, 24 },
        { Words::tr("Policy domain"), CellKind::Host, "domain", 2, 52 },
        { Words::tr("Policy text"), CellKind::Text, "", 9, 80 },
        { Words::tr("MX patterns"), CellKind::Host, "", 8, 60 },
        { Words::tr("Succeeded"), CellKind::Number, "", 5, 32 },
        { Words::tr("Failed"), CellKind::Number, "", 6, 26 },
        { Words::tr("Failure details"), CellKind::Number, "", 7, 38 },
        { Words::tr("Source"), CellKind::Host, "source", -1, 80 },
    });
}

QList<RowColumn> reportColumns()
{
    return named<ReportColumn>({
        { Words::tr("Organization"), CellKind::Text, "org", 0, 76 },
        { Words::tr("Contact"), CellKind::Text, "", -1, 52 },
        { Words::tr("Report ID"), CellKind::Host, "report", 8, 64 },
        { Words::tr("Start (UTC)"), CellKind::Start, "after", 1, 38 },
        { Words::tr("End (UTC)"), CellKind::Time, "before", 2, 46 },
        { Words::tr("Policies"), CellKind::Number, "", 3, 26 },
        { Words::tr("Sessions"), CellKind::Number, "", 4, 32 },
        { Words::tr("Succeeded"), CellKind::Number, "", 5, 32 },
        { Words::tr("Failed"), CellKind::Number, "", 6, 26 },
        { Words::tr("Deviations"), CellKind::Text, "", 7, 60 },
        { Words::tr("Source"), CellKind::Host, "source", 9, 80 },
    });
}

QList<RowColumn> sourceColumns()
{
    return named<SourceColumn>({
        { Words::tr("Source"), CellKind::Host, "source", 0, 170 },
        { Words::tr("Outcome"), CellKind::Text, "", 1, 36 },
        { Words::tr("Reports"), CellKind::Number, "", 2, 26 },
        { Words::tr("Detail"), CellKind::Text, "", 4, 150 },
        { Words::tr("Deviations"), CellKind::Number, "", 3, 32 },
    });
}

QList<RowColumn> problemColumns()
{
    return named<ProblemColumn>({
        { Words::tr("Severity"), CellKind::Text, "", 0, 32 },
        { Words::tr("Policy domain"), CellKind::Host, "domain", 8, 44 },
        { Words::tr("Subject"), CellKind::Host, "", 9, 52 },
        { Words::tr("Cause"), CellKind::Text, "", 10, 60 },
        { Words::tr("Since"), CellKind::Start, "after", 4, 30 },
        { Words::tr("Until"), CellKind::Start, "before", 5, 30 },
        { Words::tr("Ongoing"), CellKind::Text, "", -1, 28 },
        { Words::tr("Failed"), CellKind::Number, "", 2, 24 },
        { Words::tr("Reporters"), CellKind::Number, "", 6, 32 },
        { Words::tr("Effect on mail"), CellKind::Text, "", 3, 68 },
        { Words::tr("Summary"), CellKind::Text, "", -1, 192 },
        { Words::tr("Share"), CellKind::Number, "", 7, 36 },
        { Words::tr("Problem"), CellKind::Text, "", 1, 130 },
    });
}

QList<RowColumn> domainColumns()
{
    return named<DomainColumn>({
        { Words::tr("Policy domain"), CellKind::Host, "domain", 0, 52 },
        { Words::tr("First day"), CellKind::Start, "after", 9, 34 },
        { Words::tr("Last day"), CellKind::Start, "before", 10, 34 },
        { Words::tr("Reporters"), CellKind::Number, "", 5, 32 },
        { Words::tr("Sessions"), CellKind::Number, "", 3, 30 },
        { Words::tr("Succeeded"), CellKind::Number, "", -1, 32 },
        { Words::tr("Failed"), CellKind::Number, "", 4, 24 },
        { Words::tr("Policy type"), CellKind::Text, "type", 6, 32 },
        { Words::tr("Mode"), CellKind::Text, "mode", 7, 26 },
        { Words::tr("Ready to enforce?"), CellKind::Text, "", 1, 48 },
        { Words::tr("Basis"), CellKind::Text, "", 2, 148 },
    });
}

int columnNamed(const QList<RowColumn>& columns, const QString& name)
{
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (columns[i].name == name)
            return static_cast<int>(i);
    }
    return -1;
}

} // namespace mxlens
