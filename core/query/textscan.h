// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/textmatch.h"

namespace mxlens {

/// Tells which texts of a pool, from id begin to the one before end, hold one of the words of
/// match.words(). Texts that lie behind one another in memory are searched in one go. Several
/// threads may fill different parts.
void fillByWords(KnownTexts& known, const TermMatch& match, const StringPool& texts, StringId begin,
    StringId end);

/// Tells which addresses of a pool, from id begin to the one before end, meet a term.
void fillByValue(KnownTexts& known, const TermMatch& match, const AddressPool& addresses,
    const StringPool& texts, AddressId begin, AddressId end);

} // namespace mxlens
