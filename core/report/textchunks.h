// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Keeps texts in place for good, each with its length before it, so that a text can be found again
/// by one pointer. One thread writes; what was given out may be read by any.
class TextChunks final {
public:
    /// A copy of text that lives as long as this. The memory that it takes is its size and 1 byte,
    /// 2 from 128 bytes on, and so forth.
    std::string_view keep(std::string_view text);

    /// The same with a zero and a number behind it, which are not part of it.
    std::string_view keepTerminated(std::string_view text, std::uint32_t number = noNumber);
    static constexpr std::uint32_t noNumber = 0xFFFFFFFF;
    /// The number behind a text that keepTerminated() gave.
    static std::uint32_t numberBehind(std::string_view kept) noexcept
    {
        std::uint32_t number = noNumber;
        std::memcpy(&number, kept.data() + kept.size() + 1, sizeof number);
        return number;
    }

    /// The pointer by which at() finds a text that keep() gave.
    static const char* pointerTo(std::string_view kept);
    /// The text behind a pointer of pointerTo().
    static std::string_view at(const char* pointer) noexcept
    {
        const auto* from = reinterpret_cast<const unsigned char*>(pointer);
        std::size_t length = *from & 0x7Fu;
        for (unsigned shift = 7; (*from++ & 0x80u) != 0; shift += 7)
            length |= static_cast<std::size_t>(*from & 0x7Fu) << shift;
        return { reinterpret_cast<const char*>(from), length };
    }

    /// Adds a text to bytes in the form in which it is kept.
    static void pack(std::string& bytes, std::string_view text);
    /// Tells whether a text that is not empty lies at `at` in this form; then moves `at` behind it.
    static bool skip(const char*& at, const char* end);

private:
    std::string_view place(std::string_view text, std::size_t behind);

    std::vector<std::unique_ptr<char[]>> m_chunks;
    char* m_free = nullptr;
    std::size_t m_left = 0;
};

} // namespace mxlens
