// SPDX-License-Identifier: GPL-3.0-or-later
// The format: .ZIP File Format Specification, sections 4.3.7 (local header), 4.3.12 (central
// directory) and 4.3.14 to 4.3.16 (its end).
#include "core/input/plainzip.h"

#include "core/input/checksum32.h"

#include <algorithm>
#include <optional>

namespace mxlens {

namespace {

constexpr std::size_t endRecord = 22;
constexpr std::size_t longestComment = 0xFFFF;
constexpr std::size_t largeEndRecord = 56, largeEndLocator = 20;
constexpr std::size_t directoryRecord = 46;
constexpr std::size_t localHeader = 30;
constexpr std::size_t windowBytes = 256 * 1024;
constexpr std::uint32_t largestMember = 8u << 20;

constexpr unsigned harmlessFlags = 0x0806; // how well it is packed; names in UTF-8
constexpr std::uint16_t stored = 0;
constexpr std::uint16_t deflated = 8;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value |= std::uint32_t{ static_cast<unsigned char>(bytes[at + i]) } << (8 * i);
    return value;
}
std::uint16_t number16(std::string_view bytes, std::size_t at)
{
    return static_cast<std::uint16_t>(number(bytes, at, 2));
}
std::uint32_t number32(std::string_view bytes, std::size_t at)
{
    return number(bytes, at, 4);
}

std::uint64_t number64(std::string_view bytes, std::size_t at)
{
    return number32(bytes, at) | std::uint64_t{ number32(bytes, at + 4) } << 32;
}

// Where the table of contents is, by the records behind it.
struct TableEnd {
    std::uint64_t count = 0, begin = 0, bytes = 0;
    std::uint64_t behind = 0; // where these records begin
};

// end: the last bytes of a file of this size.
std::optional<TableEnd> tableEnd(std::string_view end, std::uint64_t fileSize)
{
    const std::size_t at = end.rfind("PK\x05\x06");
    if (at == std::string_view::npos || end.size() - at < endRecord
        || end.size() - at != endRecord + number16(end, at + 20))
        return {};
    TableEnd found{ number16(end, at + 10), number32(end, at + 16), number32(end, at + 12),
        fileSize - end.size() + at };
    if (number32(end, at + 4) != 0 || number16(end, at + 8) != found.count)
        return {}; // spread over several disks
    if (at < largeEndRecord + largeEndLocator
        || !end.substr(at - largeEndLocator).starts_with("PK\x06\x07"))
        return found;
    // For more members than 16 bits can count, or tables far behind.
    const std::string_view large = end.substr(at - largeEndLocator - largeEndRecord);
    found.behind -= largeEndLocator + largeEndRecord;
    const bool usual = large.starts_with("PK\x06\x06") && number64(large, 4) == largeEndRecord - 12
        && number64(large, 16) == 0 && number64(large, 24) == number64(large, 32)
        && number64(large, largeEndRecord + 8) == found.behind;
    found.count = number64(large, 32);
    found.bytes = number64(large, 40);
    found.begin = number64(large, 48);
    return usual ? std::optional(found) : std::nullopt;
}

// Whether every extra field says nothing that changes how the member is read: times and owners.
bool isHarmless(std::string_view extra)
{
    while (extra.size() >= 4) {
        const std::uint16_t id = number16(extra, 0);
        const std::size_t size = number16(extra, 2);
        const bool known = id == 0x5455 || id == 0x5855 || id == 0x7855 || id == 0x7875
            || id == 0x000A || id == 0xCAFE;
        if (!known || size > extra.size() - 4)
            return false;
        extra.remove_prefix(4 + size);
    }
    return extra.empty();
}

// A name that no two programs read differently.
bool isPlainName(std::string_view name)
{
    return !name.empty() && name.back() != '/' && !name.starts_with("__MACOSX/")
        && std::all_of(
            name.begin(), name.end(), [](char c) { return c >= ' ' && c < 0x7f && c != '\\'; });
}

// A plain file: not a folder, link or device, as far as the program that wrote it says so.
bool isPlainFile(std::uint16_t madeBy, std::uint32_t attributes)
{
    constexpr std::uint32_t folder = 0x10;
    constexpr std::uint32_t unixKind = 0xF000, unixFile = 0x8000;
    const std::uint32_t kind = attributes >> 16 & unixKind;
    const unsigned system = madeBy >> 8;
    return (system == 0 || system == 3) && (attributes & folder) == 0
        && (kind == 0 || kind == unixFile);
}

} // namespace

PlainZip::PlainZip(ByteStream& source, const Limits& limits, ZlibInflate* zlib)
    : m_source(source)
    , m_zlib(zlib)
{
    m_plain = source.seekable() && readDirectory(limits.archiveEntries) && isSane(limits);
    if (!m_plain)
        m_members.clear();
}

bool PlainZip::readDirectory(std::uint64_t limit)
{
    const std::uint64_t size = m_source.size();
    const std::size_t tail
        = static_cast<std::size_t>(std::min<std::uint64_t>(size, endRecord + longestComment));
    const std::string_view end = bytesAt(size - tail, tail);
    const auto table = tableEnd(end, size);
    if (!table || table->bytes > size || table->begin != table->behind - table->bytes
        || table->count == 0 || table->count > limit)
        return false;
    m_directory = table->begin;
    std::string_view records = bytesAt(m_directory, static_cast<std::size_t>(table->bytes));
    while (records.size() >= directoryRecord) {
        const std::size_t length = std::size_t{ directoryRecord } + number16(records, 28)
            + number16(records, 30) + number16(records, 32);
        if (length > records.size() || !addEntry(records.substr(0, length)))
            return false;
        records.remove_prefix(length);
    }
    return records.empty() && m_members.size() == table->count;
}

bool PlainZip::addEntry(std::string_view record)
{
    Entry entry;
    entry.method = number16(record, 10);
    entry.check = number32(record, 16);
    entry.packed = number32(record, 20);
    entry.size = number32(record, 24);
    entry.header = number32(record, 42);
    entry.nameSize = number16(record, 28);
    const std::string_view name = record.substr(directoryRecord, entry.nameSize);
    const std::string_view extra
        = record.substr(directoryRecord + entry.nameSize, number16(record, 30));
    const bool usual = record.starts_with("PK\x01\x02")
        && (number16(record, 8) & ~harmlessFlags) == 0 && number16(record, 34) == 0
        && (entry.method == stored || entry.method == deflated)
        && isPlainFile(number16(record, 4), number32(record, 38)) && isPlainName(name)
        && isHarmless(extra);
    entry.name = m_names.size();
    m_names.append(name);
    m_members.push_back(entry);
    return usual;
}

// Members one behind the other up to the table, and of sizes that they can have.
bool PlainZip::isSane(const Limits& limits) const
{
    std::uint64_t end = 0;
    std::uint64_t text = 0;
    for (const Entry& entry : m_members) {
        if (entry.header < end || (entry.method == stored && entry.packed != entry.size))
            return false;
        end = entry.header + localHeader + entry.nameSize + entry.packed;
        text += entry.size;
    }
    return end <= m_directory
        && (text <= limits.ratioFrom || text / limits.ratio <= m_source.size());
}

std::string_view PlainZip::bytesAt(std::uint64_t position, std::size_t size)
{
    const std::uint64_t end = position + size;
    if (position < m_windowBegin || end > m_windowBegin + m_window.size()) {
        const std::size_t wanted = std::max(size, windowBytes);
        m_window.clear();
        m_window.reserve(wanted);
        m_source.seek(position);
        m_windowBegin = position;
        m_window.setSize(m_source.read(m_window.data(), wanted));
        if (end > m_windowBegin + m_window.size())
            return {};
    }
    return m_window.view().substr(static_cast<std::size_t>(position - m_windowBegin), size);
}

bool PlainZip::next(std::string_view& name, std::string_view& bytes)
{
    if (m_next == m_members.size())
        return false;
    const Entry& entry = m_members[m_next];
    name = m_names.view().substr(entry.name, entry.nameSize);
    if (entry.size > largestMember || entry.packed > largestMember)
        return false;
    const std::string_view header = bytesAt(entry.header, localHeader);
    if (!header.starts_with("PK\x03\x04") || (number16(header, 6) & ~harmlessFlags) != 0
        || number16(header, 8) != entry.method || number32(header, 14) != entry.check
        || number32(header, 18) != entry.packed || number32(header, 22) != entry.size
        || number16(header, 26) != entry.nameSize)
        return false;
    const std::size_t extraSize = number16(header, 28);
    const std::size_t before = localHeader + entry.nameSize + extraSize;
    const std::string_view all = bytesAt(entry.header, before + entry.packed);
    if (all.empty() || all.substr(localHeader, entry.nameSize) != name
        || !isHarmless(all.substr(localHeader + entry.nameSize, extraSize))
        || !unpack(entry, all.substr(before), bytes))
        return false;
    ++m_next;
    return true;
}

bool PlainZip::unpack(const Entry& entry, std::string_view packed, std::string_view& bytes)
{
    bytes = packed;
    if (entry.method == deflated) {
        m_text.clear();
        m_text.reserve(entry.size + QuickInflate::spare);
        const auto used = m_zlib
            ? m_zlib->unpack(packed, ZlibInflate::Form::Nothing, m_text.data(), entry.size)
            : m_inflate.unpack(packed, m_text.data(), entry.size);
        if (used != packed.size())
            return false;
        m_text.setSize(entry.size);
        bytes = m_text.view();
    }
    return checksum32(bytes.substr(0, entry.size)) == entry.check;
}

} // namespace mxlens
