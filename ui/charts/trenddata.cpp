// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trenddata.h"

#include "ui/theme/englishplurals.h"
#include "ui/theme/numbers.h"

#include <QCoreApplication>

#include <algorithm>

namespace mxlens {
namespace {

struct TrendTexts {
    Q_DECLARE_TR_FUNCTIONS(mxlens::TrendData)
};

/// The days of both, a day that both have as one.
QVector<TrendBucket> merged(const QVector<TrendBucket>& a, const QVector<TrendBucket>& b)
{
    QVector<TrendBucket> all;
    all.reserve(a.size() + b.size());
    std::merge(a.cbegin(), a.cend(), b.cbegin(), b.cend(), std::back_inserter(all),
        [](const TrendBucket& x, const TrendBucket& y) { return x.day < y.day; });
    return grouped(all, TrendStep::OneDay);
}

} // namespace

QVector<TrendSeries> foldedSeries(const QVector<TrendSeries>& series, qsizetype most)
{
    const auto own = std::count_if(
        series.cbegin(), series.cend(), [](const TrendSeries& one) { return !one.isRest; });
    if (own <= most)
        return series;
    QVector<TrendSeries> result = series.mid(0, most);
    TrendSeries rest{ {}, {}, true, 0 };
    for (qsizetype i = most; i < series.size(); ++i) {
        rest.days = merged(rest.days, series.at(i).days);
        rest.keys += series.at(i).keys;
    }
    rest.name = restName(rest.keys);
    result.append(rest);
    return result;
}

QString restName(qint64 keys)
{
    return TrendTexts::tr("%1 other(s)", nullptr, pluralNumber(keys)).arg(numberText(keys));
}

} // namespace mxlens
