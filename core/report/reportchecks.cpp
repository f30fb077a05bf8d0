// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/reportchecks.h"

#include "core/report/byteword.h"
#include "core/report/ipaddress.h"
#include "core/report/jsonscan.h"
#include "core/report/names.h"
#include "core/report/resulttype.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <span>

namespace mxlens {

namespace {

// RFC 8460 section 4.1 wants a day; an hour more lets daylight saving mistakes pass.
constexpr std::int64_t longestDay = 25 * 3600;

DeviationCode deviationOf(DateForm form)
{
    switch (form) {
    case DateForm::NoZone:
        return DeviationCode::DateWithoutZone;
    case DateForm::DateOnly:
        return DeviationCode::DateWithoutTime;
    default:
        return DeviationCode::DateHour24;
    }
}

std::vector<std::string> splitLines(std::string_view text)
{
    // Line feeds divide lines; where there are none, semicolons do, as RFC 8460 section 4 once had
    // it.
    const char divider = text.find('\n') != std::string_view::npos ? '\n' : ';';
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(divider), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        if (!line.empty())
            lines.emplace_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

ReadAddress checkAddress(std::string_view written, DeviationLog& log, ReportMember member,
    const DeviationLog::Place& place)
{
    if (written.empty())
        return {};
    const ReadAddress address = readAddress(written);
    if (address.form == AddressForm::Unreadable)
        log.note(DeviationCode::AddressUnreadable, member, place, written);
    else if (address.form == AddressForm::Other)
        log.note(DeviationCode::AddressForm, member, place, written, address.value.text());
    return address;
}

// Whether an address of which there is nothing to note is written once more.
bool isAgain(const ReadAddress& address, std::string_view before, std::string_view written)
{
    return address.form == AddressForm::Usual && areEqual(before, written);
}

// The value of the first `mode` line (RFC 8461 section 3.2: of repeated fields the first counts).
std::optional<std::string_view> modeLine(std::span<const std::string_view> lines)
{
    for (const std::string_view line : lines) {
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos
            && equalIgnoringCase(trimmed(line.substr(0, colon)), "mode"))
            return trimmed(line.substr(colon + 1));
    }
    return {};
}

void checkMode(
    Policy& policy, const Report& report, DeviationLog& log, const DeviationLog::Place& place)
{
    const auto written = modeLine(report.linesOf(policy));
    if (!written) {
        if (policyTypeOf(policy.type) == PolicyType::Sts && policy.lineCount > 0)
            log.noteField(DeviationCode::MissingMember,
                DeviationLog::pathOf(ReportMember::PolicyString, place) + " (mode)");
        return;
    }
    policy.mode = *written;
    for (const std::string_view known : { "enforce", "testing", "none" }) {
        if (!equalIgnoringCase(*written, known))
            continue;
        policy.mode = known;
        if (*written != known)
            log.note(
                DeviationCode::PolicyModeForm, ReportMember::PolicyString, place, *written, known);
        return;
    }
    log.note(DeviationCode::UnknownPolicyMode, ReportMember::PolicyString, place, *written);
}

void checkType(const Policy& policy, DeviationLog& log, const DeviationLog::Place& place)
{
    if (policy.type.empty())
        return;
    static constexpr std::string_view known[] = { "sts", "tlsa", "no-policy-found" };
    if (std::find(std::begin(known), std::end(known), policy.type) != std::end(known))
        return;
    const bool onlyForm = policyTypeOf(policy.type) != PolicyType::Other;
    log.note(onlyForm ? DeviationCode::PolicyTypeForm : DeviationCode::UnknownPolicyType,
        ReportMember::PolicyType, place, policy.type,
        onlyForm ? lowered(policy.type) : std::string());
}

// Whether details and summary agree (RFC 8460 section 4: they need not).
void checkSums(
    const Policy& policy, const Report& report, DeviationLog& log, const DeviationLog::Place& place)
{
    if (!policy.failedSessions.known())
        return;
    Count sum = Count::zero();
    bool allKnown = true;
    for (const FailureDetail& failure : report.failuresOf(policy)) {
        sum += failure.failedSessionCount;
        allKnown &= failure.failedSessionCount.known();
    }
    const std::int64_t details = sum.valueOr(0);
    const std::int64_t summary = policy.failedSessions.valueOr(0);
    if (details == summary)
        return;
    const std::string figures = std::to_string(details) + " of " + std::to_string(summary);
    if (details > summary)
        log.note(DeviationCode::DetailsAboveSummary, ReportMember::FailureDetails, place, figures);
    else if (allKnown)
        log.note(DeviationCode::DetailsBelowSummary, ReportMember::FailureDetails, place, figures,
            std::to_string(summary - details) + " not detailed");
}

} // namespace

Count countFromText(
    std::string_view text, DeviationLog& log, ReportMember member, const DeviationLog::Place& place)
{
    const std::string_view digits = trimmed(text);
    const bool negative = digits.starts_with('-');
    const std::string_view magnitude = negative ? digits.substr(1) : digits;
    const bool isNumber
        = !magnitude.empty() && magnitude.find_first_not_of("0123456789") == std::string_view::npos;
    if (!isNumber || negative) {
        log.note(isNumber ? DeviationCode::CountNegative : DeviationCode::CountUnreadable, member,
            place, text);
        return {};
    }
    std::int64_t value = 0;
    const auto [end, error]
        = std::from_chars(magnitude.data(), magnitude.data() + magnitude.size(), value);
    const Count count(error == std::errc() ? value : Count::maximum());
    log.note(DeviationCode::CountAsText, member, place, text, std::to_string(count.valueOr(0)));
    if (count.valueOr(0) > largestExactCount)
        log.note(DeviationCode::CountTooLarge, member, place, text);
    return count;
}

std::optional<Timestamp> dateFromText(
    std::string_view text, DeviationLog& log, ReportMember member, const DeviationLog::Place& place)
{
    const auto date = parseDateTime(text);
    if (!date) {
        log.note(DeviationCode::DateUnreadable, member, place, text);
        return {};
    }
    if (date->form != DateForm::Rfc3339)
        log.note(deviationOf(date->form), member, place, text, formatTimestamp(date->time));
    return date->time;
}

std::vector<std::string> policyLinesFromText(std::string_view text)
{
    const std::string_view value = trimmed(text);
    if (!value.starts_with('['))
        return splitLines(value);
    // Flat on purpose: the callback refuses nesting, so that hostile text cannot go deep.
    const auto refuseNesting = [](int depth, nlohmann::json::parse_event_t, const nlohmann::json&) {
        return depth <= 1;
    };
    const nlohmann::json list = nlohmann::json::parse(
        value.begin(), value.end(), refuseNesting, /* allow_exceptions = */ false);
    if (!list.is_array())
        return splitLines(value);
    std::vector<std::string> lines;
    for (const nlohmann::json& element : list) {
        if (element.is_string())
            lines.emplace_back(trimmed(element.get_ref<const std::string&>()));
    }
    return lines;
}

void checkFailure(FailureDetail& failure, const FailureDetail* before, DeviationLog& log,
    const DeviationLog::Place& place)
{
    if (!failure.resultType.empty() && !isKnownResultType(failure.resultType)) {
        const std::string name = lowered(failure.resultType);
        const bool onlyForm = isKnownResultType(name);
        log.note(onlyForm ? DeviationCode::ResultTypeForm : DeviationCode::UnknownResultType,
            ReportMember::ResultType, place, failure.resultType, onlyForm ? name : std::string());
    }
    failure.sendingAddress
        = before && isAgain(before->sendingAddress, before->sendingMtaIp, failure.sendingMtaIp)
        ? before->sendingAddress
        : checkAddress(failure.sendingMtaIp, log, ReportMember::SendingMtaIp, place);
    failure.receivingAddress
        = before && isAgain(before->receivingAddress, before->receivingIp, failure.receivingIp)
        ? before->receivingAddress
        : checkAddress(failure.receivingIp, log, ReportMember::ReceivingIp, place);
}

bool checkPolicy(Policy& policy, const Report& report, DeviationLog& log,
    const DeviationLog::Place& place, bool known)
{
    if (known) {
        checkSums(policy, report, log, place);
        return true;
    }
    std::size_t notes = log.notes();
    checkType(policy, log, place);
    checkMode(policy, report, log, place);
    bool clean = log.notes() == notes;
    checkSums(policy, report, log, place);
    notes = log.notes();
    if (!isNormalizedName(policy.domain))
        log.note(DeviationCode::DomainForm, ReportMember::PolicyDomain, place, policy.domain,
            normalizedName(policy.domain));
    return clean && log.notes() == notes;
}

void checkDateRange(const Report& report, DeviationLog& log)
{
    if (!report.start || !report.end)
        return;
    const bool backwards = *report.end < *report.start;
    if (!backwards && *report.end - *report.start <= longestDay)
        return;
    log.note(backwards ? DeviationCode::EndBeforeStart : DeviationCode::LongRange,
        ReportMember::DateRange, {},
        formatTimestamp(*report.start) + " to " + formatTimestamp(*report.end));
}

} // namespace mxlens
