// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/archive.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <utility>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

namespace mxlens {

namespace {

constexpr std::size_t blockBytes = 256 * 1024;

/// What libarchive calls back with: the stream and the block that it may look at. For a zip it
/// seeks before every member, mostly by a few bytes: the block stays, and serves what lies in it.
struct Feed {
    ByteStream& source;
    std::vector<char> block;
    std::size_t blockSize = 0; ///< Bytes of block that hold something.
    std::uint64_t blockEnd = 0; ///< Where in source they end: there it reads on.
    std::uint64_t position = 0; ///< Of the next byte for libarchive.
    std::uint64_t in = 0; ///< Compressed bytes read.

    /// What of the block lies at position and behind.
    std::string_view atPosition() const
    {
        if (position > blockEnd || blockEnd - position > blockSize)
            return {};
        const auto left = static_cast<std::size_t>(blockEnd - position);
        return { block.data() + (blockSize - left), left };
    }
};

struct FreeArchive {
    void operator()(archive* handle) const { archive_read_free(handle); }
};

} // namespace

struct ArchiveReader::State {
    State(ByteStream& stream, const Limits& bounds)
        : feed{ stream, {}, 0, 0, 0, 0 }
        , limits(bounds)
    {
    }

    Feed feed;
    const Limits& limits;
    std::uint64_t out = 0; ///< Decompressed bytes handed out, over all members.
    std::unique_ptr<archive, FreeArchive> handle;
    std::unique_ptr<ByteStream> member;
    std::optional<Error> error;

    /// What libarchive says about its last call, as an Error of ours.
    Error lastError() const;
    /// The size that the data had before: all of a seekable source, else what was read of it.
    std::uint64_t compressedSize() const
    {
        return feed.source.seekable() ? feed.source.size() : feed.in;
    }
};

namespace {

Error formatError(std::string message, std::uint64_t position)
{
    for (char& c : message) {
        if (static_cast<unsigned char>(c) < ' ')
            c = ' ';
    }
    const bool cut = message.find("runcated") != std::string::npos
        || message.find("nexpected end") != std::string::npos
        || message.find("premature") != std::string::npos;
    return { cut ? ErrorCode::Truncated : ErrorCode::CompressionDamaged, {}, position,
        message.empty() ? "the archive is damaged" : "the archive is damaged: " + message };
}

} // namespace

Error ArchiveReader::State::lastError() const
{
    if (feed.source.error())
        return *feed.source.error();
    const char* const text = archive_error_string(handle.get());
    return formatError(text ? text : "", feed.position);
}

/// The data of the current member.
class ArchiveReader::MemberStream final : public ByteStream {
public:
    explicit MemberStream(State& state)
        : m_state(state)
    {
    }

    std::size_t read(char* to, std::size_t size) override
    {
        std::size_t count = 0;
        while (count < size && !m_ended) {
            const la_ssize_t got
                = archive_read_data(m_state.handle.get(), to + count, size - count);
            if (got == ARCHIVE_RETRY)
                continue;
            m_ended = got <= 0;
            if (got < 0) {
                fail(archive_read_has_encrypted_entries(m_state.handle.get()) == 1
                        ? Error{ ErrorCode::Encrypted, {}, {}, "a member that needs a password" }
                        : m_state.lastError());
            } else {
                count += static_cast<std::size_t>(got);
                m_out += static_cast<std::uint64_t>(got);
                m_state.out += static_cast<std::uint64_t>(got);
                checkRatio();
            }
        }
        return count;
    }

private:
    /// Looked at over all members, because those of a zip bomb share their compressed bytes, and
    /// the share of one member is not known.
    void checkRatio()
    {
        const Limits& limits = m_state.limits;
        const std::uint64_t before = std::max<std::uint64_t>(m_state.compressedSize(), 1);
        if (m_state.out <= limits.ratioFrom || m_state.out / limits.ratio <= before)
            return;
        m_ended = true;
        fail({ ErrorCode::RatioTooHigh, {}, m_out,
            "an archive of " + std::to_string(before) + " bytes became more than "
                + std::to_string(limits.ratio) + " times as large" });
    }

    State& m_state;
    std::uint64_t m_out = 0;
    bool m_ended = false;
};

namespace {

Feed& feedOf(void* data)
{
    return *static_cast<Feed*>(data);
}

la_ssize_t onRead(archive* handle, void* data, const void** block)
{
    Feed& feed = feedOf(data);
    if (feed.atPosition().empty()) {
        feed.block.resize(blockBytes);
        if (feed.position != feed.blockEnd)
            feed.source.seek(feed.position);
        feed.blockSize = feed.source.read(feed.block.data(), feed.block.size());
        feed.blockEnd = feed.position + feed.blockSize;
        feed.in += feed.blockSize;
    }
    if (feed.source.error() && feed.blockSize == 0) {
        archive_set_error(handle, EIO, "%s", feed.source.error()->detail.c_str());
        return ARCHIVE_FATAL;
    }
    const std::string_view bytes = feed.atPosition();
    feed.position = feed.blockEnd;
    *block = bytes.data();
    return static_cast<la_ssize_t>(bytes.size());
}

la_int64_t onSkip(archive*, void* data, la_int64_t request)
{
    Feed& feed = feedOf(data);
    if (!feed.source.seekable() || request <= 0)
        return 0;
    const std::uint64_t left = feed.source.size() - std::min(feed.source.size(), feed.position);
    const std::uint64_t skipped = std::min(left, static_cast<std::uint64_t>(request));
    feed.position += skipped;
    return static_cast<la_int64_t>(skipped);
}

la_int64_t onSeek(archive*, void* data, la_int64_t offset, int whence)
{
    Feed& feed = feedOf(data);
    const auto size = static_cast<la_int64_t>(feed.source.size());
    const la_int64_t base = whence == SEEK_SET ? 0
        : whence == SEEK_END                   ? size
                                               : static_cast<la_int64_t>(feed.position);
    const la_int64_t target = std::clamp<la_int64_t>(base + offset, 0, size);
    feed.position = static_cast<std::uint64_t>(target);
    return target;
}

/// Registers exactly the reader that the content asks for. A result other than ARCHIVE_OK means
/// that libarchive would start a program for it, which must not happen.
int supportFormat(archive* handle, Format format)
{
    switch (format) {
    case Format::Zip:
        return archive_read_support_format_zip(handle);
    case Format::SevenZip:
        return archive_read_support_format_7zip(handle);
    case Format::Tar:
        return archive_read_support_format_tar(handle);
    default:
        break;
    }
    archive_read_support_format_raw(handle);
    switch (format) {
    case Format::Xz:
        return archive_read_support_filter_xz(handle);
    case Format::Bzip2:
        return archive_read_support_filter_bzip2(handle);
    case Format::Zstd:
        return archive_read_support_filter_zstd(handle);
    default:
        return archive_read_support_filter_lz4(handle);
    }
}

std::string memberName(archive_entry* entry)
{
    // Either can be null: for names in a character set that libarchive cannot convert.
    if (const char* const name = archive_entry_pathname_utf8(entry))
        return name;
    const char* const bytes = archive_entry_pathname(entry);
    return bytes ? bytes : "";
}

} // namespace

ArchiveReader::ArchiveReader(ByteStream& source, Format format, const Limits& limits)
    : m_state(std::make_unique<State>(source, limits))
{
    State& state = *m_state;
    state.handle.reset(archive_read_new());
    archive* const handle = state.handle.get();
    if (!handle) {
        state.error = Error{ ErrorCode::OutOfMemory, {}, {}, {} };
        return;
    }
    if (supportFormat(handle, format) != ARCHIVE_OK) {
        state.error = Error{ ErrorCode::UnsupportedFormat, {}, {},
            "this build cannot read " + std::string(formatName(format))
                + " data; unpack it first" };
        return;
    }
    archive_read_set_read_callback(handle, onRead);
    archive_read_set_skip_callback(handle, onSkip);
    if (source.seekable()) {
        source.seek(0);
        archive_read_set_seek_callback(handle, onSeek);
    }
    archive_read_set_callback_data(handle, &state.feed);
    if (archive_read_open1(handle) < ARCHIVE_WARN)
        state.error = state.lastError();
}

ArchiveReader::~ArchiveReader() = default;

const std::optional<Error>& ArchiveReader::error() const
{
    return m_state->error;
}

ByteStream& ArchiveReader::data()
{
    return *m_state->member;
}

bool ArchiveReader::next(ArchiveMember& member)
{
    State& state = *m_state;
    if (state.error)
        return false;
    archive_entry* entry = nullptr;
    int status = ARCHIVE_RETRY;
    for (int tries = 0; status == ARCHIVE_RETRY && tries < 100; ++tries)
        status = archive_read_next_header(state.handle.get(), &entry);
    if (status == ARCHIVE_EOF)
        return false;
    if (status < ARCHIVE_FAILED || status == ARCHIVE_RETRY || !entry) {
        state.error = state.lastError();
        return false;
    }
    member.name = memberName(entry);
    const auto type = archive_entry_filetype(entry);
    member.folder = type == AE_IFDIR;
    member.link = (type != 0 && type != AE_IFREG && type != AE_IFDIR)
        || archive_entry_hardlink(entry) != nullptr;
    member.encrypted = archive_entry_is_data_encrypted(entry) == 1;
    member.error.reset();
    if (status == ARCHIVE_FAILED)
        member.error = state.lastError();
    state.member = std::make_unique<MemberStream>(state);
    return true;
}

} // namespace mxlens
