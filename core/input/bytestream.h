// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/error.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace mxlens {

/// Bytes one after the other, from wherever they come: a file, memory, a decompressor, an archive
/// member. What cannot be held in memory as a whole is read through this.
class ByteStream {
public:
    virtual ~ByteStream() = default;
    /// Reads up to size bytes; fewer only at the end. 0: the end, or error() says why not more.
    virtual std::size_t read(char* to, std::size_t size) = 0;
    /// Whether seek() and size() work.
    virtual bool seekable() const { return false; }
    /// All bytes of a seekable stream.
    virtual std::uint64_t size() const { return 0; }
    /// The next read of a seekable stream starts here.
    virtual void seek(std::uint64_t /*position*/) { }

    /// What ended the stream before its time.
    const std::optional<Error>& error() const { return m_error; }

protected:
    void fail(Error error) { m_error = std::move(error); }
    void clearError() { m_error.reset(); }

private:
    std::optional<Error> m_error;
};

/// Bytes that are in memory already, and stay there.
class MemoryStream final : public ByteStream {
public:
    explicit MemoryStream(std::string_view bytes)
        : m_bytes(bytes)
    {
    }
    std::size_t read(char* to, std::size_t size) override;
    bool seekable() const override { return true; }
    std::uint64_t size() const override { return m_bytes.size(); }
    void seek(std::uint64_t position) override;

private:
    std::string_view m_bytes;
    std::size_t m_position = 0;
};

/// A head that was read already, and the rest behind it.
class PrefixedStream final : public ByteStream {
public:
    /// rest may be null: then head is everything.
    PrefixedStream(std::string_view head, ByteStream* rest)
        : m_head(head)
        , m_rest(rest)
    {
    }
    std::size_t read(char* to, std::size_t size) override;

private:
    std::string_view m_head;
    ByteStream* m_rest;
};

/// An open file descriptor; does not own it.
class DescriptorStream final : public ByteStream {
public:
    /// regular: a plain file, read by position, so that several streams can share the descriptor.
    /// Otherwise it is read as it comes, to its end.
    DescriptorStream(int descriptor, bool regular, std::uint64_t size);
    std::size_t read(char* to, std::size_t size) override;
    bool seekable() const override { return m_regular; }
    std::uint64_t size() const override { return m_size; }
    void seek(std::uint64_t position) override { m_position = position; }
    /// Calls told after each read with how many bytes were read in all; it outlives the stream.
    void countFor(const std::function<void(std::uint64_t)>& told) { m_told = &told; }

private:
    const std::function<void(std::uint64_t)>* m_told = nullptr;
    std::uint64_t m_readInAll = 0;
    int m_descriptor;
    bool m_regular;
    std::uint64_t m_size;
    std::uint64_t m_position = 0;
};

/// A file opened for reading, closed at the end of its life.
class OpenFile final {
public:
    /// Opens a regular file; refuses everything else with the cause.
    static Result<OpenFile> open(const std::string& path);
    OpenFile(OpenFile&& other) noexcept;
    OpenFile& operator=(OpenFile&&) = delete;
    ~OpenFile();

    int descriptor() const { return m_descriptor; }
    /// Size when it was opened; it may change.
    std::uint64_t size() const { return m_size; }

private:
    OpenFile(int descriptor, std::uint64_t size)
        : m_descriptor(descriptor)
        , m_size(size)
    {
    }
    int m_descriptor = -1;
    std::uint64_t m_size = 0;
};

/// The Error for a failed call of the operating system: its errno as code, and in words what to do.
Error systemError(int number);

} // namespace mxlens
