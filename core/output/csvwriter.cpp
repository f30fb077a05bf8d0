// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/csvwriter.h"

#include "core/report/utf8.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace mxlens {

namespace {

/// Whether a spreadsheet could take a field with this first character for a formula.
bool startsFormula(std::string_view value)
{
    return !value.empty()
        && std::string_view("=+-@\t\r").find(value.front()) != std::string_view::npos;
}

bool needsQuotes(std::string_view value, char separator)
{
    const char special[]{ separator, '"', '\r', '\n' };
    return value.find_first_of(std::string_view(special, sizeof special)) != std::string_view::npos;
}

} // namespace

CsvWriter::CsvWriter(OutputBuffer& out, std::span<const std::string_view> names, TableStart start,
    const CsvStyle& style)
    : m_out(out)
    , m_names(names)
    , m_style(style)
{
    if (start == TableStart::Here)
        writeHeader();
}

void CsvWriter::writeHeader()
{
    if (m_style.byteOrderMark)
        m_out.append("\xEF\xBB\xBF");
    for (const std::string_view name : m_names)
        text(name);
    endRow();
}

bool CsvWriter::isPlain(std::string_view value) const
{
    const auto separator = static_cast<std::uint8_t>(m_style.separator);
    // Without branches in the loop and in bytes, so that compilers take many at once.
    std::uint8_t special = 0;
    for (const char c : value) {
        const auto byte = static_cast<std::uint8_t>(c);
        const bool found = (byte >= 0x80) | (byte == '"') | (byte == separator) | (byte == '\r')
            | (byte == '\n');
        special = static_cast<std::uint8_t>(special | static_cast<std::uint8_t>(found));
    }
    return special == 0 && !startsFormula(value);
}

void CsvWriter::number(Count value)
{
    separate();
    if (!value.known())
        return;
    char digits[24];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value.valueOr(0)).ptr;
    m_out.append(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

void CsvWriter::endRow()
{
    m_out.append("\r\n");
    m_first = true;
}

void CsvWriter::textWithCare(std::string_view value)
{
    separate();
    const bool quoted = needsQuotes(value, m_style.separator);
    if (quoted)
        m_out.append('"');
    if (m_style.formulaGuard && startsFormula(value))
        m_out.append('\'');
    for (std::size_t i = 0; i < value.size();) {
        const Utf8Step step = utf8At(value, i);
        if (!step.valid)
            m_out.append("\xEF\xBF\xBD");
        else
            m_out.append(value.substr(i, step.length));
        if (value[i] == '"')
            m_out.append('"');
        i += step.length;
    }
    if (quoted)
        m_out.append('"');
}

} // namespace mxlens
