// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/rowtexts.h"

#include <algorithm>

namespace mxlens {

std::string_view RowTexts::list(List& last, StringId lines) const
{
    if (last.lines != lines) {
        last.lines = lines;
        last.text = m_snapshot.text(lines);
        std::ranges::replace(last.text, '\n', '|');
    }
    return last.text;
}

std::string_view RowTexts::address(Address& last, AddressId id) const
{
    if (last.id != id) {
        last.id = id;
        last.text = m_snapshot.addressText(id);
    }
    return last.text;
}

std::string_view RowTexts::source(const RowPlace& source)
{
    if (m_sourcePlace.segment != source.segment || m_sourcePlace.row != source.row) {
        m_sourcePlace = source;
        m_source = m_snapshot.sourceText(source);
    }
    return m_source;
}

std::string_view RowTexts::date(Date& last, Timestamp time)
{
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
