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

    SessionFigures& operator+=(const SessionFigures& other);
    friend bool operator==(const SessionFigures&, const SessionFigures&) = default;
};

/// Adds up the policies of one report for one domain so that no session counts twice: sts and tlsa
/// are the same sessions, so the larger sum of the two counts (DESIGN.md section 3, rule 3).
class DomainTally final {
public:
    void add(PolicyType type, Count successful, Count failed);
    SessionFigures figures() const;

private:
    struct Sums {
        Count sessions, successful, failed;
    };
    Sums m_sts, m_tlsa, m_rest;
};

} // namespace mxlens
