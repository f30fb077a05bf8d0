// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/jsonrepair.h"

#include "core/report/names.h"

#include <algorithm>
#include <array>

namespace mxlens {

namespace {

// Typographic double quotes: U+201C, U+201D, U+201E, U+201F.
bool isTypographicQuote(std::string_view rest)
{
    return rest.size() >= 3 && rest[0] == '\xE2' && rest[1] == '\x80' && rest[2] >= '\x9C'
        && rest[2] <= '\x9F';
}

// Bytes of a blank that JSON does not know: no-break space, zero-width space and mark; 0 where
// none.
std::size_t foreignBlank(std::string_view rest)
{
    if (rest.starts_with("\xC2\xA0"))
        return 2;
    for (const std::string_view blank : { "\xE2\x80\x8B", "\xEF\xBB\xBF", "\xE2\x80\xAF" }) {
        if (rest.starts_with(blank))
            return 3;
    }
    return 0;
}

class Repairer {
public:
    explicit Repairer(std::string_view json)
        : m_rest(json)
    {
        m_text.reserve(json.size() + 16);
    }

    std::optional<RepairedJson> run()
    {
        while (!m_rest.empty())
            outsideString();
        std::string repairs;
        static constexpr std::array<std::string_view, 4> names{ "line breaks in texts",
            "typographic quotes", "trailing commas", "blanks that are not ASCII" };
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (m_mended[i])
                repairs.append(repairs.empty() ? "" : ", ").append(names[i]);
        }
        if (repairs.empty())
            return {};
        return RepairedJson{ std::move(m_text), std::move(repairs) };
    }

private:
    enum Repair { LineBreaks, Quotes, Commas, Blanks };

    void outsideString()
    {
        const char c = m_rest.front();
        if (c == '"') {
            m_rest.remove_prefix(1);
            string(false);
        } else if (isTypographicQuote(m_rest)) {
            m_rest.remove_prefix(3);
            m_mended[Quotes] = true;
            string(true);
        } else if (const std::size_t blank = foreignBlank(m_rest)) {
            m_rest.remove_prefix(blank);
            m_text += ' ';
            m_mended[Blanks] = true;
        } else {
            if (c == '}' || c == ']')
                dropTrailingComma();
            copyUntil([](char next) {
                return next == '"' || next == '}' || next == ']' || !isAscii(next);
            });
        }
    }

    static bool isAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

    // Copies one character, and what follows up to one that may matter: most of a large text.
    template <typename Matters> void copyUntil(Matters matters)
    {
        const auto end = std::find_if(m_rest.begin() + 1, m_rest.end(), matters);
        const auto size = static_cast<std::size_t>(end - m_rest.begin());
        m_text.append(m_rest.substr(0, size));
        m_rest.remove_prefix(size);
    }

    void dropTrailingComma()
    {
        std::size_t end = m_text.size();
        while (end > 0 && isSpace(m_text[end - 1]))
            --end;
        if (end > 0 && m_text[end - 1] == ',') {
            m_text.erase(end - 1, 1);
            m_mended[Commas] = true;
        }
    }

    // Copies a string to its closing quote. Text that was opened by a typographic quote is closed
    // by any double quote.
    void string(bool typographic)
    {
        m_text += '"';
        while (!m_rest.empty()) {
            const char c = m_rest.front();
            if (c == '"' || (typographic && isTypographicQuote(m_rest))) {
                m_mended[Quotes] |= c != '"';
                m_rest.remove_prefix(c == '"' ? 1 : 3);
                m_text += '"';
                return;
            }
            if (c == '\\' && m_rest.size() > 1) {
                m_text.append(m_rest.substr(0, 2));
                m_rest.remove_prefix(2);
            } else if (static_cast<unsigned char>(c) < 0x20) {
                controlCharacter();
            } else {
                copyUntil([](char next) {
                    return next == '"' || next == '\\' || static_cast<unsigned char>(next) < 0x20
                        || !isAscii(next);
                });
            }
        }
    }

    // A line break and the indentation around it was one blank before somebody wrapped the line.
    void controlCharacter()
    {
        m_mended[LineBreaks] = true;
        while (!m_text.empty() && m_text.back() == ' ')
            m_text.pop_back();
        while (!m_rest.empty()
            && (m_rest.front() == ' ' || static_cast<unsigned char>(m_rest.front()) < 0x20))
            m_rest.remove_prefix(1);
        m_text += ' ';
    }

    std::string_view m_rest;
    std::string m_text;
    std::array<bool, 4> m_mended{};
};

} // namespace

std::optional<RepairedJson> repairJson(std::string_view json)
{
    return Repairer(json).run();
}

} // namespace mxlens
