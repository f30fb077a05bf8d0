// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/reporttreemodel.h"

#include "ui/session/programlanguage.h"

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

// What a tree view lays out in a few milliseconds.
constexpr int portion = 20'000;

// An index carries its level in the upper bits and its row id in the lower 32.
constexpr int levelShift = 32;
static_assert(sizeof(quintptr) == 8);

quintptr pack(SelectedRow row)
{
    return (quintptr(row.kind) << levelShift) | row.id;
}

SelectedRow unpack(quintptr packed)
{
    return { static_cast<RowKind>(packed >> levelShift), static_cast<RowId>(packed) };
}

/// Ids of the children: first and how many.
struct Range {
    RowId first = 0;
    int count = 0;
};

Range policiesOf(const Snapshot& snapshot, RowId report)
{
    const RowPlace place = snapshot.report(report);
    const auto& first = place.segment->reports.firstPolicy;
    return { snapshot.parts()[place.segmentIndex].firstPolicy + first[place.row],
        static_cast<int>(first[place.row + 1] - first[place.row]) };
}

Range failuresOf(const Snapshot& snapshot, RowId policy)
{
    const RowPlace place = snapshot.policy(policy);
    const auto& first = place.segment->policies.firstFailure;
    return { snapshot.parts()[place.segmentIndex].firstFailure + first[place.row],
        static_cast<int>(first[place.row + 1] - first[place.row]) };
}

// In ascending order, as the ids of parts are. Hardly any: a report tells of a policy at least.
std::vector<RowId> reportsWithoutPolicies(const Snapshot& snapshot)
{
    std::vector<RowId> empty;
    for (const Snapshot::Part& part : snapshot.parts()) {
        const auto& first = part.segment->reports.firstPolicy;
        for (std::size_t row = 0; row + 1 < first.size(); ++row) {
            if (first[row] == first[row + 1])
                empty.push_back(part.firstReport + static_cast<RowId>(row));
        }
    }
    return empty;
}

void append(QString& text, std::string_view part)
{
    if (part.empty())
        return;
    if (!text.isEmpty())
        text += QStringLiteral("  ");
    text += singleLine(part);
}

Cell number(Count count)
{
    Cell result;
    result.isNumber = true;
    result.number = count;
    return result;
}

bool isDeviations(SelectedRow row, int column)
{
    return row.kind == RowKind::Report && column == static_cast<int>(ReportColumn::Deviations);
}

/// The deviations of a report, which are kept in English, in the language of the program.
std::string deviationsText(const Snapshot& snapshot, RowId report, char between)
{
    std::string text;
    for (const std::string& line : deviationLines(snapshot, report, programLanguage())) {
        if (!text.empty())
            text += between;
        text += line;
    }
    return text;
}

constexpr int firstColumn = static_cast<int>(ReportColumn::OrganizationName);

} // namespace

ReportTreeModel::ReportTreeModel(QObject* parent)
    : QAbstractItemModel(parent)
    , m_columns(reportColumns())
{
}

void ReportTreeModel::setRows(std::shared_ptr<const Snapshot> snapshot, const RowList& reports)
{
    beginResetModel();
    if (snapshot != m_snapshot)
        m_empty = snapshot ? reportsWithoutPolicies(*snapshot) : std::vector<RowId>();
    m_snapshot = std::move(snapshot);
    m_rows = reports;
    m_rowOfReport.clear();
    m_now = QDateTime::currentDateTimeUtc();
    m_revealed = std::min(static_cast<int>(m_rows.size()), portion);
    endResetModel();
}

SelectedRow ReportTreeModel::rowAt(const QModelIndex& index) const
{
    if (!index.isValid() || index.model() != this)
        return {};
    return unpack(index.internalId());
}

std::pair<QString, QString> ReportTreeModel::filterAt(const QModelIndex& index) const
{
    const SelectedRow row = rowAt(index);
    if (index.column() != firstColumn)
        return {};
    if (row.kind == RowKind::Policy) {
        const RowPlace place = m_snapshot->policy(row.id);
        return { QStringLiteral("domain"),
            plainText(m_snapshot->text(place.segment->policies.domain[place.row])) };
    }
    if (row.kind == RowKind::Failure) {
        const RowPlace place = m_snapshot->failure(row.id);
        return { QStringLiteral("result"),
            plainText(m_snapshot->text(place.segment->failures.resultType[place.row])) };
    }
    return {};
}

QModelIndex ReportTreeModel::indexOf(SelectedRow row)
{
    if (!m_snapshot)
        return {};
    if (row.kind == RowKind::Report) {
        const std::optional<int> at = rowOfReport(row.id);
        if (!at)
            return {};
        if (*at >= m_revealed)
            reveal(*at + 1);
        return createIndex(*at, 0, pack(row));
    }
    if (row.kind == RowKind::Policy && row.id < m_snapshot->policyCount()) {
        const RowId report = m_snapshot->reportOfPolicy(row.id);
        if (!indexOf({ RowKind::Report, report }).isValid())
            return {};
        const int at = static_cast<int>(row.id - policiesOf(*m_snapshot, report).first);
        return createIndex(at, 0, pack(row));
    }
    if (row.kind == RowKind::Failure && row.id < m_snapshot->failureCount()) {
        const RowId policy = m_snapshot->policyOfFailure(row.id);
        if (!indexOf({ RowKind::Policy, policy }).isValid())
            return {};
        const int at = static_cast<int>(row.id - failuresOf(*m_snapshot, policy).first);
        return createIndex(at, 0, pack(row));
    }
    return {};
}

QModelIndex ReportTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(
            row, column, pack({ RowKind::Report, m_rows[static_cast<std::size_t>(row)] }));
    const SelectedRow above = unpack(parent.internalId());
    if (above.kind == RowKind::Report) {
        const RowId id = policiesOf(*m_snapshot, above.id).first + static_cast<RowId>(row);
        return createIndex(row, column, pack({ RowKind::Policy, id }));
    }
    const RowId id = failuresOf(*m_snapshot, above.id).first + static_cast<RowId>(row);
    return createIndex(row, column, pack({ RowKind::Failure, id }));
}

QModelIndex ReportTreeModel::parent(const QModelIndex& child) const
{
    const SelectedRow row = rowAt(child);
    if (row.kind == RowKind::Policy) {
        const RowId report = m_snapshot->reportOfPolicy(row.id);
        return createIndex(rowOfReport(report).value_or(0), 0, pack({ RowKind::Report, report }));
    }
    if (row.kind == RowKind::Failure) {
        const RowId policy = m_snapshot->policyOfFailure(row.id);
        const RowId report = m_snapshot->reportOfPolicy(policy);
        const int at = static_cast<int>(policy - policiesOf(*m_snapshot, report).first);
        return createIndex(at, 0, pack({ RowKind::Policy, policy }));
    }
    return {};
}

int ReportTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return m_revealed;
    if (parent.column() != 0)
        return 0;
    const SelectedRow row = unpack(parent.internalId());
    if (row.kind == RowKind::Report)
        return policiesOf(*m_snapshot, row.id).count;
    return row.kind == RowKind::Policy ? failuresOf(*m_snapshot, row.id).count : 0;
}

int ReportTreeModel::columnCount(const QModelIndex&) const
{
    return static_cast<int>(m_columns.size());
}

bool ReportTreeModel::hasChildren(const QModelIndex& parent) const
{
    // Asked of each row that a view lays out, so it looks no report up.
    const SelectedRow row = rowAt(parent);
    if (row.kind == RowKind::Report)
        return parent.column() == 0 && !std::binary_search(m_empty.begin(), m_empty.end(), row.id);
    return rowCount(parent) > 0;
}

bool ReportTreeModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_revealed < static_cast<int>(m_rows.size());
}

void ReportTreeModel::fetchMore(const QModelIndex& parent)
{
    if (!parent.isValid())
        reveal(m_revealed + portion);
}

void ReportTreeModel::reveal(int count)
{
    const int until = std::min(count, static_cast<int>(m_rows.size()));
    if (until <= m_revealed)
        return;
    beginInsertRows({}, m_revealed, until - 1);
    m_revealed = until;
    endInsertRows();
}

std::optional<int> ReportTreeModel::rowOfReport(RowId report) const
{
    if (m_rowOfReport.empty() && !m_rows.empty()) {
        m_rowOfReport.assign(m_snapshot->reportCount(), -1);
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            m_rowOfReport[m_rows[i]] = static_cast<int>(i);
    }
    if (report >= m_rowOfReport.size() || m_rowOfReport[report] < 0)
        return std::nullopt;
    return m_rowOfReport[report];
}

QVariant ReportTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_snapshot)
        return {};
    const SelectedRow row = unpack(index.internalId());
    const int column = index.column();
    const RowColumn& info = m_columns[column];
    switch (role) {
    case Qt::DisplayRole:
        if (row.kind != RowKind::Report && column == firstColumn)
            return label(row);
        [[fallthrough]];
    case Qt::AccessibleTextRole: {
        const Cell value = cellAt(row, column);
        // A cell that this level does not have is empty, not unknown.
        if (value.text.empty() && !value.isNumber)
            return role == Qt::DisplayRole ? QString() : label(row);
        const QString text = shown(row, value, column);
        return role == Qt::DisplayRole ? text : QStringLiteral("%1: %2").arg(info.title, text);
    }
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter)
            | (info.kind == CellKind::Number ? Qt::AlignRight : Qt::AlignLeft));
    case SortRole:
        return row.kind != RowKind::Report && column == firstColumn ? QVariant(label(row))
                                                                    : rawValue(cellAt(row, column));
    case IdRole:
        return QVariant::fromValue<uint>(row.id);
    case DeviationRole:
        return row.kind == RowKind::Report && hasDeviations(*m_snapshot, row.id);
    case DimRole:
        return info.kind == CellKind::Number && cellAt(row, column).number.valueOr(0) == 0;
    case CellKindRole:
        return static_cast<int>(info.kind);
    case ShareRole: {
        const std::optional<double> length = share(row, column);
        return length ? QVariant(*length) : QVariant();
    }
    default:
        return {};
    }
}

QVariant ReportTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_columns[section].title;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter)
            | (m_columns[section].kind == CellKind::Number ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

QString ReportTreeModel::shown(SelectedRow row, const Cell& value, int column) const
{
    const CellKind kind = m_columns[column].kind;
    if (m_relativeTimes && row.kind == RowKind::Report && isTime(kind))
        return relativeTimeText(singleLine(value.text), m_now);
    if (isDeviations(row, column))
        return singleLine(deviationsText(*m_snapshot, row.id, '|'));
    return displayText(value, kind);
}

std::optional<double> ReportTreeModel::share(SelectedRow row, int column) const
{
    if (static_cast<ReportColumn>(column) != ReportColumn::FailedSessions
        || row.kind == RowKind::Failure)
        return std::nullopt;
    return failedShare(
        cellAt(row, column).number, cellAt(row, static_cast<int>(ReportColumn::Sessions)).number);
}

void ReportTreeModel::setRelativeTimes(bool relative, const QDateTime& now)
{
    m_relativeTimes = relative;
    m_now = now;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

QString ReportTreeModel::label(SelectedRow row) const
{
    QString text;
    if (row.kind == RowKind::Policy) {
        const RowPlace place = m_snapshot->policy(row.id);
        const Segment::Policies& policies = place.segment->policies;
        append(text, m_snapshot->text(policies.domain[place.row]));
        append(text, m_snapshot->text(policies.type[place.row]));
        append(text, m_snapshot->text(policies.mode[place.row]));
        return text.isEmpty() ? tr("policy") : text;
    }
    if (row.kind == RowKind::Failure) {
        const RowPlace place = m_snapshot->failure(row.id);
        const Segment::Failures& failures = place.segment->failures;
        append(text, m_snapshot->text(failures.resultType[place.row]));
        append(text, m_snapshot->text(failures.mx[place.row]));
        return text.isEmpty() ? tr("failure detail") : text;
    }
    return displayText(cell(*m_snapshot, row.id, ReportColumn::OrganizationName), CellKind::Text);
}

Cell ReportTreeModel::cellAt(SelectedRow row, int column) const
{
    const auto which = static_cast<ReportColumn>(column);
    if (row.kind == RowKind::Report)
        return cell(*m_snapshot, row.id, which);
    if (row.kind == RowKind::Policy) {
        const RowPlace place = m_snapshot->policy(row.id);
        const Count successful = place.segment->policies.successful[place.row];
        const Count failed = place.segment->policies.failed[place.row];
        if (which == ReportColumn::Sessions)
            return number(successful + failed);
        if (which == ReportColumn::SuccessfulSessions)
            return number(successful);
        if (which == ReportColumn::FailedSessions)
            return number(failed);
    } else if (which == ReportColumn::FailedSessions) {
        const RowPlace place = m_snapshot->failure(row.id);
        return number(place.segment->failures.count[place.row]);
    }
    return {};
}

QVariant ReportTreeModel::toolTip(SelectedRow row, int column) const
{
    if (column == firstColumn && row.kind == RowKind::Report && hasDeviations(*m_snapshot, row.id))
        return plainToolTip(label(row) + QLatin1Char('\n') + deviationToolTip(*m_snapshot, row.id));
    if (column == firstColumn)
        return plainToolTip(label(row));
    const Cell value = cellAt(row, column);
    if (value.isNumber)
        return value.number.known() ? QVariant() : QVariant(tr("The report does not say."));
    if (value.text.empty())
        return {};
    const QString text = isDeviations(row, column)
        ? plainText(deviationsText(*m_snapshot, row.id, '\n'))
        : plainText(value.text);
    return plainToolTip(isTime(m_columns[column].kind)
            ? text + QLatin1Char('\n') + relativeTimeText(text, QDateTime::currentDateTimeUtc())
            : text);
}

} // namespace mxlens
