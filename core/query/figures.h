// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/count.h"
#include "core/report/resulttype.h"

namespace mxlens {

/// Session counts that belong together. successful = sessions - failed where both are known.
struct SessionFigures {
    Count sessions;
    Count successful;
    Count failed;

    SessionFigures& operator+=(const SessionFigures& other)
    {
        sessions += other.sessions;
        successful += other.successful;
        failed += other.failed;
        return *this;
    }
    /// Whether a part of the sessions can be told as a rate: where nobody counted the failed ones,
    /// or the others, those that are known are not all.
    bool haveRate() const { return successful.known() && failed.known(); }
    friend bool operator==(const SessionFigures&, const SessionFigures&) = default;
};

/// Adds up the policies of one report for one domain so that no session counts twice: sts and tlsa
/// are the same sessions, so the larger sum of the two counts (DESIGN.md section 3, rule 3). Stands
/// here whole: a million of them are added up while somebody waits.
class DomainTally final {
public:
    void add(PolicyType type, Count successful, Count failed)
    {
        Sums& sums = type == PolicyType::Sts ? m_sts : type == PolicyType::Tlsa ? m_tlsa : m_rest;
        sums.sessions += successful + failed;
        sums.successful += successful;
        sums.failed += failed;
    }

    SessionFigures figures() const
    {
        SessionFigures figures;
        figures.sessions = m_rest.sessions + larger(m_sts.sessions, m_tlsa.sessions);
        figures.failed = m_rest.failed + larger(m_sts.failed, m_tlsa.failed);
        // What is left are successes, unless nobody counted any: then they are unknown, not zero.
        const bool counted
            = m_rest.successful.known() || m_sts.successful.known() || m_tlsa.successful.known();
        if (counted)
            figures.successful = Count(figures.sessions.valueOr(0) - figures.failed.valueOr(0));
        return figures;
    }

private:
    struct Sums {
        Count sessions, successful, failed;
    };
    Sums m_sts, m_tlsa, m_rest;
};

} // namespace mxlens
