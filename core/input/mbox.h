// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/buffer.h"
#include "core/input/bytestream.h"
#include "core/input/mailheaders.h"
#include "core/input/windowpool.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string_view>

namespace mxlens {

/// One mail of an mbox.
struct MboxMail {
    std::string_view text; ///< Without its `From ` line; valid until the next call.
    std::uint64_t offset = 0; ///< Of its `From ` line in the stream.
    bool tooLarge = false; ///< Over the limit: text holds its beginning only.
    /// What readHeaders() gives for text, where it is known; valid until the next call, and what it
    /// looks at as long as text.
    const MailHeaders* headers = nullptr;
};

/// Splits an mbox into its mails, holding one window of it at a time: memory grows with the largest
/// mail alone. A `From ` line counts where it starts the stream or stands behind a blank line,
/// looks like one, and a header field follows it. Content-Length is believed where it leads to such
/// a line or to the end. It can start anywhere in a file, so that several can share one: each
/// starts a few bytes before its range, for the blank line, and takes the mails whose offset lies
/// in it.
class MboxSplitter final {
public:
    /// window holds what was read already (at stream position `position`) and is where the rest
    /// goes; both outlive the splitter. mailBytes: the largest mail. rest may be null.
    /// shareWindows() before the first mail: the rest goes into windows of its own.
    MboxSplitter(Buffer& window, std::uint64_t position, ByteStream* rest, std::uint64_t mailBytes);

    /// From now on, a mail's text stays where it is as long as somebody holds its window.
    void shareWindows() { m_pool.emplace(); }
    /// What keeps the text of the last mail; empty where it is valid until the next call alone.
    const std::shared_ptr<Buffer>& window() const { return m_shared; }

    /// The next mail; false at the end, at an error of the stream or when a stop was requested.
    bool next(MboxMail& mail, const std::stop_token& stop);

private:
    bool skipToFirst(const std::stop_token& stop);
    bool refill(const std::stop_token& stop);
    void moveToFront();
    std::size_t findEnd(std::size_t bodyFrom);
    void lookAtHeaders();
    bool mayHaveLength(std::size_t end) const;
    std::size_t contentLengthEnd(std::size_t start, bool& needsMore) const;
    std::size_t believedEnd(std::size_t end, const std::stop_token& stop);
    bool fromLineAt(std::size_t at, bool& unsure) const;
    bool skipLarge(MboxMail& mail, const std::stop_token& stop);
    std::string_view unread() const;

    Buffer* m_window;
    std::optional<WindowPool> m_pool;
    std::shared_ptr<Buffer> m_shared; ///< Owns the window, where it came from the pool.
    ByteStream* m_rest;
    std::uint64_t m_mailBytes;
    std::uint64_t m_windowOffset; ///< Stream position of the window's first byte.
    std::size_t m_at = 0; ///< Where the next `From ` line stands in the window.
    std::size_t m_scanned = 0; ///< Up to here no mail ends.
    /// Of the mail at hand; nothing where the window holds too little of it.
    std::optional<MailHeaders> m_headers;
    bool m_started = false;
};

/// A body line's `>From ` and `>>From ` with one `>` less, as mboxrd writers put it there. A view
/// of text where it holds none.
std::string_view unquotedFromLines(std::string_view text, Buffer& scratch);

} // namespace mxlens
