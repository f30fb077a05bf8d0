// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/export.h"

#include "core/output/csvwriter.h"
#include "core/output/diagnosisrows.h"
#include "core/output/jsonwriter.h"
#include "core/output/tablewriter.h"
#include "core/output/turns.h"
#include "core/query/parallel.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <numeric>
#include <string>
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

std::vector<std::string_view> columnNames(const ExportRequest& request)
{
    switch (request.table) {
    case Table::Failures:
        return namesOf<FailureColumn>(failureColumnCount);
    case Table::Policies:
        return namesOf<PolicyColumn>(policyColumnCount);
    case Table::Reports:
        return namesOf<ReportColumn>(reportColumnCount);
    case Table::Sources:
        return namesOf<SourceColumn>(exportedSourceColumnCount);
    case Table::Trend:
        return trendNames(request.trendBy);
    case Table::Problems:
        return { problemColumnNames.begin(), problemColumnNames.end() };
    case Table::Domains:
        return { domainColumnNames.begin(), domainColumnNames.end() };
    }
    return {};
}

/// Rows between two looks at the stop token and the sink.
constexpr std::size_t rowsPerCheck = 1024;

/// Rows that one thread writes at a time: about a megabyte, which stays in the processor's cache
/// until it is handed on.
constexpr std::size_t rowsOfShare = 2048;

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
Result<std::size_t> writeDerived(const Snapshot& snapshot, const ExportRequest& request,
    const ByteSink& sink, const std::stop_token& stop)
{
    OutputBuffer buffer(sink);
    const auto names = columnNames(request);
    Writer writer(buffer, names);
    const Derived derived = derivedRows(snapshot, request, stop);
    const std::size_t count
        = request.table == Table::Trend ? derived.trend.size() : derived.places.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (i % rowsPerCheck == 0 && (stop.stop_requested() || !buffer.ok()))
            return refusal(stop);
        if (request.table == Table::Trend)
            trendRow(writer, derived.trend[i]);
        else if (request.table == Table::Problems)
            problemRow(writer, derived.diagnosis->problems[derived.places[i]], request.language);
        else
            domainRow(writer, derived.diagnosis->domains[derived.places[i]], request.language);
    }
    // A stop during these may have left rows out; a table that is not whole is never handed on.
    if (stop.stop_requested() || !buffer.flush())
        return refusal(stop);
    return count;
}

/// Writes rows of the snapshot, shares of them on several threads and handed on in their order.
template <typename Writer> class RowExport final {
public:
    RowExport(const Snapshot& snapshot, const ExportRequest& request, const ByteSink& sink,
        std::stop_token stop)
        : m_snapshot(snapshot)
        , m_request(request)
        , m_sink(sink)
        , m_stop(std::move(stop))
        , m_names(columnNames(request))
        // The header is of the first share, which a table without rows has as well.
        , m_shares(request.rows.empty() ? 1 : (request.rows.size() - 1) / rowsOfShare + 1)
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
        return m_request.rows.size();
    }

private:
    void writeShares()
    {
        std::size_t share = 0;
        const ByteSink inTurn = [this, &share](std::string_view bytes) {
            return m_turns.await(share) && m_sink(bytes);
        };
        OutputBuffer buffer(inTurn);
        Writer writer(buffer, m_names, TableStart::Later);
        TableWriter<Writer> rows(m_snapshot, writer, buffer);
        for (share = m_next++; share < m_shares; share = m_next++) {
            if (m_stop.stop_requested()) {
                m_turns.abandon();
                return;
            }
            if (share == 0)
                writer.writeHeader();
            const std::size_t end = std::min(m_request.rows.size(), (share + 1) * rowsOfShare);
            for (std::size_t i = share * rowsOfShare; i < end; ++i)
                rows.row(m_request.table, m_request.rows[i]);
            if (!buffer.flush()) {
                m_turns.abandon();
                return;
            }
            m_turns.end(share);
        }
    }

    const Snapshot& m_snapshot;
    const ExportRequest& m_request;
    const ByteSink& m_sink;
    const std::stop_token m_stop;
    const std::vector<std::string_view> m_names;
    const std::size_t m_shares;
    std::atomic<std::size_t> m_next{ 0 };
    Turns m_turns;
};

template <typename Writer>
Result<std::size_t> writeTable(const Snapshot& snapshot, const ExportRequest& request,
    const ByteSink& sink, const std::stop_token& stop)
{
    if (request.table == Table::Trend || request.table == Table::Problems
        || request.table == Table::Domains)
        return writeDerived<Writer>(snapshot, request, sink, stop);
    return RowExport<Writer>(snapshot, request, sink, stop).run();
}

} // namespace

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
    return request.format == ExportFormat::Csv
        ? writeTable<CsvWriter>(snapshot, request, sink, stop)
        : writeTable<JsonLinesWriter>(snapshot, request, sink, stop);
}

} // namespace mxlens
