// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include "app/cli/language.h"
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
    Threads,
    Cache,
    Json,
    Table,
    By,
    Format,
    Output,
    Language
};

/// The commands that an option belongs to, one bit each.
constexpr unsigned bitOf(Command command)
{
    return 1u << static_cast<unsigned>(command);
}
constexpr unsigned forSummary = bitOf(Command::Summary);
constexpr unsigned forExport = bitOf(Command::Export);
constexpr unsigned forReports = forSummary | forExport;

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
    OptionSpec{ "--threads", Option::Threads, true, forReports },
    OptionSpec{ "--cache", Option::Cache, false, forReports },
    OptionSpec{ "--json", Option::Json, false, forSummary },
    OptionSpec{ "--table", Option::Table, true, forExport },
    OptionSpec{ "--by", Option::By, true, forExport },
    OptionSpec{ "--format", Option::Format, true, forExport },
    OptionSpec{ "--output", Option::Output, true, forExport },
    OptionSpec{ "-o", Option::Output, true, forExport },
    OptionSpec{ "--language", Option::Language, true, ~0u },
};

constexpr std::array<std::pair<std::string_view, Command>, 5> commands{ {
    { "summary", Command::Summary },
    { "export", Command::Export },
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
constexpr std::array<std::pair<std::string_view, ExportFormat>, 2> formats{ {
    { "csv", ExportFormat::Csv },
    { "jsonl", ExportFormat::JsonLines },
} };
constexpr std::string_view tableList
    = "failures, policies, reports, trend, problems, domains, sources";
constexpr unsigned mostThreads = 256;

constexpr std::string_view helpPage =
    R"(Usage: mxlens-cli summary [--filter QUERY] [--json] PATH...
       mxlens-cli export --table TABLE [--by SPLIT] [--format FORMAT]
                         [--filter QUERY] [-o FILE] PATH...
       mxlens-cli explain [--language LANGUAGE] [RESULT-TYPE | REASON-CODE]
       mxlens-cli check-record [--language LANGUAGE] TEXT
       mxlens-cli check-policy [--language LANGUAGE] FILE

Reads SMTP TLS reports (TLS-RPT, RFC 8460) and prints what is in them. Nothing
leaves this machine.

PATH is a file, a folder with everything below it, or - for standard input.
Reports are found by their content, whatever the files are called.

Commands
  summary            a page with the headline figures, the failures by domain,
                     MX and result type, and what could not be read
  export             one table, a row a line
  explain            what a result type or reason code means, what it does to
                     mail, who acts and what to do first; without one, a list
  check-record       checks a TLSRPT, MTA-STS or TLSA record: its value, or a
                     line of a zone file
  check-policy       checks the MTA-STS policy text in FILE, line by line; - is
                     standard input

Options
  --filter QUERY     only what meets QUERY, for example
                     "domain:example.com -result:starttls-not-supported"
                     Keys: domain mx org result type mode ip reason report
                     source after before failures sessions
  --json             summary as one JSON object
  --table TABLE      failures, policies, reports, trend, problems (what is
                     broken, since when, who sees it), domains (ready to
                     enforce?) or sources
  --by SPLIT         for --table trend: domain (the default), mx, reporter or
                     result-type
  --format FORMAT    csv (the default) or jsonl
  -o, --output FILE  write to FILE in place of standard output; a file that is
                     there stays as it was unless everything could be written
  --language LANG    en or es: for the help, messages, explain and the checks,
                     and for the sentences in the tables problems and domains.
                     Without it that of LC_ALL, LC_MESSAGES or LANG
  --threads N        threads that read, 1 to 256; one for each processor if not
                     given. The output is the same whatever N is
  --cache            keep an index of what was read in the user's cache folder,
                     and read only what changed since. The output is the same
  -h, --help         this page
  --version          the version

Exit status
  0  all well
  1  some source could not be read, and everything else was done; the checked
     record or policy has a fault
  2  wrong usage, or the output could not be written
  128 + N  ended by signal N
)";

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
    bool check();
    bool checkReports();
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
        std::string what, std::string_view value)
    {
        const std::optional<T> found = named(table, value);
        if (!found)
            return fail(unknownValue(std::move(what), value, namesOf(table)));
        place = *found;
        return true;
    }
    bool seen(Option option) const { return std::ranges::find(m_seen, option) != m_seen.end(); }

    std::span<const std::string_view> m_words;
    Language m_language;
    std::size_t m_next = 0;
    Arguments m_arguments;
    std::optional<Command> m_command;
    std::vector<Option> m_seen;
    std::vector<const OptionSpec*> m_used;
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
        return choose(
            m_arguments.format, formats, say("unknown format", "formato desconocido"), value);
    case Option::Output:
        m_arguments.output = value;
        return !value.empty()
            || fail(say("-o needs the name of a file", "-o necesita el nombre de un archivo"));
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
    if (m_command == Command::Export && !seen(Option::Table))
        return fail(say("export needs --table; there are: ", "export necesita --table; hay: ")
                        .append(tableList));
    if (seen(Option::By) && m_arguments.table != Table::Trend)
        return fail(say("--by belongs to --table trend", "--by corresponde a --table trend"));
    if (m_arguments.paths.empty())
        return fail(say("no PATH is given; - reads standard input",
            "no se indica ninguna RUTA; - lee la entrada estándar"));
    if (std::ranges::find(m_arguments.paths, std::string()) != m_arguments.paths.end())
        return fail(say("a PATH is empty", "una RUTA está vacía"));
    return true;
}

} // namespace

std::variant<Arguments, UsageError> parseArguments(
    std::span<const std::string_view> words, Language language)
{
    return Reading(words, language).run();
}

std::string_view helpText(Language language)
{
    return language == Language::Spanish ? spanishHelp() : helpPage;
}

} // namespace mxlens::cli
