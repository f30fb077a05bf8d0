// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/parameters.h"

#include "core/input/mailheaders.h"
#include "core/report/names.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <map>

namespace mxlens {

namespace {

/// Walks over a structured field, one token after the other.
class Cursor final {
public:
    explicit Cursor(std::string_view text)
        : m_text(text)
    {
    }

    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return m_text[m_at]; }
    void step() { ++m_at; }

    /// Skips blanks and comments, which may be nested (RFC 5322 section 3.2.2).
    void skipBlanks()
    {
        int depth = 0;
        for (; !atEnd(); step()) {
            const char c = peek();
            if (c == '(')
                ++depth;
            else if (c == ')' && depth > 0)
                --depth;
            else if (depth > 0 && c == '\\')
                step();
            else if (depth == 0 && !isSpace(c))
                return;
        }
    }

    /// Everything up to a semicolon, or up to another character that ends it as well.
    std::string_view until(char other = ';')
    {
        m_at = std::min(m_at, m_text.size());
        std::string_view piece = m_text.substr(m_at);
        piece = piece.substr(0, piece.find(';'));
        if (other != ';')
            piece = piece.substr(0, piece.find(other));
        m_at += piece.size();
        return piece;
    }

    /// What stands behind an equals sign; the cursor goes on to the semicolon.
    std::string value()
    {
        skipBlanks();
        if (atEnd() || peek() != '"')
            return std::string(trimmed(until()));
        std::string text = quoted();
        until();
        return text;
    }

    /// The same without what it says.
    void skipValue()
    {
        skipBlanks();
        if (!atEnd() && peek() == '"')
            m_at = endOfQuoted();
        until();
    }

    /// A quoted string; the cursor stands on its first quote. The last quote may be missing.
    std::string quoted()
    {
        step();
        // Mostly there is nothing but text up to the other quote.
        const std::string_view plain = m_text.substr(m_at, m_text.find('"', m_at) - m_at);
        if (m_at + plain.size() < m_text.size() && plain.find('\\') == std::string_view::npos) {
            m_at += plain.size() + 1;
            return std::string(plain);
        }
        std::string value;
        for (; !atEnd() && peek() != '"'; step()) {
            // Only quotes and backslashes are escaped: Windows paths are not.
            if (peek() == '\\' && m_at + 1 < m_text.size()
                && (m_text[m_at + 1] == '"' || m_text[m_at + 1] == '\\'))
                step();
            if (!atEnd())
                value += peek();
        }
        if (!atEnd())
            step();
        return value;
    }

private:
    // Behind the other quote of the quoted string at the cursor, or the end.
    std::size_t endOfQuoted() const
    {
        std::size_t at = m_at + 1;
        for (; at < m_text.size() && m_text[at] != '"'; ++at) {
            if (m_text[at] == '\\' && at + 1 < m_text.size()
                && (m_text[at + 1] == '"' || m_text[at + 1] == '\\'))
                ++at;
        }
        return std::min(at + 1, m_text.size());
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

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

std::string percentDecoded(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
        if (text[i] == '%' && high >= 0 && low >= 0) {
            result += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

/// Cuts `charset'language'` off an extended value (RFC 2231 section 4) and returns the charset.
std::string_view takeCharset(std::string_view& value)
{
    const std::size_t first = value.find('\'');
    const std::size_t second
        = first == std::string_view::npos ? first : value.find('\'', first + 1);
    if (second == std::string_view::npos)
        return {};
    const std::string_view charset = value.substr(0, first);
    value.remove_prefix(second + 1);
    return charset;
}

/// One piece of a value that is spread over `name*0`, `name*1*`, ...
struct Piece {
    std::string_view value;
    bool extended = false;
};

std::string joined(const std::map<int, Piece>& pieces)
{
    std::string bytes;
    std::string_view charset;
    int expected = 0;
    for (const auto& [number, piece] : pieces) {
        if (number != expected++)
            break; // a piece is missing: what follows it belongs to nothing
        std::string_view value = piece.value;
        if (number == 0 && piece.extended)
            charset = takeCharset(value);
        bytes += piece.extended ? percentDecoded(value) : std::string(value);
    }
    return toUtf8(bytes, charset);
}

/// On to the name behind the next semicolon; false where there is none.
bool toNextName(Cursor& cursor)
{
    cursor.until();
    if (cursor.atEnd())
        return false;
    cursor.step(); // the semicolon
    cursor.skipBlanks();
    return true;
}

} // namespace

ParameterList::ParameterList(std::string_view field)
{
    Cursor cursor(field);
    while (toNextName(cursor)) {
        const std::string_view name = trimmed(cursor.until('='));
        if (cursor.atEnd() || cursor.peek() == ';')
            continue;
        cursor.step(); // the equals sign
        m_parameters.push_back({ name, cursor.value() });
    }
}

std::string ParameterList::value(std::string_view name) const
{
    std::map<int, Piece> pieces;
    const std::string* plain = nullptr;
    const std::string* extended = nullptr;
    for (const Parameter& parameter : m_parameters) {
        std::string_view key = parameter.name;
        if (key.size() < name.size() || !equalIgnoringCase(key.substr(0, name.size()), name))
            continue;
        key.remove_prefix(name.size());
        if (key.empty()) {
            plain = plain ? plain : &parameter.value;
        } else if (key == "*") {
            extended = extended ? extended : &parameter.value;
        } else if (key[0] == '*') {
            int number = -1;
            const auto [end, error]
                = std::from_chars(key.data() + 1, key.data() + key.size(), number);
            const std::string_view rest(
                end, static_cast<std::size_t>(key.data() + key.size() - end));
            if (error == std::errc{} && number >= 0 && (rest.empty() || rest == "*"))
                pieces.emplace(number, Piece{ parameter.value, rest == "*" });
        }
    }
    if (extended) {
        std::string_view value = *extended;
        const std::string_view charset = takeCharset(value);
        return toUtf8(percentDecoded(value), charset);
    }
    if (!pieces.empty() && pieces.begin()->first == 0)
        return joined(pieces);
    return plain ? *plain : std::string{};
}

std::string parameterValue(std::string_view field, std::string_view name)
{
    // A star in a name says that there are several pieces, or another charset.
    if (field.find('*') != std::string_view::npos)
        return ParameterList(field).value(name);
    Cursor cursor(field);
    while (toNextName(cursor)) {
        const std::string_view found = trimmed(cursor.until('='));
        if (cursor.atEnd() || cursor.peek() == ';')
            continue;
        cursor.step(); // the equals sign
        if (equalIgnoringCase(found, name))
            return cursor.value();
        cursor.skipValue();
    }
    return {};
}

} // namespace mxlens
