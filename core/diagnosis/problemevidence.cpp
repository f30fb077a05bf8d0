// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/problemevidence.h"

#include "core/diagnosis/appliedpolicies.h"
#include "core/query/figures.h"
#include "core/query/rowruns.h"
#include "core/query/spellings.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace mxlens {

namespace {

/// A row that proves something, and what is needed to add it up.
struct Item {
    RowId report = 0;
    RowId policy = 0;
    RowId row = 0;
    bool isFailure = false;
    Day day = noDay;
    StringId organization = 0;
    PolicyType type = PolicyType::Other;
    AppliedPolicy applied = AppliedPolicy::Unknown;
    Count failed; ///< Unknown where the row proves no failure.
    bool counts = false;
};

/// Adds up a part; items come by report.
class PartSum final {
public:
    void add(const Item& item)
    {
        if (item.report != m_report) {
            close();
            m_report = item.report;
        }
        if (item.counts)
            m_sum.add(item.type, item.failed);
        else
            m_part.failed += Count::zero();
        (item.isFailure ? m_part.failures : m_part.policies).push_back(item.row);
        firstDay = item.day == noDay ? firstDay
            : firstDay == noDay      ? item.day
                                     : std::min(firstDay, item.day);
        lastDay = std::max(lastDay, item.day);
    }

    EvidencePart take()
    {
        close();
        for (std::vector<RowId>* rows : { &m_part.failures, &m_part.policies })
            std::ranges::sort(*rows);
        return std::move(m_part);
    }

    Day firstDay = noDay, lastDay = noDay;

private:
    void close()
    {
        m_part.failed += m_sum.sum();
        m_sum = {};
    }

    EvidencePart m_part;
    FailedSum m_sum;
    RowId m_report = ~RowId{ 0 };
};

/// Sessions, and the policies that they come from.
struct SessionsOf {
    Count sessions;
    std::vector<RowId> policies;
};

/// Sessions on the domain of a problem while it lasted.
class Surroundings final {
public:
    Surroundings(const Snapshot& snapshot, const Problem& problem, const Selection& around,
        const std::stop_token& stop)
        : m_snapshot(snapshot)
        , m_organizations(snapshot.kept<Organizations>())
        , m_problem(problem)
    {
        if (problem.firstDay == noDay)
            return;
        forEachRun<PolicyRows>(
            snapshot, around.policies, [&](std::uint32_t part, std::size_t begin, std::size_t end) {
                if (!stop.stop_requested())
                    addRun(snapshot.parts()[part],
                        std::span(around.policies).subspan(begin, end - begin));
            });
        close();
    }

    std::map<StringId, SessionsOf> organizations;
    std::map<Day, SessionsOf> days;
    std::vector<RowId> all; ///< Policies, in input order.

private:
    void addRun(const Snapshot::Part& part, std::span<const RowId> rows)
    {
        close();
        m_segment = part.segment.get();
        const Segment::Policies& policies = m_segment->policies;
        for (const RowId id : rows) {
            const std::uint32_t row = id - part.firstPolicy;
            if (!isOfDomain(policies.domainKey[row]))
                continue;
            const std::uint32_t report = policies.report[row];
            const Day day = m_segment->reports.day[report];
            if (day < m_problem.firstDay || day > m_problem.lastDay)
                continue;
            if (!m_open || report != m_report)
                close();
            m_open = true;
            m_report = report;
            m_policies.push_back(id);
            m_tally.add(policyTypeOf(m_snapshot.text(policies.type[row])), policies.successful[row],
                policies.failed[row]);
        }
    }

    // Names are interned: once it is found its id tells it.
    bool isOfDomain(StringId name)
    {
        if (m_known)
            return name == m_name;
        m_known = m_snapshot.text(name) == m_problem.domain;
        m_name = name;
        return m_known;
    }

    void close()
    {
        if (!m_open)
            return;
        const Count sessions = m_tally.figures().sessions;
        const Segment::Reports& reports = m_segment->reports;
        for (SessionsOf* const sum :
            { &organizations[m_organizations.of(reports.organization[m_report])],
                &days[reports.day[m_report]] }) {
            sum->sessions += sessions;
            sum->policies.insert(sum->policies.end(), m_policies.begin(), m_policies.end());
        }
        all.insert(all.end(), m_policies.begin(), m_policies.end());
        m_policies.clear();
        m_tally = {};
        m_open = false;
    }

    const Snapshot& m_snapshot;
    const Organizations& m_organizations;
    const Problem& m_problem;
    const Segment* m_segment = nullptr;
    DomainTally m_tally;
    std::vector<RowId> m_policies; ///< Of the present report.
    std::uint32_t m_report = 0;
    bool m_open = false, m_known = false;
    StringId m_name = 0;
};

/// Takes a problem apart.
class Dissector final {
public:
    Dissector(const Snapshot& snapshot, const Problem& problem)
        : m_snapshot(snapshot)
        , m_organizations(snapshot.kept<Organizations>())
        , m_problem(problem)
        , m_applied(snapshot)
    {
        m_items.reserve(problem.failures.size() + problem.policies.size());
        for (const RowId id : problem.failures)
            m_items.push_back(failureItem(id));
        for (const RowId id : problem.policies)
            m_items.push_back(policyItem(id));
        std::ranges::stable_sort(m_items, {}, &Item::report);
    }

    /// Parts by a key of each item that has one.
    template <typename Key, typename KeyOf> std::map<Key, PartSum> split(KeyOf keyOf) const
    {
        std::map<Key, PartSum> parts;
        for (const Item& item : m_items) {
            if (const std::optional<Key> key = keyOf(item))
                parts[*key].add(item);
        }
        return parts;
    }

    const std::vector<Item>& items() const { return m_items; }

private:
    Item failureItem(RowId id)
    {
        const RowPlace place = m_snapshot.failure(id);
        Item item = itemOf(
            { place.segment, place.segmentIndex, place.segment->failures.policy[place.row] });
        item.row = id;
        item.isFailure = true;
        item.failed = place.segment->failures.count[place.row];
        item.counts = m_problem.cause != Cause::SilentReporter;
        return item;
    }

    Item policyItem(RowId id)
    {
        const RowPlace place = m_snapshot.policy(id);
        Item item = itemOf(place);
        item.row = id;
        item.failed = place.segment->policies.failed[place.row];
        // Elsewhere they prove what a reporter saw, not that something failed.
        item.counts = m_problem.cause == Cause::InconsistentCounts;
        return item;
    }

    Item itemOf(const RowPlace& policy)
    {
        const Segment& segment = *policy.segment;
        const Snapshot::Part& part = m_snapshot.parts()[policy.segmentIndex];
        const std::uint32_t report = segment.policies.report[policy.row];
        Item item;
        item.report = part.firstReport + report;
        item.policy = part.firstPolicy + policy.row;
        item.day = segment.reports.day[report];
        item.organization = m_organizations.of(segment.reports.organization[report]);
        item.type = m_applied.typeOf(segment.policies.type[policy.row]);
        item.applied = m_applied.of(segment.policies, policy.row);
        return item;
    }

    const Snapshot& m_snapshot;
    const Organizations& m_organizations;
    const Problem& m_problem;
    AppliedPolicies m_applied;
    std::vector<Item> m_items; ///< By report.
};

std::string networkOf(const Snapshot& snapshot, AddressId id)
{
    const std::optional<IpAddress> address = snapshot.addresses().entry(id).value();
    if (!address)
        return {};
    const std::size_t kept = address->isV4() ? 3 : 6;
    IpAddress::Bytes bytes = address->bytes();
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(kept), bytes.end(), std::uint8_t{ 0 });
    return IpAddress(address->isV4(), bytes).text() + (address->isV4() ? "/24" : "/48");
}

template <typename Evidence> void largestFirst(std::vector<Evidence>& list)
{
    std::ranges::stable_sort(
        list, [](const Evidence& a, const Evidence& b) { return b.part.failed < a.part.failed; });
}

void addDays(const Dissector& rows, Surroundings& around, ProblemEvidence& result)
{
    for (auto& [day, sum] :
        rows.split<Day>([](const Item& item) { return std::optional(item.day); })) {
        SessionsOf& sessions = around.days[day];
        result.days.push_back({ day, sum.take(), sessions.sessions, std::move(sessions.policies) });
    }
}

void addReporters(
    const Snapshot& snapshot, const Dissector& rows, Surroundings& around, ProblemEvidence& result)
{
    auto parts
        = rows.split<StringId>([](const Item& item) { return std::optional(item.organization); });
    for (auto& [organization, sum] : parts) {
        const auto sessions = around.organizations.find(organization);
        ReporterEvidence& added = result.reporters.emplace_back();
        added.organization = snapshot.text(organization);
        added.firstDay = sum.firstDay;
        added.lastDay = sum.lastDay;
        added.part = sum.take();
        if (sessions != around.organizations.end()) {
            added.sessions = sessions->second.sessions;
            added.around = std::move(sessions->second.policies);
        }
    }
    for (auto& [organization, sessions] : around.organizations) {
        if (!parts.contains(organization))
            result.others.push_back({ std::string(snapshot.text(organization)), sessions.sessions,
                std::move(sessions.policies) });
    }
    largestFirst(result.reporters);
    std::ranges::stable_sort(result.others,
        [](const OtherEvidence& a, const OtherEvidence& b) { return b.sessions < a.sessions; });
}

void addWords(const Snapshot& snapshot, const Dissector& rows, ProblemEvidence& result)
{
    using Words = std::pair<StringId, StringId>;
    const auto wordsOf = [&snapshot](const Item& item) -> std::optional<Words> {
        if (!item.isFailure)
            return std::nullopt;
        const RowPlace place = snapshot.failure(item.row);
        const Segment::Failures& failures = place.segment->failures;
        return Words(failures.resultType[place.row], failures.reason[place.row]);
    };
    for (auto& [words, sum] : rows.split<Words>(wordsOf))
        result.words.push_back({ std::string(snapshot.text(words.first)),
            std::string(snapshot.text(words.second)), sum.take() });
    largestFirst(result.words);
    const auto networkOfItem = [&snapshot](const Item& item) -> std::optional<std::string> {
        if (!item.isFailure)
            return std::nullopt;
        const RowPlace place = snapshot.failure(item.row);
        return networkOf(snapshot, place.segment->failures.sendingIp[place.row]);
    };
    for (auto& [network, sum] : rows.split<std::string>(networkOfItem))
        result.networks.push_back({ network, sum.take() });
    largestFirst(result.networks);
}

} // namespace

EvidencePart joinParts(
    const Snapshot& snapshot, const Problem& problem, std::span<const EvidencePart* const> parts)
{
    Problem joined;
    joined.cause = problem.cause;
    for (const EvidencePart* const part : parts) {
        joined.failures.insert(joined.failures.end(), part->failures.begin(), part->failures.end());
        joined.policies.insert(joined.policies.end(), part->policies.begin(), part->policies.end());
    }
    PartSum sum;
    const Dissector rows(snapshot, joined);
    for (const Item& item : rows.items())
        sum.add(item);
    return sum.take();
}

ProblemEvidence evidenceOf(const Snapshot& snapshot, const Problem& problem,
    const Selection& around, const std::stop_token& stop)
{
    ProblemEvidence result;
    const Dissector rows(snapshot, problem);
    Surroundings surroundings(snapshot, problem, around, stop);
    if (stop.stop_requested())
        return result;
    PartSum all;
    const Item* latest = nullptr;
    for (const Item& item : rows.items()) {
        all.add(item);
        if (!latest || item.day >= latest->day)
            latest = &item;
    }
    if (latest)
        result.latestPolicy = latest->policy;
    result.all = all.take();
    addDays(rows, surroundings, result);
    addReporters(snapshot, rows, surroundings, result);
    result.around = std::move(surroundings.all);
    addWords(snapshot, rows, result);
    for (auto& [applied, sum] :
        rows.split<AppliedPolicy>([](const Item& item) { return std::optional(item.applied); }))
        result.applied.push_back({ applied, sum.take() });
    return result;
}

} // namespace mxlens
