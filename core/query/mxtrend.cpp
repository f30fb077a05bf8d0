// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/mxtrend.h"

#include "core/policy/mxpattern.h"
#include "core/query/grouping.h"
#include "core/query/mxcoverage.h"
#include "core/query/trendtable.h"
#include "core/report/names.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace mxlens {

namespace {

using Name = MxCoverage::Name;

// What one report says about one MX.
struct MxOfReport {
    DomainTally details; // failures, from failure details
    DomainTally alone; // summaries of the policies that mean this MX alone
    bool named = false;
    bool standsAlone = false;
};

// What one day says about one MX.
struct MxOfDay {
    Count failed;
    SessionFigures alone;
    bool named = false;
    bool standsAlone = false;
    bool namedByShared = false;
};

// Finds the names that a pattern covers without trying all of them.
class PatternIndex {
public:
    explicit PatternIndex(const MxCoverage& coverage)
        : m_coverage(coverage)
    {
        for (Name name = 1; name < coverage.nameCount(); ++name) {
            const std::string text = normalizedName(coverage.text(name));
            m_whole[text].push_back(name);
            const std::size_t dot = text.find('.');
            if (dot != std::string::npos && dot > 0)
                m_behindFirstLabel[text.substr(dot)].push_back(name);
        }
    }

    const std::vector<Name>& coveredBy(MxCoverage::PatternSet set)
    {
        if (m_known.size() <= set)
            m_known.resize(set + std::size_t(1));
        if (!m_known[set]) {
            std::vector<Name> names;
            for (const std::string& pattern : m_coverage.patterns(set))
                append(names, pattern);
            m_known[set] = std::move(names);
        }
        return *m_known[set];
    }

private:
    using Names = std::unordered_map<std::string, std::vector<Name>>;

    // As mxPatternMatches() has it.
    void append(std::vector<Name>& names, const std::string& pattern) const
    {
        const std::string wanted = normalizedName(pattern);
        const bool wildcard = wanted.starts_with("*.");
        const Names& among = wildcard ? m_behindFirstLabel : m_whole;
        const auto found = among.find(wildcard ? wanted.substr(1) : wanted);
        if (found != among.end())
            names.insert(names.end(), found->second.begin(), found->second.end());
    }

    const MxCoverage& m_coverage;
    Names m_whole, m_behindFirstLabel;
    std::vector<std::optional<std::vector<Name>>> m_known;
};

class MxTrendBuilder {
public:
    MxTrendBuilder(const Snapshot& snapshot, const Selection& selection, MxCoverage& coverage)
        : m_snapshot(snapshot)
        , m_coverage(coverage)
        , m_selected(snapshot, selection)
        , m_types(snapshot)
    {
    }

    void add(const ReportGroup& group)
    {
        const Day day = group.report.segment->reports.day[group.report.row];
        for (const std::uint32_t row : group.policies)
            addPolicy({ group.report.segment, group.report.segmentIndex, row }, day);
        for (const Said& said : m_said) {
            m_place[said.mx] = 0;
            if (day == noDay)
                continue;
            MxOfDay& sum = dayOf(day, said.mx);
            sum.failed += said.about.named ? said.about.details.figures().failed : Count();
            sum.alone += said.about.standsAlone ? said.about.alone.figures() : SessionFigures();
            sum.named |= said.about.named;
            sum.standsAlone |= said.about.standsAlone;
        }
        m_said.clear();
    }

    // Rows of one MX, or of all.
    std::vector<TrendRow> rows(std::optional<std::string_view> only)
    {
        markCovered();
        TrendTable table;
        for (const auto& [key, sum] : m_sums.entries()) {
            const auto mx = static_cast<Name>(key);
            // What shared policies cover without anybody speaking of it has no row.
            if ((!sum.named && !sum.standsAlone) || (only && m_coverage.text(mx) != *only))
                continue;
            SessionFigures& figures
                = table.of(static_cast<Day>(static_cast<std::uint32_t>(key >> 32)), mx);
            figures.failed = sum.named ? sum.failed : Count::zero();
            if (sum.standsAlone && !sum.namedByShared && !m_covered.get(key)) {
                figures.sessions = sum.alone.sessions;
                figures.successful = sum.alone.successful;
            }
        }
        return table.rows([this](Name mx) { return m_coverage.text(mx); });
    }

private:
    struct Said {
        Name mx = 0;
        MxOfReport about;
    };

    MxOfDay& dayOf(Day day, Name mx)
    {
        return m_sums[pairKey(static_cast<std::uint32_t>(day), mx)];
    }

    MxOfReport& said(Name mx)
    {
        if (m_place.size() <= mx)
            m_place.resize(std::max<std::size_t>(m_coverage.nameCount(), mx + std::size_t(1)));
        if (m_place[mx] == 0) {
            m_said.push_back({ mx, {} });
            m_place[mx] = static_cast<std::uint32_t>(m_said.size());
        }
        return m_said[m_place[mx] - 1].about;
    }

    void addPolicy(const RowPlace& policy, Day day)
    {
        const auto& policies = policy.segment->policies;
        const auto& failures = policy.segment->failures;
        const PolicyType type = m_types.of(policies.type[policy.row]);
        const Name alone = m_coverage.aloneHost(policy);
        if (alone != 0) {
            MxOfReport& about = said(alone);
            about.standsAlone = true;
            about.alone.add(type, policies.successful[policy.row], policies.failed[policy.row]);
        } else if (day != noDay) {
            share(policy, day);
        }
        const RowId first = m_snapshot.parts()[policy.segmentIndex].firstFailure;
        for (const RowId id : m_selected.of(policy.segmentIndex, policy.row)) {
            const std::uint32_t row = id - first;
            const Name mx = mxOf(policy, row, alone);
            if (mx == 0)
                continue;
            MxOfReport& about = said(mx);
            about.named = true;
            about.details.add(type, {}, failures.count[row]);
            if (alone == 0 && day != noDay)
                dayOf(day, mx).namedByShared = true;
        }
    }

    // Notes a policy of the day that can mean several MX; one of each kind is enough.
    void share(const RowPlace& policy, Day day)
    {
        const auto number = static_cast<std::uint32_t>(day);
        if (!m_coverage.isTlsa(policy))
            m_sharedSets[pairKey(number, m_coverage.patternSet(policy))] = 1;
        else if (const Name host = m_coverage.daneHost(policy); host != 0)
            m_covered[pairKey(number, host)] = 1;
    }

    void markCovered()
    {
        PatternIndex index(m_coverage);
        for (const auto& entry : m_sharedSets.entries()) {
            for (const Name mx : index.coveredBy(static_cast<std::uint32_t>(entry.key)))
                m_covered[entry.key >> 32 << 32 | mx] = 1;
        }
    }

    // The MX of a failure detail. One that names none belongs to the MX that its policy means
    // alone, unless it is about fetching the policy, which happens before any MX is asked.
    Name mxOf(const RowPlace& policy, std::uint32_t failure, Name alone) const
    {
        const auto& failures = policy.segment->failures;
        const Name named = m_coverage.nameOf(failures.mxKey[failure]);
        if (named != 0 || m_snapshot.text(failures.resultType[failure]).starts_with("sts-"))
            return named;
        return alone;
    }

    const Snapshot& m_snapshot;
    MxCoverage& m_coverage;
    SelectedFailures m_selected;
    PolicyTypes m_types;
    NumberMap<MxOfDay> m_sums; ///< By day and MX, as the three below.
    NumberMap<char> m_sharedSets; ///< By day and pattern set.
    NumberMap<char> m_covered;
    std::vector<Said> m_said; ///< Of the report at hand.
    std::vector<std::uint32_t> m_place; ///< By MX: where it stands in m_said, from 1.
};

// Sessions of the policies that cover one MX.
class CoveringSums {
public:
    CoveringSums(const Snapshot& snapshot, const std::string& mx, MxCoverage& coverage)
        : m_mx(mx)
        , m_coverage(coverage)
        , m_types(snapshot)
    {
    }

    // The tally of a report's policies that cover the MX; nothing where none does.
    std::optional<DomainTally> of(const ReportGroup& group)
    {
        const auto& policies = group.report.segment->policies;
        std::optional<DomainTally> tally;
        for (const std::uint32_t row : group.policies) {
            if (!covers({ group.report.segment, group.report.segmentIndex, row }))
                continue;
            if (!tally)
                tally.emplace();
            tally->add(
                m_types.of(policies.type[row]), policies.successful[row], policies.failed[row]);
        }
        return tally;
    }

private:
    bool covers(const RowPlace& policy)
    {
        if (m_coverage.isTlsa(policy))
            return m_coverage.covers(policy, m_mx);
        // Patterns are compared once for all policies that share them.
        char& known = m_bySet[m_coverage.patternSet(policy)];
        if (known == 0)
            known = m_coverage.patternsCover(policy, m_mx) ? 2 : 1;
        return known == 2 || m_coverage.covers(policy, m_mx);
    }

    const std::string& m_mx;
    MxCoverage& m_coverage;
    PolicyTypes m_types;
    NumberMap<char> m_bySet;
};

} // namespace

std::vector<TrendRow> mxTrend(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop)
{
    MxCoverage coverage(snapshot);
    MxTrendBuilder builder(snapshot, selection, coverage);
    forEachReport(
        snapshot, selection, stop, [&builder](const ReportGroup& group) { builder.add(group); });
    return builder.rows(std::nullopt);
}

std::vector<MxDayFigures> mxDays(const Snapshot& snapshot, const Selection& selection,
    const std::string& mx, std::stop_token stop)
{
    MxCoverage coverage(snapshot);
    MxTrendBuilder builder(snapshot, selection, coverage);
    CoveringSums covering(snapshot, mx, coverage);
    NumberMap<SessionFigures> sums;
    forEachReport(snapshot, selection, stop, [&](const ReportGroup& group) {
        builder.add(group);
        const Day day = group.report.segment->reports.day[group.report.row];
        const std::optional<DomainTally> tally = covering.of(group);
        if (tally && day != noDay)
            sums[static_cast<std::uint32_t>(day)] += tally->figures();
    });
    // The MX itself as the trend table has it, so that chart and export never differ.
    std::vector<MxDayFigures> days;
    for (const TrendRow& row : builder.rows(mx))
        days.push_back({ row.day, row.figures, {} });
    const std::size_t named = days.size();
    NumberMap<std::size_t> places;
    for (std::size_t i = 0; i < named; ++i)
        places[static_cast<std::uint32_t>(days[i].day)] = i + 1;
    for (const auto& [number, figures] : sums.entries()) {
        const auto day = static_cast<Day>(static_cast<std::uint32_t>(number));
        std::size_t& place = places[number];
        if (place == 0) {
            // Covered and not named by any failure detail: nothing failed there.
            days.push_back({ day, { {}, {}, Count::zero() }, {} });
            place = days.size();
        }
        days[place - 1].covering += figures;
    }
    std::sort(days.begin(), days.end(),
        [](const MxDayFigures& a, const MxDayFigures& b) { return a.day < b.day; });
    return days;
}

} // namespace mxlens
