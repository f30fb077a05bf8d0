// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/sniff.h"

#include "core/input/linescan.h"
#include "core/report/names.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace mxlens {

using namespace std::string_view_literals;

namespace {

struct Magic {
    std::string_view bytes;
    Format format;
};

constexpr std::array magics{
    Magic{ "\x1f\x8b"sv, Format::Gzip },
    Magic{ "PK\x03\x04"sv, Format::Zip },
    Magic{ "PK\x05\x06"sv, Format::Zip },
    Magic{ "PK\x07\x08"sv, Format::Zip },
    Magic{ "7z\xbc\xaf\x27\x1c"sv, Format::SevenZip },
    Magic{ "\xfd\x37zXZ\0"sv, Format::Xz },
    Magic{ "\x28\xb5\x2f\xfd"sv, Format::Zstd },
    Magic{ "\x04\x22\x4d\x18"sv, Format::Lz4 },
    Magic{ "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, Format::Ole2 },
    Magic{ "!BDN"sv, Format::Pst },
    Magic{ "Rar!\x1a\x07"sv, Format::Rar },
    Magic{ "%PDF-"sv, Format::Pdf },
    Magic{ "\x89PNG\r\n"sv, Format::Image },
    Magic{ "\xff\xd8\xff"sv, Format::Image },
    Magic{ "GIF8"sv, Format::Image },
    Magic{ "II*\0"sv, Format::Image },
    Magic{ "MM\0*"sv, Format::Image },
    Magic{ "{\\rtf"sv, Format::RichText },
};

/// By a first byte: the first of those that begin with it; they stand together. Most texts begin as
/// none does.
constexpr std::array<std::uint8_t, 256> firstMagic = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(magics.size());
    for (std::uint8_t i = magics.size(); i > 0; --i)
        table[static_cast<unsigned char>(magics[i - 1].bytes[0])]
            = static_cast<std::uint8_t>(i - 1);
    return table;
}();

std::string_view withoutLeadingBlanks(std::string_view text)
{
    const auto first = std::ranges::find_if_not(text, isSpace);
    return text.substr(static_cast<std::size_t>(first - text.begin()));
}

constexpr std::size_t tarHeader = 512;

/// All bytes of a tar header added up, and whether there is one beyond ASCII.
struct ByteSum {
    std::int64_t sum = 0;
    bool beyondAscii = false;
};

ByteSum sumOf(const char* header)
{
#ifdef __SSE2__
    __m128i sums = _mm_setzero_si128();
    __m128i all = _mm_setzero_si128();
    for (std::size_t i = 0; i < tarHeader; i += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(header + i));
        sums = _mm_add_epi64(sums, _mm_sad_epu8(bytes, _mm_setzero_si128()));
        all = _mm_or_si128(all, bytes);
    }
    sums = _mm_add_epi64(sums, _mm_unpackhi_epi64(sums, sums));
    return { _mm_cvtsi128_si32(sums), _mm_movemask_epi8(all) != 0 };
#else
    ByteSum made;
    for (std::size_t i = 0; i < tarHeader; ++i) {
        made.sum += static_cast<unsigned char>(header[i]);
        made.beyondAscii = made.beyondAscii || static_cast<unsigned char>(header[i]) >= 0x80;
    }
    return made;
#endif
}

/// The checksum of a tar header, which is what makes a file without any magic a tar file.
bool isTarHeader(std::string_view head)
{
    if (head.size() < tarHeader || head[0] == '\0')
        return false;
    const std::string_view field = head.substr(148, 8);
    std::int64_t stored = 0;
    bool digits = false;
    for (const char c : field) {
        if (c >= '0' && c <= '7') {
            stored = stored * 8 + (c - '0');
            digits = true;
        } else if (digits || c != ' ') {
            break;
        }
    }
    if (!digits)
        return false;
    // The field itself counts as blanks.
    ByteSum bytes = sumOf(head.data());
    for (const char c : field)
        bytes.sum += ' ' - static_cast<unsigned char>(c);
    if (stored == bytes.sum)
        return true;
    if (!bytes.beyondAscii)
        return false;
    // Old programs added up signed bytes.
    const auto negative = [](std::string_view part) {
        return std::count_if(
            part.begin(), part.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    };
    return stored == bytes.sum - 256 * (negative(head.substr(0, tarHeader)) - negative(field));
}

/// Programs save their documents as zip files whose first member has a fixed name.
bool isOfficeZip(std::string_view head)
{
    const std::string_view name = head.size() > 30 ? head.substr(30) : std::string_view{};
    return name.starts_with("[Content_Types].xml"sv) || name.starts_with("mimetypeapplication/"sv);
}

std::optional<Format> magicFormat(std::string_view head)
{
    if (head.empty())
        return {};
    for (std::size_t i = firstMagic[static_cast<unsigned char>(head[0])];
         i < magics.size() && magics[i].bytes[0] == head[0]; ++i) {
        const Magic& magic = magics[i];
        // Most reports begin as RTF does: the others need not be compared.
        if (head.size() < 2 || magic.bytes[1] != head[1] || !head.starts_with(magic.bytes))
            continue;
        if (magic.format == Format::Zip && isOfficeZip(head))
            return Format::Office;
        return magic.format;
    }
    if (head.size() >= 10 && head.starts_with("BZh"sv) && head[3] >= '1' && head[3] <= '9'
        && (head.substr(4, 6) == "1AY&SY"sv || head.substr(4, 6) == "\x17\x72\x45\x38\x50\x90"sv))
        return Format::Bzip2;
    if (head.size() >= 12 && head.starts_with("RIFF"sv) && head.substr(8, 4) == "WEBP"sv)
        return Format::Image;
    if (isTarHeader(head))
        return Format::Tar;
    return {};
}

Format markupFormat(std::string_view text)
{
    const std::string start = lowered(text.substr(0, 8192));
    if (start.find("<feedback") != std::string::npos
        || start.find(":feedback") != std::string::npos)
        return Format::Dmarc;
    if (start.starts_with("<!doctype html") || start.find("<html") != std::string::npos)
        return Format::Html;
    if (start.find("<svg") != std::string::npos)
        return Format::Image;
    return start.starts_with("<?xml") ? Format::Xml : Format::Html;
}

/// Whether what follows `[` can be JSON: a section of an INI file begins with the same character.
bool isArrayStart(std::string_view text)
{
    const std::string_view rest = withoutLeadingBlanks(text.substr(1));
    return rest.empty() || rest[0] == '{' || rest[0] == '[' || rest[0] == ']' || rest[0] == '"';
}

/// Bytes that are rare in texts.
constexpr std::array<std::uint8_t, 256> isOdd = [] {
    std::array<std::uint8_t, 256> table{};
    for (unsigned c = 0; c < 0x20; ++c)
        table[c] = !isSpace(static_cast<char>(c)) && c != '\f' && c != '\x1b' ? 1 : 0;
    return table;
}();

bool isText(std::string_view head)
{
    std::size_t odd = 0;
    for (const char c : head)
        odd += isOdd[static_cast<unsigned char>(c)];
    return odd * 50 <= head.size() && head.find('\0') == std::string_view::npos;
}

bool isUtf16Json(std::string_view head)
{
    const bool little = head.starts_with("\xff\xfe"sv);
    if (!little && !head.starts_with("\xfe\xff"sv))
        return false;
    for (std::size_t i = 2; i + 1 < head.size(); i += 2) {
        const char c = little ? head[i] : head[i + 1];
        if ((little ? head[i + 1] : head[i]) != '\0')
            return false;
        if (!isSpace(c))
            return c == '{' || c == '[';
    }
    return false;
}

std::string_view firstLine(std::string_view text)
{
    return text.substr(0, std::min(findLineEnd(text, 0), text.size()));
}

/// Name of the header field on this line; empty where there is none.
std::string_view fieldName(std::string_view line)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0)
        return {};
    const std::string_view name = line.substr(0, colon);
    const bool valid = std::ranges::all_of(name, [](char c) { return c > ' ' && c < 127; });
    return valid ? name : std::string_view{};
}

bool isMailField(std::string_view name)
{
    static constexpr std::array known{ "received"sv, "return-path"sv, "from"sv, "to"sv, "cc"sv,
        "date"sv, "subject"sv, "message-id"sv, "mime-version"sv, "content-type"sv, "contenttype"sv,
        "content-transfer-encoding"sv, "content-disposition"sv, "delivered-to"sv, "sender"sv,
        "reply-to"sv, "authentication-results"sv, "dkim-signature"sv, "received-spf"sv,
        "tls-report-domain"sv, "tls-report-submitter"sv, "envelope-to"sv, "x-original-to"sv,
        "arc-seal"sv, "x-mozilla-status"sv, "x-gm-thrid"sv, "x-gmail-labels"sv, "resent-from"sv,
        "x-envelope-from"sv, "delivery-date"sv, "status"sv, "x-account-key"sv };
    return std::ranges::any_of(
        known, [name](std::string_view field) { return equalIgnoringCase(field, name); });
}

/// Whether text holds a time of day, as every `From ` line with a date does.
bool holdsTime(std::string_view text)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t i = 2; i + 2 < text.size(); ++i) {
        if (text[i] == ':' && digit(text[i - 1]) && digit(text[i + 1]) && digit(text[i + 2]))
            return true;
    }
    return false;
}

bool holdsMonthOrDay(std::string_view text)
{
    static constexpr std::array words{ "Jan "sv, "Feb "sv, "Mar "sv, "Apr "sv, "May "sv, "Jun "sv,
        "Jul "sv, "Aug "sv, "Sep "sv, "Oct "sv, "Nov "sv, "Dec "sv };
    return std::ranges::any_of(
        words, [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

} // namespace

bool isFromLine(std::string_view line)
{
    if (!line.starts_with("From "sv))
        return false;
    const std::string_view rest = trimmed(line.substr(5));
    const auto end = std::ranges::find_if(rest, [](char c) { return c == ' ' || c == '\t'; });
    const std::string_view sender = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    const std::size_t at = sender.find('@');
    if (at != std::string_view::npos && at > 0 && at + 1 < sender.size())
        return true;
    return holdsTime(rest) && holdsMonthOrDay(rest);
}

bool beginsWithMail(std::string_view head)
{
    bool first = true;
    while (!head.empty()) {
        const std::size_t end = findLineEnd(head, 0);
        const bool whole = end != std::string_view::npos;
        const std::string_view line = head.substr(0, whole ? end : head.size());
        if (line.empty())
            return false; // the end of the header
        const bool continued = !first && (line[0] == ' ' || line[0] == '\t');
        const std::string_view name = fieldName(line);
        if (!continued && name.empty())
            return false;
        if (!continued && isMailField(name))
            return true;
        if (!whole)
            return false;
        head.remove_prefix(end + (head.substr(end).starts_with("\r\n"sv) ? 2 : 1));
        first = false;
    }
    return false;
}

Format sniff(std::string_view head, bool complete)
{
    head = head.substr(0, sniffBytes);
    if (const auto format = magicFormat(head))
        return *format;
    if (isUtf16Json(head))
        return Format::Json;
    std::string_view text = head;
    if (text.starts_with("\xef\xbb\xbf"sv))
        text.remove_prefix(3);
    text = withoutLeadingBlanks(text);
    if (text.empty())
        return complete ? Format::Empty : Format::Text;
    if (text[0] == '{' || (text[0] == '[' && isArrayStart(text)))
        return Format::Json;
    if (text[0] == '<')
        return markupFormat(text);
    if (text.starts_with("From "sv) && isFromLine(firstLine(text)))
        return Format::Mbox;
    if (beginsWithMail(text))
        return Format::Mail;
    return isText(head.substr(0, 4096)) ? Format::Text : Format::Binary;
}

bool mayHoldReport(Format format)
{
    switch (format) {
    case Format::Json:
    case Format::Gzip:
    case Format::Zip:
    case Format::SevenZip:
    case Format::Tar:
    case Format::Xz:
    case Format::Bzip2:
    case Format::Zstd:
    case Format::Lz4:
    case Format::Mail:
    case Format::Mbox:
    case Format::Ole2:
        return true;
    default:
        return false;
    }
}

std::string_view formatName(Format format)
{
    switch (format) {
    case Format::Json:
        return "JSON";
    case Format::Gzip:
        return "gzip";
    case Format::Zip:
        return "zip";
    case Format::SevenZip:
        return "7z";
    case Format::Tar:
        return "tar";
    case Format::Xz:
        return "xz";
    case Format::Bzip2:
        return "bzip2";
    case Format::Zstd:
        return "zstd";
    case Format::Lz4:
        return "lz4";
    case Format::Mail:
        return "a mail";
    case Format::Mbox:
        return "an mbox";
    case Format::Ole2:
        return "an Outlook item";
    default:
        return notReportReason(format);
    }
}

std::string_view notReportReason(Format format)
{
    switch (format) {
    case Format::Empty:
        return "empty";
    case Format::Dmarc:
        return "a DMARC report";
    case Format::Xml:
        return "an XML document";
    case Format::Html:
        return "an HTML page";
    case Format::Pdf:
        return "a PDF document";
    case Format::Image:
        return "an image";
    case Format::Office:
        return "an office document";
    case Format::RichText:
        return "a rich text document";
    case Format::Text:
        return "plain text";
    default:
        return "binary data";
    }
}

bool looksLikeReport(std::string_view json)
{
    static constexpr std::array keys{ "policies"sv, "organization-name"sv, "date-range"sv,
        "report-id"sv, "tls-report"sv };
    std::string narrow;
    if (json.substr(0, 4).find('\0') != std::string_view::npos) {
        std::copy_if(
            json.begin(), json.end(), std::back_inserter(narrow), [](char c) { return c != '\0'; });
        json = narrow;
    }
    for (std::size_t i = json.find('"'); i != std::string_view::npos; i = json.find('"', i + 1)) {
        const std::string_view rest = json.substr(i + 1, 24);
        for (const std::string_view key : keys) {
            if (rest.starts_with(key) && rest.size() > key.size() && rest[key.size()] == '"')
                return true;
        }
    }
    return false;
}

} // namespace mxlens
