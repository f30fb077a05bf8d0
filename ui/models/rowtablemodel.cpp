// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/rowtablemodel.h"

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

// Several screens of cells; what scrolls away is worked out again.
constexpr int cachedTexts = 8192;

} // namespace

RowTableModel::RowTableModel(QList<RowColumn> columns, QObject* parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
    , m_texts(cachedTexts)
{
}

void RowTableModel::setRows(
    std::shared_ptr<const Snapshot> snapshot, const RowList& rows, Count largest)
{
    beginResetModel();
    m_texts.clear();
    m_snapshot = std::move(snapshot);
    m_rows = rows;
    m_largest = largest;
    m_now = QDateTime::currentDateTimeUtc();
    endResetModel();
}

void RowTableModel::setRelativeTimes(bool relative, const QDateTime& now)
{
    m_relativeTimes = relative;
    m_now = now;
    m_texts.clear();
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

std::optional<double> RowTableModel::share(RowId, int) const
{
    return std::nullopt;
}

std::optional<int> RowTableModel::rowOf(RowId id) const
{
    const auto found = std::find(m_rows.begin(), m_rows.end(), id);
    if (found == m_rows.end())
        return std::nullopt;
    return static_cast<int>(found - m_rows.begin());
}

std::vector<int> RowTableModel::rowsOf(const std::vector<RowId>& ids) const
{
    std::vector<int> rows;
    if (ids.size() == 1) {
        if (const std::optional<int> row = rowOf(ids.front()))
            rows.push_back(*row);
        return rows;
    }
    // One bit for each id: a look at a million rows takes a moment, a search for each of them not.
    std::vector<bool> wanted;
    for (const RowId id : ids) {
        if (id >= wanted.size())
            wanted.resize(id + std::size_t(1));
        wanted[id] = true;
    }
    for (std::size_t row = 0; row < m_rows.size() && rows.size() < ids.size(); ++row) {
        if (m_rows[row] < wanted.size() && wanted[m_rows[row]])
            rows.push_back(static_cast<int>(row));
    }
    return rows;
}

int RowTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RowTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant RowTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !m_snapshot)
        return {};
    const RowId id = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    const RowColumn& info = m_columns[column];
    switch (role) {
    case Qt::DisplayRole:
        return display(id, column);
    case Qt::ToolTipRole:
        return toolTip(id, column);
    case Qt::AccessibleTextRole: {
        const Cell cell = cellAt(id, column);
        const bool unknown = cell.isNumber && !cell.number.known();
        return QStringLiteral("%1: %2").arg(
            info.title, unknown ? tr("unknown") : display(id, column));
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter)
            | (info.kind == CellKind::Number ? Qt::AlignRight : Qt::AlignLeft));
    case SortRole:
        return rawValue(cellAt(id, column));
    case IdRole:
        return QVariant::fromValue<uint>(id);
    case DeviationRole: {
        const std::optional<RowId> report = reportOf(id);
        return report && hasDeviations(*m_snapshot, *report);
    }
    case DimRole: {
        if (info.kind != CellKind::Number)
            return false;
        return cellAt(id, column).number.valueOr(0) == 0;
    }
    case CellKindRole:
        return static_cast<int>(info.kind);
    case ShareRole: {
        const std::optional<double> length = share(id, column);
        return length ? QVariant(*length) : QVariant();
    }
    default:
        return {};
    }
}

QVariant RowTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    const RowColumn& column = m_columns[section];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter)
            | (column.kind == CellKind::Number ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

QString RowTableModel::shown(RowId, const Cell& cell, int column) const
{
    const CellKind kind = m_columns[column].kind;
    return m_relativeTimes && isTime(kind) ? relativeTimeText(singleLine(cell.text), m_now)
                                           : displayText(cell, kind);
}

QString RowTableModel::told(RowId, const Cell& cell, int) const
{
    return plainText(cell.text);
}

QString RowTableModel::display(RowId id, int column) const
{
    const quint64 key = (quint64(id) << 8) | quint64(column);
    if (const QString* text = m_texts.object(key))
        return *text;
    QString text = shown(id, cellAt(id, column), column);
    m_texts.insert(key, new QString(text));
    return text;
}

QVariant RowTableModel::toolTip(RowId id, int column) const
{
    if (column == 0) {
        const std::optional<RowId> report = reportOf(id);
        if (report && hasDeviations(*m_snapshot, *report))
            return plainToolTip(
                display(id, column) + QLatin1Char('\n') + deviationToolTip(*m_snapshot, *report));
    }
    const Cell cell = cellAt(id, column);
    if (cell.isNumber)
        return cell.number.known() ? QVariant() : QVariant(tr("The report does not say."));
    if (cell.text.empty())
        return {};
    const QString text = told(id, cell, column);
    // Whichever way times are shown, the other one is here.
    return plainToolTip(isTime(m_columns[column].kind)
            ? text + QLatin1Char('\n') + relativeTimeText(text, QDateTime::currentDateTimeUtc())
            : text);
}

} // namespace mxlens
