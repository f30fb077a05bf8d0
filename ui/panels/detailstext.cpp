// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/detailstext.h"

#include "core/diagnosis/appliedpolicies.h"
#include "core/query/columns.h"
#include "core/query/policytypes.h"
#include "core/query/totals.h"
#include "core/report/resulttype.h"
#include "ui/panels/detailssentence.h"
#include "ui/panels/displaytext.h"
#include "ui/panels/explanationtext.h"
#include "ui/panels/policysection.h"
#include "ui/session/programlanguage.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_set>

namespace mxlens {
namespace {

using Kind = DetailsField::Kind;

struct Details {
    Q_DECLARE_TR_FUNCTIONS(mxlens::Details)
};

/// Adds a field unless there is nothing to say; key: that of a filter by it.
void addText(DetailsSection& section, const QString& caption, std::string_view text,
    const char* key = nullptr)
{
    if (text.empty())
        return;
    section.fields.append({ caption, displayText(text) });
    if (key)
        section.fields.last().terms = { detailsTerm(key, text) };
}

void addCount(DetailsSection& section, const QString& caption, Count count)
{
    section.fields.append({ caption, countText(countOf(count)), Kind::Figure });
}

QString timeText(Timestamp time)
{
    return time == noTimestamp ? Details::tr("unknown")
                               : QString::fromStdString(formatTimestamp(time));
}

QString orDash(std::string_view text)
{
    return text.empty() ? QStringLiteral("–") : displayText(text, 200);
}

/// Failure details of a policy, and how they compare with its summary.
struct DetailSum {
    Count sum;
    bool allKnown = true;
    std::uint32_t rows = 0;
};

DetailSum sumOfDetails(const Segment& segment, std::uint32_t policy)
{
    const auto& first = segment.policies.firstFailure;
    DetailSum result{ .sum = Count::zero(), .rows = first[policy + 1] - first[policy] };
    for (std::uint32_t row = first[policy]; row < first[policy + 1]; ++row) {
        result.allKnown &= segment.failures.count[row].known();
        result.sum += segment.failures.count[row];
    }
    return result;
}

/// DESIGN.md section 3, rule 2: the summary is the authority; the rest is not detailed, what is
/// too much overlaps.
QStringList detailRemarks(const Segment& segment, std::uint32_t policy)
{
    const DetailSum details = sumOfDetails(segment, policy);
    const Count summary = segment.policies.failed[policy];
    if (!summary.known()) {
        return details.rows == 0
            ? QStringList()
            : QStringList(Details::tr("The report does not say how many sessions failed in all."));
    }
    const qint64 failed = countOf(summary);
    const qint64 detailed = countOf(details.sum);
    if (detailed < failed) {
        const qint64 rest = failed - detailed;
        return { details.allKnown
                ? Details::tr("%1 failed session(s) not detailed.", nullptr, pluralNumber(rest))
                      .arg(countText(rest))
                : Details::tr("Up to %1 failed session(s) not detailed: a count is unknown.",
                    nullptr, pluralNumber(rest))
                      .arg(countText(rest)) };
    }
    if (detailed > failed) {
        return { Details::tr("The failure details overlap: they add up to %1, the report's total "
                             "is %2. One session can have several result types.")
                     .arg(countText(detailed), countText(failed)) };
    }
    return {};
}

void addFailureTable(const Snapshot& snapshot, DetailsSection& section, const Segment& segment,
    std::uint32_t from, std::uint32_t to)
{
    section.table.header = { Details::tr("failed"), Details::tr("result type"),
        Details::tr("receiving MX"), Details::tr("from IP"), Details::tr("reason code") };
    section.table.numberColumns = { 0 };
    const auto& failures = segment.failures;
    for (std::uint32_t row = from; row < to; ++row) {
        if (section.table.rows.size() == detailsTableRows) {
            const qint64 rest = to - row;
            section.remarks.append(Details::tr(
                "%1 more failure detail(s) in the Failures table.", nullptr, pluralNumber(rest))
                                       .arg(countText(rest)));
            return;
        }
        section.table.rows.append({ countText(countOf(failures.count[row])),
            orDash(snapshot.text(failures.resultType[row])),
            orDash(snapshot.text(failures.mx[row])),
            orDash(snapshot.addressText(failures.sendingIp[row])),
            orDash(snapshot.text(failures.reason[row])) });
        section.table.terms.append(
            { { 1, detailsTerm("result", snapshot.text(failures.resultType[row])) },
                { 2, detailsTerm("mx", snapshot.text(failures.mx[row])) },
                { 3, detailsTerm("ip", snapshot.addressText(failures.sendingIp[row])) },
                { 4, detailsTerm("reason", snapshot.text(failures.reason[row])) } });
    }
}

DetailsSection policyFigureSection(
    const Snapshot& snapshot, const Segment& segment, std::uint32_t policy)
{
    DetailsSection section;
    section.title = Details::tr("Sessions of this policy");
    const SessionFigures figures = policyFigures(segment, policy);
    addCount(section, Details::tr("Sessions"), figures.sessions);
    addCount(section, Details::tr("Succeeded"), figures.successful);
    addCount(section, Details::tr("Failed"), figures.failed);
    const auto& first = segment.policies.firstFailure;
    if (first[policy] != first[policy + 1])
        addFailureTable(snapshot, section, segment, first[policy], first[policy + 1]);
    section.remarks += detailRemarks(segment, policy);
    return section;
}

DetailsSection reportSection(const Snapshot& snapshot, const RowPlace& report)
{
    DetailsSection section;
    section.title = Details::tr("Report");
    const auto& reports = report.segment->reports;
    addText(section, Details::tr("Organization"), snapshot.text(reports.organization[report.row]),
        "org");
    addText(section, Details::tr("Contact"), snapshot.text(reports.contact[report.row]));
    addText(
        section, Details::tr("Report ID"), snapshot.text(reports.reportId[report.row]), "report");
    //: %1, %2: moments in UTC
    section.fields.append({ Details::tr("Covers"),
        Details::tr("%1 to %2")
            .arg(timeText(reports.start[report.row]), timeText(reports.end[report.row])) });
    if (reports.day[report.row] != noDay)
        section.fields.last().terms = { detailsTerm("after", formatDay(reports.day[report.row])) };
    return section;
}

DetailsSection deviationSection(const Snapshot& snapshot, RowId report)
{
    DetailsSection section;
    const std::vector<std::string> lines = deviationLines(snapshot, report, programLanguage());
    if (lines.empty())
        return section;
    section.title = Details::tr("Deviations from RFC 8460 in this report");
    for (const std::string& line : lines)
        section.remarks.append(displayText(line));
    return section;
}

/// Report, deviations and source: the end of all details.
void addOrigin(const Snapshot& snapshot, DetailsText& details, RowId report)
{
    const RowPlace place = snapshot.report(report);
    details.sections.append(reportSection(snapshot, place));
    const DetailsSection deviations = deviationSection(snapshot, report);
    if (!deviations.remarks.isEmpty())
        details.sections.append(deviations);
    const RowPlace source = snapshot.source(snapshot.sourceOfReport(report));
    DetailsSection section;
    section.title = Details::tr("Source");
    addText(section, Details::tr("Read from"), snapshot.sourceText(source), "source");
    details.sections.append(section);
    details.path = snapshot.sourcePath(source);
    details.inner = snapshot.text(source.segment->sources.inner[source.row]);
    details.hasRaw = true;
}

} // namespace

namespace {

/// What the result type and the reason code of a failure detail mean, and what to do about them.
QVector<DetailsSection> failureExplanation(
    const Snapshot& snapshot, const Segment& segment, std::uint32_t failure, Count failed)
{
    const auto& failures = segment.failures;
    const std::uint32_t policy = failures.policy[failure];
    const std::uint32_t report = segment.policies.report[policy];
    CaseNames names;
    names.mx = snapshot.text(failures.mxKey[failure]);
    names.domain = snapshot.text(segment.policies.domainKey[policy]);
    names.organization = snapshot.text(segment.reports.organization[report]);
    if (segment.reports.day[report] != noDay)
        names.firstDay = names.lastDay = formatDay(segment.reports.day[report]);
    const Explanation explanation = explainDetail(snapshot.text(failures.resultType[failure]),
        snapshot.text(failures.reason[failure]), names, programLanguage());
    AppliedPolicies applied(snapshot);
    return explanationSections(
        explanation, { { applied.of(segment.policies, policy), countOf(failed), -1 } });
}

/// What failure details that differ in sending address and count alone add up to.
struct GroupSum {
    Count failed;
    std::size_t addresses = 0;
};

GroupSum sumOfGroup(
    const Snapshot& snapshot, std::span<const RowId> group, const std::stop_token& stop)
{
    GroupSum sum;
    std::unordered_set<AddressId> addresses;
    for (const RowId id : group) {
        if (stop.stop_requested())
            break;
        const RowPlace place = snapshot.failure(id);
        sum.failed += place.segment->failures.count[place.row];
        addresses.insert(place.segment->failures.sendingIp[place.row]);
    }
    sum.addresses = addresses.size();
    return sum;
}

/// One row for each detail of a group: all else is the same.
void addGroupTable(const Snapshot& snapshot, DetailsSection& section, std::span<const RowId> group)
{
    section.table.header = { Details::tr("failed"), Details::tr("from IP") };
    section.table.numberColumns = { 0 };
    for (const RowId id : group.first(std::min<std::size_t>(group.size(), detailsTableRows))) {
        const RowPlace place = snapshot.failure(id);
        const auto& failures = place.segment->failures;
        const std::string address = snapshot.addressText(failures.sendingIp[place.row]);
        section.table.rows.append(
            { countText(countOf(failures.count[place.row])), orDash(address) });
        section.table.terms.append({ { 1, detailsTerm("ip", address) } });
    }
    if (group.size() > detailsTableRows) {
        const auto rest = static_cast<qint64>(group.size()) - detailsTableRows;
        section.remarks.append(Details::tr(
            "%1 more failure detail(s) in the Failures table.", nullptr, pluralNumber(rest))
                                   .arg(countText(rest)));
    }
}

DetailsSection failureSection(
    const Snapshot& snapshot, std::span<const RowId> group, const GroupSum& sum)
{
    const RowPlace place = snapshot.failure(group.front());
    const auto& failures = place.segment->failures;
    const bool several = group.size() > 1;
    DetailsSection section;
    section.title = several ? Details::tr("Failure details that differ in their sending IP alone")
                            : Details::tr("Failure detail");
    addText(section, Details::tr("Result type"), snapshot.text(failures.resultType[place.row]),
        "result");
    addCount(section, Details::tr("Failed sessions"), sum.failed);
    if (several) {
        addCount(section, Details::tr("Failure details"),
            Count(static_cast<std::int64_t>(group.size())));
        addCount(section, Details::tr("Sending MTA IPs"),
            Count(static_cast<std::int64_t>(sum.addresses)));
    }
    addText(section, Details::tr("Receiving MX"), snapshot.text(failures.mx[place.row]), "mx");
    addText(section, Details::tr("Its HELO name"), snapshot.text(failures.helo[place.row]));
    addText(section, Details::tr("Receiving IP"),
        snapshot.addressText(failures.receivingIp[place.row]), "ip");
    if (!several)
        addText(section, Details::tr("Sending MTA IP"),
            snapshot.addressText(failures.sendingIp[place.row]), "ip");
    addText(
        section, Details::tr("Reason code"), snapshot.text(failures.reason[place.row]), "reason");
    addText(section, Details::tr("Further information"),
        snapshot.text(failures.information[place.row]));
    if (several)
        addGroupTable(snapshot, section, group);
    return section;
}

} // namespace

DetailsText failureDetails(const Snapshot& snapshot, RowId failure)
{
    return failureGroupDetails(snapshot, std::span(&failure, 1));
}

DetailsText failureGroupDetails(
    const Snapshot& snapshot, std::span<const RowId> group, const std::stop_token& stop)
{
    const RowId failure = group.front();
    const GroupSum sum = sumOfGroup(snapshot, group, stop);
    const RowPlace place = snapshot.failure(failure);
    const Segment& segment = *place.segment;
    const auto& failures = segment.failures;
    const std::uint32_t policy = failures.policy[place.row];

    DetailsText details;
    details.sentence = failureSentence(snapshot, failure, sum.failed);
    details.sections = failureExplanation(snapshot, segment, place.row, sum.failed);
    details.sections.append(failureSection(snapshot, group, sum));

    const std::string mx(snapshot.text(failures.mxKey[place.row]));
    details.sections.append(policySection(snapshot, segment, policy, mx));
    details.sections.append(policyFigureSection(snapshot, segment, policy));
    addOrigin(snapshot, details, snapshot.reportOfPolicy(snapshot.policyOfFailure(failure)));
    return details;
}

DetailsText policyDetails(const Snapshot& snapshot, RowId policy)
{
    const RowPlace place = snapshot.policy(policy);
    DetailsText details;
    details.sentence = policySentence(snapshot, policy);
    details.sections.append(policyFigureSection(snapshot, *place.segment, place.row));
    details.sections.append(policySection(snapshot, *place.segment, place.row, {}));
    const DetailsSection check = policyCheckSection(snapshot, *place.segment, place.row);
    if (!check.title.isEmpty())
        details.sections.append(check);
    addOrigin(snapshot, details, snapshot.reportOfPolicy(policy));
    return details;
}

DetailsText reportDetails(const Snapshot& snapshot, RowId report)
{
    const RowPlace place = snapshot.report(report);
    const Segment& segment = *place.segment;
    const std::uint32_t from = segment.reports.firstPolicy[place.row];
    const std::uint32_t to = segment.reports.firstPolicy[place.row + 1];

    DetailsText details;
    details.sentence = reportSentence(snapshot, report);
    DetailsSection figures;
    figures.title = Details::tr("Sessions of this report");
    if (from != to) {
        const SessionFigures sum = reportFigures(snapshot, segment, from, to);
        addCount(figures, Details::tr("Sessions"), sum.sessions);
        addCount(figures, Details::tr("Succeeded"), sum.successful);
        addCount(figures, Details::tr("Failed"), sum.failed);
    }
    figures.table.header = { Details::tr("failed"), Details::tr("succeeded"),
        Details::tr("policy type"), Details::tr("mode"), Details::tr("policy domain") };
    figures.table.numberColumns = { 0, 1 };
    TwiceCounted twice;
    for (std::uint32_t row = from; row < to && figures.table.rows.size() < detailsTableRows;
         ++row) {
        const auto& policies = segment.policies;
        twice.add(policyTypeOf(snapshot.text(policies.type[row])));
        figures.table.rows.append({ countText(countOf(policies.failed[row])),
            countText(countOf(policies.successful[row])), orDash(snapshot.text(policies.type[row])),
            orDash(snapshot.text(policies.mode[row])),
            orDash(snapshot.text(policies.domain[row])) });
        figures.table.terms.append({ { 2, detailsTerm("type", snapshot.text(policies.type[row])) },
            { 3, detailsTerm("mode", snapshot.text(policies.mode[row])) },
            { 4, detailsTerm("domain", snapshot.text(policies.domain[row])) } });
    }
    if (twice)
        figures.remarks.append(Details::tr("sts and tlsa of one domain are the same sessions: each "
                                           "counts once."));
    details.sections.append(figures);

    DetailsSection failures;
    const std::uint32_t firstFailure = segment.policies.firstFailure[from];
    const std::uint32_t lastFailure = segment.policies.firstFailure[to];
    if (firstFailure != lastFailure) {
        failures.title = Details::tr("Failure details");
        addFailureTable(snapshot, failures, segment, firstFailure, lastFailure);
    }
    for (std::uint32_t row = from; row < to; ++row) {
        for (const QString& remark : detailRemarks(segment, row))
            //: %1: policy domain; %2: policy type; %3: a sentence about its failure details
            failures.remarks.append(
                Details::tr("%1 (%2): %3")
                    .arg(orDash(snapshot.text(segment.policies.domain[row])),
                        orDash(snapshot.text(segment.policies.type[row])), remark));
    }
    if (!failures.remarks.isEmpty() || !failures.title.isEmpty()) {
        failures.title = Details::tr("Failure details");
        details.sections.append(failures);
    }
    addOrigin(snapshot, details, report);
    return details;
}

DetailsText sourceDetails(const Snapshot& snapshot, RowId source)
{
    const RowPlace place = snapshot.source(source);
    const Segment& segment = *place.segment;
    const auto& sources = segment.sources;

    DetailsText details;
    details.sentence = sourceSentence(snapshot, source);
    DetailsSection section;
    section.title = Details::tr("Source");
    addText(section, isEmptyFolder(snapshot, source) ? Details::tr("Folder") : Details::tr("File"),
        snapshot.sourcePath(place));
    if (!section.fields.isEmpty())
        section.fields.last().terms = { detailsTerm("source", snapshot.sourceText(place)) };
    std::string_view inner = snapshot.text(sources.inner[place.row]);
    // What parts it from the file is no part of the name.
    if (inner.starts_with('!'))
        inner.remove_prefix(1);
    addText(section, Details::tr("Within it"), inner);
    details.sections.append(section);

    const std::uint32_t from = sources.firstReport[place.row];
    const std::uint32_t to = sources.firstReport[place.row + 1];
    DetailsSection reports;
    reports.title = Details::tr("Reports in it");
    reports.table.header = { Details::tr("policies"), Details::tr("organization"),
        Details::tr("report ID"), Details::tr("start") };
    reports.table.numberColumns = { 0 };
    for (std::uint32_t row = from; row < to && reports.table.rows.size() < detailsTableRows;
         ++row) {
        const auto& columns = segment.reports;
        reports.table.rows.append(
            { countText(columns.firstPolicy[row + 1] - columns.firstPolicy[row]),
                orDash(snapshot.text(columns.organization[row])),
                orDash(snapshot.text(columns.reportId[row])), timeText(columns.start[row]) });
        reports.table.terms.append(
            { { 1, detailsTerm("org", snapshot.text(columns.organization[row])) },
                { 2, detailsTerm("report", snapshot.text(columns.reportId[row])) } });
    }
    if (from != to)
        details.sections.append(reports);
    details.path = snapshot.sourcePath(place);
    details.inner = snapshot.text(sources.inner[place.row]);
    details.hasRaw = sources.outcome[place.row] == SourceOutcome::Report;
    return details;
}

namespace {

void addPlain(QStringList& lines, const QVector<DetailsSection>& sections)
{
    for (const DetailsSection& section : sections) {
        lines.append({ QString(), section.title });
        for (const DetailsField& field : section.fields)
            lines.append(field.caption + QStringLiteral(": ") + field.value
                + (field.note.isEmpty() ? QString() : QStringLiteral(". ") + field.note));
        if (!section.table.rows.isEmpty())
            lines.append(section.table.header.join(u'\t'));
        for (const QStringList& row : section.table.rows)
            lines.append(row.join(u'\t'));
        lines.append(section.remarks);
        for (qsizetype i = 0; i < section.steps.size(); ++i)
            lines.append(QStringLiteral("%1. ").arg(i + 1) + section.steps.at(i));
    }
}

} // namespace

DetailsTerm detailsTerm(const char* key, std::string_view value)
{
    return { QString::fromLatin1(key),
        QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())) };
}

QString plainText(const DetailsText& details)
{
    QStringList lines{ details.sentence };
    addPlain(lines, details.sections);
    addPlain(lines, details.side);
    return lines.join(u'\n');
}

} // namespace mxlens
