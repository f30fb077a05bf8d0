// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/domaintreemodel.h"
#include "ui/views/longtree.h"

class QMenu;

namespace mxlens {

/// The tree of domains, MX and result types: choosing a place narrows every view to it. Keeps what
/// is unfolded and chosen by name when its rows are exchanged. GUI thread.
class DomainTree final : public LongTree {
    Q_OBJECT
public:
    explicit DomainTree(QWidget* parent = nullptr);

    DomainTreeModel& domains() { return *m_domains; }

    /// Exchanges the domains. The domain with most failures is open until the user folds or
    /// unfolds a place; from then on what the user opened is.
    void showDomains(std::vector<DomainNode> domains, const SessionFigures& all);
    /// Marks the place that is chosen; asks for nothing.
    void setChosen(const TreePlace& place);
    QSize sizeHint() const override;
    /// Pixels that show every row that is unfolded, and the header.
    int wholeHeight() const;
    /// Pixels in which the names of all rows that are in sight at first are whole, beside every
    /// figure.
    int wholeWidth() const;
    /// Shows only domains that hold the text in their name, or in that of an MX or result type.
    void setSearch(const QString& text);
    /// Whether there are more domains than one looks through at a glance.
    bool isWorthSearching() const;
    /// Fills a menu about the current place.
    void fillMenu(QMenu& menu);

signals:
    /// The user chose a place.
    void placeChosen(const mxlens::TreePlace& place);
    /// "Leave this out": a key of the filter text and its value.
    void termRequested(const QString& key, const QString& value, bool negated);
    /// The domains were exchanged.
    void domainsShown();

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void sizeColumns();
    /// Wide enough for the largest figure.
    void sizeFigures();
    /// The names need the room more where there is little.
    void yieldToNames();
    void showFound();
    void showMenu(const QPoint& position);
    void keepFold(const QModelIndex& index, bool open);

    DomainTreeModel* const m_domains;
    TreePlace m_chosen;
    QList<TreePlace> m_unfolded; ///< By the user; kept while a filter hides them.
    std::vector<DomainNode> m_found; ///< Without the search.
    SessionFigures m_all;
    QString m_search;
    bool m_touched = false; ///< The user folded or unfolded something.
    bool m_exchanging = false;
};

} // namespace mxlens
