// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/totals.h"
#include "ui/models/sparklines.h"

#include <QAbstractItemModel>

#include <optional>
#include <vector>

namespace mxlens {

/// A place in the domain tree, by what it is called; an empty domain is the row for all.
struct TreePlace {
    QString domain;
    std::optional<QString> mx;
    QString resultType;
    friend bool operator==(const TreePlace&, const TreePlace&) = default;
};

/// All domains, then each domain with the MX that fail and each of those with its result types.
/// GUI thread.
class DomainTreeModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { NameColumn, FailedColumn, RateColumn, TrendColumn, columns };

    explicit DomainTreeModel(QObject* parent = nullptr);

    /// Shows domains (most failures first) and the figures of all of them. A tree of the same shape
    /// changes in place, so that nothing folds or jumps.
    void setDomains(std::vector<DomainNode> domains, const SessionFigures& all);

    /// Sets what of() of the trend column tells; see lineAt().
    void setSparklines(const Sparklines& sparklines);
    /// Failures day by day of a domain's row; empty elsewhere.
    QVector<qint64> lineAt(const QModelIndex& index) const;

    TreePlace placeAt(const QModelIndex& index) const;
    /// Invalid where there is no such place.
    QModelIndex indexOf(const TreePlace& place) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Node;
    Node nodeAt(const QModelIndex& index) const;
    QString name(const Node& node) const;
    QString toolTip(const Node& node) const;
    bool sameShape(const std::vector<DomainNode>& domains) const;
    void announce(const QModelIndex& parent);

    std::vector<DomainNode> m_domains;
    SessionFigures m_all;
    Sparklines m_sparklines;
};

/// Failed of sessions as a person reads it: "0.8 %", "< 0.1 %", "0 %", "100 %" only when every one
/// failed; empty where it is unknown.
QString rateText(const SessionFigures& figures);

/// Successful of sessions, likewise: "100 %" only when not one failed.
QString successText(const SessionFigures& figures);

} // namespace mxlens
