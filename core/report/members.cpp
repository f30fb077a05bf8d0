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
    Member member;
    bool alias = false;
};

constexpr Entry reportKeys[] = {
    { "organization-name", Member::OrganizationName },
    { "date-range", Member::DateRange },
    { "contact-info", Member::ContactInfo },
    { "report-id", Member::ReportId },
    { "policies", Member::Policies },
    { "tls-report", Member::Policies, true },
    // Drafts before RFC 8460 had one policy, spread over the report itself.
    { "policy", Member::Policy, true },
    { "summary", Member::Summary, true },
    { "failure-details", Member::FailureDetails, true },
    { "report-items", Member::FailureDetails, true },
};
constexpr Entry dateRangeKeys[] = {
    { "start-datetime", Member::StartDatetime },
    { "end-datetime", Member::EndDatetime },
};
constexpr Entry policyEntryKeys[] = {
    { "policy", Member::Policy },
    { "summary", Member::Summary },
    { "failure-details", Member::FailureDetails },
    { "failures", Member::FailureDetails, true },
    { "report-items", Member::FailureDetails, true },
    // Some writers leave the policy object out and put its members here.
    { "policy-type", Member::PolicyType },
    { "policy-string", Member::PolicyString },
    { "policy-domain", Member::PolicyDomain },
    { "mx-host", Member::MxHost },
    { "mx-host-pattern", Member::MxHost, true },
};
constexpr Entry policyKeys[] = {
    { "policy-type", Member::PolicyType },
    { "policy-string", Member::PolicyString },
    { "policy-domain", Member::PolicyDomain },
    { "mx-host", Member::MxHost },
    { "mx-host-pattern", Member::MxHost, true },
};
constexpr Entry summaryKeys[] = {
    { "total-successful-session-count", Member::SuccessfulCount },
    { "total-failure-session-count", Member::FailureCount },
    { "success-aggregate", Member::SuccessfulCount, true },
    { "failure-aggregate", Member::FailureCount, true },
    { "failure-aggregate:", Member::FailureCount, true },
};
constexpr Entry failureKeys[] = {
    { "result-type", Member::ResultType },
    { "sending-mta-ip", Member::SendingMtaIp },
    { "receiving-mx-hostname", Member::ReceivingMxHostname },
    { "receiving-mx-helo", Member::ReceivingMxHelo },
    { "receiving-ip", Member::ReceivingIp },
    { "failed-session-count", Member::FailedSessionCount },
    { "additional-information", Member::AdditionalInformation },
    { "failure-reason-code", Member::FailureReasonCode },
    { "receiving-mx-host-name", Member::ReceivingMxHostname, true },
    { "receiving-mta", Member::ReceivingMxHostname, true },
    { "additional-info-uri", Member::AdditionalInformation, true },
    { "failure-error-code", Member::FailureReasonCode, true },
    { "failure-reason", Member::FailureReasonCode, true },
    { "session-count", Member::FailedSessionCount, true },
    { "message-count", Member::FailedSessionCount, true },
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

std::string_view keyOf(Member member)
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

std::string_view quotedKeyOf(Member member)
{
    static const std::array<std::string, memberCount> keys = [] {
        std::array<std::string, memberCount> made;
        for (std::size_t i = 1; i < memberCount; ++i)
            made[i] = '"' + std::string(keyOf(static_cast<Member>(i))) + '"';
        return made;
    }();
    return keys[static_cast<std::size_t>(member)];
}

} // namespace mxlens
