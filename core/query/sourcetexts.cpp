// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/sourcetexts.h"

#include "core/query/columns.h"

#include <algorithm>
#include <span>

namespace mxlens {

std::uint32_t duplicatesOf(const Snapshot::Part& part, std::uint32_t source)
{
    const auto& first = part.segment->sources.firstReport;
    const auto marks
        = std::span(*part.marks).subspan(first[source], first[source + 1] - first[source]);
    return static_cast<std::uint32_t>(std::ranges::count(marks, ReportMark::Duplicate));
}

std::uint64_t urgencyOfSource(const Snapshot::Part& part, std::uint32_t source)
{
    switch (part.segment->sources.outcome[source]) {
    case SourceOutcome::Report:
        break;
    case SourceOutcome::NotAReport:
        return 2;
    case SourceOutcome::Unreadable:
        return 3;
    }
    const auto& first = part.segment->sources.firstReport;
    return duplicatesOf(part, source) == first[source + 1] - first[source] ? 1 : 0;
}

DetailTexts::Number DetailTexts::of(const Snapshot::Part& part, std::uint32_t source)
{
    if (duplicatesOf(part, source) == 0)
        return part.segment->sources.detail[source];
    m_made.push_back(cell(m_snapshot, part.firstSource + source, SourceColumn::Detail).text);
    return m_pooled + m_made.size() - 1;
}

std::string_view DetailTexts::text(Number number) const
{
    if (number < m_pooled)
        return m_snapshot.text(static_cast<StringId>(number));
    return m_made[number - m_pooled];
}

} // namespace mxlens
