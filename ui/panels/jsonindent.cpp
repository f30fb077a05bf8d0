// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/jsonindent.h"

#include "core/report/names.h"

#include <algorithm>

namespace mxlens {
namespace {

/// Deepest level that is indented; deeper ones stand below each other.
constexpr std::size_t deepest = 32;

/// Past the string that begins at start, or the end where it does not end.
std::size_t stringEnd(std::string_view text, std::size_t start)
{
    for (std::size_t i = start + 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return i + 1;
    }
    return text.size();
}

std::size_t nextToken(std::string_view text, std::size_t from)
{
    while (from < text.size() && isSpace(text[from]))
        ++from;
    return from;
}

class Indenter final {
public:
    explicit Indenter(std::size_t most)
        : m_most(most)
    {
    }

    std::string run(std::string_view text)
    {
        std::size_t at = nextToken(text, 0);
        while (at < text.size() && m_out.size() < m_most)
            at = nextToken(text, take(text, at));
        return std::move(m_out);
    }

private:
    /// Writes the token at a position; gives the position behind it.
    std::size_t take(std::string_view text, std::size_t at)
    {
        const char character = text[at];
        if (character == '"') {
            const std::size_t end = stringEnd(text, at);
            const std::size_t length = std::min(end - at, m_most - m_out.size());
            m_out.append(text.substr(at, length));
            return end;
        }
        if (character == '{' || character == '[')
            return open(text, at);
        m_depth -= (character == '}' || character == ']') && m_depth > 0 ? 1 : 0;
        if (character == '}' || character == ']')
            breakLine();
        m_out += character;
        if (character == ',')
            breakLine();
        else if (character == ':')
            m_out += ' ';
        return at + 1;
    }

    /// An opening bracket; an empty pair stays together.
    std::size_t open(std::string_view text, std::size_t at)
    {
        m_out += text[at];
        const std::size_t next = nextToken(text, at + 1);
        const char closing = text[at] == '{' ? '}' : ']';
        if (next < text.size() && text[next] == closing) {
            m_out += closing;
            return next + 1;
        }
        ++m_depth;
        breakLine();
        return at + 1;
    }

    void breakLine()
    {
        m_out += '\n';
        m_out.append(2 * std::min(m_depth, deepest), ' ');
    }

    std::string m_out;
    std::size_t m_most;
    std::size_t m_depth = 0;
};

} // namespace

std::string indentedJson(std::string_view text, std::size_t most)
{
    return Indenter(most).run(text);
}

} // namespace mxlens
