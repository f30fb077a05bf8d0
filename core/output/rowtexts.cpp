// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/rowtexts.h"

namespace mxlens {

std::string_view writeReportKey(const ContentKey& key, std::array<char, 32>& digits)
{
    constexpr std::string_view hex = "0123456789abcdef";
    for (std::size_t i = 0; i < digits.size(); ++i)
        digits[i] = hex[key[i / 16] >> (60 - 4 * (i % 16)) & 0xF];
    return { digits.data(), digits.size() };
}

std::string_view RowTexts::source(const RowPlace& source)
{
    if (m_sourcePlace.segment != source.segment || m_sourcePlace.row != source.row) {
        m_sourcePlace = source;
        m_source = m_snapshot.sourceText(source);
    }
    return m_source;
}

std::string_view RowTexts::date(Dates& dates, Timestamp time)
{
    Date& last = dates[static_cast<std::uint64_t>(time / secondsPerDay) % dates.size()];
    if (last.time != time) {
        last.time = time;
        last.text = time == noTimestamp ? std::string() : formatTimestamp(time);
    }
    return last.text;
}

RowPlace RowCursor::at(RowId row)
{
    if (row >= m_first && row < m_end) {
        m_last.row = row - m_first;
        return m_last;
    }
    m_last = m_kind == Kind::Policy ? m_snapshot.policy(row) : m_snapshot.failure(row);
    m_first = row - m_last.row;
    const std::size_t rows = m_kind == Kind::Policy ? m_last.segment->policies.report.size()
                                                    : m_last.segment->failures.policy.size();
    m_end = m_first + static_cast<RowId>(rows);
    return m_last;
}

} // namespace mxlens
