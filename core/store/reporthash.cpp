// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reporthash.h"

#include <bit>
#include <cstring>

namespace mxlens {

namespace {

// Two lanes of multiply and fold over everything that is fed in. Not a cryptographic hash: reports
// are grouped by it, and 128 bits make an accidental meeting of different reports impossible.
class Hasher {
public:
    void feed(std::uint64_t value)
    {
        m_a = mix(m_a ^ value, 0x9E3779B97F4A7C15ull);
        m_b = mix(m_b + value, 0xC2B2AE3D27D4EB4Full);
    }
    void feed(std::string_view text)
    {
        feed(text.size());
        for (; text.size() >= 8; text.remove_prefix(8)) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data(), 8);
            feed(word);
        }
        if (text.empty())
            return; // an empty text may have no address, which memcpy must not be given
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), text.size());
        feed(word);
    }
    void feed(Count count) { feed(static_cast<std::uint64_t>(count.valueOr(-1))); }
    void feed(std::optional<Timestamp> time)
    {
        feed(static_cast<std::uint64_t>(time.value_or(noTimestamp)));
    }
    std::uint64_t first() const { return m_a; }
    std::uint64_t second() const { return m_b; }

private:
    static std::uint64_t mix(std::uint64_t value, std::uint64_t factor)
    {
        value *= factor;
        value ^= value >> 32;
        value *= factor | 1;
        return std::rotl(value, 29) ^ (value >> 17);
    }
    std::uint64_t m_a = 0x243F6A8885A308D3ull;
    std::uint64_t m_b = 0x13198A2E03707344ull;
};

// Whether what was written stands nowhere but in the deviation.
bool holdsContent(DeviationCode code)
{
    switch (code) {
    case DeviationCode::CountUnreadable:
    case DeviationCode::CountNegative:
    case DeviationCode::DateUnreadable:
    case DeviationCode::WrongType:
    case DeviationCode::UnknownMember:
        return true;
    default:
        return false;
    }
}

} // namespace

ReportKey reportKeyOf(const Report& report)
{
    Hasher hasher;
    hasher.feed(report.organizationName);
    hasher.feed(report.reportId);
    hasher.feed(report.start);
    hasher.feed(report.end);
    ReportKey key;
    key.identity = static_cast<std::uint32_t>(hasher.first() >> 32);

    hasher.feed(report.contactInfo);
    for (const Policy& policy : report.policies) {
        hasher.feed(policy.type);
        hasher.feed(policy.domain);
        hasher.feed(policy.successfulSessions);
        hasher.feed(policy.failedSessions);
        hasher.feed(policy.lineCount);
        for (const std::string_view line : report.linesOf(policy))
            hasher.feed(line);
        hasher.feed(policy.mxHostCount);
        for (const std::string_view host : report.mxHostsOf(policy))
            hasher.feed(host);
        hasher.feed(policy.failureCount);
        for (const FailureDetail& failure : report.failuresOf(policy)) {
            for (const std::string_view text : { failure.resultType, failure.sendingMtaIp,
                     failure.receivingMxHostname, failure.receivingMxHelo, failure.receivingIp,
                     failure.additionalInformation, failure.failureReasonCode })
                hasher.feed(text);
            hasher.feed(failure.failedSessionCount);
        }
    }
    // What could not be read is content too: two counts in words are not the same count.
    for (const Deviation& deviation : report.deviations) {
        if (!holdsContent(deviation.code))
            continue;
        hasher.feed(deviation.field);
        hasher.feed(deviation.written);
    }
    key.content = { hasher.first(), hasher.second() };
    // Without a report-id there is no identity to share: the content decides.
    if (report.reportId.empty())
        key.identity = static_cast<std::uint32_t>(hasher.second() >> 32);
    return key;
}

} // namespace mxlens
