// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/sortkeys.h"

#include "core/query/deviationtexts.h"
#include "core/query/madetexts.h"
#include "core/query/parallel.h"
#include "core/query/radix.h"
#include "core/query/rowruns.h"
#include "core/query/sourcetexts.h"
#include "core/query/totals.h"

#include <algorithm>
#include <string>

namespace mxlens {

namespace {

using Keys = std::vector<std::uint64_t>;

// What leads from a row of a table in a segment to its policy and report.
struct FailureLinks : FailureRows {
    static auto policies(const Segment& segment)
    {
        return [of = segment.failures.policy.view()](std::uint32_t row) { return of[row]; };
    }
    static auto reports(const Segment& segment)
    {
        return [policyOf = policies(segment), of = segment.policies.report.view()](
                   std::uint32_t row) { return of[policyOf(row)]; };
    }
};

struct PolicyLinks : PolicyRows {
    static auto policies(const Segment&)
    {
        return [](std::uint32_t row) { return row; };
    }
    static auto reports(const Segment& segment)
    {
        return [of = segment.policies.report.view()](std::uint32_t row) { return of[row]; };
    }
};

struct ReportLinks : ReportRows {
    static auto reports(const Segment&)
    {
        return [](std::uint32_t row) { return row; };
    }
};

std::uint64_t keyOf(Count count)
{
    return sortKey(count);
}

std::uint64_t keyOf(Timestamp time)
{
    // noTimestamp is the least of all.
    return static_cast<std::uint64_t>(time) ^ (std::uint64_t{ 1 } << 63);
}

// Makes the keys of the rows of one table.
template <typename Rows> class KeyMaker {
public:
    KeyMaker(const Snapshot& snapshot, std::span<const RowId> rows, const TextRanks* ranks,
        const std::stop_token& stop)
        : m_snapshot(snapshot)
        , m_rows(rows)
        , m_ranks(ranks && ranks->isFor(snapshot) ? ranks : nullptr)
        , m_stop(stop)
    {
    }

    // valueOf(segment, row) is what keyOf() takes.
    template <typename ValueOf> Keys byValue(const ValueOf& valueOf) const
    {
        return byKey([&valueOf](const Snapshot::Part& part, std::uint32_t row) {
            return keyOf(valueOf(*part.segment, row));
        });
    }

    // How many rows of another table belong to a row; those of the first of them stand in a column.
    template <typename ColumnOf> Keys byRange(const ColumnOf& columnOf) const
    {
        return byRun([&columnOf](const Snapshot::Part& part, std::span<const RowId> rows,
                         std::uint64_t* keys) {
            columnOf(*part.segment).visit([&part, rows, keys](auto first) {
                for (std::size_t i = 0; i < rows.size(); ++i) {
                    const std::uint32_t row = rows[i] - part.*Rows::first;
                    keys[i] = keyOf(Count(first[row + 1] - first[row]));
                }
            });
        });
    }

    Keys byTime(std::vector<Timestamp> Segment::Reports::*column) const
    {
        return byPart([column](const Snapshot::Part& part) {
            return
                [reportOf = Rows::reports(*part.segment), &times = part.segment->reports.*column](
                    std::uint32_t row) { return keyOf(times[reportOf(row)]); };
        });
    }

    // textOf(segment, row) is an id of the pool.
    template <typename TextOf>
    Keys byText(const TextOf& textOf, TextOrder order = TextOrder::Plain) const
    {
        return ranked(byKey([&textOf](const Snapshot::Part& part, std::uint32_t row) {
            return textOf(*part.segment, row);
        }),
            order);
    }

    // In place of ids of the pool, their ranks.
    Keys ranked(Keys keys, TextOrder order = TextOrder::Plain) const
    {
        const std::uint64_t most = keys.empty() ? 0 : *std::max_element(keys.begin(), keys.end());
        if (order == TextOrder::Plain && m_ranks && most < m_ranks->texts.size())
            replace(keys, m_ranks->texts);
        else
            rankHere(keys, static_cast<std::size_t>(most) + 1, order);
        return keys;
    }

    Keys byAddress(IdColumn Segment::Failures::*column) const
    {
        Keys keys = byKey([column](const Snapshot::Part& part, std::uint32_t row) {
            return (part.segment->failures.*column)[row];
        });
        const std::uint64_t most = keys.empty() ? 0 : *std::max_element(keys.begin(), keys.end());
        if (m_ranks && most < m_ranks->addresses.size()) {
            replace(keys, m_ranks->addresses);
            return keys;
        }
        // Ranks of the addresses that the rows have, and of no others.
        std::vector<std::uint32_t> place(static_cast<std::size_t>(most) + 1, 0);
        std::vector<AddressId> ids;
        for (const std::uint64_t id : keys) {
            if (place[id] != 0)
                continue;
            ids.push_back(static_cast<AddressId>(id));
            place[id] = static_cast<std::uint32_t>(ids.size());
        }
        const std::vector<std::uint32_t> ranks = ranksOfAddresses(m_snapshot, ids, m_stop);
        for (std::uint32_t& rank : place)
            rank = rank == 0 ? 0 : ranks[rank - 1];
        replace(keys, place);
        return keys;
    }

    template <typename Column> Keys byReportText(Column Segment::Reports::*column) const
    {
        return ranked(byPart([column](const Snapshot::Part& part) {
            return
                [reportOf = Rows::reports(*part.segment), &texts = part.segment->reports.*column](
                    std::uint32_t row) { return texts[reportOf(row)]; };
        }));
    }

    Keys byPolicyText(IdColumn Segment::Policies::*column, TextOrder order = TextOrder::Plain) const
    {
        return ranked(byPart([column](const Snapshot::Part& part) {
            return
                [policyOf = Rows::policies(*part.segment), &texts = part.segment->policies.*column](
                    std::uint32_t row) { return texts[policyOf(row)]; };
        }),
            order);
    }

    // By the source of a row's report.
    Keys bySource() const
    {
        return rankedSources(byPart([](const Snapshot::Part& part) {
            return [first = part.firstSource, reportOf = Rows::reports(*part.segment),
                       of = part.segment->reports.source.view()](
                       std::uint32_t row) { return first + of[reportOf(row)]; };
        }));
    }

    // In place of ids of sources, their ranks.
    Keys rankedSources(Keys keys) const
    {
        if (m_ranks && m_ranks->sources.size() >= m_snapshot.sourceCount()) {
            replace(keys, m_ranks->sources);
            return keys;
        }
        std::vector<TextPieces> texts(m_snapshot.sourceCount());
        for (const std::uint64_t id : keys) {
            const RowPlace place = m_snapshot.source(static_cast<RowId>(id));
            const auto& sources = place.segment->sources;
            texts[id] = { m_snapshot.text(sources.folder[place.row]),
                m_snapshot.text(sources.name[place.row]),
                m_snapshot.text(sources.inner[place.row]) };
        }
        replace(keys, ranksOf(texts, TextOrder::Plain, m_stop));
        return keys;
    }

    // Texts: see madetexts.h. known: their ranks by the ids of all rows, or empty.
    template <typename Texts> Keys byMadeText(std::span<const std::uint32_t> known = {}) const
    {
        if (known.empty()) {
            const auto ranks = ranksOfMade<Rows, Texts>(m_snapshot, m_rows, m_stop);
            return Keys(ranks.begin(), ranks.end());
        }
        return byKey([known](const Snapshot::Part& part, std::uint32_t row) {
            return known[part.*Rows::first + row];
        });
    }

    // keyOfRow(part, row of its segment) is the key itself. Asks on several threads.
    template <typename KeyOf> Keys byKey(const KeyOf& keyOfRow) const
    {
        return byPart([&keyOfRow](const Snapshot::Part& part) {
            return [&keyOfRow, &part](std::uint32_t row) { return keyOfRow(part, row); };
        });
    }

    // The same, for what is looked up once for each part: keysOf(part) gives keyOfRow(row).
    template <typename KeysOf> Keys byPart(const KeysOf& keysOf) const
    {
        return byRun([&keysOf](const Snapshot::Part& part, std::span<const RowId> rows,
                         std::uint64_t* keys) {
            const auto keyOfRow = keysOf(part);
            for (std::size_t i = 0; i < rows.size(); ++i)
                keys[i] = keyOfRow(rows[i] - part.*Rows::first);
        });
    }

    // keysOf(part, rows, keys) writes the keys of rows that lie in the part. On several threads.
    template <typename KeysOf> Keys byRun(const KeysOf& keysOf) const
    {
        Keys keys(m_rows.size());
        inRowShares(m_rows.size(), [&](std::size_t first, std::size_t behind) {
            const auto rows = m_rows.subspan(first, behind - first);
            forEachRun<Rows>(
                m_snapshot, rows, [&](std::uint32_t index, std::size_t begin, std::size_t end) {
                    keysOf(m_snapshot.parts()[index], rows.subspan(begin, end - begin),
                        keys.data() + first + begin);
                });
        });
        return keys;
    }

private:
    static void replace(Keys& keys, const std::vector<std::uint32_t>& ranks)
    {
        // Asked to stop before the first row there are none, and the keys are not used either.
        if (ranks.empty())
            return;
        inRowShares(keys.size(), [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                keys[i] = ranks[keys[i]];
        });
    }

    // Ranks of the texts that the rows have, and of no others.
    void rankHere(Keys& keys, std::size_t end, TextOrder order) const
    {
        std::vector<std::uint32_t> place(end, 0);
        std::vector<TextPieces> texts;
        for (const std::uint64_t id : keys) {
            if (place[id] != 0)
                continue;
            texts.push_back({ m_snapshot.text(static_cast<StringId>(id)), {}, {} });
            place[id] = static_cast<std::uint32_t>(texts.size());
        }
        const std::vector<std::uint32_t> ranks = ranksOf(texts, order, m_stop);
        for (std::uint32_t& rank : place)
            rank = rank == 0 ? 0 : ranks[rank - 1];
        replace(keys, place);
    }

    const Snapshot& m_snapshot;
    const std::span<const RowId> m_rows;
    const TextRanks* const m_ranks;
    const std::stop_token m_stop;
};

} // namespace

std::vector<std::uint64_t> sortKeys(const Snapshot& snapshot, std::span<const RowId> rows,
    FailureColumn column, const TextRanks* ranks, const std::stop_token& stop)
{
    using Failures = Segment::Failures;
    const KeyMaker<FailureLinks> keys(snapshot, rows, ranks, stop);
    const auto own = [&keys](auto Failures::*texts) {
        return keys.byText([texts](const Segment& segment, std::uint32_t row) {
            return (segment.failures.*texts)[row];
        });
    };
    switch (column) {
    case FailureColumn::OrganizationName:
        return keys.byReportText(&Segment::Reports::organization);
    case FailureColumn::ContactInfo:
        return keys.byReportText(&Segment::Reports::contact);
    case FailureColumn::ReportId:
        return keys.byReportText(&Segment::Reports::reportId);
    case FailureColumn::StartDatetime:
        return keys.byTime(&Segment::Reports::start);
    case FailureColumn::EndDatetime:
        return keys.byTime(&Segment::Reports::end);
    case FailureColumn::PolicyType:
        return keys.byPolicyText(&Segment::Policies::type);
    case FailureColumn::PolicyMode:
        return keys.byPolicyText(&Segment::Policies::mode);
    case FailureColumn::PolicyDomain:
        return keys.byPolicyText(&Segment::Policies::domain);
    case FailureColumn::MxHost:
        return keys.byPolicyText(&Segment::Policies::mxHosts, TextOrder::List);
    case FailureColumn::ResultType:
        return own(&Failures::resultType);
    case FailureColumn::SendingMtaIp:
        return keys.byAddress(&Failures::sendingIp);
    case FailureColumn::ReceivingMxHostname:
        return own(&Failures::mx);
    case FailureColumn::ReceivingMxHelo:
        return own(&Failures::helo);
    case FailureColumn::ReceivingIp:
        return keys.byAddress(&Failures::receivingIp);
    case FailureColumn::FailedSessionCount:
        return keys.byValue(
            [](const Segment& segment, std::uint32_t row) { return segment.failures.count[row]; });
    case FailureColumn::AdditionalInformation:
        return own(&Failures::information);
    case FailureColumn::FailureReasonCode:
        return own(&Failures::reason);
    case FailureColumn::Source:
        return keys.bySource();
    }
    return Keys(rows.size());
}

std::vector<std::uint64_t> sortKeys(const Snapshot& snapshot, std::span<const RowId> rows,
    PolicyColumn column, const TextRanks* ranks, const std::stop_token& stop)
{
    const KeyMaker<PolicyLinks> keys(snapshot, rows, ranks, stop);
    switch (column) {
    case PolicyColumn::OrganizationName:
        return keys.byReportText(&Segment::Reports::organization);
    case PolicyColumn::ContactInfo:
        return keys.byReportText(&Segment::Reports::contact);
    case PolicyColumn::ReportId:
        return keys.byReportText(&Segment::Reports::reportId);
    case PolicyColumn::StartDatetime:
        return keys.byTime(&Segment::Reports::start);
    case PolicyColumn::EndDatetime:
        return keys.byTime(&Segment::Reports::end);
    case PolicyColumn::PolicyType:
        return keys.byPolicyText(&Segment::Policies::type);
    case PolicyColumn::PolicyMode:
        return keys.byPolicyText(&Segment::Policies::mode);
    case PolicyColumn::PolicyDomain:
        return keys.byPolicyText(&Segment::Policies::domain);
    case PolicyColumn::PolicyString:
        return keys.byPolicyText(&Segment::Policies::policyText, TextOrder::List);
    case PolicyColumn::MxHost:
        return keys.byPolicyText(&Segment::Policies::mxHosts, TextOrder::List);
    case PolicyColumn::TotalSuccessfulSessionCount:
        return keys.byValue([](const Segment& segment, std::uint32_t row) {
            return segment.policies.successful[row];
        });
    case PolicyColumn::TotalFailureSessionCount:
        return keys.byValue(
            [](const Segment& segment, std::uint32_t row) { return segment.policies.failed[row]; });
    case PolicyColumn::FailureDetails:
        return keys.byRange(
            [](const Segment& segment) -> auto& { return segment.policies.firstFailure; });
    case PolicyColumn::Source:
        return keys.bySource();
    }
    return Keys(rows.size());
}

std::vector<std::uint64_t> sortKeys(const Snapshot& snapshot, std::span<const RowId> rows,
    ReportColumn column, const TextRanks* ranks, const std::stop_token& stop)
{
    const KeyMaker<ReportLinks> keys(snapshot, rows, ranks, stop);
    const auto byFigure = [&](Count SessionFigures::*figure) {
        return keys.byValue([&snapshot, figure](const Segment& segment, std::uint32_t row) {
            const auto& first = segment.reports.firstPolicy;
            return reportFigures(snapshot, segment, first[row], first[row + 1]).*figure;
        });
    };
    switch (column) {
    case ReportColumn::OrganizationName:
        return keys.byReportText(&Segment::Reports::organization);
    case ReportColumn::ContactInfo:
        return keys.byReportText(&Segment::Reports::contact);
    case ReportColumn::ReportId:
        return keys.byReportText(&Segment::Reports::reportId);
    case ReportColumn::StartDatetime:
        return keys.byTime(&Segment::Reports::start);
    case ReportColumn::EndDatetime:
        return keys.byTime(&Segment::Reports::end);
    case ReportColumn::Policies:
        return keys.byRange(
            [](const Segment& segment) -> auto& { return segment.reports.firstPolicy; });
    case ReportColumn::Sessions:
        return byFigure(&SessionFigures::sessions);
    case ReportColumn::SuccessfulSessions:
        return byFigure(&SessionFigures::successful);
    case ReportColumn::FailedSessions:
        return byFigure(&SessionFigures::failed);
    case ReportColumn::Deviations:
        return keys.byMadeText<DeviationTexts>(
            ranks ? ranks->deviationsOf(snapshot) : std::span<const std::uint32_t>());
    case ReportColumn::Source:
        return keys.bySource();
    }
    return Keys(rows.size());
}

std::vector<std::uint64_t> sortKeys(const Snapshot& snapshot, std::span<const RowId> rows,
    SourceColumn column, const TextRanks* ranks, const std::stop_token& stop)
{
    const KeyMaker<SourceRows> keys(snapshot, rows, ranks, stop);
    switch (column) {
    case SourceColumn::Source:
        return keys.rankedSources(keys.byKey(
            [](const Snapshot::Part& part, std::uint32_t row) { return part.firstSource + row; }));
    case SourceColumn::Outcome:
        return keys.byKey([](const Snapshot::Part& part, std::uint32_t row) {
            return urgencyOfSource(part, row);
        });
    case SourceColumn::Detail:
        return keys.byMadeText<DetailTexts>();
    case SourceColumn::Reports:
        return keys.byRange(
            [](const Segment& segment) -> auto& { return segment.sources.firstReport; });
    case SourceColumn::Deviations:
        return keys.byKey([](const Snapshot::Part& part, std::uint32_t row) {
            return keyOf(deviationsOf(part, row));
        });
    }
    return Keys(rows.size());
}

} // namespace mxlens
