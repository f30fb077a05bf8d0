// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/quickfailure.h"

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

std::size_t QuickFailure::read(std::string_view json, FailureDetail& to)
{
    m_at = json.data() + 1; // behind the bracket
    m_end = json.data() + json.size();
    m_seen = 0;
    m_last = ReportMember::Unknown;
    while (true) {
        m_at = pastBlanks(m_at, m_end);
        const Key* const found = key();
        if (!found)
            return 0;
        const ReportMember member = found->member;
        const std::uint32_t bit = 0u | member;
        if ((m_seen & bit) != 0)
            return 0;
        m_seen |= bit;
        m_last = member;
        m_at = pastBlanks(m_at + found->quoted.size(), m_end);
        if (m_at == m_end || *m_at++ != ':')
            return 0;
        m_at = pastBlanks(m_at, m_end);
        if (!value(member, to))
            return 0;
        m_at = pastBlanks(m_at, m_end);
        if (m_at == m_end)
            return 0;
        const char next = *m_at++;
        if (next == '}')
            return static_cast<std::size_t>(m_at - json.data());
        if (next != ',')
            return 0;
    }
}

// The key that stands here; nothing where it is none of RFC 8460's.
const QuickFailure::Key* QuickFailure::key()
{
    const std::string_view rest(m_at, static_cast<std::size_t>(m_end - m_at));
    auto& [last, before] = m_next[static_cast<std::size_t>(m_last)];
    if (beginsWithKey(rest, last.quoted))
        return &last;
    if (beginsWithKey(rest, before.quoted)) {
        std::swap(last, before);
        return &last;
    }
    for (std::size_t i = firstMember; i < memberCount; ++i) {
        const auto member = static_cast<ReportMember>(i);
        if (beginsWithKey(rest, quotedKeyOf(member))) {
            before = std::exchange(last, { quotedKeyOf(member), member });
            return &last;
        }
    }
    return nullptr;
}

bool QuickFailure::value(ReportMember member, FailureDetail& to)
{
    if (member == ReportMember::FailedSessionCount)
        return exactCount(m_at, m_end, to.failedSessionCount);
    return plainText(m_at, m_end, to.*texts[static_cast<std::size_t>(member) - firstMember]);
}

} // namespace mxlens
