// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/mxcovering.h"

#include "core/policy/mxpattern.h"
#include "core/query/daytable.h"
#include "core/query/grouping.h"
#include "core/query/mxcoverage.h"
#include "core/query/trendrows.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <iterator>
#include <utility>

namespace mxlens {

namespace {

/// Some of the MX that are asked for, a bit for each.
using MxBits = std::uint64_t;
constexpr std::size_t mostBits = 64;

constexpr MxBits bitOf(std::size_t mx)
{
    return MxBits{ 1 } << mx;
}

template <typename Each> void forEachMx(MxBits bits, const Each& each)
{
    for (; bits != 0; bits &= bits - 1)
        each(static_cast<std::uint32_t>(std::countr_zero(bits)));
}

/// Which of the MX that are asked for a policy covers. Immutable: any thread.
class CoveredMx final {
public:
    CoveredMx(const MxCoverage& coverage, std::span<const std::string> mxs)
        : m_coverage(coverage)
        , m_ofName(coverage.nameCount(), 0)
        , m_ofSet(coverage.setCount(), 0)
    {
        MxBits nameless = 0;
        for (std::size_t mx = 0; mx < mxs.size(); ++mx) {
            if (const MxCoverage::Name name = coverage.named(mxs[mx]); name != 0)
                m_ofName[name] |= bitOf(mx);
            else
                nameless |= bitOf(mx);
        }
        std::vector<MxBits> ofPattern(coverage.patternCount(), 0);
        for (MxCoverage::Pattern pattern = 0; pattern < ofPattern.size(); ++pattern) {
            MxBits& bits = ofPattern[pattern];
            for (const MxCoverage::Name name : coverage.coveredBy(pattern))
                bits |= m_ofName[name];
            forEachMx(nameless, [&](std::uint32_t mx) {
                if (mxPatternMatches(coverage.patternText(pattern), mxs[mx]))
                    bits |= bitOf(mx);
            });
        }
        for (MxCoverage::PatternSet set = 0; set < coverage.setCount(); ++set) {
            for (const MxCoverage::Pattern pattern : coverage.patternNumbers(set))
                m_ofSet[set] |= ofPattern[pattern];
        }
    }

    MxBits of(const RowPlace& policy, PolicyType type) const
    {
        MxBits bits = type == PolicyType::Tlsa ? m_ofName[m_coverage.daneHost(policy)]
                                               : m_ofSet[m_coverage.patternSet(policy)];
        if (!m_coverage.namesOthers(policy))
            return bits;
        const auto& first = policy.segment->policies.firstFailure;
        const auto& mxKey = policy.segment->failures.mxKey;
        for (std::uint32_t row = first[policy.row]; row < first[policy.row + 1]; ++row)
            bits |= m_ofName[m_coverage.nameOf(mxKey[row])];
        return bits;
    }

private:
    const MxCoverage& m_coverage;
    std::vector<MxBits> m_ofName; ///< Of the empty name: none.
    std::vector<MxBits> m_ofSet;
};

class CoveringSums final {
public:
    CoveringSums(const Snapshot& snapshot, const CoveredMx& covered, const DayTableShape& shape)
        : m_covered(covered)
        , m_types(snapshot)
        , m_tallies(shape.texts.size())
        , m_table(shape)
    {
    }

    void add(const ReportGroup& group)
    {
        const Day day = group.report.segment->reports.day[group.report.row];
        if (day == noDay)
            return;
        const auto& policies = group.report.segment->policies;
        MxBits tallied = 0;
        for (const std::uint32_t row : group.policies) {
            const PolicyType type = m_types.of(policies.type[row]);
            const MxBits covered
                = m_covered.of({ group.report.segment, group.report.segmentIndex, row }, type);
            forEachMx(covered, [&](std::uint32_t mx) {
                m_tallies[mx].add(type, policies.successful[row], policies.failed[row]);
            });
            tallied |= covered;
        }
        forEachMx(tallied, [&](std::uint32_t mx) {
            m_table.add(day, mx, m_tallies[mx].figures());
            m_tallies[mx] = {};
        });
    }

    DayTable<SessionFigures>& table() { return m_table; }

private:
    const CoveredMx& m_covered;
    PolicyTypes m_types;
    std::vector<DomainTally> m_tallies; ///< Of the report at hand, by MX.
    DayTable<SessionFigures> m_table;
};

/// The same for no more MX than there are bits.
std::vector<std::vector<CoveringDay>> coveringOf(const Snapshot& snapshot,
    const Selection& selection, std::span<const std::string> mxs, const std::stop_token& stop)
{
    const CoveredMx covered(snapshot.kept<MxCoverage>(), mxs);
    const DayTableShape shape(static_cast<std::uint32_t>(mxs.size()), daysOf(snapshot, selection),
        selection.policies.size());
    auto sums = sumsOfShares(snapshot, selection, stop,
        [&](const ReportShare&) { return CoveringSums(snapshot, covered, shape); });
    using Table = DayTable<SessionFigures>;
    std::vector<Table*> tables;
    for (auto& sum : sums)
        tables.push_back(&sum->table());
    using Row = std::pair<std::uint32_t, CoveringDay>;
    const auto rows = Table::rowsOf<Row>(tables, [] {
        return [](Day day, std::uint32_t mx, const SessionFigures& figures, DayMarks) {
            return Row{ mx, { day, figures } };
        };
    });
    std::vector<std::vector<CoveringDay>> result(mxs.size());
    for (const auto& [mx, day] : rows)
        result[mx].push_back(day);
    return result;
}

} // namespace

std::vector<std::vector<CoveringDay>> coveringByMx(const Snapshot& snapshot,
    const Selection& selection, std::span<const std::string> mxs, std::stop_token stop)
{
    std::vector<std::vector<CoveringDay>> all;
    for (std::size_t begin = 0; begin < mxs.size(); begin += mostBits) {
        auto some = coveringOf(
            snapshot, selection, mxs.subspan(begin, std::min(mostBits, mxs.size() - begin)), stop);
        std::ranges::move(some, std::back_inserter(all));
    }
    return all;
}

} // namespace mxlens
