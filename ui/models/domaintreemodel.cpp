// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/domaintreemodel.h"

#include "ui/models/cells.h"
#include "ui/theme/numbers.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::DomainTree)
};

// The id of an index names its parent: 0 for top rows, else the domain in the upper half and,
// for result types, the MX in the lower one, both counted from 1.
constexpr int domainShift = 32;
static_assert(sizeof(quintptr) == 8);

QString percent(double value)
{
    // Always one decimal, so that figures in a column line up.
    return numberText(value, 1);
}

QString partText(qint64 part, qint64 whole)
{
    if (part == 0)
        return Words::tr("0 %");
    if (part == whole)
        return Words::tr("100 %");
    const double value = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    if (value < 0.05)
        return Words::tr("< %1 %").arg(numberText(0.1, 1));
    if (value >= 99.95)
        return Words::tr("> %1 %").arg(numberText(99.9, 1));
    return Words::tr("%1 %").arg(percent(value));
}

} // namespace

QString rateText(const SessionFigures& figures)
{
    const qint64 sessions = figures.sessions.valueOr(0);
    if (sessions <= 0 || !figures.haveRate())
        return {};
    return partText(std::min<qint64>(figures.failed.valueOr(0), sessions), sessions);
}

QString successText(const SessionFigures& figures)
{
    const qint64 sessions = figures.sessions.valueOr(0);
    if (sessions <= 0 || !figures.haveRate())
        return {};
    const qint64 failed = std::min<qint64>(figures.failed.valueOr(0), sessions);
    return partText(sessions - failed, sessions);
}

struct DomainTreeModel::Node {
    const DomainNode* domain = nullptr; ///< Null for the row for all.
    const MxNode* mx = nullptr;
    const ResultTypeNode* result = nullptr;

    Count failed(const SessionFigures& all) const
    {
        if (result)
            return result->failed;
        if (mx)
            return mx->failed;
        return domain ? domain->figures.failed : all.failed;
    }
};

DomainTreeModel::DomainTreeModel(QObject* parent)
    : QAbstractItemModel(parent)
{
}

void DomainTreeModel::setDomains(std::vector<DomainNode> domains, const SessionFigures& all)
{
    if (!m_domains.empty() && sameShape(domains)) {
        m_domains = std::move(domains);
        m_all = all;
        announce({});
        return;
    }
    beginResetModel();
    m_domains = std::move(domains);
    m_all = all;
    endResetModel();
}

void DomainTreeModel::setSparklines(const Sparklines& sparklines)
{
    m_sparklines = sparklines;
    const int rows = rowCount();
    if (rows > 0)
        emit dataChanged(index(0, TrendColumn), index(rows - 1, TrendColumn));
}

QVector<qint64> DomainTreeModel::lineAt(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const Node node = nodeAt(index);
    if (node.mx)
        return {};
    // An empty name stands for all of them.
    return node.domain && node.domain->domain.empty()
        ? m_sparklines.ofNameless()
        : m_sparklines.of(node.domain ? plainText(node.domain->domain) : QString());
}

bool DomainTreeModel::sameShape(const std::vector<DomainNode>& domains) const
{
    const auto sameResults = [](const MxNode& a, const MxNode& b) {
        return a.mx == b.mx
            && std::equal(a.resultTypes.begin(), a.resultTypes.end(), b.resultTypes.begin(),
                b.resultTypes.end(), [](const ResultTypeNode& x, const ResultTypeNode& y) {
                    return x.resultType == y.resultType;
                });
    };
    return std::equal(m_domains.begin(), m_domains.end(), domains.begin(), domains.end(),
        [&](const DomainNode& a, const DomainNode& b) {
            return a.domain == b.domain
                && std::equal(a.mxs.begin(), a.mxs.end(), b.mxs.begin(), b.mxs.end(), sameResults);
        });
}

void DomainTreeModel::announce(const QModelIndex& parent)
{
    const int rows = rowCount(parent);
    if (rows == 0)
        return;
    emit dataChanged(index(0, 0, parent), index(rows - 1, columns - 1, parent));
    for (int row = 0; row < rows; ++row)
        announce(index(row, 0, parent));
}

DomainTreeModel::Node DomainTreeModel::nodeAt(const QModelIndex& index) const
{
    Node node;
    const quintptr id = index.internalId();
    const auto row = static_cast<std::size_t>(index.row());
    if (id == 0) {
        if (row > 0)
            node.domain = &m_domains[row - 1];
        return node;
    }
    node.domain = &m_domains[(id >> domainShift) - 1];
    const auto mx = static_cast<std::uint32_t>(id);
    node.mx = &node.domain->mxs[mx == 0 ? row : mx - 1];
    if (mx != 0)
        node.result = &node.mx->resultTypes[row];
    return node;
}

TreePlace DomainTreeModel::placeAt(const QModelIndex& index) const
{
    TreePlace place;
    if (!index.isValid())
        return place;
    const Node node = nodeAt(index);
    if (node.domain)
        place.domain = plainText(node.domain->domain);
    if (node.mx)
        place.mx = plainText(node.mx->mx);
    if (node.result)
        place.resultType = plainText(node.result->resultType);
    return place;
}

QModelIndex DomainTreeModel::indexOf(const TreePlace& place) const
{
    if (place.domain.isEmpty())
        return index(0, 0);
    for (std::size_t d = 0; d < m_domains.size(); ++d) {
        if (plainText(m_domains[d].domain) != place.domain)
            continue;
        const QModelIndex domain = index(static_cast<int>(d) + 1, 0);
        if (!place.mx)
            return domain;
        const std::vector<MxNode>& mxs = m_domains[d].mxs;
        for (std::size_t m = 0; m < mxs.size(); ++m) {
            if (plainText(mxs[m].mx) != *place.mx)
                continue;
            const QModelIndex mx = index(static_cast<int>(m), 0, domain);
            if (place.resultType.isEmpty())
                return mx;
            for (std::size_t r = 0; r < mxs[m].resultTypes.size(); ++r) {
                if (plainText(mxs[m].resultTypes[r].resultType) == place.resultType)
                    return index(static_cast<int>(r), 0, mx);
            }
        }
        return {};
    }
    return {};
}

QModelIndex DomainTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, quintptr(0));
    if (parent.internalId() == 0)
        return createIndex(row, column, quintptr(parent.row()) << domainShift);
    return createIndex(row, column, parent.internalId() | quintptr(parent.row() + 1));
}

QModelIndex DomainTreeModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    const quintptr id = child.internalId();
    const auto mx = static_cast<std::uint32_t>(id);
    if (mx == 0)
        return createIndex(static_cast<int>(id >> domainShift), 0, quintptr(0));
    return createIndex(static_cast<int>(mx) - 1, 0, id & ~quintptr(0xffffffffu));
}

int DomainTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return m_domains.empty() ? 0 : static_cast<int>(m_domains.size()) + 1;
    if (parent.column() != 0)
        return 0;
    const Node node = nodeAt(parent);
    if (!node.domain || node.result)
        return 0;
    return static_cast<int>(node.mx ? node.mx->resultTypes.size() : node.domain->mxs.size());
}

int DomainTreeModel::columnCount(const QModelIndex&) const
{
    return columns;
}

QVariant DomainTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Node node = nodeAt(index);
    const Count failed = node.failed(m_all);
    const bool topLevel = !node.mx;
    const SessionFigures& figures = node.domain ? node.domain->figures : m_all;
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == NameColumn)
            return name(node);
        if (index.column() == FailedColumn)
            return countText(failed);
        return topLevel && index.column() == RateColumn ? rateText(figures) : QString();
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: {
        const QString line = index.column() == TrendColumn && node.domain && topLevel
            ? m_sparklines.text(lineAt(index))
            : QString();
        const QString text = line.isEmpty() ? toolTip(node) : line;
        return role == Qt::ToolTipRole ? plainToolTip(text) : text;
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter)
            | (index.column() == NameColumn ? Qt::AlignLeft : Qt::AlignRight));
    case DimRole:
        return index.column() != NameColumn && failed.valueOr(0) == 0;
    case CellKindRole:
        return static_cast<int>(index.column() == NameColumn ? CellKind::Host : CellKind::Number);
    case SortRole:
        return index.column() == NameColumn ? QVariant(name(node))
                                            : QVariant(static_cast<qlonglong>(failed.valueOr(0)));
    case ShareRole: {
        const qint64 whole = m_all.failed.valueOr(0);
        if (index.column() != FailedColumn || !node.domain || whole <= 0)
            return {};
        return std::min(1.0, static_cast<double>(failed.valueOr(0)) / static_cast<double>(whole));
    }
    default:
        return {};
    }
}

QVariant DomainTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter)
            | (section == NameColumn ? Qt::AlignLeft : Qt::AlignRight));
    if (role == Qt::ToolTipRole && section == RateColumn)
        return tr("Failed sessions of all sessions. An MX has no rate: reports count successes per "
                  "policy.");
    if (role == Qt::ToolTipRole && section == TrendColumn)
        return tr("Failed sessions day by day. A gap in the line is a day without a report.");
    if (role == Qt::ToolTipRole && section == FailedColumn)
        return tr("Failed sessions. The bar is the share of all failures shown.");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Domain");
    case FailedColumn:
        return tr("Failed");
    case RateColumn:
        return tr("Rate");
    case TrendColumn:
        return tr("Trend");
    default:
        return {};
    }
}

QString DomainTreeModel::name(const Node& node) const
{
    if (node.result)
        return node.result->resultType.empty() ? tr("no result type")
                                               : singleLine(node.result->resultType);
    if (node.mx)
        return node.mx->mx.empty() ? tr("(no MX named)") : singleLine(node.mx->mx);
    if (!node.domain)
        return tr("All domains");
    return node.domain->domain.empty() ? tr("(no domain named)") : singleLine(node.domain->domain);
}

QString DomainTreeModel::toolTip(const Node& node) const
{
    const QString failed = countText(node.failed(m_all));
    if (node.result)
        return tr("%1 at %2: %3 failed")
            .arg(name(node), node.mx->mx.empty() ? tr("(no MX named)") : singleLine(node.mx->mx),
                failed);
    if (node.mx)
        return tr("%1: %2 failed, from failure details").arg(name(node), failed);
    const SessionFigures& figures = node.domain ? node.domain->figures : m_all;
    return tr("%1: %2 of %3 sessions failed").arg(name(node), failed, countText(figures.sessions));
}

} // namespace mxlens
