// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/missedstarttls.h"

#include <algorithm>

namespace mxlens {

void MissedStarttls::add(const std::vector<Draft>& drafts)
{
    for (const Draft& draft : drafts) {
        if (draft.cause != Cause::StarttlsNotSupported || draft.subject == 0)
            continue;
        Place place;
        place.domain = draft.domain;
        place.sightings.reserve(draft.observations.size());
        for (const Observation& observation : draft.observations)
            place.sightings.push_back({ observation.day, observation.organization });
        m_byDomain.emplace(draft.domain, place);
        m_byMx.emplace(draft.subject, std::move(place));
    }
}

bool MissedStarttls::othersSeeIt(const Draft& seen, StringId organization) const
{
    const Day first = seen.observations.front().day;
    const Day last = seen.observations.back().day;
    const bool isNamed = seen.subject != 0;
    const auto [begin, end]
        = isNamed ? m_byMx.equal_range(seen.subject) : m_byDomain.equal_range(seen.domain);
    return std::any_of(begin, end, [&](const auto& entry) {
        const Place& place = entry.second;
        if (isNamed && place.domain == seen.domain)
            return false;
        auto sighting = std::ranges::lower_bound(place.sightings, first, {}, &Sighting::day);
        for (; sighting != place.sightings.end() && sighting->day <= last; ++sighting) {
            if (sighting->organization != organization)
                return true;
        }
        return false;
    });
}

} // namespace mxlens
