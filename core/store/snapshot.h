// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/segment.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Number of a report, policy, failure detail or source in a store. Stable: a later snapshot of the
/// same store has the same row under the same id. Ids follow the order of arrival, not of the
/// input.
using RowId = std::uint32_t;

/// Where a row is: a segment and the index in its columns.
struct RowPlace {
    const Segment* segment = nullptr;
    std::uint32_t segmentIndex = 0;
    std::uint32_t row = 0;
};

/// What the store knows of a report beyond its segment.
enum class ReportMark : std::uint8_t {
    None,
    Duplicate, ///< The same report stands earlier in the input: listed, not counted.
    SameIdentity, ///< Another report has the same identity and other content; both count.
};

/// Immutable view of everything that was read so far: a list of shared segments. Cheap to take,
/// safe to read from any thread.
class Snapshot final {
public:
    /// A segment, the ids of its first rows and the marks of its reports.
    struct Part {
        std::shared_ptr<const Segment> segment;
        std::shared_ptr<const std::vector<ReportMark>> marks; ///< One for each report.
        /// For rows that are duplicates: a report of the same content that stands earlier.
        std::shared_ptr<const std::map<std::uint32_t, RowId>> earlier;
        /// Place in the input: parts sorted by it stand in input order.
        std::uint64_t order = 0;
        RowId firstSource = 0, firstReport = 0, firstPolicy = 0, firstFailure = 0;
    };

    Snapshot(std::shared_ptr<const StringPool> pool, std::shared_ptr<const AddressPool> addresses,
        std::vector<Part> parts);

    /// Parts in order of arrival.
    const std::vector<Part>& parts() const { return m_parts; }
    /// Indices into parts() in input order (paths sorted bytewise, then position).
    const std::vector<std::uint32_t>& inputOrder() const { return m_inputOrder; }

    std::string_view text(StringId id) const { return m_pool->text(id); }
    const StringPool& pool() const { return *m_pool; }
    const AddressPool& addresses() const { return *m_addresses; }
    /// An address as it was written; empty for the absent one.
    std::string addressText(AddressId id) const
    {
        return mxlens::addressText(m_addresses->entry(id), *m_pool);
    }

    RowId sourceCount() const { return m_sourceCount; }
    RowId reportCount() const { return m_reportCount; } ///< Duplicates included.
    RowId policyCount() const { return m_policyCount; } ///< Duplicates included.
    RowId failureCount() const { return m_failureCount; } ///< Duplicates included.

    RowPlace source(RowId id) const;
    RowPlace report(RowId id) const;
    RowPlace policy(RowId id) const;
    RowPlace failure(RowId id) const;

    ReportMark mark(const RowPlace& report) const
    {
        return (*m_parts[report.segmentIndex].marks)[report.row];
    }

    /// The report that counts in place of a duplicate; the report itself where it counts.
    RowId countedReport(RowId report) const;

    RowId reportOfPolicy(RowId policy) const;
    RowId policyOfFailure(RowId failure) const;
    RowId sourceOfReport(RowId report) const;

    /// Path of the file of a source, as given or found.
    std::string sourcePath(const RowPlace& source) const;
    /// Path and what is below it: the `source` column.
    std::string sourceText(const RowPlace& source) const;

    /// What is worked out of the whole snapshot and kept with it, one of each type: T(*this), made
    /// for the first who asks. Any thread; others who ask for the same wait meanwhile. Valid as
    /// long as this.
    template <typename T> const T& kept() const
    {
        static char type = 0; // its address stands for T
        Kept& known = keptOf(&type);
        const std::scoped_lock lock(known.mutex);
        if (!known.value)
            known.value = std::make_shared<const T>(*this);
        return *static_cast<const T*>(known.value.get());
    }

private:
    struct Kept {
        std::mutex mutex;
        std::shared_ptr<const void> value;
    };
    Kept& keptOf(const void* type) const;

    std::shared_ptr<const StringPool> m_pool;
    std::shared_ptr<const AddressPool> m_addresses;
    std::vector<Part> m_parts;
    std::vector<std::uint32_t> m_inputOrder;
    RowId m_sourceCount = 0, m_reportCount = 0, m_policyCount = 0, m_failureCount = 0;
    mutable std::mutex m_keptMutex; ///< Of the map, not of what is in it.
    mutable std::map<const void*, Kept> m_kept; ///< By type.
};

} // namespace mxlens
