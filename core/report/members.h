// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mxlens {

/// The JSON objects of a report that have members of their own (RFC 8460 section 4.4).
enum class ReportObject : std::uint8_t {
    Report,
    DateRange,
    PolicyEntry,
    Policy,
    Summary,
    FailureDetail
};
/// Number of values of ReportObject.
constexpr std::size_t reportObjectCount = 6;

/// The members that are read, each in one object of the schema. Unknown stands for every other key.
enum class ReportMember : std::uint8_t {
    Unknown,
    // report
    OrganizationName,
    DateRange,
    ContactInfo,
    ReportId,
    Policies,
    // date-range
    StartDatetime,
    EndDatetime,
    // element of policies; also read from the report itself, where drafts before 2018 had them
    Policy,
    Summary,
    FailureDetails,
    // policy
    PolicyType,
    PolicyString,
    PolicyDomain,
    MxHost,
    // summary
    SuccessfulCount,
    FailureCount,
    // element of failure-details
    ResultType,
    SendingMtaIp,
    ReceivingMxHostname,
    ReceivingMxHelo,
    ReceivingIp,
    FailedSessionCount,
    AdditionalInformation,
    FailureReasonCode,
};
/// Number of values of ReportMember.
constexpr std::size_t memberCount = static_cast<std::size_t>(ReportMember::FailureReasonCode) + 1;

/// Sets of members, a bit each.
constexpr std::uint32_t operator|(std::uint32_t bits, ReportMember member)
{
    return bits | (1u << static_cast<unsigned>(member));
}
/// A set of two.
constexpr std::uint32_t operator|(ReportMember a, ReportMember b)
{
    return 0u | a | b;
}
/// Members of the policy object itself.
constexpr std::uint32_t insidePolicyMembers = 0u | ReportMember::PolicyType
    | ReportMember::PolicyString | ReportMember::PolicyDomain | ReportMember::MxHost;

/// A key and the member that it stands for.
struct MemberMatch {
    ReportMember member = ReportMember::Unknown;
    bool alias = false; ///< Another key than RFC 8460's.
};

/// Looks a key up in an object: RFC 8460's keys, then aliases that were seen, then the same keys in
/// other letters or with underscores.
MemberMatch findMember(ReportObject object, std::string_view key);

/// RFC 8460's key of a member.
std::string_view keyOf(ReportMember member);
/// The same in quotes, as it stands in JSON; empty for Unknown.
std::string_view quotedKeyOf(ReportMember member);

} // namespace mxlens
