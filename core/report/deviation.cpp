// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/deviation.h"

#include <array>

namespace mxlens {

namespace {

struct Wording {
    std::string_view name;
    std::string_view sentence;
};

// In the order of DeviationCode.
constexpr std::array<Wording, deviationCodeCount> wordings{ {
    { "byte-order-mark", "a byte order mark before the JSON" },
    { "utf-16-text", "UTF-16 in place of UTF-8" },
    { "invalid-utf-8", "bytes that are not UTF-8, replaced" },
    { "trailing-data", "data behind the report, passed over" },
    { "array-of-reports", "several reports in one document" },
    { "repaired-json", "not valid JSON, repaired" },
    { "gzip-trailing-bytes", "bytes behind the end of the gzip data, passed over" },
    { "gzip-twice", "compressed with gzip twice" },
    { "label-mismatch", "the label promises another format than the content has" },
    { "base64-damaged", "base64 with stray characters or missing padding" },
    { "missing-member", "missing" },
    { "null-member", "null, read as absent" },
    { "empty-text", "empty, read as absent" },
    { "wrong-type", "another JSON type than RFC 8460 has" },
    { "alias-key", "written under another key" },
    { "unknown-member", "not in RFC 8460, kept" },
    { "duplicate-member", "stands twice in one object, the last one counts" },
    { "flattened-policy", "no policy object, its members stand beside it" },
    { "date-without-zone", "no time zone" },
    { "date-without-time", "no time of day" },
    { "date-hour-24", "hour 24" },
    { "date-unreadable", "not a date, unknown" },
    { "end-before-start", "the range ends before it starts" },
    { "long-range", "the range is longer than 25 hours and counts on its first day" },
    { "count-as-text", "a count written as text" },
    { "count-as-fraction", "a count written with a fraction" },
    { "count-unreadable", "not a count, unknown" },
    { "count-negative", "a negative count, unknown" },
    { "count-too-large", "a count beyond what JSON carries exactly" },
    { "details-below-summary", "failure details add up to less than the summary" },
    { "details-above-summary", "failure details add up to more than the summary, they overlap" },
    { "no-policies", "a report without policies" },
    { "unknown-policy-type", "not a policy type of RFC 8460" },
    { "policy-type-form", "the policy type in unusual form" },
    { "policy-mode-form", "the policy mode in unusual form" },
    { "unknown-policy-mode", "not a mode of RFC 8461" },
    { "policy-text-form", "the policy text in unusual form" },
    { "mx-host-form", "mx-host in unusual form" },
    { "domain-form", "a domain in unusual form" },
    { "domain-from-context", "missing, taken from outside the report" },
    { "context-differs", "mail or file name say something else, the report counts" },
    { "unknown-result-type", "not a result type of RFC 8460" },
    { "result-type-form", "the result type in unusual form" },
    { "address-unreadable", "not an IP address" },
    { "address-form", "an IPv6 address not in RFC 5952 form" },
    { "control-characters", "control characters in the text" },
    { "same-identity", "another report has the same identity and other content, both count" },
} };

static_assert(wordings.back().name == "same-identity", "one wording for each code");

const Wording& wordingOf(DeviationCode code)
{
    return wordings.at(static_cast<std::size_t>(code));
}

} // namespace

std::string_view deviationName(DeviationCode code)
{
    return wordingOf(code).name;
}

std::string describe(const Deviation& deviation)
{
    std::string text;
    if (!deviation.field.empty())
        text.append(deviation.field).append(": ");
    text.append(wordingOf(deviation.code).sentence);
    if (!deviation.written.empty())
        text.append(" (written: ").append(deviation.written).append(")");
    if (!deviation.madeOf.empty())
        text.append(", read as ").append(deviation.madeOf);
    if (deviation.count > 1)
        text.append(" [").append(std::to_string(deviation.count)).append(" times]");
    return text;
}

} // namespace mxlens
