// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/numbermap.h"
#include "core/store/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>

namespace mxlens {

/// What the column `deviations` of reports says: reporters depart from the RFC in the same way
/// report for report, so each list of deviations is put into words once. One thread.
class DeviationTexts final {
public:
    /// Number of a list of deviations, from 0; that of the empty one is 0. Lists are equal where
    /// all that the store says of their deviations is.
    using Number = std::uint32_t;

    /// snapshot must outlive this.
    explicit DeviationTexts(const Snapshot& snapshot);

    /// The list of a report of a part.
    Number of(const Snapshot::Part& part, std::uint32_t report);
    /// What cell() has for reports with this list, ReportColumn::Deviations; of() gave it. Lives as
    /// long as this.
    const std::string& text(Number number);

private:
    /// One deviation as the store has it.
    struct Line {
        DeviationCode code{};
        StringId field = 0, written = 0, madeOf = 0;
        std::uint32_t count = 1;

        bool operator==(const Line&) const = default;
    };
    struct LineHash {
        std::size_t operator()(const Line& line) const;
    };
    /// A list: a report that has it, and its text once somebody asked for it.
    struct List {
        RowId report = 0;
        std::string text;
    };
    Number with(Number begin, const Line& line);

    const Snapshot& m_snapshot;
    std::unordered_map<Line, std::uint32_t, LineHash> m_lines; ///< Their numbers, from 0.
    NumberMap<Number> m_longer; ///< By a list and the line behind it.
    std::deque<List> m_lists; ///< By number: they stay where they are.
};

} // namespace mxlens
