// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/document.h"
#include "core/output/terminaltext.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string_view>

namespace mxlens {

namespace {

constexpr std::size_t width = 80;
constexpr std::size_t gap = 2; ///< Between columns.
constexpr std::size_t narrowest = 8; ///< Of a column that is shortened.

/// The first characters of text that fit into so many columns, at least one.
std::size_t bytesThatFit(std::string_view text, std::size_t columns)
{
    std::size_t bytes = 0;
    while (bytes < text.size()) {
        std::size_t next = bytes + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U)
            ++next;
        if (bytes > 0 && terminalWidth(text.substr(0, next)) > columns)
            break;
        bytes = next;
    }
    return bytes;
}

/// text in lines of at most so many columns. hard: words that are longer are broken.
std::vector<std::string> linesOf(std::string_view text, std::size_t columns, bool hard)
{
    std::vector<std::string> lines(1);
    std::size_t used = 0;
    while (!text.empty()) {
        const std::size_t blank = std::min(text.find(' '), text.size());
        std::string_view word = text.substr(0, blank);
        text.remove_prefix(std::min(blank + 1, text.size()));
        while (!word.empty()) {
            std::size_t bytes = word.size();
            if (hard && terminalWidth(word) > columns)
                bytes = bytesThatFit(word, columns);
            const std::string_view piece = word.substr(0, bytes);
            word.remove_prefix(bytes);
            const std::size_t wide = terminalWidth(piece);
            if (used > 0 && used + 1 + wide > columns) {
                lines.emplace_back();
                used = 0;
            }
            lines.back().append(used > 0 ? " " : "").append(piece);
            used += wide + (used > 0 ? 1 : 0);
        }
    }
    return lines;
}

void addText(std::string& out, std::string_view text, std::size_t indent, std::string_view mark)
{
    bool first = true;
    for (const std::string& line : linesOf(terminalText(text), width - indent, false)) {
        out.append(
            first ? std::string(mark).append(indent - mark.size(), ' ') : std::string(indent, ' '));
        out.append(line).append("\n");
        first = false;
    }
}

std::vector<std::size_t> widthsOf(const DocumentBlock& table)
{
    std::vector<std::size_t> widths;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        std::size_t wide = terminalWidth(table.columns[column].name);
        for (const auto& row : table.rows)
            wide = std::max(wide, terminalWidth(terminalText(row[column])));
        widths.push_back(wide);
    }
    const std::size_t room = width - gap * (widths.size() - 1);
    while (std::accumulate(widths.begin(), widths.end(), std::size_t{ 0 }) > room) {
        // Figures stay whole; what is widest gives way.
        auto widest = widths.end();
        for (auto one = widths.begin(); one != widths.end(); ++one) {
            const auto column = static_cast<std::size_t>(one - widths.begin());
            if (!table.columns[column].isNumber && *one > narrowest
                && (widest == widths.end() || *one > *widest))
                widest = one;
        }
        if (widest == widths.end())
            break;
        --*widest;
    }
    return widths;
}

void addRow(std::string& out, const DocumentBlock& table, const std::vector<std::size_t>& widths,
    const std::vector<std::string>& cells)
{
    std::vector<std::vector<std::string>> lines;
    std::size_t most = 0;
    for (std::size_t column = 0; column < cells.size(); ++column) {
        lines.push_back(linesOf(terminalText(cells[column]), widths[column], true));
        most = std::max(most, lines.back().size());
    }
    for (std::size_t number = 0; number < most; ++number) {
        std::string line;
        for (std::size_t column = 0; column < cells.size(); ++column) {
            const std::string text
                = number < lines[column].size() ? lines[column][number] : std::string();
            const std::string blanks(
                widths[column] - std::min(widths[column], terminalWidth(text)), ' ');
            line.append(column > 0 ? gap : 0, ' ');
            line.append(table.columns[column].isNumber ? blanks + text : text + blanks);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out.append(line).append("\n");
    }
}

void addTable(std::string& out, const DocumentBlock& table)
{
    if (!table.text.empty())
        addText(out, table.text, 0, {});
    const std::vector<std::size_t> widths = widthsOf(table);
    std::vector<std::string> names, rules;
    for (std::size_t column = 0; column < widths.size(); ++column) {
        names.push_back(table.columns[column].name);
        rules.emplace_back(widths[column], '-');
    }
    addRow(out, table, widths, names);
    addRow(out, table, widths, rules);
    for (const auto& row : table.rows)
        addRow(out, table, widths, row);
}

void addList(std::string& out, const DocumentBlock& list)
{
    if (!list.text.empty())
        addText(out, list.text, 0, {});
    const bool steps = list.kind == BlockKind::Steps;
    for (std::size_t i = 0; i < list.items.size(); ++i)
        addText(out, list.items[i], steps ? 4 : 2, steps ? std::to_string(i + 1) + "." : "-");
}

void addUnderlined(std::string& out, std::string_view text, char sign)
{
    addText(out, text, 0, {});
    out.append(std::min(width, terminalWidth(terminalText(text))), sign).append("\n");
}

} // namespace

std::string documentText(const ReportDocument& document)
{
    std::string out;
    addUnderlined(out, document.title, '=');
    for (const DocumentBlock& block : document.blocks) {
        if (block.kind == BlockKind::Trend)
            continue; // its numbers follow
        out.append("\n");
        switch (block.kind) {
        case BlockKind::Heading:
            addUnderlined(out, block.text, '-');
            break;
        case BlockKind::Subheading:
        case BlockKind::Verdict:
        case BlockKind::Paragraph:
        case BlockKind::Trend:
            addText(out, block.text, 0, {});
            break;
        case BlockKind::Bullets:
        case BlockKind::Steps:
            addList(out, block);
            break;
        case BlockKind::Table:
            addTable(out, block);
            break;
        }
    }
    out.append("\n");
    addText(out, document.footer, 0, {});
    return out;
}

} // namespace mxlens
