// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/trend.h"
#include "core/report/language.h"

#include <string>
#include <vector>

namespace mxlens {

/// What a part of a document is.
enum class BlockKind {
    Heading,
    Subheading,
    Verdict, ///< The sentence that matters most.
    Paragraph,
    Bullets,
    Steps, ///< A numbered list.
    Table,
    Trend, ///< Sessions and failures over time, drawn. The same numbers follow as a table.
};

/// A column of a table.
struct DocumentColumn {
    std::string name;
    bool isNumber = false; ///< Its cells are right aligned.
};

/// A part of a document. Texts are plain, may hold what strangers wrote, and are one line each.
struct DocumentBlock {
    BlockKind kind = BlockKind::Paragraph;
    std::string text; ///< Of a heading, verdict or paragraph; what a table or trend shows.
    std::vector<std::string> items; ///< Of a list.
    std::vector<DocumentColumn> columns;
    std::vector<std::vector<std::string>> rows; ///< As many cells each as there are columns.
    std::vector<DayFigures> days; ///< Of a trend.
};

/// A document for people, without a form: text, HTML and paper are made from it.
struct ReportDocument {
    Language language = Language::English;
    std::string title;
    std::string footer; ///< Who made it.
    std::string sessionsWord, failedWord; ///< For the legend of a trend.
    std::vector<DocumentBlock> blocks;
};

/// Plain text of at most 80 columns, but for words that are longer.
std::string documentText(const ReportDocument& document);

/// One HTML file without external parts, that prints on A4.
std::string documentHtml(const ReportDocument& document);

} // namespace mxlens
