// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/compoundfile.h"

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

constexpr std::uint32_t endOfChain = 0xfffffffe;
constexpr std::uint32_t noEntry = 0xffffffff;
constexpr std::uint32_t lastSector = 0xfffffffa; // MS-CFB section 2.1: above it are marks
constexpr std::size_t headerBytes = 512;
constexpr std::size_t entryBytes = 128;
constexpr std::size_t miniSectorSize = 64;

/// A little-endian number; 0 behind the end.
std::uint32_t number(std::string_view bytes, std::size_t at, int width)
{
    std::uint32_t value = 0;
    for (int i = 0; i < width; ++i) {
        const std::size_t place = at + static_cast<std::size_t>(i);
        if (place < bytes.size())
            value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[place]))
                << (8 * i);
    }
    return value;
}

Error damaged(std::string detail, std::optional<std::uint64_t> offset = {})
{
    return { ErrorCode::Truncated, {}, offset, "in the Outlook item, " + std::move(detail) };
}

std::vector<std::uint32_t> numbers(std::string_view bytes)
{
    std::vector<std::uint32_t> result;
    result.reserve(bytes.size() / 4);
    for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4)
        result.push_back(number(bytes, at, 4));
    return result;
}

CompoundEntry entryOf(std::string_view bytes)
{
    CompoundEntry entry;
    const std::size_t nameBytes = std::min<std::size_t>(number(bytes, 0x40, 2), 64);
    for (std::size_t at = 0; at + 2 < nameBytes; at += 2) {
        const std::uint32_t c = number(bytes, at, 2);
        entry.name += c >= ' ' && c < 0x7f ? static_cast<char>(c) : '?';
    }
    const std::uint32_t type = number(bytes, 0x42, 1);
    entry.storage = type == 1 || type == 5;
    entry.left = number(bytes, 0x44, 4);
    entry.right = number(bytes, 0x48, 4);
    entry.child = entry.storage ? number(bytes, 0x4c, 4) : noEntry;
    entry.start = number(bytes, 0x74, 4);
    entry.size = number(bytes, 0x78, 4); // files over 4 GiB are far beyond the limit on a mail
    return entry;
}

} // namespace

std::string_view CompoundFile::sector(std::uint32_t index) const
{
    const std::uint64_t at = (std::uint64_t{ index } + 1) * m_sectorSize;
    return at < m_bytes.size() ? m_bytes.substr(static_cast<std::size_t>(at), m_sectorSize)
                               : std::string_view{};
}

std::optional<Error> CompoundFile::readHeader()
{
    if (m_bytes.size() < headerBytes)
        return damaged("its header is cut", m_bytes.size());
    const std::uint32_t shift = number(m_bytes, 0x1e, 2);
    if (shift != 9 && shift != 12)
        return damaged("its sector size is not valid", 0x1e);
    m_sectorSize = std::size_t{ 1 } << shift;
    m_miniLimit = number(m_bytes, 0x38, 4);
    return {};
}

/// The file allocation table: where each chain goes on. Its own sectors are listed in the header
/// and, for large files, in a chain of further lists.
std::optional<Error> CompoundFile::readFat()
{
    std::vector<std::uint32_t> lists = numbers(m_bytes.substr(0x4c, 109 * 4));
    const std::size_t sectors = m_bytes.size() / m_sectorSize + 1;
    std::uint32_t next = number(m_bytes, 0x44, 4);
    for (std::size_t steps = 0; next <= lastSector; ++steps) {
        const std::string_view list = sector(next);
        if (list.size() < m_sectorSize || steps > sectors)
            return damaged("its list of tables leads nowhere", 0x44);
        const auto more = numbers(list);
        lists.insert(lists.end(), more.begin(), more.end() - 1);
        next = more.back();
    }
    for (const std::uint32_t table : lists) {
        if (table > lastSector)
            continue;
        if (m_fat.size() > sectors + m_sectorSize / 4)
            break; // more table than file
        const auto more = numbers(sector(table));
        m_fat.insert(m_fat.end(), more.begin(), more.end());
    }
    return m_fat.empty() ? std::optional(damaged("it has no allocation table")) : std::nullopt;
}

Result<std::string> CompoundFile::chain(std::uint32_t start, std::uint64_t size) const
{
    std::string result;
    std::uint32_t next = start;
    while (result.size() < size && next != endOfChain) {
        const std::string_view part = sector(next);
        if (next >= m_fat.size() || part.empty() || result.size() > m_bytes.size())
            return damaged(
                "a chain of sectors leads nowhere", (std::uint64_t{ next } + 1) * m_sectorSize);
        result += part;
        next = m_fat[next];
    }
    if (size != ~std::uint64_t{ 0 }) {
        if (result.size() < size)
            return damaged("a stream is shorter than it should be");
        result.resize(static_cast<std::size_t>(size));
    }
    return result;
}

Result<std::string> CompoundFile::miniChain(std::uint32_t start, std::uint64_t size) const
{
    std::string result;
    std::uint32_t next = start;
    while (result.size() < size && next != endOfChain) {
        const std::size_t at = std::size_t{ next } * miniSectorSize;
        if (next >= m_miniFat.size() || at >= m_miniStream.size()
            || result.size() > m_miniStream.size())
            return damaged("a chain of small sectors leads nowhere");
        result += std::string_view(m_miniStream).substr(at, miniSectorSize);
        next = m_miniFat[next];
    }
    if (result.size() < size)
        return damaged("a small stream is shorter than it should be");
    result.resize(static_cast<std::size_t>(size));
    return result;
}

std::optional<Error> CompoundFile::readDirectory()
{
    constexpr std::uint64_t everything = ~std::uint64_t{ 0 };
    const auto directory = chain(number(m_bytes, 0x30, 4), everything);
    if (!directory)
        return directory.error();
    for (std::size_t at = 0; at + entryBytes <= directory.value().size(); at += entryBytes)
        m_entries.push_back(entryOf(std::string_view(directory.value()).substr(at, entryBytes)));
    if (m_entries.empty())
        return damaged("it has no directory");
    m_entries[root].storage = true;
    if (m_entries[root].start <= lastSector && m_entries[root].size > 0) {
        auto miniStream = chain(m_entries[root].start, m_entries[root].size);
        auto miniFat = chain(number(m_bytes, 0x3c, 4), everything);
        // Without it the large streams can still be read.
        if (miniStream && miniFat) {
            m_miniStream = std::move(miniStream).value();
            m_miniFat = numbers(miniFat.value());
        }
    }
    return {};
}

Result<CompoundFile> CompoundFile::open(std::string_view bytes)
{
    CompoundFile file;
    file.m_bytes = bytes;
    if (auto error = file.readHeader())
        return *error;
    if (auto error = file.readFat())
        return *error;
    if (auto error = file.readDirectory())
        return *error;
    return file;
}

std::vector<std::uint32_t> CompoundFile::children(
    std::uint32_t storage, std::vector<bool>& seen) const
{
    // Siblings form a tree. Each entry is visited once, so that loops end.
    std::vector<std::uint32_t> found;
    std::vector<std::uint32_t> open{ m_entries[storage].child };
    while (!open.empty()) {
        const std::uint32_t index = open.back();
        open.pop_back();
        if (index >= m_entries.size() || seen[index])
            continue;
        seen[index] = true;
        found.push_back(index);
        open.push_back(m_entries[index].left);
        open.push_back(m_entries[index].right);
    }
    std::sort(found.begin(), found.end());
    return found;
}

Result<std::string> CompoundFile::read(std::uint32_t stream) const
{
    const CompoundEntry& entry = m_entries[stream];
    if (entry.size > m_bytes.size())
        return damaged("a stream claims to be larger than the file");
    if (entry.size < m_miniLimit)
        return miniChain(entry.start, entry.size);
    return chain(entry.start, entry.size);
}

} // namespace mxlens
