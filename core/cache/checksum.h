// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mxlens {

/// 64-bit checksum against accidents, about as fast as memory: any change within 8 neighbouring
/// bytes changes it, other changes with a probability of 1 - 2^-64. Not against attackers. Depends
/// on the machine's byte order.
std::uint64_t checksum64(std::string_view bytes, std::uint64_t seed = 0);

/// The same for bytes that come in pieces.
class Checksum64 final {
public:
    explicit Checksum64(std::uint64_t seed = 0);

    void add(std::string_view bytes);
    /// Of what was added so far.
    std::uint64_t value() const;

private:
    /// Four lanes, because one multiplication has to wait for the one before.
    static constexpr std::size_t laneCount = 4;
    static constexpr std::size_t strideBytes = 8 * laneCount;
    using Lanes = std::array<std::uint64_t, laneCount>;

    static void addStrides(Lanes& lanes, const char* at, std::size_t count);

    std::uint64_t m_seed;
    std::uint64_t m_size = 0;
    Lanes m_lanes;
    std::array<char, strideBytes> m_rest{}; ///< Bytes that are no whole stride yet.
    std::size_t m_restSize = 0;
};

} // namespace mxlens
