// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <vector>

namespace mxlens {

/// One id for all spellings of a name that differ in the case of ASCII letters alone, which filters
/// and facets take for one. It is that of the spelling which most rows have that count; of equal
/// ones the first by bytes. So it depends neither on the order in which reports came nor on what is
/// selected. Immutable, any thread.
class Spellings {
public:
    /// The id that stands for all spellings of a name; id: of a row of the column.
    StringId of(StringId id) const { return m_common.empty() ? id : m_common[id]; }

protected:
    /// A column, and the row of it with which the rows of a report begin.
    struct Names {
        const IdColumn& (*column)(const Segment& segment);
        std::uint32_t (*firstRow)(const Segment& segment, std::uint32_t report);
    };
    Spellings(const Snapshot& snapshot, const Names& names);

private:
    std::vector<StringId> m_common; ///< By id; empty where each name has one spelling.
};

/// The spellings of organizations; asked for by Snapshot::kept().
class Organizations final : public Spellings {
public:
    explicit Organizations(const Snapshot& snapshot);
};

/// The spellings of result types; asked for by Snapshot::kept().
class ResultTypes final : public Spellings {
public:
    explicit ResultTypes(const Snapshot& snapshot);
};

} // namespace mxlens
