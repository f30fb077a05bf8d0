// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/mxpattern.h"
#include "core/query/trend.h"
#include "core/report/resulttype.h"
#include "tests/core/support/plaingrouping.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

// The trend by MX by maps of texts.
namespace mxlens::testing {
/// A row of a trend, with a text of its own.
struct PlainTrendRow {
    Day day = 0;
    std::string key;
    SessionFigures figures;
};

// Which MX a policy can mean (DESIGN.md section 3, rule 4). Knows the whole snapshot, since
// whether the domain of a DANE policy is an MX or a recipient domain shows in other reports only.
// One thread; lives no longer than its snapshot.
class PlainMxCoverage final {
public:
    explicit PlainMxCoverage(const Snapshot& snapshot);

    // The MX that a policy means alone, normalized; empty where it can mean several. A DANE policy
    // means its domain, another one its only MX pattern, if that has no wildcard; neither when a
    // failure detail of the policy names another MX.
    std::string_view aloneHost(const RowPlace& policy);

    // Whether a policy covers an MX (normalized): by a pattern, as a DANE policy of that name, or
    // by a failure detail that names it.
    bool covers(const RowPlace& policy, std::string_view mx);

    // Whether an MX pattern or the DANE domain of a policy covers an MX; failure details aside.
    bool patternsCover(const RowPlace& policy, std::string_view mx);

private:
    const std::vector<std::string>& patternsOf(const RowPlace& policy);
    bool isTlsa(const RowPlace& policy) const;
    bool daneDomainIsMx(const RowPlace& policy) const;

    const Snapshot& m_snapshot;
    std::unordered_set<StringId> m_recipientDomains; //< Domains of policies other than tlsa.
    std::unordered_set<std::string_view> m_mxNames; //< Named by failure details or patterns.
    std::unordered_map<std::uint64_t, std::vector<std::string>> m_patterns;
};

inline PlainMxCoverage::PlainMxCoverage(const Snapshot& snapshot)
    : m_snapshot(snapshot)
{
    for (std::uint32_t part = 0; part < snapshot.parts().size(); ++part) {
        const Segment& segment = *snapshot.parts()[part].segment;
        for (const StringId mx : segment.failures.mxKey.ids())
            m_mxNames.insert(snapshot.text(mx));
        for (std::uint32_t row = 0; row < segment.policies.report.size(); ++row) {
            const RowPlace policy{ &segment, part, row };
            if (isTlsa(policy))
                continue;
            m_recipientDomains.insert(segment.policies.domainKey[row]);
            for (const std::string& pattern : patternsOf(policy)) {
                if (!pattern.starts_with('*'))
                    m_mxNames.insert(pattern);
            }
        }
    }
    m_mxNames.erase(std::string_view());
}

inline bool PlainMxCoverage::isTlsa(const RowPlace& policy) const
{
    return policyTypeOf(m_snapshot.text(policy.segment->policies.type[policy.row]))
        == PolicyType::Tlsa;
}

inline const std::vector<std::string>& PlainMxCoverage::patternsOf(const RowPlace& policy)
{
    const StringId hosts = policy.segment->policies.mxHosts[policy.row];
    const StringId text = policy.segment->policies.policyText[policy.row];
    const auto [entry, isNew]
        = m_patterns.try_emplace(static_cast<std::uint64_t>(hosts) << 32 | text);
    if (isNew)
        entry->second = mxPatternsOf(m_snapshot.text(hosts), m_snapshot.text(text));
    return entry->second;
}

// RFC 8460 has the MX there, Microsoft the recipient domain.
inline bool PlainMxCoverage::daneDomainIsMx(const RowPlace& policy) const
{
    const StringId domain = policy.segment->policies.domainKey[policy.row];
    return domain != 0
        && (m_mxNames.contains(m_snapshot.text(domain)) || !m_recipientDomains.contains(domain));
}

inline std::string_view PlainMxCoverage::aloneHost(const RowPlace& policy)
{
    const auto& policies = policy.segment->policies;
    std::string_view host;
    if (isTlsa(policy)) {
        if (daneDomainIsMx(policy))
            host = m_snapshot.text(policies.domainKey[policy.row]);
    } else if (const auto& patterns = patternsOf(policy);
               patterns.size() == 1 && patterns.front().find('*') == std::string::npos) {
        host = patterns.front();
    }
    for (std::uint32_t row = policies.firstFailure[policy.row];
         row < policies.firstFailure[policy.row + 1]; ++row) {
        const std::string_view mx = m_snapshot.text(policy.segment->failures.mxKey[row]);
        if (!mx.empty() && mx != host)
            return {};
    }
    return host;
}

inline bool PlainMxCoverage::patternsCover(const RowPlace& policy, std::string_view mx)
{
    if (isTlsa(policy))
        return daneDomainIsMx(policy)
            && m_snapshot.text(policy.segment->policies.domainKey[policy.row]) == mx;
    const auto& patterns = patternsOf(policy);
    return std::any_of(patterns.begin(), patterns.end(),
        [mx](const std::string& pattern) { return mxPatternMatches(pattern, mx); });
}

inline bool PlainMxCoverage::covers(const RowPlace& policy, std::string_view mx)
{
    const auto& policies = policy.segment->policies;
    for (std::uint32_t row = policies.firstFailure[policy.row];
         row < policies.firstFailure[policy.row + 1]; ++row) {
        if (m_snapshot.text(policy.segment->failures.mxKey[row]) == mx)
            return true;
    }
    return patternsCover(policy, mx);
}

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

class PlainMxTrendBuilder {
public:
    PlainMxTrendBuilder(const Snapshot& snapshot, const Selection& selection)
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

    std::vector<PlainTrendRow> rows()
    {
        std::vector<PlainTrendRow> rows;
        for (auto& [day, content] : m_days) {
            for (auto& [mx, sum] : content.mxs) {
                const bool known = sum.standsAlone && !coveredByOthers(content, mx);
                PlainTrendRow row{ day, mx, { {}, {}, sum.failed } };
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
    PlainMxCoverage m_coverage;
    PlainSelectedFailures m_selected;
    std::map<Day, DayContent> m_days;
};

inline std::vector<PlainTrendRow> plainMxTrend(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop)
{
    PlainMxTrendBuilder builder(snapshot, selection);
    plainForEachReport(
        snapshot, selection, stop, [&builder](const ReportGroup& group) { builder.add(group); });
    return builder.rows();
}

inline std::vector<MxDayFigures> plainMxDays(const Snapshot& snapshot, const Selection& selection,
    const std::string& mx, std::stop_token stop)
{
    // The MX itself as the trend table has it, so that chart and export never differ.
    std::map<Day, MxDayFigures> days;
    for (const PlainTrendRow& row : plainMxTrend(snapshot, selection, stop)) {
        if (row.key == mx)
            days[row.day] = { row.day, row.figures, {} };
    }
    PlainMxCoverage coverage(snapshot);
    plainForEachReport(snapshot, selection, stop, [&](const ReportGroup& group) {
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
} // namespace mxlens::testing
