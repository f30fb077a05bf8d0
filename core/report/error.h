// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace mxlens {

/// What went wrong, as a code that a caller can act on and a user interface can translate.
enum class ErrorCode {
    NotFound, ///< The path does not exist, or vanished before it was read.
    AccessDenied, ///< The operating system refuses to open it.
    NotAFile, ///< A FIFO, socket or device: never opened.
    LinkLoop, ///< Symbolic links that lead back to themselves.
    ReadFailed, ///< Opened, but a read failed.
    TooLarge, ///< A limit on bytes was reached.
    RatioTooHigh, ///< Decompresses to more than Limits::ratio times its size.
    TooDeep, ///< Containers or JSON nested deeper than the limit.
    TooManyEntries, ///< More archive entries than the limit.
    CompressionDamaged, ///< gzip, zip, xz ... data that cannot be decompressed.
    Truncated, ///< The data ends before its time.
    Encrypted, ///< An archive member that needs a password.
    InvalidJson, ///< Not JSON, also after the repairs that are tried.
    UnsupportedFormat, ///< A known format that is not read (.pst, .ost).
    WriteFailed, ///< Output could not be written.
    OutOfMemory, ///< There is not enough memory for it, now.
    InvalidArgument, ///< What the caller asked for makes no sense.
    Cancelled, ///< A stop was requested.
};

/// A failure with its cause and its place. A value: no exception crosses the interface of core.
struct Error {
    ErrorCode code = ErrorCode::ReadFailed;
    /// File or source that it is about; may be empty where the caller knows it.
    std::string file;
    /// Byte in the (decompressed) data where it was noticed, from 0.
    std::optional<std::uint64_t> offset;
    /// What is special about this case, in English, without a full stop: "unexpected end of input".
    std::string detail;
};

/// One English sentence: what, where and what to do about it. For the command line and CSV.
std::string describe(const Error& error);

/// A value or an Error.
template <typename T> class Result {
public:
    Result(T value)
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_content(std::in_place_index<1>, std::move(error))
    {
    }

    explicit operator bool() const noexcept { return m_content.index() == 0; }
    const T& value() const& { return std::get<0>(m_content); }
    T& value() & { return std::get<0>(m_content); }
    T&& value() && { return std::get<0>(std::move(m_content)); }
    const Error& error() const { return std::get<1>(m_content); }

private:
    std::variant<T, Error> m_content;
};

} // namespace mxlens
