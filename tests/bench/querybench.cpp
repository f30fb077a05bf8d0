// SPDX-License-Identifier: GPL-3.0-or-later
// Times every query over a large snapshot and prints medians in milliseconds: by the clock, with
// the least and the most, and processor time of all threads, which other programs on the machine
// lengthen less. Not part of ctest: a shared machine would make a timed test fail by noise.
//
//     querybench [--reports N] [--only WORD] [--rounds N] [--rest MS] [--no-ranks] [--to FILE]
//                [PATH...]
//
// Medians of N, 5 if nothing else is said; before each run it rests for MS milliseconds, as
// somebody at a window does: processors fall asleep, and others use their caches. Exports go to
// FILE, or nowhere. Without a path it makes reports of its own: 265,000 of them have 1,000,000
// failure details.
#include "core/diagnosis/policychanges.h"
#include "core/ingest/freedmemory.h"
#include "core/ingest/ingest.h"
#include "core/output/export.h"
#include "core/query/facets.h"
#include "core/query/failuregroups.h"
#include "core/query/order.h"
#include "core/query/totals.h"
#include "core/query/trend.h"
#include "core/query/trendsplit.h"
#include "core/query/valuecounts.h"
#include "tests/bench/madereports.h"
#include "tests/bench/measuring.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>

using namespace mxlens;

namespace {

constexpr std::array filters{ "", "domain:domain-031.example.com", "domain:*-03*", "31", "10.20",
    "google", "-expired", "ip:198.18.0.0/19", "ip:2001:2:0:1::/64", "ip:203.0.113.7",
    "result:certificate-expired", "-result:certificate-expired,tlsa-invalid", "reason:*handshake*",
    "source:*reporter-b*", "report:*_12345_*", "mx:mx2.domain-001.example.com",
    "-mx:mx2.domain-001.example.com", "mx:*.domain-00*", "org:google*",
    "after:2025-03-01 before:2025-03-31", "failures:>10", "sessions:>100",
    "domain:domain-00* result:certificate-expired failures:>2 after:2025-01-01",
    "google -198.51 example", "domain-0* -google" };

class Bench {
public:
    Bench(std::string_view only, std::size_t rounds, std::chrono::milliseconds rest)
        : m_only(only)
        , m_rounds(rounds)
        , m_rest(rest)
    {
    }

    bool wants(std::string_view name) const { return name.find(m_only) != std::string_view::npos; }

    // Median, after one run that is not counted.
    void time(const std::string& name, const std::function<std::size_t()>& work)
    {
        if (!wants(name))
            return;
        bench::Sample times, cpu;
        std::size_t result = 0;
        const Took first = once(work, result);
        for (std::size_t i = 0; i < m_rounds; ++i) {
            std::this_thread::sleep_for(m_rest);
            const Took took = once(work, result);
            times.add(took.wall);
            cpu.add(took.cpu);
        }
        std::printf("%9.2f ms (%.2f to %.2f)  cpu %9.2f  first %9.2f  %9zu  %s\n", times.median(),
            times.least(), times.most(), cpu.median(), first.wall, result, name.c_str());
        std::fflush(stdout);
    }

private:
    struct Took {
        double wall = 0, cpu = 0; ///< Milliseconds; cpu is of all threads.
    };
    static Took once(const std::function<std::size_t()>& work, std::size_t& result)
    {
        const double used = bench::processorSeconds();
        const bench::Clock::time_point begin = bench::Clock::now();
        result = work();
        return { 1e3 * bench::secondsSince(begin), 1e3 * (bench::processorSeconds() - used) };
    }

    std::string_view m_only;
    std::size_t m_rounds;
    std::chrono::milliseconds m_rest;
};

template <typename Column>
void timeSorts(Bench& bench, const Snapshot& snapshot, const std::string& table, int columns,
    const std::vector<RowId>& rows, const TextRanks* ranks)
{
    for (int i = 0; i < columns; ++i) {
        const auto column = static_cast<Column>(i);
        for (const bool descending : { false, true })
            bench.time("sort " + table + ' ' + std::string(columnName(column))
                    + (descending ? " desc" : " asc"),
                [&] {
                    return std::size_t(
                        ordered(snapshot, rows, column, descending, {}, ranks).front());
                });
    }
}

Filter filterOf(const char* text)
{
    auto parsed = parseFilter(text);
    if (std::holds_alternative<FilterError>(parsed)) {
        std::fprintf(stderr, "%s: %s\n", text, std::get<FilterError>(parsed).message.c_str());
        std::exit(2);
    }
    return std::get<Filter>(std::move(parsed));
}

void timeTallies(Bench& bench, const Snapshot& snapshot, const Selection& all)
{
    bench.time("totals", [&] { return totals(snapshot, all).domains; });
    bench.time("domain tree", [&] { return domainTree(snapshot, all).size(); });
    bench.time("overview", [&] { return overview(snapshot, all).days.size(); });
    bench.time("daily figures", [&] { return dailyFigures(snapshot, all).size(); });
    bench.time("trend by domain", [&] { return trend(snapshot, all, TrendBy::Domain).size(); });
    bench.time("trend by mx", [&] { return trend(snapshot, all, TrendBy::Mx).size(); });
    bench.time("trend by reporter", [&] { return trend(snapshot, all, TrendBy::Reporter).size(); });
    bench.time("trend by result", [&] { return trend(snapshot, all, TrendBy::ResultType).size(); });
    constexpr std::size_t most = 40; // as the chart wants them
    for (const auto& [name, by] :
        { std::pair{ "split by domain", SplitBy::Domain }, std::pair{ "split by mx", SplitBy::Mx },
            std::pair{ "split by reporter", SplitBy::Reporter },
            std::pair{ "split by result", SplitBy::ResultType },
            std::pair{ "split by mode", SplitBy::PolicyMode } })
        bench.time(name,
            [&, split = by] { return splitTrend(snapshot, all, split, most).rest.days.size(); });
    bench.time("mx days",
        [&] { return mxDailyFigures(snapshot, all, "mx2.domain-001.example.com").size(); });
    bench.time("facets", [&] {
        return facetTallies(snapshot, all,
            { Facet::Organization, Facet::ResultType, Facet::PolicyType, Facet::PolicyMode })
            .values[0]
            .size();
    });
    bench.time("failure groups", [&] { return failureGroups(snapshot, all.failures).size(); });
    const FailureGroups groups = bench.wants("failure groups by failed")
        ? failureGroups(snapshot, all.failures)
        : FailureGroups();
    bench.time("failure groups by failed", [&] {
        return orderedGroups(snapshot, groups, FailureColumn::FailedSessionCount, true).size();
    });
    bench.time("policy changes", [&] { return policyChanges(snapshot, all).size(); });
    bench.time("completions", [&] {
        std::size_t values = 0;
        for (const FilterKey key : filterKeys())
            values += valueCounts(snapshot, key, 5'000).size();
        return values;
    });
}

void timeExports(
    Bench& bench, const Snapshot& snapshot, const Selection& all, const std::string& path)
{
    const auto write = [&](Table table, ExportFormat format, const std::vector<RowId>& rows) {
        ExportRequest request;
        request.table = table;
        request.format = format;
        request.rows = rows;
        std::size_t bytes = 0;
        const auto to = [&](const ByteSink& sink) {
            return exportTable(snapshot, request, [&](std::string_view piece) {
                bytes += piece.size();
                return sink(piece);
            });
        };
        const auto result
            = path.empty() ? to([](std::string_view) { return true; }) : writeFileSafely(path, to);
        return result ? bytes : 0;
    };
    for (const auto& each : { std::pair{ Table::Failures, &all.failures },
             std::pair{ Table::Policies, &all.policies }, std::pair{ Table::Reports, &all.reports },
             std::pair{ Table::Sources, &all.sources } }) {
        const Table table = each.first;
        const std::vector<RowId>* const rows = each.second;
        const std::string name(tableName(table));
        bench.time("export csv " + name, [&] { return write(table, ExportFormat::Csv, *rows); });
        bench.time(
            "export jsonl " + name, [&] { return write(table, ExportFormat::JsonLines, *rows); });
    }
}

} // namespace

int main(int argc, char** argv)
{
    keepFreedMemory();
    std::size_t reports = 265'000;
    std::string_view only;
    std::size_t rounds = 5;
    std::chrono::milliseconds rest{ 0 };
    bool noRanks = false;
    std::string path;
    IngestRequest request;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--reports" && i + 1 < argc)
            reports = std::strtoull(argv[++i], nullptr, 10);
        else if (argument == "--only" && i + 1 < argc)
            only = argv[++i];
        else if (argument == "--rounds" && i + 1 < argc)
            rounds = std::max<std::size_t>(1, std::strtoull(argv[++i], nullptr, 10));
        else if (argument == "--to" && i + 1 < argc)
            path = argv[++i];
        else if (argument == "--rest" && i + 1 < argc)
            rest = std::chrono::milliseconds(std::strtoull(argv[++i], nullptr, 10));
        else if (argument == "--no-ranks")
            noRanks = true;
        else
            request.paths.emplace_back(argument);
    }
    const std::shared_ptr<const Snapshot> made
        = request.paths.empty() ? bench::madeSnapshot(reports) : ingest(request, {}).snapshot;
    const Snapshot& snapshot = *made;
    std::printf("%u sources, %u reports, %u policies, %u failures, %zu segments\n",
        snapshot.sourceCount(), snapshot.reportCount(), snapshot.policyCount(),
        snapshot.failureCount(), snapshot.parts().size());
    Bench bench(only, rounds, rest);
    const Selection all = select(snapshot, {});
    if (all.failures.empty())
        return 1;
    for (const char* const text : filters) {
        const Filter filter = filterOf(text);
        bench.time("filter \"" + std::string(text) + '"',
            [&] { return select(snapshot, filter).failures.size(); });
    }
    timeTallies(bench, snapshot, all);
    timeExports(bench, snapshot, all, path);
    bench.time("ranks", [&] { return makeTextRanks(made)->texts.size(); });
    const bool sorts = only.empty() || only.starts_with("sort");
    const auto ranks = noRanks || !sorts ? nullptr : makeTextRanks(made);
    const TextRanks* const known = ranks.get();
    timeSorts<FailureColumn>(bench, snapshot, "failures", failureColumnCount, all.failures, known);
    timeSorts<PolicyColumn>(bench, snapshot, "policies", policyColumnCount, all.policies, known);
    timeSorts<ReportColumn>(bench, snapshot, "reports", reportColumnCount, all.reports, known);
    timeSorts<SourceColumn>(bench, snapshot, "sources", sourceColumnCount, all.sources, known);
    return 0;
}
