// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/wholegzip.h"

#include <cstdint>

#ifdef MXLENS_LIBDEFLATE
#include <libdeflate.h>
#endif

namespace mxlens {

#ifdef MXLENS_LIBDEFLATE

namespace {

constexpr std::size_t smallestMember = 18; // header and trailer, RFC 1952 section 2.3
constexpr std::uint32_t largestText = 1u
    << 20; // what GunzipStream reads without a look at the ratio

std::uint32_t sizeAtEnd(std::string_view packed)
{
    std::uint32_t size = 0;
    for (std::size_t i = 0; i < 4; ++i)
        size |= std::uint32_t{ static_cast<unsigned char>(packed[packed.size() - 4 + i]) }
            << (8 * i);
    return size;
}

} // namespace

struct WholeGzip::State {
    libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
    State() = default;
    ~State() { libdeflate_free_decompressor(decompressor); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
};

bool WholeGzip::unpack(std::string_view packed, Buffer& to)
{
    if (packed.size() < smallestMember || !m_state->decompressor)
        return false;
    const std::uint32_t size = sizeAtEnd(packed);
    if (size == 0 || size > largestText)
        return false;
    to.reserve(size);
    std::size_t used = 0;
    std::size_t made = 0;
    const auto result = libdeflate_gzip_decompress_ex(
        m_state->decompressor, packed.data(), packed.size(), to.data(), size, &used, &made);
    if (result != LIBDEFLATE_SUCCESS || used != packed.size() || made != size)
        return false;
    to.setSize(size);
    return true;
}

#else

struct WholeGzip::State { };

bool WholeGzip::unpack(std::string_view, Buffer&)
{
    return false;
}

#endif

WholeGzip::WholeGzip()
    : m_state(std::make_unique<State>())
{
}

WholeGzip::~WholeGzip() = default;

} // namespace mxlens
