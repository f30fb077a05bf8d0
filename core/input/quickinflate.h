// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/inflatetable.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mxlens {

/// Decompresses DEFLATE data (RFC 1951) that is whole in memory and whose size is known: small
/// files spend most of zlib's time on being prepared for more. Refuses what it is not sure of;
/// then zlib has to read it, and says what is wrong. Keeps its tables; one thread.
class QuickInflate final {
public:
    /// Which instructions shift bits: those of every processor, or those of BMI2, which leave more
    /// registers to the rest.
    enum class Shifts { Common, Quick };
    /// The quickest of this processor.
    static Shifts bestShifts();
    explicit QuickInflate(Shifts shifts = bestShifts())
        : m_shifts(shifts)
    {
    }

    /// So many bytes behind the text may be written to as well.
    static constexpr std::size_t spare = 320;

    /// Looks at the work on a large text from time to time.
    class Watch {
    public:
        /// So many bytes are made until it is asked again, 512 more at the most, and what is stored
        /// as it is besides.
        static constexpr std::size_t step = 64 * 1024;
        /// Whether to go on, having made so many bytes of so many.
        virtual bool mayGoOn(std::size_t made, std::size_t taken) = 0;

    protected:
        ~Watch() = default;
    };

    /// Writes size bytes, and anything to the spare ones behind them. Gives how many bytes of
    /// packed the data took; nothing where it is not DEFLATE data of this size, or refused, or
    /// watch, which may be null, did not want to go on.
    std::optional<std::size_t> unpack(
        std::string_view packed, char* to, std::size_t size, Watch* watch = nullptr);

private:
    using Entry = huffman::Entry;
    static constexpr unsigned literalBits = 10;
    static constexpr unsigned distanceBits = 8;
    static constexpr unsigned lengthBits = 7;

    /// Bits from the lowest one on; zeros behind the end.
    struct Bits {
        const unsigned char* at = nullptr;
        const unsigned char* end = nullptr;
        std::uint64_t bits = 0;
        unsigned count = 0; ///< Of those in `bits`: its lowest byte. See drop().
        std::size_t missing = 0; ///< Bytes that were taken from behind the end.

        void fill();
        void fillFromEight();
        std::uint32_t take(unsigned number);
        unsigned left() const { return count & 0xff; }
        /// As many as the lowest byte says: what stands above it is carried on, and of no use.
        void drop(std::uint32_t number)
        {
            bits >>= number & 63;
            count -= number;
        }
    };

    /// A length of codes, and how often it comes again.
    struct Run {
        unsigned length = huffman::longestCode + 1; ///< None yet.
        std::size_t times = 0;
    };

    bool stored(Bits& in);
    bool readTables(Bits& in);
    bool readCodeLengths(Bits& in, std::size_t codes);
    bool fixedTables();
    bool readCodes(Bits& stream, std::size_t count, Run& run);
    /// What a stretch of symbols ended at.
    enum class Ended { Block, Input, Badly };
    Entry letters(Bits& in, std::uint64_t mask, char*& out) const;
    std::size_t distance(Bits& in, std::uint64_t mask) const;
    Ended stretch(Bits& stream, const unsigned char* farEnd, char*& to) const;
    Ended commonStretch(Bits& in, const unsigned char* farEnd, char*& out) const;
    Ended quickStretch(Bits& in, const unsigned char* farEnd, char*& out) const;
    Ended anyStretch(Bits& in, const unsigned char* farEnd, char*& out) const;
    Ended toPause(Bits& in);
    bool symbols(Bits& in);
    bool mayGoOn(const Bits& in);

    huffman::Codes m_codes; ///< Of the table that is made next.
    std::array<Entry, huffman::Codes::entries(288, literalBits)> m_literals{};
    std::array<Entry, huffman::Codes::entries(32, distanceBits)> m_distances{};
    std::array<Entry, 1u << lengthBits> m_lengths{};
    huffman::Width m_literalWidth;
    huffman::Width m_distanceWidth;
    huffman::Width m_lengthWidth;
    bool m_fixed = false; ///< They are those of fixed codes.
    Shifts m_shifts;
    char* m_begin = nullptr;
    char* m_out = nullptr;
    char* m_end = nullptr;
    char* m_pause = nullptr; ///< Where m_watch is asked next; the end where it is not.
    Watch* m_watch = nullptr;
    const unsigned char* m_packed = nullptr;
};

} // namespace mxlens
