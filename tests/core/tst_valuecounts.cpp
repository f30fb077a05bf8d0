// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/valuecounts.h"

#include "core/query/selection.h"
#include "core/report/datetime.h"
#include "core/report/names.h"
#include "tests/core/support/randomstore.h"
#include "tests/core/support/reports.h"

#include <QTest>

#include <map>

using namespace mxlens;
using namespace mxlens::testing;

class TestValueCounts : public QObject {
    Q_OBJECT
private:
    // The same by looking at every row that a query without a filter leaves; organizations and
    // result types by one spelling.
    static std::map<std::string, std::uint64_t> plain(const Snapshot& snapshot, FilterKey key)
    {
        std::map<std::string, std::uint64_t> counts;
        const Selection all = select(snapshot, Filter());
        const auto text = [&](StringId id) { return std::string(snapshot.text(id)); };
        for (const RowId id : all.reports) {
            const RowPlace place = snapshot.report(id);
            const auto& reports = place.segment->reports;
            if (key == FilterKey::Org)
                ++counts[lowered(text(reports.organization[place.row]))];
            if (key == FilterKey::After && reports.day[place.row] != noDay)
                ++counts[formatDay(reports.day[place.row])];
        }
        for (const RowId id : all.policies) {
            const RowPlace place = snapshot.policy(id);
            if (key == FilterKey::Mode)
                ++counts[text(place.segment->policies.mode[place.row])];
            if (key == FilterKey::Domain)
                ++counts[text(place.segment->policies.domainKey[place.row])];
        }
        for (const RowId id : all.failures) {
            const RowPlace place = snapshot.failure(id);
            const auto& failures = place.segment->failures;
            if (key == FilterKey::Result)
                ++counts[lowered(text(failures.resultType[place.row]))];
            if (key == FilterKey::Mx)
                ++counts[text(failures.mxKey[place.row])];
            if (key == FilterKey::Ip) {
                ++counts[snapshot.addressText(failures.sendingIp[place.row])];
                ++counts[snapshot.addressText(failures.receivingIp[place.row])];
            }
        }
        counts.erase("");
        return counts;
    }

private slots:
    void countsAreThoseOfThePlainWay_data()
    {
        QTest::addColumn<int>("key");
        for (const FilterKey key : { FilterKey::Org, FilterKey::After, FilterKey::Mode,
                 FilterKey::Domain, FilterKey::Result, FilterKey::Mx, FilterKey::Ip })
            QTest::newRow(std::string(filterKeyName(key)).c_str()) << static_cast<int>(key);
    }
    void countsAreThoseOfThePlainWay()
    {
        QFETCH(int, key);
        for (unsigned seed = 1; seed <= 10; ++seed) {
            const auto snapshot = RandomStore(seed).make(5, 20);
            const auto expected = plain(*snapshot, static_cast<FilterKey>(key));
            const auto found = valueCounts(*snapshot, static_cast<FilterKey>(key), 100'000);
            QCOMPARE(found.size(), expected.size());
            const bool isFolded = key == static_cast<int>(FilterKey::Org)
                || key == static_cast<int>(FilterKey::Result);
            for (const ValueCount& value : found)
                QCOMPARE(value.rows, expected.at(isFolded ? lowered(value.value) : value.value));
        }
    }

    void theMostFrequentOnesComeFirst()
    {
        const auto snapshot = RandomStore(3).make(5, 20);
        const auto all = valueCounts(*snapshot, FilterKey::Reason, 100'000);
        QVERIFY(all.size() > 2);
        for (std::size_t i = 1; i < all.size(); ++i)
            QVERIFY(all[i - 1].rows >= all[i].rows);
        const auto few = valueCounts(*snapshot, FilterKey::Reason, 2);
        QCOMPARE(few.size(), std::size_t(2));
        QVERIFY(few[0] == all[0] && few[1] == all[1]);
    }

    // What a filter does not tell apart is offered once, as most rows have it.
    void spellingsOfOneNameAreOneValue()
    {
        const auto report = [](const char* organization, const char* id, const char* type) {
            return reportJson(organization, id, "2026-03-01",
                { { "sts", "example.com", summaryJson(1, 1),
                    '[' + failureJson(type, "mx1.example.com", 1) + ']' } });
        };
        const auto snapshot = snapshotOf({ report("google inc.", "1", "Certificate-Expired"),
            report("Google Inc.", "2", "certificate-expired"),
            report("Google Inc.", "3", "certificate-expired"),
            report("Mail.ru", "4", "tlsa-invalid") });
        QCOMPARE(valueCounts(*snapshot, FilterKey::Org, 10),
            (std::vector<ValueCount>{ { "Google Inc.", 3 }, { "Mail.ru", 1 } }));
        QCOMPARE(valueCounts(*snapshot, FilterKey::Result, 10),
            (std::vector<ValueCount>{ { "certificate-expired", 3 }, { "tlsa-invalid", 1 } }));
    }

    // Some of them are the first of all, also where several stand in as many rows or none is
    // written.
    void fewerAreTheFirstOfAll()
    {
        for (unsigned seed = 1; seed <= 5; ++seed) {
            const auto snapshot = RandomStore(seed).make(5, 20);
            for (const FilterKey key : filterKeys()) {
                const auto all = valueCounts(*snapshot, key, 100'000);
                for (std::size_t most = 0; most <= all.size() + 1; ++most) {
                    const auto first
                        = all.begin() + static_cast<std::ptrdiff_t>(std::min(most, all.size()));
                    QCOMPARE(valueCounts(*snapshot, key, most),
                        std::vector<ValueCount>(all.begin(), first));
                }
            }
        }
    }

    void daysComeLatestFirst()
    {
        const auto days = valueCounts(*RandomStore(3).make(5, 20), FilterKey::Before, 100'000);
        QVERIFY(days.size() > 1);
        for (std::size_t i = 1; i < days.size(); ++i)
            QVERIFY(days[i - 1].value > days[i].value);
    }

    void keysOfNumbersAndOfEveryRowHaveNone()
    {
        const auto snapshot = RandomStore(3).make(5, 20);
        for (const FilterKey key : { FilterKey::Failures, FilterKey::Sessions, FilterKey::Report,
                 FilterKey::Source, FilterKey::Any })
            QVERIFY(valueCounts(*snapshot, key, 10).empty());
    }
};

QTEST_APPLESS_MAIN(TestValueCounts)
#include "tst_valuecounts.moc"
