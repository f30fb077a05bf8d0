// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/members.h"

#include "core/report/names.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace mxlens {

namespace {

struct Entry {
    std::string_view key;
    ReportMember member;
    bool alias = false;
};

constexpr Entry reportKeys[] = {
    { "organization-name", ReportMember::OrganizationName },
    { "date-range", ReportMember::DateRange },
    { "contact-info", ReportMember::ContactInfo },
    { "report-id", ReportMember::ReportId },
    { "policies", ReportMember::Policies },
    { "tls-report", ReportMember::Policies, true },
    // Drafts before RFC 8460 had one policy, spread over the report itself.
    { "policy", ReportMember::Policy, true },
    { "summary", ReportMember::Summary, true },
    { "failure-details", ReportMember::FailureDetails, true },
    { "report-items", ReportMember::FailureDetails, true },
};
constexpr Entry dateRangeKeys[] = {
    { "start-datetime", ReportMember::StartDatetime },
    { "end-datetime", ReportMember::EndDatetime },
};
constexpr Entry policyEntryKeys[] = {
    { "policy", ReportMember::Policy },
    { "summary", ReportMember::Summary },
    { "failure-details", ReportMember::FailureDetails },
    { "failures", ReportMember::FailureDetails, true },
    { "report-items", ReportMember::FailureDetails, true },
    // Some writers leave the policy object out and put its members here.
    { "policy-type", ReportMember::PolicyType },
    { "policy-string", ReportMember::PolicyString },
    { "policy-domain", ReportMember::PolicyDomain },
    { "mx-host", ReportMember::MxHost },
    { "mx-host-pattern", ReportMember::MxHost, true },
};
constexpr Entry policyKeys[] = {
    { "policy-type", ReportMember::PolicyType },
    { "policy-string", ReportMember::PolicyString },
    { "policy-domain", ReportMember::PolicyDomain },
    { "mx-host", ReportMember::MxHost },
    { "mx-host-pattern", ReportMember::MxHost, true },
};
constexpr Entry summaryKeys[] = {
    { "total-successful-session-count", ReportMember::SuccessfulCount },
    { "total-failure-session-count", ReportMember::FailureCount },
    { "success-aggregate", ReportMember::SuccessfulCount, true },
    { "failure-aggregate", ReportMember::FailureCount, true },
    { "failure-aggregate:", ReportMember::FailureCount, true },
};
constexpr Entry failureKeys[] = {
    { "result-type", ReportMember::ResultType },
    { "sending-mta-ip", ReportMember::SendingMtaIp },
    { "receiving-mx-hostname", ReportMember::ReceivingMxHostname },
    { "receiving-mx-helo", ReportMember::ReceivingMxHelo },
    { "receiving-ip", ReportMember::ReceivingIp },
    { "failed-session-count", ReportMember::FailedSessionCount },
    { "additional-information", ReportMember::AdditionalInformation },
    { "failure-reason-code", ReportMember::FailureReasonCode },
    { "receiving-mx-host-name", ReportMember::ReceivingMxHostname, true },
    { "receiving-mta", ReportMember::ReceivingMxHostname, true },
    { "additional-info-uri", ReportMember::AdditionalInformation, true },
    { "failure-error-code", ReportMember::FailureReasonCode, true },
    { "failure-reason", ReportMember::FailureReasonCode, true },
    { "session-count", ReportMember::FailedSessionCount, true },
    { "message-count", ReportMember::FailedSessionCount, true },
};

std::span<const Entry> keysOf(ReportObject object)
{
    switch (object) {
    case ReportObject::Report:
        return reportKeys;
    case ReportObject::DateRange:
        return dateRangeKeys;
    case ReportObject::PolicyEntry:
        return policyEntryKeys;
    case ReportObject::Policy:
        return policyKeys;
    case ReportObject::Summary:
        return summaryKeys;
    case ReportObject::FailureDetail:
        return failureKeys;
    }
    return {};
}

// The keys of one object by a hash of their length and a few letters.
class KeyTable final {
public:
    explicit KeyTable(std::span<const Entry> entries)
    {
        for (const Entry& entry : entries) {
            std::size_t slot = hashOf(entry.key);
            while (m_slots[slot])
                slot = (slot + 1) % m_slots.size();
            m_slots[slot] = &entry;
        }
    }

    const Entry* find(std::string_view key) const
    {
        if (key.empty())
            return nullptr;
        for (std::size_t slot = hashOf(key); m_slots[slot]; slot = (slot + 1) % m_slots.size()) {
            if (m_slots[slot]->key == key)
                return m_slots[slot];
        }
        return nullptr;
    }

private:
    static std::size_t hashOf(std::string_view key)
    {
        const auto letter = [key](std::size_t at) { return static_cast<unsigned char>(key[at]); };
        return (key.size() * 7 + letter(0) * 5u + letter(key.size() / 2) * 3u
                   + letter(key.size() - 1))
            % 64;
    }
    std::array<const Entry*, 64> m_slots{};
};

const Entry* find(ReportObject object, std::string_view key)
{
    static const std::array<KeyTable, 6> tables{ KeyTable(reportKeys), KeyTable(dateRangeKeys),
        KeyTable(policyEntryKeys), KeyTable(policyKeys), KeyTable(summaryKeys),
        KeyTable(failureKeys) };
    return tables[static_cast<std::size_t>(object)].find(key);
}

std::string_view lookedUpKey(ReportMember member)
{
    for (const ReportObject object :
        { ReportObject::PolicyEntry, ReportObject::Report, ReportObject::DateRange,
            ReportObject::Policy, ReportObject::Summary, ReportObject::FailureDetail }) {
        for (const Entry& entry : keysOf(object)) {
            if (entry.member == member && !entry.alias)
                return entry.key;
        }
    }
    return {};
}

} // namespace

MemberMatch findMember(ReportObject object, std::string_view key)
{
    if (const Entry* entry = find(object, key))
        return { entry->member, entry->alias };
    std::string folded = lowered(trimmed(key));
    std::replace(folded.begin(), folded.end(), '_', '-');
    if (folded == key)
        return {};
    const Entry* entry = find(object, folded);
    return entry ? MemberMatch{ entry->member, true } : MemberMatch{};
}

std::string_view quotedKeyOf(ReportMember member)
{
    static const std::array<std::string, memberCount> keys = [] {
        std::array<std::string, memberCount> made;
        for (std::size_t i = 1; i < memberCount; ++i)
            made[i] = '"' + std::string(lookedUpKey(static_cast<ReportMember>(i))) + '"';
        return made;
    }();
    return keys[static_cast<std::size_t>(member)];
}

std::string_view keyOf(ReportMember member)
{
    const std::string_view quoted = quotedKeyOf(member);
    return quoted.empty() ? quoted : quoted.substr(1, quoted.size() - 2);
}

} // namespace mxlens
