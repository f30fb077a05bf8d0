// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace mxlens {

/// Row ids in an order. A copy is the same list: a million rows go from the thread that found them
/// to their table without being copied. Not made of null. Any thread.
class RowList final {
public:
    RowList()
        : RowList(std::vector<RowId>())
    {
    }
    RowList(std::vector<RowId> ids)
        : m_ids(std::make_shared<const std::vector<RowId>>(std::move(ids)))
    {
    }
    RowList(std::shared_ptr<const std::vector<RowId>> ids)
        : m_ids(std::move(ids))
    {
    }
    RowList(std::initializer_list<RowId> ids)
        : RowList(std::vector<RowId>(ids))
    {
    }
    // No moving, which would leave a list without ids behind.
    RowList(const RowList&) = default;
    RowList& operator=(const RowList&) = default;

    const std::vector<RowId>& ids() const { return *m_ids; }
    std::size_t size() const { return m_ids->size(); }
    bool empty() const { return m_ids->empty(); }
    RowId operator[](std::size_t i) const { return (*m_ids)[i]; }
    auto begin() const { return m_ids->begin(); }
    auto end() const { return m_ids->end(); }
    friend bool operator==(const RowList& a, const RowList& b)
    {
        return a.m_ids == b.m_ids || *a.m_ids == *b.m_ids;
    }

private:
    std::shared_ptr<const std::vector<RowId>> m_ids; ///< Never null.
};

} // namespace mxlens
