// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/wholegzip.h"

#include "core/input/checksum32.h"

#include <cstdint>

#ifdef MXLENS_LIBDEFLATE
#include <libdeflate.h>
#endif

namespace mxlens {

namespace {

constexpr std::size_t smallestMember = 18; // header and trailer, RFC 1952 section 2.3
// It may hold nothing but blocks that make nothing, and nobody asks for a stop there.
constexpr std::size_t largestPacked = 1u << 20;
constexpr std::size_t largestText = (16u << 20) - QuickInflate::spare; // buffers keep as much

constexpr std::size_t trailerBytes = 8;

std::uint32_t wordAt(std::string_view packed, std::size_t at)
{
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < 4; ++i)
        word |= std::uint32_t{ static_cast<unsigned char>(packed[at + i]) } << (8 * i);
    return word;
}

} // namespace

#ifdef MXLENS_LIBDEFLATE

struct WholeGzip::State {
    libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
    State() = default;
    ~State() { libdeflate_free_decompressor(decompressor); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    static constexpr bool canWatch = false;

    bool unpack(std::string_view packed, char* to, std::uint32_t size, QuickInflate::Watch*)
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
    static constexpr bool canWatch = true;
    QuickInflate inflate;

    bool unpack(std::string_view packed, char* to, std::uint32_t size, QuickInflate::Watch* watch)
    {
        const std::size_t header = headerSize(packed);
        if (header == 0 || packed.size() < header + trailerBytes)
            return false;
        const std::string_view deflated
            = packed.substr(header, packed.size() - header - trailerBytes);
        if (inflate.unpack(deflated, to, size, watch) != deflated.size())
            return false;
        return checksum32({ to, size }) == wordAt(packed, packed.size() - trailerBytes);
    }

private:
    // Of a header that holds a file name at the most, RFC 1952 section 2.3; 0 for others.
    static std::size_t headerSize(std::string_view packed)
    {
        constexpr std::size_t fixedPart = 10;
        if (!packed.starts_with("\x1f\x8b\x08"))
            return 0;
        if (packed[3] == 0)
            return fixedPart;
        const std::size_t end = packed.find('\0', fixedPart);
        return packed[3] == 8 && end != std::string_view::npos ? end + 1 : 0;
    }
};

#endif

bool WholeGzip::unpack(std::string_view packed, Buffer& to, Large* large)
{
    if (packed.size() < smallestMember || packed.size() > largestPacked)
        return false;
    const std::uint32_t size = wordAt(packed, packed.size() - 4);
    if (size == 0 || size > largestText)
        return false;
    if (size > smallText) {
        char* const room
            = State::canWatch && !m_zlib && large ? large->roomFor(packed, size) : nullptr;
        return room && m_state->unpack(packed, room, size, large);
    }
    to.reserve(size + QuickInflate::spare);
    const bool unpacked = m_zlib
        ? m_zlib->unpack(packed, ZlibInflate::Form::Gzip, to.data(), size) == packed.size()
        : m_state->unpack(packed, to.data(), size, nullptr);
    if (!unpacked)
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
