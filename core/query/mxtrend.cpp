// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/mxtrend.h"

#include "core/policy/mxpattern.h"
#include "core/query/coverednames.h"
#include "core/query/grouping.h"
#include "core/query/mxcoverage.h"
#include "core/query/trendrows.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

namespace mxlens {

namespace {

using Name = MxCoverage::Name;

// What one day says about one MX, and marks for what is true of it.
struct MxOfDay {
    Count failed;
    Count sessions, successful; // of the policies that mean this MX alone

    void operator+=(const MxOfDay& other)
    {
        failed += other.failed;
        sessions += other.sessions;
        successful += other.successful;
    }
};
constexpr DayMarks isNamed = 2;
constexpr DayMarks isAlone = 4;
constexpr DayMarks isNamedByShared = 8;

// What one report says about one MX: in tallies, where sessions may count twice ...
struct Tallied {
    Name mx = 0;
    DayMarks marks = 0;
    DomainTally details; // failures, from failure details
    DomainTally alone; // summaries of the policies that mean this MX alone

    void addAlone(PolicyType type, Count successful, Count failed)
    {
        alone.add(type, successful, failed);
    }
    void addDetail(PolicyType type, Count failed) { details.add(type, {}, failed); }
    MxOfDay sum() const
    {
        const SessionFigures figures = alone.figures();
        return { details.figures().failed, figures.sessions, figures.successful };
    }
};

// ... and added up, where they do not.
struct Plain {
    Name mx = 0;
    DayMarks marks = 0;
    MxOfDay total;

    void addAlone(PolicyType type, Count successful, Count failed)
    {
        DomainTally tally;
        tally.add(type, successful, failed);
        const SessionFigures figures = tally.figures();
        total.sessions += figures.sessions;
        total.successful += figures.successful;
    }
    void addDetail(PolicyType, Count failed) { total.failed += failed; }
    const MxOfDay& sum() const { return total; }
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
        , shared(coverage.setCount() + coverage.nameCount(), days, items)
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
        , m_place(coverage.nameCount(), 0)
    {
    }

    void add(const ReportGroup& group)
    {
        const Day day = group.report.segment->reports.day[group.report.row];
        if (addsUp(group))
            addReport(m_plain, group, day);
        else
            addReport(m_tallied, group, day);
    }

    DayTable<MxOfDay>& sums() { return m_sums; }
    DaySet& shared() { return m_shared; }

private:
    // Mostly so: no session of a report counts twice, nor is any count as large as a sum can be.
    bool addsUp(const ReportGroup& group)
    {
        if (group.policies.size() == 1)
            return true;
        const auto& policies = group.report.segment->policies;
        TwiceCounted twice;
        std::int64_t largest = 0;
        for (const std::uint32_t row : group.policies) {
            twice.add(m_types.of(policies.type[row]));
            largest = std::max(
                { largest, policies.successful[row].valueOr(0), policies.failed[row].valueOr(0) });
        }
        return !twice && largest < std::numeric_limits<std::uint32_t>::max();
    }

    // said: empty, of the report at hand alone.
    template <typename About>
    void addReport(std::vector<About>& said, const ReportGroup& group, Day day)
    {
        for (const std::uint32_t row : group.policies)
            addPolicy(said, { group.report.segment, group.report.segmentIndex, row }, day);
        for (const About& about : said) {
            m_place[about.mx] = 0;
            if (day != noDay)
                m_sums.add(day, about.mx, about.sum(), about.marks);
        }
        said.clear();
    }

    // Finds or makes what the report at hand said about an MX, in a list of such.
    template <typename About> About& aboutMx(std::vector<About>& list, Name mx)
    {
        std::uint32_t& place = m_place[mx];
        if (place == 0) {
            list.emplace_back().mx = mx;
            place = static_cast<std::uint32_t>(list.size());
        }
        return list[place - 1];
    }

    // Calls each(MX, failed sessions) for the selected details of a policy that are wanted.
    template <typename Each> void forEachDetail(const RowPlace& policy, const Each& each)
    {
        const auto& failures = policy.segment->failures;
        const RowId first = m_snapshot.parts()[policy.segmentIndex].firstFailure;
        for (const RowId id : m_selected.of(policy.segmentIndex, policy.row)) {
            const Name mx = m_coverage.mxOf(id);
            if (mx != 0 && isWanted(mx))
                each(mx, failures.count[id - first]);
        }
    }

    template <typename About>
    void addPolicy(std::vector<About>& said, const RowPlace& policy, Day day)
    {
        const auto& policies = policy.segment->policies;
        const PolicyType type = m_types.of(policies.type[policy.row]);
        const Name alone = m_coverage.aloneHost(policy);
        if (alone != 0 && isWanted(alone)) {
            About& about = aboutMx(said, alone);
            about.marks |= isAlone;
            about.addAlone(type, policies.successful[policy.row], policies.failed[policy.row]);
        } else if (alone == 0 && day != noDay) {
            share(policy, type, day);
        }
        forEachDetail(policy, [&](Name mx, Count count) {
            About& about = aboutMx(said, mx);
            about.marks |= alone == 0 ? isNamed | isNamedByShared : isNamed;
            about.addDetail(type, count);
        });
    }

    // Notes a policy of the day that can mean several MX; one of each kind is enough.
    void share(const RowPlace& policy, PolicyType type, Day day)
    {
        if (type == PolicyType::Tlsa) {
            if (const Name host = m_coverage.daneHost(policy); host != 0 && isWanted(host))
                m_shared.add(day, m_coverage.setCount() + host);
        } else if (const MxCoverage::PatternSet set = m_coverage.patternSet(policy); !m_only) {
            m_shared.add(day, set);
        } else if (m_onlyPatterns.covers(set)) {
            m_shared.add(day, m_coverage.setCount() + *m_only);
        }
    }

    bool isWanted(Name mx) const { return !m_only || *m_only == mx; }

    const Snapshot& m_snapshot;
    const MxCoverage& m_coverage;
    SelectedFailures m_selected;
    PolicyTypes m_types;
    std::optional<Name> m_only;
    PatternTest m_onlyPatterns;
    DayTable<MxOfDay> m_sums; ///< By day and MX.
    DaySet m_shared; ///< See CoveredNames.
    std::vector<Tallied> m_tallied; ///< Of the report at hand ...
    std::vector<Plain> m_plain; ///< ... or this, where it adds up.
    std::vector<std::uint32_t> m_place; ///< By MX: where the report at hand has it, from 1.
};

// The rows of what several threads collected, about one MX or all of them.
std::vector<TrendRow> rowsOf(const std::vector<MxTrendBuilder*>& builders,
    const MxCoverage& coverage, const DayTableShape& shape, std::optional<Name> only)
{
    std::vector<DayTable<MxOfDay>*> tables;
    DaySet& shared = builders.front()->shared();
    for (MxTrendBuilder* const builder : builders) {
        tables.push_back(&builder->sums());
        if (builder != builders.front())
            shared.add(builder->shared());
    }
    std::vector<Name> names(shape.texts.size());
    for (Name name = 0; name < shape.ranks.size(); ++name) {
        if (!only || *only == name)
            names[shape.ranks[name]] = name;
    }
    shared.finish();
    return DayTable<MxOfDay>::rowsOf<TrendRow>(tables, [&] {
        return [&, covered = CoveredNames(coverage, shared)](
                   Day day, std::uint32_t rank, const MxOfDay& sum, DayMarks marks) mutable {
            SessionFigures figures;
            figures.failed = (marks & isNamed) != 0 ? sum.failed : Count::zero();
            const bool standsAlone = (marks & (isAlone | isNamedByShared)) == isAlone;
            if (standsAlone && !covered.contains(day, names[rank])) {
                figures.sessions = sum.sessions;
                figures.successful = sum.successful;
            }
            return trendRow(shape, day, rank, figures);
        };
    });
}

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
    MxTrendBuilder& trend() { return m_trend; }
    CoveringSums& covering() { return m_covering; }

private:
    MxTrendBuilder m_trend;
    CoveringSums m_covering;
};

} // namespace

std::vector<TrendRow> mxTrend(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop)
{
    const auto& coverage = snapshot.kept<MxCoverage>();
    const MxShapes shapes(snapshot, selection, coverage, std::nullopt);
    auto sums = sumsOfShares(snapshot, selection, stop, [&](const ReportShare& share) {
        return MxTrendBuilder(snapshot, selection, share, coverage, std::nullopt, shapes);
    });
    std::vector<MxTrendBuilder*> builders;
    for (auto& sum : sums)
        builders.push_back(&*sum);
    return rowsOf(builders, coverage, shapes.names, std::nullopt);
}

std::vector<MxDayFigures> mxDays(const Snapshot& snapshot, const Selection& selection,
    const std::string& mx, std::stop_token stop)
{
    const auto& coverage = snapshot.kept<MxCoverage>();
    const Name only = coverage.named(mx);
    const MxShapes shapes(snapshot, selection, coverage, only);
    auto sums = sumsOfShares(snapshot, selection, stop, [&](const ReportShare& share) {
        return MxDaySums(MxTrendBuilder(snapshot, selection, share, coverage, only, shapes),
            CoveringSums(snapshot, mx, coverage));
    });
    // The MX itself as the trend table has it, so that chart and export never differ.
    std::vector<MxDayFigures> days;
    NumberMap<std::size_t> places;
    std::vector<MxTrendBuilder*> builders;
    CoveringSums& covering = sums.front()->covering();
    for (auto& sum : sums) {
        builders.push_back(&sum->trend());
        if (&sum->covering() != &covering)
            covering.merge(sum->covering());
    }
    for (const TrendRow& row : rowsOf(builders, coverage, shapes.names, only)) {
        days.push_back({ row.day, row.figures, {} });
        places[static_cast<std::uint32_t>(row.day)] = days.size();
    }
    for (const auto& [number, figures] : covering.days().entries()) {
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
