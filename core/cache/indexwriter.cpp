// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/indexwriter.h"

#include "core/cache/checksum.h"
#include "core/report/textchunks.h"
#include "core/store/segmentcopy.h"

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

template <typename T> std::string_view columnBytes(const std::vector<T>& column)
{
    static_assert(std::is_trivially_copyable_v<T>);
    return { reinterpret_cast<const char*>(column.data()), column.size() * sizeof(T) };
}

template <typename T> void addColumn(std::string& to, const std::vector<T>& column)
{
    to += columnBytes(column);
}

void addColumn(std::string& to, const NumberColumn& column)
{
    put(to, column.width());
    to += column.bytes();
}

void addColumn(std::string& to, const CountColumn& column)
{
    addColumn(to, column.values());
    put(to, static_cast<std::uint32_t>(column.largeValues().size()));
    for (const auto& [row, value] : column.largeValues()) {
        put(to, row);
        put(to, value);
    }
}

void addColumn(std::string& to, const IdColumn& column)
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

void addColumn(std::string& to, const SparseTexts& column)
{
    addColumn(to, column.rowBits());
    put(to, static_cast<std::uint32_t>(column.ids().size()));
    addColumn(to, column.ids());
}

void putText(std::string& to, std::string_view text)
{
    put(to, static_cast<std::uint32_t>(text.size()));
    to += text;
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
        given.resize(std::size_t{ id } + 1);
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
    , m_textNumbers(texts.size())
    , m_ownTextNumbers(texts.size())
    , m_addressNumbers(addresses.size())
{
    beginBlock();
    m_buffer += identityBlock(identity);
    endBlock(IndexBlockKind::Identity);
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
    m_offset += bytes.size();
    while (m_ok && !bytes.empty()) {
        const std::string_view piece = bytes.substr(0, pieceSize);
        m_ok = m_sink(piece);
        bytes.remove_prefix(piece.size());
    }
}

void IndexWriter::passOn()
{
    m_block.checksum.add(m_buffer);
    write(m_buffer);
    m_buffer.clear();
}

void IndexWriter::passOnIfFull()
{
    if (m_buffer.size() >= pieceSize)
        passOn();
}

void IndexWriter::beginBlock()
{
    m_buffer.clear();
    m_block = { Checksum64(), m_offset };
}

void IndexWriter::endBlock(IndexBlockKind kind, std::uint32_t first, std::uint32_t second)
{
    passOn();
    m_blocks.push_back({ kind, first, second, 0, m_block.begin, m_offset - m_block.begin,
        m_block.checksum.value() });
}

// A long column is not copied into the buffer.
template <typename T> void IndexWriter::putColumn(const std::vector<T>& column)
{
    passOn();
    const std::string_view bytes = columnBytes(column);
    for (std::size_t at = 0; m_ok && at < bytes.size(); at += pieceSize) {
        const std::string_view piece = bytes.substr(at, pieceSize);
        m_block.checksum.add(piece);
        write(piece);
    }
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
    packColumns(m_segment);
    beginBlock();
    put(m_buffer, counts);
    visitColumns(
        [this](const ColumnInfo& info, const auto& column) {
            if (info.role != ColumnRole::Parent)
                addColumn(m_buffer, column);
            passOnIfFull();
        },
        m_segment);
    endBlock(IndexBlockKind::Segment, counts[indexOf(ColumnGroup::Sources)],
        counts[indexOf(ColumnGroup::Reports)]);
    m_segment = Segment();
}

void IndexWriter::writeAddresses()
{
    const std::vector<std::uint32_t>& used = m_addressNumbers.used;
    const auto putEach = [this, &used](const auto& of) {
        for (std::size_t i = 1; m_ok && i < used.size(); ++i) {
            put(m_buffer, of(m_addresses.entry(used[i])));
            passOnIfFull();
        }
    };
    beginBlock();
    putEach([](const AddressEntry& entry) { return entry.bytes; });
    putEach([](const AddressEntry& entry) { return entry.kind; });
    putEach([this](const AddressEntry& entry) { return textId(ColumnRole::Text, entry.written); });
    endBlock(IndexBlockKind::Addresses, static_cast<std::uint32_t>(used.size() - 1));
}

void IndexWriter::writeTexts()
{
    beginBlock();
    for (const Numbers* numbers : { &m_textNumbers, &m_ownTextNumbers }) {
        for (std::size_t i = 1; m_ok && i < numbers->used.size(); ++i) {
            TextChunks::pack(m_buffer, m_texts.text(numbers->used[i]));
            passOnIfFull();
        }
    }
    endBlock(IndexBlockKind::Texts, static_cast<std::uint32_t>(m_textNumbers.used.size() - 1),
        static_cast<std::uint32_t>(m_ownTextNumbers.used.size() - 1));
}

void IndexWriter::writeOutline(const IndexOutline& outline)
{
    const IndexFiles& files = outline.files;
    beginBlock();
    put(m_buffer, outline.seed);
    put(m_buffer, static_cast<std::uint64_t>(files.size()));
    putColumn(files.folder);
    putColumn(files.name);
    putColumn(files.state);
    putColumn(files.firstSource);
    put(m_buffer, static_cast<std::uint64_t>(outline.others.size()));
    for (const std::string& path : outline.others) {
        putText(m_buffer, path);
        passOnIfFull();
    }
    put(m_buffer, static_cast<std::uint64_t>(outline.folders.size()));
    for (const IndexFolder& folder : outline.folders) {
        putText(m_buffer, folder.path);
        put(m_buffer, folder.listing);
        put(m_buffer, folder.state);
        passOnIfFull();
    }
    endBlock(IndexBlockKind::Outline);
}

void IndexWriter::writeMarks(const IndexMarks& marks)
{
    beginBlock();
    put(m_buffer, static_cast<std::uint64_t>(marks.marks.size()));
    putColumn(marks.marks);
    put(m_buffer, static_cast<std::uint64_t>(marks.earlier.size()));
    for (const auto& [report, earlier] : marks.earlier) {
        put(m_buffer, report);
        put(m_buffer, earlier);
        passOnIfFull();
    }
    endBlock(IndexBlockKind::Marks);
}

void IndexWriter::writeTable()
{
    const std::string_view table = columnBytes(m_blocks);
    IndexFooter footer{ m_offset, table.size(), checksum64(table), 0 };
    footer.checksum = checksumOf(footer);
    write(table);
    write(bytesOf(footer));
}

void IndexWriter::finish(const IndexOutline& outline, const IndexMarks& marks)
{
    closeSegment();
    writeAddresses(); // before the texts, which it may use
    writeTexts();
    writeOutline(outline);
    writeMarks(marks);
    writeTable();
}

} // namespace mxlens
