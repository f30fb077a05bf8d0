// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include "app/cli/language.h"
#include "app/cli/reportcommand.h"
#include "core/output/terminaltext.h"
#include "core/report/corewords.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace mxlens::cli {

namespace {

enum class Option {
    Help,
    Version,
    Filter,
    Domain,
    Threads,
    Cache,
    Json,
    Table,
    By,
    Format,
    Output,
    Language,
    Columns,
    Separator,
    Bom,
    NoFormulaGuard,
    ReportKeys,
    Stream
};

/// The commands that an option belongs to, one bit each.
constexpr unsigned bitOf(Command command)
{
    return 1u << static_cast<unsigned>(command);
}
constexpr unsigned forSummary = bitOf(Command::Summary);
constexpr unsigned forExport = bitOf(Command::Export);
constexpr unsigned forReport = bitOf(Command::Report);
constexpr unsigned forReports = forSummary | forExport | forReport;

struct OptionSpec {
    std::string_view name;
    Option option;
    bool takesValue;
    unsigned commands;
};

constexpr std::array optionSpecs{
    OptionSpec{ "--help", Option::Help, false, ~0u },
    OptionSpec{ "-h", Option::Help, false, ~0u },
    OptionSpec{ "--version", Option::Version, false, ~0u },
    OptionSpec{ "--filter", Option::Filter, true, forReports },
    OptionSpec{ "--domain", Option::Domain, true, forReport },
    OptionSpec{ "--threads", Option::Threads, true, forReports },
    OptionSpec{ "--cache", Option::Cache, false, forReports },
    OptionSpec{ "--json", Option::Json, false, forSummary },
    OptionSpec{ "--table", Option::Table, true, forExport },
    OptionSpec{ "--by", Option::By, true, forExport },
    OptionSpec{ "--format", Option::Format, true, forExport | forReport },
    OptionSpec{ "--output", Option::Output, true, forExport | forReport },
    OptionSpec{ "-o", Option::Output, true, forExport | forReport },
    OptionSpec{ "--columns", Option::Columns, true, forExport },
    OptionSpec{ "--separator", Option::Separator, true, forExport },
    OptionSpec{ "--bom", Option::Bom, false, forExport },
    OptionSpec{ "--no-formula-guard", Option::NoFormulaGuard, false, forExport },
    OptionSpec{ "--report-keys", Option::ReportKeys, false, forExport },
    OptionSpec{ "--stream", Option::Stream, false, forExport },
    OptionSpec{ "--language", Option::Language, true, ~0u },
};

constexpr std::array<std::pair<std::string_view, Command>, 6> commands{ {
    { "summary", Command::Summary },
    { "export", Command::Export },
    { "report", Command::Report },
    { "explain", Command::Explain },
    { "check-record", Command::CheckRecord },
    { "check-policy", Command::CheckPolicy },
} };
constexpr std::array<std::pair<std::string_view, TrendBy>, 4> splits{ {
    { "domain", TrendBy::Domain },
    { "mx", TrendBy::Mx },
    { "reporter", TrendBy::Reporter },
    { "result-type", TrendBy::ResultType },
} };
constexpr std::array<std::pair<std::string_view, ExportFormat>, 3> formats{ {
    { "csv", ExportFormat::Csv },
    { "jsonl", ExportFormat::JsonLines },
    { "parsedmarc-csv", ExportFormat::ParsedmarcCsv },
} };
constexpr std::array<std::pair<std::string_view, char>, 3> separators{ {
    { "comma", ',' },
    { "semicolon", ';' },
    { "tab", '\t' },
} };
constexpr std::string_view tableList
    = "failures, policies, reports, trend, problems, domains, sources";
constexpr unsigned mostThreads = 256;

/// A word of the user's in an error message: quoted and harmless on a terminal.
std::string quoted(std::string_view word)
{
    return '"' + terminalText(word) + '"';
}

template <typename T, std::size_t size>
std::optional<T> named(
    const std::array<std::pair<std::string_view, T>, size>& table, std::string_view name)
{
    for (const auto& [entry, value] : table) {
        if (entry == name)
            return value;
    }
    return std::nullopt;
}

template <typename T, std::size_t size>
std::string_view nameOf(const std::array<std::pair<std::string_view, T>, size>& table, T value)
{
    for (const auto& [name, entry] : table) {
        if (entry == value)
            return name;
    }
    return {};
}

template <typename T, std::size_t size>
std::string namesOf(const std::array<std::pair<std::string_view, T>, size>& table)
{
    std::string names;
    for (const auto& [entry, value] : table)
        names.append(names.empty() ? "" : ", ").append(entry);
    return names;
}

/// The state of reading one command line.
class Reading final {
public:
    Reading(std::span<const std::string_view> words, Language language)
        : m_words(words)
        , m_language(language)
    {
        m_arguments.language = language;
    }

    std::variant<Arguments, UsageError> run();

private:
    bool word(std::string_view word);
    bool option(std::string_view word);
    bool value(Option option, std::string_view value);
    bool filterValue(std::string_view value);
    bool threadsValue(std::string_view value);
    bool formatValue();
    bool check();
    bool checkReports();
    bool checkExport();
    bool takeColumns();
    bool takeSubject(std::string_view complaint);
    /// One of two texts, by the language of messages.
    std::string say(std::string_view english, std::string_view spanish) const
    {
        return std::string(m_language == Language::Spanish ? spanish : english);
    }
    std::string unknownValue(std::string what, std::string_view value, std::string_view names) const
    {
        return std::move(what) + ' ' + quoted(value) + say("; there are: ", "; hay: ")
            + std::string(names);
    }
    bool fail(std::string message)
    {
        m_error = std::move(message);
        return false;
    }
    template <typename T, std::size_t size>
    bool choose(T& place, const std::array<std::pair<std::string_view, T>, size>& table,
        const std::string& what, std::string_view value)
    {
        const std::optional<T> found = named(table, value);
        if (!found)
            return fail(unknownValue(what, value, namesOf(table)));
        place = *found;
        return true;
    }
    bool seen(Option option) const { return std::ranges::find(m_seen, option) != m_seen.end(); }

    std::span<const std::string_view> m_words;
    Language m_language;
    std::size_t m_next = 0;
    Arguments m_arguments;
    std::optional<Command> m_command;
    std::string m_format, m_domain;
    std::vector<Option> m_seen;
    std::vector<const OptionSpec*> m_used;
    std::string_view m_columns; ///< What --columns was given.
    bool m_optionsEnded = false;
    bool m_answered = false; ///< --help or --version: nothing else matters.
    std::string m_error;
};

std::variant<Arguments, UsageError> Reading::run()
{
    while (m_next < m_words.size() && !m_answered) {
        if (!word(m_words[m_next++]))
            return UsageError{ m_error };
    }
    if (!m_answered && !check())
        return UsageError{ m_error };
    return std::move(m_arguments);
}

bool Reading::word(std::string_view word)
{
    if (!m_optionsEnded && word == "--") {
        m_optionsEnded = true;
        return true;
    }
    if (!m_optionsEnded && word.starts_with('-') && word != "-")
        return option(word);
    if (m_command) {
        m_arguments.paths.emplace_back(word);
        return true;
    }
    m_command = named(commands, word);
    return m_command
        || fail(unknownValue(say("unknown command", "orden desconocida"), word, namesOf(commands)));
}

bool Reading::option(std::string_view word)
{
    // Only long options hold their value behind an equals sign: `-o=x` is a file called `=x`.
    const bool isLong = word.starts_with("--");
    const std::size_t equals = isLong ? word.find('=') : std::string_view::npos;
    const std::string_view name = isLong ? word.substr(0, equals) : word.substr(0, 2);
    const auto* const spec = std::ranges::find(optionSpecs, name, &OptionSpec::name);
    if (spec == optionSpecs.end())
        return fail(say("unknown option ", "opción desconocida ") + quoted(name));
    std::optional<std::string_view> attached;
    if (equals != std::string_view::npos)
        attached = word.substr(equals + 1);
    else if (!isLong && word.size() > 2)
        attached = word.substr(2);
    if (!spec->takesValue) {
        if (attached)
            return fail(std::string(name) + say(" takes no value", " no lleva valor"));
        m_used.push_back(spec);
        return value(spec->option, {});
    }
    if (seen(spec->option))
        return fail(std::string(name) + say(" is given twice", " se indica dos veces"));
    m_seen.push_back(spec->option);
    m_used.push_back(spec);
    if (!attached && m_next == m_words.size())
        return fail(std::string(name) + say(" needs a value", " necesita un valor"));
    return value(spec->option, attached ? *attached : m_words[m_next++]);
}

bool Reading::value(Option option, std::string_view value)
{
    switch (option) {
    case Option::Help:
    case Option::Version:
        m_arguments.command = option == Option::Help ? Command::Help : Command::Version;
        m_answered = true;
        return true;
    case Option::Filter:
        return filterValue(value);
    case Option::Domain:
        m_domain = value;
        return true;
    case Option::Threads:
        return threadsValue(value);
    case Option::Cache:
        m_arguments.cache = true;
        return true;
    case Option::Json:
        m_arguments.json = true;
        return true;
    case Option::Table:
        if (const std::optional<Table> table = tableNamed(value)) {
            m_arguments.table = *table;
            return true;
        }
        return fail(unknownValue(say("unknown table", "tabla desconocida"), value, tableList));
    case Option::By:
        return choose(m_arguments.by, splits, say("unknown split", "división desconocida"), value);
    case Option::Format:
        m_format = value; // what there is depends on the command
        return true;
    case Option::Output:
        m_arguments.output = value;
        return !value.empty()
            || fail(say("-o needs the name of a file", "-o necesita el nombre de un archivo"));
    case Option::Columns:
        m_columns = value;
        return true;
    case Option::Separator:
        return choose(m_arguments.csv.separator, separators,
            say("unknown separator", "separador desconocido"), value);
    case Option::Bom:
        m_arguments.csv.byteOrderMark = true;
        return true;
    case Option::NoFormulaGuard:
        m_arguments.csv.formulaGuard = false;
        return true;
    case Option::ReportKeys:
        m_arguments.reportKeys = true;
        return true;
    case Option::Stream:
        m_arguments.stream = true;
        return true;
    case Option::Language:
        if (const std::optional<Language> language = languageNamed(value)) {
            m_arguments.language = *language;
            return true;
        }
        return fail(unknownValue(say("unknown language", "idioma desconocido"), value, "en, es"));
    }
    return true;
}

bool Reading::filterValue(std::string_view value)
{
    std::variant<Filter, FilterError> parsed = parseFilter(value);
    if (const auto* const error = std::get_if<FilterError>(&parsed)) {
        const std::string_view wrong
            = value.substr(std::min(error->position, value.size()), error->length);
        // Counted from 1, as editors and shells do.
        std::string message = "--filter: " + inLanguage(error->message, m_language)
            + say(", at byte ", ", en el byte ") + std::to_string(error->position + 1);
        if (!wrong.empty())
            message += ": " + quoted(wrong);
        return fail(std::move(message));
    }
    m_arguments.filter = std::get<Filter>(std::move(parsed));
    m_arguments.filterText = value;
    return true;
}

bool Reading::formatValue()
{
    if (m_command != Command::Report)
        return !seen(Option::Format)
            || choose(m_arguments.format, formats, say("unknown format", "formato desconocido"),
                m_format);
    if (seen(Option::Format))
        return choose(m_arguments.documentFormat, documentFormats,
            say("unknown format", "formato desconocido"), m_format);
    m_arguments.documentFormat = formatByName(m_arguments.output);
    return true;
}

bool Reading::threadsValue(std::string_view value)
{
    unsigned threads = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), threads);
    if (error != std::errc() || end != value.data() + value.size() || threads < 1
        || threads > mostThreads)
        return fail(say("--threads takes a number from 1 to 256, not ",
                        "--threads admite un número de 1 a 256, no ")
            + quoted(value));
    m_arguments.threads = threads;
    return true;
}

bool Reading::check()
{
    if (!m_command)
        return fail(say("no command is given; there are: ", "no se indica ninguna orden; hay: ")
            + namesOf(commands));
    m_arguments.command = *m_command;
    for (const OptionSpec* const spec : m_used) {
        if ((spec->commands & bitOf(*m_command)) == 0)
            return fail(std::string(spec->name) + say(" does not belong to ", " no corresponde a ")
                + std::string(nameOf(commands, *m_command)));
    }
    switch (*m_command) {
    case Command::Explain:
        return m_arguments.paths.empty()
            || takeSubject(say("explain takes one word, in quotes if need be",
                "explain admite una palabra, entre comillas si hace falta"));
    case Command::CheckRecord:
        return takeSubject(say("check-record needs the TEXT of one record, in quotes",
            "check-record necesita el TEXTO de un registro, entre comillas"));
    case Command::CheckPolicy:
        return takeSubject(say("check-policy needs one FILE; - reads standard input",
            "check-policy necesita un ARCHIVO; - lee la entrada estándar"));
    default:
        return checkReports();
    }
}

bool Reading::takeSubject(std::string_view complaint)
{
    if (m_arguments.paths.size() != 1 || m_arguments.paths.front().empty())
        return fail(std::string(complaint));
    m_arguments.subject = std::move(m_arguments.paths.front());
    m_arguments.paths.clear();
    return true;
}

bool Reading::checkReports()
{
    if (!formatValue())
        return false;
    if (m_command == Command::Export && !checkExport())
        return false;
    if (m_arguments.paths.empty())
        return fail(say("no PATH is given; - reads standard input",
            "no se indica ninguna RUTA; - lee la entrada estándar"));
    if (std::ranges::find(m_arguments.paths, std::string()) != m_arguments.paths.end())
        return fail(say("a PATH is empty", "una RUTA está vacía"));
    if (seen(Option::Domain) && !narrowToDomain(m_arguments, m_domain))
        return fail(say("--domain needs the name of a policy domain",
            "--domain necesita el nombre de un dominio de política"));
    return true;
}

bool Reading::checkExport()
{
    Arguments& asked = m_arguments;
    const auto used = [this](Option option) {
        return std::ranges::any_of(
            m_used, [option](const OptionSpec* spec) { return spec->option == option; });
    };
    if (asked.format == ExportFormat::ParsedmarcCsv) {
        if (seen(Option::Table) || seen(Option::Columns) || used(Option::ReportKeys))
            return fail(say("--format parsedmarc-csv is a layout of its own: leave --table, "
                            "--columns and --report-keys out",
                "--format parsedmarc-csv es una disposición propia: no admite --table, --columns "
                "ni --report-keys"));
        asked.table = Table::Policies;
    } else if (!seen(Option::Table)) {
        return fail(say("export needs --table; there are: ", "export necesita --table; hay: ")
                        .append(tableList));
    }
    if (seen(Option::By) && asked.table != Table::Trend)
        return fail(say("--by belongs to --table trend", "--by corresponde a --table trend"));
    if (asked.format == ExportFormat::JsonLines
        && (seen(Option::Separator) || used(Option::Bom) || used(Option::NoFormulaGuard)))
        return fail(say("--separator, --bom and --no-formula-guard belong to CSV",
            "--separator, --bom y --no-formula-guard corresponden a CSV"));
    const bool isOfReports = asked.table == Table::Failures || asked.table == Table::Policies
        || asked.table == Table::Reports;
    if (asked.reportKeys && !isOfReports)
        return fail(say("--report-keys belongs to the tables failures, policies and reports",
            "--report-keys corresponde a las tablas failures, policies y reports"));
    if (asked.stream && !isOfReports && asked.table != Table::Sources)
        return fail(say("--stream cannot write ", "--stream no puede escribir ")
            + std::string(tableName(asked.table))
            + say(", which takes all reports together; it writes failures, policies, reports and "
                  "sources",
                ", que necesita todos los informes juntos; escribe failures, policies, reports y "
                "sources"));
    if (asked.stream && (asked.cache || seen(Option::Threads)))
        return fail(
            say("--stream keeps nothing and reads in one thread: leave --cache and --threads "
                "out",
                "--stream no guarda nada y lee en un hilo: no admite --cache ni --threads"));
    return !seen(Option::Columns) || takeColumns();
}

bool Reading::takeColumns()
{
    const std::vector<std::string_view> names = tableColumns(m_arguments.table, m_arguments.by);
    for (std::string_view rest = m_columns;;) {
        const std::size_t comma = rest.find(',');
        const auto found = std::ranges::find(names, rest.substr(0, comma));
        if (found == names.end()) {
            std::string all;
            for (const std::string_view name : names)
                all.append(all.empty() ? "" : ", ").append(name);
            return fail(unknownValue(
                say("unknown column", "columna desconocida"), rest.substr(0, comma), all));
        }
        m_arguments.columns.push_back(static_cast<int>(found - names.begin()));
        if (comma == std::string_view::npos)
            return true;
        rest.remove_prefix(comma + 1);
    }
}

} // namespace

std::variant<Arguments, UsageError> parseArguments(
    std::span<const std::string_view> words, Language language)
{
    return Reading(words, language).run();
}

} // namespace mxlens::cli
