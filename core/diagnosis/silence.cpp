// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/drafts.h"

#include "core/report/names.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace mxlens {

namespace {

constexpr std::size_t regularDays = 7; // Days with reports that make a reporter a regular one.
constexpr Day usualGaps = 3; // Times the gap that is usual for the reporter, ...
constexpr std::size_t unusual = 10; // ... which one gap in so many is longer than, ...
constexpr double longestGaps = 1.5; // ... and times the longest of all.
constexpr std::size_t othersDays = 3; // Days on which others went on.

// Days without a report that say something. A regular reporter may have had an outage once.
Day tellingSilence(const ReporterView& view, std::int64_t shortest)
{
    std::vector<Day> gaps;
    for (std::size_t i = 1; i < view.days.size(); ++i)
        gaps.push_back(view.days[i].day - view.days[i - 1].day);
    std::ranges::sort(gaps);
    const Day usual = gaps[gaps.size() - 1 - gaps.size() / unusual];
    return std::max({ static_cast<Day>(shortest), usualGaps * usual,
        static_cast<Day>(longestGaps * static_cast<double>(gaps.back())) });
}

// Days behind `last` on which another reporter of the domain reported, sorted.
std::vector<Day> daysOfOthers(
    const Background& background, const DomainView& domain, StringId but, Day last)
{
    std::vector<Day> days;
    for (const std::uint32_t index : domain.reporters) {
        const ReporterView& view = background.reporters[index];
        if (view.organization == but)
            continue;
        for (auto day = view.days.rbegin(); day != view.days.rend() && day->day > last; ++day)
            days.push_back(day->day);
    }
    std::ranges::sort(days);
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

// What stands behind the @ of the contact in the last report of a reporter; empty without one.
std::string contactDomain(const Snapshot& snapshot, const ReporterView& view)
{
    if (view.sightings.empty())
        return {};
    const RowPlace policy = snapshot.policy(view.sightings.back().policy);
    const Segment& segment = *policy.segment;
    const std::string_view contact
        = snapshot.text(segment.reports.contact[segment.policies.report[policy.row]]);
    const std::size_t at = contact.rfind('@');
    return at == std::string_view::npos ? std::string() : normalizedName(contact.substr(at + 1));
}

// Whether a reporter goes on under another name: one of the same contact domain that began when it
// ended.
bool isRenamed(const DiagnosisInput& input, const DomainView& domain, const ReporterView& view)
{
    const std::string contact = contactDomain(input.snapshot, view);
    return !contact.empty() && std::ranges::any_of(domain.reporters, [&](std::uint32_t index) {
        const ReporterView& other = input.background.reporters[index];
        return other.firstDay() != noDay && other.firstDay() >= view.lastDay()
            && other.organization != view.organization
            && contactDomain(input.snapshot, other) == contact;
    });
}

} // namespace

void findSilentReporters(
    const DiagnosisInput& input, const DomainView& domain, std::vector<Draft>& drafts)
{
    if (domain.name == 0 || domain.reporters.size() < 2)
        return;
    for (const std::uint32_t index : domain.reporters) {
        const ReporterView& view = input.background.reporters[index];
        if (view.organization == 0 || view.days.size() < regularDays
            || domain.lastDay - view.lastDay() < tellingSilence(view, input.thresholds.silentDays))
            continue;
        const std::vector<Day> days
            = daysOfOthers(input.background, domain, view.organization, view.lastDay());
        if (days.size() < othersDays || isRenamed(input, domain, view))
            continue;
        Draft& draft = drafts.emplace_back();
        draft.cause = Cause::SilentReporter;
        draft.domain = domain.name;
        draft.subject = view.organization;
        draft.firstDay = days.front();
        draft.lastDay = domain.lastDay;
        for (const PolicySighting& sighting : view.sightings) {
            if (sighting.day == view.lastDay())
                draft.policies.push_back(sighting.policy);
        }
    }
}

} // namespace mxlens
