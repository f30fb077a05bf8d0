// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reporthash.h"

#include "core/report/byteword.h"
#include "core/report/foldedproduct.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

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
    /// Texts, and a number with them: eight at the most. Their lengths come first: so each is where
    /// it is, and those that are absent, as many are, take no step of their own.
    void feed(std::span<const std::string_view> texts, std::uint64_t number);
    std::uint64_t first() const { return m_a; }
    std::uint64_t second() const { return m_b; }

private:
    // 8 bytes as a number; the same on every processor.
    static std::uint64_t wordOf(std::string_view text, std::size_t at)
    {
        return wordOf(text.substr(at, 8));
    }
    // Up to 8 bytes as a number; the same on every processor.
    static std::uint64_t wordOf(std::string_view text)
    {
        if constexpr (std::endian::native == std::endian::little) {
            if (text.size() == 8)
                return wordAt(text.data());
        }
        std::uint64_t word = 0;
        for (std::size_t i = text.size(); i > 0; --i)
            word = word << 8 | static_cast<unsigned char>(text[i - 1]);
        return word;
    }

    std::uint64_t m_a = 0x243F6A8885A308D3ull;
    std::uint64_t m_b = 0x13198A2E03707344ull;
};

// Not a part of its callers, which feed many texts: together they would be larger than what the
// processor keeps of a program.
void Hasher::feed(std::span<const std::string_view> texts, std::uint64_t number)
{
    constexpr std::size_t longest = 255;
    std::uint64_t lengths = 0;
    for (const std::string_view text : texts)
        lengths = lengths << 8 | std::min(text.size(), longest);
    feed(lengths, number);
    for (const std::string_view text : texts) {
        const std::size_t size = text.size();
        if (size >= longest)
            feed(size);
        // The last two words are those at the end: they may overlap what came before.
        for (std::size_t at = 0; at + 16 < size; at += 16)
            feed(wordOf(text, at), wordOf(text, at + 8));
        if (size > 16)
            feed(wordOf(text, size - 16), wordOf(text, size - 8));
        else if (size >= 8)
            feed(wordOf(text, 0), wordOf(text, size - 8));
        else if (size > 0)
            feed(wordOf(text));
    }
}

std::uint64_t numberOf(Count count)
{
    return static_cast<std::uint64_t>(count.valueOr(-1));
}

std::uint64_t numberOf(std::optional<Timestamp> time)
{
    return static_cast<std::uint64_t>(time.value_or(noTimestamp));
}

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
    hasher.feed(std::array{ policy.type, policy.domain }, policy.lineCount);
    for (const std::string_view line : report.linesOf(policy))
        hasher.feed(std::array{ line }, 0);
    hasher.feed(policy.mxHostCount);
    for (const std::string_view host : report.mxHostsOf(policy))
        hasher.feed(std::array{ host }, 0);
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
    using One = std::array<std::string_view, 1>;
    hasher.feed(One{ report.organizationName }, numberOf(report.start));
    hasher.feed(One{ report.reportId }, numberOf(report.end));
    ReportKey key;
    key.identity = static_cast<std::uint32_t>(hasher.first() >> 32);

    hasher.feed(One{ report.contactInfo }, policies.size());
    for (std::size_t i = 0; i < policies.size(); ++i) {
        const Policy& policy = report.policies[i];
        hasher.feed(policies[i][0], policies[i][1]);
        hasher.feed(numberOf(policy.successfulSessions), numberOf(policy.failedSessions));
        hasher.feed(policy.failureCount);
        for (const FailureDetail& failure : report.failuresOf(policy)) {
            hasher.feed(
                std::array{ failure.resultType, failure.sendingMtaIp, failure.receivingMxHostname,
                    failure.receivingMxHelo, failure.receivingIp, failure.additionalInformation,
                    failure.failureReasonCode },
                numberOf(failure.failedSessionCount));
        }
    }
    // What could not be read is content too: two counts in words are not the same count.
    for (const Deviation& deviation : report.deviations) {
        if (!holdsContent(deviation.code))
            continue;
        hasher.feed(std::array<std::string_view, 2>{ deviation.field, deviation.written }, 0);
    }
    key.content = { hasher.first(), hasher.second() };
    // Without a report-id there is no identity to share: the content decides.
    if (report.reportId.empty())
        key.identity = static_cast<std::uint32_t>(hasher.second() >> 32);
    return key;
}

} // namespace mxlens
