// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/sparkline.h"

#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace mxlens {

QVector<qint64> sparklineColumns(const QVector<qint64>& failed, qsizetype most)
{
    const qsizetype days = failed.size();
    const qsizetype count = std::min(days, std::max<qsizetype>(1, most));
    QVector<qint64> columns(count, -1);
    for (qsizetype i = 0; i < days; ++i) {
        qint64& column = columns[i * count / days];
        column = std::max(column, failed.at(i));
    }
    return columns;
}

void paintSparkline(
    QPainter& painter, const QRect& rect, const QVector<qint64>& failed, const QPalette& palette)
{
    if (failed.isEmpty() || rect.width() < 4 || rect.height() < 4)
        return;
    const QVector<qint64> columns = sparklineColumns(failed, rect.width() / 2);
    const qint64 largest = *std::max_element(columns.cbegin(), columns.cend());
    const QColor ground = colour(Colour::Unknown, palette);
    const QColor bar = colour(Colour::Failure, palette);
    const auto at = [&](qsizetype i) {
        return rect.left()
            + static_cast<int>(static_cast<qsizetype>(rect.width()) * i / columns.size());
    };
    const int bottom = rect.bottom();
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const qint64 count = columns.at(i);
        if (count < 0)
            continue;
        const int width = std::max(1, at(i + 1) - at(i));
        painter.fillRect(at(i), bottom, width, 1, ground);
        if (count == 0)
            continue;
        const double share = static_cast<double>(count) / static_cast<double>(largest);
        const int height = std::max(2, static_cast<int>(share * (rect.height() - 2)));
        painter.fillRect(
            at(i), bottom - height, std::max(1, width > 2 ? width - 1 : width), height, bar);
    }
}

} // namespace mxlens
