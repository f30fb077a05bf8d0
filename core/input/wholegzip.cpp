// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/wholegzip.h"

#include <cstdint>

#ifdef MXLENS_LIBDEFLATE
#include <libdeflate.h>
#else
#include <zlib.h>
#endif

namespace mxlens {

namespace {

constexpr std::size_t smallestMember = 18; // header and trailer, RFC 1952 section 2.3
constexpr std::uint32_t largestText = 1u
    << 20; // what GunzipStream reads without a look at the ratio

// zlib takes its quick way only while there is room for the longest match behind what it writes.
constexpr std::uint32_t spare = 320;

std::uint32_t sizeAtEnd(std::string_view packed)
{
    std::uint32_t size = 0;
    for (std::size_t i = 0; i < 4; ++i)
        size |= std::uint32_t{ static_cast<unsigned char>(packed[packed.size() - 4 + i]) }
            << (8 * i);
    return size;
}

} // namespace

#ifdef MXLENS_LIBDEFLATE

struct WholeGzip::State {
    libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
    State() = default;
    ~State() { libdeflate_free_decompressor(decompressor); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    bool unpack(std::string_view packed, char* to, std::uint32_t size)
    {
        std::size_t used = 0;
        std::size_t made = 0;
        return decompressor
            && libdeflate_gzip_decompress_ex(
                   decompressor, packed.data(), packed.size(), to, size, &used, &made)
            == LIBDEFLATE_SUCCESS
            && used == packed.size() && made == size;
    }
};

#else

struct WholeGzip::State {
    z_stream stream{};
    bool ready = inflateInit2(&stream, 15 + 16) == Z_OK; // 16: the gzip format (zlib.h)
    State() = default;
    ~State()
    {
        if (ready)
            inflateEnd(&stream);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    bool unpack(std::string_view packed, char* to, std::uint32_t size)
    {
        if (!ready || inflateReset(&stream) != Z_OK)
            return false;
        // zlib's interface is older than const; it does not write there.
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
        stream.avail_in = static_cast<uInt>(packed.size());
        stream.next_out = reinterpret_cast<Bytef*>(to);
        stream.avail_out = size + spare;
        // All of it by one call: then zlib keeps no window of what it made.
        return inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0
            && stream.total_out == size;
    }
};

#endif

bool WholeGzip::unpack(std::string_view packed, Buffer& to)
{
    if (packed.size() < smallestMember || packed.size() > largestText)
        return false;
    const std::uint32_t size = sizeAtEnd(packed);
    if (size == 0 || size > largestText)
        return false;
    to.reserve(size + spare);
    if (!m_state->unpack(packed, to.data(), size))
        return false;
    to.setSize(size);
    return true;
}

WholeGzip::WholeGzip()
    : m_state(std::make_unique<State>())
{
}

WholeGzip::~WholeGzip() = default;

} // namespace mxlens
