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
#include <vector>

namespace mxlens {

/// Writes the rows of one table through a CsvWriter or a JsonLinesWriter. Failures and policies,
/// which run to millions, come straight from the columns of the segments; what they write is what
/// cell() gives, and a test compares the two. One thread.
template <typename Writer> class TableWriter final {
public:
    /// All must outlive this; writer writes to out.
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

    /// Writes one row of the snapshot: table is none of Trend, Problems and Domains.
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
            care = Writer::isPlain(m_snapshot.text(id)) ? Care::Plain : Care::Needed;
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
        address(failures.sendingIp[row]);
        pooled(failures.mx[row]);
        pooled(failures.helo[row]);
        address(failures.receivingIp[row]);
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
        const Segment::Sources& sources = place.segment->sources;
        const std::uint32_t source = place.segment->reports.source[report];
        const std::string_view name = m_snapshot.text(sources.name[source]);
        const std::string_view inner = m_snapshot.text(sources.inner[source]);
        // What is plain in pieces is plain in one, and few folders hold many names.
        if (isPlain(sources.folder[source]) && Writer::isPlain(name) && Writer::isPlain(inner))
            m_writer.plainText(m_snapshot.text(sources.folder[source]), name, inner);
        else
            m_writer.text(m_texts.source({ place.segment, place.segmentIndex, source }));
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

} // namespace mxlens
