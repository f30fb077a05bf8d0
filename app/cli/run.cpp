// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run.h"

#include "app/cli/policyfile.h"
#include "app/cli/streams.h"
#include "core/cache/cachefolder.h"
#include "core/diagnosis/problems.h"
#include "core/output/checktext.h"
#include "core/output/explaintext.h"
#include "core/output/summary.h"
#include "core/output/summarywords.h"
#include "core/output/writecause.h"
#include "core/report/corewords.h"

#include <algorithm>
#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace mxlens::cli {

namespace {

/// The end of a program whose standard output went wrong, or not.
int outputStatus(const StreamState& state, int status, Language language)
{
    if (state.error == 0)
        return status;
    if (!state.pipeClosed())
        complain("standard output: " + inLanguage(writeCause(state.error), language));
    return failed;
}

int print(std::string_view text, int status, Language language)
{
    StreamState state;
    writeToStandardOutput(text, state);
    return outputStatus(state, status, language);
}

IngestResult read(const Arguments& arguments, const SignalWatch& watch)
{
    ProgressLine line(arguments.language);
    IngestRequest request;
    request.paths = arguments.paths;
    request.threads = arguments.threads;
    if (arguments.cache)
        request.cacheFolder = defaultCacheFolder();
    if (line.visible())
        request.progress = [&line](const IngestProgress& progress) { line.show(progress); };
    return ingest(request, watch.token());
}

/// Number of the sources that could not be read; each is named on standard error if asked for.
std::size_t countUnreadable(const Snapshot& snapshot, bool name, Language language)
{
    std::size_t unreadable = 0;
    // All of them, whatever the filter leaves: a filter chooses among what could be read.
    for (const RowId id : select(snapshot, Filter{}).sources) {
        const RowPlace place = snapshot.source(id);
        const Segment::Sources& sources = place.segment->sources;
        if (sources.outcome[place.row] != SourceOutcome::Unreadable)
            continue;
        ++unreadable;
        if (name) {
            const std::string_view cause = snapshot.text(sources.detail[place.row]);
            complain(snapshot.sourceText(place).append(": ").append(inLanguage(cause, language)));
        }
    }
    return unreadable;
}

bool isStandardOutput(const std::string& file)
{
    return file.empty() || file == "-" || file == "/dev/stdout";
}

/// What writes a table to a sink: the number of rows or an error.
using TableSource = std::function<Result<std::size_t>(const ByteSink&)>;

/// Writes a table or a document to where the arguments say; status is that of everything before.
int writeTable(
    const Arguments& arguments, const TableSource& table, SignalWatch& watch, const int& status)
{
    StreamState state;
    const bool toFile = !isStandardOutput(arguments.output);
    watch.setTidyingNeeded(toFile);
    const Result<std::size_t> written = toFile
        ? writeFileSafely(arguments.output, table)
        : table([&state](std::string_view bytes) { return writeToStandardOutput(bytes, state); });
    watch.setTidyingNeeded(false);
    if (!written && written.error().code == ErrorCode::Cancelled)
        return 128 + watch.signal();
    if (written || !toFile)
        return outputStatus(state, status, arguments.language);
    complain(arguments.output + ": " + inLanguage(written.error().detail, arguments.language));
    return failed;
}

/// What to write of a selection.
ExportRequest exportRequest(const Arguments& arguments, Selection selection)
{
    ExportRequest request;
    request.table = arguments.table;
    request.format = arguments.format;
    request.csv = arguments.csv;
    request.columns = arguments.columns;
    request.reportKeys = arguments.reportKeys;
    request.trendBy = arguments.by;
    request.rows = rowsOf(arguments.table, selection);
    request.selection = std::move(selection);
    request.language = arguments.language;
    return request;
}

int exportSelection(const Arguments& arguments, const Snapshot& snapshot, Selection selection,
    SignalWatch& watch, int status)
{
    ExportRequest request = exportRequest(arguments, std::move(selection));
    const Filter around = surroundings(arguments.filter);
    const bool isDiagnosis
        = arguments.table == Table::Problems || arguments.table == Table::Domains;
    if (isDiagnosis && around.terms.size() != arguments.filter.terms.size())
        request.around = select(snapshot, around, watch.token());
    ProgressLine line(arguments.language);
    // Rows on a terminal say themselves how far they are.
    if (line.visible() && !isStandardOutput(arguments.output))
        request.progress = [&line](int percent) { line.showWriting(percent); };
    return writeTable(
        arguments,
        [&](const ByteSink& sink) {
            Result<std::size_t> written = exportTable(snapshot, request, sink, watch.token());
            line.clear();
            return written;
        },
        watch, status);
}

/// Writes the pieces of what is read one behind the other.
Result<std::size_t> streamTable(
    const Arguments& arguments, const ByteSink& sink, SignalWatch& watch, int& status)
{
    // Ends reading when a piece could not be written; a signal ends both.
    std::stop_source stop;
    const std::stop_callback chain(watch.token(), [&stop] { stop.request_stop(); });
    Result<std::size_t> written = std::size_t{ 0 };
    bool header = true;
    const auto writePiece = [&](const Snapshot& piece) {
        if (!written)
            return;
        if (countUnreadable(piece, true, arguments.language) > 0)
            status = someUnreadable;
        ExportRequest request
            = exportRequest(arguments, select(piece, arguments.filter, stop.get_token()));
        request.header = std::exchange(header, false);
        const Result<std::size_t> rows = exportTable(piece, request, sink, stop.get_token());
        if (rows)
            written = written.value() + rows.value();
        else
            written = rows.error();
        if (!rows)
            stop.request_stop();
    };
    IngestRequest request;
    request.paths = arguments.paths;
    request.piece = writePiece;
    ProgressLine line(arguments.language);
    if (line.visible())
        request.progress = [&line](const IngestProgress& progress) { line.show(progress); };
    const IngestResult result = ingest(request, stop.get_token());
    if (written && result.cancelled)
        return Error{ ErrorCode::Cancelled, {}, std::nullopt, {} };
    if (header)
        writePiece(*result.snapshot); // nothing was there: the names of the columns alone
    return written;
}

int streamExport(const Arguments& arguments, SignalWatch& watch)
{
    int status = allWell;
    return writeTable(
        arguments,
        [&](const ByteSink& sink) { return streamTable(arguments, sink, watch, status); }, watch,
        status);
}

int reportSelection(const Arguments& arguments, const Snapshot& snapshot, Selection selection,
    SignalWatch& watch, PdfMaker makePdf, int status)
{
    const Result<std::string> document
        = reportDocument(arguments, snapshot, std::move(selection), makePdf, watch.token());
    if (watch.token().stop_requested())
        return 128 + watch.signal();
    if (!document) {
        complain(document.error().detail);
        return failed;
    }
    return writeTable(
        arguments,
        [&document](const ByteSink& sink) -> Result<std::size_t> {
            if (!sink(document.value()))
                return Error{ ErrorCode::WriteFailed, {}, std::nullopt, {} };
            return document.value().size();
        },
        watch, status);
}

int printResult(
    const Arguments& arguments, const IngestResult& result, SignalWatch& watch, PdfMaker makePdf)
{
    const Snapshot& snapshot = *result.snapshot;
    const bool isExport = arguments.command == Command::Export;
    const bool isReport = arguments.command == Command::Report;
    const bool names = isExport || isReport;
    const int status
        = countUnreadable(snapshot, names, arguments.language) > 0 ? someUnreadable : allWell;
    Selection selection = select(snapshot, arguments.filter, watch.token());
    if (watch.token().stop_requested())
        return 128 + watch.signal();
    if (isExport)
        return exportSelection(arguments, snapshot, std::move(selection), watch, status);
    if (isReport)
        return reportSelection(arguments, snapshot, std::move(selection), watch, makePdf, status);
    if (arguments.json)
        return print(summaryJson(snapshot, selection), status, arguments.language);
    std::string text = summaryText(snapshot, selection,
        outputTakesColours() ? PageColours::Terminal : PageColours::None, arguments.language);
    const std::vector<FilterTerm>& terms = arguments.filter.terms;
    if (std::any_of(terms.begin(), terms.end(), isAboutDetails))
        text.append("\n").append(summaryWords(arguments.language).detailFilter).append("\n");
    return print(text, status, arguments.language);
}

int printCheck(const CheckText& check, Language language)
{
    return print(check.text, check.hasFault ? faultsFound : allWell, language);
}

int checkPolicyFile(const std::string& path, Language language)
{
    const Result<std::string> text = readPolicyFile(path);
    if (text)
        return printCheck(policyCheckText(text.value(), language), language);
    complain(path + ": " + inLanguage(text.error().detail, language));
    return someUnreadable;
}

int readAndPrint(const Arguments& arguments, SignalWatch& watch, PdfMaker makePdf)
{
    const IngestResult result = read(arguments, watch);
    if (result.cancelled)
        return 128 + watch.signal();
    const int status = printResult(arguments, result, watch, makePdf);
    if (result.keepIndexes) {
        watch.setTidyingNeeded(true);
        result.keepIndexes(watch.token());
        watch.setTidyingNeeded(false);
    }
    return status;
}

} // namespace

int run(const Arguments& arguments, SignalWatch& watch, PdfMaker makePdf)
{
    switch (arguments.command) {
    case Command::Help:
        return print(helpText(arguments.language), allWell, arguments.language);
    case Command::Version:
        return print("mxlens-cli " MXLENS_VERSION "\n", allWell, arguments.language);
    case Command::Explain:
        return print(arguments.subject.empty()
                ? catalogueText(arguments.language)
                : explanationText(arguments.subject, arguments.language),
            allWell, arguments.language);
    case Command::CheckRecord:
        return printCheck(recordCheckText(checkDnsRecord(arguments.subject), arguments.language),
            arguments.language);
    case Command::CheckPolicy:
        return checkPolicyFile(arguments.subject, arguments.language);
    case Command::Summary:
    case Command::Export:
    case Command::Report:
        break;
    }
    return arguments.stream ? streamExport(arguments, watch)
                            : readAndPrint(arguments, watch, makePdf);
}

} // namespace mxlens::cli
