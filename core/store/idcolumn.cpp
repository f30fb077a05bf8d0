// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/idcolumn.h"

#include <algorithm>

namespace mxlens {

namespace {

constexpr std::size_t mostOfByte = 256;
constexpr std::size_t mostOfTwoBytes = 65536;

/// Gives ids numbers from 0 in the order in which they are met. Kept from one column to the next:
/// its table grows to the greatest id and is cleared by the ids that were in use.
class Numbering final {
public:
    /// The numbers of rows; nothing where there would be more than `most` different ones.
    std::optional<std::vector<std::uint16_t>> of(
        const std::vector<std::uint32_t>& ids, std::size_t most)
    {
        std::uint32_t greatest = 0; // a loop that takes several ids in one step
        for (const std::uint32_t id : ids)
            greatest = std::max(greatest, id);
        if (m_next.size() <= greatest)
            m_next.resize(greatest + 1, 0);
        m_distinct.clear();
        std::vector<std::uint16_t> numbers(ids.size());
        std::uint32_t* const numberOf = m_next.data(); // and one more
        for (std::size_t row = 0; row < ids.size(); ++row) {
            std::uint32_t next = numberOf[ids[row]];
            if (next == 0) {
                if (m_distinct.size() == most)
                    return std::nullopt;
                m_distinct.push_back(ids[row]);
                next = numberOf[ids[row]] = static_cast<std::uint32_t>(m_distinct.size());
            }
            numbers[row] = static_cast<std::uint16_t>(next - 1);
        }
        return numbers;
    }
    /// By number, after of().
    const std::vector<std::uint32_t>& distinct() const { return m_distinct; }
    void clear()
    {
        for (const std::uint32_t id : m_distinct)
            m_next[id] = 0;
    }

private:
    std::vector<std::uint32_t> m_next;
    std::vector<std::uint32_t> m_distinct;
};

} // namespace

std::size_t IdColumn::size() const
{
    switch (m_width) {
    case Width::Byte:
        return m_bytes.size();
    case Width::TwoBytes:
        return m_pairs.size();
    case Width::Id:
        break;
    }
    return m_ids.size();
}

IdColumn IdColumn::packed() const
{
    if (m_width != Width::Id || m_ids.empty())
        return *this;
    IdColumn column;
    // A number of two bytes and an id of four must take less than an id in each row.
    const std::size_t most = std::min(mostOfTwoBytes, m_ids.size() / 2);
    thread_local Numbering numbering;
    if (auto numbers = numbering.of(m_ids, most)) {
        column.m_ids.assign(numbering.distinct().begin(), numbering.distinct().end());
        column.m_width = column.m_ids.size() <= mostOfByte ? Width::Byte : Width::TwoBytes;
        if (column.m_width == Width::Byte)
            column.m_bytes.assign(numbers->begin(), numbers->end());
        else
            column.m_pairs = std::move(*numbers);
    } else {
        column = *this; // a copy has room for its rows and no more
    }
    numbering.clear();
    return column;
}

std::optional<IdColumn> IdColumn::from(std::vector<std::uint32_t> ids,
    std::vector<std::uint8_t> bytes, std::vector<std::uint16_t> pairs)
{
    const auto areBelow = [count = ids.size()](const auto& numbers) {
        return numbers.empty() || *std::max_element(numbers.begin(), numbers.end()) < count;
    };
    if ((!bytes.empty() && !pairs.empty()) || !areBelow(bytes) || !areBelow(pairs))
        return std::nullopt;
    IdColumn column;
    if (!bytes.empty())
        column.m_width = Width::Byte;
    else if (!pairs.empty())
        column.m_width = Width::TwoBytes;
    column.m_ids = std::move(ids);
    column.m_bytes = std::move(bytes);
    column.m_pairs = std::move(pairs);
    return column;
}

} // namespace mxlens
