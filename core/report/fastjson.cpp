// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/fastjson.h"

#include "core/report/inlining.h"
#include "core/report/jsonscan.h"
#include "core/report/utf8.h"

#include <algorithm>
#include <cstdint>

namespace mxlens {

namespace {

/// Read in a few milliseconds.
constexpr std::size_t betweenLooks = std::size_t{ 1 } << 20;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

bool FastJson::open(char bracket, ReportBuilder& builder)
{
    m_stack.push_back(bracket);
    ++m_at;
    m_needComma = m_afterComma = false;
    return bracket == '{' ? builder.startObject() : builder.startArray();
}

bool FastJson::close(ReportBuilder& builder)
{
    const bool object = m_stack.back() == '{';
    ++m_at;
    m_needComma = true;
    if (m_policy && m_stack.size() == m_policyDepth) {
        builder.policyEnds({ m_policy, static_cast<std::size_t>(m_at - m_policy) });
        m_policy = nullptr;
    }
    m_stack.pop_back();
    return object ? builder.endObject() : builder.endArray();
}

bool FastJson::literal(std::string_view word)
{
    if (!std::string_view(m_at, static_cast<std::size_t>(m_end - m_at)).starts_with(word))
        return false;
    m_at += word.size();
    m_needComma = true;
    return true;
}

// Whole numbers without a sign; the reference reads all others.
MXLENS_INLINE bool FastJson::number(ReportBuilder& builder)
{
    const char* const begin = m_at;
    const auto value = wholeNumber(m_at, m_end);
    m_needComma = true;
    return value
        && builder.number({ begin, static_cast<std::size_t>(m_at - begin) }, Count(*value), false);
}

// m_at is at the quote that opens it. stable: the text lies in the document, and holds no control
// character.
MXLENS_INLINE bool FastJson::string(std::string_view& text, bool& stable)
{
    const char* const begin = ++m_at;
    stable = true;
    while (true) {
        m_at = plainEnd(m_at, m_end);
        if (m_at == m_end)
            return false;
        if (*m_at == '"') {
            text = { begin, static_cast<std::size_t>(m_at - begin) };
            ++m_at;
            return true;
        }
        if (*m_at == '\\') {
            stable = false;
            return escapedString(begin, text);
        }
        stable = stable && *m_at != 0x7f;
        if (static_cast<unsigned char>(*m_at) < 0x20)
            return false;
        const Utf8Step step = utf8At({ m_at, static_cast<std::size_t>(m_end - m_at) }, 0);
        if (!step.valid)
            return false;
        m_at += step.length;
    }
}

MXLENS_INLINE bool FastJson::colon()
{
    skipBlanks();
    return m_at != m_end && *m_at++ == ':';
}

MXLENS_INLINE bool FastJson::toValue()
{
    skipBlanks();
    return m_at != m_end;
}

// Another key than the one that last came behind the one before.
bool FastJson::otherKey(ReportBuilder& builder)
{
    std::string_view text;
    bool stable = false;
    return *m_at == '"' && string(text, stable) && colon() && builder.key(text) && toValue();
}

MXLENS_INLINE bool FastJson::key(ReportBuilder& builder)
{
    const std::string_view expected = builder.expectedKey();
    if (!beginsWithKey({ m_at, static_cast<std::size_t>(m_end - m_at) }, expected))
        return otherKey(builder);
    m_at += expected.size();
    return colon() && builder.keyAsExpected() && toValue();
}

MXLENS_INLINE bool FastJson::value(ReportBuilder& builder)
{
    switch (*m_at) {
    case '"': {
        std::string_view text;
        bool stable = false;
        m_needComma = true;
        return string(text, stable) && builder.string(text, stable);
    }
    case '{': {
        const std::string_view rest(m_at, static_cast<std::size_t>(m_end - m_at));
        const bool policy = builder.atPolicy();
        const std::size_t whole = policy ? builder.knownPolicy(rest) : builder.quickObject(rest);
        if (whole > 0) {
            m_at += whole;
            m_needComma = true;
            return true;
        }
        if (policy) {
            m_policy = m_at;
            m_policyDepth = m_stack.size() + 1;
        }
        return open('{', builder);
    }
    case '[':
        return open('[', builder);
    case 't':
        return literal("true") && builder.boolean(true);
    case 'f':
        return literal("false") && builder.boolean(false);
    case 'n':
        return literal("null") && builder.null();
    default:
        return number(builder);
    }
}

// Goes on by one bracket, comma, or member.
MXLENS_INLINE bool FastJson::element(ReportBuilder& builder)
{
    skipBlanks();
    if (m_at == m_end)
        return false;
    const bool object = m_stack.back() == '{';
    if (*m_at == (object ? '}' : ']'))
        return !m_afterComma && close(builder);
    if (m_needComma) {
        if (*m_at++ != ',')
            return false;
        m_needComma = false;
        m_afterComma = true;
        skipBlanks();
        if (m_at == m_end)
            return false;
    }
    if (object && !key(builder))
        return false;
    m_afterComma = false;
    return value(builder);
}

bool FastJson::parse(std::string_view json, ReportBuilder& builder, const std::stop_token& stop)
{
    m_at = json.data();
    m_end = m_at + json.size();
    m_stack.clear();
    m_needComma = m_afterComma = false;
    m_policy = nullptr;
    skipBlanks();
    // A list of reports hands out each one before the next is read: that cannot be begun anew.
    if (m_at == m_end || *m_at != '{' || !open('{', builder))
        return false;
    // Small documents are read before anybody could wait for a stop.
    const char* nextLook = m_at + std::min(json.size(), betweenLooks);
    while (!m_stack.empty()) {
        if (!element(builder))
            return false;
        if (m_at > nextLook) {
            if (stop.stop_requested())
                return false;
            nextLook += std::min(static_cast<std::size_t>(m_end - nextLook), betweenLooks);
        }
    }
    skipBlanks();
    return m_at == m_end;
}

// The rest of a string whose first escape is at m_at.
bool FastJson::escapedString(const char* begin, std::string_view& text)
{
    m_decoded.assign(begin, m_at);
    while (true) {
        const char* const plain = m_at;
        m_at = plainEnd(m_at, m_end);
        m_decoded.append(plain, m_at);
        if (m_at == m_end)
            return false;
        if (*m_at == '"') {
            ++m_at;
            text = m_decoded;
            return true;
        }
        if (*m_at == '\\') {
            if (!escape())
                return false;
            continue;
        }
        const Utf8Step step = utf8At({ m_at, static_cast<std::size_t>(m_end - m_at) }, 0);
        if (static_cast<unsigned char>(*m_at) < 0x20 || !step.valid)
            return false;
        m_decoded.append(m_at, step.length);
        m_at += step.length;
    }
}

bool FastJson::escape()
{
    ++m_at; // the backslash
    if (m_at == m_end)
        return false;
    static constexpr std::string_view letters = "\"\\/bfnrt";
    static constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    const char letter = *m_at++;
    if (const std::size_t found = letters.find(letter); found != std::string_view::npos) {
        m_decoded += meanings[found];
        return true;
    }
    char32_t unit = 0;
    if (letter != 'u' || !hexDigits(unit) || (unit >= 0xDC00 && unit <= 0xDFFF))
        return false;
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        char32_t low = 0;
        if (m_end - m_at < 2 || m_at[0] != '\\' || m_at[1] != 'u')
            return false;
        m_at += 2;
        if (!hexDigits(low) || low < 0xDC00 || low > 0xDFFF)
            return false;
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
    appendUtf8(m_decoded, unit);
    return true;
}

bool FastJson::hexDigits(char32_t& value)
{
    if (m_end - m_at < 4)
        return false;
    for (int i = 0; i < 4; ++i) {
        const char c = *m_at++;
        value <<= 4;
        if (isDigit(c))
            value |= static_cast<char32_t>(c - '0');
        else if (c >= 'a' && c <= 'f')
            value |= static_cast<char32_t>(c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            value |= static_cast<char32_t>(c - 'A' + 10);
        else
            return false;
    }
    return true;
}

const char* behindBlanks(const char* at, const char* end)
{
#ifdef __SSE2__
    const __m128i space = _mm_set1_epi8(' ');
    const __m128i feed = _mm_set1_epi8('\n');
    const __m128i carriage = _mm_set1_epi8('\r');
    const __m128i tab = _mm_set1_epi8('\t');
    for (; end - at >= 16; at += 16) {
        __m128i bytes;
        std::memcpy(&bytes, at, sizeof bytes);
        const __m128i found
            = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, space), _mm_cmpeq_epi8(bytes, feed)),
                _mm_or_si128(_mm_cmpeq_epi8(bytes, carriage), _mm_cmpeq_epi8(bytes, tab)));
        const int blanks = std::countr_one(static_cast<unsigned>(_mm_movemask_epi8(found)));
        if (blanks < 16)
            return at + blanks;
    }
#endif
    while (at != end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
        ++at;
    return at;
}

} // namespace mxlens
