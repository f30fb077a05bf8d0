// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace mxlens {

/// Most characters of one text in a label.
constexpr qsizetype displayTextLength = 2000;

/// Whether a character makes text look like what it is not: control characters but line feed, and
/// those that turn the direction of writing.
bool isDeceptive(QChar character);

/// A text from a report as a label may show it: control characters and those that turn the
/// direction of writing are written out (`\u202e`), so that nothing looks like what it is not; line
/// feeds stay. Longer texts are cut at most characters, and say so.
QString displayText(const QString& text, qsizetype most = displayTextLength);

/// The same for UTF-8; bytes that are not become U+FFFD.
QString displayText(std::string_view text, qsizetype most = displayTextLength);

} // namespace mxlens
