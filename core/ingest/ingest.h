// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/limits.h"
#include "core/store/snapshot.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// How far reading is.
struct IngestProgress {
    std::size_t filesFound = 0;
    bool allFound = false; ///< filesFound is final; before that there is no total.
    /// To their ends: not those that were left when reading was cancelled.
    std::size_t filesRead = 0;
    /// What was read of files that are being read, in files: half of a large archive is 0.5.
    double partsRead = 0;
    std::size_t reports = 0; ///< Reports read so far, duplicates included.
    std::size_t unreadable = 0; ///< Sources that could not be read so far.
    /// Files that were not read because an index has their rows; they are in all the others.
    std::size_t filesUnchanged = 0;
    /// The files of an index are being looked at for changes: filesFound and filesRead count them,
    /// and reports are those that it held, once they are published.
    bool looking = false;
};

/// The detail of a source that is a folder without a file in it.
constexpr std::string_view emptyFolderDetail = "an empty folder";

/// Text or bytes that did not come from a file: pasted or dropped.
struct MemoryInput {
    std::string name; ///< Source name: "pasted text".
    std::string bytes;
};

/// What to read and how.
struct IngestRequest {
    std::vector<std::string> paths; ///< Files and folders; `-` is standard input.
    std::vector<MemoryInput> memory;
    Limits limits;
    /// zlib, libarchive and nlohmann/json read everything: the reference, for tests and
    /// measurements. What is read is the same.
    bool librariesAlone = false;
    /// zlib decompresses what our own reader would, and all else is as always: for measurements.
    /// What is read is the same.
    bool byZlib = false;
    /// Where `publish` is set and finding the files takes longer than this, some are read at once.
    int earlyAfterMs = 60;
    unsigned threads = 0; ///< Worker threads; 0: one for each processor.
    /// Folder of the indexes by which unchanged files need not be read again; empty for none. What
    /// is read does not depend on it.
    std::string cacheFolder;
    /// Where `publish` is set and finding out what changed takes longer than `earlyAfterMs`, what
    /// an index held is published before; if something did change, what is published then is of
    /// another store. Where reading is cancelled meanwhile, that is the end.
    bool showsKnown = false;
    /// Called from a worker thread, at most 20 times a second.
    std::function<void(const IngestProgress&)> progress;
    /// Called from a worker thread with what is there so far, at most 10 times a second while
    /// reading goes on; never after ingest() returned. May be empty.
    std::function<void(std::shared_ptr<const Snapshot>)> publish;
    /// Where this is set, what is read is handed on in pieces, in input order, and not kept: memory
    /// does not grow with the number of reports. Called on the thread of ingest(), which is then
    /// the only one that reads; there is no index, no `publish`, and the snapshot at the end is
    /// empty. A piece does not know of the others: duplicates are not found. After a stop one more
    /// may come.
    std::function<void(const Snapshot&)> piece;
};

/// The end of reading.
struct IngestResult {
    std::shared_ptr<const Snapshot> snapshot; ///< Never null.
    IngestProgress progress;
    bool cancelled = false; ///< The stop token ended it: snapshot holds what was read until then.
    /// Writes the indexes of what was read, so that it opens faster the next time. To be called
    /// once, on any thread but one that has to answer; takes about as long as a second for a
    /// million reports. Empty where there is nothing to do.
    std::function<void(std::stop_token)> keepIndexes;
};

/// Reads everything that the request names: the way from path to snapshot. Blocks; runs its own
/// workers and joins them. The snapshot does not depend on the number of threads.
IngestResult ingest(const IngestRequest& request, std::stop_token stop);

} // namespace mxlens
