// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/indexfile.h"

#include "core/cache/checksum.h"
#include "core/store/segmentcopy.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <type_traits>
#include <utility>

namespace mxlens {

struct IndexFile::Bytes {
    std::unique_ptr<char[]> data;
    std::size_t size = 0;
    std::string_view view() const { return { data.get(), size }; }
};

namespace {

/// Takes values off the front of a block. Once something is missing, nothing more comes.
class BlockReader final {
public:
    explicit BlockReader(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    template <typename T> bool take(T& value)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        return takeBytes(reinterpret_cast<char*>(&value), sizeof value, 1);
    }
    template <typename T> bool takeColumn(std::vector<T>& column, std::uint64_t rows)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        if (rows > m_bytes.size() / sizeof(T))
            return fail();
        column.resize(static_cast<std::size_t>(rows));
        return takeBytes(reinterpret_cast<char*>(column.data()), sizeof(T), column.size());
    }
    /// Numbers in the width that stands in front of them.
    bool takeColumn(NumberColumn& column, std::uint64_t rows)
    {
        NumberColumn::Width width{};
        if (!take(width) || rows > m_bytes.size())
            return fail();
        const std::uint64_t size = rows * static_cast<std::uint64_t>(width);
        auto made
            = NumberColumn::from(width, static_cast<std::size_t>(rows), m_bytes.substr(0, size));
        if (!made)
            return fail();
        m_bytes.remove_prefix(size);
        column = std::move(*made);
        return true;
    }
    bool takeText(std::string& text)
    {
        std::uint32_t size = 0;
        if (!take(size) || size > m_bytes.size())
            return fail();
        text = m_bytes.substr(0, size);
        m_bytes.remove_prefix(size);
        return true;
    }
    /// Everything was there, and nothing is left.
    bool ended() const { return !m_failed && m_bytes.empty(); }

private:
    bool fail()
    {
        m_failed = true;
        return false;
    }
    bool takeBytes(char* to, std::size_t each, std::size_t count)
    {
        if (m_failed || count > m_bytes.size() / each)
            return fail();
        if (count > 0)
            std::memcpy(to, m_bytes.data(), each * count);
        m_bytes.remove_prefix(each * count);
        return true;
    }

    std::string_view m_bytes;
    bool m_failed = false;
};

bool allAtMost(const std::vector<std::uint32_t>& column, std::uint32_t bound)
{
    std::uint32_t greatest = 0;
    for (const std::uint32_t value : column)
        greatest = std::max(greatest, value);
    return greatest <= bound;
}

bool areRanges(const std::vector<std::uint32_t>& first, std::uint32_t rows)
{
    return !first.empty() && first.front() == 0 && first.back() == rows
        && std::is_sorted(first.begin(), first.end());
}

bool areRanges(const NumberColumn& first, std::uint32_t rows)
{
    return first.visit([rows](auto begin) {
        bool sound = begin[0] == 0 && begin[begin.size() - 1] == rows;
        for (std::size_t row = 0; row + 1 < begin.size(); ++row)
            sound &= begin[row] <= begin[row + 1];
        return sound;
    });
}

template <typename T> bool valuesHold(const std::vector<T>& column)
{
    if constexpr (std::is_same_v<T, SourceOutcome>)
        return std::ranges::all_of(column, [](T value) { return value <= T::Unreadable; });
    else if constexpr (std::is_same_v<T, ReportMark>)
        return std::ranges::all_of(column, [](T value) { return value <= T::SameIdentity; });
    else if constexpr (std::is_same_v<T, AddressEntry::Kind>)
        return std::ranges::all_of(column, [](T value) { return value <= T::V6; });
    else if constexpr (std::is_same_v<T, DeviationCode>)
        return std::ranges::all_of(
            column, [](T value) { return static_cast<int>(value) < deviationCodeCount; });
    else
        return true;
}

/// How many ids there are. In the file, those of OwnText begin from 1 as well.
struct IdBounds {
    std::uint32_t texts = 0; ///< Greatest id of Text.
    std::uint32_t ownTexts = 0;
    std::uint32_t addresses = 0;
};

/// Checks the ids of a column, and makes them those of the pools.
bool makeIds(std::vector<std::uint32_t>& column, ColumnRole role, const IdBounds& bounds)
{
    if (role == ColumnRole::Text)
        return allAtMost(column, bounds.texts);
    if (role == ColumnRole::Address)
        return allAtMost(column, bounds.addresses);
    if (!allAtMost(column, bounds.ownTexts))
        return false;
    for (std::uint32_t& id : column)
        id += id != 0 ? bounds.texts : 0;
    return true;
}

/// One column of a segment that is being read.
template <typename T>
bool takeColumn(BlockReader& block, const ColumnInfo& info, std::vector<T>& column,
    const RowCounts& counts, const IdBounds& bounds)
{
    if (!block.takeColumn(column, counts[indexOf(info.group)]))
        return false;
    if constexpr (std::is_same_v<T, std::uint32_t>) {
        if (info.role != ColumnRole::Value)
            return makeIds(column, info.role, bounds);
    }
    return valuesHold(column);
}

bool takeColumn(BlockReader& block, const ColumnInfo& info, NumberColumn& column,
    const RowCounts& counts, const IdBounds&)
{
    if (info.role == ColumnRole::Parent)
        return true;
    const std::uint64_t rows = counts[indexOf(info.group)];
    if (info.role != ColumnRole::First)
        return block.takeColumn(column, rows);
    return block.takeColumn(column, rows + 1) && areRanges(column, counts[indexOf(info.target)]);
}

bool takeColumn(BlockReader& block, const ColumnInfo& info, CountColumn& column,
    const RowCounts& counts, const IdBounds&)
{
    NumberColumn values;
    std::uint32_t large = 0;
    if (!block.takeColumn(values, counts[indexOf(info.group)]) || !block.take(large))
        return false;
    std::vector<std::pair<std::uint32_t, std::int64_t>> largeValues;
    for (; large > 0; --large) {
        auto& [row, value] = largeValues.emplace_back();
        if (!block.take(row) || !block.take(value))
            return false;
    }
    auto made = CountColumn::from(std::move(values), std::move(largeValues));
    if (made)
        column = std::move(*made);
    return made.has_value();
}

bool takeColumn(BlockReader& block, const ColumnInfo& info, IdColumn& column,
    const RowCounts& counts, const IdBounds& bounds)
{
    const std::uint32_t rows = counts[indexOf(info.group)];
    IdColumn::Width width{};
    std::uint32_t count = rows;
    std::vector<std::uint8_t> bytes;
    std::vector<std::uint16_t> pairs;
    std::vector<std::uint32_t> ids;
    if (!block.take(width))
        return false;
    switch (width) {
    case IdColumn::Width::Byte:
        if (!block.take(count) || !block.takeColumn(bytes, rows))
            return false;
        break;
    case IdColumn::Width::TwoBytes:
        if (!block.take(count) || !block.takeColumn(pairs, rows))
            return false;
        break;
    case IdColumn::Width::Id:
        break;
    default:
        return false;
    }
    if (!block.takeColumn(ids, count) || !makeIds(ids, info.role, bounds))
        return false;
    auto made = IdColumn::from(std::move(ids), std::move(bytes), std::move(pairs));
    // Without rows there are no numbers to tell the width.
    if (!made || made->size() != rows)
        return false;
    column = std::move(*made);
    return true;
}

bool takeColumn(BlockReader& block, const ColumnInfo& info, SparseTexts& column,
    const RowCounts& counts, const IdBounds& bounds)
{
    const std::uint32_t rows = counts[indexOf(info.group)];
    std::vector<std::uint64_t> rowBits;
    std::uint32_t count = 0;
    std::vector<StringId> ids;
    if (!block.takeColumn(rowBits, (std::uint64_t{ rows } + 63) / 64) || !block.take(count)
        || !block.takeColumn(ids, count) || !makeIds(ids, info.role, bounds))
        return false;
    auto made = SparseTexts::from(rows, rowBits, std::move(ids));
    if (made)
        column = std::move(*made);
    return made.has_value();
}

bool takeFiles(BlockReader& block, IndexFiles& files, const IdBounds& bounds, std::uint32_t sources)
{
    std::uint64_t count = 0;
    return block.take(count) && block.takeColumn(files.folder, count)
        && block.takeColumn(files.name, count) && block.takeColumn(files.state, count)
        && block.takeColumn(files.firstSource, count + 1)
        && makeIds(files.folder, ColumnRole::Text, bounds)
        && makeIds(files.name, ColumnRole::OwnText, bounds)
        && areRanges(files.firstSource, sources);
}

/// Every duplicate, and nothing else, has an earlier report.
bool marksHold(const IndexMarks& marks)
{
    std::size_t next = 0;
    for (std::size_t report = 0; report < marks.marks.size(); ++report) {
        if (marks.marks[report] != ReportMark::Duplicate)
            continue;
        if (next == marks.earlier.size() || marks.earlier[next].first != report
            || marks.earlier[next].second >= report)
            return false;
        ++next;
    }
    return next == marks.earlier.size();
}

} // namespace

std::unique_ptr<IndexFile> IndexFile::open(const std::string& path, std::string_view identity)
{
    Result<OpenFile> file = OpenFile::open(path);
    if (!file)
        return nullptr;
    std::unique_ptr<IndexFile> index(new IndexFile(std::move(file).value()));
    return index->readTable(identity) ? std::move(index) : nullptr;
}

bool IndexFile::readAt(std::uint64_t offset, char* to, std::size_t size) const
{
#ifdef _WIN32
    const std::scoped_lock lock(m_reading);
#endif
    DescriptorStream stream(m_file.descriptor(), true, m_file.size());
    stream.seek(offset);
    return stream.read(to, size) == size;
}

std::optional<IndexFile::Bytes> IndexFile::read(
    const IndexBlock& block, const std::stop_token& stop) const
{
    // Small enough to be in the processor's cache for its checksum, and for a stop.
    constexpr std::size_t pieceSize = std::size_t{ 1 } << 20;
    const auto size = static_cast<std::size_t>(block.size); // at most that of the file
    Bytes bytes{ std::make_unique_for_overwrite<char[]>(size), size };
    Checksum64 sum;
    for (std::size_t at = 0; at < size; at += pieceSize) {
        const std::size_t piece = std::min(pieceSize, size - at);
        if (stop.stop_requested() || !readAt(block.offset + at, bytes.data.get() + at, piece))
            return std::nullopt;
        sum.add({ bytes.data.get() + at, piece });
    }
    return sum.value() == block.checksum ? std::optional(std::move(bytes)) : std::nullopt;
}

bool IndexFile::readTable(std::string_view identity)
{
    IndexFooter footer;
    if (m_file.size() < sizeof footer
        || !readAt(m_file.size() - sizeof footer, reinterpret_cast<char*>(&footer), sizeof footer)
        || footer.checksum != checksumOf(footer))
        return false;
    const std::uint64_t end = m_file.size() - sizeof footer;
    if (footer.tableOffset > end || footer.tableSize != end - footer.tableOffset
        || footer.tableSize % sizeof(IndexBlock) != 0)
        return false;
    const auto table = read(IndexBlock{ IndexBlockKind::Identity, 0, 0, 0, footer.tableOffset,
        footer.tableSize, footer.tableChecksum });
    std::vector<IndexBlock> blocks;
    if (!table || !BlockReader(table->view()).takeColumn(blocks, table->size / sizeof(IndexBlock)))
        return false;
    // The blocks follow each other without gaps, so nothing in the file is without a checksum.
    std::uint64_t offset = 0;
    for (const IndexBlock& block : blocks) {
        if (block.offset != offset || block.size > footer.tableOffset - offset)
            return false;
        offset += block.size;
    }
    if (offset != footer.tableOffset || !sortBlocks(blocks))
        return false;
    const auto found = read(m_identity);
    return found && found->view() == identityBlock(identity);
}

bool IndexFile::sortBlocks(const std::vector<IndexBlock>& blocks)
{
    std::size_t segments = 0;
    while (segments + 1 < blocks.size() && blocks[segments + 1].kind == IndexBlockKind::Segment)
        ++segments;
    const std::array<std::pair<IndexBlockKind, IndexBlock*>, 4> behind{ {
        { IndexBlockKind::Addresses, &m_addresses },
        { IndexBlockKind::Texts, &m_texts },
        { IndexBlockKind::Outline, &m_outline },
        { IndexBlockKind::Marks, &m_marks },
    } };
    if (blocks.size() != 1 + segments + behind.size()
        || blocks.front().kind != IndexBlockKind::Identity)
        return false;
    m_identity = blocks.front();
    for (std::size_t i = 0; i < segments; ++i) {
        const IndexBlock& block = blocks[1 + i];
        m_segments.push_back(block);
        m_sources.push_back(m_sources.back() + block.first);
        m_reports.push_back(m_reports.back() + block.second);
        if (m_sources.back() < block.first || m_reports.back() < block.second)
            return false; // more than a store can number
    }
    for (std::size_t i = 0; i < behind.size(); ++i) {
        const IndexBlock& block = blocks[1 + segments + i];
        if (block.kind != behind[i].first)
            return false;
        *behind[i].second = block;
    }
    return m_texts.first + m_texts.second >= m_texts.first; // numbers the texts of the pool
}

std::shared_ptr<StringPool> IndexFile::readTexts(const std::stop_token& stop) const
{
    auto bytes = read(m_texts, stop);
    auto pool = std::make_shared<StringPool>();
    return bytes
            && pool->load(std::move(bytes->data), bytes->size, m_texts.first,
                m_texts.first + m_texts.second, stop)
        ? pool
        : nullptr;
}

std::shared_ptr<AddressPool> IndexFile::readAddresses(const std::stop_token& stop) const
{
    constexpr std::uint32_t addressesAtOnce = 4096;
    const auto bytes = read(m_addresses, stop);
    if (!bytes)
        return nullptr;
    BlockReader block(bytes->view());
    const std::uint32_t count = m_addresses.first;
    std::vector<std::array<std::uint8_t, 16>> values;
    std::vector<AddressEntry::Kind> kinds;
    std::vector<StringId> written;
    if (!block.takeColumn(values, count) || !block.takeColumn(kinds, count)
        || !block.takeColumn(written, count) || !block.ended() || !valuesHold(kinds)
        || !allAtMost(written, m_texts.first))
        return nullptr;
    auto pool = std::make_shared<AddressPool>();
    for (std::uint32_t i = 0; i < count; ++i) {
        if (i % addressesAtOnce == 0 && stop.stop_requested())
            return nullptr;
        if (pool->intern({ values[i], kinds[i], written[i] }) != i + 1)
            return nullptr; // not distinct
    }
    return pool;
}

std::optional<IndexOutline> IndexFile::readOutline(const std::stop_token& stop) const
{
    const auto bytes = read(m_outline, stop);
    if (!bytes)
        return std::nullopt;
    BlockReader block(bytes->view());
    IndexOutline outline;
    std::uint64_t count = 0;
    if (!block.take(outline.seed)
        || !takeFiles(
            block, outline.files, IdBounds{ m_texts.first, m_texts.second, 0 }, m_sources.back())
        || !block.take(count))
        return std::nullopt;
    for (; count > 0; --count) {
        if (!block.takeText(outline.others.emplace_back()))
            return std::nullopt;
    }
    if (!block.take(count))
        return std::nullopt;
    for (; count > 0; --count) {
        IndexFolder& folder = outline.folders.emplace_back();
        if (!block.takeText(folder.path) || !block.take(folder.listing)
            || !block.take(folder.state))
            return std::nullopt;
    }
    return block.ended() ? std::optional(std::move(outline)) : std::nullopt;
}

std::optional<IndexMarks> IndexFile::readMarks(const std::stop_token& stop) const
{
    const auto bytes = read(m_marks, stop);
    if (!bytes)
        return std::nullopt;
    BlockReader block(bytes->view());
    IndexMarks marks;
    std::uint64_t count = 0;
    if (!block.take(count) || (count != 0 && count != m_reports.back())
        || !block.takeColumn(marks.marks, count) || !valuesHold(marks.marks) || !block.take(count))
        return std::nullopt;
    for (; count > 0; --count) {
        auto& [report, earlier] = marks.earlier.emplace_back();
        if (!block.take(report) || !block.take(earlier))
            return std::nullopt;
    }
    return block.ended() && marksHold(marks) ? std::optional(std::move(marks)) : std::nullopt;
}

std::shared_ptr<const Segment> IndexFile::readSegment(std::size_t number) const
{
    const IndexBlock& place = m_segments[number];
    // Fresh memory for each segment would cost more than reading it.
    thread_local std::vector<char> buffer;
    const auto size = static_cast<std::size_t>(place.size);
    if (buffer.size() < size)
        buffer.resize(size);
    const std::string_view bytes(buffer.data(), size);
    if (!readAt(place.offset, buffer.data(), size) || checksum64(bytes) != place.checksum)
        return nullptr;
    BlockReader block(bytes);
    RowCounts counts{};
    if (!block.take(counts) || counts[indexOf(ColumnGroup::Sources)] != place.first
        || counts[indexOf(ColumnGroup::Reports)] != place.second)
        return nullptr;
    auto segment = std::make_shared<Segment>();
    const IdBounds bounds{ m_texts.first, m_texts.second, m_addresses.first };
    bool sound = true;
    visitColumns(
        [&](const ColumnInfo& info, auto& column) {
            sound = sound && takeColumn(block, info, column, counts, bounds);
        },
        *segment);
    if (!sound || !block.ended())
        return nullptr;
    fillParents(*segment);
    return segment;
}

} // namespace mxlens
