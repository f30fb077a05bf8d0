// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/selection.h"
#include "core/report/language.h"

#include <string>

namespace mxlens {

/// Whether a page is coloured: by the escape sequences that terminals have in common (ECMA-48), or
/// not at all, as files and other programs want it. Colour only repeats what words say.
enum class PageColours { None, Terminal };

/// A page of plain text for a terminal: what was read, the headline figures, domains with the MX
/// and result types that fail, and what could not be read. Ends with a line feed.
std::string summaryText(const Snapshot& snapshot, const Selection& selection,
    PageColours colours = PageColours::None, Language language = Language::English);

/// The same as one JSON object. Ends with a line feed.
std::string summaryJson(const Snapshot& snapshot, const Selection& selection);

} // namespace mxlens
