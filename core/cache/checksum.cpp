// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/checksum.h"

#include <bit>
#include <cstring>

namespace mxlens {

namespace {

// Odd, so that multiplying by it loses nothing; the fractions of the golden ratio and of sqrt(2).
constexpr std::uint64_t factor = 0x9E3779B97F4A7C15;
constexpr std::uint64_t other = 0x6A09E667F3BCC909;

std::uint64_t wordAt(const char* bytes)
{
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

constexpr std::uint64_t step(std::uint64_t lane, std::uint64_t word)
{
    return std::rotl((lane ^ word) * factor, 29);
}

constexpr std::uint64_t mixed(std::uint64_t value)
{
    value = (value ^ (value >> 32)) * factor;
    value = (value ^ (value >> 29)) * other;
    return value ^ (value >> 32);
}

} // namespace

Checksum64::Checksum64(std::uint64_t seed)
    : m_seed(seed)
    , m_lanes{ seed ^ factor, seed ^ other, seed + factor, seed + other }
{
}

void Checksum64::addStrides(Lanes& lanes, const char* at, std::size_t count)
{
    Lanes next = lanes; // in registers
    for (; count > 0; --count, at += strideBytes) {
        for (std::size_t i = 0; i < laneCount; ++i)
            next[i] = step(next[i], wordAt(at + 8 * i));
    }
    lanes = next;
}

void Checksum64::add(std::string_view bytes)
{
    m_size += bytes.size();
    if (m_restSize > 0) {
        const std::string_view fill = bytes.substr(0, strideBytes - m_restSize);
        fill.copy(m_rest.data() + m_restSize, fill.size());
        m_restSize += fill.size();
        bytes.remove_prefix(fill.size());
        if (m_restSize < strideBytes)
            return;
        addStrides(m_lanes, m_rest.data(), 1);
    }
    const std::size_t strides = bytes.size() / strideBytes;
    addStrides(m_lanes, bytes.data(), strides);
    bytes.remove_prefix(strides * strideBytes);
    m_restSize = bytes.copy(m_rest.data(), bytes.size());
}

std::uint64_t Checksum64::value() const
{
    Lanes lanes = m_lanes;
    const char* at = m_rest.data();
    std::size_t left = m_restSize;
    for (; left >= 8; left -= 8, at += 8)
        lanes[0] = step(lanes[0], wordAt(at));
    std::uint64_t tail = 0;
    if (left > 0)
        std::memcpy(&tail, at, left);
    lanes[1] = step(lanes[1], tail);
    std::uint64_t sum = mixed(m_seed ^ m_size);
    for (const std::uint64_t lane : lanes)
        sum = mixed(sum ^ lane);
    return sum;
}

std::uint64_t checksum64(std::string_view bytes, std::uint64_t seed)
{
    Checksum64 sum(seed);
    sum.add(bytes);
    return sum.value();
}

} // namespace mxlens
