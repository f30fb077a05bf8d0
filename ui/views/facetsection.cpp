// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/facetsection.h"

#include "ui/models/cells.h"
#include "ui/theme/theme.h"
#include "ui/views/celldelegate.h"
#include "ui/views/valuemenu.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

// The rest scrolls.
constexpr int visibleRows = 9;
// Fewer are found by looking.
constexpr std::size_t worthSearching = 9;
// Quarters of an em.
constexpr int rateWidth = 21;

} // namespace

FacetList::FacetList(FacetModel* model, QWidget* parent)
    : LongTree(parent)
    , m_values(model)
{
    setModel(model);
    setItemDelegate(new CellDelegate(-1, this));
    setRootIsDecorated(false);
    setIndentation(0);
    setAllColumnsShowFocus(true);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    header()->hide();
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(FacetModel::NameColumn, QHeaderView::Stretch);
    sizeColumns();
    fitHeight();
    connect(this, &QWidget::customContextMenuRequested, this, &FacetList::showMenu);
}

void FacetList::sizeColumns()
{
    const int icon = length(this, 3);
    setIconSize(QSize(icon, icon));
    header()->setMinimumSectionSize(length(this, 8));
    // The most failures stand on top.
    QString widest;
    for (int row = 0; row < std::min(m_values->rowCount(), visibleRows); ++row) {
        const QString text = m_values->index(row, FacetModel::FailedColumn).data().toString();
        if (text.size() > widest.size())
            widest = text;
    }
    header()->resizeSection(
        FacetModel::FailedColumn, std::max(length(this, 18), figureWidth(this, widest)));
    header()->resizeSection(FacetModel::RateColumn, length(this, rateWidth));
    yieldToNames();
}

void FacetList::yieldToNames()
{
    constexpr int leastName = 28; // Quarters of an em.
    const int name = viewport()->width() - header()->sectionSize(FacetModel::FailedColumn)
        - length(this, rateWidth);
    // Successes exist per policy: a result type has no rate (DESIGN.md section 3, rule 4).
    setColumnHidden(FacetModel::RateColumn,
        m_values->facet() == Facet::ResultType || name < length(this, leastName));
}

void FacetList::resizeEvent(QResizeEvent* event)
{
    LongTree::resizeEvent(event);
    yieldToNames();
}

void FacetList::fitHeight()
{
    setFixedHeight(
        std::clamp(m_values->rowCount(), 1, visibleRows) * tableRowHeight(this) + length(this, 1));
}

void FacetList::request(const QModelIndex& index, FacetAction action)
{
    if (index.isValid())
        emit valueRequested(m_values->valueAt(index.row()), action);
}

void FacetList::mousePressEvent(QMouseEvent* event)
{
    LongTree::mousePressEvent(event);
    if (event->button() == Qt::LeftButton)
        request(indexAt(event->position().toPoint()),
            event->modifiers().testFlag(Qt::ControlModifier) ? FacetAction::Toggle
                                                             : FacetAction::Only);
}

void FacetList::mouseDoubleClickEvent(QMouseEvent* event)
{
    // The first click chose it; a second one with Ctrl must not undo what the first one did.
    event->accept();
}

void FacetList::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter)
        request(currentIndex(), FacetAction::Only);
    else if (key == Qt::Key_Space)
        request(currentIndex(), FacetAction::Toggle);
    else if (key == Qt::Key_Delete)
        request(currentIndex(), FacetAction::LeaveOut);
    else
        LongTree::keyPressEvent(event);
}

void FacetList::changeEvent(QEvent* event)
{
    LongTree::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        sizeColumns();
        fitHeight();
    }
}

void FacetList::fillMenu(QMenu& menu)
{
    const QPersistentModelIndex index(currentIndex());
    ValueMenu value;
    if (index.isValid()) {
        value.copied = m_values->valueAt(index.row());
        value.filter = [this, index](bool negated) {
            request(index, negated ? FacetAction::LeaveOut : FacetAction::Only);
        };
    }
    addValueActions(menu, value);
    const bool chosen
        = index.isValid() && m_values->choiceOf(index.row()) == FacetModel::Choice::Chosen;
    QAction* toggle
        = menu.addAction(chosen ? tr("&Choose this no longer") : tr("Choose this &too"));
    toggle->setObjectName(QStringLiteral("toggleValue"));
    toggle->setEnabled(index.isValid());
    connect(
        toggle, &QAction::triggered, this, [this, index] { request(index, FacetAction::Toggle); });
}

void FacetList::showMenu(const QPoint& position)
{
    const QModelIndex under = indexAt(position);
    if (under.isValid())
        setCurrentIndex(under);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu);
    menu->popup(viewport()->mapToGlobal(position));
}

FacetSection::FacetSection(Facet facet, const QString& title, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_title(title)
    , m_name(name)
    , m_values(new FacetModel(facet, this))
{
    setObjectName(QStringLiteral("facet-") + name);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_button = new QToolButton;
    m_button->setObjectName(QStringLiteral("fold"));
    m_button->setCheckable(true);
    m_button->setAutoRaise(true);
    m_button->setArrowType(Qt::RightArrow);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_search = new QLineEdit;
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search in %1").arg(title));
    m_search->setClearButtonEnabled(true);
    m_list = new FacetList(m_values);
    m_list->setObjectName(QStringLiteral("values"));
    m_list->setAccessibleName(title);
    m_list->setToolTip(tr("A click shows only this, Ctrl+click several."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_button);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    connect(m_button, &QToolButton::toggled, this, [this](bool open) {
        setOpen(open);
        emit folded(open);
    });
    connect(m_search, &QLineEdit::textChanged, this,
        [this](const QString& text) { refill([this, text] { m_values->setSearch(text); }); });
    connect(m_list, &FacetList::valueRequested, this, &FacetSection::valueRequested);
    setOpen(false);
}

bool FacetSection::isOpen() const
{
    return m_button->isChecked();
}

void FacetSection::setOpen(bool open)
{
    m_button->setChecked(open);
    m_button->setArrowType(open                    ? Qt::DownArrow
            : layoutDirection() == Qt::LeftToRight ? Qt::RightArrow
                                                   : Qt::LeftArrow);
    m_list->setVisible(open);
    showTitle();
}

void FacetSection::showTitle()
{
    const std::size_t values = m_values->valueCount();
    QString text = m_title;
    if (isOpen() && values > 0)
        text += QStringLiteral("  ") + numberText(static_cast<qint64>(values));
    // Folded away it must not hide that it narrows the view.
    if (m_chosen > 0)
        text = tr("%1 (filtered)").arg(text);
    m_button->setText(text);
    m_search->setVisible(isOpen() && (values > worthSearching || !m_search->text().isEmpty()));
}

void FacetSection::refill(const std::function<void()>& change)
{
    const QString current = m_values->valueAt(m_list->currentIndex().row());
    const bool had = m_list->currentIndex().isValid();
    change();
    const int row = had ? m_values->rowOf(current) : -1;
    if (row >= 0)
        m_list->setCurrentIndex(m_values->index(row, 0));
    m_list->sizeColumns();
    m_list->fitHeight();
    showTitle();
}

void FacetSection::showRows(std::vector<FacetRow> rows)
{
    refill([this, &rows] { m_values->setRows(std::move(rows)); });
}

void FacetSection::setChoice(const QStringList& chosen, const QStringList& leftOut)
{
    m_values->setChoice(chosen, leftOut);
    m_chosen = chosen.size() + leftOut.size();
    showTitle();
}

} // namespace mxlens
