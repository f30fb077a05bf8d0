// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/detailssentence.h"

#include "core/ingest/ingest.h"
#include "core/query/columns.h"
#include "core/query/totals.h"
#include "core/report/corewords.h"
#include "ui/panels/displaytext.h"
#include "ui/session/programlanguage.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/words.h"

#include <QCoreApplication>
#include <QSet>

namespace mxlens {
namespace {

struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(mxlens::Details)
};

/// Most characters of a name within a sentence.
constexpr qsizetype nameLength = 200;

QString name(std::string_view text)
{
    return displayText(text, nameLength);
}

QDate dateOf(Day day)
{
    return QDate(1970, 1, 1).addDays(day);
}

QString organizationOf(const Snapshot& snapshot, const Segment& segment, std::uint32_t report)
{
    const std::string_view text = snapshot.text(segment.reports.organization[report]);
    return text.empty() ? Sentences::tr("an organization without a name") : name(text);
}

QString domainOf(const Snapshot& snapshot, const Segment& segment, std::uint32_t policy)
{
    const std::string_view text = snapshot.text(segment.policies.domain[policy]);
    return text.empty() ? Sentences::tr("a domain that is not named") : name(text);
}

QString periodOf(const Segment& segment, std::uint32_t report)
{
    return periodText(segment.reports.start[report], segment.reports.end[report]);
}

/// "none failed", "3 failed (0.25 %)", "all failed".
QString outcomeText(const SessionFigures& figures)
{
    const qint64 sessions = countOf(figures.sessions);
    const qint64 failed = countOf(figures.failed);
    if (failed < 0)
        return Sentences::tr("how many failed is unknown");
    if (failed == 0)
        return Sentences::tr("none failed");
    if (failed == sessions && figures.haveRate())
        return Sentences::tr("all failed");
    const QString share = failureShareText(figures);
    if (share.isEmpty())
        //: %1: number of sessions
        return Sentences::tr("%1 failed").arg(countText(failed));
    //: %1: number of sessions; %2: their share
    return Sentences::tr("%1 failed (%2)").arg(countText(failed), share);
}

QString markSentence(ReportMark mark)
{
    switch (mark) {
    case ReportMark::Duplicate:
        return Sentences::tr(" The same report stands in another source: this one is not counted.");
    case ReportMark::SameIdentity:
        return Sentences::tr(
            " Another report has the same identity and other content: both count.");
    case ReportMark::None:
        break;
    }
    return {};
}

/// "example.com", "2 domains".
QString domainsText(const Snapshot& snapshot, const Segment& segment, std::uint32_t report)
{
    const auto& first = segment.reports.firstPolicy;
    QSet<StringId> domains;
    for (std::uint32_t policy = first[report]; policy < first[report + 1]; ++policy)
        domains.insert(segment.policies.domainKey[policy]);
    if (domains.size() == 1)
        return domainOf(snapshot, segment, first[report]);
    return Sentences::tr("%1 domain(s)", nullptr, pluralNumber(domains.size()))
        .arg(countText(static_cast<qint64>(domains.size())));
}

} // namespace

qint64 countOf(Count count)
{
    return count.valueOr(-1);
}

QString failureShareText(const SessionFigures& figures)
{
    return figures.haveRate() ? shareText(countOf(figures.failed), countOf(figures.sessions))
                              : QString();
}

SessionFigures policyFigures(const Segment& segment, std::uint32_t policy)
{
    const Count successful = segment.policies.successful[policy];
    const Count failed = segment.policies.failed[policy];
    const bool both = successful.known() && failed.known();
    return { both ? successful + failed : Count(), successful, failed };
}

QString periodText(Timestamp start, Timestamp end)
{
    if (start == noTimestamp && end == noTimestamp)
        return Sentences::tr("on an unknown day");
    const Day last = end == noTimestamp ? dayOf(start) : lastDayOf(end);
    const Day first = start == noTimestamp ? last : dayOf(start);
    if (last <= first)
        //: %1: a day
        return Sentences::tr("on %1 (UTC)").arg(dayText(dateOf(first)));
    //: %1: two days: "1 September to 7 September 2026"
    return Sentences::tr("from %1 (UTC)").arg(daysText(dateOf(first), dateOf(last)));
}

QString failureSentence(const Snapshot& snapshot, RowId failure, Count failed)
{
    const RowPlace place = snapshot.failure(failure);
    const Segment& segment = *place.segment;
    const std::uint32_t policy = segment.failures.policy[place.row];
    const std::uint32_t report = segment.policies.report[policy];
    const std::string_view mx = snapshot.text(segment.failures.mx[place.row]);
    const std::string_view result = snapshot.text(segment.failures.resultType[place.row]);
    const qint64 count = countOf(failed);

    const QString from = organizationOf(snapshot, segment, report);
    const QString to = mx.empty()
        ? Sentences::tr("%1 (no MX named)").arg(domainOf(snapshot, segment, policy))
        : name(mx);
    const QString when = periodOf(segment, report);
    const QString why = result.empty() ? Sentences::tr("no result type given") : name(result);
    const QString mark = markSentence(snapshot.mark({ place.segment, place.segmentIndex, report }));
    if (count < 0)
        //: %1: organization; %2: MX; %3: "on 3 September 2026 (UTC)"; %4: result type
        return Sentences::tr("An unknown number of sessions from %1 to %2 failed %3: %4.")
                   .arg(from, to, when, why)
            + mark;
    //: %1: number; %2: organization; %3: MX; %4: "on 3 September 2026 (UTC)"; %5: result type
    return Sentences::tr("%1 session(s) from %2 to %3 failed %4: %5.", nullptr, pluralNumber(count))
               .arg(countText(count), from, to, when, why)
        + mark;
}

QString policySentence(const Snapshot& snapshot, RowId policy)
{
    const RowPlace place = snapshot.policy(policy);
    const Segment& segment = *place.segment;
    const std::uint32_t report = segment.policies.report[place.row];
    const SessionFigures figures = policyFigures(segment, place.row);
    const qint64 sessions = countOf(figures.sessions);

    const QString from = organizationOf(snapshot, segment, report);
    const QString to = domainOf(snapshot, segment, place.row);
    const QString when = periodOf(segment, report);
    const QString mark = markSentence(snapshot.mark({ place.segment, place.segmentIndex, report }));
    if (sessions < 0)
        //: %1: organization; %2: domain; %3: "on 3 September 2026 (UTC)"; %4: "3 failed"
        return Sentences::tr("An unknown number of sessions from %1 to %2 %3: %4.")
                   .arg(from, to, when, outcomeText(figures))
            + mark;
    if (sessions == 0)
        //: %1: organization; %2: domain; %3: "on 3 September 2026 (UTC)"
        return Sentences::tr("No session from %1 to %2 %3.").arg(from, to, when) + mark;
    //: %1: number; %2: organization; %3: domain; %4: "on 3 September 2026 (UTC)"; %5: "none failed"
    return Sentences::tr("%1 session(s) from %2 to %3 %4: %5.", nullptr, pluralNumber(sessions))
               .arg(countText(sessions), from, to, when, outcomeText(figures))
        + mark;
}

QString reportSentence(const Snapshot& snapshot, RowId report)
{
    const RowPlace place = snapshot.report(report);
    const Segment& segment = *place.segment;
    const auto& first = segment.reports.firstPolicy;
    const QString from = organizationOf(snapshot, segment, place.row);
    const QString when = periodOf(segment, place.row);
    const QString mark = markSentence(snapshot.mark(place));
    if (first[place.row] == first[place.row + 1])
        //: %1: organization; %2: "on 3 September 2026 (UTC)"
        return Sentences::tr("A report without policies from %1 %2.").arg(from, when) + mark;

    const SessionFigures figures
        = reportFigures(snapshot, segment, first[place.row], first[place.row + 1]);
    const qint64 sessions = countOf(figures.sessions);
    const QString to = domainsText(snapshot, segment, place.row);
    if (sessions < 0)
        return Sentences::tr("An unknown number of sessions from %1 to %2 %3: %4.")
                   .arg(from, to, when, outcomeText(figures))
            + mark;
    if (sessions == 0)
        return Sentences::tr("No session from %1 to %2 %3.").arg(from, to, when) + mark;
    return Sentences::tr("%1 session(s) from %2 to %3 %4: %5.", nullptr, pluralNumber(sessions))
               .arg(countText(sessions), from, to, when, outcomeText(figures))
        + mark;
}

bool isEmptyFolder(const Snapshot& snapshot, RowId source)
{
    return cell(snapshot, source, SourceColumn::Detail).text == emptyFolderDetail;
}

QString sourceSentence(const Snapshot& snapshot, RowId source)
{
    const RowPlace place = snapshot.source(source);
    const auto& sources = place.segment->sources;
    const QString what = name(snapshot.sourceText(place));
    const QString detail
        = name(inLanguage(cell(snapshot, source, SourceColumn::Detail).text, programLanguage()));
    switch (sources.outcome[place.row]) {
    case SourceOutcome::NotAReport:
        if (isEmptyFolder(snapshot, source))
            //: %1: a folder
            return Sentences::tr("%1 is an empty folder.").arg(what);
        //: %1: source; %2: why
        return Sentences::tr("%1 is not a TLS report: %2.").arg(what, detail);
    case SourceOutcome::Unreadable:
        //: %1: source; %2: cause and place
        return Sentences::tr("%1 could not be read: %2.").arg(what, detail);
    case SourceOutcome::Report:
        break;
    }
    const qint64 reports
        = qint64(sources.firstReport[place.row + 1]) - sources.firstReport[place.row];
    //: %1: source; %2: number
    const QString sentence = Sentences::tr("%1 holds %2 report(s).", nullptr, pluralNumber(reports))
                                 .arg(what, countText(reports));
    //: %1: why
    return detail.isEmpty() ? sentence : sentence + Sentences::tr(" Not counted: %1.").arg(detail);
}

} // namespace mxlens
