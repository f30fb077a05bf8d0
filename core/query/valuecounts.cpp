// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/valuecounts.h"

#include "core/query/numbermap.h"
#include "core/query/rowruns.h"
#include "core/query/spellings.h"
#include "core/report/datetime.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

namespace mxlens {

namespace {

// How often each text or address stands in the rows that count.
class Counter {
public:
    Counter(const Snapshot& snapshot, std::size_t ids, const std::stop_token& stop)
        : m_snapshot(snapshot)
        , m_stop(stop)
        , m_counts(ids)
    {
    }

    void reports(IdColumn Segment::Reports::*column)
    {
        forEachPart([&](const Snapshot::Part& part) {
            add(part, part.segment->reports.*column, [](std::uint32_t report) { return report; });
        });
    }
    void policies(IdColumn Segment::Policies::*column)
    {
        forEachPart([&](const Snapshot::Part& part) {
            const auto& first = part.segment->reports.firstPolicy;
            add(part, part.segment->policies.*column,
                [&first](std::uint32_t report) { return first[report]; });
        });
    }
    void failures(IdColumn Segment::Failures::*column)
    {
        forEachPart([&](const Snapshot::Part& part) {
            const auto& policies = part.segment->reports.firstPolicy;
            const auto& first = part.segment->policies.firstFailure;
            add(part, part.segment->failures.*column,
                [&](std::uint32_t report) { return first[policies[report]]; });
        });
    }
    /// By id.
    const std::vector<std::uint32_t>& counts() const { return m_counts; }

private:
    template <typename Each> void forEachPart(const Each& each) const
    {
        for (const Snapshot::Part& part : m_snapshot.parts()) {
            if (m_stop.stop_requested())
                return;
            each(part);
        }
    }

    // Adds the rows of the reports that count; those of report i begin at firstOf(i).
    template <typename FirstOf>
    void add(const Snapshot::Part& part, const IdColumn& column, const FirstOf& firstOf)
    {
        const auto forEachRow = [&](const auto& each) {
            forEachCountedRun(part, [&](std::uint32_t begin, std::uint32_t end) {
                for (std::uint32_t row = firstOf(begin); row < firstOf(end); ++row)
                    each(row);
            });
        };
        column.visit([&](auto rows, auto... ids) {
            if constexpr (sizeof...(ids) == 0) {
                forEachRow([&](std::uint32_t row) { ++m_counts[rows[row]]; });
            } else {
                // By number first: there are few of them.
                const auto each = std::get<0>(std::tuple(ids...));
                m_ofNumbers.assign(each.size(), 0);
                forEachRow([&](std::uint32_t row) { ++m_ofNumbers[rows[row]]; });
                for (std::size_t i = 0; i < each.size(); ++i)
                    m_counts[each[i]] += m_ofNumbers[i];
            }
        });
    }

    const Snapshot& m_snapshot;
    const std::stop_token& m_stop;
    std::vector<std::uint32_t> m_counts, m_ofNumbers;
};

std::vector<std::uint32_t> countsOf(
    const Snapshot& snapshot, FilterKey key, const std::stop_token& stop)
{
    const bool addresses = key == FilterKey::Ip;
    Counter counter(
        snapshot, addresses ? snapshot.addresses().size() : snapshot.pool().size(), stop);
    switch (key) {
    case FilterKey::Org:
        counter.reports(&Segment::Reports::organization);
        break;
    case FilterKey::Domain:
        counter.policies(&Segment::Policies::domainKey);
        break;
    case FilterKey::Type:
        counter.policies(&Segment::Policies::type);
        break;
    case FilterKey::Mode:
        counter.policies(&Segment::Policies::mode);
        break;
    case FilterKey::Mx:
        counter.failures(&Segment::Failures::mxKey);
        break;
    case FilterKey::Result:
        counter.failures(&Segment::Failures::resultType);
        break;
    case FilterKey::Reason:
        counter.failures(&Segment::Failures::reason);
        break;
    case FilterKey::Ip:
        counter.failures(&Segment::Failures::sendingIp);
        counter.failures(&Segment::Failures::receivingIp);
        break;
    default:
        break;
    }
    return counter.counts();
}

// Spellings of one name become one value, as facets have it.
template <typename Names>
void joinSpellings(const Snapshot& snapshot, std::vector<std::uint32_t>& counts)
{
    const auto& spellings = snapshot.kept<Names>();
    for (std::uint32_t id = 0; id < counts.size(); ++id) {
        if (const StringId common = counts[id] > 0 ? spellings.of(id) : id; common != id)
            counts[common] += std::exchange(counts[id], 0);
    }
}

// Ids that are worth a look: those that stand in more rows than the one at place `most`, and all
// that stand in as many: of those, texts tell which come first.
std::vector<std::uint32_t> mostFrequent(const std::vector<std::uint32_t>& counts, std::size_t most)
{
    std::vector<std::uint32_t> ids;
    for (std::uint32_t id = 0; id < counts.size(); ++id) {
        if (counts[id] > 0)
            ids.push_back(id);
    }
    if (ids.size() <= most || most == 0)
        return ids;
    std::vector<std::uint32_t> sorted;
    sorted.reserve(ids.size());
    for (const std::uint32_t id : ids)
        sorted.push_back(counts[id]);
    const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(most - 1);
    std::nth_element(sorted.begin(), last, sorted.end(), std::greater<>());
    std::erase_if(ids, [&, least = *last](std::uint32_t id) { return counts[id] < least; });
    return ids;
}

std::vector<ValueCount> daysOf(
    const Snapshot& snapshot, std::size_t most, const std::stop_token& stop)
{
    NumberMap<std::uint64_t> reports;
    for (const Snapshot::Part& part : snapshot.parts()) {
        if (stop.stop_requested())
            return {};
        const std::vector<Day>& days = part.segment->reports.day;
        for (std::size_t row = 0; row < days.size(); ++row) {
            if (days[row] != noDay && (*part.marks)[row] != ReportMark::Duplicate)
                ++reports[static_cast<std::uint32_t>(days[row])];
        }
    }
    std::vector<std::pair<Day, std::uint64_t>> days;
    for (const auto& [day, count] : reports.entries())
        days.emplace_back(static_cast<Day>(static_cast<std::uint32_t>(day)), count);
    std::ranges::sort(days, std::greater<>());
    std::vector<ValueCount> values;
    for (std::size_t i = 0; i < std::min(most, days.size()); ++i)
        values.push_back({ formatDay(days[i].first), days[i].second });
    return values;
}

} // namespace

std::vector<ValueCount> valueCounts(
    const Snapshot& snapshot, FilterKey key, std::size_t most, const std::stop_token& stop)
{
    if (key == FilterKey::After || key == FilterKey::Before)
        return daysOf(snapshot, most, stop);
    std::vector<std::uint32_t> counts = countsOf(snapshot, key, stop);
    if (key == FilterKey::Org)
        joinSpellings<Organizations>(snapshot, counts);
    else if (key == FilterKey::Result)
        joinSpellings<ResultTypes>(snapshot, counts);
    std::vector<ValueCount> values;
    // The empty one among them is left out.
    for (const std::uint32_t id : mostFrequent(counts, most + 1)) {
        std::string value
            = key == FilterKey::Ip ? snapshot.addressText(id) : std::string(snapshot.text(id));
        if (!value.empty())
            values.push_back({ std::move(value), counts[id] });
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
