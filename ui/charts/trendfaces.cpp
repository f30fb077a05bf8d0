// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendfaces.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace mxlens {
namespace {

struct TrendFaces {
    Q_DECLARE_TR_FUNCTIONS(mxlens::TrendPlot)
};

/// Room above the highest value.
constexpr double headroom = 1.08;

/// Walks over buckets of a series while others are walked over in the order of their days.
class Follower final {
public:
    explicit Follower(const QVector<TrendBucket>& buckets)
        : m_next(buckets.cbegin())
        , m_end(buckets.cend())
    {
    }

    /// The bucket of a day, or none. Days must be asked for in order.
    const TrendBucket* at(QDate day)
    {
        while (m_next != m_end && m_next->day < day)
            ++m_next;
        return m_next != m_end && m_next->day == day ? &*m_next : nullptr;
    }

private:
    QVector<TrendBucket>::const_iterator m_next, m_end;
};

/// Puts bars of one bucket after the other into a strip.
class Stack final {
public:
    Stack(StripContent& strip, const PlotData& data, double barShare)
        : m_strip(strip)
        , m_scale(data.logarithmic)
        , m_step(data.step)
        , m_barShare(barShare)
    {
    }

    void begin(QDate bucket)
    {
        const double from = trendPlace(bucket);
        const double to = trendPlace(bucketEnd(bucket, m_step)) + 1;
        const double gap = (to - from) * (1 - m_barShare) / 2;
        m_from = from + gap;
        m_to = to - gap;
        m_sum = 0;
    }

    /// On top of what the bucket has so far; nothing where the number is zero or unknown.
    void add(qint64 count, int paint, int series)
    {
        if (count <= 0)
            return;
        const double low = m_scale.place(m_sum);
        m_sum += static_cast<double>(count);
        m_strip.rects.append({ m_from, m_to, low, m_scale.place(m_sum), paint, series });
        m_top = std::max(m_top, m_scale.place(m_sum));
    }

    /// A line at the bottom.
    void addLine(int paint, int series)
    {
        m_strip.rects.append({ m_from, m_to, 0, 0, paint, series });
    }

    double middle() const { return (m_from + m_to) / 2; }
    double top() const { return std::max(m_top, m_scale.place(1)); }

private:
    StripContent& m_strip;
    ValueScale m_scale;
    TrendStep m_step;
    double m_barShare;
    double m_from = 0, m_to = 0, m_sum = 0, m_top = 0;
};

QVector<Follower> followersOf(const QVector<TrendSeries>& series)
{
    QVector<Follower> followers;
    followers.reserve(series.size());
    for (const TrendSeries& one : series)
        followers.append(Follower(one.days));
    return followers;
}

int seriesPaint(int first, const TrendSeries& series, qsizetype place)
{
    constexpr int own = SeriesFailedPaint - SeriesPaint - 1;
    return first + (series.isRest ? own : static_cast<int>(std::min<qsizetype>(place, own)));
}

/// Areas that are small are drawn over their neighbours, so that they are seen; apart from that
/// those of one paint follow each other, so that they are filled in one go.
void orderRects(StripContent& strip)
{
    const double small = (strip.high - strip.low) / 40;
    std::stable_sort(
        strip.rects.begin(), strip.rects.end(), [small](const PlotRect& a, const PlotRect& b) {
            const bool aSmall = std::abs(a.high - a.low) <= small;
            const bool bSmall = std::abs(b.high - b.low) <= small;
            return aSmall != bSmall ? bSmall : a.paint < b.paint;
        });
}

void setTop(StripContent& strip, double top, double zoom)
{
    strip.low = 0;
    strip.high = top * headroom / zoom;
    orderRects(strip);
}

/// The failure rate; broken where a bucket has no report or its rate is unknown.
void addRate(StripContent& strip, const PlotData& data)
{
    const double nothing = std::numeric_limits<double>::quiet_NaN();
    QDate expected;
    double top = 0;
    bool any = false;
    for (const TrendBucket& bucket : data.buckets) {
        const QDate end = bucketEnd(bucket.day, data.step);
        const double middle = trendMiddle(bucket.day, end);
        if (expected.isValid() && bucket.day != expected)
            strip.line.append({ trendPlace(bucket.day), nothing });
        expected = end.addDays(1);
        if (!bucket.hasRate()) {
            strip.line.append({ middle, nothing });
            continue;
        }
        const double rate
            = 100.0 * static_cast<double>(bucket.failed) / static_cast<double>(bucket.sessions);
        strip.line.append({ middle, rate });
        top = std::max(top, rate);
        any = true;
    }
    if (!any || top <= 0)
        strip.line.clear();
    strip.lineTop = top;
}

StripContent failureStrip(const PlotData& data, double barShare, double zoom)
{
    StripContent strip;
    strip.axisLabel = TrendFaces::tr("failed");
    Stack stack(strip, data, barShare);
    QVector<Follower> series = followersOf(data.series);
    for (const TrendBucket& bucket : data.buckets) {
        stack.begin(bucket.day);
        if (data.series.isEmpty())
            stack.add(bucket.failed, FailedPaint, -1);
        for (qsizetype i = 0; i < series.size(); ++i) {
            if (const TrendBucket* part = series[i].at(bucket.day))
                stack.add(part->failed, seriesPaint(SeriesFailedPaint, data.series.at(i), i),
                    static_cast<int>(i));
        }
        if (bucket.failed < 0)
            strip.unknown.append({ stack.middle(), 0 });
    }
    setTop(strip, stack.top(), zoom);
    for (QPointF& mark : strip.unknown)
        mark.setY(strip.high * 0.07);
    if (data.labels.hasRate)
        addRate(strip, data);
    if (strip.rects.isEmpty() && strip.unknown.isEmpty() && !data.buckets.isEmpty())
        strip.name = TrendFaces::tr("no failures");
    return strip;
}

void addSessions(Stack& stack, const TrendBucket& bucket, bool hasRate)
{
    const bool split = hasRate && bucket.successful >= 0 && bucket.failed >= 0;
    if (bucket.sessions == 0)
        stack.addLine(NoSessionsPaint, -1);
    else if (!split)
        stack.add(bucket.sessions, SessionsPaint, -1);
    if (split) {
        // Failures below, where every scale shows them.
        stack.add(bucket.failed, FailedPaint, -1);
        stack.add(bucket.successful, SucceededPaint, -1);
    }
}

StripContent sessionStrip(const PlotData& data, double barShare, double zoom)
{
    StripContent strip;
    strip.axisLabel = TrendFaces::tr("sessions");
    Stack stack(strip, data, barShare);
    const bool bySeries = !data.series.isEmpty() && data.labels.seriesHaveSessions;
    QVector<Follower> series = followersOf(data.series);
    for (const TrendBucket& bucket : data.buckets) {
        stack.begin(bucket.day);
        if (!bySeries)
            addSessions(stack, bucket, data.labels.hasRate && data.series.isEmpty());
        for (qsizetype i = 0; bySeries && i < series.size(); ++i) {
            if (const TrendBucket* part = series[i].at(bucket.day))
                stack.add(part->sessions, seriesPaint(SeriesPaint, data.series.at(i), i),
                    static_cast<int>(i));
        }
        if (bySeries && bucket.sessions == 0)
            stack.addLine(NoSessionsPaint, -1);
        if (bucket.sessions < 0)
            strip.unknown.append({ stack.middle(), 0 });
        if (bucket.longRange)
            strip.longRange.append({ stack.middle(), 0 });
    }
    setTop(strip, stack.top(), zoom);
    for (QPointF& mark : strip.unknown)
        mark.setY(strip.high * 0.05);
    for (QPointF& mark : strip.longRange)
        mark.setY(strip.high * 0.93);
    return strip;
}

/// Sessions of a series: its own, or those that cover it.
qint64 sessionsOf(const TrendBucket& bucket)
{
    return bucket.sessions >= 0 ? bucket.sessions : bucket.covering;
}

/// Failures upwards to 1; sessions, where there are any, downwards to -0.6.
constexpr double sessionsDepth = 0.6;

StripContent seriesStrip(
    const PlotData& data, qsizetype place, double barShare, double zoom, bool hasSessions)
{
    const TrendSeries& series = data.series.at(place);
    const ValueScale scale(data.logarithmic);
    const auto [mostFailed, mostSessions] = largestOf(data);
    const double top = scale.place(static_cast<double>(mostFailed));
    const double depth = scale.place(static_cast<double>(mostSessions));
    const int number = static_cast<int>(place);
    StripContent strip;
    strip.rowNames = { series.name };
    Stack stack(strip, data, barShare);
    for (const TrendBucket& bucket : series.days) {
        stack.begin(bucket.day);
        const qsizetype before = strip.rects.size();
        const qint64 sessions = sessionsOf(bucket);
        const bool split = bucket.sessions >= 0 && data.labels.hasRate;
        stack.add(sessions, split ? SucceededPaint : SessionsPaint, number);
        for (qsizetype i = before; i < strip.rects.size(); ++i)
            strip.rects[i].high *= -sessionsDepth / depth;
        stack.begin(bucket.day);
        stack.add(bucket.failed, FailedPaint, number);
        if (bucket.failed > 0)
            strip.rects.last().high /= top;
        if (bucket.failed < 0)
            strip.unknown.append({ stack.middle(), 0.1 });
    }
    strip.low = hasSessions ? -sessionsDepth / zoom : 0;
    strip.high = headroom / zoom;
    orderRects(strip);
    return strip;
}

QVector<StripContent> seriesStrips(
    const PlotData& data, double barShare, const QVector<double>& zooms)
{
    const bool hasSessions
        = std::any_of(data.series.cbegin(), data.series.cend(), [](const TrendSeries& series) {
              return std::any_of(series.days.cbegin(), series.days.cend(),
                  [](const TrendBucket& bucket) { return sessionsOf(bucket) >= 0; });
          });
    QVector<StripContent> strips;
    const qsizetype end = std::min(data.firstSeries + data.shownSeries, data.series.size());
    for (qsizetype i = data.firstSeries; i < end; ++i)
        strips.append(
            seriesStrip(data, i, barShare, zooms.isEmpty() ? 1 : zooms.constFirst(), hasSessions));
    return strips;
}

int cellPaint(const TrendBucket* bucket, bool hasRate)
{
    if (!bucket)
        return MissingPaint;
    if (!hasRate)
        return bucket->failed < 0 ? NoSessionsPaint : CountPaint + countClass(bucket->failed);
    if (bucket->failed < 0 || bucket->sessions <= 0)
        return bucket->failed > 0 ? SharePaint + shareClasses - 1 : NoSessionsPaint;
    return SharePaint + shareClass(bucket->failed, bucket->sessions);
}

StripContent heatMap(const PlotData& data)
{
    StripContent map;
    const bool hasRate = data.labels.hasRate && data.labels.seriesHaveSessions;
    const qsizetype end = std::min(data.firstSeries + data.shownSeries, data.series.size());
    const qsizetype rows = end - data.firstSeries;
    for (qsizetype row = 0; row < rows; ++row) {
        const qsizetype place = data.firstSeries + row;
        Follower buckets(data.series.at(place).days);
        map.rowNames.append(data.series.at(place).name);
        const double low = static_cast<double>(rows - row - 1) + 0.06;
        for (QDate day = bucketStart(data.first, data.step); day <= data.last;
             day = bucketEnd(day, data.step).addDays(1)) {
            const double from = trendPlace(day);
            const double to = trendPlace(bucketEnd(day, data.step)) + 1;
            const int paint = cellPaint(buckets.at(day), hasRate);
            PlotRect* last = map.rects.isEmpty() ? nullptr : &map.rects.last();
            if (last && last->series == place && last->paint == paint && last->to == from)
                last->to = to; // equal neighbours as one area
            else
                map.rects.append({ from, to, low, low + 0.88, paint, static_cast<int>(place) });
        }
    }
    map.low = 0;
    map.high = static_cast<double>(std::max<qsizetype>(1, rows));
    orderRects(map);
    return map;
}

} // namespace

double trendPlace(QDate day)
{
    return static_cast<double>(day.toJulianDay());
}

double trendMiddle(QDate from, QDate to)
{
    return (trendPlace(from) + trendPlace(to) + 1) / 2;
}

QVector<StripContent> stripsOf(const PlotData& data, double barShare, const QVector<double>& zooms)
{
    const auto zoom = [&zooms](qsizetype i) { return i < zooms.size() ? zooms.at(i) : 1.0; };
    if (data.form == ChartForm::HeatMap && !data.series.isEmpty())
        return { heatMap(data) };
    if (data.form == ChartForm::Strips && !data.series.isEmpty())
        return seriesStrips(data, barShare, zooms);
    return { failureStrip(data, barShare, zoom(0)), sessionStrip(data, barShare, zoom(1)) };
}

QVector<ValueTick> valueTicks(const PlotData& data, const StripContent& strip, int most)
{
    if (strip.rowNames.isEmpty())
        return ValueScale(data.logarithmic).ticks(strip.high / headroom, most);
    QVector<ValueTick> ticks;
    const double row = (strip.high - strip.low) / static_cast<double>(strip.rowNames.size());
    for (qsizetype i = 0; i < strip.rowNames.size(); ++i)
        ticks.append({ strip.high - (static_cast<double>(i) + 0.5) * row, strip.rowNames.at(i) });
    return ticks;
}

std::pair<qint64, qint64> largestOf(const PlotData& data)
{
    qint64 failed = 1, sessions = 1;
    for (const TrendSeries& series : data.series) {
        for (const TrendBucket& bucket : series.days) {
            failed = std::max(failed, bucket.failed);
            sessions = std::max(sessions, sessionsOf(bucket));
        }
    }
    return { failed, sessions };
}

int shareClass(qint64 failed, qint64 sessions)
{
    if (failed <= 0)
        return 0;
    constexpr std::array<double, shareClasses - 2> ends{ 0.001, 0.01, 0.05, 0.2, 0.5 };
    const double share
        = static_cast<double>(failed) / static_cast<double>(std::max<qint64>(1, sessions));
    const auto found = std::lower_bound(ends.cbegin(), ends.cend(), share);
    return 1 + static_cast<int>(found - ends.cbegin());
}

int countClass(qint64 failed)
{
    constexpr std::array<qint64, countClasses - 1> starts{ 1, 10, 100, 1000 };
    const auto found = std::upper_bound(starts.cbegin(), starts.cend(), failed);
    return static_cast<int>(found - starts.cbegin());
}

} // namespace mxlens
