// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/failuretablemodel.h"

#include "ui/theme/englishplurals.h"

#include <QStringList>

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace mxlens {

namespace {

// More addresses than this nobody counts, and not at each painting.
constexpr std::size_t countedAddresses = 1'000;
// More than these nobody reads in a tool tip.
constexpr qsizetype listedAddresses = 12;

constexpr int sumColumn = static_cast<int>(FailureColumn::FailedSessionCount);
constexpr int addressColumn = static_cast<int>(FailureColumn::SendingMtaIp);

} // namespace

FailureTableModel::FailureTableModel(QObject* parent)
    : RowTableModel(failureColumns(), parent)
{
}

void FailureTableModel::setSingle(
    std::shared_ptr<const Snapshot> snapshot, const RowList& rows, Count largest)
{
    m_groups.reset();
    m_lines.clear();
    m_open.clear();
    setRows(std::move(snapshot), rows, largest);
}

void FailureTableModel::setGroups(std::shared_ptr<const Snapshot> snapshot,
    std::shared_ptr<const FailureGroups> groups, Count largest)
{
    // Ids hold within one store.
    if (this->snapshot() && snapshot && &this->snapshot()->pool() != &snapshot->pool())
        m_open.clear();
    m_groups = std::move(groups);
    std::vector<RowId> rows;
    m_lines.clear();
    for (std::size_t group = 0; group < m_groups->size(); ++group) {
        const auto details = m_groups->of(group);
        rows.push_back(details.front());
        m_lines.push_back({ static_cast<std::uint32_t>(group), false });
        if (m_open.empty() || details.size() == 1
            || !m_open.contains(*std::min_element(details.begin(), details.end())))
            continue;
        for (const RowId id : details) {
            rows.push_back(id);
            m_lines.push_back({ static_cast<std::uint32_t>(group), true });
        }
    }
    setRows(std::move(snapshot), std::move(rows), largest);
}

bool FailureTableModel::standsForGroup(int row) const
{
    if (!m_groups || row < 0 || static_cast<std::size_t>(row) >= m_lines.size())
        return false;
    const Line& line = m_lines[static_cast<std::size_t>(row)];
    return !line.member && m_groups->of(line.group).size() > 1;
}

Branch FailureTableModel::branchOf(int row) const
{
    if (!standsForGroup(row)) {
        const bool member = m_groups && row >= 0 && static_cast<std::size_t>(row) < m_lines.size()
            && m_lines[static_cast<std::size_t>(row)].member;
        return member ? Branch::Member : Branch::Single;
    }
    const auto next = static_cast<std::size_t>(row) + 1;
    return next < m_lines.size() && m_lines[next].member ? Branch::Open : Branch::Closed;
}

std::vector<RowId> FailureTableModel::detailsOf(int row) const
{
    if (row < 0 || static_cast<std::size_t>(row) >= rows().size())
        return {};
    if (!standsForGroup(row))
        return { rows()[static_cast<std::size_t>(row)] };
    const auto details = m_groups->of(m_lines[static_cast<std::size_t>(row)].group);
    return { details.begin(), details.end() };
}

void FailureTableModel::setOpen(int row, bool open)
{
    if (branchOf(row) != (open ? Branch::Closed : Branch::Open))
        return;
    const Line group = m_lines[static_cast<std::size_t>(row)];
    const auto details = m_groups->of(group.group);
    const RowId name = *std::min_element(details.begin(), details.end());
    std::vector<RowId> shown = rows();
    const int first = row + 1;
    const int last = row + static_cast<int>(details.size());
    if (open) {
        m_open.insert(name);
        beginInsertRows({}, first, last);
        shown.insert(shown.begin() + first, details.begin(), details.end());
        changeRows(std::move(shown));
        m_lines.insert(m_lines.begin() + first, details.size(), { group.group, true });
        endInsertRows();
    } else {
        m_open.erase(name);
        beginRemoveRows({}, first, last);
        shown.erase(shown.begin() + first, shown.begin() + last + 1);
        changeRows(std::move(shown));
        m_lines.erase(m_lines.begin() + first, m_lines.begin() + last + 1);
        endRemoveRows();
    }
    emit dataChanged(index(row, 0), index(row, columnCount() - 1));
}

std::vector<RowId> FailureTableModel::details() const
{
    return m_groups ? m_groups->details : RowTableModel::details();
}

std::size_t FailureTableModel::detailCount() const
{
    return m_groups ? m_groups->details.size() : RowTableModel::detailCount();
}

std::optional<int> FailureTableModel::rowOf(RowId id) const
{
    const std::optional<int> row = RowTableModel::rowOf(id);
    if (row || !m_groups)
        return row;
    // Within a group that is closed.
    const auto found = std::find(m_groups->details.begin(), m_groups->details.end(), id);
    if (found == m_groups->details.end())
        return std::nullopt;
    const auto place = static_cast<std::uint32_t>(found - m_groups->details.begin());
    const auto after = std::upper_bound(m_groups->begin.begin(), m_groups->begin.end(), place);
    const auto group = static_cast<std::uint32_t>(after - m_groups->begin.begin()) - 1;
    const auto line = std::find_if(m_lines.begin(), m_lines.end(),
        [group](const Line& other) { return other.group == group; });
    return static_cast<int>(line - m_lines.begin());
}

QVariant FailureTableModel::data(const QModelIndex& index, int role) const
{
    if (!m_groups || !index.isValid())
        return RowTableModel::data(index, role);
    if (role == BranchRole)
        return static_cast<int>(branchOf(index.row()));
    if (standsForGroup(index.row())) {
        QVariant value = groupData(index.row(), index.column(), role);
        if (value.isValid())
            return value;
        // What differs within the group is not that of its first detail.
        if (index.column() == addressColumn && role == DeviationRole)
            return {};
    }
    return RowTableModel::data(index, role);
}

QVariant FailureTableModel::groupData(int row, int column, int role) const
{
    if (column == sumColumn)
        return sumData(row, role);
    return column == addressColumn ? addressData(row, role) : QVariant();
}

QVariant FailureTableModel::sumData(int row, int role) const
{
    const std::uint32_t group = m_lines[static_cast<std::size_t>(row)].group;
    const Count failed = m_groups->failed[group];
    const QString sum
        = tr("%1, in %2 failure details")
              .arg(countText(failed), numberText(static_cast<qint64>(m_groups->of(group).size())));
    switch (role) {
    case Qt::DisplayRole:
        return countText(failed);
    case Qt::ToolTipRole:
        return plainToolTip(sum);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(columns()[sumColumn].title, sum);
    case SortRole:
        return failed.known() ? QVariant(static_cast<qlonglong>(failed.valueOr(0))) : QVariant();
    case DimRole:
        return failed.valueOr(0) == 0;
    case ShareRole: {
        const std::optional<double> length = failedShare(failed, largest());
        return length ? QVariant(*length) : QVariant();
    }
    default:
        return {};
    }
}

QVariant FailureTableModel::addressData(int row, int role) const
{
    if (role == FilterRole)
        return QString(); // several are no filter
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole
        && role != SortRole)
        return {};
    const auto details = m_groups->of(m_lines[static_cast<std::size_t>(row)].group);
    std::unordered_set<AddressId> known;
    QStringList texts;
    for (const RowId id : details) {
        const RowPlace place = snapshot()->failure(id);
        const AddressId address = place.segment->failures.sendingIp[place.row];
        if (known.size() < countedAddresses && known.insert(address).second
            && texts.size() < listedAddresses)
            texts.append(singleLine(snapshot()->addressText(address)));
    }
    QString text = known.size() >= countedAddresses
        ? tr("%1 IPs or more").arg(numberText(countedAddresses))
        : tr("%1 IP(s)", nullptr, pluralNumber(static_cast<qint64>(known.size())))
              .arg(numberText(static_cast<qint64>(known.size())));
    if (role == Qt::DisplayRole || role == SortRole)
        return text;
    text += QLatin1Char('\n') + texts.join(QLatin1Char('\n'));
    if (static_cast<std::size_t>(texts.size()) < known.size())
        text += QLatin1Char('\n') + QString(QChar(0x2026));
    return role == Qt::ToolTipRole ? plainToolTip(text) : text;
}

Cell FailureTableModel::cellAt(RowId id, int column) const
{
    return cell(*snapshot(), id, static_cast<FailureColumn>(column));
}

std::optional<RowId> FailureTableModel::reportOf(RowId id) const
{
    return snapshot()->reportOfPolicy(snapshot()->policyOfFailure(id));
}

std::optional<double> FailureTableModel::share(RowId id, int column) const
{
    if (column != sumColumn)
        return std::nullopt;
    const RowPlace place = snapshot()->failure(id);
    return failedShare(place.segment->failures.count[place.row], largest());
}

} // namespace mxlens
