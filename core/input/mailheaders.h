// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mxlens {

/// The header fields of a mail or of one part of it that matter here: raw values, still folded;
/// null data() where a field is absent. The first field of a name counts.
struct MailHeaders {
    std::string_view contentType;
    std::string_view transferEncoding;
    std::string_view disposition;
    std::string_view subject;
    std::string_view reportDomain; ///< TLS-Report-Domain (RFC 8460 section 5.3)
    std::string_view reportSubmitter; ///< TLS-Report-Submitter
    std::string_view contentLength; ///< Of mails in mailboxes.
    std::size_t bodyStart = 0; ///< Where the body begins in the text.
    bool bareCr = false; ///< A line ended in CR alone.

    bool operator==(const MailHeaders&) const = default;
};

/// Reads the header of a mail or MIME part. Lines end in LF, CRLF or CR; `From ` and `>From ` lines
/// at its start are skipped; a line that is no field ends it, even without a blank line.
MailHeaders readHeaders(std::string_view text);

/// The same, line by line: what readHeaders() does where lines end in odd ways, and the reference
/// for what it does elsewhere.
MailHeaders readHeaderLines(std::string_view text);

/// The first word of a Content-Type or Content-Disposition field, trimmed: "multipart/report".
std::string_view mediaType(std::string_view field);

/// Value of a parameter such as `boundary` (RFC 2045 section 5.1): quotes and comments removed,
/// RFC 2231 continuations joined and decoded to UTF-8. Empty where absent.
std::string parameter(std::string_view field, std::string_view name);

/// File name of a part: `filename` of Content-Disposition, else `name` of Content-Type; RFC 2231
/// and RFC 2047 forms decoded, folders cut off, white space from folding removed.
std::string attachmentName(const MailHeaders& headers);

/// Text of an unstructured field, put in the place of what `to` holds: unfolded, RFC 2047 words
/// decoded to UTF-8, trimmed.
void decodeText(std::string_view field, std::string& to);

/// text in charset as UTF-8. Charsets other than UTF-8, US-ASCII, ISO-8859-1, -15 and windows-1252
/// stay as they are: names are nearly always ASCII.
std::string toUtf8(std::string_view text, std::string_view charset);

} // namespace mxlens
