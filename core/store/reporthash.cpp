// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reporthash.h"

#include "core/report/foldedproduct.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace mxlens {

namespace {

// Two lanes over everything that is fed in. Not a cryptographic hash: reports are grouped by it,
// and 128 bits make an accidental meeting of different reports impossible. The same in every
// program, as the numbers are kept in files.
class Hasher {
public:
    void feed(std::uint64_t first, std::uint64_t second)
    {
        m_a = foldedProduct(m_a ^ first, 0x9E3779B97F4A7C15ull ^ second) + first;
        m_b = foldedProduct(m_b ^ second ^ 0xC2B2AE3D27D4EB4Full, first ^ 0xD6E8FEB86659FD93ull)
            + second;
    }
    void feed(std::uint64_t value) { feed(value, 0x165667B19E3779F9ull); }
    void feed(std::string_view text)
    {
        const std::size_t size = text.size();
        for (; text.size() > 16; text.remove_prefix(16))
            feed(wordAt(text, 0, 8), wordAt(text, 8, 8));
        const std::size_t first = std::min<std::size_t>(text.size(), 8);
        feed(wordAt(text, 0, first) + size, wordAt(text, first, text.size() - first));
    }
    void feed(Count count) { feed(static_cast<std::uint64_t>(count.valueOr(-1))); }
    void feed(std::optional<Timestamp> time)
    {
        feed(static_cast<std::uint64_t>(time.value_or(noTimestamp)));
    }
    std::uint64_t first() const { return m_a; }
    std::uint64_t second() const { return m_b; }

private:
    // Up to 8 bytes as a number; the same on every processor.
    static std::uint64_t wordAt(std::string_view text, std::size_t at, std::size_t size)
    {
        std::uint64_t word = 0;
        if constexpr (std::endian::native == std::endian::little) {
            // Two loads that overlap, for no more bytes than there are.
            const char* const from = text.data() + at;
            if (size == 8) {
                std::memcpy(&word, from, 8);
            } else if (size >= 4) {
                std::uint32_t low = 0;
                std::uint32_t high = 0;
                std::memcpy(&low, from, 4);
                std::memcpy(&high, from + size - 4, 4);
                word = low | std::uint64_t{ high } << 8 * (size - 4);
            } else {
                for (std::size_t i = 0; i < size; ++i)
                    word |= std::uint64_t{ static_cast<unsigned char>(from[i]) } << 8 * i;
            }
        } else {
            for (std::size_t i = size; i > 0; --i)
                word = word << 8 | static_cast<unsigned char>(text[at + i - 1]);
        }
        return word;
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

ContentKey policyKeyOf(const Report& report, const Policy& policy)
{
    Hasher hasher;
    hasher.feed(policy.type);
    hasher.feed(policy.domain);
    hasher.feed(policy.lineCount);
    for (const std::string_view line : report.linesOf(policy))
        hasher.feed(line);
    hasher.feed(policy.mxHostCount);
    for (const std::string_view host : report.mxHostsOf(policy))
        hasher.feed(host);
    return { hasher.first(), hasher.second() };
}

ReportKey reportKeyOf(const Report& report)
{
    std::vector<ContentKey> policies;
    for (const Policy& policy : report.policies)
        policies.push_back(policyKeyOf(report, policy));
    return reportKeyOf(report, policies);
}

ReportKey reportKeyOf(const Report& report, std::span<const ContentKey> policies)
{
    Hasher hasher;
    hasher.feed(report.organizationName);
    hasher.feed(report.reportId);
    hasher.feed(report.start);
    hasher.feed(report.end);
    ReportKey key;
    key.identity = static_cast<std::uint32_t>(hasher.first() >> 32);

    hasher.feed(report.contactInfo);
    for (std::size_t i = 0; i < policies.size(); ++i) {
        const Policy& policy = report.policies[i];
        hasher.feed(policies[i][0], policies[i][1]);
        hasher.feed(policy.successfulSessions);
        hasher.feed(policy.failedSessions);
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
