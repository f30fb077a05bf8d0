// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/textmatch.h"
#include "core/query/wordgroup.h"

#include <span>

namespace mxlens {

/// A term whose words are looked for, and where it is written which texts hold one: as an answer
/// of its own, or as a bit of a table that other terms share.
struct WordSearch {
    const TermMatch& match;
    KnownTexts* known = nullptr;
    WordTable* table = nullptr;
    WordTable::Bits bit = 0;

    void clear(StringId begin, StringId end) const;
    void set(StringId id, bool meets) const;
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
