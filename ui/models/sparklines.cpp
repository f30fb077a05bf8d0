// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sparklines.h"

#include "ui/models/cells.h"
#include "ui/theme/words.h"

#include <QCoreApplication>
#include <QDate>

#include <algorithm>
#include <limits>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::Sparklines)
};

/// Longer times show their last days: a line has no more columns than that anyhow.
constexpr Day mostDays = 1'500;

void addTo(QVector<qint64>& sum, const QVector<qint64>& line)
{
    for (qsizetype i = 0; i < sum.size(); ++i) {
        if (line.at(i) >= 0)
            sum[i] = (Count(std::max<qint64>(0, sum.at(i))) + Count(line.at(i))).valueOr(0);
    }
}

} // namespace

Sparklines::Sparklines(const TrendSplit& split)
{
    Day last = std::numeric_limits<Day>::min();
    m_first = std::numeric_limits<Day>::max();
    for (const SplitSeries& series : split.series) {
        if (series.days.empty())
            continue;
        m_first = std::min(m_first, series.days.front().day);
        last = std::max(last, series.days.back().day);
    }
    if (m_first > last)
        return;
    m_first = std::max(m_first, last - mostDays + 1);
    QVector<qint64> all(last - m_first + 1, -1);
    const auto lineOf = [&](const SplitSeries& series) {
        QVector<qint64> line(last - m_first + 1, -1);
        for (const SplitDay& day : series.days) {
            if (day.day >= m_first && day.day <= last)
                line[day.day - m_first] = day.figures.failed.valueOr(0);
        }
        addTo(all, line);
        return line;
    };
    for (const SplitSeries& series : split.series) {
        const QVector<qint64> line = lineOf(series);
        if (series.key.empty())
            m_nameless = line;
        else
            m_lines.insert(plainText(series.key), line);
    }
    lineOf(split.rest);
    m_lines.insert(QString(), all);
}

QString Sparklines::text(const QVector<qint64>& line) const
{
    const auto most = std::max_element(line.cbegin(), line.cend());
    if (most == line.cend() || *most <= 0)
        return {};
    const QDate day = QDate(1970, 1, 1).addDays(m_first + (most - line.cbegin()));
    //: %1: a day; %2: number
    return Words::tr("Most failed on %1: %2").arg(dayText(day), countText(*most));
}

} // namespace mxlens
