// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/valuecounts.h"

#include "core/query/numbermap.h"
#include "core/report/datetime.h"

#include <algorithm>
#include <map>

namespace mxlens {

namespace {

using Counts = NumberMap<std::uint64_t>;

// Calls each(segment, row) for every report that counts.
template <typename Each>
void forEachCounted(const Snapshot& snapshot, const std::stop_token& stop, const Each& each)
{
    for (const Snapshot::Part& part : snapshot.parts()) {
        if (stop.stop_requested())
            return;
        for (std::size_t row = 0; row < part.marks->size(); ++row) {
            if ((*part.marks)[row] != ReportMark::Duplicate)
                each(*part.segment, row);
        }
    }
}

// Calls each(segment, row) for every policy of them.
template <typename Each>
void forEachPolicy(const Snapshot& snapshot, const std::stop_token& stop, const Each& each)
{
    forEachCounted(snapshot, stop, [&](const Segment& segment, std::size_t report) {
        const auto& first = segment.reports.firstPolicy;
        for (std::uint32_t row = first[report]; row < first[report + 1]; ++row)
            each(segment, row);
    });
}

// Calls each(segment, row) for every failure detail of them.
template <typename Each>
void forEachFailure(const Snapshot& snapshot, const std::stop_token& stop, const Each& each)
{
    forEachCounted(snapshot, stop, [&](const Segment& segment, std::size_t report) {
        const auto& policies = segment.reports.firstPolicy;
        const auto& first = segment.policies.firstFailure;
        for (std::uint32_t row = first[policies[report]]; row < first[policies[report + 1]]; ++row)
            each(segment, row);
    });
}

// How often each text or address stands there.
Counts countsOf(const Snapshot& snapshot, FilterKey key, const std::stop_token& stop)
{
    Counts counts;
    const auto policies = [&](auto column) {
        forEachPolicy(snapshot, stop, [&](const Segment& segment, std::uint32_t row) {
            ++counts[(segment.policies.*column)[row]];
        });
    };
    const auto failures = [&](auto column) {
        forEachFailure(snapshot, stop, [&](const Segment& segment, std::uint32_t row) {
            ++counts[(segment.failures.*column)[row]];
        });
    };
    switch (key) {
    case FilterKey::Org:
        forEachCounted(snapshot, stop, [&](const Segment& segment, std::size_t row) {
            ++counts[segment.reports.organization[row]];
        });
        break;
    case FilterKey::Domain:
        policies(&Segment::Policies::domainKey);
        break;
    case FilterKey::Type:
        policies(&Segment::Policies::type);
        break;
    case FilterKey::Mode:
        policies(&Segment::Policies::mode);
        break;
    case FilterKey::Mx:
        failures(&Segment::Failures::mxKey);
        break;
    case FilterKey::Result:
        failures(&Segment::Failures::resultType);
        break;
    case FilterKey::Reason:
        failures(&Segment::Failures::reason);
        break;
    case FilterKey::Ip:
        failures(&Segment::Failures::sendingIp);
        failures(&Segment::Failures::receivingIp);
        break;
    default:
        break;
    }
    return counts;
}

std::vector<ValueCount> daysOf(
    const Snapshot& snapshot, std::size_t most, const std::stop_token& stop)
{
    std::map<Day, std::uint64_t, std::greater<>> days;
    forEachCounted(snapshot, stop, [&](const Segment& segment, std::size_t row) {
        if (segment.reports.day[row] != noDay)
            ++days[segment.reports.day[row]];
    });
    std::vector<ValueCount> values;
    for (const auto& [day, reports] : days) {
        if (values.size() == most)
            break;
        values.push_back({ formatDay(day), reports });
    }
    return values;
}

} // namespace

std::vector<ValueCount> valueCounts(
    const Snapshot& snapshot, FilterKey key, std::size_t most, const std::stop_token& stop)
{
    if (key == FilterKey::After || key == FilterKey::Before)
        return daysOf(snapshot, most, stop);
    const Counts counts = countsOf(snapshot, key, stop);
    std::vector<ValueCount> values;
    values.reserve(counts.size());
    for (const auto& [id, rows] : counts.entries()) {
        const auto number = static_cast<std::uint32_t>(id);
        std::string value = key == FilterKey::Ip ? snapshot.addressText(number)
                                                 : std::string(snapshot.text(number));
        if (!value.empty())
            values.push_back({ std::move(value), rows });
    }
    const auto before = [](const ValueCount& a, const ValueCount& b) {
        return a.rows != b.rows ? a.rows > b.rows : a.value < b.value;
    };
    const std::size_t kept = std::min(most, values.size());
    std::partial_sort(
        values.begin(), values.begin() + static_cast<std::ptrdiff_t>(kept), values.end(), before);
    values.resize(kept);
    return values;
}

} // namespace mxlens
