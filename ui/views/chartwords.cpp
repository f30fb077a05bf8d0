// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/chartwords.h"

#include "ui/models/cells.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/numbers.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace mxlens {

namespace {

struct ChartWords {
    Q_DECLARE_TR_FUNCTIONS(mxlens::ChartWords)
};

qint64 numberOr(Count count)
{
    return count.known() ? count.valueOr(0) : -1;
}

QString nameOf(const std::string& key, SplitBy split)
{
    if (!key.empty())
        return singleLine(key);
    switch (split) {
    case SplitBy::Reporter:
        return ChartWords::tr("no organization named");
    case SplitBy::ResultType:
        return ChartWords::tr("no result type");
    case SplitBy::PolicyMode:
        return ChartWords::tr("no MTA-STS mode");
    case SplitBy::Domain:
        return ChartWords::tr("(no domain named)");
    case SplitBy::Mx:
    case SplitBy::Nothing:
        break;
    }
    return {};
}

QVector<TrendBucket> daysOf(const std::vector<SplitDay>& days)
{
    QVector<TrendBucket> buckets;
    buckets.reserve(static_cast<qsizetype>(days.size()));
    for (const SplitDay& day : days)
        buckets.append(
            { chartDay(day.day), numberOr(day.figures.sessions), numberOr(day.figures.successful),
                numberOr(day.figures.failed), false, numberOr(day.covering) });
    return buckets;
}

/// What a split is called in a sentence.
QString splitWord(SplitBy split)
{
    switch (split) {
    case SplitBy::Domain:
        return ChartWords::tr("domain");
    case SplitBy::Mx:
        return ChartWords::tr("MX");
    case SplitBy::Reporter:
        return ChartWords::tr("reporter");
    case SplitBy::ResultType:
        return ChartWords::tr("result type");
    case SplitBy::PolicyMode:
        return ChartWords::tr("policy mode");
    case SplitBy::Nothing:
        break;
    }
    return {};
}

QString contentText(const PolicyContent& content)
{
    return content.type == PolicyType::NoPolicyFound
        ? ChartWords::tr("no policy")
        : QString::fromUtf8(policyModeName(content.mode).data(),
            static_cast<qsizetype>(policyModeName(content.mode).size()));
}

QString ageText(const std::optional<std::int64_t>& seconds)
{
    return seconds ? numberText(*seconds) : ChartWords::tr("unknown");
}

QStringList missingIn(const std::vector<std::string>& some, const std::vector<std::string>& others)
{
    QStringList names;
    for (const std::string& name : some) {
        if (std::ranges::find(others, name) == others.end())
            names.append(singleLine(name));
    }
    return names;
}

QStringList differences(const PolicyContent& before, const PolicyContent& after)
{
    QStringList texts;
    const bool both = before.type == PolicyType::Sts && after.type == PolicyType::Sts;
    if (before.type != after.type || before.mode != after.mode)
        //: %1, %2: policy modes, or "no policy"
        texts.append(ChartWords::tr("mode %1 to %2").arg(contentText(before), contentText(after)));
    if (!both)
        return texts;
    if (before.maxAge != after.maxAge && before.maxAge && after.maxAge)
        texts.append(ChartWords::tr("max_age %1 to %2 seconds")
                         .arg(ageText(before.maxAge), ageText(after.maxAge)));
    if (before.patterns.empty() || after.patterns.empty())
        return texts;
    for (const QString& name : missingIn(after.patterns, before.patterns))
        texts.append(ChartWords::tr("added mx %1").arg(name));
    for (const QString& name : missingIn(before.patterns, after.patterns))
        texts.append(ChartWords::tr("removed mx %1").arg(name));
    return texts;
}

/// A few changes of each day in words, and how many more there were.
QVector<TrendChange> changesOf(const std::vector<PolicyChange>& changes)
{
    constexpr qint64 mostOfDay = 3;
    QVector<TrendChange> result;
    for (std::size_t at = 0; at < changes.size();) {
        const Day day = changes[at].day;
        qint64 count = 0;
        for (; at < changes.size() && changes[at].day == day; ++at, ++count) {
            if (count < mostOfDay)
                result.append({ chartDay(day), changeText(changes[at]) });
        }
        const qint64 more = count - mostOfDay;
        if (more > 0)
            result.append({ chartDay(day),
                ChartWords::tr("And %1 other policy change(s).", nullptr, pluralNumber(more))
                    .arg(numberText(more)) });
    }
    return result;
}

/// Whether the tree counts failures of a domain, or of any, below no MX.
bool someNameNoMx(const std::vector<DomainNode>& tree, const std::string& domain)
{
    return std::ranges::any_of(tree, [&domain](const DomainNode& node) {
        return (domain.empty() || node.domain == domain)
            && std::ranges::any_of(node.mxs, [](const MxNode& mx) { return mx.mx.empty(); });
    });
}

TrendLabels mxLabels(const ViewValues& values)
{
    TrendLabels labels;
    const bool named = values.mx && !values.mx->isEmpty();
    labels.hasRate = false;
    labels.title = named ? *values.mx : values.domain;
    if (!values.resultType.isEmpty())
        labels.title += QStringLiteral(": ") + values.resultType;
    labels.sessions = named
        ? ChartWords::tr("sessions of the policies that cover %1").arg(*values.mx)
        : ChartWords::tr("sessions of %1").arg(values.domain);
    labels.failures = named ? ChartWords::tr("failed at %1").arg(*values.mx)
                            : ChartWords::tr("failed without an MX named");
    return labels;
}

} // namespace

QDate chartDay(Day day)
{
    return QDate(1970, 1, 1).addDays(day);
}

TrendData trendOf(const ViewAnswer& answer, const ViewValues& values)
{
    TrendData data;
    if (answer.trendOfMx) {
        data.labels = mxLabels(values);
    } else {
        data.labels.hasRate = !answer.detailFilter;
        data.labels.title = values.domain.isEmpty() ? ChartWords::tr("All domains") : values.domain;
        data.labels.sessions = answer.detailFilter
            ? ChartWords::tr("sessions of the policies that match")
            : ChartWords::tr("sessions");
        data.labels.failures = ChartWords::tr("failed");
        data.labels.someNameNoMx = someNameNoMx(answer.tree, values.domain.toStdString());
        if (answer.detailFilter)
            data.labels.note = ChartWords::tr(
                "Figures are those of whole policies in which a failure detail matched.");
    }
    data.days.reserve(static_cast<qsizetype>(answer.trend.size()));
    for (const TrendPoint& point : answer.trend)
        data.days.append({ chartDay(point.day), numberOr(point.figures.sessions),
            numberOr(point.figures.successful), numberOr(point.figures.failed), point.longRange });
    return data;
}

void addSplit(TrendData& data, const ChartAnswer& answer)
{
    for (const SplitSeries& series : answer.series.series)
        data.series.append({ nameOf(series.key, answer.split), daysOf(series.days) });
    if (answer.series.left > 0) {
        const auto keys = static_cast<qint64>(answer.series.left);
        data.series.append({ restName(keys), daysOf(answer.series.rest.days), true, keys });
    }
    data.labels.split = splitWord(answer.split);
    data.labels.seriesHaveSessions
        = answer.split != SplitBy::Mx && answer.split != SplitBy::ResultType;
    if (answer.split == SplitBy::ResultType)
        data.labels.note = ChartWords::tr("One session may count under several result types.");
    else if (answer.split == SplitBy::Mx)
        data.labels.note = data.labels.someNameNoMx
            ? ChartWords::tr("Reports count failures by MX, but sessions by policy. Failures that "
                             "name no MX stand with the one that their policy means, or not here.")
            : ChartWords::tr("Reports count failures by MX, but sessions by policy.");
    else if (answer.split != SplitBy::Nothing && answer.view.mx)
        data.labels.note = ChartWords::tr("The parts are those of the policies that cover the MX.");
    if (answer.split == SplitBy::Mx) {
        data.labels.covering = ChartWords::tr("sessions of the policies that cover it");
        if (!answer.view.mx)
            data.labels.sessions = ChartWords::tr("sessions of all policies, not of one MX");
    }
    if (answer.changes)
        data.changes = changesOf(*answer.changes);
}

QString changeText(const PolicyChange& change)
{
    QStringList reporters;
    for (const std::string& reporter : change.reporters)
        reporters.append(singleLine(reporter));
    constexpr qsizetype mostNamed = 3;
    const qsizetype more = reporters.size() - mostNamed;
    QString seenBy = reporters.mid(0, mostNamed).join(QLatin1String(", "));
    if (more > 0)
        //: %1: names; %2: number
        seenBy = ChartWords::tr("%1 and %2 other(s)", nullptr, pluralNumber(more))
                     .arg(seenBy, numberText(more));
    //: %1: domain; %2: "mode testing to enforce, added mx mx2.example.com"; %3: names
    return ChartWords::tr("Policy of %1: %2, seen by %3.")
        .arg(singleLine(change.domain),
            differences(change.before, change.after).join(QLatin1String(", ")), seenBy);
}

QString splitName(SplitBy split)
{
    switch (split) {
    case SplitBy::Nothing:
        return ChartWords::tr("Nothing");
    case SplitBy::Domain:
        return ChartWords::tr("Domain");
    case SplitBy::Mx:
        return ChartWords::tr("MX");
    case SplitBy::Reporter:
        return ChartWords::tr("Reporter");
    case SplitBy::ResultType:
        return ChartWords::tr("Result type");
    case SplitBy::PolicyMode:
        return ChartWords::tr("Policy mode");
    }
    return {};
}

} // namespace mxlens
