// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reportindex.h"

#include <algorithm>
#include <iterator>

namespace mxlens {

namespace {
constexpr std::size_t firstSize = 1024;
}

ReportIndex::ReportIndex(const std::vector<Snapshot::Part>& parts, const StringPool& texts)
    : m_parts(parts)
    , m_texts(texts)
    , m_table(firstSize, 0)
{
}

void ReportIndex::clear()
{
    m_table.assign(firstSize, 0);
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

std::uint32_t ReportIndex::identityOf(RowId report) const
{
    const RowPlace place = placeOf(report);
    return place.segment->reports.identity[place.row];
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

const std::vector<RowId>& ReportIndex::sameIdentity(RowId report)
{
    m_found.clear();
    const RowPlace place = placeOf(report);
    const std::size_t mask = m_table.size() - 1;
    std::size_t slot = place.segment->reports.identity[place.row] & mask;
    for (; m_table[slot] != 0; slot = (slot + 1) & mask) {
        if (sharesIdentity(place, placeOf(m_table[slot] - 1)))
            m_found.push_back(m_table[slot] - 1);
    }
    return m_found;
}

void ReportIndex::put(std::vector<std::uint32_t>& table, std::uint32_t identity, RowId report) const
{
    const std::size_t mask = table.size() - 1;
    std::size_t slot = identity & mask;
    while (table[slot] != 0)
        slot = (slot + 1) & mask;
    table[slot] = report + 1;
}

void ReportIndex::add(RowId report)
{
    if (++m_count * 2 > m_table.size())
        grow();
    put(m_table, identityOf(report), report);
}

void ReportIndex::replace(RowId known, RowId report)
{
    const std::size_t mask = m_table.size() - 1;
    std::size_t slot = identityOf(known) & mask;
    while (m_table[slot] != known + 1)
        slot = (slot + 1) & mask;
    m_table[slot] = report + 1;
}

void ReportIndex::grow()
{
    std::vector<std::uint32_t> table(m_table.size() * 2, 0);
    for (const std::uint32_t entry : m_table) {
        if (entry != 0)
            put(table, identityOf(entry - 1), entry - 1);
    }
    m_table.swap(table);
}

} // namespace mxlens
