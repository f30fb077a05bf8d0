// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendwords.h"

#include "ui/charts/trendrise.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/numbers.h"
#include "ui/theme/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace mxlens {
namespace {

struct TrendWords {
    Q_DECLARE_TR_FUNCTIONS(mxlens::TrendWords)
};

/// "1,204 sessions", "an unknown number of sessions".
QString sessionsText(qint64 sessions, const TrendLabels& labels)
{
    if (sessions < 0)
        //: %1: "sessions", "sessions of the policies that cover mx2.example.com"
        return TrendWords::tr("an unknown number of %1").arg(labels.sessions);
    //: %1: number; %2: "sessions", "sessions of the policies that cover mx2.example.com"
    return TrendWords::tr("%1 %2").arg(countText(sessions), labels.sessions);
}

/// "3 failed (0.25 %)".
QString failuresText(const TrendBucket& bucket, const TrendLabels& labels)
{
    const qint64 failed = bucket.failed;
    if (failed < 0)
        //: %1: "failed", "failed at mx2.example.com"
        return TrendWords::tr("an unknown number %1").arg(labels.failures);
    const bool hasRate = labels.hasRate && bucket.hasRate() && failed > 0;
    const QString share = hasRate ? shareText(failed, bucket.sessions) : QString();
    //: %1: number; %2: "failed", "failed at mx2.example.com"
    const QString text = TrendWords::tr("%1 %2").arg(countText(failed), labels.failures);
    //: %1: "3 failed"; %2: "0.25 %"
    return share.isEmpty() ? text : TrendWords::tr("%1 (%2)").arg(text, share);
}

QString figuresText(const TrendBucket& bucket, const TrendLabels& labels)
{
    //: %1: "1,204 sessions"; %2: "3 failed (0.25 %)"
    return TrendWords::tr("%1, %2").arg(
        sessionsText(bucket.sessions, labels), failuresText(bucket, labels));
}

/// When it began and whether it is over.
QString riseText(const TrendRise& rise)
{
    //: %1, %2: numbers; %3: a day
    const QString rose = TrendWords::tr("Failures rose from %1 to %2 a day on %3")
                             .arg(countText(rise.before), countText(rise.after), dayText(rise.day));
    if (!rise.fell.isValid())
        //: %1: "Failures rose from 0 to 312 a day on 3 March 2026"
        return TrendWords::tr("%1 and have not fallen since.").arg(rose);
    //: %1: "Failures rose from 0 to 312 a day on 3 March 2026"; %2: number; %3: a day
    return TrendWords::tr("%1 and fell to %2 on %3.")
        .arg(rose, countText(rise.since), dayText(rise.fell));
}

} // namespace

QString bucketName(QDate start, TrendStep step)
{
    switch (step) {
    case TrendStep::OneWeek:
        return TrendWords::tr("Week of %1 (UTC)").arg(dayText(start));
    case TrendStep::OneMonth:
        //: %1: a month with its year
        return TrendWords::tr("%1 (UTC)")
            .arg(QLocale().toString(start, TrendWords::tr("MMMM yyyy")));
    case TrendStep::OneDay:
        break;
    }
    //: %1: a day
    return TrendWords::tr("%1 (UTC)").arg(dayText(start));
}

QString bucketSentence(
    QDate start, const TrendBucket* bucket, TrendStep step, const TrendLabels& labels)
{
    const QString name = bucketName(start, step);
    if (!bucket)
        //: %1: a day, week or month
        return TrendWords::tr("%1: no report.").arg(name);
    //: %1: a day, week or month; %2: its figures
    QString sentence = TrendWords::tr("%1: %2.").arg(name, figuresText(*bucket, labels));
    if (bucket->longRange)
        sentence += QLatin1Char(' ') + TrendWords::tr("A report here covers more than 25 hours.");
    return sentence;
}

QString seriesSentence(QDate start, const TrendSeries& series, const TrendBucket* bucket,
    TrendStep step, const TrendLabels& labels)
{
    //: %1: a day, week or month; %2: a domain, MX, reporter, result type or policy mode
    const QString where = TrendWords::tr("%1, %2").arg(bucketName(start, step), series.name);
    if (!bucket)
        return TrendWords::tr("%1: no report.").arg(where);
    TrendLabels own;
    own.failures = TrendWords::tr("failed");
    own.hasRate = labels.hasRate && bucket->sessions >= 0;
    const QString failed = failuresText(*bucket, own);
    if (bucket->sessions >= 0)
        return TrendWords::tr("%1: %2.").arg(where,
            TrendWords::tr("%1, %2").arg(
                TrendWords::tr("%1 sessions").arg(countText(bucket->sessions)), failed));
    if (bucket->covering >= 0 && !labels.covering.isEmpty())
        //: %1: a day and an MX; %2: "3 failed"; %3: number; %4: "sessions of the policies that
        //: cover it"
        return TrendWords::tr("%1: %2, beside %3 %4.")
            .arg(where, failed, countText(bucket->covering), labels.covering);
    return TrendWords::tr("%1: %2.").arg(where, failed);
}

QString trendSentence(const QVector<TrendBucket>& days, const TrendLabels& labels)
{
    if (days.isEmpty())
        return TrendWords::tr("There is no report to draw.");

    const TrendBucket* worst = nullptr;
    for (const TrendBucket& day : days) {
        if (day.failed > 0 && (!worst || day.failed > worst->failed))
            worst = &day;
    }
    const TrendBucket all = total(days);
    const QDate first = days.constFirst().day;
    const QDate last = days.constLast().day;
    QString sentence = labels.title.isEmpty()
        //: %1: days; %2: figures
        ? TrendWords::tr("%1 (UTC): %2.").arg(daysText(first, last), figuresText(all, labels))
        //: %1: what the chart is about; %2: days; %3: figures
        : TrendWords::tr("%1, %2 (UTC): %3.")
              .arg(labels.title, daysText(first, last), figuresText(all, labels));
    if (const std::optional<TrendRise> rise = trendRise(days))
        sentence += QLatin1Char(' ') + riseText(*rise);
    if (worst && days.size() > 1) {
        sentence += QLatin1Char(' ')
            //: %1: a day; %2: number
            + TrendWords::tr("Most failures on %1: %2.")
                  .arg(dayText(worst->day), countText(worst->failed));
    }
    const qint64 empty = first.daysTo(last) + 1 - days.size();
    if (empty > 0) {
        sentence += QLatin1Char(' ')
            + TrendWords::tr("%1 day(s) without a report.", nullptr, pluralNumber(empty))
                  .arg(numberText(empty));
    }
    return sentence;
}

QString axisNumber(double value, double largest)
{
    const auto scaled = [](double number) {
        const bool whole = std::abs(number - std::round(number)) < 0.005;
        return numberText(number, whole ? 0 : 1);
    };
    if (value > 0 && largest >= 1e6)
        //: millions
        return TrendWords::tr("%1 M").arg(scaled(value / 1e6));
    if (value > 0 && largest >= 1e5)
        //: thousands
        return TrendWords::tr("%1 k").arg(scaled(value / 1e3));
    return scaled(value);
}

} // namespace mxlens
