// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/textmatch.h"
#include "core/query/wordgroup.h"

#include <span>

namespace mxlens {

/// A term whose words are looked for, and its bit in the table that says which texts hold one.
struct WordSearch {
    const TermMatch& match;
    WordTable& table;
    WordTable::Bits bit = 0;
};

/// Tells for each of some terms which texts of a pool, from id begin to the one before end, hold
/// one of the words of match.words(). Texts that lie behind one another in memory are searched in
/// one go, for all terms while they are at hand. Several threads may fill different parts.
void fillByWords(
    std::span<const WordSearch> searches, const StringPool& texts, StringId begin, StringId end);

/// How many addresses of a pool may meet a term: all, or those that are not in their usual form.
std::uint32_t addressesToAsk(const TermMatch& match, const AddressPool& addresses);
/// Tells which of them meet the term, from number begin to the one before end. Several threads may
/// fill different parts; known says of the others that they do not.
void fillByValue(KnownTexts& known, const TermMatch& match, const AddressPool& addresses,
    const StringPool& texts, std::uint32_t begin, std::uint32_t end);

} // namespace mxlens
