// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/textmatch.h"

#include <span>

namespace mxlens {

/// A term whose words are looked for, and what becomes known of it.
struct WordSearch {
    KnownTexts& known;
    const TermMatch& match;
};

/// Tells for each of some terms which texts of a pool, from id begin to the one before end, hold
/// one of the words of match.words(). Texts that lie behind one another in memory are searched in
/// one go, for all terms while they are at hand. Several threads may fill different parts.
void fillByWords(
    std::span<const WordSearch> searches, const StringPool& texts, StringId begin, StringId end);

/// Tells which addresses of a pool, from id begin to the one before end, meet a term.
void fillByValue(KnownTexts& known, const TermMatch& match, const AddressPool& addresses,
    const StringPool& texts, AddressId begin, AddressId end);
/// The same for all addresses at once, where the term asks for none in its usual form: few are
/// left.
void fillByWriting(KnownTexts& known, const TermMatch& match, const AddressPool& addresses,
    const StringPool& texts);

} // namespace mxlens
