// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/filterwords.h"

#include "ui/models/cells.h"

#include <QCoreApplication>
#include <QStringList>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::FilterWords)
};

QString emptyValue()
{
    return Words::tr("(none)", "instead of an empty value");
}

/// What a term compares with, for keys of days and numbers the text behind the colon.
QString valuesText(const FilterTerm& term, const QString& written)
{
    if (term.patterns.empty())
        return singleLine(written.mid(written.indexOf(QLatin1Char(':')) + 1).toStdString());
    QStringList values;
    for (const FilterPattern& pattern : term.patterns)
        values.append(pattern.written.empty() ? emptyValue() : singleLine(pattern.written));
    return values.join(Words::tr(", ", "between the values of a filter term"));
}

} // namespace

QString filterKeyTitle(FilterKey key)
{
    switch (key) {
    case FilterKey::Domain:
        return Words::tr("Policy domain");
    case FilterKey::Mx:
        return Words::tr("MX");
    case FilterKey::Org:
        return Words::tr("Organization");
    case FilterKey::Result:
        return Words::tr("Result type");
    case FilterKey::Type:
        return Words::tr("Policy type");
    case FilterKey::Mode:
        return Words::tr("Policy mode");
    case FilterKey::Ip:
        return Words::tr("IP address");
    case FilterKey::Reason:
        return Words::tr("Failure reason");
    case FilterKey::Report:
        return Words::tr("Report ID");
    case FilterKey::Source:
        return Words::tr("Source");
    case FilterKey::After:
        return Words::tr("From");
    case FilterKey::Before:
        return Words::tr("Until");
    case FilterKey::Failures:
        return Words::tr("Failed sessions");
    case FilterKey::Sessions:
        return Words::tr("Sessions");
    case FilterKey::Any:
        break;
    }
    return {};
}

QString filterKeyMeaning(FilterKey key)
{
    switch (key) {
    case FilterKey::Domain:
        return Words::tr("policy domain");
    case FilterKey::Mx:
        return Words::tr("receiving host");
    case FilterKey::Org:
        return Words::tr("organization that reports");
    case FilterKey::Result:
        return Words::tr("result type of a failure");
    case FilterKey::Type:
        return Words::tr("sts, tlsa, no-policy-found");
    case FilterKey::Mode:
        return Words::tr("enforce, testing, none");
    case FilterKey::Ip:
        return Words::tr("address or prefix, either side");
    case FilterKey::Reason:
        return Words::tr("failure reason code");
    case FilterKey::Report:
        return Words::tr("report ID");
    case FilterKey::Source:
        return Words::tr("file it was read from");
    case FilterKey::After:
        return Words::tr("first day, as in 2026-09-01");
    case FilterKey::Before:
        return Words::tr("last day, as in 2026-09-30");
    case FilterKey::Failures:
        return Words::tr("number of failures, as in >10");
    case FilterKey::Sessions:
        return Words::tr("number of sessions, as in >100");
    case FilterKey::Any:
        break;
    }
    return {};
}

QString filterTermText(const FilterTerm& term, const QString& written)
{
    const QString values = valuesText(term, written);
    if (term.key == FilterKey::Any)
        return (term.negated ? Words::tr("without \u201c%1\u201d") : Words::tr("\u201c%1\u201d"))
            .arg(values);
    const QString title = filterKeyTitle(term.key);
    return (term.negated ? Words::tr("not %1: %2") : Words::tr("%1: %2")).arg(title, values);
}

} // namespace mxlens
