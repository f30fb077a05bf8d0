// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ == 12
// GCC 12 sees overlaps in joined std::strings that are not there (its bug 105651).
#pragma GCC diagnostic ignored "-Wrestrict"
#endif

#include "core/input/document.h"
#include "core/input/reader.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>

/// Builds what reports arrive in, and records what a reader finds in it.
namespace fixtures {

/// What one source ended as.
struct Found {
    enum Kind { Report, NotAReport, Unreadable } kind = Report;
    std::string inner;
    std::string text; ///< Bytes, reason, or detail of the error.
    mxlens::ReportContext context;
    mxlens::Error error;
};

/// Keeps everything that it is given.
class RecordingSink final : public mxlens::DocumentSink {
public:
    void document(const mxlens::Document& document) override
    {
        found.push_back({ Found::Report, std::string(document.inner), std::string(document.bytes),
            document.context, {} });
    }
    void notAReport(std::string_view inner, std::string reason) override
    {
        found.push_back({ Found::NotAReport, std::string(inner), std::move(reason), {}, {} });
    }
    void unreadable(std::string_view inner, mxlens::Error error) override
    {
        found.push_back({ Found::Unreadable, std::string(inner), error.detail, {}, error });
    }
    std::vector<Found> found;
};

/// Reads bytes as a file of that name would be read.
inline std::vector<Found> readAll(
    std::string_view bytes, std::string_view name = "input", const mxlens::Limits& limits = {})
{
    RecordingSink sink;
    mxlens::DocumentReader reader(limits);
    reader.readBytes(bytes, name, {}, sink);
    return sink.found;
}

inline std::vector<Found> readFile(const std::string& path, const mxlens::Limits& limits = {})
{
    RecordingSink sink;
    mxlens::DocumentReader reader(limits);
    reader.readFile(path, {}, sink);
    return sink.found;
}

/// One line for each source: `report !name`, `- !name: reason`, `! !name: code: detail`.
inline std::string outline(const std::vector<Found>& found)
{
    std::string result;
    for (const Found& one : found) {
        static constexpr std::array marks{ "report", "-", "!" };
        result += marks[one.kind];
        result += one.inner.empty() ? "" : " " + one.inner;
        result += one.kind == Found::Report ? "" : ": " + one.text;
        result += "\n";
    }
    return result;
}

inline bool hasNote(const Found& found, mxlens::DeviationCode code)
{
    for (const auto& note : found.context.notes) {
        if (note.code == code)
            return true;
    }
    return false;
}

inline void writeFile(const std::string& path, std::string_view bytes)
{
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file)
        throw std::runtime_error("cannot write " + path);
}

/// A report small enough to be read by a person.
inline std::string report(std::string_view id = "1")
{
    return R"({"organization-name":"Example Reporter","date-range":{"start-datetime":)"
           R"("2026-01-01T00:00:00Z","end-datetime":"2026-01-01T23:59:59Z"},)"
           R"("contact-info":"tls@example.net","report-id":")"
        + std::string(id)
        + R"(","policies":[{"policy":{"policy-type":"no-policy-found","policy-domain":)"
          R"("example.com"},"summary":{"total-successful-session-count":5,)"
          R"("total-failure-session-count":0}}]})";
}

inline const std::string reportName = "example.net!example.com!1767225600!1767311999!001.json.gz";

inline std::string dmarcReport()
{
    return "<?xml version=\"1.0\"?>\n<feedback><report_metadata><org_name>Example</org_name>"
           "</report_metadata></feedback>\n";
}

inline std::string gzip(std::string_view bytes)
{
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("deflateInit2");
    std::string result(deflateBound(&stream, static_cast<uLong>(bytes.size())) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    const int status = deflate(&stream, Z_FINISH);
    result.resize(stream.total_out);
    deflateEnd(&stream);
    if (status != Z_STREAM_END)
        throw std::runtime_error("deflate");
    return result;
}

inline std::string base64(std::string_view bytes, std::size_t lineLength = 76)
{
    static constexpr std::string_view letters
        = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string flat;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto byte = [&](std::size_t at) {
            return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0u;
        };
        const std::uint32_t group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
        for (unsigned k = 0; k < 4; ++k)
            flat += i + k > bytes.size() ? '=' : letters[(group >> (18 - 6 * k)) & 63];
    }
    std::string result;
    for (std::size_t i = 0; i < flat.size(); i += lineLength)
        result += flat.substr(i, lineLength) + "\n";
    return result;
}

using Members = std::vector<std::pair<std::string, std::string>>;

/// An archive in memory. A member name that ends with a slash is a folder.
inline std::string pack(const Members& members, int format, int filter = ARCHIVE_FILTER_NONE,
    const char* password = nullptr)
{
    std::size_t total = 1u << 20;
    for (const auto& [name, bytes] : members)
        total += bytes.size() + name.size() * 4 + 4096;
    std::string result(total, '\0');
    std::size_t used = 0;
    archive* const writer = archive_write_new();
    archive_write_set_format(writer, format);
    if (filter != ARCHIVE_FILTER_NONE)
        archive_write_add_filter(writer, filter);
    if (password) {
        archive_write_set_options(writer, "zip:encryption=traditional");
        archive_write_set_passphrase(writer, password);
    }
    archive_write_set_bytes_in_last_block(writer, 1);
    if (archive_write_open_memory(writer, result.data(), result.size(), &used) != ARCHIVE_OK)
        throw std::runtime_error("archive_write_open_memory");
    for (const auto& [name, bytes] : members) {
        archive_entry* const entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_filetype(entry, name.ends_with('/') ? AE_IFDIR : AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
        if (archive_write_header(writer, entry) != ARCHIVE_OK
            || archive_write_data(writer, bytes.data(), bytes.size())
                != static_cast<la_ssize_t>(bytes.size()))
            throw std::runtime_error("archive_write: " + name);
        archive_entry_free(entry);
    }
    if (archive_write_close(writer) != ARCHIVE_OK)
        throw std::runtime_error("archive_write_close");
    archive_write_free(writer);
    result.resize(used);
    return result;
}

inline std::string zip(const Members& members)
{
    return pack(members, ARCHIVE_FORMAT_ZIP);
}

inline std::string tar(const Members& members, int filter = ARCHIVE_FILTER_NONE)
{
    return pack(members, ARCHIVE_FORMAT_TAR_USTAR, filter);
}

inline std::string headers(std::string_view contentType)
{
    return "From: tls@example.net\nTo: tls@example.com\nSubject: Report Domain: example.com "
           "Submitter: example.net Report-ID: <1@example.net>\nDate: Fri, 2 Jan 2026 01:00:00 "
           "+0000\nMIME-Version: 1.0\nContent-Type: "
        + std::string(contentType) + "\n";
}

/// A part of mixed().
inline std::string part(std::string_view headers, std::string_view body)
{
    return "--outer\n" + std::string(headers) + "\n" + std::string(body) + "\n";
}

/// A mail of such parts.
inline std::string mixed(const std::string& parts)
{
    return headers("multipart/mixed; boundary=outer") + "\n" + parts + "--outer--\n";
}

/// Header of a part that holds encoded().
inline const std::string attached
    = "Content-Type: application/tlsrpt+gzip\nContent-Disposition: attachment; "
      "filename=\"r.json.gz\"\nContent-Transfer-Encoding: base64\n";

/// A report as it stands in a part.
inline std::string encoded()
{
    return base64(gzip(report()));
}

/// A mail as large reporters send it: a sentence and the gzipped report.
inline std::string reportMail(std::string_view id = "1", std::string_view name = reportName)
{
    return "TLS-Report-Domain: example.com\nTLS-Report-Submitter: example.net\n"
        + headers("multipart/report; boundary=\"b1\"; report-type=tlsrpt")
        + "\n--b1\nContent-Type: text/plain\n\nThis is a report.\n\n--b1\n"
          "Content-Type: application/tlsrpt+gzip;\n\tname=\""
        + std::string(name) + "\"\nContent-Disposition: attachment;\n\tfilename=\""
        + std::string(name) + "\"\nContent-Transfer-Encoding: base64\n\n" + base64(gzip(report(id)))
        + "--b1--\n";
}

inline std::string plainMail(std::string_view body = "Hello,\n\nthe meeting is on Monday.\n")
{
    return "From: someone@example.org\nTo: tls@example.com\nSubject: hello\n\n" + std::string(body);
}

inline std::string withCrLf(std::string_view text)
{
    std::string result;
    for (const char c : text)
        result += c == '\n' ? "\r\n" : std::string(1, c);
    return result;
}

/// An mbox of these mails.
inline std::string mbox(const std::vector<std::string>& mails)
{
    std::string result;
    for (const std::string& mail : mails)
        result += "From tls@example.net Fri Jan  2 01:00:00 2026\n" + mail + "\n";
    return result;
}

} // namespace fixtures
