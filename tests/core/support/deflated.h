// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/quickinflate.h"

#include <zlib.h>

#include <cstddef>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace mxlens::testing {

/// What a way to decompress made of some DEFLATE data: the text, and how much of the data it took.
struct Inflated {
    std::string text;
    std::size_t used = 0;
    bool operator==(const Inflated&) const = default;
};

/// By zlib; nothing where the data is damaged or is not the data of a text of this size.
inline std::optional<Inflated> inflatedByZlib(std::string_view packed, std::size_t size)
{
    z_stream stream{};
    if (inflateInit2(&stream, -15) != Z_OK)
        return {};
    std::string text(size + 1, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    const bool good = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.total_out == size;
    const std::size_t used = stream.total_in;
    inflateEnd(&stream);
    text.resize(size);
    return good ? std::optional(Inflated{ text, used }) : std::nullopt;
}

/// By QuickInflate, from and to memory that holds not a byte more than it may touch.
inline std::optional<Inflated> inflatedQuickly(
    QuickInflate& inflate, std::string_view packed, std::size_t size)
{
    const auto from = std::make_unique_for_overwrite<char[]>(packed.size() + 1);
    char* const begin = from.get() + 1; // an address that is not even
    if (!packed.empty())
        std::memcpy(begin, packed.data(), packed.size());
    const auto to = std::make_unique_for_overwrite<char[]>(size + QuickInflate::spare);
    const auto used = inflate.unpack({ begin, packed.size() }, to.get(), size);
    return used ? std::optional(Inflated{ std::string(to.get(), size), *used }) : std::nullopt;
}

} // namespace mxlens::testing
