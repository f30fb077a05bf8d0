// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/buffer.h"
#include "core/input/mailheaders.h"
#include "core/input/spending.h"
#include "core/report/error.h"
#include "core/report/parser.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace mxlens {

/// One JSON document and where it came from.
struct Document {
    /// Decompressed and decoded; valid during the call that hands it over.
    std::string_view bytes;
    /// What is below the file, in the notation of DESIGN.md section 6: for each container `!` and
    /// the member name, or `#` and the message number from 1. Empty for a plain or gzipped file.
    std::string_view inner;
    const ReportContext& context; ///< Valid as long.
    Spending* spending = nullptr; ///< Of its file; null where it is not in a container.
};

/// What surrounds the members of one container: an mbox or an archive.
struct MemberFrame {
    std::string inner; ///< Place of the container, as Document::inner.
    ReportContext context; ///< File name and notes of the container.
    int depth = 0; ///< Containers around the members.
    int archives = 0; ///< Archives among them.
    bool mbox = false; ///< The members are messages of an mbox, which have no names.
    /// Of the file. Not null. Whoever reads a member adds what it cost in the order of the file.
    std::shared_ptr<Spending> spending;
};

/// One member of a container, in memory as a whole.
struct Member {
    const std::shared_ptr<const MemberFrame>& frame; ///< Not null; the same for one container.
    std::string_view place; ///< In the container: `!name` or `#17`.
    std::string_view name; ///< File name; empty for a message of an mbox.
    std::string_view bytes;
    /// What keeps the bytes where they are; null or empty where they may be gone after the call.
    const std::shared_ptr<Buffer>* window = nullptr;
    /// What readHeaders() gives for a message of an mbox; null where nobody read them yet.
    const MailHeaders* headers = nullptr;
};

/// Takes members of containers for somebody else to read, so that one large file keeps every
/// processor busy.
class MemberSink {
public:
    virtual ~MemberSink() = default;
    /// Takes a copy, of the bytes too where no window keeps them. What is in it belongs behind all
    /// that the reader found before, and before all that it finds later. False: the file has cost
    /// enough, and what follows is not wanted.
    virtual bool member(const Member& member) = 0;
    /// Waits until all that was handed over is read and counted in the spending of the file. False
    /// where a stop was requested: then it may still be counted in.
    virtual bool settle() = 0;
};

/// Takes what a reader finds in one file, in the order in which it stands there. Every source ends
/// in exactly one of these calls (DESIGN.md section 3, rule 8).
class DocumentSink {
public:
    virtual ~DocumentSink() = default;
    /// JSON that may be a TLS report.
    virtual void document(const Document& document) = 0;
    /// No TLS report: reason in English, as it stands in the sources table ("a DMARC report").
    virtual void notAReport(std::string_view inner, std::string reason) = 0;
    /// Cause and place; Error::file stays empty.
    virtual void unreadable(std::string_view inner, Error error) = 0;
    /// Where members of containers go that need not be read at once; null: they are read here.
    virtual MemberSink* members() { return nullptr; }
};

} // namespace mxlens
