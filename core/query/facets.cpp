// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/facets.h"

#include "core/query/grouping.h"
#include "core/query/numbermap.h"
#include "core/report/names.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace mxlens {

namespace {

/// Numbers for values, one for all spellings that a filter takes for the same.
class ValueNumbers final {
public:
    explicit ValueNumbers(const Snapshot& snapshot)
        : m_snapshot(snapshot)
    {
    }

    std::uint32_t of(StringId id)
    {
        std::uint32_t& number = m_numbers[id];
        if (number == 0) {
            const auto next = static_cast<std::uint32_t>(m_byText.size()) + 1;
            number = m_byText.try_emplace(lowered(m_snapshot.text(id)), next).first->second;
        }
        return number - 1;
    }

private:
    const Snapshot& m_snapshot;
    NumberMap<std::uint32_t> m_numbers; ///< From 1.
    std::unordered_map<std::string, std::uint32_t> m_byText;
};

/// What is added up for a value.
struct ValueSum {
    std::size_t reports = 0;
    SessionFigures figures;
    NumberMap<std::size_t> spellings; ///< Reports of each.

    void add(StringId spelling, const SessionFigures& more)
    {
        ++reports;
        ++spellings[spelling];
        figures += more;
    }
    void merge(const ValueSum& other)
    {
        reports += other.reports;
        figures += other.figures;
        for (const auto& [spelling, count] : other.spellings.entries())
            spellings[spelling] += count;
    }
};

/// The sums of one facet.
class FacetSums final {
public:
    explicit FacetSums(const Snapshot& snapshot)
        : m_snapshot(snapshot)
        , m_numbers(snapshot)
    {
    }

    std::uint32_t numberOf(StringId id)
    {
        const std::uint32_t number = m_numbers.of(id);
        if (number >= m_sums.size())
            m_sums.resize(number + std::size_t(1));
        return number;
    }
    void add(StringId id, const SessionFigures& figures) { m_sums[numberOf(id)].add(id, figures); }
    void merge(const FacetSums& other)
    {
        for (const ValueSum& sum : other.m_sums) {
            const auto& spellings = sum.spellings.entries();
            if (!spellings.empty())
                m_sums[numberOf(static_cast<StringId>(spellings.front().key))].merge(sum);
        }
    }

    std::vector<FacetValue> values() const
    {
        std::vector<FacetValue> values;
        for (const ValueSum& sum : m_sums) {
            if (sum.reports > 0)
                values.push_back({ commonSpelling(sum), sum.reports, sum.figures });
        }
        std::sort(values.begin(), values.end(), [](const FacetValue& a, const FacetValue& b) {
            if (a.figures.failed != b.figures.failed)
                return a.figures.failed > b.figures.failed;
            if (a.figures.sessions != b.figures.sessions)
                return a.figures.sessions > b.figures.sessions;
            return a.reports != b.reports ? a.reports > b.reports : a.value < b.value;
        });
        return values;
    }

private:
    std::string commonSpelling(const ValueSum& sum) const
    {
        std::string_view best;
        std::size_t most = 0;
        for (const auto& [spelling, reports] : sum.spellings.entries()) {
            const std::string_view text = m_snapshot.text(static_cast<StringId>(spelling));
            if (reports > most || (reports == most && text < best)) {
                best = text;
                most = reports;
            }
        }
        return std::string(best);
    }

    const Snapshot& m_snapshot;
    ValueNumbers m_numbers;
    std::vector<ValueSum> m_sums;
};

bool holds(const std::vector<Facet>& facets, Facet facet)
{
    return std::find(facets.begin(), facets.end(), facet) != facets.end();
}

/// The sums of all facets that are asked for, over some reports.
class AllSums final {
public:
    AllSums(const Snapshot& snapshot, const Selection& selection, const ReportShare& share,
        const std::vector<Facet>& facets)
        : m_figures(snapshot)
        , m_selected(snapshot, selection, share)
        , m_snapshot(snapshot)
        , m_organizations(snapshot)
        , m_results(snapshot)
        , m_types(snapshot)
        , m_modes(snapshot)
        , m_withOrganizations(holds(facets, Facet::Organization))
        , m_withResults(holds(facets, Facet::ResultType))
        , m_withTypes(holds(facets, Facet::PolicyType))
        , m_withModes(holds(facets, Facet::PolicyMode))
    {
    }

    void add(const ReportGroup& group)
    {
        const Segment& segment = *group.report.segment;
        if (m_withOrganizations || m_withTypes || m_withModes) {
            const SessionFigures whole = m_figures.sum(group);
            if (m_withOrganizations)
                m_organizations.add(segment.reports.organization[group.report.row], whole);
            if (m_withTypes)
                addByPolicy(m_types, group, segment.policies.type, whole);
            if (m_withModes)
                addByPolicy(m_modes, group, segment.policies.mode, whole);
        }
        if (m_withResults)
            addResults(group);
    }

    void merge(const AllSums& other)
    {
        m_organizations.merge(other.m_organizations);
        m_results.merge(other.m_results);
        m_types.merge(other.m_types);
        m_modes.merge(other.m_modes);
    }

    FacetTallies tallies() const
    {
        FacetTallies tallies;
        tallies[Facet::Organization] = m_organizations.values();
        tallies[Facet::ResultType] = m_results.values();
        tallies[Facet::PolicyType] = m_types.values();
        tallies[Facet::PolicyMode] = m_modes.values();
        return tallies;
    }

private:
    // The policies of a report sorted by a column of theirs: nearly always all have one value.
    template <typename Column>
    void addByPolicy(FacetSums& sums, const ReportGroup& group, const Column& column,
        const SessionFigures& whole)
    {
        const std::uint32_t first = sums.numberOf(column[group.policies.front()]);
        const bool one = std::all_of(group.policies.begin(), group.policies.end(),
            [&](std::uint32_t row) { return sums.numberOf(column[row]) == first; });
        if (one) {
            sums.add(column[group.policies.front()], whole);
            return;
        }
        m_rows.clear();
        for (const std::uint32_t row : group.policies)
            m_rows.emplace_back(sums.numberOf(column[row]), row);
        std::sort(m_rows.begin(), m_rows.end());
        for (std::size_t i = 0; i < m_rows.size();) {
            m_part.report = group.report;
            m_part.policies.clear();
            const std::size_t begin = i;
            for (; i < m_rows.size() && m_rows[i].first == m_rows[begin].first; ++i)
                m_part.policies.push_back(m_rows[i].second);
            sums.add(column[m_rows[begin].second], m_figures.sum(m_part));
        }
    }

    // Details that are left of a report by result type. Where sts and tlsa tell of the same
    // sessions of a domain, the larger sum of the two counts (rule 3).
    void addResults(const ReportGroup& group)
    {
        const auto& policies = group.report.segment->policies;
        const auto& failures = group.report.segment->failures;
        const RowId first = m_snapshot.parts()[group.report.segmentIndex].firstFailure;
        m_details.clear();
        for (const std::uint32_t policy : group.policies) {
            for (const RowId id : m_selected.of(group.report.segmentIndex, policy)) {
                const std::uint32_t row = id - first;
                m_details.push_back({ m_results.numberOf(failures.resultType[row]),
                    policies.domainKey[policy], policy, row });
            }
        }
        if (m_details.size() == 1) {
            addResult(
                failures.resultType[m_details.front().row], failures.count[m_details.front().row]);
            return;
        }
        std::sort(m_details.begin(), m_details.end());
        for (std::size_t i = 0; i < m_details.size();) {
            const Detail begin = m_details[i];
            Count failed;
            while (i < m_details.size() && m_details[i].type == begin.type)
                failed += ofDomain(group, i);
            addResult(failures.resultType[begin.row], failed);
        }
    }

    // The failures of one type for one domain, from the place at on, which moves behind them.
    Count ofDomain(const ReportGroup& group, std::size_t& at)
    {
        const auto& policies = group.report.segment->policies;
        const auto& failures = group.report.segment->failures;
        const Detail begin = m_details[at];
        DomainTally tally;
        for (; at < m_details.size() && m_details[at].type == begin.type
             && m_details[at].domain == begin.domain;
             ++at)
            tally.add(m_figures.types().of(policies.type[m_details[at].policy]), {},
                failures.count[m_details[at].row]);
        return tally.figures().failed;
    }

    void addResult(StringId type, Count failed)
    {
        SessionFigures figures;
        figures.failed = failed;
        m_results.add(type, figures);
    }

    struct Detail {
        std::uint32_t type = 0; ///< Number of the result type.
        StringId domain = 0;
        std::uint32_t policy = 0, row = 0;
        friend auto operator<=>(const Detail&, const Detail&) = default;
    };

    ReportFigures m_figures;
    SelectedFailures m_selected;
    const Snapshot& m_snapshot;
    FacetSums m_organizations, m_results, m_types, m_modes;
    const bool m_withOrganizations, m_withResults, m_withTypes, m_withModes;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_rows;
    std::vector<Detail> m_details;
    ReportGroup m_part;
};

} // namespace

FilterKey facetKey(Facet facet)
{
    switch (facet) {
    case Facet::Organization:
        return FilterKey::Org;
    case Facet::ResultType:
        return FilterKey::Result;
    case Facet::PolicyType:
        return FilterKey::Type;
    case Facet::PolicyMode:
        break;
    }
    return FilterKey::Mode;
}

FacetTallies facetTallies(const Snapshot& snapshot, const Selection& selection,
    const std::vector<Facet>& facets, const std::stop_token& stop)
{
    return sumsOverReports(snapshot, selection, stop, [&](const ReportShare& share) {
        return AllSums(snapshot, selection, share, facets);
    }).tallies();
}

} // namespace mxlens
