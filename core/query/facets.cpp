// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/facets.h"

#include "core/query/grouping.h"
#include "core/query/numbermap.h"
#include "core/query/spellings.h"
#include "core/report/names.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace mxlens {

namespace {

/// The sums of one facet. A report is entered before what it holds is added.
class FacetSums final {
public:
    explicit FacetSums(const Snapshot& snapshot)
        : m_snapshot(snapshot)
    {
    }

    void enterReport() { ++m_report; }

    /// Number of a value, one for all spellings that a filter takes for the same.
    std::uint32_t numberOf(StringId id) { return m_spellings[spellingOf(id)].value; }

    /// Adds to a value of the report that was entered, which it counts once.
    void add(StringId id, const SessionFigures& figures) { seen(id).figures += figures; }
    void addFailed(StringId id, Count failed) { seen(id).figures.failed += failed; }

    void merge(const FacetSums& other)
    {
        for (const Spelling& spelling : other.m_spellings) {
            Spelling& own = m_spellings[spellingOf(spelling.text)];
            own.reports += spelling.reports;
            // Each value of the other one is added with the first of its spellings.
            const Sum& sum = other.m_sums[spelling.value];
            if (sum.firstSpelling != spelling.text)
                continue;
            m_sums[own.value].reports += sum.reports;
            m_sums[own.value].figures += sum.figures;
        }
    }

    std::vector<FacetValue> values() const
    {
        const std::vector<const Spelling*> spellings = commonSpellings();
        std::vector<FacetValue> values;
        for (std::size_t i = 0; i < m_sums.size(); ++i) {
            if (m_sums[i].reports > 0)
                values.push_back({ std::string(m_snapshot.text(spellings[i]->text)),
                    m_sums[i].reports, m_sums[i].figures });
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
    struct Spelling {
        StringId text = 0;
        std::uint32_t value = 0; ///< Place in m_sums.
        std::size_t reports = 0; ///< Reports that are counted under it.
    };
    struct Sum {
        StringId firstSpelling = 0;
        std::size_t reports = 0;
        std::uint64_t lastReport = 0; ///< That was counted.
        SessionFigures figures;
    };
    // Neighbours are mostly spelled alike.
    struct Recent {
        StringId text = 0;
        std::uint32_t spelling = 0;
        bool set = false;
    };

    std::uint32_t spellingOf(StringId id)
    {
        Recent& recent = m_recent[id % m_recent.size()];
        if (recent.set && recent.text == id)
            return recent.spelling;
        std::uint32_t& place = m_places[id];
        if (place == 0)
            place = newSpelling(id) + 1;
        recent = { id, place - 1, true };
        return recent.spelling;
    }

    std::uint32_t newSpelling(StringId id)
    {
        const auto next = static_cast<std::uint32_t>(m_sums.size());
        const auto [known, isNew] = m_byText.try_emplace(lowered(m_snapshot.text(id)), next);
        if (isNew)
            m_sums.push_back({ id, 0, 0, {} });
        m_spellings.push_back({ id, known->second, 0 });
        return static_cast<std::uint32_t>(m_spellings.size()) - 1;
    }

    Sum& seen(StringId id)
    {
        Spelling& spelling = m_spellings[spellingOf(id)];
        Sum& sum = m_sums[spelling.value];
        if (sum.lastReport != m_report) {
            sum.lastReport = m_report;
            ++sum.reports;
            ++spelling.reports;
        }
        return sum;
    }

    // The spelling of each value that most reports have; of equal ones the first by bytes.
    std::vector<const Spelling*> commonSpellings() const
    {
        std::vector<const Spelling*> best(m_sums.size());
        for (const Spelling& spelling : m_spellings) {
            const Spelling*& known = best[spelling.value];
            if (!known || spelling.reports > known->reports
                || (spelling.reports == known->reports
                    && m_snapshot.text(spelling.text) < m_snapshot.text(known->text)))
                known = &spelling;
        }
        return best;
    }

    const Snapshot& m_snapshot;
    NumberMap<std::uint32_t> m_places; ///< In m_spellings, from 1.
    std::array<Recent, 64> m_recent{};
    std::unordered_map<std::string, std::uint32_t> m_byText;
    std::vector<Spelling> m_spellings;
    std::vector<Sum> m_sums;
    std::uint64_t m_report = 0; ///< Number of the report that was entered, from 1.
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
        , m_organizationNames(snapshot.kept<Organizations>())
        , m_resultNames(snapshot.kept<ResultTypes>())
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
        for (FacetSums* sums : { &m_organizations, &m_results, &m_types, &m_modes })
            sums->enterReport();
        if (m_withOrganizations || m_withTypes || m_withModes) {
            const SessionFigures whole = m_figures.sum(group);
            if (m_withOrganizations)
                m_organizations.add(
                    m_organizationNames.of(segment.reports.organization[group.report.row]), whole);
            if (m_withTypes)
                addByPolicy(m_types, group, segment.policies.type, whole);
            if (m_withModes)
                addByPolicy(m_modes, group, segment.policies.mode, whole);
        }
        if (m_withResults)
            addResults(group);
    }

    // Reports without policies, which are in no group: somebody wrote them all the same.
    void addReportsWithoutPolicies(const Selection& selection)
    {
        if (!m_withOrganizations)
            return;
        forEachRun<ReportRows>(m_snapshot, selection.reports,
            [&](std::uint32_t index, std::size_t begin, std::size_t end) {
                const Snapshot::Part& part = m_snapshot.parts()[index];
                const auto& reports = part.segment->reports;
                for (std::size_t i = begin; i < end; ++i) {
                    const std::uint32_t row = selection.reports[i] - part.firstReport;
                    if (reports.firstPolicy[row] != reports.firstPolicy[row + 1])
                        continue;
                    m_organizations.enterReport();
                    m_organizations.add(m_organizationNames.of(reports.organization[row]), {});
                }
            });
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
        const bool twice = tellsTwice(group);
        m_details.clear();
        for (const std::uint32_t policy : group.policies) {
            for (const RowId id : m_selected.of(group.report.segmentIndex, policy)) {
                const std::uint32_t row = id - first;
                const StringId type = m_resultNames.of(failures.resultType[row]);
                if (twice)
                    m_details.push_back(
                        { m_results.numberOf(type), policies.domainKey[policy], policy, row });
                else
                    m_results.addFailed(type, failures.count[row]);
            }
        }
        std::sort(m_details.begin(), m_details.end());
        for (std::size_t i = 0; i < m_details.size();) {
            const std::uint32_t row = m_details[i].row;
            const StringId type = m_resultNames.of(failures.resultType[row]);
            m_results.addFailed(type, ofDomain(group, i));
        }
    }

    // Whether sts and tlsa are both there.
    bool tellsTwice(const ReportGroup& group)
    {
        if (group.policies.size() < 2)
            return false;
        TwiceCounted twice;
        for (const std::uint32_t policy : group.policies)
            twice.add(m_figures.types().of(group.report.segment->policies.type[policy]));
        return bool(twice);
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

    struct Detail {
        std::uint32_t type = 0; ///< Number of the result type.
        StringId domain = 0;
        std::uint32_t policy = 0, row = 0;
        friend auto operator<=>(const Detail&, const Detail&) = default;
    };

    ReportFigures m_figures;
    SelectedFailures m_selected;
    const Snapshot& m_snapshot;
    const Organizations& m_organizationNames;
    const ResultTypes& m_resultNames;
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
    AllSums sums = sumsOverReports(snapshot, selection, stop,
        [&](const ReportShare& share) { return AllSums(snapshot, selection, share, facets); });
    if (!stop.stop_requested())
        sums.addReportsWithoutPolicies(selection);
    return sums.tallies();
}

} // namespace mxlens
