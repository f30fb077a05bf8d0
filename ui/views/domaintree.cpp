// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/domaintree.h"

#include "ui/models/cells.h"
#include "ui/theme/theme.h"
#include "ui/views/celldelegate.h"
#include "ui/views/sparklinedelegate.h"
#include "ui/views/valuemenu.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <iterator>
#include <utility>

namespace mxlens {

namespace {

// Fewer are found by looking.
constexpr std::size_t worthSearching = 9;
// Rows past which it scrolls in any case.
constexpr int screenful = 100;
// Quarters of an em.
constexpr int trendWidth = 15;
constexpr int rateWidth = 21;

bool holds(const DomainNode& domain, const QString& search)
{
    if (search.isEmpty())
        return true;
    const auto inText = [&search](const std::string& text) {
        return QString::fromStdString(text).contains(search, Qt::CaseInsensitive);
    };
    return inText(domain.domain)
        || std::any_of(domain.mxs.begin(), domain.mxs.end(), [&inText](const MxNode& mx) {
               return inText(mx.mx)
                   || std::any_of(mx.resultTypes.begin(), mx.resultTypes.end(),
                       [&inText](const ResultTypeNode& type) { return inText(type.resultType); });
           });
}

} // namespace

DomainTree::DomainTree(QWidget* parent)
    : LongTree(parent)
    , m_domains(new DomainTreeModel(this))
{
    setModel(m_domains);
    setItemDelegate(new CellDelegate(-1, this));
    setItemDelegateForColumn(DomainTreeModel::TrendColumn,
        new SparklineDelegate(
            [this](const QModelIndex& index) { return m_domains->lineAt(index); }, this));
    setAllColumnsShowFocus(true);
    setAnimated(false);
    setFrameShape(QFrame::NoFrame);
    quietHeader(header());
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    header()->setSectionsMovable(false);
    header()->setSectionsClickable(false);
    header()->setStretchLastSection(false);
    sizeColumns();
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this, &DomainTree::showMenu);
    connect(this, &LongTree::expanded, this,
        [this](const QModelIndex& index) { keepFold(index, true); });
    connect(this, &LongTree::collapsed, this,
        [this](const QModelIndex& index) { keepFold(index, false); });
}

void DomainTree::sizeColumns()
{
    setIndentation(length(this, 4));
    header()->setMinimumSectionSize(length(this, 8));
    header()->setSectionResizeMode(DomainTreeModel::NameColumn, QHeaderView::Stretch);
    header()->setSectionResizeMode(DomainTreeModel::FailedColumn, QHeaderView::Interactive);
    header()->setSectionResizeMode(DomainTreeModel::RateColumn, QHeaderView::Interactive);
    sizeFigures();
    header()->resizeSection(DomainTreeModel::RateColumn, length(this, rateWidth));
    header()->setSectionResizeMode(DomainTreeModel::TrendColumn, QHeaderView::Interactive);
    header()->resizeSection(DomainTreeModel::TrendColumn, length(this, trendWidth));
}

void DomainTree::sizeFigures()
{
    Count most = m_all.failed;
    for (const DomainNode& domain : m_found) {
        // Details may add up to more than the sessions.
        for (const MxNode& mx : domain.mxs) {
            if (mx.failed.valueOr(0) > most.valueOr(0))
                most = mx.failed;
        }
    }
    header()->resizeSection(DomainTreeModel::FailedColumn,
        std::max(length(this, 18), figureWidth(this, countText(most))));
    yieldToNames();
}

void DomainTree::yieldToNames()
{
    // Quarters of an em, beside the trend and beside the rate.
    constexpr int leastByTrend = 40;
    constexpr int leastByRate = 28;
    const int name = viewport()->width() - header()->sectionSize(DomainTreeModel::FailedColumn)
        - length(this, rateWidth);
    setColumnHidden(DomainTreeModel::RateColumn, name < length(this, leastByRate));
    setColumnHidden(
        DomainTreeModel::TrendColumn, name - length(this, trendWidth) < length(this, leastByTrend));
}

int DomainTree::wholeHeight() const
{
    int rows = 0;
    for (QModelIndex at = m_domains->index(0, 0); at.isValid() && rows < screenful;
         at = indexBelow(at))
        ++rows;
    return header()->sizeHint().height() + rows * tableRowHeight(this) + 2 * frameWidth();
}

int DomainTree::wholeWidth() const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    int widest = 0;
    // One long name far below is no reason for every other one to stand in an empty column.
    int rows = std::min(screenful, height() / tableRowHeight(this));
    for (QModelIndex at = m_domains->index(0, 0); at.isValid() && rows > 0;
         at = indexBelow(at), --rows) {
        int depth = 1;
        for (QModelIndex above = at.parent(); above.isValid(); above = above.parent())
            ++depth;
        const int name = itemDelegate()->sizeHint(option, at).width();
        widest = std::max(widest, depth * indentation() + name);
    }
    const bool scrolls = wholeHeight() > height();
    return widest + header()->sectionSize(DomainTreeModel::FailedColumn)
        + length(this, rateWidth + trendWidth)
        + (scrolls ? verticalScrollBar()->sizeHint().width() : 0) + 2 * frameWidth();
}

QSize DomainTree::sizeHint() const
{
    return { length(this, 88), length(this, 160) };
}

void DomainTree::showDomains(std::vector<DomainNode> domains, const SessionFigures& all)
{
    m_found = std::move(domains);
    m_all = all;
    showFound();
    emit domainsShown();
}

void DomainTree::setSearch(const QString& text)
{
    m_search = text.trimmed();
    showFound();
}

bool DomainTree::isWorthSearching() const
{
    return m_found.size() > worthSearching;
}

void DomainTree::showFound()
{
    std::vector<DomainNode> domains;
    std::copy_if(m_found.begin(), m_found.end(), std::back_inserter(domains),
        [this](const DomainNode& domain) { return holds(domain, m_search); });
    QList<TreePlace> unfolded = m_unfolded;
    // Until somebody folds or unfolds a place, the domain with most failures is open.
    if (!m_touched && !domains.empty() && domains.front().figures.failed.valueOr(0) > 0)
        unfolded = { { QString::fromStdString(domains.front().domain), std::nullopt, {} } };
    m_exchanging = true;
    m_domains->setDomains(std::move(domains), m_all);
    collapseAll();
    for (const TreePlace& place : std::as_const(unfolded)) {
        const QModelIndex index = m_domains->indexOf(place);
        if (index.isValid())
            setExpanded(index, true);
    }
    m_exchanging = false;
    sizeFigures();
    setChosen(m_chosen);
}

void DomainTree::keepFold(const QModelIndex& index, bool open)
{
    if (m_exchanging)
        return;
    m_touched = true;
    const TreePlace place = m_domains->placeAt(index);
    m_unfolded.removeAll(place);
    if (open)
        m_unfolded.append(place);
}

void DomainTree::setChosen(const TreePlace& place)
{
    m_chosen = place;
    const QModelIndex index = m_domains->indexOf(place);
    m_exchanging = true;
    if (index.isValid()) {
        for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
            setExpanded(above, true);
        selectionModel()->setCurrentIndex(
            index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    } else {
        selectionModel()->clear();
    }
    m_exchanging = false;
}

void DomainTree::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    LongTree::currentChanged(current, previous);
    if (m_exchanging || !current.isValid())
        return;
    m_chosen = m_domains->placeAt(current);
    emit placeChosen(m_chosen);
}

void DomainTree::fillMenu(QMenu& menu)
{
    const TreePlace place = m_domains->placeAt(currentIndex());
    ValueMenu value;
    value.copied = !place.resultType.isEmpty() ? place.resultType : place.mx.value_or(place.domain);
    if (!place.domain.isEmpty()) {
        value.filter = [this, place, what = value.copied](bool negated) {
            if (!negated)
                emit placeChosen(place);
            else
                emit termRequested(!place.resultType.isEmpty() ? QStringLiteral("result")
                        : place.mx                             ? QStringLiteral("mx")
                                                               : QStringLiteral("domain"),
                    what, true);
        };
    }
    addValueActions(menu, value);
}

void DomainTree::mousePressEvent(QMouseEvent* event)
{
    // QTreeView makes the place under any button the current one, and that narrows every view.
    if (event->button() == Qt::LeftButton)
        LongTree::mousePressEvent(event);
    else
        event->accept();
}

void DomainTree::showMenu(const QPoint& position)
{
    // A click with the right button chooses nothing: the menu is about the place under it.
    const QModelIndex under = indexAt(position);
    const TreePlace chosen = m_chosen;
    if (under.isValid()) {
        m_exchanging = true;
        setCurrentIndex(under);
        m_exchanging = false;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu);
    connect(menu, &QMenu::aboutToHide, this, [this, chosen] { setChosen(chosen); });
    menu->popup(viewport()->mapToGlobal(position));
}

void DomainTree::resizeEvent(QResizeEvent* event)
{
    LongTree::resizeEvent(event);
    yieldToNames();
}

void DomainTree::changeEvent(QEvent* event)
{
    LongTree::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        sizeColumns();
}

} // namespace mxlens
