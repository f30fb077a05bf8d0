// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/support/reports.h"

#include "core/query/totals.h"
#include "core/store/localtexts.h"

#include <QtTest>

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

std::vector<ReportMark> marksInInputOrder(const Snapshot& snapshot)
{
    std::vector<ReportMark> marks;
    for (const std::uint32_t part : snapshot.inputOrder())
        marks.insert(marks.end(), snapshot.parts()[part].marks->begin(),
            snapshot.parts()[part].marks->end());
    return marks;
}

std::string failureWithSender(const std::string& address)
{
    return "{\"result-type\":\"validation-failure\",\"sending-mta-ip\":\"" + address
        + "\",\"failed-session-count\":1}";
}

} // namespace

class StoreTest final : public QObject {
    Q_OBJECT

private slots:
    void poolGivesEqualTextsOneId()
    {
        StringPool pool;
        QCOMPARE(pool.intern(""), StringId(0));
        const StringId first = pool.intern("mx1.example.com");
        for (int i = 0; i < 100000; ++i)
            pool.intern("text " + std::to_string(i));
        QCOMPARE(pool.intern("mx1.example.com"), first);
        QCOMPARE(pool.text(first), std::string_view("mx1.example.com"));
        QCOMPARE(pool.text(pool.intern("text 99999")), std::string_view("text 99999"));
        QCOMPARE(pool.size(), StringId(100002));
    }

    void poolKeepsTextsOfEveryLength()
    {
        StringPool pool;
        std::vector<StringId> ids;
        const std::vector<std::size_t> lengths{ 1, 127, 128, 16383, 16384, 300000, 3 };
        for (const std::size_t length : lengths)
            ids.push_back(pool.append(std::string(length, 'x')));
        for (std::size_t i = 0; i < lengths.size(); ++i)
            QCOMPARE(pool.text(ids[i]), std::string_view(std::string(lengths[i], 'x')));
        QVERIFY(pool.append("y") != pool.append("y"));
        QCOMPARE(pool.append(""), StringId(0));
    }

    // Texts of every length, each with one byte changed at every place: no two are the same.
    void textsThatDifferInOneByteAreTwo()
    {
        LocalTexts texts;
        std::map<std::string, StringId> ids;
        for (std::size_t length = 1; length < 48; ++length) {
            const std::string plain(length, 'a');
            ids.emplace(plain, texts.intern(plain));
            for (std::size_t at = 0; at < length; ++at) {
                std::string changed = plain;
                changed[at] = 'b';
                ids.emplace(changed, texts.intern(changed));
            }
        }
        std::set<StringId> distinct;
        for (const auto& [text, id] : ids) {
            QCOMPARE(texts.text(id), std::string_view(text));
            QCOMPARE(texts.intern(text), id);
            QCOMPARE(texts.internOneOfFew(text), id);
            distinct.insert(id);
        }
        QCOMPARE(distinct.size(), ids.size());
    }

    void snapshotKeepsWhatIsWorkedOutOfIt()
    {
        struct Reports {
            explicit Reports(const Snapshot& snapshot)
                : count(snapshot.reportCount())
            {
                ++made();
            }
            static std::atomic<int>& made()
            {
                static std::atomic<int> times{ 0 };
                return times;
            }
            RowId count;
        };
        struct Sources {
            explicit Sources(const Snapshot& snapshot)
                : count(snapshot.sourceCount())
            {
            }
            RowId count;
        };
        StoreBuilder store;
        SegmentBuilder segment(1);
        segment.addSource("a.json", {}, SourceOutcome::NotAReport, "empty");
        store.add(std::move(segment));
        const auto snapshot = store.snapshot();
        {
            std::vector<std::jthread> others;
            for (int i = 0; i < 4; ++i)
                others.emplace_back([&] { static_cast<void>(snapshot->kept<Reports>()); });
        }
        QCOMPARE(Reports::made().load(), 1);
        QCOMPARE(snapshot->kept<Reports>().count, RowId(0));
        QCOMPARE(snapshot->kept<Sources>().count, RowId(1));
        QCOMPARE(&snapshot->kept<Sources>(), &snapshot->kept<Sources>());
    }

    void countsOfEverySizeStandInTheirColumn()
    {
        CountColumn column;
        const std::vector<Count> counts{ Count(), Count(0), Count(1), Count(4294967293),
            Count(4294967294), Count(4294967295), Count(4294967296), Count(Count::maximum()),
            Count(7) };
        for (const Count count : counts)
            column.push_back(count);
        const CountColumn packed = column.packed();
        for (std::size_t i = 0; i < counts.size(); ++i) {
            QCOMPARE(column[i], counts[i]);
            QCOMPARE(packed[i], counts[i]);
        }
    }

    void textsOfFewRowsStandInTheirColumn()
    {
        SparseTexts column;
        std::vector<StringId> expected;
        for (StringId row = 0; row < 1000; ++row) {
            expected.push_back(row % 7 == 3 || row / 100 == 4 ? row + 1 : 0);
            column.push_back(expected.back());
            QCOMPARE(column[row], expected[row]);
        }
        column.setLast(5);
        column.setLast(0);
        column.setLast(6);
        expected.back() = 6;
        const auto again = SparseTexts::from(column.size(), column.rowBits(), column.ids());
        QVERIFY(again);
        QCOMPARE(again->size(), expected.size());
        for (std::size_t row = 0; row < expected.size(); ++row) {
            QCOMPARE(column[row], expected[row]);
            QCOMPARE((*again)[row], expected[row]);
        }
    }

    void idsThatManyRowsShareTakeLess_data()
    {
        QTest::addColumn<std::uint32_t>("rows");
        QTest::addColumn<std::uint32_t>("different");
        QTest::addColumn<int>("width");
        QTest::newRow("none") << 0U << 1U << 4;
        QTest::newRow("one row") << 1U << 1U << 4;
        QTest::newRow("one id") << 1000U << 1U << 1;
        QTest::newRow("as many as a byte tells") << 1000U << 256U << 1;
        QTest::newRow("one more") << 1000U << 257U << 2;
        QTest::newRow("half as many as rows") << 1000U << 500U << 2;
        QTest::newRow("more than half") << 1000U << 501U << 4;
        QTest::newRow("as many as two bytes tell") << 140000U << 65536U << 2;
        QTest::newRow("more than two bytes tell") << 140000U << 65537U << 4;
    }

    void idsThatManyRowsShareTakeLess()
    {
        QFETCH(const std::uint32_t, rows);
        QFETCH(const std::uint32_t, different);
        QFETCH(const int, width);
        IdColumn column;
        std::vector<std::uint32_t> expected;
        std::set<std::uint32_t> seen;
        for (std::uint32_t row = 0; row < rows; ++row) {
            expected.push_back((row % different) * 977 % 200003);
            seen.insert(expected.back());
            column.push_back(expected.back());
        }
        const IdColumn packed = column.packed();
        QCOMPARE(static_cast<int>(packed.width()), width);
        QCOMPARE(packed.size(), std::size_t{ rows });
        QCOMPARE(packed.isUniform(), rows > 1 && different == 1);
        QCOMPARE(std::set(packed.ids().begin(), packed.ids().end()), seen);
        std::vector<std::uint8_t> bytes;
        std::vector<std::uint16_t> pairs;
        packed.visit([&](auto numbers, auto... ids) {
            if constexpr (sizeof...(ids) > 0) {
                if constexpr (sizeof numbers[0] == 1)
                    bytes.assign(numbers.begin(), numbers.end());
                else
                    pairs.assign(numbers.begin(), numbers.end());
            }
        });
        const auto again
            = IdColumn::from({ packed.ids().begin(), packed.ids().end() }, bytes, pairs);
        QVERIFY(again);
        for (std::uint32_t row = 0; row < rows; ++row) {
            QCOMPARE(column[row], expected[row]);
            QCOMPARE(packed[row], expected[row]);
            QCOMPARE((*again)[row], expected[row]);
        }
    }

    void columnsOfIdsAreMadeOfWhatGoesTogether()
    {
        QVERIFY(IdColumn::from({}, {}, {}));
        QVERIFY(IdColumn::from({ 7, 8 }, { 0, 1, 1 }, {}));
        QVERIFY(!IdColumn::from({ 7, 8 }, { 0, 2 }, {})); // a number without an id
        QVERIFY(!IdColumn::from({ 7, 8 }, {}, { 2, 0 }));
        QVERIFY(!IdColumn::from({ 7, 8 }, { 0 }, { 1 })); // two widths
        QVERIFY(!IdColumn::from({}, { 0 }, {}));
    }

    void columnsOfFewTextsAreMadeOfWhatGoesTogether()
    {
        QVERIFY(SparseTexts::from(0, {}, {}));
        QVERIFY(SparseTexts::from(65, { 1, 1 }, { 4, 5 }));
        QVERIFY(!SparseTexts::from(65, { 1 }, { 4 })); // bits for 64 rows
        QVERIFY(!SparseTexts::from(65, { 1, 2 }, { 4, 5 })); // a row that is not there
        QVERIFY(!SparseTexts::from(65, { 1, 1 }, { 4 }));
        QVERIFY(!SparseTexts::from(65, { 1, 1 }, { 4, 5, 6 }));
        QVERIFY(!SparseTexts::from(65, { 1, 1 }, { 4, 0 }));
    }

    void addressesAreValuesAndWhatWasWrittenStays()
    {
        const std::vector<std::string> written{ "192.0.2.1", "2001:db8::1", "2001:DB8:0::1",
            "0.0.0.0", "not an address" };
        std::string details;
        for (const std::string& text : written) {
            details += details.empty() ? "[" : ",";
            details += failureWithSender(text);
        }
        const auto snapshot = snapshotOf({ reportJson("Reporter", "r1", "2026-03-01",
            { { .summary = summaryJson(0, 5), .details = details + ']' } }) });
        for (RowId row = 0; row < written.size(); ++row) {
            QCOMPARE(cell(*snapshot, row, FailureColumn::SendingMtaIp).text, written[row]);
            QCOMPARE(cell(*snapshot, row, FailureColumn::ReceivingIp).text, std::string());
        }
        const auto entry = [&](RowId row) {
            return snapshot->addresses().entry(
                snapshot->failure(row).segment->failures.sendingIp[row]);
        };
        QCOMPARE(entry(1).bytes, entry(2).bytes);
        QVERIFY(!entry(4).value());
        QVERIFY(entry(3).value());
    }

    void rowsComeBackAsTheyWent()
    {
        const auto snapshot = snapshotOf({ reportJson("Reporter", "r1", "2026-03-01",
            { { .domain = "Example.COM.",
                .summary = summaryJson(5, 2),
                .details
                = '[' + failureJson("certificate-expired", "MX1.example.com", 2) + ']' } }) });
        QCOMPARE(snapshot->reportCount(), RowId(1));
        QCOMPARE(snapshot->failureCount(), RowId(1));
        const auto text = [&](FailureColumn column) { return cell(*snapshot, 0, column).text; };
        QCOMPARE(text(FailureColumn::OrganizationName), std::string("Reporter"));
        QCOMPARE(text(FailureColumn::PolicyDomain), std::string("Example.COM."));
        QCOMPARE(text(FailureColumn::PolicyMode), std::string("enforce"));
        QCOMPARE(text(FailureColumn::ReceivingMxHostname), std::string("MX1.example.com"));
        QCOMPARE(text(FailureColumn::StartDatetime), std::string("2026-03-01T00:00:00Z"));
        QCOMPARE(text(FailureColumn::Source), std::string("mail/0.json"));
        QCOMPARE(cell(*snapshot, 0, FailureColumn::FailedSessionCount).number, Count(2));
        QCOMPARE(cell(*snapshot, 0, PolicyColumn::FailureDetails).number, Count(1));
    }

    void sameReportTwiceCountsOnce()
    {
        const std::string json = reportJson("Reporter", "r1", "2026-03-01", { {} });
        std::string pretty = json;
        pretty.insert(1, "\n   ");
        const auto snapshot = snapshotOf({ json, pretty });
        const auto marks = marksInInputOrder(*snapshot);
        QCOMPARE(marks, (std::vector{ ReportMark::None, ReportMark::Duplicate }));
        const Totals sum = totals(*snapshot, select(*snapshot, {}));
        QCOMPARE(sum.reports, std::size_t(1));
        QCOMPARE(sum.duplicateSources, std::size_t(1));
        QCOMPARE(sum.figures.sessions, Count(10));
        QCOMPARE(cell(*snapshot, 1, SourceColumn::Outcome).text, std::string("duplicate"));
    }

    void sameIdentityWithOtherContentCountsTwiceAndIsMarked()
    {
        const auto snapshot = snapshotOf({ reportJson("Reporter", "r1", "2026-03-01", { {} }),
            reportJson("Reporter", "r1", "2026-03-01", { { .summary = summaryJson(11, 0) } }) });
        QCOMPARE(marksInInputOrder(*snapshot),
            (std::vector{ ReportMark::SameIdentity, ReportMark::SameIdentity }));
        QCOMPARE(totals(*snapshot, select(*snapshot, {})).figures.sessions, Count(21));
        QVERIFY(deviationLines(*snapshot, 0).back().find("same identity") != std::string::npos);
    }

    void anyOtherContentUnderOneIdentityIsNoDuplicate_data()
    {
        QTest::addColumn<QByteArray>("was");
        QTest::addColumn<QByteArray>("is");
        const auto row = [](const char* was, const char* is) {
            QTest::newRow(was) << QByteArray(was) << QByteArray(is);
        };
        row("tls@example.net", "other@example.net");
        row(R"("sts")", R"("tlsa")");
        row("mode: enforce", "mode: testing");
        row(R"(,"max_age: 86400")", "");
        row(R"("policy-domain":"example.com")", R"("policy-domain":"example.org")");
        row(R"(["mx1.example.com"])", R"(["mx2.example.com"])");
        row(R"("total-successful-session-count":10)", R"("total-successful-session-count":11)");
        row(R"("total-failure-session-count":5)", R"("total-failure-session-count":6)");
        row(R"("total-failure-session-count":5)", R"("total-failure-session-count":null)");
        row("certificate-expired", "certificate-not-trusted");
        row("192.0.2.1", "192.0.2.2");
        row(R"("receiving-mx-hostname":"mx1)", R"("receiving-mx-hostname":"mx2)");
        row("203.0.113.5", "203.0.113.6");
        row(R"("failed-session-count":3)", R"("failed-session-count":2)");
    }
    void anyOtherContentUnderOneIdentityIsNoDuplicate()
    {
        QFETCH(QByteArray, was);
        QFETCH(QByteArray, is);
        const std::string json = reportJson("Reporter", "r1", "2026-03-01",
            { { .summary = summaryJson(10, 5),
                .details
                = "[" + failureJson("certificate-expired", "mx1.example.com", 3) + "]" } });
        QByteArray other = QByteArray::fromStdString(json);
        QVERIFY(other.contains(was));
        other.replace(was, is);
        const auto snapshot = snapshotOf({ json, other.toStdString() });
        QCOMPARE(marksInInputOrder(*snapshot),
            (std::vector{ ReportMark::SameIdentity, ReportMark::SameIdentity }));
    }

    void sourceThatHoldsOneNewReportIsNoDuplicate()
    {
        const std::string known = reportJson("Reporter", "r1", "2026-03-01", { {} });
        const std::string other = reportJson("Reporter", "r2", "2026-03-01", { {} });
        const auto snapshot = snapshotOf({ known, "[" + known + "," + other + "]" });
        const Totals sum = totals(*snapshot, select(*snapshot, {}));
        QCOMPARE(sum.sources, std::size_t(2));
        QCOMPARE(sum.reportSources, std::size_t(2));
        QCOMPARE(sum.duplicateSources, std::size_t(0));
        QCOMPARE(sum.duplicates, std::size_t(1));
        QCOMPARE(sum.reports, std::size_t(2));
    }

    void sameIdOfAnotherReporterOrRangeIsAnotherReport()
    {
        const auto snapshot = snapshotOf({ reportJson("A", "r1", "2026-03-01", { {} }),
            reportJson("B", "r1", "2026-03-01", { {} }),
            reportJson("A", "r1", "2026-03-02", { {} }) });
        QCOMPARE(marksInInputOrder(*snapshot), std::vector(3, ReportMark::None));
    }

    void eachEndOfTheRangeIsPartOfTheIdentity()
    {
        const std::string day = reportJson("A", "r1", "2026-03-01", { {} });
        std::string later = day;
        later.replace(later.find("T00:00:00Z"), 10, "T06:00:00Z");
        std::string earlier = day;
        earlier.replace(earlier.find("T23:59:59Z"), 10, "T17:59:59Z");
        const auto snapshot = snapshotOf({ day, later, earlier });
        QCOMPARE(marksInInputOrder(*snapshot), std::vector(3, ReportMark::None));
    }

    void withoutReportIdTheContentDecides()
    {
        const auto without = [](int sessions) {
            std::string json
                = reportJson("A", "r1", "2026-03-01", { { .summary = summaryJson(sessions, 0) } });
            return json.erase(json.find(R"("report-id":"r1",)"), 17);
        };
        const auto snapshot = snapshotOf({ without(1), without(2), without(1) });
        QCOMPARE(marksInInputOrder(*snapshot),
            (std::vector{ ReportMark::None, ReportMark::None, ReportMark::Duplicate }));
    }

    void duplicateNamesTheReportThatCounts()
    {
        const std::string json = reportJson("A", "r1", "2026-03-01", { {} });
        StoreBuilder store;
        store.add(segmentOf({ json }, 5, "c/"));
        store.add(segmentOf({ json }, 3, "b/"));
        store.add(segmentOf({ json }, 1, "a/"));
        const auto snapshot = store.snapshot();
        QCOMPARE(snapshot->countedReport(0), RowId(2));
        QCOMPARE(snapshot->countedReport(1), RowId(2));
        QCOMPARE(snapshot->countedReport(2), RowId(2));
        QCOMPARE(cell(*snapshot, 0, SourceColumn::Detail).text,
            std::string("the same report as a/0.json"));
    }

    void partsThatFindTheirPlaceLater()
    {
        const std::string json = reportJson("A", "r1", "2026-03-01", { {} });
        StoreBuilder store;
        store.add(segmentOf({ json }, 0, "c/"));
        store.add(segmentOf({ json }, 1, "a/"));
        const auto before = store.snapshot();
        QCOMPARE(before->countedReport(1), RowId(0));
        store.setOrders({ 20, 10 });
        store.add(segmentOf({ json }, 15, "b/"));
        const auto after = store.snapshot();
        for (const RowId report : { 0u, 1u, 2u })
            QCOMPARE(after->countedReport(report), RowId(1));
        QCOMPARE(
            cell(*after, 0, SourceColumn::Detail).text, std::string("the same report as a/0.json"));
        QCOMPARE(marksInInputOrder(*after),
            (std::vector{ ReportMark::None, ReportMark::Duplicate, ReportMark::Duplicate }));
        QCOMPARE(before->countedReport(1), RowId(0)); // what was taken stays
    }

    void unreadableCountsAreContentToo()
    {
        PolicyFixture lots{ .summary = R"({"total-failure-session-count":"lots"})" };
        PolicyFixture many{ .summary = R"({"total-failure-session-count":"many"})" };
        const auto snapshot = snapshotOf({ reportJson("A", "r1", "2026-03-01", { lots }),
            reportJson("A", "r1", "2026-03-01", { many }) });
        QCOMPARE(marksInInputOrder(*snapshot), std::vector(2, ReportMark::SameIdentity));
    }

    void duplicatesDependOnTheInputOrderAlone()
    {
        const std::string a = reportJson("A", "r1", "2026-03-01", { {} });
        const std::string b = reportJson("B", "r1", "2026-03-01", { {} });
        std::vector<std::uint64_t> orders{ 0, 1, 2 };
        do {
            StoreBuilder store;
            for (const std::uint64_t order : orders)
                store.add(segmentOf(order == 1 ? std::vector{ b } : std::vector{ a, b }, order));
            // Input: a b | b | a b. Whatever arrives first, the first in the input counts.
            QCOMPARE(marksInInputOrder(*store.snapshot()),
                (std::vector{ ReportMark::None, ReportMark::None, ReportMark::Duplicate,
                    ReportMark::Duplicate, ReportMark::Duplicate }));
        } while (std::next_permutation(orders.begin(), orders.end()));
    }

    void earlierSnapshotKeepsItsMarks()
    {
        const std::string json = reportJson("A", "r1", "2026-03-01", { {} });
        StoreBuilder store;
        store.add(segmentOf({ json }, 5));
        const auto before = store.snapshot();
        store.add(segmentOf({ json }, 1));
        QCOMPARE(marksInInputOrder(*before), std::vector{ ReportMark::None });
        QCOMPARE(marksInInputOrder(*store.snapshot()),
            (std::vector{ ReportMark::None, ReportMark::Duplicate }));
    }

    void idsStayWhenMoreArrives()
    {
        StoreBuilder store;
        store.add(segmentOf({ reportJson("A", "r1", "2026-03-01", { {} }) }, 5));
        store.add(segmentOf({ reportJson("B", "r2", "2026-03-01", { {} }) }, 1));
        const auto snapshot = store.snapshot();
        QCOMPARE(cell(*snapshot, 0, ReportColumn::OrganizationName).text, std::string("A"));
        QCOMPARE(cell(*snapshot, 1, ReportColumn::OrganizationName).text, std::string("B"));
        // ... while the input order is that of the segments.
        QCOMPARE(select(*snapshot, {}).reports, (std::vector<RowId>{ 1, 0 }));
    }

    void snapshotIsReadWhileSegmentsArrive()
    {
        StoreBuilder store;
        std::vector<std::string> documents;
        for (int i = 0; i < 200; ++i)
            documents.push_back(reportJson("A", "r" + std::to_string(i), "2026-03-01", { {} }));
        store.add(segmentOf(documents, 0));
        const auto snapshot = store.snapshot();
        std::jthread writer([&store] {
            for (std::uint64_t order = 1; order < 50; ++order)
                store.add(segmentOf(
                    { reportJson("B", "s" + std::to_string(order), "2026-03-02", { {} }) }, order));
        });
        for (int round = 0; round < 20; ++round)
            QCOMPARE(totals(*snapshot, select(*snapshot, {})).reports, std::size_t(200));
        writer.join();
        QCOMPARE(store.snapshot()->reportCount(), RowId(249));
    }
};

QTEST_APPLESS_MAIN(StoreTest)
#include "tst_store.moc"
