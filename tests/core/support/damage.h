// SPDX-License-Identifier: GPL-3.0-or-later
// Damage of every kind, the same for the same seed on every machine.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace fixtures {

/// Numbers from a seed. The engine is the same everywhere, distributions of std are not.
class Dice final {
public:
    explicit Dice(std::uint64_t seed)
        : m_engine(seed)
    {
    }
    /// 0 .. n - 1; 0 for an n of 0.
    std::size_t below(std::size_t n) { return n == 0 ? 0 : m_engine() % n; }
    bool oneIn(std::size_t n) { return below(n) == 0; }
    char byte() { return static_cast<char>(m_engine() & 0xff); }
    std::string bytes(std::size_t n)
    {
        std::string result(n, '\0');
        std::generate(result.begin(), result.end(), [this] { return byte(); });
        return result;
    }
    template <typename T, std::size_t N> const T& of(const std::array<T, N>& choices)
    {
        return choices[below(N)];
    }

private:
    std::mt19937_64 m_engine;
};

/// Damage to any bytes.
enum class ByteDamage {
    Cut,
    FlippedBits,
    SwappedBytes,
    Overwritten,
    Zeroed,
    Removed,
    Repeated,
    JunkBefore,
    JunkBehind,
    BrokenEnd, ///< The trailer of gzip, the directory of a zip.
    Emptied,
};
constexpr std::size_t byteDamages = 11;

inline void damage(std::string& bytes, ByteDamage how, Dice& dice)
{
    const std::size_t at = dice.below(bytes.size());
    const std::size_t length = std::min(1 + dice.below(64), bytes.size() - at);
    switch (how) {
    case ByteDamage::Cut:
        bytes.resize(at);
        break;
    case ByteDamage::FlippedBits:
        for (std::size_t i = 0; i < 1 + dice.below(8) && !bytes.empty(); ++i)
            bytes[dice.below(bytes.size())] ^= static_cast<char>(1 << dice.below(8));
        break;
    case ByteDamage::SwappedBytes:
        if (!bytes.empty())
            std::swap(bytes[at], bytes[dice.below(bytes.size())]);
        break;
    case ByteDamage::Overwritten:
        bytes.replace(at, length, dice.bytes(length));
        break;
    case ByteDamage::Zeroed:
        bytes.replace(at, length, length, '\0');
        break;
    case ByteDamage::Removed:
        bytes.erase(at, length);
        break;
    case ByteDamage::Repeated:
        bytes.insert(at, bytes.substr(at, length));
        break;
    case ByteDamage::JunkBefore:
        bytes.insert(0, dice.bytes(length));
        break;
    case ByteDamage::JunkBehind:
        bytes += dice.bytes(length);
        break;
    case ByteDamage::BrokenEnd: {
        const std::size_t end = std::min<std::size_t>(bytes.size(), 1 + dice.below(8));
        bytes.replace(bytes.size() - end, end, dice.bytes(end));
        break;
    }
    case ByteDamage::Emptied:
        bytes.clear();
        break;
    }
}

/// Where a member of the JSON text, or its value, begins; the begin of the text where there is
/// none.
inline std::size_t somePlace(std::string_view json, std::string_view mark, Dice& dice)
{
    const std::size_t from = json.find(mark, dice.below(json.size()));
    if (from != std::string_view::npos)
        return from;
    const std::size_t first = json.find(mark);
    return first == std::string_view::npos ? 0 : first;
}

/// Damage to the text of a report, which stays a text of that kind.
inline void damageJson(std::string& json, Dice& dice)
{
    static constexpr std::array<std::string_view, 12> values{ "null", "1e999", "-1",
        "99999999999999999999999999", "[]", "{}", "\"\"", "true", "\"\\ud800\"", "\"\\u0000\"",
        "0.1", "[[[[\"x\"]]]]" };
    static constexpr std::array<std::string_view, 8> texts{ "\xc3", "\xff\xfe", "\xed\xa0\x80",
        "\xf4\x90\x80\x80", "\xe2\x80\xae", "\x01", "\\x", "\"" };
    if (json.empty())
        return;
    switch (dice.below(9)) {
    case 0: { // a key twice, with other values
        const std::size_t key = somePlace(json, "\"", dice);
        const std::size_t end = json.find('"', key + 1);
        if (end != std::string::npos)
            json.insert(
                key, json.substr(key, end + 1 - key) + ':' + std::string(dice.of(values)) + ',');
        break;
    }
    case 1: { // another value
        const std::size_t colon = somePlace(json, ":", dice);
        const std::size_t end = json.find_first_of(",}", colon);
        if (end != std::string::npos)
            json.replace(colon + 1, end - colon - 1, dice.of(values));
        break;
    }
    case 2: { // text that is none
        json.insert(somePlace(json, "e", dice), dice.of(texts));
        break;
    }
    case 3: { // a mark of JSON is missing
        static constexpr std::array<std::string_view, 7> marks{ "{", "}", "[", "]", ":", ",",
            "\"" };
        json.erase(somePlace(json, dice.of(marks), dice), 1);
        break;
    }
    case 4: { // deep
        const std::size_t depth = 1 + dice.below(200);
        json.insert(somePlace(json, "{", dice) + 1,
            "\"x\":" + std::string(depth, '[') + std::string(depth, ']') + ',');
        break;
    }
    case 5: // a NUL
        json.insert(dice.below(json.size()), 1, '\0');
        break;
    case 6: // a long text
        json.insert(somePlace(json, "e", dice), std::string(dice.below(20000), 'x'));
        break;
    case 7: // another report, or half of one, behind it
        json += json.substr(dice.below(json.size()));
        break;
    default:
        damage(json, static_cast<ByteDamage>(dice.below(byteDamages)), dice);
    }
}

} // namespace fixtures
