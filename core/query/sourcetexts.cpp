// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/sourcetexts.h"

#include "core/query/columns.h"

#include <algorithm>
#include <span>

namespace mxlens {

namespace {

// How many reports [begin, end) of a part have a mark.
std::uint32_t countOf(
    const Snapshot::Part& part, std::uint32_t begin, std::uint32_t end, ReportMark mark)
{
    const auto marks = std::span(*part.marks).subspan(begin, end - begin);
    return static_cast<std::uint32_t>(std::ranges::count(marks, mark));
}

} // namespace

std::uint32_t duplicatesOf(const Snapshot::Part& part, std::uint32_t source)
{
    const NumberView first = part.segment->sources.firstReport.view();
    return countOf(part, first[source], first[source + 1], ReportMark::Duplicate);
}

Count deviationsOf(const Snapshot::Part& part, std::uint32_t source)
{
    const NumberView first = part.segment->sources.firstReport.view();
    const std::uint32_t begin = first[source];
    const std::uint32_t end = first[source + 1];
    if (begin == end)
        return {};
    const NumberView deviations = part.segment->reports.firstDeviation.view();
    return Count(
        deviations[end] - deviations[begin] + countOf(part, begin, end, ReportMark::SameIdentity));
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
    const NumberView first = part.segment->sources.firstReport.view();
    const std::uint32_t begin = first[source];
    const std::uint32_t end = first[source + 1];
    return countOf(part, begin, end, ReportMark::Duplicate) == end - begin ? 1 : 0;
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
