// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/textmatch.h"

#include "core/report/names.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace mxlens {

namespace {

constexpr auto nowhere = std::string_view::npos;

char lowerOf(char c)
{
    // Without a branch, so that compilers take many bytes at once.
    const auto byte = static_cast<unsigned char>(c);
    const bool upper = static_cast<unsigned char>(byte - 'A') <= 'Z' - 'A';
    return static_cast<char>(byte | (upper ? 0x20 : 0));
}

// Whether wanted.size() bytes from text on are wanted, case ignored.
bool isHere(const char* text, std::string_view wanted)
{
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (lowerOf(text[i]) != wanted[i])
            return false;
    }
    return true;
}

bool isSame(std::string_view text, std::string_view wanted)
{
    return text.size() == wanted.size() && isHere(text.data(), wanted);
}

#ifdef __SSE2__
// Finds places where the first and the last byte of a word stand: letters alone are too common.
class Ends {
public:
    explicit Ends(std::string_view word)
        : m_behind(word.size() - 1)
        , m_first(_mm_set1_epi8(word.front()))
        , m_last(_mm_set1_epi8(word.back()))
        , m_foldFirst(foldOf(word.front()))
        , m_foldLast(foldOf(word.back()))
    {
    }

    // One bit for each of the 16, or 8, places from text on.
    unsigned among16(const char* text) const
    {
        return places(load16(text), load16(text + m_behind));
    }
    unsigned among8(const char* text) const
    {
        return places(load8(text), load8(text + m_behind)) & 0xff;
    }

private:
    // The bit that tells capitals from small letters is set in what is compared with a letter. What
    // else comes to look like one is sorted out when the whole word is compared.
    static __m128i foldOf(char c) { return _mm_set1_epi8(c >= 'a' && c <= 'z' ? 0x20 : 0); }
    static __m128i load16(const char* from)
    {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    }
    static __m128i load8(const char* from)
    {
        return _mm_loadl_epi64(reinterpret_cast<const __m128i*>(from));
    }
    unsigned places(__m128i first, __m128i last) const
    {
        const __m128i both
            = _mm_and_si128(_mm_cmpeq_epi8(_mm_or_si128(first, m_foldFirst), m_first),
                _mm_cmpeq_epi8(_mm_or_si128(last, m_foldLast), m_last));
        return static_cast<unsigned>(_mm_movemask_epi8(both));
    }

    std::size_t m_behind;
    __m128i m_first, m_last, m_foldFirst, m_foldLast;
};

// The first of some places from base on where wanted stands.
std::size_t firstOf(
    unsigned places, std::string_view text, std::size_t base, std::string_view wanted)
{
    for (; places != 0; places &= places - 1) {
        const std::size_t place = base + static_cast<std::size_t>(std::countr_zero(places));
        if (isHere(text.data() + place, wanted))
            return place;
    }
    return nowhere;
}
#endif

// The same byte by byte, for the places before `end`.
std::size_t findPlainly(std::string_view text, std::string_view wanted, std::size_t end)
{
    for (std::size_t at = 0; at < end; ++at) {
        if (isHere(text.data() + at, wanted))
            return at;
    }
    return nowhere;
}

// What normalizedName() keeps of a text but for its case.
std::string_view nameIn(std::string_view text)
{
    std::string_view name = trimmed(text);
    if (name.size() > 1 && name.back() == '.')
        name.remove_suffix(1);
    return name;
}

// Whether all pieces are made of some characters.
bool areMadeOf(const std::vector<std::string_view>& pieces, std::string_view characters)
{
    return std::all_of(pieces.begin(), pieces.end(), [characters](std::string_view piece) {
        return piece.find_first_not_of(characters) == nowhere;
    });
}

// Marks the numbers of 16 bits in which a word of hexadecimal digits stands as they are written:
// without zeros in front.
void markHex(std::string_view word, std::vector<bool>& numbers)
{
    if (word.size() > 4)
        return;
    if (word.empty())
        return numbers.assign(numbers.size(), true);
    unsigned digits = 0;
    for (const char c : word)
        digits = digits << 4 | static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
    const auto length = static_cast<unsigned>(word.size());
    for (unsigned behind = 0; length + behind <= 4; ++behind) {
        const unsigned step = 1u << (4 * (length + behind));
        for (unsigned before = 0; before < 0x10000; before += step) {
            if (before == 0 && word.front() == '0' && length + behind > 1)
                continue;
            for (unsigned rest = 0; rest < 1u << (4 * behind); ++rest)
                numbers[before | digits << (4 * behind) | rest] = true;
        }
    }
}

std::vector<std::string_view> split(std::string_view pattern)
{
    std::vector<std::string_view> pieces;
    while (!pattern.empty()) {
        const std::size_t star = std::min(pattern.find('*'), pattern.size());
        if (star > 0)
            pieces.push_back(pattern.substr(0, star));
        pattern.remove_prefix(std::min(star + 1, pattern.size()));
    }
    return pieces;
}

} // namespace

std::size_t findIgnoringCase(std::string_view text, std::string_view wanted)
{
    if (wanted.empty() || wanted.size() > text.size())
        return wanted.empty() ? 0 : nowhere;
    const std::size_t count = text.size() - wanted.size() + 1;
#ifdef __SSE2__
    // The last step overlaps the one before, so that nothing behind the text is read.
    const Ends ends(wanted);
    if (count >= 16) {
        for (std::size_t at = 0;; at = std::min(at + 16, count - 16)) {
            if (const unsigned places = ends.among16(text.data() + at); places != 0) {
                if (const std::size_t found = firstOf(places, text, at, wanted); found != nowhere)
                    return found;
            }
            if (at == count - 16)
                return nowhere;
        }
    }
    if (count >= 8) {
        const unsigned front = ends.among8(text.data());
        const unsigned back = ends.among8(text.data() + count - 8);
        return firstOf(front | back << (count - 8), text, 0, wanted);
    }
#endif
    return findPlainly(text, wanted, count);
}

TermMatch::TermMatch(const FilterTerm& term)
    : m_isName(term.key == FilterKey::Domain || term.key == FilterKey::Mx)
{
    for (const FilterPattern& from : term.patterns) {
        if (term.key == FilterKey::Ip && from.address) {
            addPrefix(*from.address, from.prefixBits);
            continue;
        }
        Pattern& pattern = m_patterns.emplace_back();
        std::string_view text = from.text;
        if (m_isName && text.size() > 1 && text.ends_with('.'))
            text.remove_suffix(1);
        const bool anywhere = term.key == FilterKey::Any;
        if (from.hasWildcard)
            pattern.pieces = split(text);
        else
            pattern.pieces = { text };
        pattern.openBegin = anywhere || (from.hasWildcard && text.starts_with('*'));
        pattern.openEnd = anywhere || (from.hasWildcard && text.ends_with('*'));
        m_usualV4 |= areMadeOf(pattern.pieces, "0123456789.");
        m_usualV6 |= areMadeOf(pattern.pieces, "0123456789abcdef:");
        m_usualAddresses |= areMadeOf(pattern.pieces, "0123456789abcdef:.");
    }
    const auto isWord = [](const Pattern& pattern) {
        return pattern.openBegin && pattern.openEnd && pattern.pieces.size() == 1;
    };
    if (!m_isName && std::all_of(m_patterns.begin(), m_patterns.end(), isWord)) {
        for (const Pattern& pattern : m_patterns)
            m_words.push_back(pattern.pieces.front());
    }
    if (term.key == FilterKey::Any && m_usualAddresses)
        findNumberWords();
}

void TermMatch::findNumberWords()
{
    const auto isNumber = [](std::string_view word) {
        return word != "0" && word.find_first_not_of("0123456789abcdef") == nowhere;
    };
    if (m_words.empty() || !std::all_of(m_words.begin(), m_words.end(), isNumber))
        return;
    NumberWords numbers;
    numbers.groups.resize(0x10000);
    for (const std::string_view word : m_words) {
        markHex(word, numbers.groups);
        for (unsigned number = 0; number < numbers.octets.size(); ++number)
            numbers.octets[number]
                = numbers.octets[number] || std::to_string(number).find(word) != nowhere;
    }
    m_numbers = std::move(numbers);
}

// A group of zeros may be left out, but no word here stands in one.
bool TermMatch::NumberWords::meets(const AddressEntry& address) const
{
    bool found = false;
    if (address.kind == AddressEntry::Kind::V4) {
        for (std::size_t i = 0; i < 4; ++i)
            found |= octets[address.bytes[i]];
        return found;
    }
    for (std::size_t i = 0; i < 16; i += 2)
        found |= groups[std::size_t{ address.bytes[i] } << 8 | address.bytes[i + 1]];
    return found;
}

void TermMatch::addPrefix(const IpAddress& address, int bits)
{
    m_prefixes.push_back(prefixOf(address, bits));
    // The two ways to write one IPv4 address are one.
    if (address.isV4())
        m_prefixes.push_back(prefixOf(address.mapped(), bits + IpAddress::mappedBits));
    else if (const auto v4 = address.unmapped(); v4 && bits >= IpAddress::mappedBits)
        m_prefixes.push_back(prefixOf(*v4, bits - IpAddress::mappedBits));
}

TermMatch::Prefix TermMatch::prefixOf(const IpAddress& address, int bits)
{
    std::array<std::uint8_t, 16> mask{};
    const int whole = std::clamp(bits, 0, address.isV4() ? 32 : 128);
    for (int i = 0; i < whole; ++i) {
        auto& byte = mask[static_cast<std::size_t>(i / 8)];
        byte = static_cast<std::uint8_t>(byte | (0x80 >> (i % 8)));
    }
    Prefix prefix;
    prefix.kind = address.isV4() ? AddressEntry::Kind::V4 : AddressEntry::Kind::V6;
    std::memcpy(prefix.bytes.data(), address.bytes().data(), sizeof prefix.bytes);
    std::memcpy(prefix.mask.data(), mask.data(), sizeof prefix.mask);
    return prefix;
}

bool TermMatch::Prefix::holds(const AddressEntry& address) const
{
    std::array<std::uint64_t, 2> other;
    std::memcpy(other.data(), address.bytes.data(), sizeof other);
    return address.kind == kind
        && (((other[0] ^ bytes[0]) & mask[0]) | ((other[1] ^ bytes[1]) & mask[1])) == 0;
}

bool TermMatch::covers(const Pattern& pattern, std::string_view value)
{
    std::size_t first = 0;
    std::size_t end = pattern.pieces.size();
    if (!pattern.openBegin && end > 0) {
        const std::string_view piece = pattern.pieces[first++];
        if (!pattern.openEnd && end == 1)
            return isSame(value, piece);
        if (value.size() < piece.size() || !isHere(value.data(), piece))
            return false;
        value.remove_prefix(piece.size());
    }
    if (!pattern.openEnd && end > first) {
        const std::string_view piece = pattern.pieces[--end];
        if (value.size() < piece.size()
            || !isHere(value.data() + value.size() - piece.size(), piece))
            return false;
        value.remove_suffix(piece.size());
    }
    for (; first < end; ++first) {
        const std::size_t at = findIgnoringCase(value, pattern.pieces[first]);
        if (at == nowhere)
            return false;
        value.remove_prefix(at + pattern.pieces[first].size());
    }
    return true;
}

bool TermMatch::meets(std::string_view text) const
{
    const std::string_view value = m_isName ? nameIn(text) : text;
    return std::any_of(m_patterns.begin(), m_patterns.end(),
        [&](const Pattern& pattern) { return covers(pattern, value); });
}

bool TermMatch::meetsPattern(std::size_t pattern, std::string_view text) const
{
    return covers(m_patterns[pattern], m_isName ? nameIn(text) : text);
}

bool TermMatch::meets(const AddressEntry& address, const StringPool& texts) const
{
    if (std::any_of(m_prefixes.begin(), m_prefixes.end(),
            [&](const Prefix& prefix) { return prefix.holds(address); }))
        return true;
    if (address.kind == AddressEntry::Kind::None || address.written != 0)
        return meets(texts.text(address.written));
    if (!m_usualAddresses)
        return false;
    // IPv6 addresses that begin with zeros may end as IPv4 ones do.
    const bool isV4 = address.kind == AddressEntry::Kind::V4;
    const auto isZero = [](std::uint8_t byte) { return byte == 0; };
    if (isV4 || !std::all_of(address.bytes.begin(), address.bytes.begin() + 8, isZero)) {
        if (!(isV4 ? m_usualV4 : m_usualV6))
            return false;
        if (m_numbers)
            return m_numbers->meets(address);
    }
    std::array<char, IpAddress::textBytes> usual;
    const IpAddress value(isV4, address.bytes);
    const char* const end = value.write(usual.data());
    return meets(std::string_view(usual.data(), static_cast<std::size_t>(end - usual.data())));
}

} // namespace mxlens
