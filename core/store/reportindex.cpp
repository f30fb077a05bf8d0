// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reportindex.h"

#include <algorithm>
#include <iterator>

namespace mxlens {

namespace {

constexpr std::size_t firstSize = 1024;

/// Set in an entry that is not the first of its identity.
constexpr std::uint32_t furtherBit = 1u << 31;

std::uint32_t furtherHash(std::uint32_t identity, const ContentKey& content)
{
    return identity ^ static_cast<std::uint32_t>(content[0]);
}

RowId reportOf(std::uint32_t entry)
{
    return (entry & ~furtherBit) - 1;
}

} // namespace

ReportIndex::ReportIndex(const std::vector<Snapshot::Part>& parts, const StringPool& texts)
    : m_parts(parts)
    , m_texts(texts)
    , m_table(firstSize)
{
}

void ReportIndex::clear()
{
    m_table.assign(firstSize, {});
    m_count = 0;
}

RowPlace ReportIndex::placeOf(RowId report) const
{
    const auto next = std::upper_bound(m_parts.begin(), m_parts.end(), report,
        [](RowId wanted, const Snapshot::Part& part) { return wanted < part.firstReport; });
    const auto part = std::prev(next);
    return { part->segment.get(), static_cast<std::uint32_t>(part - m_parts.begin()),
        report - part->firstReport };
}

// The identity in full; where there is no report-id, the content is the identity.
bool ReportIndex::sharesIdentity(const RowPlace& a, const RowPlace& b) const
{
    const auto& x = a.segment->reports;
    const auto& y = b.segment->reports;
    if (x.identity[a.row] != y.identity[b.row])
        return false;
    if (x.reportId[a.row] == 0 || y.reportId[b.row] == 0)
        return x.reportId[a.row] == y.reportId[b.row] && x.key[a.row] == y.key[b.row];
    return x.start[a.row] == y.start[b.row] && x.end[a.row] == y.end[b.row]
        && x.organization[a.row] == y.organization[b.row]
        && m_texts.text(x.reportId[a.row]) == m_texts.text(y.reportId[b.row]);
}

ReportIndex::Slot ReportIndex::slotOf(RowId report, bool isFirst) const
{
    const RowPlace place = placeOf(report);
    const std::uint32_t identity = place.segment->reports.identity[place.row];
    if (isFirst)
        return { report + 1, identity };
    return { (report + 1) | furtherBit,
        furtherHash(identity, place.segment->reports.key[place.row]) };
}

ReportIndex::Known ReportIndex::known(RowId report) const
{
    Known result;
    const RowPlace place = placeOf(report);
    const ContentKey content = place.segment->reports.key[place.row];
    const auto look = [&](std::uint32_t hash) {
        for (std::size_t slot = firstOf(hash, m_table); m_table[slot].entry != 0;
             slot = behind(slot, m_table)) {
            if (m_table[slot].hash != hash)
                continue;
            const RowId other = reportOf(m_table[slot].entry);
            const RowPlace at = placeOf(other);
            // Those at other places have another identity, or are met where their content is.
            const bool isFurther = (m_table[slot].entry & furtherBit) != 0;
            if ((isFurther && at.segment->reports.key[at.row] != content)
                || !sharesIdentity(place, at))
                continue;
            result.any = result.any.value_or(other);
            if (at.segment->reports.key[at.row] == content) {
                result.same = other;
                return;
            }
        }
    };
    const std::uint32_t identity = place.segment->reports.identity[place.row];
    look(identity);
    if (result.any && !result.same)
        look(furtherHash(identity, content));
    return result;
}

void ReportIndex::put(std::vector<Slot>& table, const Slot& slot)
{
    std::size_t at = firstOf(slot.hash, table);
    while (table[at].entry != 0)
        at = behind(at, table);
    table[at] = slot;
}

void ReportIndex::add(RowId report, bool isFirst)
{
    if (++m_count * 4 > m_table.size() * 3)
        grow();
    put(m_table, slotOf(report, isFirst));
}

void ReportIndex::replace(RowId known, RowId report)
{
    for (const bool isFirst : { true, false }) {
        const Slot wanted = slotOf(known, isFirst);
        for (std::size_t slot = firstOf(wanted.hash, m_table); m_table[slot].entry != 0;
             slot = behind(slot, m_table)) {
            if (m_table[slot].entry == wanted.entry) {
                m_table[slot].entry = slotOf(report, isFirst).entry; // looked for by the same
                return;
            }
        }
    }
}

void ReportIndex::grow()
{
    std::vector<Slot> table(m_table.size() + m_table.size() / 2);
    for (const Slot& slot : m_table) {
        if (slot.entry != 0)
            put(table, slot);
    }
    m_table.swap(table);
}

} // namespace mxlens
