// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/appliedpolicies.h"
#include "core/diagnosis/denseindex.h"
#include "core/query/figures.h"
#include "core/query/selection.h"

#include <stop_token>
#include <vector>

namespace mxlens {

/// A policy as it stands in reports: the same texts.
struct PolicyForm {
    StringId type = 0, mode = 0, text = 0, mxHosts = 0;
    PolicyType policyType = PolicyType::Other; ///< What type says ...
    PolicyMode policyMode = PolicyMode::Absent; ///< ... and mode.
};

/// A policy that a reporter saw on a day.
struct PolicySighting {
    Day day = noDay;
    std::uint32_t form = 0; ///< Index in Background::forms.
    RowId policy = 0;
};

/// Sessions of one day.
struct DaySessions {
    Day day = noDay;
    SessionFigures figures;
    Count refused; ///< Failed ones under a policy that had them refused: enforce or DANE.
    Count failedBesideDane; ///< Failed ones as policies other than DANE tell it.
    Count told; ///< Sessions of the policies that say how many of them failed.

    void add(const DaySessions& other)
    {
        figures += other.figures;
        refused += other.refused;
        failedBesideDane += other.failedBesideDane;
        told += other.told;
    }
};

/// A policy of which failure details and summary cannot both be right.
struct CountFault {
    Day day = noDay;
    RowId policy = 0;
    RowId report = 0; ///< Policies of one report are neighbours.
    PolicyType type = PolicyType::Other;
    AppliedPolicy applied = AppliedPolicy::Unknown;
    Count failed; ///< Of the summary.
    bool isBare = false; ///< There is no detail at all.
};

/// What one reporter said on one domain.
struct ReporterView {
    std::uint32_t domain = 0; ///< Index in Background::domains.
    StringId organization = 0; ///< That of Organizations, as everywhere in the diagnosis.
    std::vector<DaySessions> days; ///< By day, one for each; reports without a day are left out.
    std::vector<PolicySighting> sightings; ///< By day.
    std::vector<CountFault> faults; ///< In input order.
    SessionFigures figures; ///< All of its reports.
    std::uint32_t reports = 0;

    Day firstDay() const { return days.empty() ? noDay : days.front().day; }
    Day lastDay() const { return days.empty() ? noDay : days.back().day; }
    /// Sum over the days first to last, both inclusive.
    SessionFigures between(Day first, Day last) const;
};

/// One policy domain.
struct DomainView {
    StringId name = 0; ///< Normalized; 0 for policies without a domain.
    std::vector<std::uint32_t> reporters; ///< Indices in Background::reporters.
    std::vector<DaySessions> days; ///< All reporters; by day, one for each.
    SessionFigures figures;
    Day firstDay = noDay, lastDay = noDay;

    /// Sum over the days first to last, both inclusive.
    SessionFigures between(Day first, Day last) const;
};

/// What reports say beside their failure details: who reported on which domain on which days, how
/// many sessions there were, and which policies were seen. Sessions by rule 3 of the design.
struct Background {
    std::vector<DomainView> domains; ///< In the order of the input.
    std::vector<ReporterView> reporters;
    std::vector<PolicyForm> forms;
    DenseIndex domainIndex; ///< {domain, 0, 0} -> domains
    DenseIndex reporterIndex; ///< {domain, organization, 0} -> reporters

    /// The domain with that name, or nullptr.
    const DomainView* domain(StringId name) const;
    /// What an organization said on a domain (names), or nullptr.
    const ReporterView* reporter(StringId domain, StringId organization) const;
};

/// One pass over the policies of a selection, on several threads where there are many. Stops early
/// when asked to.
Background collectBackground(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop);

} // namespace mxlens
