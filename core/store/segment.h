// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/count.h"
#include "core/report/datetime.h"
#include "core/report/deviation.h"
#include "core/store/stringpool.h"

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace mxlens {

/// Stands for a date that is absent or could not be read.
constexpr Timestamp noTimestamp = std::numeric_limits<Timestamp>::min();
/// Stands for the day of a report without any date.
constexpr Day noDay = std::numeric_limits<Day>::min();

/// How a source ended (DESIGN.md section 3, rule 8). Whether its reports are duplicates is known to
/// the Snapshot, not to the segment.
enum class SourceOutcome : std::uint8_t { Report, NotAReport, Unreadable };

/// Fingerprints by which duplicates are found (DESIGN.md section 3, rule 5).
struct ReportKey {
    std::uint64_t identity = 0; ///< Organization, report-id and date range.
    std::array<std::uint64_t, 2> content{}; ///< Everything that counts.
    friend bool operator==(const ReportKey&, const ReportKey&) = default;
};

/// A closed group of rows held as columns: the reports of some neighbouring files. Row i of a
/// column group is element i of each of its vectors; ranges are given by a `first...` column of one
/// element more than there are rows. Immutable once closed, and then safe to read from any thread.
struct Segment {
    struct Sources {
        std::vector<StringId> folder; ///< Path up to and with its last slash.
        std::vector<StringId> name; ///< File name.
        std::vector<StringId> inner; ///< Below the file: `#17!name`.
        std::vector<SourceOutcome> outcome;
        std::vector<StringId> detail; ///< Why it is no report, or unreadable.
        std::vector<std::uint32_t> firstReport{ 0 };
    } sources;

    struct Reports {
        std::vector<StringId> organization, contact, reportId;
        std::vector<Timestamp> start, end; ///< noTimestamp where unknown.
        std::vector<Day> day; ///< noDay where unknown.
        std::vector<std::uint32_t> source;
        std::vector<ReportKey> key;
        std::vector<std::uint32_t> firstPolicy{ 0 };
        std::vector<std::uint32_t> firstDeviation{ 0 };
    } reports;

    struct Policies {
        std::vector<std::uint32_t> report;
        std::vector<StringId> type, mode, domain;
        std::vector<StringId> domainKey; ///< Normalized domain.
        std::vector<StringId> policyText; ///< Lines of policy-string joined by LF.
        std::vector<StringId> mxHosts; ///< mx-host entries joined by LF.
        std::vector<Count> successful, failed;
        std::vector<std::uint32_t> firstFailure{ 0 };
    } policies;

    struct Failures {
        std::vector<std::uint32_t> policy;
        std::vector<StringId> resultType, sendingIp, mx, helo, receivingIp, information, reason;
        std::vector<StringId> mxKey; ///< Normalized receiving-mx-hostname.
        std::vector<Count> count;
    } failures;

    struct Deviations {
        std::vector<DeviationCode> code;
        std::vector<StringId> field, written, madeOf;
        std::vector<std::uint32_t> count;
    } deviations;

    /// Place of this segment in the input: segments sorted by it stand in input order.
    std::uint64_t order = 0;
};

} // namespace mxlens
