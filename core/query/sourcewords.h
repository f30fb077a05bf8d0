// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/columnanswers.h"
#include "core/query/rowmask.h"
#include "core/query/wordgroup.h"
#include "core/store/segment.h"

#include <cstdint>
#include <string>

namespace mxlens {

/// Which words of a group stand in the paths of a segment's sources. The texts of the paths are
/// looked at for all sources at once; whole paths have seldom to be asked. One thread; lives no
/// longer than the group and the segment.
class SourceWords final {
public:
    /// Looks at the texts of the paths, before anything else is asked.
    void find(const WordGroup& group, const Segment::Sources& sources, ColumnAnswers& columns);
    /// Whether a whole path has to be asked; where none has, found() says all.
    bool anyOpen() const { return m_anyOpen; }
    /// By source: the words that were found.
    const RowMask& found() const { return m_found; }
    /// The words that stand in the path of a source. path: memory to be used.
    unsigned of(std::uint32_t source, std::string& path);

private:
    const WordGroup* m_group = nullptr;
    const Segment::Sources* m_sources = nullptr;
    RowMask m_found, m_open; ///< By source; open: what its whole path has to be asked about.
    bool m_anyOpen = false;
};

} // namespace mxlens
