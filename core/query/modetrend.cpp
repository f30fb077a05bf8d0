// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/modetrend.h"

#include "core/query/grouping.h"
#include "core/query/trendtable.h"

#include <algorithm>

namespace mxlens {

namespace {

/// What is left of whole where part is taken away; unknown where nothing is.
Count beyond(Count whole, Count part)
{
    if (!whole.known() || !part.known())
        return whole;
    const std::int64_t left = whole.valueOr(0) - part.valueOr(0);
    return left > 0 ? Count(left) : Count();
}

/// The policies of one report for one domain.
class DomainModes final {
public:
    explicit DomainModes(StringId domain)
        : m_domain(domain)
    {
    }

    StringId domain() const { return m_domain; }

    void add(PolicyType type, StringId mode, Count successful, Count failed)
    {
        if (type == PolicyType::Tlsa)
            m_tlsa.add(type, successful, failed);
        else if (type == PolicyType::Sts)
            sts(mode).add(type, successful, failed);
        else
            m_rest.add(type, successful, failed);
    }

    void addTo(TrendTable& table, Day day) const
    {
        SessionFigures counted;
        for (const auto& [mode, tally] : m_sts) {
            const SessionFigures figures = tally.figures();
            table.of(day, mode) += figures;
            counted += figures;
        }
        const SessionFigures tlsa = m_tlsa.figures();
        SessionFigures more;
        more.sessions = beyond(tlsa.sessions, counted.sessions);
        more.failed = beyond(tlsa.failed, counted.failed);
        if (more.sessions.known() && tlsa.successful.known())
            more.successful = Count(more.sessions.valueOr(0) - more.failed.valueOr(0));
        const SessionFigures rest = m_rest.figures();
        if (rest != SessionFigures() || more != SessionFigures()) {
            table.of(day, 0) += rest;
            table.of(day, 0) += more;
        }
    }

private:
    DomainTally& sts(StringId mode)
    {
        const auto found
            = std::ranges::find(m_sts, mode, [](const auto& one) { return one.first; });
        return found != m_sts.end() ? found->second
                                    : m_sts.emplace_back(mode, DomainTally()).second;
    }

    StringId m_domain;
    std::vector<std::pair<StringId, DomainTally>> m_sts; ///< By mode.
    DomainTally m_tlsa, m_rest;
};

class ModeSums final {
public:
    explicit ModeSums(const Snapshot& snapshot)
        : m_types(snapshot)
    {
    }

    void add(const ReportGroup& group)
    {
        const Day day = group.report.segment->reports.day[group.report.row];
        if (day == noDay)
            return;
        const auto& policies = group.report.segment->policies;
        m_rows.clear();
        for (const std::uint32_t row : group.policies)
            m_rows.emplace_back(policies.domainKey[row], row);
        std::ranges::sort(m_rows);
        for (std::size_t at = 0; at < m_rows.size();) {
            DomainModes modes(m_rows[at].first);
            for (; at < m_rows.size() && m_rows[at].first == modes.domain(); ++at) {
                const std::uint32_t row = m_rows[at].second;
                modes.add(m_types.of(policies.type[row]), policies.mode[row],
                    policies.successful[row], policies.failed[row]);
            }
            modes.addTo(m_table, day);
        }
    }
    void merge(const ModeSums& other) { m_table.merge(other.m_table); }
    const TrendTable& table() const { return m_table; }

private:
    PolicyTypes m_types;
    std::vector<std::pair<StringId, std::uint32_t>> m_rows;
    TrendTable m_table;
};

} // namespace

std::vector<TrendRow> modeTrend(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop)
{
    const auto sums = sumsOverReports(
        snapshot, selection, stop, [&](const ReportShare&) { return ModeSums(snapshot); });
    return sums.table().rows([&snapshot](std::uint32_t id) { return snapshot.text(id); });
}

} // namespace mxlens
