// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/trendtablemodel.h"

#include "ui/charts/trendwords.h"
#include "ui/theme/words.h"

#include <algorithm>

namespace mxlens {

TrendTableModel::TrendTableModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void TrendTableModel::show(const QVector<TrendBucket>& buckets, const QVector<TrendSeries>& series,
    TrendStep step, const TrendLabels& labels)
{
    beginResetModel();
    m_rows.clear();
    m_names.clear();
    m_step = step;
    m_labels = labels;
    if (series.isEmpty()) {
        for (const TrendBucket& bucket : buckets)
            m_rows.append({ bucket, -1 });
    }
    for (qsizetype i = 0; i < series.size(); ++i) {
        m_names.append(series.at(i).name);
        for (const TrendBucket& bucket : series.at(i).days)
            m_rows.append({ bucket, i });
    }
    std::stable_sort(m_rows.begin(), m_rows.end(),
        [](const Row& a, const Row& b) { return a.bucket.day < b.bucket.day; });
    endResetModel();
}

bool TrendTableModel::isUsed(int column) const
{
    switch (column) {
    case SeriesColumn:
        return !m_names.isEmpty();
    case CoveringColumn:
        return !m_names.isEmpty() && !m_labels.covering.isEmpty();
    case SessionsColumn:
    case SuccessfulColumn:
    case RateColumn:
        return std::any_of(m_rows.cbegin(), m_rows.cend(), [column](const Row& row) {
            return column == SessionsColumn ? row.bucket.sessions >= 0 : row.bucket.successful >= 0;
        });
    default:
        return true;
    }
}

int TrendTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TrendTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString TrendTableModel::text(const Row& row, int column) const
{
    const TrendBucket& bucket = row.bucket;
    switch (column) {
    case DayColumn:
        return bucketName(bucket.day, m_step);
    case SeriesColumn:
        return row.series < 0 ? QString() : m_names.at(row.series);
    case SessionsColumn:
        return countText(bucket.sessions);
    case SuccessfulColumn:
        return countText(bucket.successful);
    case FailedColumn:
        return countText(bucket.failed);
    case RateColumn:
        return m_labels.hasRate && bucket.hasRate() ? shareText(bucket.failed, bucket.sessions)
                                                    : QString();
    case CoveringColumn:
        return countText(bucket.covering);
    default:
        return {};
    }
}

QVariant TrendTableModel::rawValue(const Row& row, int column) const
{
    const auto number
        = [](qint64 count) { return count < 0 ? QVariant(QString()) : QVariant(count); };
    switch (column) {
    case DayColumn:
        return row.bucket.day.toString(Qt::ISODate);
    case SessionsColumn:
        return number(row.bucket.sessions);
    case SuccessfulColumn:
        return number(row.bucket.successful);
    case FailedColumn:
        return number(row.bucket.failed);
    case CoveringColumn:
        return number(row.bucket.covering);
    default:
        return text(row, column);
    }
}

QVariant TrendTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row& row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case rawRole:
        return rawValue(row, index.column());
    case dimRole:
        return index.column() > SeriesColumn && rawValue(row, index.column()).toLongLong() == 0
            && index.column() != RateColumn;
    case Qt::TextAlignmentRole:
        return index.column() > SeriesColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                             : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant TrendTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section > SeriesColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                      : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case DayColumn:
        return m_step == TrendStep::OneDay ? tr("Day (UTC)")
            : m_step == TrendStep::OneWeek ? tr("Week (UTC)")
                                           : tr("Month (UTC)");
    case SeriesColumn:
        return m_labels.split;
    case SessionsColumn:
        return tr("Sessions");
    case SuccessfulColumn:
        return tr("Succeeded");
    case FailedColumn:
        return tr("Failed");
    case RateColumn:
        return tr("Failure rate");
    case CoveringColumn:
        return tr("Sessions of covering policies");
    default:
        return {};
    }
}

} // namespace mxlens
