// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/deviationlog.h"

#include "core/report/names.h"

#include <algorithm>

namespace mxlens {

namespace {

// A report of nothing but unknown members must not fill the memory with remarks about them.
constexpr std::size_t mostEntries = 200;

} // namespace

std::string_view shortened(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return text.substr(0, end);
}

void DeviationLog::begin(Report& report)
{
    m_report = &report;
    m_known.clear();
}

std::string DeviationLog::pathOf(ReportMember member, const Place& place)
{
    std::string path;
    writePath(member, place, path);
    return path;
}

void DeviationLog::writePath(ReportMember member, const Place& place, std::string& path)
{
    path.clear();
    if (place.policy >= 0 && !place.topLevelPolicy)
        path.append("policies[").append(std::to_string(place.policy)).append("].");
    switch (member) {
    case ReportMember::StartDatetime:
    case ReportMember::EndDatetime:
        path = "date-range.";
        break;
    case ReportMember::PolicyType:
    case ReportMember::PolicyString:
    case ReportMember::PolicyDomain:
    case ReportMember::MxHost:
        if (!place.flattened)
            path += "policy.";
        break;
    case ReportMember::SuccessfulCount:
    case ReportMember::FailureCount:
        path += "summary.";
        break;
    default:
        // Policy and Summary stand beside the failure details, everything else here inside of one.
        if (place.failure >= 0 && member != ReportMember::Policy && member != ReportMember::Summary)
            path.append("failure-details[").append(std::to_string(place.failure)).append("].");
        break;
    }
    path += keyOf(member);
    if (path.ends_with('.'))
        path.pop_back();
}

void DeviationLog::note(DeviationCode code, ReportMember member, const Place& place,
    std::string_view written, std::string_view madeOf)
{
    ++m_notes;
    for (const Known& known : m_known) {
        if (known.code == code && known.member == member && known.field.empty()) {
            ++m_report->deviations[known.index].count;
            return;
        }
    }
    m_known.push_back({ code, member, {}, m_report->deviations.size() });
    writePath(member, place, m_path);
    add(code, m_path, written, madeOf);
}

void DeviationLog::noteField(
    DeviationCode code, std::string_view field, std::string_view written, std::string_view madeOf)
{
    ++m_notes;
    const bool full = m_known.size() >= mostEntries;
    for (const Known& known : m_known) {
        if (known.code == code && known.member == ReportMember::Unknown
            && (full || known.field == field)) {
            ++m_report->deviations[known.index].count;
            return;
        }
    }
    m_known.push_back(
        { code, ReportMember::Unknown, std::string(field), m_report->deviations.size() });
    add(code, field, written, madeOf);
}

namespace {

bool isVisible(std::string_view text)
{
    return isPlainAscii(text) || std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f;
    });
}

// Control characters would be invisible in a remark about them, and must not reach a terminal.
std::string visible(std::string_view text)
{
    static constexpr char hex[] = "0123456789abcdef";
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\r')
            result += "\\r";
        else if (c == '\n')
            result += "\\n";
        else if (c == '\t')
            result += "\\t";
        else if (byte < 0x20 || byte == 0x7f)
            result.append("\\x") += { hex[byte >> 4], hex[byte & 15] };
        else
            result += c;
    }
    return result;
}

} // namespace

void DeviationLog::add(
    DeviationCode code, std::string_view field, std::string_view written, std::string_view madeOf)
{
    TextArena& text = m_report->text;
    const auto kept = [&text](std::string_view value) {
        const std::string_view part = shortened(value);
        return text.store(isVisible(part) ? part : std::string_view(visible(part)));
    };
    m_report->deviations.push_back({ code, kept(field), kept(written), kept(madeOf), 1 });
}

} // namespace mxlens
