// SPDX-License-Identifier: GPL-3.0-or-later
// Months of reports of large and small reporters, each in its own hand, with strays in between:
// what was planted has to be found with its cause, subject and days, and next to nothing else.
#include "tests/core/support/plantedmonths.h"

#include <QtTest>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

constexpr unsigned mailboxes = 80;

bool shows(const Problem& problem, const PlantedTruth& truth)
{
    return causeName(problem.cause) == truth.cause && problem.domain == truth.domain
        && problem.subject == truth.subject
        && formatDay(problem.firstDay) == dayOfMarch(truth.first)
        && formatDay(problem.lastDay) == dayOfMarch(truth.last);
}

QByteArray lineOf(const PlantedTruth& truth)
{
    return QByteArray::fromStdString(truth.cause + ' ' + truth.domain + ' ' + truth.subject + ' '
        + dayOfMarch(truth.first) + ' ' + dayOfMarch(truth.last) + ", "
        + std::to_string(truth.sessions) + " sessions\n");
}

// The problems of that cause and domain, for the message.
QByteArray nearest(std::vector<Problem> problems, const PlantedTruth& truth)
{
    std::erase_if(problems, [&truth](const Problem& problem) {
        return causeName(problem.cause) != truth.cause || problem.domain != truth.domain;
    });
    return textOf(problems);
}

/// What came of some mailboxes.
struct Score {
    std::size_t planted = 0, found = 0, reported = 0, extra = 0;
    QByteArray wrong;

    void add(unsigned seed, const PlantedMonths& months)
    {
        const auto snapshot = snapshotOf(months.documents);
        std::vector<Problem> problems = diagnosisOf(*snapshot).problems;
        reported += problems.size();
        const QByteArray number = QByteArray::number(seed);
        for (const PlantedTruth& truth : months.truths()) {
            ++planted;
            const auto place = std::ranges::find_if(
                problems, [&](const Problem& problem) { return shows(problem, truth); });
            if (place == problems.end()) {
                wrong += number + " missed " + lineOf(truth) + nearest(problems, truth);
                continue;
            }
            ++found;
            problems.erase(place);
        }
        // Strays were planted as well, and a cause with a handful of sessions may be named.
        std::erase_if(problems, [&](const Problem& problem) {
            return problem.cause == Cause::Noise
                || months.isSmall(std::string(causeName(problem.cause)), problem.domain);
        });
        extra += problems.size();
        if (!problems.empty())
            wrong += number + " not planted\n" + textOf(problems);
    }
};

} // namespace

class PlantedMonthsTest final : public QObject {
    Q_OBJECT

private slots:
    void whatWasPlantedIsFound()
    {
        Score score;
        for (unsigned seed = 1; seed <= mailboxes; ++seed) {
            PlantedMonths months(seed);
            months.make(true, true);
            score.add(seed, months);
        }
        qInfo("%zu planted, %zu found, %zu not planted\n%s", score.planted, score.found,
            score.extra, score.wrong.constData());
        QVERIFY(score.planted > 2 * mailboxes);
        QVERIFY2(score.found * 100 >= score.planted * 95, score.wrong);
        QVERIFY2(score.extra * 100 <= score.reported * 5, score.wrong);
    }
    void nothingIsWrongWhereNothingIs()
    {
        for (unsigned seed = 1; seed <= mailboxes / 2; ++seed) {
            PlantedMonths months(seed);
            months.make(false, false);
            QCOMPARE(mxlens::testing::problemsIn(months.documents), QByteArray());
        }
    }
    void straysAreNothingButNoise()
    {
        Score score;
        for (unsigned seed = 1; seed <= mailboxes; ++seed) {
            PlantedMonths months(seed);
            months.make(false, true);
            score.add(seed, months);
        }
        QVERIFY(score.reported > mailboxes / 2);
        QVERIFY2(score.extra * 100 <= score.reported * 5, score.wrong);
    }
};

QTEST_APPLESS_MAIN(PlantedMonthsTest)
#include "tst_plantedmonths.moc"
