// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/drafts.h"

#include <map>
#include <vector>

namespace mxlens {

/// Who missed STARTTLS where and when, over all domains: what drafts said when it was made. Once
/// that is done any thread may ask.
class MissedStarttls final {
public:
    /// The drafts of one domain; their observations are sorted by day.
    void add(const std::vector<Draft>& drafts);

    /// Whether others than the organization miss it in the same days, too: at the same MX in
    /// reports on another domain or, where the reporter names no MX, at any MX of the domain.
    bool othersSeeIt(const Draft& seen, StringId organization) const;

private:
    struct Sighting {
        Day day = noDay;
        StringId organization = 0;
    };
    /// What one draft tells.
    struct Place {
        StringId domain = 0;
        std::vector<Sighting> sightings; ///< By day.
    };

    std::multimap<StringId, Place> m_byMx;
    std::multimap<StringId, Place> m_byDomain;
};

} // namespace mxlens
