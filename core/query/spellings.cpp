// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/spellings.h"

#include "core/query/rowruns.h"
#include "core/report/names.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>

namespace mxlens {

namespace {

/// Ids that stand in a column, each once.
template <typename ColumnOf>
std::vector<StringId> idsOf(const Snapshot& snapshot, const ColumnOf& columnOf)
{
    std::vector<char> seen(snapshot.pool().size());
    std::vector<StringId> ids;
    for (const Snapshot::Part& part : snapshot.parts()) {
        for (const StringId id : columnOf(*part.segment).ids()) {
            if (!std::exchange(seen[id], char{ 1 }))
                ids.push_back(id);
        }
    }
    return ids;
}

} // namespace

Spellings::Spellings(const Snapshot& snapshot, const Names& names)
{
    const std::vector<StringId> ids = idsOf(snapshot, names.column);
    std::unordered_map<std::string, std::vector<StringId>> byName;
    for (const StringId id : ids)
        byName[lowered(snapshot.text(id))].push_back(id);
    // Nearly everybody writes a name in one way: then there is nothing to count.
    if (byName.size() == ids.size())
        return;
    m_common.resize(*std::ranges::max_element(ids) + std::size_t{ 1 });
    std::vector<std::uint64_t> rows(m_common.size());
    for (const Snapshot::Part& part : snapshot.parts()) {
        const Segment& segment = *part.segment;
        const IdColumn& column = names.column(segment);
        forEachCountedRun(part, [&](std::uint32_t begin, std::uint32_t end) {
            const std::uint32_t behind = names.firstRow(segment, end);
            for (std::uint32_t row = names.firstRow(segment, begin); row < behind; ++row)
                ++rows[column[row]];
        });
    }
    std::iota(m_common.begin(), m_common.end(), StringId{ 0 });
    for (const auto& [name, spellings] : byName) {
        const StringId common = *std::ranges::min_element(spellings, [&](StringId a, StringId b) {
            return rows[a] != rows[b] ? rows[a] > rows[b] : snapshot.text(a) < snapshot.text(b);
        });
        for (const StringId id : spellings)
            m_common[id] = common;
    }
}

Organizations::Organizations(const Snapshot& snapshot)
    : Spellings(snapshot,
        { [](const Segment& segment) -> const IdColumn& { return segment.reports.organization; },
            [](const Segment&, std::uint32_t report) { return report; } })
{
}

ResultTypes::ResultTypes(const Snapshot& snapshot)
    : Spellings(snapshot,
        { [](const Segment& segment) -> const IdColumn& { return segment.failures.resultType; },
            [](const Segment& segment, std::uint32_t report) {
                return segment.policies.firstFailure[segment.reports.firstPolicy[report]];
            } })
{
}

} // namespace mxlens
