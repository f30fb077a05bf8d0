// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// A record taken out of what people paste.
struct RecordText {
    std::string owner; ///< As written; empty without one.
    std::string value; ///< Its character-strings joined, without quotes and escapes.
    std::vector<std::size_t> places; ///< For each byte of value its byte in the text, from 0.
    std::size_t longestString = 0; ///< Bytes of the longest quoted string; 0 without quotes.
};

/// Reads a value, a line of a zone file (name, TTL, class and type before it; parentheses and
/// comments) or what dig prints. Nothing is checked.
RecordText readRecordText(std::string_view text);

/// Bytes of what stands before the data of a record in a zone file: `name 3600 IN TXT`, with the
/// blanks behind it. 0 where there is no such thing. owner: the name, where there is one.
std::size_t ownerLength(std::string_view line, std::string_view& owner);

} // namespace mxlens
