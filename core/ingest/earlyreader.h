// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/worker.h"

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace mxlens {

/// Reads a few files while a long walk still goes on, so that a window has rows to show at once.
/// Does nothing where nobody wants snapshots or the walk is short. Made, told and ended by one
/// thread.
class EarlyReader final {
public:
    EarlyReader(IngestShared& shared, std::stop_token stop);

    /// Says which files were found so far.
    void look(const std::vector<std::string>& paths);
    /// A file that was read.
    struct Done {
        std::string path;
        std::optional<FileState> state; ///< As IngestShared::fileStates.
    };
    /// Ends it and gives the files that were read, each of which is a part of the store, in the
    /// order of the parts.
    std::vector<Done> finish();

private:
    void read(const std::vector<std::string>& paths, const std::stop_token& ended);

    IngestShared& m_shared;
    std::stop_token m_stop;
    std::chrono::steady_clock::time_point m_began;
    std::vector<Done> m_done;
    std::jthread m_thread;
};

} // namespace mxlens
