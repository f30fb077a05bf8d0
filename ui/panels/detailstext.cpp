// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/detailstext.h"

#include "core/policy/mxpattern.h"
#include "core/query/columns.h"
#include "core/query/totals.h"
#include "core/report/resulttype.h"
#include "ui/panels/detailssentence.h"
#include "ui/panels/displaytext.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/words.h"

#include <QCoreApplication>

namespace mxlens {
namespace {

using Kind = DetailsField::Kind;

struct Details {
    Q_DECLARE_TR_FUNCTIONS(mxlens::Details)
};

/// Adds a field unless there is nothing to say.
void addText(
    DetailsSection& section, const QString& caption, std::string_view text, Kind kind = Kind::Text)
{
    if (!text.empty())
        section.fields.append({ caption, displayText(text), kind });
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
    section.table.numberColumn = 0;
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
    }
}

/// "matches", said of an MX and the patterns of its policy.
DetailsField matchField(const std::string& mx, const std::vector<std::string>& patterns)
{
    for (const std::string& pattern : patterns) {
        if (pattern == mx)
            //: %1: MX
            return { Details::tr("This MX"),
                Details::tr("%1 is one of these").arg(displayText(mx, 200)) };
        if (mxPatternMatches(pattern, mx))
            //: %1: MX; %2: MX pattern
            return { Details::tr("This MX"),
                Details::tr("%1 matches %2").arg(displayText(mx, 200), displayText(pattern, 200)) };
    }
    return { Details::tr("This MX"),
        //: %1: MX
        Details::tr("%1 matches none of these patterns").arg(displayText(mx, 200)), Kind::Text,
        true };
}

/// The policy as the reporter saw it. mx is the host of a failure, or empty.
DetailsSection policySection(
    const Snapshot& snapshot, const Segment& segment, std::uint32_t policy, const std::string& mx)
{
    DetailsSection section;
    section.title = Details::tr("Policy as the reporter saw it");
    const auto& policies = segment.policies;
    const std::string_view type = snapshot.text(policies.type[policy]);
    const std::string_view text = snapshot.text(policies.policyText[policy]);
    const std::string_view hosts = snapshot.text(policies.mxHosts[policy]);
    addText(section, Details::tr("Policy domain"), snapshot.text(policies.domain[policy]));
    addText(section, Details::tr("Policy type"), type);
    addText(section, Details::tr("Policy mode"), snapshot.text(policies.mode[policy]));

    const std::vector<std::string> patterns = mxPatternsOf(hosts, text);
    addText(section, Details::tr("MX patterns"), hosts, Kind::Record);
    if (hosts.empty() && !patterns.empty()) {
        std::string lines;
        for (const std::string& pattern : patterns)
            lines.append(lines.empty() ? "" : "\n").append(pattern);
        addText(section, Details::tr("MX patterns (from the policy text)"), lines, Kind::Record);
    }
    if (!mx.empty() && !patterns.empty())
        section.fields.append(matchField(mx, patterns));
    addText(section,
        policyTypeOf(type) == PolicyType::Tlsa ? Details::tr("TLSA records")
                                               : Details::tr("Policy text"),
        text, Kind::Record);
    return section;
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
    addText(section, Details::tr("Organization"), snapshot.text(reports.organization[report.row]));
    addText(section, Details::tr("Contact"), snapshot.text(reports.contact[report.row]));
    addText(section, Details::tr("Report ID"), snapshot.text(reports.reportId[report.row]));
    //: %1, %2: moments in UTC
    section.fields.append({ Details::tr("Covers"),
        Details::tr("%1 to %2")
            .arg(timeText(reports.start[report.row]), timeText(reports.end[report.row])) });
    return section;
}

DetailsSection deviationSection(const Snapshot& snapshot, RowId report)
{
    DetailsSection section;
    const std::vector<std::string> lines = deviationLines(snapshot, report);
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
    addText(section, Details::tr("Read from"), snapshot.sourceText(source));
    details.sections.append(section);
    details.path = snapshot.sourcePath(source);
    details.inner = snapshot.text(source.segment->sources.inner[source.row]);
    details.hasRaw = true;
}

} // namespace

DetailsText failureDetails(const Snapshot& snapshot, RowId failure)
{
    const RowPlace place = snapshot.failure(failure);
    const Segment& segment = *place.segment;
    const auto& failures = segment.failures;
    const std::uint32_t policy = failures.policy[place.row];

    DetailsText details;
    details.sentence = failureSentence(snapshot, failure);
    DetailsSection section;
    section.title = Details::tr("Failure detail");
    addText(section, Details::tr("Result type"), snapshot.text(failures.resultType[place.row]));
    addCount(section, Details::tr("Failed sessions"), failures.count[place.row]);
    addText(section, Details::tr("Receiving MX"), snapshot.text(failures.mx[place.row]));
    addText(section, Details::tr("Its HELO name"), snapshot.text(failures.helo[place.row]));
    addText(section, Details::tr("Receiving IP"),
        snapshot.addressText(failures.receivingIp[place.row]));
    addText(section, Details::tr("Sending MTA IP"),
        snapshot.addressText(failures.sendingIp[place.row]));
    addText(section, Details::tr("Reason code"), snapshot.text(failures.reason[place.row]));
    addText(section, Details::tr("Further information"),
        snapshot.text(failures.information[place.row]));
    details.sections.append(section);

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
    figures.table.numberColumn = 0;
    bool sts = false;
    bool tlsa = false;
    for (std::uint32_t row = from; row < to && figures.table.rows.size() < detailsTableRows;
         ++row) {
        const auto& policies = segment.policies;
        const PolicyType type = policyTypeOf(snapshot.text(policies.type[row]));
        sts |= type == PolicyType::Sts;
        tlsa |= type == PolicyType::Tlsa;
        figures.table.rows.append({ countText(countOf(policies.failed[row])),
            countText(countOf(policies.successful[row])), orDash(snapshot.text(policies.type[row])),
            orDash(snapshot.text(policies.mode[row])),
            orDash(snapshot.text(policies.domain[row])) });
    }
    if (sts && tlsa)
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
    addText(section, Details::tr("File"), snapshot.sourcePath(place));
    addText(section, Details::tr("Within it"), snapshot.text(sources.inner[place.row]));
    details.sections.append(section);

    const std::uint32_t from = sources.firstReport[place.row];
    const std::uint32_t to = sources.firstReport[place.row + 1];
    DetailsSection reports;
    reports.title = Details::tr("Reports in it");
    reports.table.header = { Details::tr("policies"), Details::tr("organization"),
        Details::tr("report ID"), Details::tr("start") };
    reports.table.numberColumn = 0;
    for (std::uint32_t row = from; row < to && reports.table.rows.size() < detailsTableRows;
         ++row) {
        const auto& columns = segment.reports;
        reports.table.rows.append(
            { countText(columns.firstPolicy[row + 1] - columns.firstPolicy[row]),
                orDash(snapshot.text(columns.organization[row])),
                orDash(snapshot.text(columns.reportId[row])), timeText(columns.start[row]) });
    }
    if (from != to)
        details.sections.append(reports);
    details.path = snapshot.sourcePath(place);
    details.inner = snapshot.text(sources.inner[place.row]);
    details.hasRaw = sources.outcome[place.row] == SourceOutcome::Report;
    return details;
}

QString plainText(const DetailsText& details)
{
    QStringList lines{ details.sentence };
    for (const DetailsSection& section : details.sections) {
        lines.append({ QString(), section.title });
        for (const DetailsField& field : section.fields)
            lines.append(field.caption + QStringLiteral(": ") + field.value);
        if (!section.table.rows.isEmpty())
            lines.append(section.table.header.join(u'\t'));
        for (const QStringList& row : section.table.rows)
            lines.append(row.join(u'\t'));
        lines.append(section.remarks);
    }
    return lines.join(u'\n');
}

} // namespace mxlens
