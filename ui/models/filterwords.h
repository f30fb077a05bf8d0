// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/filter.h"

#include <QString>

namespace mxlens {

/// What a key of the filter text is called: "Result type"; empty for a bare word.
QString filterKeyTitle(FilterKey key);

/// What a key asks for, in a few words: for the list that completes the filter text.
QString filterKeyMeaning(FilterKey key);

/// A term for a person: "Result type: certificate-expired", "not MX: mx1.example.com, mx2...".
/// written: the term as it stands in the filter text.
QString filterTermText(const FilterTerm& term, const QString& written);

} // namespace mxlens
