// SPDX-License-Identifier: GPL-3.0-or-later
// The values of a report; its structure is in reportbuilder.cpp.
#include "core/report/jsonscan.h"
#include "core/report/names.h"
#include "core/report/reportbuilder.h"
#include "core/report/reportchecks.h"

#include <algorithm>

namespace mxlens {

namespace {

enum class Kind { Unknown, Text, Count, Date, Texts, Object, List };

Kind kindOf(ReportMember member)
{
    switch (member) {
    case ReportMember::Unknown:
        return Kind::Unknown;
    case ReportMember::DateRange:
    case ReportMember::Policy:
    case ReportMember::Summary:
        return Kind::Object;
    case ReportMember::Policies:
    case ReportMember::FailureDetails:
        return Kind::List;
    case ReportMember::StartDatetime:
    case ReportMember::EndDatetime:
        return Kind::Date;
    case ReportMember::PolicyString:
    case ReportMember::MxHost:
        return Kind::Texts;
    case ReportMember::SuccessfulCount:
    case ReportMember::FailureCount:
    case ReportMember::FailedSessionCount:
        return Kind::Count;
    default:
        return Kind::Text;
    }
}

} // namespace

bool ReportBuilder::null()
{
    if (m_capture.open()) {
        m_capture.token("null");
        return true;
    }
    if (m_frames.empty() || !inObject() || m_match.member == ReportMember::Unknown)
        oddValue("null");
    else
        note(DeviationCode::NullMember, m_match.member);
    return valueEnds();
}

bool ReportBuilder::boolean(bool value)
{
    if (m_capture.open())
        m_capture.token(value ? "true" : "false");
    else
        oddValue(value ? "true" : "false");
    return valueEnds();
}

bool ReportBuilder::number(std::string_view text, Count count, bool fraction)
{
    if (m_capture.open()) {
        m_capture.token(text);
        return true;
    }
    const bool isCount = !m_frames.empty() && inObject() && kindOf(m_match.member) == Kind::Count;
    if (!isCount) {
        oddValue(text);
        return valueEnds();
    }
    if (!count.known() && text.starts_with('-'))
        note(DeviationCode::CountNegative, m_match.member, text);
    else if (!count.known())
        note(DeviationCode::CountUnreadable, m_match.member, text);
    else if (fraction)
        note(DeviationCode::CountAsFraction, m_match.member, text);
    if (count.valueOr(0) > largestExactCount)
        note(DeviationCode::CountTooLarge, m_match.member, text);
    *countOf(m_match.member) = count;
    return true;
}

bool ReportBuilder::string(std::string_view value, bool stable)
{
    m_stable = stable;
    if (m_capture.open()) {
        m_capture.string(value);
        return true;
    }
    if (m_frames.empty() || (!inObject() && m_frames.back().place != Place::Texts)) {
        oddValue(value);
        return valueEnds();
    }
    if (!inObject()) {
        listElement(m_frames.back().member, value);
        return !tooManyRows();
    }
    const ReportMember member = m_match.member;
    switch (kindOf(member)) {
    case Kind::Text:
        textMember(member, value);
        break;
    case Kind::Count:
        *countOf(member) = countFromText(value, m_log, member, m_place);
        break;
    case Kind::Date:
        (member == ReportMember::StartDatetime ? m_report.start : m_report.end)
            = dateFromText(value, m_log, member, m_place);
        break;
    case Kind::Texts:
        textsMember(member, value);
        break;
    default:
        oddValue(value);
    }
    return true;
}

bool ReportBuilder::startObject()
{
    return enter('{');
}
bool ReportBuilder::endObject()
{
    return leave('}');
}
bool ReportBuilder::startArray()
{
    return enter('[');
}
bool ReportBuilder::endArray()
{
    return leave(']');
}

bool ReportBuilder::valueEnds()
{
    if (m_frames.empty() && !m_capture.open())
        m_complete = true;
    return !tooManyRows();
}

void ReportBuilder::textMember(ReportMember member, std::string_view text)
{
    const std::string_view value = trimmed(text);
    if (value.empty()) {
        note(DeviationCode::EmptyText, member);
        return;
    }
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (!m_stable && std::any_of(value.begin(), value.end(), isControl))
        note(DeviationCode::ControlCharacters, member);
    *textOf(member) = keep(value);
}

std::string_view ReportBuilder::keep(std::string_view text)
{
    return m_stable ? text : m_report.text.store(text);
}

void ReportBuilder::textsMember(ReportMember member, std::string_view text)
{
    if (trimmed(text).empty()) {
        note(DeviationCode::EmptyText, member);
        return;
    }
    startArrayMember();
    m_frames.pop_back();
    if (member == ReportMember::MxHost) {
        note(DeviationCode::MxHostForm, member, text, "a list of one");
        m_policy->mxHostCount = 1;
        m_report.mxHosts.push_back(keep(trimmed(text)));
        return;
    }
    const std::vector<std::string> lines = policyLinesFromText(text);
    note(DeviationCode::PolicyTextForm, member, text, "a list of " + std::to_string(lines.size()));
    for (const std::string& line : lines) {
        m_report.policyLines.push_back(m_report.text.store(line));
        ++m_policy->lineCount;
    }
}

void ReportBuilder::listElement(ReportMember member, std::string_view text)
{
    ++m_rows;
    const std::string_view value = trimmed(text);
    if (member == ReportMember::MxHost) {
        if (value.size() != text.size() || equalIgnoringCase(value.substr(0, 3), "mx:"))
            note(DeviationCode::MxHostForm, member, text);
        ++m_policy->mxHostCount;
        m_report.mxHosts.push_back(keep(value));
        return;
    }
    // Microsoft puts a whole JSON array of TLSA records into one element.
    if (value.starts_with('[')) {
        const std::vector<std::string> lines = policyLinesFromText(value);
        note(DeviationCode::PolicyTextForm, member, text,
            "a list of " + std::to_string(lines.size()));
        for (const std::string& line : lines) {
            m_report.policyLines.push_back(m_report.text.store(line));
            ++m_policy->lineCount;
        }
        return;
    }
    if (value.size() != text.size())
        note(DeviationCode::PolicyTextForm, member, text, value);
    ++m_policy->lineCount;
    m_report.policyLines.push_back(keep(value));
}

void ReportBuilder::oddValue(std::string_view json)
{
    if (m_frames.empty())
        return;
    const Frame& frame = m_frames.back();
    if (frame.place == Place::ReportArray) {
        ++m_strangers;
        return;
    }
    ++m_rows;
    const ReportMember member = inObject() ? m_match.member : frame.member;
    if (frame.place == Place::Texts) {
        note(DeviationCode::WrongType, member, json, "text");
        auto& list = member == ReportMember::MxHost ? m_report.mxHosts : m_report.policyLines;
        ++(member == ReportMember::MxHost ? m_policy->mxHostCount : m_policy->lineCount);
        list.push_back(m_report.text.store(json));
        return;
    }
    switch (inObject() ? kindOf(member) : Kind::List) {
    case Kind::Unknown: {
        const std::string path = DeviationLog::pathOf(parentOf(frame.place), m_place);
        m_log.noteField(
            DeviationCode::UnknownMember, path.empty() ? m_key : path + '.' + m_key, json);
        break;
    }
    case Kind::Text:
        note(DeviationCode::WrongType, member, json, "text");
        *textOf(member) = m_report.text.store(json);
        break;
    case Kind::Count:
        note(DeviationCode::CountUnreadable, member, json);
        break;
    case Kind::Date:
        note(DeviationCode::DateUnreadable, member, json);
        break;
    case Kind::Texts:
        note(DeviationCode::WrongType, member, json, "a list of one");
        startArrayMember();
        m_frames.pop_back();
        open(Place::Texts, member);
        oddValue(json);
        m_frames.pop_back();
        break;
    default:
        note(DeviationCode::WrongType, member, json, "nothing");
    }
}

ReportMember ReportBuilder::parentOf(Place place)
{
    switch (place) {
    case Place::DateRange:
        return ReportMember::DateRange;
    case Place::Policy:
        return ReportMember::Policy;
    case Place::Summary:
        return ReportMember::Summary;
    default:
        return ReportMember::Unknown;
    }
}

std::string_view* ReportBuilder::textOf(ReportMember member)
{
    switch (member) {
    case ReportMember::OrganizationName:
        return &m_report.organizationName;
    case ReportMember::ContactInfo:
        return &m_report.contactInfo;
    case ReportMember::ReportId:
        return &m_report.reportId;
    case ReportMember::PolicyType:
        return &m_policy->type;
    case ReportMember::PolicyDomain:
        return &m_policy->domain;
    case ReportMember::ResultType:
        return &m_failure.resultType;
    case ReportMember::SendingMtaIp:
        return &m_failure.sendingMtaIp;
    case ReportMember::ReceivingMxHostname:
        return &m_failure.receivingMxHostname;
    case ReportMember::ReceivingMxHelo:
        return &m_failure.receivingMxHelo;
    case ReportMember::ReceivingIp:
        return &m_failure.receivingIp;
    case ReportMember::AdditionalInformation:
        return &m_failure.additionalInformation;
    default:
        return &m_failure.failureReasonCode;
    }
}

Count* ReportBuilder::countOf(ReportMember member)
{
    switch (member) {
    case ReportMember::SuccessfulCount:
        return &m_policy->successfulSessions;
    case ReportMember::FailureCount:
        return &m_policy->failedSessions;
    default:
        return &m_failure.failedSessionCount;
    }
}

} // namespace mxlens
