// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/language.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace mxlens {

/// A word for one and for many of a thing.
struct CountedWord {
    std::string_view one, many;
};

/// The fixed texts of the summary in one language. What stands in braces is filled in.
struct SummaryWords {
    CountedWord source, duplicate, organization, otherDomain, policyUnknown;
    std::string_view sources; ///< The line of sources.
    std::string_view reports, fromOrganizations, withDeviations, ofRead, domains, days, dayValue;
    std::string_view sessions, succeeded, failed, of;
    std::string_view noDomain, noMx, noResultType, notDetailed, overlap;
    std::string_view failuresHead, clean, unreadableHead;
    std::string_view noReport, notAllKnown, noSession, nothingFailed;
    std::string_view detailFilter;
};

/// The texts of a language.
const SummaryWords& summaryWords(Language language);

/// `3 reports`, `1 report`.
std::string countedIn(Language language, std::size_t number, const CountedWord& word);

} // namespace mxlens
