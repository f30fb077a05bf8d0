// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/deviationtexts.h"

#include "core/report/deviation.h"
#include "core/store/foldedproduct.h"

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
    return list;
}

DeviationTexts::Number DeviationTexts::with(Number begin, const Line& line)
{
    const auto [known, isNew]
        = m_lineNumbers.try_emplace(line, static_cast<std::uint32_t>(m_lines.size()));
    if (isNew)
        m_lines.push_back(describe(Deviation{ line.code, m_snapshot.text(line.field),
            m_snapshot.text(line.written), m_snapshot.text(line.madeOf), line.count }));
    Number& longer = m_longer[pairKey(begin, known->second)];
    if (longer == 0) {
        longer = static_cast<Number>(m_lists.size());
        m_lists.push_back({ begin, known->second, {} });
    }
    return longer;
}

// Texts of shorter lists are not made on the way: those of a long list would be far more than it.
const std::string& DeviationTexts::text(Number number)
{
    std::string& text = m_lists[number].text;
    if (number == 0 || !text.empty())
        return text;
    m_behind.clear();
    for (Number list = number; list != 0; list = m_lists[list].begin)
        m_behind.push_back(m_lists[list].line);
    for (auto line = m_behind.rbegin(); line != m_behind.rend(); ++line)
        text.append(text.empty() ? "" : "|").append(m_lines[*line]);
    return text;
}

} // namespace mxlens
