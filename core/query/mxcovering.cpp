// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/mxcovering.h"

#include "core/policy/mxpattern.h"
#include "core/query/grouping.h"
#include "core/query/mxcoverage.h"

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

/// Place of an MX in the list that is asked for.
using Wanted = std::uint32_t;

/// Which of the wanted MX a policy covers.
class CoveredWanted final {
public:
    CoveredWanted(const MxCoverage& coverage, std::span<const std::string> mxs)
        : m_coverage(coverage)
        , m_mxs(mxs)
        , m_placeOfName(coverage.nameCount(), 0)
        , m_seen(mxs.size(), 0)
    {
        for (Wanted i = 0; i < mxs.size(); ++i) {
            if (const MxCoverage::Name name = coverage.named(mxs[i]); name != 0)
                m_placeOfName[name] = i + 1;
        }
    }

    /// Each of them once. Valid until the next call.
    const std::vector<Wanted>& of(const RowPlace& policy, PolicyType type)
    {
        m_found.clear();
        ++m_round;
        if (type == PolicyType::Tlsa) {
            add(m_coverage.daneHost(policy));
        } else {
            for (const Wanted wanted : ofPatterns(m_coverage.patternSet(policy)))
                addPlace(wanted);
        }
        const auto& first = policy.segment->policies.firstFailure;
        for (std::uint32_t row = first[policy.row]; row < first[policy.row + 1]; ++row)
            add(m_coverage.nameOf(policy.segment->failures.mxKey[row]));
        return m_found;
    }

private:
    void add(MxCoverage::Name name)
    {
        if (m_placeOfName[name] != 0)
            addPlace(m_placeOfName[name] - 1);
    }

    void addPlace(Wanted wanted)
    {
        if (m_seen[wanted] == m_round)
            return;
        m_seen[wanted] = m_round;
        m_found.push_back(wanted);
    }

    const std::vector<Wanted>& ofPatterns(MxCoverage::PatternSet set)
    {
        Known& known = m_known[set];
        if (!known.set) {
            known.set = true;
            for (Wanted i = 0; i < m_mxs.size(); ++i) {
                if (std::ranges::any_of(m_coverage.patterns(set), [&](const std::string& pattern) {
                        return mxPatternMatches(pattern, m_mxs[i]);
                    }))
                    known.wanted.push_back(i);
            }
        }
        return known.wanted;
    }

    struct Known {
        bool set = false;
        std::vector<Wanted> wanted;
    };

    const MxCoverage& m_coverage;
    std::span<const std::string> m_mxs;
    std::vector<Wanted> m_placeOfName; ///< By name, from 1; 0 where it is not wanted.
    std::vector<std::uint64_t> m_seen; ///< By place: the last call that found it.
    std::uint64_t m_round = 0;
    NumberMap<Known> m_known; ///< By pattern set.
    std::vector<Wanted> m_found;
};

class CoveringSums final {
public:
    CoveringSums(
        const Snapshot& snapshot, const MxCoverage& coverage, std::span<const std::string> mxs)
        : m_covered(coverage, mxs)
        , m_types(snapshot)
        , m_tallyOf(mxs.size(), 0)
    {
    }

    void add(const ReportGroup& group)
    {
        const Day day = group.report.segment->reports.day[group.report.row];
        if (day == noDay)
            return;
        const auto& policies = group.report.segment->policies;
        for (const std::uint32_t row : group.policies) {
            const PolicyType type = m_types.of(policies.type[row]);
            for (const Wanted mx :
                m_covered.of({ group.report.segment, group.report.segmentIndex, row }, type))
                tallyOf(mx).add(type, policies.successful[row], policies.failed[row]);
        }
        for (const auto& [mx, tally] : m_tallies) {
            m_sums[pairKey(static_cast<std::uint32_t>(day), mx)] += tally.figures();
            m_tallyOf[mx] = 0;
        }
        m_tallies.clear();
    }

    void merge(const CoveringSums& other)
    {
        for (const auto& [key, figures] : other.m_sums.entries())
            m_sums[key] += figures;
    }

    std::vector<std::vector<CoveringDay>> days() const
    {
        std::vector<std::vector<CoveringDay>> result(m_tallyOf.size());
        for (const auto& [key, figures] : m_sums.entries())
            result[static_cast<Wanted>(key)].push_back(
                { static_cast<Day>(static_cast<std::uint32_t>(key >> 32)), figures });
        for (std::vector<CoveringDay>& list : result)
            std::ranges::sort(list, {}, &CoveringDay::day);
        return result;
    }

private:
    DomainTally& tallyOf(Wanted mx)
    {
        if (m_tallyOf[mx] == 0) {
            m_tallies.emplace_back(mx, DomainTally());
            m_tallyOf[mx] = static_cast<std::uint32_t>(m_tallies.size());
        }
        return m_tallies[m_tallyOf[mx] - 1].second;
    }

    CoveredWanted m_covered;
    PolicyTypes m_types;
    std::vector<std::pair<Wanted, DomainTally>> m_tallies; ///< Of the report at hand.
    std::vector<std::uint32_t> m_tallyOf; ///< By MX: where it stands in m_tallies, from 1.
    NumberMap<SessionFigures> m_sums; ///< By day and MX.
};

} // namespace

std::vector<std::vector<CoveringDay>> coveringByMx(const Snapshot& snapshot,
    const Selection& selection, std::span<const std::string> mxs, std::stop_token stop)
{
    if (mxs.empty())
        return {};
    const auto& coverage = snapshot.kept<MxCoverage>();
    return sumsOverReports(snapshot, selection, stop, [&](const ReportShare&) {
        return CoveringSums(snapshot, coverage, mxs);
    }).days();
}

} // namespace mxlens
