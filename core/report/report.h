// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/count.h"
#include "core/report/datetime.h"
#include "core/report/deviation.h"
#include "core/report/ipaddress.h"
#include "core/report/textarena.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace mxlens {

/// One element of `failure-details` (RFC 8460 section 4.4). Texts are as written, without blanks at
/// their ends; empty where absent. They live in the Report.
struct FailureDetail {
    std::string_view resultType;
    std::string_view sendingMtaIp;
    std::string_view receivingMxHostname;
    std::string_view receivingMxHelo;
    std::string_view receivingIp;
    std::string_view additionalInformation;
    std::string_view failureReasonCode;
    Count failedSessionCount;
    ReadAddress sendingAddress; ///< sendingMtaIp as a value.
    ReadAddress receivingAddress; ///< receivingIp as a value.
};

/// One element of `policies`. Lists are ranges in the arrays of the Report that holds it.
struct Policy {
    std::string_view type; ///< `sts`, `tlsa`, `no-policy-found`, or what was written instead.
    std::string_view mode; ///< Mode of the STS policy text; empty where there is none.
    std::string_view domain; ///< As written.
    Count successfulSessions; ///< summary.total-successful-session-count
    Count failedSessions; ///< summary.total-failure-session-count
    std::uint32_t firstLine = 0; ///< policy-string, in Report::policyLines
    std::uint32_t lineCount = 0;
    std::uint32_t firstMxHost = 0; ///< mx-host patterns, in Report::mxHosts
    std::uint32_t mxHostCount = 0;
    std::uint32_t firstFailure = 0; ///< failure-details, in Report::failures
    std::uint32_t failureCount = 0;
    /// Policies of one number are alike letter for letter in type, mode, domain, policy-string and
    /// mx-host; 0 where that is not known.
    std::uint64_t serial = 0;
};

/// One RFC 8460 report, flat and reusable: clear() keeps the memory for the next one. Every text
/// lives in `text`; the struct can be moved, not copied.
struct Report {
    Report() = default;
    Report(Report&&) = default;
    Report& operator=(Report&&) = default;
    Report(const Report&) = delete;
    Report& operator=(const Report&) = delete;

    std::string_view organizationName;
    std::string_view contactInfo;
    std::string_view reportId;
    std::optional<Timestamp> start; ///< date-range.start-datetime
    std::optional<Timestamp> end; ///< date-range.end-datetime

    std::vector<Policy> policies;
    std::vector<FailureDetail> failures;
    std::vector<std::string_view> policyLines;
    std::vector<std::string_view> mxHosts;
    std::vector<Deviation> deviations;
    TextArena text;

    std::span<const FailureDetail> failuresOf(const Policy& policy) const
    {
        return std::span(failures).subspan(policy.firstFailure, policy.failureCount);
    }
    std::span<const std::string_view> linesOf(const Policy& policy) const
    {
        return std::span(policyLines).subspan(policy.firstLine, policy.lineCount);
    }
    std::span<const std::string_view> mxHostsOf(const Policy& policy) const
    {
        return std::span(mxHosts).subspan(policy.firstMxHost, policy.mxHostCount);
    }

    /// Empties everything and keeps the memory.
    void clear();
};

/// The UTC day on which a report counts: its start's, else the one that its end touches
/// (DESIGN.md section 3, rule 1). Nothing without both.
std::optional<Day> dayOf(std::optional<Timestamp> start, std::optional<Timestamp> end);

} // namespace mxlens
