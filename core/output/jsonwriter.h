// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputbuffer.h"
#include "core/report/count.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Adds text to out as the inside of a JSON string (RFC 8259 section 7), without the quotes:
/// quotes, backslashes and control characters escaped, bytes that are not UTF-8 as U+FFFD.
void appendJsonEscaped(std::string& out, std::string_view text);

/// Writes rows as JSON lines: one object a line, LF, members in the order of the columns. Texts are
/// strings, empty where there is none; numbers are numbers, null where unknown. One thread.
class JsonLinesWriter final {
public:
    /// out must outlive the writer. names are copied.
    JsonLinesWriter(OutputBuffer& out, std::span<const std::string_view> names,
        TableStart start = TableStart::Here);

    /// Every line has its names: there is no header.
    void writeHeader() const { }

    /// The next member of the row.
    void text(std::string_view value)
    {
        if (isPlain(value))
            plainText(value);
        else
            textWithCare(value);
    }
    /// The next member of the row, for a value that is plain, in one piece or in several.
    template <typename... Pieces> void plainText(std::string_view first, Pieces... pieces)
    {
        startMember();
        m_out.append('"');
        m_out.append(first);
        (m_out.append(pieces), ...);
        m_out.append('"');
    }
    /// The next members of the row, as they were written before at the same place of a row.
    void repeat(std::string_view written, std::size_t members)
    {
        m_out.append(written);
        m_column += members;
    }
    /// Whether a value is written byte for byte, without escapes.
    static bool isPlain(std::string_view value);
    /// The next member of the row: true or false, without quotes.
    void boolean(bool value)
    {
        startMember();
        m_out.append(std::string_view(value ? "true" : "false"));
    }
    /// The next member of the row, null where the number is unknown.
    void number(Count value);
    void endRow();

private:
    void startMember() { m_out.append(m_starts[m_column++]); }
    void textWithCare(std::string_view value);

    OutputBuffer& m_out;
    std::vector<std::string> m_starts; ///< `{"name":` and `,"name":`, one for each column.
    std::string m_scratch;
    std::size_t m_column = 0;
};

} // namespace mxlens
