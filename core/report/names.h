// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mxlens {

/// Whether a byte is a blank, tab, CR or LF: what may stand between the tokens of JSON (RFC 8259,
/// section 2).
constexpr bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
/// Whether a byte is a blank or tab: WSP of ABNF (RFC 5234).
constexpr bool isWsp(char c)
{
    return c == ' ' || c == '\t';
}

/// text without blanks, tabs, CR and LF at both ends.
constexpr std::string_view trimmed(std::string_view text)
{
    // Nearly always there are none: one comparison for each end tells.
    while (!text.empty() && text.front() <= ' ' && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && text.back() <= ' ' && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

/// Whether text has nothing but ASCII characters that can be seen, and blanks.
bool isPlainAscii(std::string_view text);

/// ASCII lower case; other bytes stay.
std::string lowered(std::string_view text);

/// Whether two texts of one length are equal but for ASCII case.
bool sameLettersIgnoringCase(const char* a, const char* b, std::size_t size);
/// Whether two texts are equal but for ASCII case.
inline bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    // Those that differ mostly do so in their first letter.
    return a.size() == b.size() && (a.empty() || ((a[0] ^ b[0]) & ~0x20) == 0)
        && sameLettersIgnoringCase(a.data(), b.data(), a.size());
}

/// A host or domain name as it is compared: trimmed, lower case, without the trailing dot
/// (DESIGN.md section 3, rule 7).
std::string normalizedName(std::string_view written);
/// Whether two names are the same once normalized.
bool isSameName(std::string_view a, std::string_view b);
/// Whether normalizedName() leaves it as it is.
bool isNormalizedName(std::string_view written);

} // namespace mxlens
