// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace mxlens {

/// What bytes are, by their content alone.
enum class Format {
    Empty, ///< Nothing, or blanks only.
    Json, ///< Begins as JSON does; in UTF-8 or, with a byte order mark, in UTF-16.
    Gzip,
    Zip,
    SevenZip,
    Tar,
    Xz,
    Bzip2,
    Zstd,
    Lz4,
    Mail, ///< RFC 5322 header fields.
    Mbox, ///< A `From ` line and then a mail.
    Ole2, ///< Compound file: Outlook .msg or an old office document.
    Pst, ///< Outlook .pst or .ost.
    Rar,
    Dmarc, ///< A DMARC aggregate report (XML).
    Xml,
    Html,
    Pdf,
    Image,
    Office, ///< A zip that is an office document.
    RichText,
    Text,
    Binary,
};

/// How many bytes sniff() looks at, at most.
constexpr std::size_t sniffBytes = 64 * 1024;

/// Tells what begins with head. complete: head is everything there is.
Format sniff(std::string_view head, bool complete);

/// Whether the format can hold a TLS report in it.
bool mayHoldReport(Format format);

/// Name of a container or JSON as it stands in sentences: "gzip".
std::string_view formatName(Format format);

/// Why something that cannot hold a TLS report is none, as it stands in the sources table:
/// "an image".
std::string_view notReportReason(Format format);

/// Whether JSON names a member that only a TLS report is likely to have, as a quoted key. UTF-16 is
/// looked through too.
bool looksLikeReport(std::string_view json);

/// Whether a mail begins here: nothing but header fields up to one of those that mails have.
bool beginsWithMail(std::string_view head);

/// Whether line (without its line end) is a `From ` line: an address or a date stands behind it.
bool isFromLine(std::string_view line);

} // namespace mxlens
