// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/itemseditor.h"

#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace mxlens {

namespace {

constexpr int rowsSeen = 4;

} // namespace

ItemsEditor::ItemsEditor(const Texts& texts, QWidget* parent)
    : QWidget(parent)
{
    build(texts);
    connect(m_field, &QLineEdit::textChanged, this, &ItemsEditor::updateButtons);
    connect(m_field, &QLineEdit::returnPressed, this, &ItemsEditor::addTyped);
    connect(m_list, &QListWidget::currentRowChanged, this, &ItemsEditor::updateButtons);
    const QAbstractItemModel* model = m_list->model();
    // An entry that is being edited, and one that was dragged elsewhere.
    connect(model, &QAbstractItemModel::dataChanged, this, &ItemsEditor::changed);
    connect(model, &QAbstractItemModel::rowsMoved, this, &ItemsEditor::changed);
    connect(model, &QAbstractItemModel::rowsInserted, this, &ItemsEditor::changed);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &ItemsEditor::changed);
    m_list->installEventFilter(this);
    updateButtons();
}

void ItemsEditor::build(const Texts& texts)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(length(this, 2));
    grid->setVerticalSpacing(length(this, 1));
    auto* caption = new QLabel(texts.caption, this);
    m_field = new QLineEdit(this);
    m_field->setObjectName(QStringLiteral("newItem"));
    m_field->setPlaceholderText(texts.example);
    QString plain = texts.caption;
    m_field->setAccessibleName(plain.remove(QLatin1Char('&')));
    caption->setBuddy(m_field);
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("items"));
    m_list->setAccessibleName(texts.list);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setDefaultDropAction(Qt::MoveAction);
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setFixedHeight(
        rowsSeen * m_list->fontMetrics().height() * 5 / 4 + 2 * m_list->frameWidth());
    m_add = button(tr("&Add"), "addItem", &ItemsEditor::addTyped);
    m_up = button(tr("Move &up"), "moveUp", &ItemsEditor::moveUp);
    m_down = button(tr("&Move down"), "moveDown", &ItemsEditor::moveDown);
    m_remove = button(tr("&Remove"), "removeItem", &ItemsEditor::removeCurrent);
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(length(this, 1));
    for (QPushButton* each : { m_up, m_down, m_remove })
        buttons->addWidget(each);
    buttons->addStretch();
    grid->addWidget(caption, 0, 0, 1, 2);
    grid->addWidget(m_field, 1, 0);
    grid->addWidget(m_add, 1, 1);
    grid->addWidget(m_list, 2, 0);
    grid->addLayout(buttons, 2, 1);
    grid->setColumnStretch(0, 1);
}

QPushButton* ItemsEditor::button(const QString& text, const char* name, void (ItemsEditor::*run)())
{
    auto* made = new QPushButton(text, this);
    made->setObjectName(QString::fromLatin1(name));
    made->setAutoDefault(false);
    connect(made, &QPushButton::clicked, this, run);
    return made;
}

QStringList ItemsEditor::values() const
{
    QStringList values;
    for (int row = 0; row < m_list->count(); ++row)
        values.append(m_list->item(row)->text());
    return values;
}

void ItemsEditor::setValues(const QStringList& values)
{
    {
        const QSignalBlocker quiet(this);
        m_list->clear();
        for (const QString& value : values)
            append(value);
    }
    updateButtons();
    emit changed();
}

void ItemsEditor::addValues(const QStringList& values)
{
    const QStringList there = this->values();
    {
        const QSignalBlocker quiet(this);
        for (const QString& value : values) {
            if (!there.contains(value, Qt::CaseInsensitive))
                append(value);
        }
    }
    emit changed();
}

void ItemsEditor::setOrdered(bool ordered)
{
    m_up->setVisible(ordered);
    m_down->setVisible(ordered);
    m_list->setDragDropMode(
        ordered ? QAbstractItemView::InternalMove : QAbstractItemView::NoDragDrop);
}

void ItemsEditor::addAction(QWidget* widget)
{
    auto* grid = static_cast<QGridLayout*>(layout());
    grid->addWidget(widget, grid->rowCount(), 0, 1, 2);
}

void ItemsEditor::append(const QString& value)
{
    auto* item = new QListWidgetItem(value, m_list);
    item->setFlags((item->flags() | Qt::ItemIsEditable) & ~Qt::ItemIsDropEnabled);
    item->setToolTip(value);
}

void ItemsEditor::addTyped()
{
    const QString typed = m_field->text().trimmed();
    if (typed.isEmpty())
        return;
    append(typed);
    m_list->setCurrentRow(m_list->count() - 1);
    m_field->clear();
    m_field->setFocus();
    emit changed();
}

void ItemsEditor::removeCurrent()
{
    delete m_list->takeItem(m_list->currentRow());
    updateButtons();
}

void ItemsEditor::moveUp()
{
    move(-1);
}

void ItemsEditor::moveDown()
{
    move(1);
}

void ItemsEditor::move(int step)
{
    const int row = m_list->currentRow();
    const int target = row + step;
    if (row < 0 || target < 0 || target >= m_list->count())
        return;
    {
        const QSignalBlocker quiet(this);
        m_list->insertItem(target, m_list->takeItem(row));
        m_list->setCurrentRow(target);
    }
    updateButtons();
    emit changed();
}

void ItemsEditor::updateButtons()
{
    const int row = m_list->currentRow();
    m_add->setEnabled(!m_field->text().trimmed().isEmpty());
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_list->count());
    m_remove->setEnabled(row >= 0);
}

bool ItemsEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool alt = key->modifiers() == Qt::AltModifier;
    if (key->matches(QKeySequence::Delete) && m_list->currentRow() >= 0)
        removeCurrent();
    else if (alt && key->key() == Qt::Key_Up && m_up->isVisibleTo(this))
        moveUp();
    else if (alt && key->key() == Qt::Key_Down && m_down->isVisibleTo(this))
        moveDown();
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

} // namespace mxlens
