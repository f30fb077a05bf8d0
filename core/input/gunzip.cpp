// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/gunzip.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include <zlib.h>

namespace mxlens {

namespace {

constexpr std::size_t inputBytes = 64 * 1024;
constexpr int gzipWindow = 15 + 16; // 16: the gzip format (zlib.h)

} // namespace

struct GunzipStream::State {
    z_stream stream{};
    bool ready = false; ///< inflateInit2 worked.
    std::string_view head;
    ByteStream* rest = nullptr;
    std::vector<char> input;
    std::uint64_t in = 0; ///< Compressed bytes handed to zlib.
    std::uint64_t out = 0; ///< Decompressed bytes handed out.
    std::uint64_t memberOut = 0;
    std::uint64_t memberStart = 0; ///< Where in the compressed bytes this member begins.
    std::uint64_t trailing = 0;
    int members = 0; ///< Complete ones.
    bool done = false;
};

GunzipStream::GunzipStream(const Limits& limits)
    : m_limits(limits)
    , m_state(std::make_unique<State>())
{
}

GunzipStream::~GunzipStream()
{
    if (m_state->ready)
        inflateEnd(&m_state->stream);
}

void GunzipStream::start(std::string_view head, ByteStream* rest)
{
    State& state = *m_state;
    clearError();
    state.head = head;
    state.rest = rest;
    state.in = state.out = state.memberOut = state.memberStart = state.trailing = 0;
    state.members = 0;
    state.done = false;
    state.stream.next_in = nullptr;
    state.stream.avail_in = 0;
    state.ready = state.ready ? inflateReset(&state.stream) == Z_OK
                              : inflateInit2(&state.stream, gzipWindow) == Z_OK;
    if (!state.ready)
        failAt(ErrorCode::OutOfMemory, {});
}

std::uint64_t GunzipStream::trailingBytes() const
{
    return m_state->trailing;
}

/// Gives zlib more input; false where there is none.
bool GunzipStream::fillInput()
{
    State& state = *m_state;
    if (state.stream.avail_in > 0)
        return true;
    std::string_view next;
    if (!state.head.empty()) {
        next = state.head.substr(0, std::numeric_limits<uInt>::max());
        state.head.remove_prefix(next.size());
    } else if (state.rest) {
        state.input.resize(inputBytes);
        next = { state.input.data(), state.rest->read(state.input.data(), inputBytes) };
        if (state.rest->error())
            fail(*state.rest->error());
    }
    state.in += next.size();
    // zlib's interface is older than const; it does not write there.
    state.stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(next.data()));
    state.stream.avail_in = static_cast<uInt>(next.size());
    return !next.empty();
}

void GunzipStream::failAt(ErrorCode code, std::string detail)
{
    m_state->done = true;
    fail({ code, {}, m_state->out, std::move(detail) });
}

void GunzipStream::failInflate(int status)
{
    const State& state = *m_state;
    const std::string_view message = state.stream.msg ? state.stream.msg : "";
    const std::string at = std::to_string(state.in - state.stream.avail_in);
    if (status == Z_BUF_ERROR || status == Z_OK) {
        failAt(ErrorCode::Truncated, "gzip data of " + at + " bytes");
    } else if (message == "incorrect data check" || message == "incorrect length check") {
        failAt(ErrorCode::CompressionDamaged,
            "the data is complete, but the gzip checksum behind it does not match");
    } else if (message.find("header") != std::string_view::npos || message.ends_with("method")) {
        failAt(ErrorCode::CompressionDamaged,
            "the gzip header is not valid (" + std::string(message) + ")");
    } else {
        failAt(ErrorCode::CompressionDamaged,
            "gzip data, at its byte " + at
                + (message.empty() ? "" : " (" + std::string(message) + ")"));
    }
}

void GunzipStream::countTrailing()
{
    State& state = *m_state;
    state.done = true;
    state.stream.avail_in = 0;
    while (fillInput())
        state.stream.avail_in = 0;
    state.trailing = state.in - state.memberStart;
}

/// Behind the end of a member: true where another one begins.
bool GunzipStream::nextMember()
{
    State& state = *m_state;
    ++state.members;
    if (!fillInput()) {
        state.done = true;
        return false;
    }
    state.memberStart = state.in - state.stream.avail_in;
    // One byte is enough to tell a member from line ends and from padding with zeros.
    const Bytef* const next = state.stream.next_in;
    const bool magic = next[0] == 0x1f && (state.stream.avail_in < 2 || next[1] == 0x8b);
    if (!magic || inflateReset(&state.stream) != Z_OK) {
        countTrailing();
        return false;
    }
    state.memberOut = 0;
    return true;
}

std::size_t GunzipStream::read(char* to, std::size_t size)
{
    State& state = *m_state;
    std::size_t count = 0;
    while (count < size && !state.done && !error()) {
        const bool fed = fillInput();
        if (error())
            break;
        const auto room
            = static_cast<uInt>(std::min<std::size_t>(size - count, std::size_t{ 1 } << 30));
        state.stream.next_out = reinterpret_cast<Bytef*>(to + count);
        state.stream.avail_out = room;
        const int status = inflate(&state.stream, fed ? Z_NO_FLUSH : Z_SYNC_FLUSH);
        const std::size_t made = room - state.stream.avail_out;
        count += made;
        state.out += made;
        state.memberOut += made;
        const std::uint64_t used = state.in - state.stream.avail_in;
        if (state.out > m_limits.ratioFrom && state.out / m_limits.ratio > used) {
            failAt(ErrorCode::RatioTooHigh,
                "gzip data of " + std::to_string(used) + " bytes became more than "
                    + std::to_string(m_limits.ratio) + " times as large");
        } else if (status == Z_STREAM_END) {
            nextMember();
        } else if (status != Z_OK || (!fed && made == 0)) {
            if (state.members > 0 && state.memberOut == 0)
                countTrailing(); // not a member after all
            else
                failInflate(status);
        }
    }
    return count;
}

} // namespace mxlens
