// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/export.h"

#include "core/output/csvwriter.h"
#include "core/output/diagnosisrows.h"
#include "core/output/jsonwriter.h"
#include "core/output/rowtexts.h"
#include "core/query/numbermap.h"
#include "core/query/totals.h"

#include <algorithm>
#include <array>
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

/// What is known of a text: whether the writer must do more than copy it.
enum class Care : std::uint8_t { Unknown, Plain, Needed };

/// Lists of a column that are kept as they were written: some megabytes of them.
constexpr std::size_t keptLists = 20'000;

/// Writes the rows of one table through a CsvWriter or a JsonLinesWriter. Failures and policies,
/// which run to millions, come straight from the columns of the segments; what they write is what
/// cell() gives, and a test compares the two.
template <typename Writer> class TableWriter final {
public:
    TableWriter(const Snapshot& snapshot, Writer& writer, const OutputBuffer& out)
        : m_snapshot(snapshot)
        , m_writer(writer)
        , m_out(out)
        , m_texts(snapshot)
        , m_failures(snapshot, RowCursor::Kind::Failure)
        , m_policies(snapshot, RowCursor::Kind::Policy)
        , m_cares(snapshot.pool().size(), Care::Unknown)
    {
    }

    void row(Table table, RowId id)
    {
        if (table == Table::Failures)
            failureRow(m_failures.at(id));
        else if (table == Table::Policies)
            policyRow(m_policies.at(id));
        else if (table == Table::Reports)
            reportRow(id);
        else
            cellRow<SourceColumn>(id, exportedSourceColumnCount);
        m_writer.endRow();
    }

    void trendRow(const TrendRow& row)
    {
        m_writer.text(formatDay(row.day));
        m_writer.text(row.key);
        m_writer.number(row.figures.sessions);
        m_writer.number(row.figures.successful);
        m_writer.number(row.figures.failed);
        m_writer.endRow();
    }

private:
    /// A text of the pool. Whether it can be copied as it is gets looked up once, not for each row.
    void pooled(StringId id)
    {
        const std::string_view text = m_snapshot.text(id);
        Care& care = m_cares[id];
        if (care == Care::Unknown)
            care = Writer::isPlain(text) ? Care::Plain : Care::Needed;
        if (care == Care::Plain)
            m_writer.plainText(text);
        else
            m_writer.text(text);
    }

    /// A list, which the store holds joined by LF, joined by `|`. The lists of a column are written
    /// out once each: they are long, and many policies share them.
    void list(NumberMap<std::string>& known, StringId lines)
    {
        if (const std::string* const written = known.get(lines)) {
            m_writer.repeat(*written, 1);
            return;
        }
        m_list = m_snapshot.text(lines);
        std::ranges::replace(m_list, '\n', '|');
        const OutputBuffer::Mark mark = m_out.mark();
        m_writer.text(m_list);
        const std::string_view written = m_out.since(mark);
        if (!written.empty() && known.size() < keptLists)
            known[lines] = written;
    }

    /// What neighbouring rows share, as it was written.
    struct Fields {
        const Segment* segment = nullptr;
        std::uint32_t row = 0;
        std::string written;
    };

    /// The next fields: those that were written for the same row of a segment, or what write()
    /// writes.
    template <typename Write>
    void shared(Fields& fields, const Segment& segment, std::uint32_t row, std::size_t count,
        const Write& write)
    {
        if (fields.segment == &segment && fields.row == row) {
            m_writer.repeat(fields.written, count);
            return;
        }
        const OutputBuffer::Mark mark = m_out.mark();
        write();
        const std::string_view written = m_out.since(mark);
        // Handed on already: the next row writes them anew.
        fields.segment = written.empty() ? nullptr : &segment;
        fields.row = row;
        fields.written.assign(written);
    }

    void failureRow(const RowPlace& place)
    {
        const Segment& segment = *place.segment;
        const Segment::Failures& failures = segment.failures;
        const std::uint32_t row = place.row;
        const std::uint32_t policy = failures.policy[row];
        const std::uint32_t report = segment.policies.report[policy];
        constexpr std::size_t before = static_cast<std::size_t>(FailureColumn::ResultType);
        shared(m_before, segment, policy, before, [&] {
            reportFields(segment, report);
            policyFields(segment, policy);
            list(m_mxHosts, segment.policies.mxHosts[policy]);
        });
        pooled(failures.resultType[row]);
        m_writer.text(m_texts.sendingIp(failures.sendingIp[row]));
        pooled(failures.mx[row]);
        pooled(failures.helo[row]);
        m_writer.text(m_texts.receivingIp(failures.receivingIp[row]));
        m_writer.number(failures.count[row]);
        pooled(failures.information[row]);
        pooled(failures.reason[row]);
        shared(m_behind, segment, report, 1, [&] { sourceField(place, report); });
    }

    void policyRow(const RowPlace& place)
    {
        const Segment& segment = *place.segment;
        const Segment::Policies& policies = segment.policies;
        const std::uint32_t row = place.row;
        const std::uint32_t report = policies.report[row];
        constexpr std::size_t before = static_cast<std::size_t>(PolicyColumn::PolicyType);
        shared(m_before, segment, report, before, [&] { reportFields(segment, report); });
        policyFields(segment, row);
        list(m_policyTexts, policies.policyText[row]);
        list(m_mxHosts, policies.mxHosts[row]);
        m_writer.number(policies.successful[row]);
        m_writer.number(policies.failed[row]);
        m_writer.number(Count(policies.firstFailure[row + 1] - policies.firstFailure[row]));
        shared(m_behind, segment, report, 1, [&] { sourceField(place, report); });
    }

    void reportRow(RowId id)
    {
        const RowPlace place = m_snapshot.report(id);
        const Segment& segment = *place.segment;
        const Segment::Reports& reports = segment.reports;
        const std::uint32_t begin = reports.firstPolicy[place.row];
        const std::uint32_t end = reports.firstPolicy[place.row + 1];
        const SessionFigures figures = reportFigures(m_snapshot, segment, begin, end);
        reportFields(segment, place.row);
        m_writer.number(Count(end - begin));
        m_writer.number(figures.sessions);
        m_writer.number(figures.successful);
        m_writer.number(figures.failed);
        m_writer.text(cell(m_snapshot, id, ReportColumn::Deviations).text);
        sourceField(place, place.row);
    }

    void reportFields(const Segment& segment, std::uint32_t report)
    {
        const Segment::Reports& reports = segment.reports;
        pooled(reports.organization[report]);
        pooled(reports.contact[report]);
        pooled(reports.reportId[report]);
        m_writer.plainText(m_texts.start(reports.start[report]));
        m_writer.plainText(m_texts.end(reports.end[report]));
    }

    void policyFields(const Segment& segment, std::uint32_t policy)
    {
        pooled(segment.policies.type[policy]);
        pooled(segment.policies.mode[policy]);
        pooled(segment.policies.domain[policy]);
    }

    void sourceField(const RowPlace& place, std::uint32_t report)
    {
        m_writer.text(m_texts.source(
            { place.segment, place.segmentIndex, place.segment->reports.source[report] }));
    }

    template <typename Column> void cellRow(RowId id, int columns)
    {
        for (int i = 0; i < columns; ++i) {
            const Cell value = cell(m_snapshot, id, static_cast<Column>(i));
            if (value.isNumber)
                m_writer.number(value.number);
            else
                m_writer.text(value.text);
        }
    }

    const Snapshot& m_snapshot;
    Writer& m_writer;
    const OutputBuffer& m_out;
    RowTexts m_texts;
    std::string m_list;
    NumberMap<std::string> m_policyTexts, m_mxHosts; ///< Lists as they were written.
    Fields m_before, m_behind; ///< Those at the front of a row, and the last one.
    RowCursor m_failures;
    RowCursor m_policies;
    std::vector<Care> m_cares; ///< By StringId.
};

/// Rows between two looks at the stop token and the sink.
constexpr std::size_t rowsPerCheck = 1024;

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

template <typename Writer>
Result<std::size_t> writeTable(const Snapshot& snapshot, const ExportRequest& request,
    const ByteSink& sink, std::stop_token stop)
{
    OutputBuffer buffer(sink);
    Writer writer(buffer, columnNames(request));
    TableWriter<Writer> rows(snapshot, writer, buffer);
    const Derived derived = derivedRows(snapshot, request, stop);
    const std::size_t count = request.table == Table::Trend ? derived.trend.size()
        : derived.diagnosis                                 ? derived.places.size()
                                                            : request.rows.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (i % rowsPerCheck == 0 && (stop.stop_requested() || !buffer.ok()))
            return refusal(stop);
        if (request.table == Table::Trend)
            rows.trendRow(derived.trend[i]);
        else if (request.table == Table::Problems)
            problemRow(writer, derived.diagnosis->problems[derived.places[i]], request.language);
        else if (request.table == Table::Domains)
            domainRow(writer, derived.diagnosis->domains[derived.places[i]], request.language);
        else
            rows.row(request.table, request.rows[i]);
    }
    // A stop during these may have left rows out; a table that is not whole is never handed on.
    if (stop.stop_requested() || !buffer.flush())
        return refusal(stop);
    return count;
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
