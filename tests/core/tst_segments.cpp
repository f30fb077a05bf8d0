// SPDX-License-Identifier: GPL-3.0-or-later
// Segments that are made in the memory of others, with what those knew of the store's texts.
#include "tests/core/support/randomstore.h"
#include "tests/core/support/reports.h"

#include "core/query/columns.h"
#include "core/report/parser.h"

#include <QtTest>

#include <string>
#include <vector>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

std::string failureWithSender(const std::string& address)
{
    return "{\"result-type\":\"validation-failure\",\"sending-mta-ip\":\"" + address
        + "\",\"failed-session-count\":1}";
}

template <typename Column>
void addCells(const Snapshot& snapshot, RowId rows, int columns, std::vector<std::string>& to)
{
    for (RowId row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const Cell found = cell(snapshot, row, static_cast<Column>(column));
            to.push_back(found.text + '|' + std::to_string(found.number.valueOr(-1)));
        }
    }
}

/// Everything that can be seen of the rows of a store.
std::vector<std::string> allCells(const Snapshot& snapshot)
{
    std::vector<std::string> cells;
    addCells<FailureColumn>(snapshot, snapshot.failureCount(), failureColumnCount, cells);
    addCells<PolicyColumn>(snapshot, snapshot.policyCount(), policyColumnCount, cells);
    addCells<ReportColumn>(snapshot, snapshot.reportCount(), reportColumnCount, cells);
    addCells<SourceColumn>(snapshot, snapshot.sourceCount(), sourceColumnCount, cells);
    return cells;
}

std::string reportOfMany(int number)
{
    std::string details;
    for (int i = 0; i < 900; ++i) {
        // Of each hundred one is written in an unusual way.
        const std::string address = (i % 100 == 0 ? "192.0.0" : "192.0.")
            + std::to_string(i * number % 250) + '.' + std::to_string(i % 20);
        details += (details.empty() ? "[" : ",") + failureWithSender(address);
    }
    return reportJson("Reporter", "r" + std::to_string(number), "2026-03-01",
        { { .domain = "domain-" + std::to_string(number % 3) + ".example",
            .summary = summaryJson(0, 901),
            .details = details + ','
                + failureJson("certificate-expired", "MX-" + std::to_string(number) + ".example", 1)
                + ']' } });
}

/// A report, and before or behind it thousands of sources of which each says something else.
void addManyTexts(SegmentBuilder segment, int number, ReportParser& parser, StoreBuilder& to)
{
    const auto addReport = [&] {
        segment.addSource("mail/report.json", {}, SourceOutcome::Report, {});
        parser.parse(reportOfMany(number), {},
            [&](const Report& report, std::size_t) { segment.addReport(report); });
    };
    if (number % 2 == 0)
        addReport();
    for (int i = 0; i < 3000; ++i)
        segment.addSource("mail/" + std::to_string(i), "#" + std::to_string(i + number),
            SourceOutcome::Unreadable, "damaged at " + std::to_string(i * number));
    if (number % 2 != 0)
        addReport();
    to.add(std::move(segment));
}

} // namespace

class SegmentsTest final : public QObject {
    Q_OBJECT

private slots:
    // A segment in the memory of others, with what they knew of texts, is as one of its own.
    void segmentsThatFollowOthersHoldNothingOfThem()
    {
        for (unsigned seed = 0; seed < 12; ++seed) {
            const auto segments = static_cast<int>(3 + seed);
            const auto alone = RandomStore(seed).make(segments, 20, true);
            const auto reused = RandomStore(seed).make(segments, 20);
            QCOMPARE(allCells(*reused), allCells(*alone));
        }
    }

    // So many texts that those of the segments before are forgotten, and some known addresses.
    void segmentsAfterOnesOfManyTextsHoldTheirOwn()
    {
        StoreBuilder store;
        StoreBuilder other;
        ReportParser parser;
        for (int number = 1; number < 9; ++number) {
            const auto order = static_cast<std::uint64_t>(number);
            addManyTexts(store.newSegment(order), number, parser, store);
            addManyTexts(SegmentBuilder(order), number, parser, other);
        }
        QCOMPARE(allCells(*store.snapshot()), allCells(*other.snapshot()));
        QCOMPARE(store.snapshot()->pool().size(), other.snapshot()->pool().size());
        QCOMPARE(store.snapshot()->addresses().size(), other.snapshot()->addresses().size());
    }

    // What a segment knew of one store's texts is worth nothing in another.
    void segmentsGoOnInAnotherStore()
    {
        StoreBuilder store;
        for (const std::string round : { "first", "second" }) {
            for (int number = 0; number < 4; ++number) {
                SegmentBuilder segment = store.newSegment(static_cast<std::uint64_t>(number));
                segment.addSource("mail/" + std::to_string(number), {}, SourceOutcome::Report, {});
                const std::string details = '[' + failureWithSender("192.0.2.1") + ','
                    + failureWithSender("2001:DB8:0::" + std::to_string(number)) + ']';
                parseAll(reportJson("Reporter", round + std::to_string(number), "2026-03-01",
                             { { .details = details } }),
                    [&segment](const Report& report) { segment.addReport(report); });
                if (number == 2 && round == "first") {
                    auto addresses = std::make_shared<AddressPool>();
                    static_cast<void>(addresses->intern({}));
                    auto texts = std::make_shared<StringPool>();
                    static_cast<void>(texts->intern("another text"));
                    store.startAnew(std::move(texts), std::move(addresses));
                }
                store.add(std::move(segment));
            }
        }
        const auto snapshot = store.snapshot();
        QCOMPARE(snapshot->failureCount(), RowId(12)); // four went with the first store
        for (RowId row = 0; row < snapshot->failureCount(); ++row) {
            const std::string source = cell(*snapshot, row, FailureColumn::Source).text;
            QCOMPARE(cell(*snapshot, row, FailureColumn::SendingMtaIp).text,
                row % 2 == 0 ? std::string("192.0.2.1") : "2001:DB8:0::" + source.substr(5));
            QCOMPARE(cell(*snapshot, row, FailureColumn::OrganizationName).text,
                std::string("Reporter"));
        }
    }
};

QTEST_APPLESS_MAIN(SegmentsTest)
#include "tst_segments.moc"
