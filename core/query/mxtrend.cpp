// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/mxtrend.h"

#include "core/policy/mxpattern.h"
#include "core/query/grouping.h"
#include "core/query/mxcoverage.h"
#include "core/query/trendrows.h"
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

// Whether pattern sets cover one MX: compared once for all policies that share them.
class PatternTest {
public:
    PatternTest(const MxCoverage& coverage, std::string_view mx)
        : m_coverage(coverage)
        , m_mx(mx)
    {
    }

    bool covers(MxCoverage::PatternSet set)
    {
        char& known = m_known[set];
        if (known == 0) {
            const bool any = std::ranges::any_of(m_coverage.patterns(set),
                [this](const std::string& pattern) { return mxPatternMatches(pattern, m_mx); });
            known = any ? 2 : 1;
        }
        return known == 2;
    }

private:
    const MxCoverage& m_coverage;
    std::string_view m_mx;
    NumberMap<char> m_known;
};

// Policies that can mean several MX, by day and what they cover: a pattern set doubled, or the name
// of a DANE policy doubled and one more.
using Shared = DayTable<char>;

// The names that shared policies cover, day by day.
class CoveredNames {
public:
    CoveredNames(const MxCoverage& coverage, const Shared& shared)
        : m_index(coverage)
        , m_lastDay(coverage.nameCount(), 0)
    {
        shared.forEach([this](Day day, std::uint32_t what, char) {
            m_shared.emplace_back(numberOf(day), what);
        });
    }

    // Days must be asked for in their order.
    bool contains(Day day, Name mx)
    {
        for (; m_next < m_shared.size() && m_shared[m_next].first <= numberOf(day); ++m_next) {
            const auto [ofDay, what] = m_shared[m_next];
            if (what % 2 == 1) {
                m_lastDay[what / 2] = ofDay;
                continue;
            }
            for (const Name name : m_index.coveredBy(what / 2))
                m_lastDay[name] = ofDay;
        }
        return m_lastDay[mx] == numberOf(day);
    }

private:
    // From 1, in the order of the days.
    static std::uint64_t numberOf(Day day)
    {
        return static_cast<std::uint64_t>(std::int64_t{ day } - noDay) + 1;
    }

    PatternIndex m_index;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> m_shared; ///< Day and what it covers.
    std::vector<std::uint64_t> m_lastDay; ///< By name: the last day on which it was covered.
    std::size_t m_next = 0;
};

// What the tables of a trend by MX are made with.
struct MxShapes {
    MxShapes(const Snapshot& snapshot, const Selection& selection, const MxCoverage& coverage,
        std::optional<Name> only)
        : MxShapes(daysOf(snapshot, selection),
            selection.policies.size() + selection.failures.size(), coverage, only)
    {
    }
    MxShapes(std::pair<Day, Day> days, std::size_t items, const MxCoverage& coverage,
        std::optional<Name> only)
        : names(namesOf(coverage, only), days, items)
        , shared(2 * std::max(coverage.nameCount(), coverage.setCount()), days, items)
    {
    }

    DayTableShape names; ///< By name: those that rows are about.
    DayTableShape shared;

private:
    static std::vector<std::pair<std::string_view, Name>> namesOf(
        const MxCoverage& coverage, std::optional<Name> only)
    {
        std::vector<std::pair<std::string_view, Name>> names;
        for (Name name = 0; name < coverage.nameCount(); ++name) {
            if (!only || *only == name)
                names.emplace_back(coverage.text(name), name);
        }
        return names;
    }
};

class MxTrendBuilder {
public:
    // only: the MX that rows() is about; nothing for all of them.
    MxTrendBuilder(const Snapshot& snapshot, const Selection& selection, const ReportShare& share,
        const MxCoverage& coverage, std::optional<Name> only, const MxShapes& shapes)
        : m_snapshot(snapshot)
        , m_coverage(coverage)
        , m_selected(snapshot, selection, share)
        , m_types(snapshot)
        , m_only(only)
        , m_onlyPatterns(coverage, only ? coverage.text(*only) : std::string_view())
        , m_sums(shapes.names)
        , m_shared(shapes.shared)
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
            MxOfDay& sum = m_sums.of(day, said.mx);
            sum.failed += said.about.named ? said.about.details.figures().failed : Count();
            sum.alone += said.about.standsAlone ? said.about.alone.figures() : SessionFigures();
            sum.named |= said.about.named;
            sum.standsAlone |= said.about.standsAlone;
        }
        m_said.clear();
    }

    void merge(const MxTrendBuilder& other)
    {
        m_sums.merge(other.m_sums, [](MxOfDay& sum, const MxOfDay& said) {
            sum.failed += said.failed;
            sum.alone += said.alone;
            sum.named |= said.named;
            sum.standsAlone |= said.standsAlone;
            sum.namedByShared |= said.namedByShared;
        });
        m_shared.merge(other.m_shared, [](char&, char) {});
    }

    std::vector<TrendRow> rows() const
    {
        const DayTableShape& shape = m_sums.shape();
        std::vector<Name> names(shape.texts.size());
        for (Name name = 0; name < shape.ranks.size(); ++name) {
            if (!m_only || *m_only == name)
                names[shape.ranks[name]] = name;
        }
        std::vector<RankedRow> rows;
        CoveredNames covered(m_coverage, m_shared);
        m_sums.forEach([&](Day day, std::uint32_t rank, const MxOfDay& sum) {
            SessionFigures figures;
            figures.failed = sum.named ? sum.failed : Count::zero();
            if (sum.standsAlone && !sum.namedByShared && !covered.contains(day, names[rank])) {
                figures.sessions = sum.alone.sessions;
                figures.successful = sum.alone.successful;
            }
            rows.push_back({ day, rank, figures });
        });
        return trendRows(rows, shape);
    }

private:
    struct Said {
        Name mx = 0;
        MxOfReport about;
    };

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
        const Name alone = m_coverage.aloneHost(policy, type);
        if (alone != 0 && isWanted(alone)) {
            MxOfReport& about = said(alone);
            about.standsAlone = true;
            about.alone.add(type, policies.successful[policy.row], policies.failed[policy.row]);
        } else if (alone == 0 && day != noDay) {
            share(policy, type, day);
        }
        const RowId first = m_snapshot.parts()[policy.segmentIndex].firstFailure;
        for (const RowId id : m_selected.of(policy.segmentIndex, policy.row)) {
            const std::uint32_t row = id - first;
            const Name mx = mxOf(policy, row, alone);
            if (mx == 0 || !isWanted(mx))
                continue;
            MxOfReport& about = said(mx);
            about.named = true;
            about.details.add(type, {}, failures.count[row]);
            if (alone == 0 && day != noDay)
                m_sums.of(day, mx).namedByShared = true;
        }
    }

    // Notes a policy of the day that can mean several MX; one of each kind is enough.
    void share(const RowPlace& policy, PolicyType type, Day day)
    {
        if (type == PolicyType::Tlsa) {
            if (const Name host = m_coverage.daneHost(policy); host != 0 && isWanted(host))
                m_shared.of(day, host * 2 + 1);
        } else if (const MxCoverage::PatternSet set = m_coverage.patternSet(policy); !m_only) {
            m_shared.of(day, set * 2);
        } else if (m_onlyPatterns.covers(set)) {
            m_shared.of(day, *m_only * 2 + 1);
        }
    }

    bool isWanted(Name mx) const { return !m_only || *m_only == mx; }

    // The MX of a failure detail. One that names none belongs to the MX that its policy means
    // alone, unless it is about fetching the policy, which happens before any MX is asked.
    Name mxOf(const RowPlace& policy, std::uint32_t failure, Name alone) const
    {
        const auto& failures = policy.segment->failures;
        const Name named = m_coverage.nameOf(failures.mxKey[failure]);
        if (named != 0 || alone == 0
            || m_snapshot.text(failures.resultType[failure]).starts_with("sts-"))
            return named;
        return alone;
    }

    const Snapshot& m_snapshot;
    const MxCoverage& m_coverage;
    SelectedFailures m_selected;
    PolicyTypes m_types;
    std::optional<Name> m_only;
    PatternTest m_onlyPatterns;
    DayTable<MxOfDay> m_sums; ///< By day and MX.
    Shared m_shared;
    std::vector<Said> m_said; ///< Of the report at hand.
    std::vector<std::uint32_t> m_place; ///< By MX: where it stands in m_said, from 1.
};

// Sessions of the policies that cover one MX, by day.
class CoveringSums {
public:
    CoveringSums(const Snapshot& snapshot, const std::string& mx, const MxCoverage& coverage)
        : m_mx(mx)
        , m_coverage(coverage)
        , m_types(snapshot)
        , m_patterns(coverage, mx)
    {
    }

    void add(const ReportGroup& group)
    {
        const Day day = group.report.segment->reports.day[group.report.row];
        const auto& policies = group.report.segment->policies;
        DomainTally tally;
        bool covered = false;
        for (const std::uint32_t row : group.policies) {
            const PolicyType type = m_types.of(policies.type[row]);
            if (!covers({ group.report.segment, group.report.segmentIndex, row }, type))
                continue;
            covered = true;
            tally.add(type, policies.successful[row], policies.failed[row]);
        }
        if (covered && day != noDay)
            m_days[static_cast<std::uint32_t>(day)] += tally.figures();
    }
    void merge(const CoveringSums& other)
    {
        for (const auto& [day, figures] : other.m_days.entries())
            m_days[day] += figures;
    }
    const NumberMap<SessionFigures>& days() const { return m_days; }

private:
    bool covers(const RowPlace& policy, PolicyType type)
    {
        return patternsCover(policy, type) || m_coverage.detailNames(policy, m_mx);
    }

    bool patternsCover(const RowPlace& policy, PolicyType type)
    {
        if (type == PolicyType::Tlsa) {
            const Name host = m_coverage.daneHost(policy);
            return host != 0 && m_coverage.text(host) == m_mx;
        }
        return m_patterns.covers(m_coverage.patternSet(policy));
    }

    const std::string& m_mx;
    const MxCoverage& m_coverage;
    PolicyTypes m_types;
    PatternTest m_patterns;
    NumberMap<SessionFigures> m_days;
};

// What mxDays() collects in one go.
class MxDaySums {
public:
    MxDaySums(MxTrendBuilder trend, CoveringSums covering)
        : m_trend(std::move(trend))
        , m_covering(std::move(covering))
    {
    }

    void add(const ReportGroup& group)
    {
        m_trend.add(group);
        m_covering.add(group);
    }
    void merge(const MxDaySums& other)
    {
        m_trend.merge(other.m_trend);
        m_covering.merge(other.m_covering);
    }
    const MxTrendBuilder& trend() const { return m_trend; }
    const NumberMap<SessionFigures>& covering() const { return m_covering.days(); }

private:
    MxTrendBuilder m_trend;
    CoveringSums m_covering;
};

} // namespace

std::vector<TrendRow> mxTrend(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop)
{
    const MxCoverage coverage(snapshot);
    const MxShapes shapes(snapshot, selection, coverage, std::nullopt);
    const auto sums = sumsOverReports(snapshot, selection, stop, [&](const ReportShare& share) {
        return MxTrendBuilder(snapshot, selection, share, coverage, std::nullopt, shapes);
    });
    return sums.rows();
}

std::vector<MxDayFigures> mxDays(const Snapshot& snapshot, const Selection& selection,
    const std::string& mx, std::stop_token stop)
{
    const MxCoverage coverage(snapshot);
    const Name only = coverage.named(mx);
    const MxShapes shapes(snapshot, selection, coverage, only);
    const auto sums = sumsOverReports(snapshot, selection, stop, [&](const ReportShare& share) {
        return MxDaySums(MxTrendBuilder(snapshot, selection, share, coverage, only, shapes),
            CoveringSums(snapshot, mx, coverage));
    });
    // The MX itself as the trend table has it, so that chart and export never differ.
    std::vector<MxDayFigures> days;
    NumberMap<std::size_t> places;
    for (const TrendRow& row : sums.trend().rows()) {
        days.push_back({ row.day, row.figures, {} });
        places[static_cast<std::uint32_t>(row.day)] = days.size();
    }
    for (const auto& [number, figures] : sums.covering().entries()) {
        std::size_t& place = places[number];
        if (place == 0) {
            // Covered and not named by any failure detail: nothing failed there.
            const auto day = static_cast<Day>(static_cast<std::uint32_t>(number));
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
