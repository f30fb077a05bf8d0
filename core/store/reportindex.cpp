// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reportindex.h"

#include <algorithm>
#include <iterator>

namespace mxlens {

namespace {

constexpr std::size_t firstSize = 1024;

/// Set in an entry that is not the first of its identity.
constexpr std::uint32_t furtherBit = 1u << 31;

std::size_t furtherHash(std::size_t identity, const ContentKey& content)
{
    return identity ^ static_cast<std::size_t>(content[0]);
}

} // namespace

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

ContentKey ReportIndex::contentOf(RowId report) const
{
    const RowPlace place = placeOf(report);
    return place.segment->reports.key[place.row];
}

// Where an entry is looked for.
std::size_t ReportIndex::hashOf(std::uint32_t entry) const
{
    const RowId report = (entry & ~furtherBit) - 1;
    const std::size_t identity = identityOf(report);
    return (entry & furtherBit) == 0 ? identity : furtherHash(identity, contentOf(report));
}

ReportIndex::Known ReportIndex::known(RowId report) const
{
    Known result;
    const RowPlace place = placeOf(report);
    const ContentKey content = place.segment->reports.key[place.row];
    const std::size_t mask = m_table.size() - 1;
    const auto look = [&](std::size_t hash) {
        for (std::size_t slot = hash & mask; m_table[slot] != 0; slot = (slot + 1) & mask) {
            const RowId other = (m_table[slot] & ~furtherBit) - 1;
            const RowPlace at = placeOf(other);
            // Those at other places have another identity, or are met where their content is.
            const bool isFurther = (m_table[slot] & furtherBit) != 0;
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
    const std::size_t identity = place.segment->reports.identity[place.row];
    look(identity);
    if (result.any && !result.same)
        look(furtherHash(identity, content));
    return result;
}

void ReportIndex::put(std::vector<std::uint32_t>& table, std::uint32_t entry) const
{
    const std::size_t mask = table.size() - 1;
    std::size_t slot = hashOf(entry) & mask;
    while (table[slot] != 0)
        slot = (slot + 1) & mask;
    table[slot] = entry;
}

void ReportIndex::add(RowId report, bool isFirst)
{
    if (++m_count * 2 > m_table.size())
        grow();
    put(m_table, (report + 1) | (isFirst ? 0 : furtherBit));
}

void ReportIndex::replace(RowId known, RowId report)
{
    const std::size_t mask = m_table.size() - 1;
    for (const std::uint32_t bit : { std::uint32_t{ 0 }, furtherBit }) {
        const std::uint32_t entry = (known + 1) | bit;
        for (std::size_t slot = hashOf(entry) & mask; m_table[slot] != 0;
             slot = (slot + 1) & mask) {
            if (m_table[slot] == entry) {
                m_table[slot] = (report + 1) | bit;
                return;
            }
        }
    }
}

void ReportIndex::grow()
{
    std::vector<std::uint32_t> table(m_table.size() * 2, 0);
    for (const std::uint32_t entry : m_table) {
        if (entry != 0)
            put(table, entry);
    }
    m_table.swap(table);
}

} // namespace mxlens
