// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/index.h"
#include "core/cache/indexformat.h"
#include "core/input/bytestream.h"

#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// An index file opened for reading. Nothing in it is believed before its checksum and every bound
/// is checked; whatever does not hold gives nothing, and the file is worth nothing then. The file
/// may be replaced by another while it is read: the open one stays whole. Any thread.
class IndexFile final {
public:
    /// The index at path, if it is there, sound as far as its table tells, and of this identity.
    static std::unique_ptr<IndexFile> open(const std::string& path, std::string_view identity);

    std::size_t segmentCount() const { return m_segments.size(); }
    /// Sources in all segments before this one; segmentCount() gives all.
    std::uint32_t sourcesBefore(std::size_t segment) const { return m_sources[segment]; }
    std::uint32_t reportsBefore(std::size_t segment) const { return m_reports[segment]; }
    std::uint64_t size() const { return m_file.size(); }
    /// Greatest id of a text that intern() knows.
    StringId internedTexts() const { return m_texts.first; }

    // What is large takes a while: once a stop is requested, it gives nothing.

    /// A pool of the texts of the index; null if damaged. Its ids are those of the segments.
    std::shared_ptr<StringPool> readTexts(const std::stop_token& stop = {}) const;
    /// A pool of the addresses of the index; null if damaged. Their texts are in readTexts().
    std::shared_ptr<AddressPool> readAddresses(const std::stop_token& stop = {}) const;
    std::optional<IndexOutline> readOutline(const std::stop_token& stop = {}) const;
    std::optional<IndexMarks> readMarks(const std::stop_token& stop = {}) const;
    /// A segment with ids of those pools; null if damaged.
    std::shared_ptr<const Segment> readSegment(std::size_t segment) const;

private:
    explicit IndexFile(OpenFile file)
        : m_file(std::move(file))
    {
    }
    struct Bytes;

    bool readTable(std::string_view identity);
    bool sortBlocks(const std::vector<IndexBlock>& blocks);
    bool readAt(std::uint64_t offset, char* to, std::size_t size) const;
    /// The bytes of a block if its checksum holds.
    std::optional<Bytes> read(const IndexBlock& block, const std::stop_token& stop = {}) const;

    OpenFile m_file;
    mutable std::mutex m_reading; ///< Where a descriptor has one position for all threads.
    std::vector<IndexBlock> m_segments;
    std::vector<std::uint32_t> m_sources{ 0 };
    std::vector<std::uint32_t> m_reports{ 0 };
    IndexBlock m_identity, m_texts, m_addresses, m_outline, m_marks;
};

} // namespace mxlens
