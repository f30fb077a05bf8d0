// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/export.h"
#include "core/output/outputbuffer.h"
#include "core/output/rowtexts.h"
#include "core/query/numbermap.h"
#include "core/query/totals.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mxlens {

/// Writes the rows of one table through a CsvWriter or a JsonLinesWriter. Failures and policies,
/// which run to millions, come straight from the columns of the segments; what they write is what
/// cell() gives, and a test compares the two. One thread.
template <typename Writer> class TableWriter final {
public:
    /// All must outlive this; writer writes to out.
    TableWriter(const Snapshot& snapshot, const ExportRequest& request, Writer& writer,
        const OutputBuffer& out)
        : m_snapshot(snapshot)
        , m_request(request)
        , m_writer(writer)
        , m_out(out)
        , m_texts(snapshot)
        , m_failures(snapshot, RowCursor::Kind::Failure)
        , m_policies(snapshot, RowCursor::Kind::Policy)
        , m_cares(snapshot.pool().size(), Care::Unknown)
    {
    }

    /// Writes one row of the snapshot; the table of the request is none of Trend, Problems and
    /// Domains. Gives the number of lines.
    std::size_t row(RowId id)
    {
        if (!m_request.columns.empty())
            chosenFields(id);
        else if (m_request.table == Table::Failures)
            failureRow(m_failures.at(id));
        else if (m_request.table == Table::Policies)
            policyRow(m_policies.at(id));
        else if (m_request.table == Table::Reports)
            reportRow(id);
        else
            cellFields<SourceColumn>(id, exportedSourceColumnCount);
        if (m_request.reportKeys && m_request.table != Table::Sources)
            keyField(id);
        m_writer.endRow();
        return 1;
    }

private:
    /// What is known of a text: whether the writer must do more than copy it.
    enum class Care : std::uint8_t { Unknown, Plain, Needed };
    /// Lists of a column that are kept as they were written: some megabytes of them.
    static constexpr std::size_t keptLists = 20'000;

    /// Whether a text of the pool can be copied as it is: looked up once, not for each row.
    bool isPlain(StringId id)
    {
        Care& care = m_cares[id];
        if (care == Care::Unknown)
            care = m_writer.isPlain(m_snapshot.text(id)) ? Care::Plain : Care::Needed;
        return care == Care::Plain;
    }

    /// A text of the pool.
    void pooled(StringId id)
    {
        if (isPlain(id))
            m_writer.plainText(m_snapshot.text(id));
        else
            m_writer.text(m_snapshot.text(id));
    }

    /// An address as it was written.
    void address(AddressId id)
    {
        const AddressEntry& entry = m_snapshot.addresses().entry(id);
        if (entry.written != 0 || entry.kind == AddressEntry::Kind::None) {
            pooled(entry.written);
            return;
        }
        const IpAddress value(entry.kind == AddressEntry::Kind::V4, entry.bytes);
        std::array<char, IpAddress::textBytes> text;
        m_writer.plainText(std::string_view(text.data(), value.write(text.data())));
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

    /// The fields of the columns from one up to another, each written by field().
    template <auto First, auto Behind> void fields(const RowPlace& place)
    {
        constexpr auto first = static_cast<std::size_t>(First);
        constexpr auto count = static_cast<std::size_t>(Behind) - first;
        [&]<std::size_t... I>(std::index_sequence<I...>)
        {
            (field(place, static_cast<decltype(First)>(first + I)), ...);
        }
        (std::make_index_sequence<count>{});
    }

    void failureRow(const RowPlace& place)
    {
        const Segment& segment = *place.segment;
        const std::uint32_t policy = segment.failures.policy[place.row];
        constexpr std::size_t before = static_cast<std::size_t>(FailureColumn::ResultType);
        shared(m_before, segment, policy, before,
            [&] { fields<FailureColumn::OrganizationName, FailureColumn::ResultType>(place); });
        fields<FailureColumn::ResultType, FailureColumn::Source>(place);
        shared(m_behind, segment, segment.policies.report[policy], 1,
            [&] { field(place, FailureColumn::Source); });
    }

    void policyRow(const RowPlace& place)
    {
        const Segment& segment = *place.segment;
        const std::uint32_t report = segment.policies.report[place.row];
        constexpr std::size_t before = static_cast<std::size_t>(PolicyColumn::PolicyType);
        shared(m_before, segment, report, before,
            [&] { fields<PolicyColumn::OrganizationName, PolicyColumn::PolicyType>(place); });
        fields<PolicyColumn::PolicyType, PolicyColumn::Source>(place);
        shared(m_behind, segment, report, 1, [&] { field(place, PolicyColumn::Source); });
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

    void sourceField(const RowPlace& place, std::uint32_t report)
    {
        const Segment::Sources& sources = place.segment->sources;
        const std::uint32_t source = place.segment->reports.source[report];
        const std::string_view name = m_snapshot.text(sources.name[source]);
        const std::string_view inner = m_snapshot.text(sources.inner[source]);
        // What is plain in pieces is plain in one, and few folders hold many names.
        if (isPlain(sources.folder[source]) && m_writer.isPlain(name) && m_writer.isPlain(inner))
            m_writer.plainText(m_snapshot.text(sources.folder[source]), name, inner);
        else
            m_writer.text(m_texts.source({ place.segment, place.segmentIndex, source }));
    }

    void chosenFields(RowId id)
    {
        for (const int column : m_request.columns) {
            if (m_request.table == Table::Failures)
                field(m_failures.at(id), static_cast<FailureColumn>(column));
            else if (m_request.table == Table::Policies)
                field(m_policies.at(id), static_cast<PolicyColumn>(column));
            else if (m_request.table == Table::Reports)
                cellField(id, static_cast<ReportColumn>(column));
            else
                cellField(id, static_cast<SourceColumn>(column));
        }
    }

    /// One field of a failure row. What it has no quick way for is the policy's.
    void field(const RowPlace& place, FailureColumn column)
    {
        const Segment::Failures& failures = place.segment->failures;
        const std::uint32_t row = place.row;
        switch (column) {
        case FailureColumn::ResultType:
            return pooled(failures.resultType[row]);
        case FailureColumn::SendingMtaIp:
            return address(failures.sendingIp[row]);
        case FailureColumn::ReceivingMxHostname:
            return pooled(failures.mx[row]);
        case FailureColumn::ReceivingMxHelo:
            return pooled(failures.helo[row]);
        case FailureColumn::ReceivingIp:
            return address(failures.receivingIp[row]);
        case FailureColumn::FailedSessionCount:
            return m_writer.number(failures.count[row]);
        case FailureColumn::AdditionalInformation:
            return pooled(failures.information[row]);
        case FailureColumn::FailureReasonCode:
            return pooled(failures.reason[row]);
        case FailureColumn::MxHost:
            return list(m_mxHosts, place.segment->policies.mxHosts[failures.policy[row]]);
        case FailureColumn::Source:
            return sourceField(place, reportAt(place));
        default:
            // The columns before are the same in both tables.
            return commonField(place, failures.policy[row], static_cast<PolicyColumn>(column));
        }
    }

    /// One field of a policy row.
    void field(const RowPlace& place, PolicyColumn column)
    {
        const Segment::Policies& policies = place.segment->policies;
        const std::uint32_t row = place.row;
        switch (column) {
        case PolicyColumn::PolicyString:
            return list(m_policyTexts, policies.policyText[row]);
        case PolicyColumn::MxHost:
            return list(m_mxHosts, policies.mxHosts[row]);
        case PolicyColumn::TotalSuccessfulSessionCount:
            return m_writer.number(policies.successful[row]);
        case PolicyColumn::TotalFailureSessionCount:
            return m_writer.number(policies.failed[row]);
        case PolicyColumn::FailureDetails:
            return m_writer.number(
                Count(policies.firstFailure[row + 1] - policies.firstFailure[row]));
        case PolicyColumn::Source:
            return sourceField(place, policies.report[row]);
        default:
            return commonField(place, row, column);
        }
    }

    /// A field that failures and policies begin with.
    void commonField(const RowPlace& place, std::uint32_t policy, PolicyColumn column)
    {
        const Segment& segment = *place.segment;
        const std::uint32_t report = segment.policies.report[policy];
        switch (column) {
        case PolicyColumn::OrganizationName:
            return pooled(segment.reports.organization[report]);
        case PolicyColumn::ContactInfo:
            return pooled(segment.reports.contact[report]);
        case PolicyColumn::ReportId:
            return pooled(segment.reports.reportId[report]);
        case PolicyColumn::StartDatetime:
            return m_writer.plainText(m_texts.start(segment.reports.start[report]));
        case PolicyColumn::EndDatetime:
            return m_writer.plainText(m_texts.end(segment.reports.end[report]));
        case PolicyColumn::PolicyType:
            return pooled(segment.policies.type[policy]);
        case PolicyColumn::PolicyMode:
            return pooled(segment.policies.mode[policy]);
        default:
            return pooled(segment.policies.domain[policy]);
        }
    }

    template <typename Column> void cellField(RowId id, Column column)
    {
        const Cell value = cell(m_snapshot, id, column);
        if (value.isNumber)
            m_writer.number(value.number);
        else
            m_writer.text(value.text);
    }

    template <typename Column> void cellFields(RowId id, int columns)
    {
        for (int i = 0; i < columns; ++i)
            cellField(id, static_cast<Column>(i));
    }

    /// The row of the report that a failure detail belongs to, in its segment.
    static std::uint32_t reportAt(const RowPlace& failure)
    {
        const Segment& segment = *failure.segment;
        return segment.policies.report[segment.failures.policy[failure.row]];
    }

    /// The report's key, see ExportRequest::reportKeys.
    void keyField(RowId id)
    {
        RowPlace place;
        std::uint32_t report = 0;
        if (m_request.table == Table::Failures) {
            place = m_failures.at(id);
            report = reportAt(place);
        } else if (m_request.table == Table::Policies) {
            place = m_policies.at(id);
            report = place.segment->policies.report[place.row];
        } else {
            place = m_snapshot.report(id);
            report = place.row;
        }
        std::array<char, 32> digits;
        m_writer.plainText(writeReportKey(place.segment->reports.key[report], digits));
    }

    const Snapshot& m_snapshot;
    const ExportRequest& m_request;
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

} // namespace mxlens
