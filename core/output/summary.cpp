// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/summary.h"

#include "core/output/detailbalance.h"
#include "core/output/figuretext.h"
#include "core/output/pagetext.h"
#include "core/output/peoplewords.h"
#include "core/output/summarywords.h"
#include "core/output/terminaltext.h"
#include "core/query/totals.h"
#include "core/report/corewords.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace mxlens {

namespace {

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

bool hasFailure(const DomainNode& domain)
{
    return domain.figures.failed.valueOr(0) > 0 || !domain.mxs.empty();
}

/// The parts of the page in one language.
class SummaryPage final {
public:
    SummaryPage(const Snapshot& snapshot, PageColours colours, Language language)
        : m_snapshot(snapshot)
        , m_words(summaryWords(language))
        , m_colours(colours)
        , m_language(language)
    {
    }

    std::string sourcesLine(const Totals& all) const
    {
        return wrapped(filledIn(m_words.sources,
                           { { "sources", counted(all.sources, m_words.source) },
                               { "reports", number(all.reportSources) },
                               { "duplicates", counted(all.duplicateSources, m_words.duplicate) },
                               { "others", number(all.notReportSources) },
                               { "unreadable", number(all.unreadableSources) } }),
            0);
    }

    std::string headline(const Totals& shown, const Totals& all) const
    {
        std::string remark = filledIn(m_words.fromOrganizations,
            { { "organizations", counted(shown.reporters, m_words.organization) } });
        if (shown.reportsWithDeviations > 0)
            remark += filledIn(
                m_words.withDeviations, { { "n", number(shown.reportsWithDeviations) } });
        if (shown.reports < all.reports)
            remark += filledIn(m_words.ofRead, { { "n", number(all.reports) } });
        std::vector<Line> lines;
        lines.push_back({ std::string(m_words.reports), number(shown.reports), remark });
        lines.push_back({ std::string(m_words.domains), number(shown.domains), {} });
        if (shown.firstDay != noDay)
            lines.push_back({ std::string(m_words.days),
                groupedNumber(std::int64_t{ shown.lastDay } - shown.firstDay + 1, m_language),
                filledIn(m_words.dayValue,
                    { { "first", formatDay(shown.firstDay) },
                        { "last", formatDay(shown.lastDay) } }) });
        const SessionFigures& figures = shown.figures;
        lines.push_back({ std::string(m_words.sessions), count(figures.sessions), {} });
        lines.push_back({ indented(2, m_words.succeeded), count(figures.successful),
            shareOf(figures, figures.successful), Tone::Good });
        lines.push_back({ indented(2, m_words.failed), count(figures.failed),
            shareOf(figures, figures.failed), badUnlessNone(figures.failed) });
        return inColumns(lines, m_colours);
    }

    std::string unknownCounts(std::size_t policies) const
    {
        return policies > 0 ? wrapped(counted(policies, m_words.policyUnknown), 0) : std::string();
    }

    std::string failureTree(const Selection& selection) const
    {
        std::map<std::string, DetailBalance> balances = detailBalances(m_snapshot, selection);
        std::vector<Line> lines;
        std::size_t clean = 0;
        for (const DomainNode& domain : domainTree(m_snapshot, selection)) {
            if (hasFailure(domain))
                addDomain(lines, domain, balances[domain.domain]);
            else if (domain.figures.failed.known() && !domain.domain.empty())
                ++clean;
        }
        if (lines.empty())
            return {};
        std::string out = heading(m_words.failuresHead) + inColumns(lines, m_colours);
        if (clean > 0)
            out += "  "
                + filledIn(m_words.clean, { { "domains", counted(clean, m_words.otherDomain) } })
                + '\n';
        return out;
    }

    /// What stands in place of the tree where it has no failure.
    std::string noFailure(const Totals& shown) const
    {
        if (shown.reports == 0)
            return std::string(m_words.noReport) + '\n';
        if (shown.unknownCounts > 0)
            return std::string(m_words.notAllKnown) + '\n';
        if (shown.figures.sessions.valueOr(0) == 0)
            return std::string(m_words.noSession) + '\n';
        return toned(m_words.nothingFailed, Tone::Good, m_colours) + '\n';
    }

    std::string heading(std::string_view text) const
    {
        return toned(text, Tone::Heading, m_colours) + '\n';
    }

private:
    static std::string indented(std::size_t blanks, std::string_view text)
    {
        return std::string(blanks, ' ').append(text);
    }
    static std::string orWord(const std::string& text, std::string_view word)
    {
        return text.empty() ? std::string(word) : terminalText(text);
    }
    std::string number(std::size_t value) const
    {
        return groupedNumber(static_cast<std::int64_t>(value), m_language);
    }
    std::string count(Count value) const { return countText(value, m_language); }
    std::string counted(std::size_t value, const CountedWord& word) const
    {
        return countedIn(m_language, value, word);
    }
    std::string shareOf(const SessionFigures& figures, Count part) const
    {
        if (!figures.haveRate() || figures.sessions.valueOr(0) == 0)
            return {};
        return percentText(part.valueOr(0), figures.sessions.valueOr(0), m_language);
    }

    void addDomain(
        std::vector<Line>& lines, const DomainNode& domain, const DetailBalance& balance) const
    {
        const SessionFigures& figures = domain.figures;
        std::string remark;
        if (figures.sessions.valueOr(0) > 0)
            remark = filledIn(m_words.of, { { "n", count(figures.sessions) } });
        if (const std::string share = shareOf(figures, figures.failed); !share.empty())
            remark += ", " + share;
        lines.push_back({ indented(2, orWord(domain.domain, m_words.noDomain)),
            count(figures.failed), remark, badUnlessNone(figures.failed) });
        for (const MxNode& mx : domain.mxs) {
            lines.push_back({ indented(4, orWord(mx.mx, m_words.noMx)), count(mx.failed), {} });
            for (const ResultTypeNode& type : mx.resultTypes)
                lines.push_back({ indented(6, orWord(type.resultType, m_words.noResultType)),
                    count(type.failed), {} });
        }
        if (balance.notDetailed.known())
            lines.push_back({ indented(4, m_words.notDetailed), count(balance.notDetailed), {} });
        if (balance.overlap.known())
            lines.push_back({ indented(4, m_words.overlap), count(balance.overlap), {} });
    }

    const Snapshot& m_snapshot;
    const SummaryWords& m_words;
    const PageColours m_colours;
    const Language m_language;
};

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

std::string summaryText(
    const Snapshot& snapshot, const Selection& selection, PageColours colours, Language language)
{
    const Selection everything = select(snapshot, Filter{});
    const Totals all = totals(snapshot, everything);
    const Totals shown = totals(snapshot, selection);
    const SummaryPage parts(snapshot, colours, language);

    std::string page = parts.sourcesLine(all);
    page += '\n' + parts.headline(shown, all) + parts.unknownCounts(shown.unknownCounts);
    const std::string tree = parts.failureTree(selection);
    page += '\n' + (tree.empty() ? parts.noFailure(shown) : tree);

    const std::vector<UnreadableSource> unreadable
        = unreadableSources(snapshot, everything.sources);
    if (!unreadable.empty())
        page += '\n' + parts.heading(summaryWords(language).unreadableHead);
    for (const UnreadableSource& source : unreadable) {
        // The path stands whole on a line of its own, however long: it is there to be copied.
        page += "  " + terminalText(source.source) + '\n';
        page += wrapped(terminalText(inLanguage(source.detail, language)), 4);
    }
    return page;
}

} // namespace mxlens
