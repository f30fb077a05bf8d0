// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/export.h"

#include "core/output/csvwriter.h"
#include "core/output/diagnosisrows.h"
#include "core/output/jsonwriter.h"
#include "core/output/parsedmarc.h"
#include "core/output/rowpicker.h"
#include "core/output/tablewriter.h"
#include "core/output/turns.h"
#include "core/query/parallel.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

namespace mxlens {

namespace {

constexpr std::array<std::pair<Table, std::string_view>, 7> tableNames{ {
    { Table::Failures, "failures" },
    { Table::Policies, "policies" },
    { Table::Reports, "reports" },
    { Table::Trend, "trend" },
    { Table::Problems, "problems" },
    { Table::Domains, "domains" },
    { Table::Sources, "sources" },
} };

/// Names of the columns of a table that columns.h describes.
template <typename Column> std::vector<std::string_view> namesOf(int count)
{
    std::vector<std::string_view> names;
    names.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        names.push_back(columnName(static_cast<Column>(i)));
    return names;
}

std::vector<std::string_view> trendNames(TrendBy by)
{
    std::string_view key;
    switch (by) {
    case TrendBy::Domain:
        key = columnName(PolicyColumn::PolicyDomain);
        break;
    case TrendBy::Mx:
        key = columnName(FailureColumn::ReceivingMxHostname);
        break;
    case TrendBy::Reporter:
        key = columnName(ReportColumn::OrganizationName);
        break;
    case TrendBy::ResultType:
        key = columnName(FailureColumn::ResultType);
        break;
    }
    return { "day", key, columnName(ReportColumn::Sessions),
        columnName(ReportColumn::SuccessfulSessions), columnName(ReportColumn::FailedSessions) };
}

bool hasReportKeys(const ExportRequest& request)
{
    return request.reportKeys
        && (request.table == Table::Failures || request.table == Table::Policies
            || request.table == Table::Reports);
}

/// The names of the columns that are written.
std::vector<std::string_view> columnNames(const ExportRequest& request)
{
    if (request.format == ExportFormat::ParsedmarcCsv)
        return { parsedmarcColumnNames.begin(), parsedmarcColumnNames.end() };
    const std::vector<std::string_view> all = tableColumns(request.table, request.trendBy);
    std::vector<std::string_view> names;
    for (const int column : request.columns)
        names.push_back(all[static_cast<std::size_t>(column)]);
    if (names.empty())
        names = all;
    if (hasReportKeys(request))
        names.push_back("report_key");
    return names;
}

/// A writer of the format that is asked for.
template <typename Writer>
Writer writerFor(OutputBuffer& buffer, std::span<const std::string_view> names,
    const ExportRequest& request, TableStart start)
{
    if constexpr (std::is_same_v<Writer, CsvWriter>)
        return CsvWriter(buffer, names, start, request.csv);
    else
        return JsonLinesWriter(buffer, names, start);
}

/// Rows between two looks at the stop token and the sink.
constexpr std::size_t rowsPerCheck = 1024;

/// Rows that one thread writes at a time: about a megabyte, which stays in the processor's cache
/// until it is handed on.
constexpr std::size_t rowsOfTurn = 2048;

Result<std::size_t> refusal(std::stop_token stop)
{
    if (stop.stop_requested())
        return Error{ ErrorCode::Cancelled, {}, std::nullopt, {} };
    return Error{ ErrorCode::WriteFailed, {}, std::nullopt, "the output could not be written" };
}

/// Rows that are no rows of the snapshot.
struct Derived {
    std::vector<TrendRow> trend;
    std::shared_ptr<const Diagnosis> diagnosis;
    std::vector<RowId> places; ///< In the diagnosis, in the order in which they are written.
};

Derived derivedRows(
    const Snapshot& snapshot, const ExportRequest& request, const std::stop_token& stop)
{
    Derived derived;
    if (request.table == Table::Trend)
        derived.trend = trend(snapshot, request.selection, request.trendBy, stop);
    if (request.table != Table::Problems && request.table != Table::Domains)
        return derived;
    if (request.diagnosis) {
        derived.diagnosis = request.diagnosis;
        derived.places = request.rows;
        return derived;
    }
    derived.diagnosis = std::make_shared<const Diagnosis>(diagnose(
        snapshot, request.selection, request.around ? *request.around : request.selection, stop));
    derived.places.resize(request.table == Table::Problems ? derived.diagnosis->problems.size()
                                                           : derived.diagnosis->domains.size());
    std::iota(derived.places.begin(), derived.places.end(), RowId{ 0 });
    return derived;
}

template <typename Writer> void trendRow(Writer& writer, const TrendRow& row)
{
    writer.text(formatDay(row.day));
    writer.text(row.key);
    writer.number(row.figures.sessions);
    writer.number(row.figures.successful);
    writer.number(row.figures.failed);
    writer.endRow();
}

template <typename Writer>
void derivedRow(
    Writer& writer, const Derived& derived, const ExportRequest& request, std::size_t row)
{
    if (request.table == Table::Trend)
        trendRow(writer, derived.trend[row]);
    else if (request.table == Table::Problems)
        problemRow(writer, derived.diagnosis->problems[derived.places[row]], request.language);
    else
        domainRow(writer, derived.diagnosis->domains[derived.places[row]], request.language);
}

template <typename Writer>
Result<std::size_t> writeDerived(const Snapshot& snapshot, const ExportRequest& request,
    const ByteSink& sink, const std::stop_token& stop)
{
    OutputBuffer buffer(sink);
    const auto names = columnNames(request);
    Writer writer = writerFor<Writer>(buffer, names, request, TableStart::Here);
    RowPicker<Writer> picker(writer, request.columns);
    const Derived derived = derivedRows(snapshot, request, stop);
    const std::size_t count
        = request.table == Table::Trend ? derived.trend.size() : derived.places.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (i % rowsPerCheck == 0 && (stop.stop_requested() || !buffer.ok()))
            return refusal(stop);
        if (request.columns.empty())
            derivedRow(writer, derived, request, i);
        else
            derivedRow(picker, derived, request, i);
    }
    // A stop during these may have left rows out; a table that is not whole is never handed on.
    if (stop.stop_requested() || !buffer.flush())
        return refusal(stop);
    if (request.progress)
        request.progress(100);
    return count;
}

/// Writes rows of the snapshot, shares of them on several threads and handed on in their order.
/// MakeRows gives a thread what writes a row through its writer.
template <typename Writer, typename MakeRows> class RowExport final {
public:
    RowExport(const ExportRequest& request, const ByteSink& sink, std::stop_token stop,
        const MakeRows& makeRows)
        : m_request(request)
        , m_sink(sink)
        , m_makeRows(makeRows)
        , m_stop(std::move(stop))
        , m_names(columnNames(request))
        // The header is of the first share, which a table without rows has as well.
        , m_shares(request.rows.empty() ? 1 : (request.rows.size() - 1) / rowsOfTurn + 1)
    {
    }

    Result<std::size_t> run()
    {
        inParallel(std::min(m_shares, processors()), [this](std::size_t) {
            try {
                writeShares();
            } catch (...) {
                m_turns.abandon();
                throw;
            }
        });
        if (m_stop.stop_requested() || m_turns.abandoned())
            return refusal(m_stop);
        return m_written.load();
    }

private:
    void writeShares()
    {
        std::size_t share = 0;
        const ByteSink inTurn = [this, &share](std::string_view bytes) {
            return m_turns.await(share) && m_sink(bytes);
        };
        OutputBuffer buffer(inTurn);
        Writer writer = writerFor<Writer>(buffer, m_names, m_request, TableStart::Later);
        // It is large, and a stack that cannot grow would end the program: made in place.
        using Rows = decltype(m_makeRows(writer, buffer));
        const std::unique_ptr<Rows> rows(new Rows(m_makeRows(writer, buffer)));
        for (share = m_next++; share < m_shares; share = m_next++) {
            if (m_stop.stop_requested()) {
                m_turns.abandon();
                return;
            }
            if (share == 0 && m_request.header)
                writer.writeHeader();
            const std::size_t end = std::min(m_request.rows.size(), (share + 1) * rowsOfTurn);
            std::size_t written = 0;
            for (std::size_t i = share * rowsOfTurn; i < end; ++i)
                written += rows->row(m_request.rows[i]);
            m_written += written;
            if (!buffer.flush()) {
                m_turns.abandon();
                return;
            }
            tell(share);
            m_turns.end(share);
        }
    }

    // In the turn of a share, so that one thread at a time comes here, in order.
    void tell(std::size_t share)
    {
        const int percent = static_cast<int>((share + 1) * 100 / m_shares);
        if (m_request.progress && m_turns.await(share) && percent > std::exchange(m_told, percent))
            m_request.progress(percent);
    }

    const ExportRequest& m_request;
    const ByteSink& m_sink;
    const MakeRows& m_makeRows;
    const std::stop_token m_stop;
    const std::vector<std::string_view> m_names;
    const std::size_t m_shares;
    std::atomic<std::size_t> m_next{ 0 };
    std::atomic<std::size_t> m_written{ 0 };
    Turns m_turns;
    int m_told = 0; ///< Percent; touched in turn.
};

template <typename Writer>
Result<std::size_t> writeTable(const Snapshot& snapshot, const ExportRequest& request,
    const ByteSink& sink, const std::stop_token& stop)
{
    if (request.table == Table::Trend || request.table == Table::Problems
        || request.table == Table::Domains)
        return writeDerived<Writer>(snapshot, request, sink, stop);
    const auto makeRows = [&](Writer& writer, const OutputBuffer& buffer) {
        return TableWriter<Writer>(snapshot, request, writer, buffer);
    };
    return RowExport<Writer, decltype(makeRows)>(request, sink, stop, makeRows).run();
}

Result<std::size_t> writeParsedmarc(const Snapshot& snapshot, const ExportRequest& request,
    const ByteSink& sink, const std::stop_token& stop)
{
    const ChosenFailures chosen = chosenFailures(snapshot, request.selection);
    const auto makeRows = [&](CsvWriter& writer, const OutputBuffer&) {
        return ParsedmarcRows(snapshot, chosen, writer);
    };
    return RowExport<CsvWriter, decltype(makeRows)>(request, sink, stop, makeRows).run();
}

} // namespace

std::vector<RowId> rowsOf(Table table, const Selection& selection)
{
    switch (table) {
    case Table::Failures:
        return selection.failures;
    case Table::Policies:
        return selection.policies;
    case Table::Reports:
        return selection.reports;
    case Table::Sources:
        return selection.sources;
    case Table::Trend:
    case Table::Problems:
    case Table::Domains:
        break;
    }
    return {};
}

std::vector<std::string_view> tableColumns(Table table, TrendBy by)
{
    switch (table) {
    case Table::Failures:
        return namesOf<FailureColumn>(failureColumnCount);
    case Table::Policies:
        return namesOf<PolicyColumn>(policyColumnCount);
    case Table::Reports:
        return namesOf<ReportColumn>(reportColumnCount);
    case Table::Sources:
        return namesOf<SourceColumn>(exportedSourceColumnCount);
    case Table::Trend:
        return trendNames(by);
    case Table::Problems:
        return { problemColumnNames.begin(), problemColumnNames.end() };
    case Table::Domains:
        return { domainColumnNames.begin(), domainColumnNames.end() };
    }
    return {};
}

std::string_view tableName(Table table)
{
    for (const auto& [entry, name] : tableNames) {
        if (entry == table)
            return name;
    }
    return {};
}

std::optional<Table> tableNamed(std::string_view name)
{
    for (const auto& [table, entry] : tableNames) {
        if (entry == name)
            return table;
    }
    return std::nullopt;
}

Result<std::size_t> exportTable(const Snapshot& snapshot, const ExportRequest& request,
    const ByteSink& sink, std::stop_token stop)
{
    if (request.format == ExportFormat::ParsedmarcCsv)
        return writeParsedmarc(snapshot, request, sink, stop);
    return request.format == ExportFormat::Csv
        ? writeTable<CsvWriter>(snapshot, request, sink, stop)
        : writeTable<JsonLinesWriter>(snapshot, request, sink, stop);
}

} // namespace mxlens
