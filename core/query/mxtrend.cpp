// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/mxtrend.h"

#include "core/query/grouping.h"
#include "core/query/mxcoverage.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace mxlens {

namespace {

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
};

using MxName = std::string;

class MxTrendBuilder {
public:
    MxTrendBuilder(const Snapshot& snapshot, const Selection& selection)
        : m_snapshot(snapshot)
        , m_coverage(snapshot)
        , m_selected(snapshot, selection)
    {
    }

    void add(const ReportGroup& group)
    {
        const Day day = group.report.segment->reports.day[group.report.row];
        std::map<MxName, MxOfReport> mxs;
        for (const std::uint32_t row : group.policies)
            addPolicy({ group.report.segment, group.report.segmentIndex, row }, day, mxs);
        if (day == noDay)
            return;
        for (const auto& [mx, said] : mxs) {
            MxOfDay& sum = m_days[day].mxs[mx];
            sum.failed += said.named ? said.details.figures().failed : Count();
            sum.alone += said.standsAlone ? said.alone.figures() : SessionFigures();
            sum.named |= said.named;
            sum.standsAlone |= said.standsAlone;
        }
    }

    std::vector<TrendRow> rows()
    {
        std::vector<TrendRow> rows;
        for (auto& [day, content] : m_days) {
            for (auto& [mx, sum] : content.mxs) {
                const bool known = sum.standsAlone && !coveredByOthers(content, mx);
                TrendRow row{ day, mx, { {}, {}, sum.failed } };
                if (!sum.named)
                    row.figures.failed = Count::zero();
                if (known) {
                    row.figures.sessions = sum.alone.sessions;
                    row.figures.successful = sum.alone.successful;
                }
                rows.push_back(std::move(row));
            }
        }
        return rows;
    }

private:
    struct DayContent {
        std::map<MxName, MxOfDay> mxs;
        // Policies of the day that can mean several MX; one of each text is enough.
        std::map<std::array<StringId, 4>, RowPlace> shared;
        std::set<MxName> namedByShared;
    };

    void addPolicy(const RowPlace& policy, Day day, std::map<MxName, MxOfReport>& mxs)
    {
        const auto& policies = policy.segment->policies;
        const auto& failures = policy.segment->failures;
        const PolicyType type = policyTypeOf(m_snapshot.text(policies.type[policy.row]));
        const MxName alone(m_coverage.aloneHost(policy));
        if (!alone.empty()) {
            MxOfReport& said = mxs[alone];
            said.standsAlone = true;
            said.alone.add(type, policies.successful[policy.row], policies.failed[policy.row]);
        } else if (day != noDay) {
            m_days[day].shared.try_emplace(
                { policies.type[policy.row], policies.domainKey[policy.row],
                    policies.mxHosts[policy.row], policies.policyText[policy.row] },
                policy);
        }
        for (const std::uint32_t row : m_selected.of(policy.segmentIndex, policy.row)) {
            const MxName mx = mxOf(policy, row, alone);
            if (mx.empty())
                continue;
            MxOfReport& said = mxs[mx];
            said.named = true;
            said.details.add(type, {}, failures.count[row]);
            if (alone.empty() && day != noDay)
                m_days[day].namedByShared.insert(mx);
        }
    }

    // The MX of a failure detail. One that names none belongs to the MX that its policy means
    // alone, unless it is about fetching the policy, which happens before any MX is asked.
    MxName mxOf(const RowPlace& policy, std::uint32_t failure, const MxName& alone) const
    {
        const auto& failures = policy.segment->failures;
        const std::string_view named = m_snapshot.text(failures.mxKey[failure]);
        if (!named.empty() || m_snapshot.text(failures.resultType[failure]).starts_with("sts-"))
            return MxName(named);
        return alone;
    }

    bool coveredByOthers(const DayContent& content, const MxName& mx)
    {
        return content.namedByShared.contains(mx)
            || std::any_of(content.shared.begin(), content.shared.end(),
                [&](const auto& entry) { return m_coverage.patternsCover(entry.second, mx); });
    }

    const Snapshot& m_snapshot;
    MxCoverage m_coverage;
    SelectedFailures m_selected;
    std::map<Day, DayContent> m_days;
};

} // namespace

std::vector<TrendRow> mxTrend(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop)
{
    MxTrendBuilder builder(snapshot, selection);
    forEachReport(
        snapshot, selection, stop, [&builder](const ReportGroup& group) { builder.add(group); });
    return builder.rows();
}

std::vector<MxDayFigures> mxDays(const Snapshot& snapshot, const Selection& selection,
    const std::string& mx, std::stop_token stop)
{
    // The MX itself as the trend table has it, so that chart and export never differ.
    std::map<Day, MxDayFigures> days;
    for (const TrendRow& row : mxTrend(snapshot, selection, stop)) {
        if (row.key == mx)
            days[row.day] = { row.day, row.figures, {} };
    }
    MxCoverage coverage(snapshot);
    forEachReport(snapshot, selection, stop, [&](const ReportGroup& group) {
        const Day day = group.report.segment->reports.day[group.report.row];
        const auto& policies = group.report.segment->policies;
        DomainTally tally;
        bool covered = false;
        for (const std::uint32_t row : group.policies) {
            if (!coverage.covers({ group.report.segment, group.report.segmentIndex, row }, mx))
                continue;
            covered = true;
            tally.add(policyTypeOf(snapshot.text(policies.type[row])), policies.successful[row],
                policies.failed[row]);
        }
        if (!covered || day == noDay)
            return;
        // Covered and not named by any failure detail: nothing failed there.
        const auto entry
            = days.try_emplace(day, MxDayFigures{ day, { {}, {}, Count::zero() }, {} });
        entry.first->second.covering += tally.figures();
    });
    std::vector<MxDayFigures> result;
    result.reserve(days.size());
    for (const auto& [day, figures] : days)
        result.push_back(figures);
    return result;
}

} // namespace mxlens
