// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/columns.h"
#include "core/query/selection.h"
#include "core/query/trend.h"
#include "core/report/error.h"
#include "core/report/language.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

struct Diagnosis;

enum class Table { Failures, Policies, Reports, Trend, Problems, Domains, Sources };
/// ParsedmarcCsv is a layout of its own (parsedmarc.h), a CSV without a choice of columns.
enum class ExportFormat { Csv, JsonLines, ParsedmarcCsv };

/// How CSV is written where that is not RFC 4180 to the letter.
struct CsvStyle {
    char separator = ','; ///< `,`, `;` or a tab.
    /// U+FEFF at the front, by which spreadsheets know that this is UTF-8.
    bool byteOrderMark = false;
    /// An apostrophe before a text that a spreadsheet would run as a formula.
    bool formulaGuard = true;
};

/// Name as on the command line: `failures`.
std::string_view tableName(Table table);
std::optional<Table> tableNamed(std::string_view name);

/// Takes output in pieces of up to about 1 MiB, in order and one at a time, on any thread; false
/// ends the export (WriteFailed).
using ByteSink = std::function<bool(std::string_view)>;

/// What to write.
struct ExportRequest {
    Table table = Table::Failures;
    ExportFormat format = ExportFormat::Csv;
    CsvStyle csv;
    /// Whether CSV begins with the names of the columns; a table that goes on has them already.
    bool header = true;
    TrendBy trendBy = TrendBy::Domain; ///< For Table::Trend.
    /// Columns to write, in this order, as places among those of the table; all where this is
    /// empty.
    std::vector<int> columns;
    /// Another column at the end of Failures, Policies and Reports, `report_key`: 32 hexadecimal
    /// digits that only equal reports share, in every program and on every machine, so that
    /// duplicates are found among tables that were written apart.
    bool reportKeys = false;
    /// Rows to write in their order; for Trend, Problems and Domains the rows of `selection` are
    /// used. ParsedmarcCsv takes policies, and of their failure details those of `selection`.
    std::vector<RowId> rows;
    Selection selection;
    /// What the surroundings() of the filter leave, for Problems and Domains; nothing where the
    /// filter asks about no details.
    std::optional<Selection> around;
    /// What the rows mean, where that is known already: for Problems and Domains `rows` are then
    /// places in its lists, and the selections are not needed.
    std::shared_ptr<const Diagnosis> diagnosis;
    Language language = Language::English; ///< Of the sentences of Problems and Domains.
    /// Told how much was handed on, in percent and growing, each number once; on any thread, one at
    /// a time. Tables that are made of others are told of at their end.
    std::function<void(int)> progress;
};

/// Names of the columns of a table in their order; for Trend those of a split.
std::vector<std::string_view> tableColumns(Table table, TrendBy by = TrendBy::Domain);

/// The rows of a selection that stand in a table; none for Trend, Problems and Domains, whose rows
/// are made of it.
std::vector<RowId> rowsOf(Table table, const Selection& selection);

/// Writes a table as RFC 4180 CSV (UTF-8, CRLF, formula guard) or JSON lines (DESIGN.md section 6).
/// Number of rows, or WriteFailed / Cancelled.
Result<std::size_t> exportTable(const Snapshot& snapshot, const ExportRequest& request,
    const ByteSink& sink, std::stop_token stop = {});

/// Writes to a file so that nothing is lost: a temporary file beside it, flushed to disk, then
/// renamed. On any error the old file stays as it was and the temporary one is removed.
/// write gets a sink and returns what exportTable() does; memory that runs out in it is
/// OutOfMemory.
Result<std::size_t> writeFileSafely(
    const std::string& path, const std::function<Result<std::size_t>(const ByteSink&)>& write);

} // namespace mxlens
