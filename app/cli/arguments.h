// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/export.h"
#include "core/query/filter.h"
#include "core/report/language.h"

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mxlens::cli {

/// What mxlens-cli is asked to do.
enum class Command { Summary, Export, Explain, CheckRecord, CheckPolicy, Help, Version };

/// A command line that makes sense.
struct Arguments {
    Command command = Command::Help;
    std::vector<std::string> paths; ///< At least one for Summary and Export; `-`: standard input.
    /// What CheckRecord (the record), CheckPolicy (its file) and Explain (a word, or nothing) look
    /// at.
    std::string subject;
    Language language = Language::English; ///< --language, or that of the environment
    Filter filter; ///< Empty without --filter.
    unsigned threads = 0; ///< --threads; 0: one for each processor.
    bool json = false; ///< summary --json
    bool cache = false; ///< --cache
    Table table = Table::Failures; ///< export --table
    TrendBy by = TrendBy::Domain; ///< export --by
    ExportFormat format = ExportFormat::Csv; ///< export --format
    CsvStyle csv; ///< export --separator, --bom, --no-formula-guard
    std::vector<int> columns; ///< export --columns, as places in the table; empty: all.
    bool reportKeys = false; ///< export --report-keys
    bool stream = false; ///< export --stream
    std::string output; ///< export -o; empty or `-`: standard output.
};

/// Why a command line makes no sense: one line without a full stop, in the language given.
struct UsageError {
    std::string message;
};

/// Reads the words behind the program's name. Options may stand before and behind paths, as
/// `--option value` or `--option=value`; `--` ends them. --help and --version win over everything
/// that stands behind them. language is that of messages, and of the answer without --language.
std::variant<Arguments, UsageError> parseArguments(
    std::span<const std::string_view> words, Language language = Language::English);

/// What --help prints: every command and option, and the exit statuses.
std::string_view helpText(Language language = Language::English);

} // namespace mxlens::cli
