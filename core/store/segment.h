// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/datetime.h"
#include "core/report/deviation.h"
#include "core/store/addresspool.h"
#include "core/store/countcolumn.h"
#include "core/store/idcolumn.h"
#include "core/store/numbercolumn.h"
#include "core/store/sparsetexts.h"
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

/// Fingerprint of everything that counts in a report: reports of equal content have equal ones.
using ContentKey = std::array<std::uint64_t, 2>;

/// Fingerprints by which duplicates are found (DESIGN.md section 3, rule 5).
struct ReportKey {
    /// Of organization, report-id and date range; of the content where there is no report-id.
    /// Short: what it finds is compared in full.
    std::uint32_t identity = 0;
    ContentKey content{};
    friend bool operator==(const ReportKey&, const ReportKey&) = default;
};

/// A closed group of rows held as columns: the reports of some neighbouring files. Row i of a
/// column group is element i of each of its vectors; ranges are given by a `first...` column of one
/// element more than there are rows. Immutable once closed, and then safe to read from any thread.
struct Segment {
    struct Sources {
        IdColumn folder; ///< Path up to and with its last slash.
        IdColumn name; ///< File name.
        SparseTexts inner; ///< Below the file: `#17!name`.
        std::vector<SourceOutcome> outcome;
        SparseTexts detail; ///< Why it is no report, or unreadable.
        NumberColumn firstReport{ 0 };
    } sources;

    struct Reports {
        IdColumn organization, contact;
        std::vector<StringId> reportId;
        std::vector<Timestamp> start, end; ///< noTimestamp where unknown.
        std::vector<Day> day; ///< noDay where unknown.
        NumberColumn source;
        std::vector<std::uint32_t> identity; ///< ReportKey::identity
        std::vector<ContentKey> key;
        NumberColumn firstPolicy{ 0 };
        NumberColumn firstDeviation{ 0 };
    } reports;

    struct Policies {
        NumberColumn report;
        IdColumn type, mode, domain;
        IdColumn domainKey; ///< Normalized domain.
        IdColumn policyText; ///< Lines of policy-string joined by LF.
        IdColumn mxHosts; ///< mx-host entries joined by LF.
        CountColumn successful, failed;
        NumberColumn firstFailure{ 0 };
    } policies;

    struct Failures {
        NumberColumn policy;
        IdColumn resultType, mx, reason;
        SparseTexts helo, information;
        IdColumn sendingIp, receivingIp; ///< AddressId
        IdColumn mxKey; ///< Normalized receiving-mx-hostname.
        CountColumn count;
    } failures;

    struct Deviations {
        std::vector<DeviationCode> code;
        IdColumn field;
        SparseTexts written, madeOf;
        NumberColumn count;
    } deviations;
};

} // namespace mxlens
