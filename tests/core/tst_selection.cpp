// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/selection.h"
#include "tests/core/support/plainselection.h"
#include "tests/core/support/randomstore.h"
#include "tests/core/support/reports.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

// Whether each detail stands with its policy, each policy with its report: who adds up goes by it.
bool holdsWhatIsAround(const Snapshot& snapshot, const Selection& selection)
{
    const std::set<RowId> policies(selection.policies.begin(), selection.policies.end());
    const std::set<RowId> reports(selection.reports.begin(), selection.reports.end());
    return std::ranges::all_of(selection.failures, [&](RowId id) {
        return policies.contains(snapshot.policyOfFailure(id));
    }) && std::ranges::all_of(selection.policies, [&](RowId id) {
        return reports.contains(snapshot.reportOfPolicy(id));
    });
}

} // namespace

class SelectionTest final : public QObject {
    Q_OBJECT

private slots:
    void filtersLeaveWhatAPlainLookAtEveryRowLeaves()
    {
        static constexpr std::string_view terms[] = { "domain:example.com", "domain:EXAMPLE.org.",
            "domain:*.com", "domain:\"\"", "mx:mx1.example.com", "mx:mx2*", "org:reporter",
            "org:zeta", "org:*e*", "result:certificate-expired", "result:sts-*", "type:sts,tlsa",
            "type:\"\"", "mode:enforce", "ip:192.0.2.0/24", "ip:2001:db8::1", "ip:2001:db8::/127",
            "ip:2*", "ip:192.0.2.1", "ip:::ffff:192.0.2.0/120", "ip:::ffff:0:0/90",
            "reason:x509_v_err", "reason:*", "report:*_a", "report:\"\"", "source:mail/*",
            "source:*#17*", "source:report-text-1", "after:2026-03-03", "before:2026-03-05",
            "failures:>10", "failures:3", "failures:<20", "sessions:<=20",
            "sessions:>=9223372036854775807", "L/report", "T-3!b", "expired", "MX1", "text-1",
            "a|b", "line", "mail/report-text-3!b.json", "17!a", "2001:db8", "nonsense", "cut",
            "tex*-1", "example*com", "*", "\"\"" };
        RandomStore random(11);
        const auto snapshot = random.make(7, 40);
        const int count = static_cast<int>(std::size(terms));
        int left = 0;
        for (int i = 0; i < 1'000; ++i) {
            std::string text;
            // Each term alone and negated first, then some together, then more words than are
            // looked for at once: most of them negated, as hardly any row holds that many.
            const int number = i < 2 * count ? 1 : i < 800 ? 1 + random.below(3) : 12;
            for (int k = 0; k < number; ++k) {
                const bool many = number > 3;
                const int which = i < 2 * count ? i / 2
                    : many                      ? count - 14 + random.below(12)
                                                : random.below(count);
                const bool negated = i < 2 * count ? i % 2 == 1
                    : many                         ? random.below(12) > 0
                                                   : random.below(3) == 0;
                text += (text.empty() ? "" : " ") + std::string(negated ? "-" : "");
                text += terms[which];
            }
            const Filter filter = filterOf(text);
            const Selection wanted = plainlySelected(*snapshot, filter);
            const Selection got = select(*snapshot, filter);
            left += i >= 800 && !wanted.failures.empty();
            QVERIFY2(got.sources == wanted.sources, text.c_str());
            QVERIFY2(got.reports == wanted.reports, text.c_str());
            QVERIFY2(got.policies == wanted.policies, text.c_str());
            QVERIFY2(got.failures == wanted.failures, text.c_str());
            QVERIFY2(holdsWhatIsAround(*snapshot, got), text.c_str());
        }
        QVERIFY2(left > 10, std::to_string(left).c_str());
    }

    void noFilterLeavesEverythingButDuplicates()
    {
        const auto snapshot = RandomStore(12).make(5, 50);
        const Selection wanted = plainlySelected(*snapshot, {});
        const Selection got = select(*snapshot, {});
        QVERIFY(wanted.reports.size() < snapshot->reportCount());
        QCOMPARE(got.sources, wanted.sources);
        QCOMPARE(got.reports, wanted.reports);
        QCOMPARE(got.policies, wanted.policies);
        QCOMPARE(got.failures, wanted.failures);
    }
};

QTEST_APPLESS_MAIN(SelectionTest)
#include "tst_selection.moc"
