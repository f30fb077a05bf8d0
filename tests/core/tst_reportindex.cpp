// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/support/reports.h"

#include <QtTest>

#include <set>
#include <utility>

using namespace mxlens;
using namespace mxlens::testing;

class ReportIndexTest final : public QObject {
    Q_OBJECT

private slots:
    void manyOfOneIdentityAreToldApart()
    {
        std::string lines;
        std::vector<ReportMark> marks;
        std::set<std::pair<bool, int>> seen;
        for (int i = 0; i < 3000; ++i) {
            const int sessions = i % 2000;
            lines += reportJson("Reporter", i % 2 == 0 ? "r1" : "r2", "2026-03-01",
                         { { .summary = summaryJson(sessions, 0) } })
                + "\n";
            marks.push_back(seen.emplace(i % 2 == 0, sessions).second ? ReportMark::SameIdentity
                                                                      : ReportMark::Duplicate);
        }
        const std::string first = lines.substr(0, lines.find('\n'));
        const auto snapshot = snapshotOf({ lines + first + "\n" + lines });
        marks.resize(6001, ReportMark::Duplicate);
        QCOMPARE(*snapshot->parts().front().marks, marks);
    }
};

QTEST_APPLESS_MAIN(ReportIndexTest)
#include "tst_reportindex.moc"
