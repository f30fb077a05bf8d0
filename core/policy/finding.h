// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace mxlens {

/// How much a finding matters to those who read the checked text.
enum class FindingSeverity {
    Error, ///< Senders will refuse or misread the text.
    Warning, ///< It works, for some senders or not as it was meant.
    Hint, ///< Works everywhere; worth knowing.
};

/// Something that a checker noticed in a policy or record: where, what, and what to do about it.
struct Finding {
    FindingSeverity severity = FindingSeverity::Error;
    std::size_t line = 0; ///< From 1; 0 where the text as a whole is meant.
    std::size_t column = 0; ///< Byte in that line, from 1; 0 for the whole line.
    std::string what; ///< English, one clause without a full stop.
    std::string advice; ///< English, one sentence without a full stop; may be empty.
};

/// Whether senders can use a text with these findings: none of them is an error.
bool isUsable(const std::vector<Finding>& findings);

/// Whether there is anything to mend: an error or a warning.
bool hasFault(const std::vector<Finding>& findings);

/// `error`, `warning` or `hint`.
const char* severityName(FindingSeverity severity);

} // namespace mxlens
