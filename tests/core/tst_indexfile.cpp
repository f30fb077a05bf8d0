// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/support/indexes.h"
#include "tests/core/support/reports.h"

#include <QtTest>

#include <functional>
#include <optional>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

std::string reportOne()
{
    const std::string details = '[' + failureJson("certificate-expired", "MX1.example.com", 2) + ','
        + failureJson("tlsa-invalid", "mx2.example.com", 3, "2001:DB8:0::1") + ','
        + failureJson("tlsa-invalid", "mx2.example.com", 4, "no address") + ']';
    return reportJson("Reporter", "r1", "2026-03-01",
        { { .domain = "Example.COM.",
              .summary = R"({"total-successful-session-count":5000000000})",
              .details = details },
            {} });
}

std::string reportTwo()
{
    return reportJson("Reporter", "r2", "2026-03-02", { {} });
}

/// Three sources, the last two of which hold the same report.
std::shared_ptr<const Snapshot> someSnapshot()
{
    return snapshotOf({ reportOne(), reportTwo(), reportTwo() });
}

IndexOutline someOutline(IndexWriter& writer, const Snapshot& snapshot)
{
    IndexOutline outline;
    const Segment::Sources& sources = snapshot.parts().front().segment->sources;
    for (std::uint32_t row = 0; row < snapshot.sourceCount(); ++row) {
        outline.files.folder.push_back(writer.textId(ColumnRole::Text, sources.folder[row]));
        outline.files.name.push_back(writer.textId(ColumnRole::OwnText, sources.name[row]));
        outline.files.state.push_back({ row + 10u, 1000 + row, 2000 + row });
        outline.files.firstSource.push_back(row + 1);
    }
    outline.others = { "mail/new.json", "" };
    outline.folders = { { "mail", 17, {} } };
    outline.seed = 4711;
    return outline;
}

IndexMarks someMarks()
{
    return { { ReportMark::None, ReportMark::None, ReportMark::Duplicate }, { { 2, 1 } } };
}

/// The bytes of an index of the first part of a snapshot. spoil may change what is written.
using Spoil = std::function<void(Segment&, IndexOutline&, IndexMarks&)>;
std::string indexOf(const Snapshot& snapshot, const Spoil& spoil = {})
{
    std::string bytes;
    IndexWriter writer(
        [&bytes](std::string_view piece) {
            bytes += piece;
            return true;
        },
        "id", snapshot.pool(), snapshot.addresses());
    Segment segment = *snapshot.parts().front().segment;
    IndexOutline outline = someOutline(writer, snapshot);
    IndexMarks marks = someMarks();
    if (spoil)
        spoil(segment, outline, marks);
    writer.addRows(segment, 0, static_cast<std::uint32_t>(segment.sources.name.size()));
    writer.finish(outline, marks);
    return bytes;
}

/// Everything that an index holds, as text; nothing if any of it is refused.
std::optional<std::string> everythingIn(const std::string& path, std::string_view identity)
{
    const auto index = IndexFile::open(path, identity);
    const auto texts = index ? index->readTexts() : nullptr;
    const auto addresses = index ? index->readAddresses() : nullptr;
    const auto outline = index ? index->readOutline() : std::nullopt;
    const auto marks = index ? index->readMarks() : std::nullopt;
    if (!texts || !addresses || !outline || !marks)
        return std::nullopt;
    std::string all;
    for (std::size_t i = 0; i < index->segmentCount(); ++i) {
        const auto segment = index->readSegment(i);
        if (!segment)
            return std::nullopt;
        all += dumpOf(*segment, *texts, *addresses);
    }
    for (std::size_t file = 0; file < outline->files.size(); ++file) {
        const FileState& state = outline->files.state[file];
        all.append(texts->text(outline->files.folder[file]));
        all.append(texts->text(outline->files.name[file]));
        all += '=' + std::to_string(state.size) + '/' + std::to_string(state.modified) + '/'
            + std::to_string(state.changed) + ' ';
    }
    for (const std::string& other : outline->others)
        all += other + '\n';
    for (const IndexFolder& folder : outline->folders)
        all += folder.path + std::to_string(folder.listing);
    for (const auto& [report, earlier] : marks->earlier)
        all += std::to_string(report) + '>' + std::to_string(earlier) + ' ';
    return all;
}

} // namespace

class IndexFileTest final : public QObject {
    Q_OBJECT

private slots:
    // Each of them is up to a tenth of a second of work for a million reports.
    void aStopEndsTheReading()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("index")).toStdString();
        writeBytes(path, indexOf(*someSnapshot()));
        const auto index = IndexFile::open(path, "id");
        std::stop_source stop;
        const std::stop_token token = stop.get_token();
        QVERIFY(index->readTexts(token) && index->readAddresses(token) && index->readOutline(token)
            && index->readMarks(token));
        stop.request_stop();
        QVERIFY(!index->readTexts(token));
        QVERIFY(!index->readAddresses(token));
        QVERIFY(!index->readOutline(token));
        QVERIFY(!index->readMarks(token));
    }

    void aStopEndsTheFillingOfAPool()
    {
        std::string packed;
        TextChunks::pack(packed, "text");
        const auto bytes = [&packed] {
            std::shared_ptr<char[]> copy(new char[packed.size()]);
            packed.copy(copy.get(), packed.size());
            return copy;
        };
        std::stop_source stop;
        QVERIFY(StringPool().load(bytes(), packed.size(), 1, 1, stop.get_token()));
        stop.request_stop();
        QVERIFY(!StringPool().load(bytes(), packed.size(), 1, 1, stop.get_token()));
    }

    void aTwinHasTheSameTexts()
    {
        std::string packed;
        for (const char* const text : { "one", "two", "three" })
            TextChunks::pack(packed, text);
        std::shared_ptr<char[]> bytes(new char[packed.size()]);
        packed.copy(bytes.get(), packed.size());
        auto pool = std::make_unique<StringPool>();
        QVERIFY(pool->load(bytes, packed.size(), 2, 3));
        bytes.reset();
        const std::shared_ptr<StringPool> twin = pool->twin();
        QCOMPARE(pool->intern("four"), StringId(4));
        pool.reset();
        QCOMPARE(twin->size(), StringId(4));
        QCOMPARE(twin->text(3), std::string_view("three"));
        QCOMPARE(twin->intern("two"), StringId(2));
        QCOMPARE(twin->intern("five"), StringId(4));
    }

    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_path = m_folder.filePath(QStringLiteral("index")).toStdString();
        m_snapshot = someSnapshot();
        m_bytes = indexOf(*m_snapshot);
        writeBytes(m_path, m_bytes);
        const auto all = everythingIn(m_path, "id");
        QVERIFY(all);
        m_all = *all;
    }

    void init() { writeBytes(m_path, m_bytes); }

    void rowsComeBackAsTheyWent()
    {
        const auto index = IndexFile::open(m_path, "id");
        QVERIFY(index);
        QCOMPARE(index->segmentCount(), std::size_t(1));
        QCOMPARE(index->sourcesBefore(1), m_snapshot->sourceCount());
        QCOMPARE(index->reportsBefore(1), m_snapshot->reportCount());
        const auto segment = index->readSegment(0);
        const auto texts = index->readTexts();
        const auto addresses = index->readAddresses();
        QVERIFY(segment && texts && addresses);
        QCOMPARE(dumpOf(*segment, *texts, *addresses), dumpOf(*m_snapshot));
        QVERIFY(m_all.find("5000000000") != std::string::npos);
        QVERIFY(m_all.find("2001:DB8:0::1") != std::string::npos);
        QVERIFY(m_all.find("mail/1.json=11/1001/2001") != std::string::npos);
    }

    void outlineAndMarksComeBackAsTheyWent()
    {
        const auto index = IndexFile::open(m_path, "id");
        QVERIFY(index);
        const auto outline = index->readOutline();
        QVERIFY(outline);
        QCOMPARE(outline->seed, std::uint64_t(4711));
        QVERIFY(outline->others == (std::vector<std::string>{ "mail/new.json", "" }));
        QVERIFY(outline->folders == (std::vector<IndexFolder>{ { "mail", 17, {} } }));
        QVERIFY(outline->files.firstSource == (std::vector<std::uint32_t>{ 0, 1, 2, 3 }));
        const auto marks = index->readMarks();
        QVERIFY(marks);
        QVERIFY(marks->marks == someMarks().marks);
        QVERIFY(marks->earlier == someMarks().earlier);
    }

    void poolOfAnIndexKnowsItsTexts()
    {
        const auto index = IndexFile::open(m_path, "id");
        QVERIFY(index);
        const auto pool = index->readTexts();
        const auto segment = index->readSegment(0);
        QVERIFY(pool && segment);
        const StringId size = pool->size();
        const StringId organization = segment->reports.organization[0];
        QCOMPARE(pool->intern("Reporter"), organization);
        QCOMPARE(pool->intern("not there before"), size);
        QCOMPARE(pool->intern("not there before"), size);
        // Texts that were never looked up are not found either.
        QVERIFY(pool->intern("1.json") > size);
        for (int i = 0; i < 10000; ++i)
            pool->intern("text " + std::to_string(i));
        QCOMPARE(pool->intern("Reporter"), organization);
    }

    void rowsOfSomeSourcesAloneAreWritten()
    {
        std::string bytes;
        IndexWriter writer(
            [&bytes](std::string_view piece) {
                bytes += piece;
                return true;
            },
            "id", m_snapshot->pool(), m_snapshot->addresses());
        const Segment& segment = *m_snapshot->parts().front().segment;
        writer.addRows(segment, 2, 3);
        writer.addRows(segment, 0, 1);
        writer.finish({}, {});
        writeBytes(m_path, bytes);
        const auto index = IndexFile::open(m_path, "id");
        QVERIFY(index && index->segmentCount() == 1);
        const auto read = index->readSegment(0);
        const auto texts = index->readTexts();
        const auto addresses = index->readAddresses();
        QVERIFY(read && texts && addresses);
        const auto wanted = snapshotOf({ reportTwo(), reportOne() });
        std::string dump = dumpOf(*wanted);
        const auto replace = [&dump](const std::string& from, const std::string& to) {
            dump.replace(dump.find(from), from.size(), to);
        };
        replace("0.json 1.json", "2.json 0.json");
        QCOMPARE(dumpOf(*read, *texts, *addresses), dump);
    }

    void anotherIdentityIsForeign()
    {
        QVERIFY(!IndexFile::open(m_path, "other"));
        QVERIFY(!IndexFile::open(m_path, ""));
        QVERIFY(!IndexFile::open(m_folder.filePath(QStringLiteral("none")).toStdString(), "id"));
        QVERIFY(!IndexFile::open(m_folder.path().toStdString(), "id"));
    }

    void everyDamagedByteIsNoticed()
    {
        std::string bytes = m_bytes;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            bytes[i] = static_cast<char>(bytes[i] ^ (i % 2 == 0 ? '\x01' : '\xff'));
            writeBytes(m_path, bytes);
            const auto all = everythingIn(m_path, "id");
            QVERIFY2(!all, qPrintable(QStringLiteral("byte %1").arg(i)));
            bytes[i] = m_bytes[i];
        }
    }

    /// What a checksum cannot see either.
    void whateverStandsInASegmentIsSoundOrRefused()
    {
        const IndexBlock block = blockOf(m_bytes, IndexBlockKind::Segment);
        std::size_t refused = 0, taken = 0;
        for (std::size_t at = block.offset; at < block.offset + block.size; ++at) {
            for (const int value : { 0, 1, 3, 255 }) {
                std::string bytes = m_bytes;
                bytes[at] = static_cast<char>(value);
                writeBytes(m_path, withChecksums(bytes, IndexBlockKind::Segment));
                const auto index = IndexFile::open(m_path, "id");
                QVERIFY(index);
                const auto segment = index->readSegment(0);
                ++(segment ? taken : refused);
                if (segment)
                    QVERIFY2(
                        hasSoundRanges(*segment), qPrintable(QStringLiteral("byte %1").arg(at)));
            }
        }
        QVERIFY(refused > 500);
        QVERIFY(taken > 500);
    }

    void rowsOfEveryWidthComeBack_data()
    {
        QTest::addColumn<int>("reports");
        QTest::addColumn<int>("details");
        QTest::addColumn<int>("widthOfReports");
        QTest::addColumn<int>("widthOfDetails");
        QTest::newRow("few") << 255 << 0 << 1 << 1;
        QTest::newRow("reports") << 256 << 3 << 2 << 2;
        QTest::newRow("details") << 2 << 70000 << 1 << 4;
    }

    void rowsOfEveryWidthComeBack()
    {
        QFETCH(const int, reports);
        QFETCH(const int, details);
        std::vector<std::string> written;
        for (int i = 0; i < reports; ++i) {
            std::string list;
            for (int detail = 0; detail < details; ++detail)
                list += (detail == 0 ? "[" : ",") + failureJson("other", "mx.example.com", detail);
            written.push_back(reportJson("Reporter", 'r' + std::to_string(i), "2026-03-01",
                { { .details = details == 0 ? "[]" : list + ']' } }));
        }
        const auto snapshot = snapshotOf(written);
        const Segment& segment = *snapshot->parts().front().segment;
        std::string bytes;
        IndexWriter writer(
            [&bytes](std::string_view piece) {
                bytes += piece;
                return true;
            },
            "id", snapshot->pool(), snapshot->addresses());
        writer.addRows(segment, 0, snapshot->sourceCount());
        writer.finish({}, {});
        writeBytes(m_path, bytes);
        const auto index = IndexFile::open(m_path, "id");
        QVERIFY(index && index->segmentCount() == 1);
        const auto read = index->readSegment(0);
        const auto texts = index->readTexts();
        const auto addresses = index->readAddresses();
        QVERIFY(read && texts && addresses);
        QVERIFY(dumpOf(*read, *texts, *addresses) == dumpOf(*snapshot));
        for (const Segment* const some : { &segment, read.get() }) {
            QTEST(static_cast<int>(some->sources.firstReport.width()), "widthOfReports");
            QTEST(static_cast<int>(some->policies.firstFailure.width()), "widthOfDetails");
        }
    }

    void everyTruncationIsNoticed()
    {
        for (std::size_t size = 0; size < m_bytes.size(); ++size) {
            writeBytes(m_path, m_bytes.substr(0, size));
            QVERIFY2(!everythingIn(m_path, "id"), qPrintable(QStringLiteral("size %1").arg(size)));
        }
        writeBytes(m_path, m_bytes + 'x');
        QVERIFY(!everythingIn(m_path, "id"));
        writeBytes(m_path, m_bytes);
        QCOMPARE(everythingIn(m_path, "id").value_or(""), m_all);
    }

    /// What a checksum cannot see, because somebody wrote it so.
    void unsoundNumbersAreRefused_data()
    {
        QTest::addColumn<Spoil>("spoil");
        const auto row = [](const char* name, const Spoil& spoil) { QTest::newRow(name) << spoil; };
        row("outcome", [](Segment& s, IndexOutline&, IndexMarks&) {
            s.sources.outcome[0] = SourceOutcome(3);
        });
        row("code", [](Segment& s, IndexOutline&, IndexMarks&) {
            s.deviations.code[0] = DeviationCode(200);
        });
        row("file beyond", [](Segment&, IndexOutline& o, IndexMarks&) { o.files.name[1] = ~0u; });
        row("folder beyond",
            [](Segment&, IndexOutline& o, IndexMarks&) { o.files.folder[1] = 1000; });
        row("sources of files",
            [](Segment&, IndexOutline& o, IndexMarks&) { o.files.firstSource.back() += 1; });
        row("sources of files backwards",
            [](Segment&, IndexOutline& o, IndexMarks&) { o.files.firstSource[1] = 9; });
        row("states", [](Segment&, IndexOutline& o, IndexMarks&) { o.files.state.pop_back(); });
        row("earlier is itself", [](Segment&, IndexOutline&, IndexMarks& m) {
            m.earlier = { { 2, 2 } };
        });
        row("earlier of another", [](Segment&, IndexOutline&, IndexMarks& m) {
            m.earlier = { { 1, 0 } };
        });
        row("earlier missing", [](Segment&, IndexOutline&, IndexMarks& m) { m.earlier.clear(); });
        row("too many marks",
            [](Segment&, IndexOutline&, IndexMarks& m) { m.marks.push_back(ReportMark::None); });
        row("mark", [](Segment&, IndexOutline&, IndexMarks& m) { m.marks[0] = ReportMark(3); });
    }
    void unsoundNumbersAreRefused()
    {
        QFETCH(Spoil, spoil);
        writeBytes(m_path, indexOf(*m_snapshot, spoil));
        QVERIFY(IndexFile::open(m_path, "id"));
        QVERIFY(!everythingIn(m_path, "id"));
    }

    void checksumSeesEveryByte()
    {
        for (std::size_t size = 0; size < 100; ++size) {
            std::string bytes(size, 'a');
            const std::uint64_t sum = checksum64(bytes);
            QVERIFY(checksum64(bytes + '\0') != sum);
            QVERIFY(checksum64(bytes, 1) != sum);
            for (char& byte : bytes) {
                byte = 'b';
                QVERIFY(checksum64(bytes) != sum);
                byte = 'a';
            }
        }
    }
    void checksumOfPiecesIsThatOfTheWhole()
    {
        std::string bytes;
        for (int i = 0; i < 200; ++i)
            bytes += static_cast<char>(i * 37);
        for (std::size_t first = 0; first <= 70; ++first) {
            for (std::size_t second = 0; second <= 70; ++second) {
                Checksum64 sum(7);
                sum.add(std::string_view(bytes).substr(0, first));
                sum.add(std::string_view(bytes).substr(first, second));
                sum.add(std::string_view(bytes).substr(first + second));
                QCOMPARE(sum.value(), checksum64(bytes, 7));
            }
        }
    }

private:
    QTemporaryDir m_folder;
    std::string m_path;
    std::string m_bytes;
    std::string m_all;
    std::shared_ptr<const Snapshot> m_snapshot;
};

QTEST_APPLESS_MAIN(IndexFileTest)
#include "tst_indexfile.moc"
