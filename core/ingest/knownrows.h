// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/reopen.h"
#include "core/ingest/ingestshared.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <stop_token>

namespace mxlens {

/// Looks whether the files of indexes are unchanged, and meanwhile publishes the rows that these
/// held, if the request wants that: mostly nothing changed, and all is there at once. If something
/// did, the store begins anew. One thread; looking runs others.
class KnownRows final {
public:
    /// began: when reading began.
    KnownRows(
        IngestShared& shared, Reopening& reopening, std::chrono::steady_clock::time_point began);

    /// Blocks until the files have been looked at; then the store is empty, or holds everything.
    void look(const std::stop_token& stop);
    /// Puts everything that the indexes held in the store, where it is not there yet. For before
    /// anything else is, or after look() where nothing changed.
    void take();
    /// Whether the store holds everything that the indexes held.
    bool areTaken() const { return m_begun; }
    /// Of the files that they are of.
    std::size_t unchanged() const { return m_unchanged; }
    /// What was published, if nothing came to it; else what the store holds.
    std::shared_ptr<const Snapshot> snapshot() const;

private:
    void lookAndShow(const std::stop_token& stop);
    void showIfDue();

    IngestShared& m_shared;
    Reopening& m_reopening;
    const std::chrono::steady_clock::time_point m_began;
    std::mutex m_showing; ///< One thread does; the others go on looking.
    bool m_begun = false;
    std::size_t m_unchanged = 0;
    std::shared_ptr<const Snapshot> m_published;
};

/// Puts the rows of indexes in the store and counts what they hold. marks: of all of them, or none.
void adoptRows(IngestShared& shared, const Reopened& rows, const IndexMarks& marks);

} // namespace mxlens
