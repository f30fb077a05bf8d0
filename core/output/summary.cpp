// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/summary.h"

#include "core/output/detailbalance.h"
#include "core/output/figuretext.h"
#include "core/output/pagetext.h"
#include "core/output/terminaltext.h"
#include "core/query/totals.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace mxlens {

namespace {

/// `3 reports`, `1 report`.
std::string counted(std::size_t number, std::string_view one, std::string_view many)
{
    return groupedNumber(static_cast<std::int64_t>(number))
        .append(" ")
        .append(number == 1 ? one : many);
}

/// What a text is to the eye, besides what it says.
enum class Tone { Plain, Heading, Good, Bad };

/// A text as a terminal shows it in a tone.
std::string toned(std::string_view text, Tone tone, PageColours colours)
{
    if (colours == PageColours::None || tone == Tone::Plain || text.empty())
        return std::string(text);
    const std::string_view start = tone == Tone::Heading ? "\x1B[1m"
        : tone == Tone::Good                             ? "\x1B[32m"
                                                         : "\x1B[31m";
    return std::string(start).append(text).append("\x1B[0m");
}

/// A row of the page: words at the left, a figure that is right aligned, a remark behind it.
struct Line {
    std::string name;
    std::string figure;
    std::string remark;
    Tone tone = Tone::Plain; ///< Of the figure.
};

Tone badUnlessNone(Count failed)
{
    return failed.valueOr(0) > 0 ? Tone::Bad : Tone::Plain;
}

/// Lines with their names and figures in columns; two blanks between columns. A name that does not
/// fit is shortened, so that no line is wider than the page.
std::string inColumns(const std::vector<Line>& lines, PageColours colours)
{
    std::size_t nameWidth = 0;
    std::size_t figureWidth = 0;
    std::size_t remarkWidth = 0;
    for (const Line& line : lines) {
        nameWidth = std::max(nameWidth, terminalWidth(line.name));
        figureWidth = std::max(figureWidth, terminalWidth(line.figure));
        remarkWidth = std::max(remarkWidth, terminalWidth(line.remark));
    }
    const std::size_t others = 2 + figureWidth + (remarkWidth > 0 ? 2 + remarkWidth : 0);
    nameWidth = std::min(nameWidth, others + 20 < pageWidth ? pageWidth - others : 20);
    std::string out;
    for (const Line& line : lines) {
        const std::string name = shortenedInMiddle(line.name, nameWidth);
        out.append(name).append(nameWidth - terminalWidth(name) + 2, ' ');
        out.append(figureWidth - terminalWidth(line.figure), ' ');
        out.append(toned(line.figure, line.tone, colours));
        if (!line.remark.empty())
            out.append(2, ' ').append(line.remark);
        out.push_back('\n');
    }
    return out;
}

std::string sourcesLine(const Totals& all)
{
    std::string line = counted(all.sources, "source: ", "sources: ")
        + groupedNumber(static_cast<std::int64_t>(all.reportSources)) + " with reports, "
        + counted(all.duplicateSources, "duplicate, ", "duplicates, ")
        + groupedNumber(static_cast<std::int64_t>(all.notReportSources)) + " not a TLS report, "
        + groupedNumber(static_cast<std::int64_t>(all.unreadableSources)) + " unreadable";
    return wrapped(line, 0);
}

/// How many policies of the selection lack a session count: they are in no sum.
std::size_t policiesWithUnknownCounts(const Snapshot& snapshot, const Selection& selection)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(selection.policies, [&snapshot](RowId id) {
            const RowPlace place = snapshot.policy(id);
            const Segment::Policies& policies = place.segment->policies;
            return !policies.successful[place.row].known() || !policies.failed[place.row].known();
        }));
}

std::string shareOf(Count part, Count whole)
{
    if (!part.known() || whole.valueOr(0) == 0)
        return {};
    return percentText(part.valueOr(0), whole.valueOr(0));
}

std::string headline(const Totals& shown, const Totals& all, PageColours colours)
{
    const auto number
        = [](std::size_t value) { return groupedNumber(static_cast<std::int64_t>(value)); };
    std::string reports = "from " + counted(shown.reporters, "organization", "organizations");
    if (shown.reportsWithDeviations > 0)
        reports += ", " + number(shown.reportsWithDeviations) + " with deviations from RFC 8460";
    std::vector<Line> lines;
    lines.push_back({ "Reports", number(shown.reports), reports });
    if (shown.reports < all.reports)
        lines.back().remark += ", of " + number(all.reports) + " read";
    lines.push_back({ "Policy domains", number(shown.domains), {} });
    if (shown.firstDay != noDay) {
        lines.push_back({ "Days", groupedNumber(std::int64_t{ shown.lastDay } - shown.firstDay + 1),
            formatDay(shown.firstDay) + " to " + formatDay(shown.lastDay) + " (UTC)" });
    }
    const SessionFigures& figures = shown.figures;
    lines.push_back({ "Sessions", countText(figures.sessions), {} });
    lines.push_back({ "  succeeded", countText(figures.successful),
        shareOf(figures.successful, figures.sessions), Tone::Good });
    lines.push_back({ "  failed", countText(figures.failed),
        shareOf(figures.failed, figures.sessions), badUnlessNone(figures.failed) });
    return inColumns(lines, colours);
}

void addDomain(std::vector<Line>& lines, const DomainNode& domain, const DetailBalance& balance)
{
    const SessionFigures& figures = domain.figures;
    std::string remark;
    if (figures.sessions.valueOr(0) > 0)
        remark = "of " + groupedNumber(figures.sessions.valueOr(0));
    if (const std::string share = shareOf(figures.failed, figures.sessions); !share.empty())
        remark += ", " + share;
    const std::string name
        = domain.domain.empty() ? "(no policy domain)" : terminalText(domain.domain);
    lines.push_back(
        { "  " + name, countText(figures.failed), remark, badUnlessNone(figures.failed) });
    for (const MxNode& mx : domain.mxs) {
        const std::string host = mx.mx.empty() ? "(no MX named)" : terminalText(mx.mx);
        lines.push_back({ "    " + host, countText(mx.failed), {} });
        for (const ResultTypeNode& type : mx.resultTypes) {
            const std::string word
                = type.resultType.empty() ? "(no result type)" : terminalText(type.resultType);
            lines.push_back({ "      " + word, countText(type.failed), {} });
        }
    }
    if (balance.notDetailed.known())
        lines.push_back({ "    not detailed", countText(balance.notDetailed), {} });
    if (balance.overlap.known())
        lines.push_back({ "    overlap of the details", countText(balance.overlap), {} });
}

bool hasFailure(const DomainNode& domain)
{
    return domain.figures.failed.valueOr(0) > 0 || !domain.mxs.empty();
}

std::string failureTree(const Snapshot& snapshot, const Selection& selection, PageColours colours)
{
    std::map<std::string, DetailBalance> balances = detailBalances(snapshot, selection);
    std::vector<Line> lines;
    std::size_t clean = 0;
    for (const DomainNode& domain : domainTree(snapshot, selection)) {
        if (hasFailure(domain))
            addDomain(lines, domain, balances[domain.domain]);
        else if (domain.figures.failed.known() && !domain.domain.empty())
            ++clean;
    }
    if (!lines.empty()) {
        std::string out
            = toned("Failed sessions by policy domain, MX and result type", Tone::Heading, colours)
            + '\n' + inColumns(lines, colours);
        if (clean > 0)
            out += "  No failure in "
                + counted(clean, "other policy domain", "other policy domains") + ".\n";
        return out;
    }
    return {};
}

/// What stands in place of the tree where it has no failure.
std::string noFailure(const Totals& shown, bool allKnown, PageColours colours)
{
    if (shown.reports == 0)
        return "There is no TLS report to show.\n";
    if (!allKnown)
        return "No failure is reported, but not all counts are known.\n";
    if (shown.figures.sessions.valueOr(0) == 0)
        return "Nothing failed: no session is reported.\n";
    return toned("Nothing failed: all sessions succeeded.", Tone::Good, colours) + '\n';
}

struct UnreadableSource {
    std::string source;
    std::string detail;
};

std::vector<UnreadableSource> unreadableSources(
    const Snapshot& snapshot, const std::vector<RowId>& sources)
{
    std::vector<UnreadableSource> unreadable;
    for (const RowId id : sources) {
        const RowPlace place = snapshot.source(id);
        const Segment::Sources& columns = place.segment->sources;
        if (columns.outcome[place.row] == SourceOutcome::Unreadable)
            unreadable.push_back({ snapshot.sourceText(place),
                std::string(snapshot.text(columns.detail[place.row])) });
    }
    return unreadable;
}

} // namespace

std::string summaryText(const Snapshot& snapshot, const Selection& selection, PageColours colours)
{
    const Selection everything = select(snapshot, Filter{});
    const Totals all = totals(snapshot, everything);
    const Totals shown = totals(snapshot, selection);
    const std::size_t policiesUnknown = policiesWithUnknownCounts(snapshot, selection);

    std::string page = sourcesLine(all);
    page += '\n' + headline(shown, all, colours);
    if (policiesUnknown > 0)
        page += wrapped(counted(policiesUnknown, "policy has", "policies have")
                + " a session count that is missing or no number: it is in no sum.",
            0);
    const std::string tree = failureTree(snapshot, selection, colours);
    page += '\n' + (tree.empty() ? noFailure(shown, policiesUnknown == 0, colours) : tree);

    const std::vector<UnreadableSource> unreadable
        = unreadableSources(snapshot, everything.sources);
    if (!unreadable.empty())
        page += '\n' + toned("Could not be read", Tone::Heading, colours) + '\n';
    for (const UnreadableSource& source : unreadable) {
        // The path stands whole on a line of its own, however long: it is there to be copied.
        page += "  " + terminalText(source.source) + '\n';
        page += wrapped(terminalText(source.detail), 4);
    }
    return page;
}

} // namespace mxlens
