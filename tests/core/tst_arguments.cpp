// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include "app/cli/language.h"

#include <QRegularExpression>
#include <QTest>

#include <map>
#include <set>
#include <string>
#include <vector>

using namespace mxlens;
using namespace mxlens::cli;

namespace {

using Words = std::vector<std::string_view>;

/// The arguments of a command line that must make sense.
Arguments accepted(const Words& words)
{
    auto parsed = parseArguments(words);
    if (const auto* const error = std::get_if<UsageError>(&parsed)) {
        QTest::qFail(error->message.c_str(), __FILE__, __LINE__);
        return {};
    }
    return std::get<Arguments>(std::move(parsed));
}

/// The message for a command line that must not make sense.
QString refused(const Words& words)
{
    const auto parsed = parseArguments(words);
    const auto* const error = std::get_if<UsageError>(&parsed);
    return error ? QString::fromStdString(error->message) : QStringLiteral("(accepted)");
}

Words wordsOf(const QStringList& list, std::vector<std::string>& kept)
{
    kept.clear();
    for (const QString& word : list)
        kept.push_back(word.toStdString());
    return { kept.begin(), kept.end() };
}

} // namespace

class TestArguments : public QObject {
    Q_OBJECT

private slots:
    void summaryTakesPathsAndItsOptions();
    void exportTakesItsOptions_data();
    void exportTakesItsOptions();
    void exportWritesCsvByDomainUnlessToldOtherwise();
    void columnsAreFoundByName();
    void parsedmarcNeedsNoTable();
    void doubleDashEndsOptions();
    void singleDashIsAPath();
    void checksTakeOneWord();
    void optionsMayStandBehindPaths();
    void helpAndVersionWinOverWhatFollows();
    void wrongUsageIsNamed_data();
    void wrongUsageIsNamed();
    void hostileWordsAreHarmlessInMessages();
    void helpNamesEveryOption();
    void helpSaysTheSameInSpanish();
    void languageIsAskedForOrThatOfTheEnvironment_data();
    void languageIsAskedForOrThatOfTheEnvironment();
    void wrongUsageIsNamedInSpanish();
};

void TestArguments::summaryTakesPathsAndItsOptions()
{
    const Arguments plain = accepted({ "summary", "a", "b" });
    QCOMPARE(plain.command, Command::Summary);
    QCOMPARE(plain.paths, (std::vector<std::string>{ "a", "b" }));
    QVERIFY(!plain.json);
    QVERIFY(plain.filter.empty());
    QCOMPARE(plain.threads, 0u);

    const Arguments full
        = accepted({ "summary", "--json", "--filter", "domain:example.com", "--threads=3", "a" });
    QVERIFY(full.json);
    QCOMPARE(full.filter.terms.size(), std::size_t(1));
    QCOMPARE(full.filter.terms[0].key, FilterKey::Domain);
    QCOMPARE(full.threads, 3u);
}

void TestArguments::exportTakesItsOptions_data()
{
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char* name, const QString& words) {
        QTest::newRow(name) << words.split(QLatin1Char(' '));
    };
    row("values behind blanks",
        "export --table trend --by result-type --format jsonl --filter org:google -o out p");
    row("values behind equals signs",
        "export --table=trend --by=result-type --format=jsonl --filter=org:google --output=out p");
    row("value attached to the short option",
        "export -oout --table trend --by result-type --format jsonl --filter org:google p");
}

void TestArguments::exportTakesItsOptions()
{
    QFETCH(QStringList, words);
    std::vector<std::string> kept;
    const Arguments arguments = accepted(wordsOf(words, kept));
    QCOMPARE(arguments.command, Command::Export);
    QCOMPARE(arguments.table, Table::Trend);
    QCOMPARE(arguments.by, TrendBy::ResultType);
    QCOMPARE(arguments.format, ExportFormat::JsonLines);
    QCOMPARE(arguments.output, std::string("out"));
    QCOMPARE(arguments.filter.terms.size(), std::size_t(1));
    QCOMPARE(arguments.paths, std::vector<std::string>{ "p" });
}

void TestArguments::exportWritesCsvByDomainUnlessToldOtherwise()
{
    const Arguments arguments = accepted({ "export", "--table", "trend", "p" });
    QCOMPARE(arguments.by, TrendBy::Domain);
    QCOMPARE(arguments.format, ExportFormat::Csv);
    QVERIFY(arguments.output.empty());
}

void TestArguments::columnsAreFoundByName()
{
    const Arguments arguments = accepted({ "export", "--table", "trend", "--by", "mx", "--columns",
        "failed_sessions,receiving_mx_hostname", "--separator", "semicolon", "--bom",
        "--no-formula-guard", "p" });
    QCOMPARE(arguments.columns, (std::vector<int>{ 4, 1 }));
    QCOMPARE(arguments.csv.separator, ';');
    QVERIFY(arguments.csv.byteOrderMark);
    QVERIFY(!arguments.csv.formulaGuard);
    QVERIFY(accepted({ "export", "--table", "trend", "p" }).csv.formulaGuard);
}

void TestArguments::parsedmarcNeedsNoTable()
{
    const Arguments arguments = accepted({ "export", "--format", "parsedmarc-csv", "p" });
    QCOMPARE(arguments.format, ExportFormat::ParsedmarcCsv);
    QCOMPARE(arguments.table, Table::Policies);
}

void TestArguments::doubleDashEndsOptions()
{
    const Arguments arguments = accepted({ "summary", "--", "--json", "-x", "--" });
    QVERIFY(!arguments.json);
    QCOMPARE(arguments.paths, (std::vector<std::string>{ "--json", "-x", "--" }));
}

void TestArguments::singleDashIsAPath()
{
    QCOMPARE(accepted({ "summary", "-" }).paths, std::vector<std::string>{ "-" });
    QCOMPARE(
        accepted({ "export", "--table", "failures", "-o", "-", "-" }).output, std::string("-"));
}

void TestArguments::checksTakeOneWord()
{
    const Arguments record = accepted({ "check-record", "v=STSv1; id=1;" });
    QCOMPARE(record.command, Command::CheckRecord);
    QCOMPARE(record.subject, std::string("v=STSv1; id=1;"));
    QVERIFY(record.paths.empty());
    QVERIFY(accepted({ "explain" }).subject.empty());
    QCOMPARE(accepted({ "check-record", "--language", "es", "x" }).language, Language::Spanish);
    QCOMPARE(accepted({ "check-policy", "x", "--language=es" }).language, Language::Spanish);
    const Arguments explain = accepted({ "explain", "--language", "es", "tlsa-invalid" });
    QCOMPARE(explain.command, Command::Explain);
    QCOMPARE(explain.subject, std::string("tlsa-invalid"));
    QCOMPARE(explain.language, Language::Spanish);
    QCOMPARE(accepted({ "check-policy", "-" }).subject, std::string("-"));
}

void TestArguments::optionsMayStandBehindPaths()
{
    const Arguments arguments = accepted({ "--threads", "2", "summary", "a", "--json", "b" });
    QVERIFY(arguments.json);
    QCOMPARE(arguments.threads, 2u);
    QCOMPARE(arguments.paths, (std::vector<std::string>{ "a", "b" }));
}

void TestArguments::helpAndVersionWinOverWhatFollows()
{
    QCOMPARE(accepted({ "--help" }).command, Command::Help);
    QCOMPARE(accepted({ "-h", "nonsense" }).command, Command::Help);
    QCOMPARE(accepted({ "export", "--help" }).command, Command::Help);
    QCOMPARE(accepted({ "--version", "--nonsense" }).command, Command::Version);
}

void TestArguments::wrongUsageIsNamed_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const QString& words, const QString& message) {
        QTest::newRow(name) << words.split(QLatin1Char(' '), Qt::SkipEmptyParts) << message;
    };
    row("nothing", "",
        "no command is given; there are: summary, export, explain, check-record, check-policy");
    row("unknown command", "frobnicate p",
        "unknown command \"frobnicate\"; there are: summary, export, explain, check-record, "
        "check-policy");
    row("no path", "summary", "no PATH is given; - reads standard input");
    row("no table", "export p",
        "export needs --table; there are: failures, policies, reports, trend, problems, domains, "
        "sources");
    row("unknown table", "export --table mails p",
        "unknown table \"mails\"; there are: failures, policies, reports, trend, problems, "
        "domains, sources");
    row("unknown split", "export --table trend --by week p",
        "unknown split \"week\"; there are: domain, mx, reporter, result-type");
    row("unknown format", "export --table trend --format xml p",
        "unknown format \"xml\"; there are: csv, jsonl, parsedmarc-csv");
    row("split without trend", "export --table failures --by mx p",
        "--by belongs to --table trend");
    row("unknown column", "export --table trend --columns day,colour p",
        "unknown column \"colour\"; there are: day, policy_domain, sessions, "
        "successful_sessions, failed_sessions");
    row("no column", "export --table trend --columns= p",
        "unknown column \"\"; there are: day, policy_domain, sessions, successful_sessions, "
        "failed_sessions");
    row("unknown separator", "export --table trend --separator | p",
        "unknown separator \"|\"; there are: comma, semicolon, tab");
    row("CSV option without CSV", "export --table trend --format jsonl --bom p",
        "--separator, --bom and --no-formula-guard belong to CSV");
    row("layout and table", "export --table failures --format parsedmarc-csv p",
        "--format parsedmarc-csv is a layout of its own: leave --table, --columns and "
        "--report-keys out");
    row("keys of no report", "export --table trend --report-keys p",
        "--report-keys belongs to the tables failures, policies and reports");
    row("stream of problems", "export --table problems --stream p",
        "--stream cannot write problems, which takes all reports together; it writes failures, "
        "policies, reports and sources");
    row("stream on threads", "export --table failures --stream --threads 2 p",
        "--stream keeps nothing and reads in one thread: leave --cache and --threads out");
    row("unknown option", "summary --frobnicate p", "unknown option \"--frobnicate\"");
    row("unknown option with value", "summary --frobnicate=1 p", "unknown option \"--frobnicate\"");
    row("unknown short option", "summary -x p", "unknown option \"-x\"");
    row("value missing", "summary p --filter", "--filter needs a value");
    row("value not wanted", "summary --json=yes p", "--json takes no value");
    row("given twice", "summary --threads 1 --threads 2 p", "--threads is given twice");
    row("given twice in two forms", "export --table trend -o a --output b p",
        "--output is given twice");
    row("zero threads", "summary --threads 0 p",
        "--threads takes a number from 1 to 256, not \"0\"");
    row("too many threads", "summary --threads 257 p",
        "--threads takes a number from 1 to 256, not \"257\"");
    row("threads in words", "summary --threads 4x p",
        "--threads takes a number from 1 to 256, not \"4x\"");
    row("threads past every number", "summary --threads 99999999999999999999 p",
        "--threads takes a number from 1 to 256, not \"99999999999999999999\"");
    row("empty output", "export --table trend --output= p", "-o needs the name of a file");
    row("option of the other command", "summary --table failures p",
        "--table does not belong to summary");
    row("two words to explain", "explain a b", "explain takes one word, in quotes if need be");
    row("unknown language", "explain --language fr", "unknown language \"fr\"; there are: en, es");
    row("no record", "check-record", "check-record needs the TEXT of one record, in quotes");
    row("two records", "check-record a b", "check-record needs the TEXT of one record, in quotes");
    row("no policy", "check-policy", "check-policy needs one FILE; - reads standard input");
    row("filter for check-policy", "check-policy --filter org:a p",
        "--filter does not belong to check-policy");
    row("json for export", "export --table failures --json p", "--json does not belong to export");
}

void TestArguments::wrongUsageIsNamed()
{
    QFETCH(QStringList, words);
    QFETCH(QString, message);
    std::vector<std::string> kept;
    QCOMPARE(refused(wordsOf(words, kept)), message);
}

void TestArguments::hostileWordsAreHarmlessInMessages()
{
    QCOMPARE(refused({ "\x1B[31m\n" }),
        QString(
            "unknown command \"\\x1b[31m\\n\"; there are: summary, export, explain, check-record, "
            "check-policy"));
    QCOMPARE(refused({ "summary", "" }), QString("a PATH is empty"));
}

void TestArguments::helpNamesEveryOption()
{
    const QString help = QString::fromUtf8(helpText().data(), qsizetype(helpText().size()));
    for (const char* const word : { "summary", "export", "explain", "--language", "check-record",
             "check-policy", "--filter", "--json", "--table", "--by", "--format", "--output", "-o",
             "--threads", "--help", "--version", "--columns", "--separator", "--bom",
             "--no-formula-guard", "--report-keys", "--stream" })
        QVERIFY2(help.contains(QLatin1String(word)), word);
    for (const QString& line : help.split(QLatin1Char('\n')))
        QVERIFY2(line.size() <= 80, qPrintable(line));
}

void TestArguments::helpSaysTheSameInSpanish()
{
    const auto words = [](Language language) {
        const QString help
            = QString::fromUtf8(helpText(language).data(), qsizetype(helpText(language).size()));
        // Commands and options begin a line; examples of filters stand in both, too.
        static const QRegularExpression name(
            QStringLiteral("^  (-?-?[a-z][a-z-]+)"), QRegularExpression::MultilineOption);
        std::set<QString> found;
        for (auto match = name.globalMatch(help); match.hasNext();)
            found.insert(match.next().captured(1));
        return found;
    };
    QVERIFY(words(Language::English).size() > 12);
    QVERIFY(words(Language::Spanish) == words(Language::English));
    const QString spanish
        = QString::fromUtf8(spanishHelp().data(), qsizetype(spanishHelp().size()));
    for (const QString& line : spanish.split(QLatin1Char('\n')))
        QVERIFY2(line.size() <= 80, qPrintable(line));
}

void TestArguments::languageIsAskedForOrThatOfTheEnvironment_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("all");
    QTest::addColumn<QString>("messages");
    QTest::addColumn<QString>("lang");
    QTest::addColumn<bool>("spanish");
    const QStringList none{ QStringLiteral("summary") };
    QTest::newRow("nothing set") << none << ""
                                 << ""
                                 << "" << false;
    QTest::newRow("LANG") << none << ""
                          << ""
                          << "es_MX.UTF-8" << true;
    QTest::newRow("LC_MESSAGES before LANG") << none << ""
                                             << "es_ES"
                                             << "de_DE.UTF-8" << true;
    QTest::newRow("LC_ALL before all") << none << "C.UTF-8"
                                       << "es_ES"
                                       << "es_ES" << false;
    QTest::newRow("a language without texts") << none << ""
                                              << ""
                                              << "fr_FR.UTF-8" << false;
    QTest::newRow("asked for") << QStringList{ "--language", "es" } << "C"
                               << ""
                               << "" << true;
    QTest::newRow("asked for with =") << QStringList{ "--language=en" } << "es"
                                      << ""
                                      << "" << false;
    QTest::newRow("a path of that name") << QStringList{ "--", "--language=es" } << ""
                                         << ""
                                         << "" << false;
    QTest::newRow("nonsense asked for") << QStringList{ "--language", "xx" } << "es"
                                        << ""
                                        << "" << true;
}

void TestArguments::languageIsAskedForOrThatOfTheEnvironment()
{
    QFETCH(QStringList, words);
    QFETCH(QString, all);
    QFETCH(QString, messages);
    QFETCH(QString, lang);
    QFETCH(bool, spanish);
    std::map<std::string, std::string> variables{ { "LC_ALL", all.toStdString() },
        { "LC_MESSAGES", messages.toStdString() }, { "LANG", lang.toStdString() } };
    std::vector<std::string> kept;
    const Language language = languageOf(
        wordsOf(words, kept), [&](const char* variable) { return variables[variable]; });
    QCOMPARE(language == Language::Spanish, spanish);
}

void TestArguments::wrongUsageIsNamedInSpanish()
{
    const Words words{ "summary" };
    const auto parsed = parseArguments(words, Language::Spanish);
    const auto* const error = std::get_if<UsageError>(&parsed);
    QVERIFY(error);
    QCOMPARE(QString::fromStdString(error->message),
        QStringLiteral("no se indica ninguna RUTA; - lee la entrada est\u00e1ndar"));
    // Without --language the answer is in the language of the messages.
    const Words explain{ "explain" };
    QVERIFY(std::get<Arguments>(parseArguments(explain, Language::Spanish)).language
        == Language::Spanish);
}

QTEST_APPLESS_MAIN(TestArguments)
#include "tst_arguments.moc"
