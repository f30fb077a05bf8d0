// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendview.h"

#include <algorithm>
#include <cmath>

namespace mxlens {

void TrendView::setDays(const QVector<TrendBucket>& days)
{
    m_days = days;
    if (m_zoomed)
        update();
    else
        showAll();
}

std::pair<QDate, QDate> TrendView::limits() const
{
    QDate first = m_first;
    QDate last = m_last;
    if (!m_days.isEmpty()) {
        first = m_zoomed ? std::min(first, m_days.constFirst().day) : m_days.constFirst().day;
        last = m_zoomed ? std::max(last, m_days.constLast().day) : m_days.constLast().day;
    }
    return { first, last };
}

void TrendView::showAll()
{
    m_zoomed = false;
    m_first = m_days.isEmpty() ? QDate() : m_days.constFirst().day;
    m_last = m_days.isEmpty() ? QDate() : m_days.constLast().day;
    update();
}

void TrendView::show(QDate from, QDate to)
{
    if (m_days.isEmpty())
        return;
    const auto [first, last] = limits();
    m_first = std::clamp(std::min(from, to), first, last);
    m_last = std::clamp(std::max(from, to), first, last);
    m_zoomed = m_first != m_days.constFirst().day || m_last != m_days.constLast().day;
    update();
}

void TrendView::setZoom(QDate from, QDate to)
{
    if (!from.isValid() || !to.isValid()) {
        showAll();
        return;
    }
    m_zoomed = true;
    m_first = from;
    m_last = to;
    update();
}

void TrendView::update()
{
    m_buckets.clear();
    m_all.clear();
    if (m_days.isEmpty())
        return;
    m_step = trendStep(m_first, m_last, mostBuckets);
    m_all = grouped(m_days, m_step);
    m_buckets = shown(m_all);
}

QVector<TrendBucket> TrendView::shown(const QVector<TrendBucket>& buckets) const
{
    const auto before = [](const TrendBucket& bucket, QDate day) { return bucket.day < day; };
    const auto begin
        = std::lower_bound(buckets.cbegin(), buckets.cend(), bucketStart(m_first, m_step), before);
    const auto end = std::lower_bound(begin, buckets.cend(), m_last.addDays(1), before);
    return QVector<TrendBucket>(begin, end);
}

const TrendBucket* TrendView::bucketAt(QDate start) const
{
    const auto found = std::lower_bound(m_all.cbegin(), m_all.cend(), start,
        [](const TrendBucket& bucket, QDate day) { return bucket.day < day; });
    return found != m_all.cend() && found->day == start ? &*found : nullptr;
}

QDate TrendView::neighbour(QDate start, int direction) const
{
    if (m_buckets.isEmpty())
        return start;
    if (!start.isValid())
        return direction > 0 ? m_buckets.constFirst().day : m_buckets.constLast().day;
    if (direction > 0) {
        const auto next = std::find_if(m_all.cbegin(), m_all.cend(),
            [start](const TrendBucket& bucket) { return bucket.day > start; });
        return next == m_all.cend() ? start : next->day;
    }
    const auto previous = std::find_if(m_all.crbegin(), m_all.crend(),
        [start](const TrendBucket& bucket) { return bucket.day < start; });
    return previous == m_all.crend() ? start : previous->day;
}

QDate TrendView::extreme(int direction) const
{
    if (m_all.isEmpty())
        return {};
    return direction > 0 ? m_all.constLast().day : m_all.constFirst().day;
}

void TrendView::zoom(double factor, QDate around)
{
    if (m_days.isEmpty())
        return;
    const double shown = static_cast<double>(m_first.daysTo(m_last) + 1);
    // At least one day more or less, so that every step does something.
    const double wanted = factor < 1 ? std::min(std::round(shown * factor), shown - 1)
                                     : std::max(std::round(shown * factor), shown + 1);
    const auto [earliest, last] = limits();
    const double most = static_cast<double>(earliest.daysTo(last) + 1);
    const auto days = static_cast<qint64>(std::clamp(wanted, 1.0, most));
    const QDate centre = std::clamp(around, m_first, m_last);
    const double share = (static_cast<double>(m_first.daysTo(centre)) + 0.5) / shown;
    const auto before = static_cast<qint64>(std::floor(share * static_cast<double>(days)));
    const QDate first = std::clamp(centre.addDays(-before), earliest, last.addDays(1 - days));
    show(first, first.addDays(days - 1));
}

void TrendView::pan(qint64 days)
{
    if (m_days.isEmpty())
        return;
    const auto [first, last] = limits();
    const qint64 back = m_first.daysTo(first);
    const qint64 ahead = m_last.daysTo(last);
    const qint64 by = std::clamp(days, back, ahead);
    show(m_first.addDays(by), m_last.addDays(by));
}

void TrendView::reveal(QDate start)
{
    const QDate end = bucketEnd(start, m_step);
    if (start < m_first)
        pan(m_first.daysTo(start));
    else if (end > m_last)
        pan(m_last.daysTo(end));
}

} // namespace mxlens
