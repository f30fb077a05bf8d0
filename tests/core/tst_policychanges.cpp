// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/policychanges.h"
#include "core/policy/stspolicy.h"
#include "tests/core/support/mailbox.h"

#include <QtTest>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

std::string nameOf(const PolicyContent& content)
{
    return content.type == PolicyType::NoPolicyFound ? "none"
                                                     : std::string(policyModeName(content.mode));
}

/// A line for each change: `05..07 example.com testing>enforce 3`; days of March 2026.
QByteArray changesIn(const Mailbox& mailbox)
{
    const auto snapshot = snapshotOf(mailbox.documents());
    QByteArray text;
    for (const PolicyChange& change : policyChanges(*snapshot, select(*snapshot, {}))) {
        const std::string line = formatDay(change.day).substr(8) + ".."
            + formatDay(change.lastDay).substr(8) + ' ' + change.domain + ' '
            + nameOf(change.before) + '>' + nameOf(change.after) + ' '
            + std::to_string(change.reporters.size()) + '\n';
        text += QByteArray::fromStdString(line);
    }
    return text;
}

} // namespace

class PolicyChangesTest final : public QObject {
    Q_OBJECT
private slots:
    void nothingChangesInAQuietMailbox() { QCOMPARE(changesIn(Mailbox()), QByteArray()); }

    void reportersWhoSeeItLaterAreOneChange()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            const int first = report.organization == "Mail.ru" ? 9 : 5;
            report.policy().setMode(report.day < first ? "testing" : "enforce");
        });
        QCOMPARE(changesIn(mailbox), QByteArray("06..10 example.com testing>enforce 4\n"));
    }

    void wayBackIsAChangeToo()
    {
        Mailbox mailbox;
        mailbox.plant(5, 9, [](ReportPlan& report) { report.policy().setMode("testing"); });
        QCOMPARE(changesIn(mailbox),
            QByteArray("06..06 example.com enforce>testing 4\n"
                       "11..11 example.com testing>enforce 4\n"));
    }

    void whoDisagreesAllTheTimeMakesNone()
    {
        Mailbox mailbox;
        mailbox.plant(0, 19, [](ReportPlan& report) {
            if (report.organization == "Mail.ru")
                report.policy().setMode("none");
        });
        QCOMPARE(changesIn(mailbox), QByteArray());
    }

    void aDayOnWhichBothWereSeenBeginsIt()
    {
        Mailbox mailbox;
        mailbox.plant(5, 19, [](ReportPlan& report) {
            if (report.day == 5)
                report.policies.push_back(report.policy());
            report.policies.back().setMode("testing");
        });
        QCOMPARE(changesIn(mailbox), QByteArray("06..06 example.com enforce>testing 4\n"));
    }

    void appearingIsAChange()
    {
        Mailbox mailbox;
        mailbox.plant(0, 4, [](ReportPlan& report) { report.policy().setNoPolicy(); });
        QCOMPARE(changesIn(mailbox), QByteArray("06..06 example.com none>enforce 4\n"));
    }

    void newMxAndLifetimeAreChanges()
    {
        Mailbox mailbox;
        mailbox.plant(5, 19, [](ReportPlan& report) {
            report.policy().lines[3] = "mx: mx3.example.com";
            report.policy().lines[4] = "max_age: 86400";
        });
        const auto snapshot = snapshotOf(mailbox.documents());
        const auto changes = policyChanges(*snapshot, select(*snapshot, {}));
        QCOMPARE(changes.size(), std::size_t(1));
        QCOMPARE(changes[0].before.maxAge.value_or(0), std::int64_t(604800));
        QCOMPARE(changes[0].after.maxAge.value_or(0), std::int64_t(86400));
        QCOMPARE(changes[0].after.patterns,
            (std::vector<std::string>{ "mx1.example.com", "mx3.example.com" }));
    }

    void domainsAreKeptApart()
    {
        Mailbox mailbox;
        mailbox.plant(3, 19, [](ReportPlan& report) {
            PolicyPlan other = report.policy();
            other.domain = "example.org";
            other.setMode(report.day < 8 ? "testing" : "none");
            report.policies.push_back(other);
        });
        QCOMPARE(changesIn(mailbox), QByteArray("09..09 example.org testing>none 4\n"));
    }
};

QTEST_APPLESS_MAIN(PolicyChangesTest)
#include "tst_policychanges.moc"
