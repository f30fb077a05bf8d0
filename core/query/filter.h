// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/datetime.h"
#include "core/report/ipaddress.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mxlens {

/// The keys of the filter text (DESIGN.md section 6). Any is a bare word: every text column.
enum class FilterKey {
    Any,
    Domain,
    Mx,
    Org,
    Result,
    Type,
    Mode,
    Ip,
    Reason,
    Report,
    Source,
    After,
    Before,
    Failures,
    Sessions,
};

/// One text to compare with, or one address prefix.
struct FilterPattern {
    std::string text; ///< Lower case; `*` is a wildcard where hasWildcard.
    bool hasWildcard = false;
    std::optional<IpAddress> address; ///< For `ip:` where text is an address or prefix.
    int prefixBits = 0;
    std::string written; ///< As it was written, without the quotes.
};

/// One term: a key, what to compare with, and whether it is negated.
struct FilterTerm {
    FilterKey key = FilterKey::Any;
    bool negated = false;
    std::vector<FilterPattern> patterns; ///< OR. Empty for days and numbers.
    /// For Mx, and never so by the text of a filter: a failure detail that names no MX belongs to
    /// none, whatever its policy means.
    bool namedOnly = false;
    Day day = 0; ///< For After and Before, both inclusive.
    std::int64_t lowest = 0; ///< For Failures and Sessions, both inclusive.
    std::int64_t highest = 0;
    std::size_t position = 0; ///< Byte in the text where the term begins ...
    std::size_t length = 0; ///< ... and its length.
};

/// Why a filter text makes no sense, and where.
struct FilterError {
    std::size_t position = 0; ///< First byte of what is wrong.
    std::size_t length = 0; ///< 0 where something is missing at the end of the text.
    std::string message; ///< English, one sentence without a full stop.
};

/// A parsed filter: terms joined by AND.
struct Filter {
    std::vector<FilterTerm> terms;
    bool empty() const { return terms.empty(); }
};

/// Every key but Any, in the order in which people are told of them.
std::span<const FilterKey> filterKeys();

/// A key as it stands in the filter text: "domain"; empty for Any.
std::string_view filterKeyName(FilterKey key);

/// The key of that name, whatever its case; nothing where there is none.
std::optional<FilterKey> filterKeyNamed(std::string_view name);

/// Whether the name of a key begins so, whatever its case: what is being typed may become one.
bool beginsFilterKey(std::string_view text);

/// Parses the filter text of DESIGN.md section 6.
std::variant<Filter, FilterError> parseFilter(std::string_view text);

/// Whether a term asks about failure details (mx, result, ip, reason, and failures: for few, which
/// details of policies of many may tell of): the figures of what it leaves are those of whole
/// policies all the same (Selection).
bool isAboutDetails(const FilterTerm& term);

/// Whether pattern covers all of text; both lower case, `*` in pattern is any run of characters.
bool wildcardMatches(std::string_view pattern, std::string_view text);

/// A value as it must stand in a filter text to be taken literally: quoted where it needs to be.
std::string quoteForFilter(std::string_view value);

} // namespace mxlens
