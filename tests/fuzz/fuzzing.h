// SPDX-License-Identifier: GPL-3.0-or-later
// What the fuzz targets share.
#pragma once

#include "core/diagnosis/problems.h"
#include "core/input/reader.h"
#include "core/output/export.h"
#include "core/output/summary.h"
#include "core/policy/finding.h"
#include "core/query/filter.h"
#include "core/store/storebuilder.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace mxlens::fuzzing {

/// Ends the program where something does not hold: the fuzzer keeps the input.
inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

inline std::string_view textOf(const std::uint8_t* data, std::size_t size)
{
    return { reinterpret_cast<const char*>(data), size };
}

/// Writes out what was found wrong with a text.
inline void useFindings(const std::vector<Finding>& findings)
{
    for (const Finding& finding : findings) {
        for (const Language language : { Language::English, Language::Spanish }) {
            require(!whatOf(finding, language).empty());
            adviceOf(finding, language);
            placeOf(finding, language);
        }
    }
}

/// Limits that a fuzzer reaches, and that keep one input quick.
inline Limits smallLimits()
{
    Limits limits;
    limits.documentBytes = 1 << 20;
    limits.mailBytes = 1 << 18;
    limits.archiveEntries = 1000;
    return limits;
}

/// Reads bytes as a program would: documents to reports to rows. Every source has to end in one of
/// the three outcomes.
class RowsOf final : public DocumentSink {
public:
    explicit RowsOf(std::string_view bytes)
    {
        static const Limits limits = smallLimits();
        static DocumentReader reader(limits);
        reader.readBytes(bytes, "fuzz", {}, *this);
    }

    std::size_t sourceCount() const { return m_segment.sourceCount(); }
    std::size_t reportCount() const { return m_segment.reportCount(); }

    /// The rows as a store; once. A store is large, even where it holds little.
    std::shared_ptr<const Snapshot> snapshot()
    {
        StoreBuilder store;
        store.add(std::move(m_segment));
        return store.snapshot();
    }

    void document(const Document& document) override
    {
        m_segment.addSource("fuzz", document.inner, SourceOutcome::NotAReport, "");
        const ParseOutcome outcome = m_parser.parse(document.bytes, document.context,
            [this](const Report& report, std::size_t) { m_segment.addReport(report); });
        require(outcome.reports > 0 || outcome.notAReport.has_value() || outcome.error.has_value());
        if (outcome.error)
            m_segment.amendSource(SourceOutcome::Unreadable, describe(*outcome.error));
        else if (outcome.reports > 0)
            m_segment.amendSource(SourceOutcome::Report, "");
        else
            m_segment.amendSource(SourceOutcome::NotAReport, *outcome.notAReport);
    }
    void notAReport(std::string_view inner, std::string reason) override
    {
        m_segment.addSource("fuzz", inner, SourceOutcome::NotAReport, reason);
    }
    void unreadable(std::string_view inner, Error error) override
    {
        m_segment.addSource("fuzz", inner, SourceOutcome::Unreadable, describe(error));
    }

private:
    ReportParser m_parser;
    SegmentBuilder m_segment{ 0 };
};

/// Filters, diagnoses and writes out what is in a snapshot.
inline void useAll(const Snapshot& snapshot)
{
    const Selection all = select(snapshot, {});
    const auto filter = parseFilter("mx:*.example.com -result:tlsa-invalid failures:>0");
    select(snapshot, std::get<Filter>(filter));
    for (const Table table : { Table::Failures, Table::Policies, Table::Reports, Table::Trend,
             Table::Problems, Table::Domains, Table::Sources }) {
        ExportRequest request;
        request.table = table;
        request.format = ExportFormat::JsonLines;
        request.selection = all;
        request.rows = table == Table::Failures ? all.failures
            : table == Table::Policies          ? all.policies
            : table == Table::Reports           ? all.reports
            : table == Table::Sources           ? all.sources
                                                : std::vector<RowId>();
        require(!!exportTable(snapshot, request, [](std::string_view) { return true; }));
    }
    summaryText(snapshot, all);
}

} // namespace mxlens::fuzzing
