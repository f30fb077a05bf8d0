// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/jsonwriter.h"

#include "core/report/utf8.h"

#include <charconv>
#include <cstdint>

namespace mxlens {

namespace {

void appendUnicodeEscape(std::string& out, char32_t codePoint)
{
    constexpr std::string_view digits = "0123456789abcdef";
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4)
        out.push_back(digits[(codePoint >> shift) & 0xF]);
}

/// The short escape of a character, or nothing.
std::string_view shortEscape(char32_t codePoint)
{
    switch (codePoint) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\b':
        return "\\b";
    case '\f':
        return "\\f";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return {};
    }
}

} // namespace

void appendJsonEscaped(std::string& out, std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const Utf8Step step = utf8At(text, i);
        const std::string_view escape = shortEscape(step.codePoint);
        if (!step.valid)
            appendUtf8(out, 0xFFFD);
        else if (!escape.empty())
            out.append(escape);
        else if (step.codePoint < 0x20 || step.codePoint == 0x7F)
            appendUnicodeEscape(out, step.codePoint);
        else
            out.append(text.substr(i, step.length));
        i += step.length;
    }
}

JsonLinesWriter::JsonLinesWriter(
    OutputBuffer& out, std::span<const std::string_view> names, TableStart)
    : m_out(out)
{
    m_starts.reserve(names.size());
    for (const std::string_view name : names) {
        std::string start(m_starts.empty() ? "{\"" : ",\"");
        appendJsonEscaped(start, name);
        start.append("\":");
        m_starts.push_back(std::move(start));
    }
}

bool JsonLinesWriter::isPlain(std::string_view value)
{
    // Without branches in the loop and in bytes, so that compilers take many at once.
    std::uint8_t special = 0;
    for (const char c : value) {
        const auto byte = static_cast<std::uint8_t>(c);
        const bool found = (byte >= 0x7F) | (byte < 0x20) | (byte == '"') | (byte == '\\');
        special = static_cast<std::uint8_t>(special | static_cast<std::uint8_t>(found));
    }
    return special == 0;
}

void JsonLinesWriter::textWithCare(std::string_view value)
{
    startMember();
    m_scratch.clear();
    appendJsonEscaped(m_scratch, value);
    m_out.append('"');
    m_out.append(m_scratch);
    m_out.append('"');
}

void JsonLinesWriter::number(Count value)
{
    startMember();
    if (!value.known()) {
        m_out.append("null");
        return;
    }
    char digits[24];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value.valueOr(0)).ptr;
    m_out.append(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

void JsonLinesWriter::endRow()
{
    m_out.append("}\n");
    m_column = 0;
}

} // namespace mxlens
