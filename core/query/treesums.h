// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/grouping.h"
#include "core/query/numbermap.h"
#include "core/query/totals.h"

#include <vector>

namespace mxlens {

/// Collects the failures of MX and result types below domains. MX are told apart by domain and
/// name, result types by MX and name. One thread.
class DetailSums final {
public:
    /// Failures of one MX or result type.
    struct Sum {
        std::uint32_t parent = 0; ///< Id of the domain, or number of the MX.
        StringId name = 0;
        Count failed;
    };

    /// Lives no longer than what it is made of.
    DetailSums(const Snapshot& snapshot, const Selection& selection, const ReportShare& share)
        : m_snapshot(snapshot)
        , m_selected(snapshot, selection, share)
    {
    }

    void add(const ReportGroup& group, PolicyTypes& types)
    {
        const auto& policies = group.report.segment->policies;
        bool sts = false;
        bool tlsa = false;
        for (const std::uint32_t policy : group.policies) {
            const PolicyType type = types.of(policies.type[policy]);
            sts |= type == PolicyType::Sts;
            tlsa |= type == PolicyType::Tlsa;
        }
        if (sts && tlsa)
            addTwice(group, types);
        else
            addOnce(group);
    }

    void merge(const DetailSums& other)
    {
        std::vector<std::uint32_t> mxs;
        for (const Sum& sum : other.m_mxs) {
            mxs.push_back(mxNumber(sum.parent, sum.name));
            m_mxs[mxs.back()].failed += sum.failed;
        }
        for (const Sum& sum : other.m_types)
            m_types[typeNumber(mxs[sum.parent], sum.name)].failed += sum.failed;
    }

    const std::vector<Sum>& mxs() const { return m_mxs; }
    const std::vector<Sum>& resultTypes() const { return m_types; }

private:
    std::uint32_t numberOf(NumberMap<std::uint32_t>& numbers, std::vector<Sum>& sums,
        std::uint32_t parent, StringId name)
    {
        std::uint32_t& number = numbers[pairKey(parent, name)];
        if (number == 0) {
            sums.push_back({ parent, name, {} });
            number = static_cast<std::uint32_t>(sums.size());
        }
        return number - 1;
    }
    std::uint32_t mxNumber(StringId domain, StringId mx)
    {
        return numberOf(m_mxNumbers, m_mxs, domain, mx);
    }
    std::uint32_t typeNumber(std::uint32_t mx, StringId type)
    {
        return numberOf(m_typeNumbers, m_types, mx, type);
    }

    // Where the failures of a domain, an MX and a result type belong. A few of them come again and
    // again: those that came last are at hand, by what their ids make together.
    struct Place {
        StringId domain = 0, mx = 0, type = 0;
        std::uint32_t mxNumber = 0, typeNumber = 0;
        bool set = false;
    };
    static constexpr unsigned placeBits = 12;

    const Place& placeOf(StringId domain, StringId mx, StringId type)
    {
        const std::uint32_t mixed = (domain * 3 + mx * 5 + type) * 0x9E3779B1u;
        Place& place = m_places[mixed >> (32 - placeBits)];
        if (!place.set || place.mx != mx || place.type != type || place.domain != domain) {
            const std::uint32_t number = mxNumber(domain, mx);
            place = { domain, mx, type, number, typeNumber(number, type), true };
        }
        return place;
    }

    // Nothing in the report is counted twice: the sums are plain ones.
    void addOnce(const ReportGroup& group)
    {
        const auto& policies = group.report.segment->policies;
        const auto& failures = group.report.segment->failures;
        const RowId first = m_snapshot.parts()[group.report.segmentIndex].firstFailure;
        for (const std::uint32_t policy : group.policies) {
            for (const RowId id : m_selected.of(group.report.segmentIndex, policy)) {
                const std::uint32_t row = id - first;
                const Place& place = placeOf(
                    policies.domainKey[policy], failures.mxKey[row], failures.resultType[row]);
                m_mxs[place.mxNumber].failed += failures.count[row];
                m_types[place.typeNumber].failed += failures.count[row];
            }
        }
    }

    // Within one report sts and tlsa are the same sessions, so the larger of the two counts.
    void addTwice(const ReportGroup& group, PolicyTypes& types)
    {
        const auto& policies = group.report.segment->policies;
        const auto& failures = group.report.segment->failures;
        const RowId first = m_snapshot.parts()[group.report.segmentIndex].firstFailure;
        NumberMap<DomainTally> byMx;
        NumberMap<DomainTally> byType;
        for (const std::uint32_t policy : group.policies) {
            const PolicyType type = types.of(policies.type[policy]);
            for (const RowId id : m_selected.of(group.report.segmentIndex, policy)) {
                const std::uint32_t row = id - first;
                const std::uint32_t mx = mxNumber(policies.domainKey[policy], failures.mxKey[row]);
                byMx[mx].add(type, {}, failures.count[row]);
                byType[typeNumber(mx, failures.resultType[row])].add(type, {}, failures.count[row]);
            }
        }
        for (const auto& [mx, tally] : byMx.entries())
            m_mxs[mx].failed += tally.figures().failed;
        for (const auto& [number, tally] : byType.entries())
            m_types[number].failed += tally.figures().failed;
    }

    const Snapshot& m_snapshot;
    SelectedFailures m_selected;
    NumberMap<std::uint32_t> m_mxNumbers, m_typeNumbers;
    std::vector<Sum> m_mxs, m_types;
    std::vector<Place> m_places = std::vector<Place>(std::size_t{ 1 } << placeBits);
};

/// Everything that the tree shows, while it is collected. One thread.
class TreeSums final {
public:
    TreeSums(const Snapshot& snapshot, const Selection& selection, const ReportShare& share)
        : m_details(snapshot, selection, share)
    {
    }

    /// domains: the figures of the report by domain.
    void add(
        const ReportGroup& group, const std::vector<DomainFigures>& domains, PolicyTypes& types)
    {
        for (const DomainFigures& domain : domains)
            m_domains[domain.domain] += domain.figures;
        m_details.add(group, types);
    }
    void merge(const TreeSums& other)
    {
        for (const auto& [domain, figures] : other.m_domains.entries())
            m_domains[domain] += figures;
        m_details.merge(other.m_details);
    }
    const NumberMap<SessionFigures>& domains() const { return m_domains; }
    const DetailSums& details() const { return m_details; }

private:
    NumberMap<SessionFigures> m_domains;
    DetailSums m_details;
};

/// The tree that sums make, in its order.
std::vector<DomainNode> treeOf(const Snapshot& snapshot, const TreeSums& sums);

} // namespace mxlens
