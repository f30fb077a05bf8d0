// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/figures.h"

namespace mxlens {

SessionFigures& SessionFigures::operator+=(const SessionFigures& other)
{
    sessions += other.sessions;
    successful += other.successful;
    failed += other.failed;
    return *this;
}

void DomainTally::add(PolicyType type, Count successful, Count failed)
{
    Sums& sums = type == PolicyType::Sts ? m_sts : type == PolicyType::Tlsa ? m_tlsa : m_rest;
    sums.sessions += successful + failed;
    sums.successful += successful;
    sums.failed += failed;
}

SessionFigures DomainTally::figures() const
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

} // namespace mxlens
