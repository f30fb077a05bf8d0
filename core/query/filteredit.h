// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/filter.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Changes of a filter text, as clicks make them: the other terms stay as they were written. A text
/// that does not parse is given back as it is.

/// The text without the term at that place in Filter::terms.
std::string withoutTerm(std::string_view text, std::size_t index);

/// The text without the terms of a key, positive and negated.
std::string withoutKey(std::string_view text, FilterKey key);

/// Values of the positive or the negated terms of a key, as they were written.
std::vector<std::string> valuesOf(std::string_view text, FilterKey key, bool negated);

/// The text with one term `key:a,b`, or `-key:a,b`, in place of the terms of that key and sign;
/// without any where there are no values.
std::string withValues(
    std::string_view text, FilterKey key, bool negated, const std::vector<std::string>& values);

/// The text so that it leaves only rows of that value. What was wanted of the key before gives way:
/// a row that shows the value has met it.
std::string showingOnly(std::string_view text, FilterKey key, const std::string& value);

/// The text so that it leaves out rows of that value.
std::string leavingOut(std::string_view text, FilterKey key, const std::string& value);

/// Whether two values of a filter text are the same to it.
bool sameFilterValue(std::string_view a, std::string_view b);

} // namespace mxlens
