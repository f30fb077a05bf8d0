// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/document.h"
#include "core/input/filestate.h"
#include "core/input/limits.h"
#include "core/input/smallfiles.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace mxlens {

/// Finds every JSON document in files, whatever they are packed in: content decides, never the
/// name. Keeps buffers and decompression states between calls: one reader per thread. A stop
/// request ends a call early, after the document at hand.
class DocumentReader final {
public:
    explicit DocumentReader(const Limits& limits);
    ~DocumentReader();
    DocumentReader(const DocumentReader&) = delete;
    DocumentReader& operator=(const DocumentReader&) = delete;

    /// Reads one file. path is opened as given; a FIFO or device is refused, not opened.
    void readFile(const std::string& path, std::stop_token stop, DocumentSink& sink);
    /// Reads a file of a list; small reads the small files of that list.
    void readListed(const FileList& files, std::size_t file, SmallFiles& small,
        std::stop_token stop, DocumentSink& sink);
    /// Leaves decompression and archives to zlib and libarchive alone: the reference, for tests and
    /// measurements. What is read is the same.
    void useLibrariesAlone();
    /// Has zlib decompress what our own reader would, and leaves everything else as it is: for
    /// measurements. What is read is the same.
    void useZlib();
    /// Says that fileState() will be asked for.
    void wantFileStates();
    /// Calls told, on the reading thread, with what share of the file at hand was read, 0 to 1: of
    /// those alone that are not read at once.
    void tellShare(std::function<void(double)> told);
    /// State of the file that was read last, from before it was read; nothing if it did not open.
    const std::optional<FileState>& fileState() const;
    /// Reads bytes that are already here: pasted or dropped. name is the file name they would have.
    void readBytes(
        std::string_view bytes, std::string_view name, std::stop_token stop, DocumentSink& sink);
    /// Reads a member of a container that another reader handed out. spending: what it counts in;
    /// not null.
    void readMember(const Member& member, const std::stop_token& stop, DocumentSink& sink,
        std::shared_ptr<Spending> spending);
    /// Reads an open descriptor to its end: standard input.
    void readDescriptor(int descriptor, std::stop_token stop, DocumentSink& sink);

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

/// The text of one document, read again from its source: what the raw view shows. path and inner as
/// the sources table holds them. A file that changed or vanished gives an Error that says so.
Result<std::string> readDocumentAgain(
    const std::string& path, std::string_view inner, const Limits& limits, std::stop_token stop);

} // namespace mxlens
