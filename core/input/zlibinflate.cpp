// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/zlibinflate.h"

#include <limits>

#include <zlib.h>

namespace mxlens {

namespace {

constexpr int bareWindow = -15; // zlib.h: negative without, 16 more with the gzip format
constexpr int gzipWindow = 15 + 16;
constexpr std::size_t most = std::numeric_limits<uInt>::max();

} // namespace

struct ZlibInflate::State {
    z_stream stream{};
    bool ready = false; ///< inflateInit2 worked.
};

ZlibInflate::ZlibInflate()
    : m_state(std::make_unique<State>())
{
    m_state->ready = inflateInit2(&m_state->stream, gzipWindow) == Z_OK;
}

ZlibInflate::~ZlibInflate()
{
    if (m_state->ready)
        inflateEnd(&m_state->stream);
}

std::optional<std::size_t> ZlibInflate::unpack(
    std::string_view packed, Form form, char* to, std::size_t size)
{
    z_stream& stream = m_state->stream;
    if (!m_state->ready || packed.size() > most || size > most
        || inflateReset2(&stream, form == Form::Gzip ? gzipWindow : bareWindow) != Z_OK)
        return {};
    // zlib's interface is older than const; it does not write there.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(to);
    stream.avail_out = static_cast<uInt>(size);
    if (inflate(&stream, Z_FINISH) != Z_STREAM_END || stream.avail_out > 0)
        return {};
    return packed.size() - stream.avail_in;
}

} // namespace mxlens
