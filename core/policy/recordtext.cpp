// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/recordtext.h"

#include "core/report/names.h"

#include <algorithm>

namespace mxlens {

namespace {

constexpr std::string_view blanks = " \t\r\n";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::size_t skip(std::string_view text, std::size_t from)
{
    return std::min(text.find_first_not_of(blanks, from), text.size());
}

std::size_t lineEnd(std::string_view text, std::size_t from)
{
    return std::min(text.find('\n', from), text.size());
}

// Behind the comments on top: `;; ANSWER SECTION:`.
std::size_t behindComments(std::string_view text)
{
    std::size_t at = skip(text, 0);
    while (at < text.size() && text[at] == ';')
        at = skip(text, lineEnd(text, at));
    return at;
}

/// Joins the quoted strings of a value (RFC 8460 section 3: without blanks between them).
class Joiner final {
public:
    Joiner(std::string_view text, RecordText& record)
        : m_text(text)
        , m_record(record)
    {
    }

    void run(std::size_t from)
    {
        for (std::size_t at = from; at < m_text.size();) {
            const char c = m_text[at];
            if (c == '"')
                quote(at++);
            else if (c == '\\' && at + 1 < m_text.size())
                at = escape(at);
            else if (!m_inside && c == ';')
                at = lineEnd(m_text, at);
            else if (m_inside || (blanks.find(c) == std::string_view::npos && c != '(' && c != ')'))
                add(c, at++);
            else
                ++at;
        }
    }

private:
    void quote(std::size_t)
    {
        m_inside = !m_inside;
        if (m_inside)
            m_start = m_record.value.size();
        else
            m_record.longestString
                = std::max(m_record.longestString, m_record.value.size() - m_start);
    }

    // `\"` and `\;`, or `\059` with the number of a byte (RFC 1035 section 5.1).
    std::size_t escape(std::size_t at)
    {
        const std::string_view digits = m_text.substr(at + 1, 3);
        if (digits.size() < 3 || !std::ranges::all_of(digits, isDigit)) {
            add(m_text[at + 1], at + 1);
            return at + 2;
        }
        const int byte = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
        add(static_cast<char>(byte & 0xFF), at + 1);
        return at + 4;
    }

    void add(char c, std::size_t place)
    {
        m_record.value += c;
        m_record.places.push_back(place);
    }

    std::string_view m_text;
    RecordText& m_record;
    std::size_t m_start = 0;
    bool m_inside = false;
};

} // namespace

std::size_t ownerLength(std::string_view line, std::string_view& owner)
{
    constexpr int mostWords = 4; // name, TTL and class in any order, type
    std::size_t at = skip(line, 0);
    for (int words = 0; words < mostWords && at < line.size(); ++words) {
        const std::size_t end = std::min(line.find_first_of(blanks, at), line.size());
        const std::string_view word = line.substr(at, end - at);
        if (equalIgnoringCase(word, "TXT") || equalIgnoringCase(word, "TLSA"))
            return skip(line, end);
        const bool isName = !equalIgnoringCase(word, "IN") && !isDigit(word.front());
        if (words == 0 && (isName || word.find('.') != std::string_view::npos))
            owner = word;
        at = skip(line, end);
    }
    owner = {};
    return 0;
}

RecordText readRecordText(std::string_view text)
{
    RecordText record;
    const std::size_t start = behindComments(text);
    std::string_view owner;
    const std::size_t from = start + ownerLength(text.substr(start), owner);
    record.owner = owner;
    if (text.find('"', from) != std::string_view::npos) {
        Joiner(text, record).run(from);
        return record;
    }
    record.value = trimmed(text.substr(from));
    for (std::size_t i = 0; i < record.value.size(); ++i)
        record.places.push_back(skip(text, from) + i);
    return record;
}

} // namespace mxlens
