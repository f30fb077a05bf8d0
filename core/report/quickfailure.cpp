// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/quickfailure.h"

#include "core/report/inlining.h"
#include "core/report/jsonscan.h"

#include <utility>

namespace mxlens {

namespace {

constexpr auto firstMember = static_cast<std::size_t>(ReportMember::ResultType);

// Texts of a failure, from firstMember on; the count has none.
constexpr std::array<std::string_view FailureDetail::*, memberCount - firstMember> texts{
    &FailureDetail::resultType,
    &FailureDetail::sendingMtaIp,
    &FailureDetail::receivingMxHostname,
    &FailureDetail::receivingMxHelo,
    &FailureDetail::receivingIp,
    nullptr,
    &FailureDetail::additionalInformation,
    &FailureDetail::failureReasonCode,
};

} // namespace

// Another key than the two that last came behind the one before; nothing where it is none of RFC
// 8460's.
const QuickFailure::Key* QuickFailure::otherKey(std::string_view rest, std::array<Key, 2>& known)
{
    auto& [last, before] = known;
    for (std::size_t i = firstMember; i < memberCount; ++i) {
        const auto member = static_cast<ReportMember>(i);
        if (beginsWithKey(rest, quotedKeyOf(member))) {
            before = std::exchange(last, { quotedKeyOf(member), member });
            return &last;
        }
    }
    return nullptr;
}

// The key that stands here; nothing where it is none of RFC 8460's.
MXLENS_INLINE const QuickFailure::Key* QuickFailure::key(std::string_view rest, ReportMember behind)
{
    std::array<Key, 2>& known = m_next[static_cast<std::size_t>(behind)];
    auto& [last, before] = known;
    if (beginsWithKey(rest, last.quoted))
        return &last;
    if (beginsWithKey(rest, before.quoted)) {
        std::swap(last, before);
        return &last;
    }
    return otherKey(rest, known);
}

std::size_t QuickFailure::read(std::string_view json, FailureDetail& to)
{
    const char* at = json.data() + 1; // behind the bracket
    const char* const end = json.data() + json.size();
    std::uint32_t seen = 0;
    ReportMember last = ReportMember::Unknown;
    while (true) {
        at = pastBlanks(at, end);
        const Key* const found = key({ at, static_cast<std::size_t>(end - at) }, last);
        if (!found)
            return 0;
        last = found->member;
        const std::uint32_t bit = 0u | last;
        if ((seen & bit) != 0)
            return 0;
        seen |= bit;
        at = pastBlanks(at + found->quoted.size(), end);
        if (at == end || *at++ != ':')
            return 0;
        at = pastBlanks(at, end);
        const bool read = last == ReportMember::FailedSessionCount
            ? exactCount(at, end, to.failedSessionCount)
            : plainText(at, end, to.*texts[static_cast<std::size_t>(last) - firstMember]);
        if (!read)
            return 0;
        at = pastBlanks(at, end);
        if (at == end)
            return 0;
        const char next = *at++;
        if (next == '}') {
            m_seen = seen;
            return static_cast<std::size_t>(at - json.data());
        }
        if (next != ',')
            return 0;
    }
}

} // namespace mxlens
