// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/indexwriter.h"

#include "core/cache/checksum.h"
#include "core/report/textchunks.h"
#include "core/store/segmentcopy.h"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace mxlens {

namespace {

// Large enough that few segments make a million reports, small enough to be read by two threads.
constexpr std::size_t segmentReports = 16384;
constexpr std::size_t segmentFailures = 65536;

template <typename T> void put(std::string& to, const T& value)
{
    static_assert(std::is_trivially_copyable_v<T>);
    to += bytesOf(value);
}

template <typename T> void putColumn(std::string& to, const std::vector<T>& column)
{
    static_assert(std::is_trivially_copyable_v<T>);
    if (!column.empty())
        to.append(reinterpret_cast<const char*>(column.data()), column.size() * sizeof(T));
}

void putColumn(std::string& to, const CountColumn& column)
{
    putColumn(to, column.values());
    put(to, static_cast<std::uint32_t>(column.largeValues().size()));
    for (const auto& [row, value] : column.largeValues()) {
        put(to, row);
        put(to, value);
    }
}

void putColumn(std::string& to, const IdColumn& column)
{
    put(to, column.width());
    if (column.width() != IdColumn::Width::Id)
        put(to, static_cast<std::uint32_t>(column.ids().size()));
    column.visit([&to](const auto&... values) {
        ((to += std::string_view(
              reinterpret_cast<const char*>(values.data()), values.size_bytes())),
            ...);
    });
}

void putColumn(std::string& to, const SparseTexts& column)
{
    putColumn(to, column.rowBits());
    put(to, static_cast<std::uint32_t>(column.ids().size()));
    putColumn(to, column.ids());
}

void putText(std::string& to, std::string_view text)
{
    put(to, static_cast<std::uint32_t>(text.size()));
    to += text;
}

void putOutline(std::string& to, const IndexOutline& outline)
{
    const IndexFiles& files = outline.files;
    put(to, outline.seed);
    put(to, static_cast<std::uint64_t>(files.size()));
    putColumn(to, files.folder);
    putColumn(to, files.name);
    putColumn(to, files.state);
    putColumn(to, files.firstSource);
    put(to, static_cast<std::uint64_t>(outline.others.size()));
    for (const std::string& path : outline.others)
        putText(to, path);
    put(to, static_cast<std::uint64_t>(outline.folders.size()));
    for (const IndexFolder& folder : outline.folders) {
        putText(to, folder.path);
        put(to, folder.listing);
        put(to, folder.state);
    }
}

void putMarks(std::string& to, const IndexMarks& marks)
{
    put(to, static_cast<std::uint64_t>(marks.marks.size()));
    putColumn(to, marks.marks);
    put(to, static_cast<std::uint64_t>(marks.earlier.size()));
    for (const auto& [report, earlier] : marks.earlier) {
        put(to, report);
        put(to, earlier);
    }
}

// So that nobody has to remember the schema number when a column comes or goes.
std::uint64_t columnsChecksum()
{
    Segment segment;
    std::string list;
    visitColumns(
        [&list](const ColumnInfo& info, const auto& column) {
            list.append(info.name).append(" ");
            put(list, info.role);
            put(list, std::uint64_t{ sizeof column[0] });
        },
        segment);
    return checksum64(list);
}

} // namespace

std::string identityBlock(std::string_view identity)
{
    constexpr std::uint32_t byteOrder = 0x01020304;
    std::string block = "MX Lens index\n";
    put(block, byteOrder);
    put(block, indexSchema);
    put(block, columnsChecksum());
    block += identity;
    return block;
}

std::uint64_t checksumOf(const IndexFooter& footer)
{
    return checksum64(bytesOf(footer).substr(0, sizeof footer - sizeof footer.checksum));
}

std::uint32_t IndexWriter::Numbers::of(std::uint32_t id)
{
    if (id >= given.size())
        given.resize(std::max<std::size_t>(std::size_t{ id } * 2, 1024), 0);
    if (given[id] == 0 && id != 0) {
        given[id] = static_cast<std::uint32_t>(used.size());
        used.push_back(id);
    }
    return given[id];
}

IndexWriter::IndexWriter(
    Sink sink, std::string_view identity, const StringPool& texts, const AddressPool& addresses)
    : m_sink(std::move(sink))
    , m_texts(texts)
    , m_addresses(addresses)
{
    block(IndexBlockKind::Identity, identityBlock(identity));
}

std::uint32_t IndexWriter::idOf(ColumnRole role, std::uint32_t id)
{
    return role == ColumnRole::Address ? m_addressNumbers.of(id) : textId(role, id);
}

StringId IndexWriter::textId(ColumnRole role, StringId id)
{
    return (role == ColumnRole::Text ? m_textNumbers : m_ownTextNumbers).of(id);
}

void IndexWriter::write(std::string_view bytes)
{
    m_ok = m_ok && m_sink(bytes);
    m_offset += bytes.size();
}

void IndexWriter::block(
    IndexBlockKind kind, std::string_view bytes, std::uint32_t first, std::uint32_t second)
{
    m_blocks.push_back({ kind, first, second, 0, m_offset, bytes.size(), checksum64(bytes) });
    write(bytes);
}

void IndexWriter::addRows(
    const Segment& segment, std::uint32_t firstSource, std::uint32_t lastSource)
{
    appendRows(m_segment, segment, rowsOfSources(segment, firstSource, lastSource),
        [this](ColumnRole role, std::uint32_t id) { return idOf(role, id); });
    if (m_segment.reports.key.size() >= segmentReports
        || m_segment.sources.name.size() >= segmentReports
        || m_segment.failures.policy.size() >= segmentFailures)
        closeSegment();
}

void IndexWriter::closeSegment()
{
    const RowCounts counts = rowCounts(m_segment);
    if (counts[indexOf(ColumnGroup::Sources)] == 0)
        return;
    packIds(m_segment);
    m_buffer.clear();
    put(m_buffer, counts);
    visitColumns(
        [this](const ColumnInfo& info, const auto& column) {
            if (info.role != ColumnRole::Parent)
                putColumn(m_buffer, column);
        },
        m_segment);
    block(IndexBlockKind::Segment, m_buffer, counts[indexOf(ColumnGroup::Sources)],
        counts[indexOf(ColumnGroup::Reports)]);
    m_segment = Segment();
}

void IndexWriter::writeAddresses()
{
    std::string kinds;
    std::string written;
    m_buffer.clear();
    for (std::size_t i = 1; i < m_addressNumbers.used.size(); ++i) {
        const AddressEntry& entry = m_addresses.entry(m_addressNumbers.used[i]);
        put(m_buffer, entry.bytes);
        put(kinds, entry.kind);
        put(written, textId(ColumnRole::Text, entry.written));
    }
    m_buffer += kinds;
    m_buffer += written;
    block(IndexBlockKind::Addresses, m_buffer,
        static_cast<std::uint32_t>(m_addressNumbers.used.size() - 1));
}

void IndexWriter::writeTexts()
{
    m_buffer.clear();
    for (const Numbers* numbers : { &m_textNumbers, &m_ownTextNumbers }) {
        for (std::size_t i = 1; i < numbers->used.size(); ++i)
            TextChunks::pack(m_buffer, m_texts.text(numbers->used[i]));
    }
    block(IndexBlockKind::Texts, m_buffer,
        static_cast<std::uint32_t>(m_textNumbers.used.size() - 1),
        static_cast<std::uint32_t>(m_ownTextNumbers.used.size() - 1));
}

void IndexWriter::finish(const IndexOutline& outline, const IndexMarks& marks)
{
    closeSegment();
    writeAddresses(); // before the texts, which it may use
    writeTexts();
    m_buffer.clear();
    putOutline(m_buffer, outline);
    block(IndexBlockKind::Outline, m_buffer);
    m_buffer.clear();
    putMarks(m_buffer, marks);
    block(IndexBlockKind::Marks, m_buffer);

    const std::string_view table(
        reinterpret_cast<const char*>(m_blocks.data()), m_blocks.size() * sizeof(IndexBlock));
    IndexFooter footer{ m_offset, table.size(), checksum64(table), 0 };
    footer.checksum = checksumOf(footer);
    write(table);
    write(bytesOf(footer));
}

} // namespace mxlens
