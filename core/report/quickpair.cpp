// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/quickpair.h"

#include "core/report/jsonscan.h"
#include "core/report/members.h"

namespace mxlens {

namespace {

// Reads an object of two members in this order; value reads what stands behind a key and moves
// behind it.
template <typename Value>
std::size_t readPair(std::string_view json, ReportMember first, ReportMember second, Value value)
{
    const char* at = json.data() + 1; // behind the bracket
    const char* const end = json.data() + json.size();
    for (const ReportMember member : { first, second }) {
        at = pastBlanks(at, end);
        const std::string_view key = quotedKeyOf(member);
        if (!beginsWithKey({ at, static_cast<std::size_t>(end - at) }, key))
            return 0;
        at = pastBlanks(at + key.size(), end);
        if (at == end || *at++ != ':')
            return 0;
        at = pastBlanks(at, end);
        if (!value(member, at, end))
            return 0;
        at = pastBlanks(at, end);
        if (at == end || *at++ != (member == first ? ',' : '}'))
            return 0;
    }
    return static_cast<std::size_t>(at - json.data());
}

} // namespace

std::size_t quickDateRange(std::string_view json, QuickDateRange& to)
{
    return readPair(json, ReportMember::StartDatetime, ReportMember::EndDatetime,
        [&to](ReportMember member, const char*& at, const char* end) {
            return plainText(at, end, member == ReportMember::StartDatetime ? to.start : to.end);
        });
}

std::size_t quickSummary(std::string_view json, QuickSummary& to)
{
    const auto value = [&to](ReportMember member, const char*& at, const char* end) {
        return exactCount(
            at, end, member == ReportMember::SuccessfulCount ? to.successful : to.failed);
    };
    constexpr auto successful = ReportMember::SuccessfulCount;
    constexpr auto failed = ReportMember::FailureCount;
    const std::size_t length = readPair(json, successful, failed, value);
    return length > 0 ? length : readPair(json, failed, successful, value);
}

} // namespace mxlens
