// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/transfercoding.h"

#include "core/input/base64blocks.h"
#include "core/report/names.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace mxlens {

namespace {

constexpr std::uint8_t blank = 0x40;
constexpr std::uint8_t padding = 0x41;
constexpr std::uint8_t stray = 0x42;

constexpr std::array<std::uint8_t, 256> makeBase64Table()
{
    std::array<std::uint8_t, 256> table{};
    for (auto& entry : table)
        entry = stray;
    constexpr std::string_view letters
        = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < letters.size(); ++i)
        table[static_cast<std::uint8_t>(letters[i])] = static_cast<std::uint8_t>(i);
    for (const char c : { ' ', '\t', '\r', '\n' })
        table[static_cast<std::uint8_t>(c)] = blank;
    table[static_cast<std::uint8_t>('=')] = padding;
    return table;
}

constexpr auto base64Table = makeBase64Table();

/// Set in what a table gives for a character that is no digit of base64.
constexpr std::uint32_t noDigit = 1u << 31;

/// For each place in a group of four: what a character there is worth in the 24 bits of the group.
constexpr std::array<std::array<std::uint32_t, 256>, 4> makeGroupTables()
{
    std::array<std::array<std::uint32_t, 256>, 4> tables{};
    for (std::size_t place = 0; place < tables.size(); ++place) {
        for (std::size_t c = 0; c < 256; ++c) {
            const std::uint32_t value = base64Table[c];
            tables[place][c] = value < blank ? value << (18 - 6 * place) : noDigit;
        }
    }
    return tables;
}

constexpr auto groupTables = makeGroupTables();

std::uint8_t valueOf(char c)
{
    return base64Table[static_cast<std::uint8_t>(c)];
}

/// What stands behind padding: nothing, more base64 (an encoder that pads each chunk), or text that
/// somebody put there, such as a mailing list's footer.
enum class Behind { Nothing, Base64, Text };

Behind lookBehindPadding(std::string_view rest)
{
    std::size_t i = 0;
    while (i < rest.size() && (valueOf(rest[i]) == blank || valueOf(rest[i]) == padding))
        ++i;
    if (i == rest.size())
        return Behind::Nothing;
    const std::string_view line = rest.substr(i, rest.find_first_of("\r\n", i) - i);
    const bool clean = std::all_of(
        line.begin(), line.end(), [](char c) { return valueOf(c) < blank || c == '='; });
    return clean && line.size() >= 4 ? Behind::Base64 : Behind::Text;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

/// One run of base64 up to its padding, its end or the room that there is.
class Base64Run final {
public:
    Base64Run(std::string_view text, char* to, const char* toEnd, Base64Step step)
        : m_from(text.data())
        , m_end(text.data() + text.size())
        , m_to(to)
        , m_toEnd(toEnd)
        , m_step(step)
    {
    }

    /// Returns whether the run ended at padding.
    bool decode()
    {
        while (m_from != m_end) {
            quick();
            if (m_from == m_end || m_toEnd - m_to < 3)
                break;
            const std::uint8_t value = valueOf(*m_from++);
            if (value < blank) {
                take(value);
            } else if (value == padding) {
                finish();
                return true;
            } else if (value == stray) {
                clean = false;
            }
        }
        if (m_count != 0 && m_from == m_end) {
            clean = false; // the padding is missing
            finish();
        }
        return false;
    }

    const char* position() const { return m_from; }
    char* output() const { return m_to; }
    bool clean = true;

private:
    /// Many characters at a time, then four, as long as nothing but base64 comes.
    void quick()
    {
        if (m_count != 0)
            return;
        const auto left = static_cast<std::size_t>(m_end - m_from);
        const Base64Done done = decodeBase64Blocks(
            { m_from, left }, m_to, static_cast<std::size_t>(m_toEnd - m_to), m_step);
        m_from += done.taken;
        m_to += done.made;
        while (m_count == 0 && m_end - m_from >= 4 && m_toEnd - m_to >= 3) {
            const auto digit = [this](std::size_t place) {
                return groupTables[place][static_cast<std::uint8_t>(m_from[place])];
            };
            const std::uint32_t bits = digit(0) | digit(1) | digit(2) | digit(3);
            if (bits & noDigit)
                return;
            put(bits, 3);
            m_from += 4;
        }
    }

    void take(std::uint32_t value)
    {
        m_bits = (m_bits << 6) | value;
        if (++m_count == 4) {
            put(m_bits, 3);
            m_bits = 0;
            m_count = 0;
        }
    }

    /// Writes out what an incomplete group of characters holds.
    void finish()
    {
        if (m_count == 1)
            clean = false;
        else if (m_count > 1)
            put(m_bits << (6 * (4 - m_count)), m_count - 1);
        if (m_count == 0)
            clean = false; // padding where none belongs
        m_bits = 0;
        m_count = 0;
    }

    void put(std::uint32_t bits, int bytes)
    {
        for (int i = 0; i < bytes; ++i)
            *m_to++ = static_cast<char>((bits >> (16 - 8 * i)) & 0xff);
    }

    const char* m_from;
    const char* m_end;
    char* m_to;
    const char* m_toEnd;
    Base64Step m_step;
    std::uint32_t m_bits = 0;
    int m_count = 0;
};

} // namespace

TransferCoding transferCodingOf(std::string_view field)
{
    const std::string_view word = trimmed(field.substr(0, field.find(';')));
    if (equalIgnoringCase(word, "base64"))
        return TransferCoding::Base64;
    if (equalIgnoringCase(word, "quoted-printable"))
        return TransferCoding::QuotedPrintable;
    return TransferCoding::Identity;
}

bool decodeBase64(std::string_view text, Buffer& to, std::size_t limit, Base64Step step)
{
    bool clean = true;
    // Room for the last group, which may be cut by the limit, is always there.
    const std::size_t room = std::min(limit, text.size() / 4 * 3 + 3) + 3;
    to.reserve(to.size() + room);
    char* const start = to.data() + to.size();
    char* out = start;
    while (!text.empty()) {
        Base64Run run(text, out, start + room, step);
        const bool padded = run.decode();
        clean = clean && run.clean;
        out = run.output();
        text.remove_prefix(static_cast<std::size_t>(run.position() - text.data()));
        if (!padded)
            break;
        const Behind behind = lookBehindPadding(text);
        clean = clean && behind == Behind::Nothing;
        if (behind != Behind::Base64)
            break;
        text.remove_prefix(std::min(text.find_first_not_of("= \t\r\n"), text.size()));
    }
    const auto written = static_cast<std::size_t>(out - start);
    to.setSize(to.size() + std::min(written, limit));
    return clean;
}

void decodeQuotedPrintable(std::string_view text, Buffer& to, std::size_t limit)
{
    const std::size_t stop = limit > ~std::size_t{ 0 } - to.size() ? limit : to.size() + limit;
    while (!text.empty() && to.size() < stop) {
        // One line at a time: blanks at its end belong to the transport, not to the text.
        const std::size_t lineEnd = text.find('\n');
        std::string_view line = text.substr(0, lineEnd);
        std::string_view end = lineEnd == std::string_view::npos ? std::string_view{} : "\n";
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
            end = lineEnd == std::string_view::npos ? "\r" : "\r\n";
        }
        text.remove_prefix(lineEnd == std::string_view::npos ? text.size() : lineEnd + 1);
        while (!line.empty() && (line.back() == ' ' || line.back() == '\t'))
            line.remove_suffix(1);
        if (line.ends_with('=')) {
            line.remove_suffix(1);
            end = {};
        }
        while (!line.empty()) {
            const std::size_t escape = std::min(line.find('='), line.size());
            to.append(line.substr(0, escape));
            line.remove_prefix(escape);
            if (line.empty())
                break;
            const int high = line.size() > 2 ? hexDigit(line[1]) : -1;
            const int low = line.size() > 2 ? hexDigit(line[2]) : -1;
            const bool valid = high >= 0 && low >= 0;
            to.append(valid ? static_cast<char>(high * 16 + low) : '=');
            line.remove_prefix(valid ? 3 : 1);
        }
        to.append(end);
    }
    to.setSize(std::min(to.size(), stop));
}

} // namespace mxlens
