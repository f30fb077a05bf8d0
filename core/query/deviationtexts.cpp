// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/deviationtexts.h"

#include "core/query/columns.h"
#include "core/report/foldedproduct.h"

namespace mxlens {

DeviationTexts::DeviationTexts(const Snapshot& snapshot)
    : m_snapshot(snapshot)
    , m_lists(1)
{
}

std::size_t DeviationTexts::LineHash::operator()(const Line& line) const
{
    const std::uint64_t kind = pairKey(static_cast<std::uint32_t>(line.code), line.count);
    const std::uint64_t texts = pairKey(line.written, line.madeOf);
    return static_cast<std::size_t>(
        foldedProduct(kind ^ 0x9E3779B97F4A7C15ull, texts ^ 0xC2B2AE3D27D4EB4Full) + line.field);
}

DeviationTexts::Number DeviationTexts::of(const Snapshot::Part& part, std::uint32_t report)
{
    const auto& first = part.segment->reports.firstDeviation;
    const auto& deviations = part.segment->deviations;
    Number list = 0;
    for (std::uint32_t row = first[report]; row < first[report + 1]; ++row)
        list = with(list,
            { deviations.code[row], deviations.field[row], deviations.written[row],
                deviations.madeOf[row], deviations.count[row] });
    if ((*part.marks)[report] == ReportMark::SameIdentity)
        list = with(list, { DeviationCode::SameIdentity });
    m_lists[list].report = part.firstReport + report;
    return list;
}

DeviationTexts::Number DeviationTexts::with(Number begin, const Line& line)
{
    const auto next = static_cast<std::uint32_t>(m_lines.size());
    const std::uint32_t number = m_lines.try_emplace(line, next).first->second;
    Number& longer = m_longer[pairKey(begin, number)];
    if (longer == 0) {
        longer = static_cast<Number>(m_lists.size());
        m_lists.emplace_back();
    }
    return longer;
}

const std::string& DeviationTexts::text(Number number)
{
    List& list = m_lists[number];
    if (number != 0 && list.text.empty())
        list.text = cell(m_snapshot, list.report, ReportColumn::Deviations).text;
    return list.text;
}

} // namespace mxlens
