// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/document.h"
#include "core/output/peoplewords.h"
#include "core/output/terminaltext.h"
#include "core/output/trendshape.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string_view>

namespace mxlens {

namespace {

// Follows the reader's choice of light or dark on a screen; paper is white.
constexpr std::string_view styleSheet = R"(
:root { color-scheme: light dark; --line: #8886; --muted: #666; --fail: #c4501b; --good: #0a8a67; }
@media (prefers-color-scheme: dark) { :root { --muted: #aaa; --fail: #e8794a; --good: #2bb58d; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem;
  overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.2rem; margin-top: 2rem;
  border-bottom: 1px solid var(--line); } h3 { font-size: 1rem; margin-bottom: .3rem; }
p { margin: .4rem 0; } .verdict { font-size: 1.15rem; font-weight: 600; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0; font-size: .9rem; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { color: var(--muted); font-weight: 600; overflow-wrap: normal; }
tbody th { font-weight: inherit; } .short { white-space: nowrap; }
.number + :not(.number) { padding-left: .8rem; } .lead { font-weight: 600; margin-top: .6rem; }
li { margin: .15rem 0; } ol, ul { margin: .4rem 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
figure { margin: .8rem 0; } svg { width: 100%; height: auto; } svg text { fill: currentColor;
  font: 12px system-ui, sans-serif; } .fail { fill: var(--fail); } .good { fill: var(--good); }
.axis { stroke: var(--line); } footer { color: var(--muted); margin-top: 2rem; }
@media print { :root { color-scheme: light; } @page { size: A4; margin: 18mm; }
  body { font-size: 10pt; margin: 0; padding: 0; max-width: none; }
  h2, h3, caption { break-after: avoid; } tr, figure { break-inside: avoid; }
  thead { display: table-header-group; } * { print-color-adjust: exact; } }
)";

std::string escaped(std::string_view text)
{
    std::string out;
    // What turns the writing direction or hides is shown, not done.
    for (const char c : terminalText(text)) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

void element(std::string& out, std::string_view tag, std::string_view text)
{
    out.append("<").append(tag).append(">").append(escaped(text));
    out.append("</").append(tag.substr(0, tag.find(' '))).append(">\n");
}

/// A length with one decimal, the same in every locale.
std::string lengthText(double value)
{
    char digits[32];
    const auto end
        = std::to_chars(std::begin(digits), std::end(digits), value, std::chars_format::fixed, 1)
              .ptr;
    return { std::begin(digits), end };
}

/// Bytes of a cell that is not wrapped: a day, a mode, most policy types and many hosts.
constexpr std::size_t shortCell = 16;

constexpr double svgWidth = 800, plotLeft = 70, plotWidth = 720;
constexpr double failTop = 24, failHeight = 80, sessionTop = 132, sessionHeight = 80;

void svgText(std::string& out, double x, double y, std::string_view anchor, std::string_view text)
{
    out.append("<text x=\"").append(lengthText(x)).append("\" y=\"").append(lengthText(y));
    out.append("\" text-anchor=\"").append(anchor).append("\">").append(escaped(text));
    out.append("</text>\n");
}

void svgBar(std::string& out, const TrendBar& bar, double part, double base, double height,
    std::string_view name)
{
    if (part <= 0)
        return;
    // Never so small that it is not seen.
    const double tall = std::max(1.5, part * height);
    out.append("<rect class=\"").append(name).append("\" x=\"");
    out.append(lengthText(plotLeft + bar.from * plotWidth)).append("\" y=\"");
    out.append(lengthText(base - tall)).append("\" width=\"");
    out.append(lengthText(std::max(1.0, (bar.to - bar.from) * plotWidth * 0.85)));
    out.append("\" height=\"").append(lengthText(tall)).append("\"/>\n");
}

void addTrend(std::string& out, const ReportDocument& document, const DocumentBlock& block)
{
    const TrendShape shape = trendShape(block.days);
    out.append("<figure>\n<svg viewBox=\"0 0 800 236\" role=\"img\" aria-label=\"");
    out.append(escaped(block.text)).append("\">\n");
    const double failBase = failTop + failHeight, sessionBase = sessionTop + sessionHeight;
    svgText(out, plotLeft, failTop - 8, "start", document.failedWord);
    svgText(out, plotLeft, sessionTop - 8, "start", document.sessionsWord);
    svgText(out, plotLeft - 8, failTop + 10, "end", numberIn(document.language, shape.mostFailed));
    svgText(
        out, plotLeft - 8, sessionTop + 10, "end", numberIn(document.language, shape.mostSessions));
    svgText(out, plotLeft - 8, failBase, "end", "0");
    svgText(out, plotLeft - 8, sessionBase, "end", "0");
    for (const TrendBar& bar : shape.bars) {
        svgBar(out, bar, bar.failed, failBase, failHeight, "fail");
        svgBar(out, bar, bar.sessions, sessionBase, sessionHeight, "good");
    }
    for (const double base : { failBase, sessionBase })
        out.append("<line class=\"axis\" x1=\"70\" x2=\"790\" y1=\"")
            .append(lengthText(base))
            .append("\" y2=\"")
            .append(lengthText(base))
            .append("\"/>\n");
    svgText(out, plotLeft, sessionBase + 18, "start", formatDay(shape.first));
    if (shape.last != shape.first && !shape.bars.empty()) {
        const double end = plotLeft + shape.bars.back().to * plotWidth;
        svgText(out, std::max(end, plotLeft + 170), sessionBase + 18, "end", formatDay(shape.last));
    }
    out.append("</svg>\n</figure>\n");
}

void addTable(std::string& out, const DocumentBlock& table)
{
    out.append("<table>\n");
    if (!table.text.empty())
        element(out, "caption", table.text);
    out.append("<thead><tr>");
    for (const DocumentColumn& column : table.columns)
        out.append(column.isNumber ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
            .append(escaped(column.name))
            .append("</th>");
    out.append("</tr></thead>\n<tbody>\n");
    for (const auto& row : table.rows) {
        out.append("<tr>");
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string_view tag = i == 0 ? "th" : "td";
            out.append("<").append(tag).append(i == 0 ? " scope=\"row\"" : "");
            if (table.columns[i].isNumber)
                out.append(" class=\"number\"");
            else if (row[i].size() <= shortCell)
                out.append(" class=\"short\"");
            out.append(">").append(escaped(row[i])).append("</").append(tag).append(">");
        }
        out.append("</tr>\n");
    }
    out.append("</tbody>\n</table>\n");
}

void addList(std::string& out, const DocumentBlock& list)
{
    if (!list.text.empty())
        element(out, "p class=\"lead\"", list.text);
    const std::string_view tag = list.kind == BlockKind::Steps ? "ol" : "ul";
    out.append("<").append(tag).append(">\n");
    for (const std::string& item : list.items)
        element(out, "li", item);
    out.append("</").append(tag).append(">\n");
}

void addBlock(std::string& out, const ReportDocument& document, const DocumentBlock& block)
{
    switch (block.kind) {
    case BlockKind::Heading:
        element(out, "h2", block.text);
        break;
    case BlockKind::Subheading:
        element(out, "h3", block.text);
        break;
    case BlockKind::Verdict:
        element(out, "p class=\"verdict\"", block.text);
        break;
    case BlockKind::Paragraph:
        element(out, "p", block.text);
        break;
    case BlockKind::Bullets:
    case BlockKind::Steps:
        addList(out, block);
        break;
    case BlockKind::Table:
        addTable(out, block);
        break;
    case BlockKind::Trend:
        addTrend(out, document, block);
        break;
    }
}

} // namespace

std::string documentHtml(const ReportDocument& document)
{
    std::string out = "<!DOCTYPE html>\n<html lang=\"";
    out.append(document.language == Language::Spanish ? "es" : "en");
    out.append("\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    element(out, "title", document.title);
    out.append("<style>").append(styleSheet).append("</style>\n</head>\n<body>\n");
    element(out, "h1", document.title);
    for (const DocumentBlock& block : document.blocks)
        addBlock(out, document, block);
    element(out, "footer", document.footer);
    return out.append("</body>\n</html>\n");
}

} // namespace mxlens
