// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/csvwriter.h"
#include "core/output/export.h"
#include "core/output/rowtexts.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Columns of the layout in which parsedmarc writes TLS reports as CSV, for what was made to read
/// that.
constexpr std::array<std::string_view, 17> parsedmarcColumnNames{ "organization_name", "begin_date",
    "end_date", "report_id", "result_type", "successful_session_count", "failed_session_count",
    "policy_domain", "policy_type", "policy_strings", "mx_host_patterns", "sending_mta_ip",
    "receiving_ip", "receiving_mx_hostname", "receiving_mx_helo", "additional_info_uri",
    "failure_reason_code" };

/// The failure details that are written, by their row id.
using ChosenFailures = std::vector<bool>;
ChosenFailures chosenFailures(const Snapshot& snapshot, const Selection& selection);

/// Writes policies in that layout: a line for the policy with its sessions and no result type, then
/// one for each failure detail with its count and no successful sessions. Every line names its
/// report and its policy in full, so that each can be read by itself. Sessions must be added up
/// over the lines without a result type, failures over one kind of line alone. One thread.
class ParsedmarcRows final {
public:
    /// All must outlive this.
    ParsedmarcRows(const Snapshot& snapshot, const ChosenFailures& chosen, CsvWriter& writer);

    /// Writes a policy; gives the number of lines.
    std::size_t row(RowId policy);

private:
    void line(const RowPlace& policy, const RowPlace* failure);
    void failureFields(const RowPlace& failure);
    void list(StringId lines);
    void text(StringId id) { m_writer.text(m_snapshot.text(id)); }

    const Snapshot& m_snapshot;
    const ChosenFailures& m_chosen;
    CsvWriter& m_writer;
    RowTexts m_texts;
    RowCursor m_policies;
    std::string m_list;
};

} // namespace mxlens
