// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/drafts.h"

#include <map>
#include <utility>
#include <vector>

namespace mxlens {

/// What reports tell of hosts that are a policy domain of their own for some reporters (DANE) and
/// an MX of other domains for others: the same fault of a host, seen under two names. Once it is
/// made any thread may ask.
class HostSightings final {
public:
    HostSightings(const Background& background, const Evidence& evidence);

    /// Failed sessions that other reporters saw by the same cause at the MX of a draft in the same
    /// days, under another policy domain.
    double confirming(const Draft& draft) const;

private:
    struct Sighting {
        Day day = noDay;
        StringId organization = 0, domain = 0;
        double failed = 0;
    };
    std::map<std::pair<StringId, Cause>, std::vector<Sighting>> m_byHost; ///< By day.
};

/// Failed connections of one domain that have no exact reason, and those that have one.
class UnexactReasons final {
public:
    explicit UnexactReasons(const std::vector<Draft>& drafts);

    /// Failed sessions that other reporters saw at the MX of a draft in the same days and gave a
    /// less or more exact reason for.
    double confirming(const Draft& draft) const;

private:
    std::multimap<StringId, const Draft*> m_byMx;
};

/// Failures without an exact reason join those at the same MX, in about the same days and of other
/// reporters, that have one.
void joinUnexactReasons(std::vector<Draft>& drafts);

} // namespace mxlens
