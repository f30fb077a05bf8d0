// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/sourcewords.h"

#include <cstddef>

namespace mxlens {

void SourceWords::find(
    const WordGroup& group, const Segment::Sources& sources, ColumnAnswers& columns)
{
    using Bits = WordGroup::Bits;
    m_group = &group;
    m_sources = &sources;
    const std::size_t count = sources.name.size();
    const auto inTexts = group.texts().byId();
    const auto cutBehind = [&group](const StringId* ids) {
        return [&group, ids](std::size_t row) -> Bits { return group.cutBehind(ids[row]); };
    };
    const auto cutBefore = [&group](const StringId* ids) {
        return [&group, ids](std::size_t row) -> Bits { return group.cutBefore(ids[row]); };
    };
    const auto addFound = [this](auto words) { widen(m_found, words); };
    const auto addOpen = [this](auto words) { widen(m_open, words); };
    m_found.assign(count, 0);
    columns.withIds(sources.folder, inTexts, addFound);
    columns.withIds(sources.name, inTexts, addFound);
    columns.withIds(sources.inner, inTexts, addFound);
    m_open.assign(count, static_cast<std::uint8_t>(~unsigned{ group.searched() }));
    columns.withIds(sources.folder, cutBehind, addOpen);
    if (group.isCutBeforeInner())
        columns.withIds(sources.inner, cutBefore, addOpen);

    const std::uint8_t* const found = m_found.data();
    std::uint8_t* const open = m_open.data();
    const unsigned all = group.negated() | group.wanted();
    unsigned any = 0;
    for (std::size_t source = 0; source < count; ++source) {
        open[source] &= static_cast<std::uint8_t>(all & ~unsigned{ found[source] });
        any |= open[source];
    }
    m_anyOpen = any != 0;
}

unsigned SourceWords::of(std::uint32_t source, std::string& path)
{
    if (const unsigned open = m_open[source]; open != 0) {
        m_found[source] |= m_group->ofPath(*m_sources, source, open, path);
        m_open[source] = 0;
    }
    return m_found[source];
}

} // namespace mxlens
