// SPDX-License-Identifier: GPL-3.0-or-later
// Reads reports, writes their rows in the form of the index and into a SQLite database, and reads
// both back into memory by one thread, in turn, N times each, or 5: prints sizes, seconds, their
// medians, and how many times as long SQLite took. Neither has the list of files that an index has
// besides. Not part of ctest: a shared machine would make a timed test fail by noise.
//
//     indexforms [--times N] FOLDER PATH...
#include "core/cache/indexfile.h"
#include "core/cache/indexwriter.h"
#include "core/ingest/freedmemory.h"
#include "core/ingest/ingest.h"
#include "core/store/segmentcopy.h"
#include "tests/bench/measuring.h"
#include "tests/bench/sqliteform.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

using namespace mxlens;
using namespace mxlens::bench;

namespace {

constexpr const char* identity = "indexforms";

bool writeOurs(const std::string& path, const Snapshot& snapshot)
{
    std::ofstream file(path, std::ios::binary);
    IndexWriter writer(
        [&file](std::string_view bytes) {
            return file.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).good();
        },
        identity, snapshot.pool(), snapshot.addresses());
    for (const std::uint32_t part : snapshot.inputOrder()) {
        const Segment& segment = *snapshot.parts()[part].segment;
        writer.addRows(segment, 0, rowCounts(segment)[indexOf(ColumnGroup::Sources)]);
    }
    writer.finish({}, {});
    return writer.ok() && file.flush().good();
}

/// An index in memory, as the window has it.
struct OurRows {
    std::shared_ptr<StringPool> texts;
    std::shared_ptr<AddressPool> addresses;
    std::vector<std::shared_ptr<const Segment>> segments;
};

OurRows readOurs(const std::string& path)
{
    const auto file = IndexFile::open(path, identity);
    if (!file)
        return {};
    OurRows made{ file->readTexts(), file->readAddresses(), {} };
    for (std::size_t i = 0; i < file->segmentCount(); ++i)
        made.segments.push_back(file->readSegment(i));
    return made;
}

/// The same rows in one segment.
FormRows joined(const OurRows& ours)
{
    FormRows made{ ours.texts, ours.addresses, std::make_shared<Segment>() };
    for (const auto& segment : ours.segments) {
        const std::uint32_t sources = rowCounts(*segment)[indexOf(ColumnGroup::Sources)];
        appendRows(*made.rows, *segment, rowsOfSources(*segment, 0, sources),
            [](ColumnRole, std::uint32_t id) { return id; });
    }
    return made;
}

bool areEqual(const FormRows& one, const FormRows& other)
{
    bool equal = one.rows && other.rows && one.texts->size() == other.texts->size()
        && one.addresses->size() == other.addresses->size()
        && rowCounts(*one.rows) == rowCounts(*other.rows);
    if (!equal)
        return false;
    for (StringId id = 0; id < one.texts->size(); ++id)
        equal = equal && one.texts->text(id) == other.texts->text(id);
    for (AddressId id = 0; id < one.addresses->size(); ++id)
        equal = equal && one.addresses->entry(id) == other.addresses->entry(id);
    visitColumns(
        [&equal](const ColumnInfo&, const auto& column, const auto& same) {
            for (std::size_t row = 0; row < column.size(); ++row)
                equal = equal && column[row] == same[row];
        },
        *one.rows, *other.rows);
    return equal;
}

/// Seconds until read has everything; what it read is freed behind that.
template <typename Read> double secondsOf(const Read& read)
{
    const Clock::time_point begin = Clock::now();
    const auto made = read();
    const double seconds = secondsSince(begin);
    return made.texts ? seconds : -1;
}

int compare(const std::string& ours, const std::string& sqlite, int times)
{
    Sample oursSeconds, sqliteSeconds, ratios;
    for (int i = 0; i < times; ++i) {
        const double own = secondsOf([&] { return readOurs(ours); });
        const double other = secondsOf([&] { return readSqlite(sqlite); });
        std::printf("%.3f s; SQLite: %.3f s, %.1f times as long\n", own, other, other / own);
        std::fflush(stdout);
        oursSeconds.add(own);
        sqliteSeconds.add(other);
        ratios.add(other / own);
    }
    std::printf("%.0f MB; SQLite: %.0f MB\n",
        static_cast<double>(std::filesystem::file_size(ours)) / 1e6,
        static_cast<double>(std::filesystem::file_size(sqlite)) / 1e6);
    printMedian("seconds", oursSeconds);
    printMedian("seconds by SQLite", sqliteSeconds);
    printMedian("times as long", ratios);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    keepFreedMemory();
    const bool told = argc > 3 && std::strcmp(argv[1], "--times") == 0;
    const int times = told ? std::atoi(argv[2]) : 5;
    char** const arguments = told ? argv + 3 : argv + 1;
    if (argv + argc - arguments < 2)
        return 2;
    const std::string ours = std::string(*arguments) + "/forms.index";
    const std::string sqlite = std::string(*arguments) + "/forms.sqlite";
    std::filesystem::remove(sqlite);
    {
        IngestRequest request;
        request.paths.assign(arguments + 1, argv + argc);
        if (!writeOurs(ours, *ingest(request, {}).snapshot))
            return 1;
        const FormRows rows = joined(readOurs(ours));
        if (!writeSqlite(sqlite, rows) || !areEqual(rows, readSqlite(sqlite))) {
            std::fprintf(stderr, "The forms do not hold the same rows.\n");
            return 1;
        }
    }
    const int status = compare(ours, sqlite, times);
    std::filesystem::remove(ours);
    std::filesystem::remove(sqlite);
    return status;
}
