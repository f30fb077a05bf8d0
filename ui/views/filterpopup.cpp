// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/filterpopup.h"

#include "ui/models/cells.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QPainter>
#include <QStyledItemDelegate>

namespace mxlens {

namespace {

constexpr int noteRole = Qt::UserRole + 1;

constexpr int visibleRows = 12;

/// The text, and quietly at the end of the line what is said about it.
class NoteDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        QStyleOptionViewItem line = option;
        initStyleOption(&line, index);
        const int unit = length(option.widget, 1);
        const QString note = index.data(noteRole).toString();
        const QFont figures = tabularFont(option.font);
        const int room
            = note.isEmpty() ? 0 : QFontMetrics(figures).horizontalAdvance(note) + 4 * unit;
        QStyleOptionViewItem ground = line;
        ground.text.clear();
        const QStyle* style = option.widget->style();
        style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
        const QRect inside = option.rect.adjusted(2 * unit, 0, -2 * unit, 0);
        const auto draw = [&](const QRect& rect, Qt::Alignment side, const QString& text) {
            painter->drawText(QStyle::visualRect(option.direction, option.rect, rect),
                static_cast<int>(QStyle::visualAlignment(option.direction, side | Qt::AlignVCenter))
                    | Qt::TextSingleLine,
                text);
        };
        painter->save();
        painter->setPen(option.palette.color(QPalette::Text));
        const QRect words = inside.adjusted(0, 0, -room, 0);
        draw(words, Qt::AlignLeft,
            option.fontMetrics.elidedText(line.text, Qt::ElideMiddle, words.width()));
        painter->setFont(figures);
        painter->setPen(textColour(Colour::MutedText, option.palette));
        draw(inside, Qt::AlignRight, note);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return { length(option.widget, 40), length(option.widget, 7) };
    }
};

} // namespace

FilterPopup::FilterPopup(QLineEdit* box)
    : QObject(box)
    , m_box(box)
{
    m_completer.setModel(&m_model);
    m_completer.setWidget(box);
    m_completer.setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer.setMaxVisibleItems(visibleRows);
    QAbstractItemView* list = m_completer.popup();
    list->setObjectName(QStringLiteral("filterPopup"));
    list->setAccessibleName(tr("Completions"));
    list->setItemDelegate(new NoteDelegate(list));
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&m_completer, QOverload<const QModelIndex&>::of(&QCompleter::activated), this,
        &FilterPopup::choose);
}

void FilterPopup::append(const QString& shown, const QString& note)
{
    auto* item = new QStandardItem(singleLine(shown.toStdString()));
    item->setData(note, noteRole);
    item->setData(
        note.isEmpty() ? shown : QStringLiteral("%1, %2").arg(shown, note), Qt::AccessibleTextRole);
    item->setToolTip(plainToolTip(shown));
    m_model.appendRow(item);
}

void FilterPopup::showProposals(const QList<FilterProposal>& proposals)
{
    m_model.clear();
    m_filters.clear();
    m_proposals = proposals;
    for (const FilterProposal& proposal : proposals)
        append(proposal.shown, proposal.note);
    show();
}

void FilterPopup::showFilters(const QList<std::pair<QString, QString>>& textsAndNames)
{
    m_model.clear();
    m_proposals.clear();
    m_filters.clear();
    for (const auto& [text, name] : textsAndNames) {
        m_filters.append(text);
        append(text, name);
    }
    show();
}

void FilterPopup::show()
{
    if (m_model.rowCount() == 0) {
        hide();
        return;
    }
    const int width = qMin(m_box->width(), length(m_box, 220));
    m_completer.complete(QRect(0, 0, width, m_box->height()));
    // Nothing is marked: Enter means the text as it stands until an arrow key marks something. The
    // completer makes the first one current whenever it opens.
    m_completer.popup()->setCurrentIndex({});
}

void FilterPopup::hide()
{
    m_completer.popup()->hide();
}

bool FilterPopup::isShown() const
{
    return m_completer.popup()->isVisible();
}

bool FilterPopup::hasCurrent() const
{
    return isShown() && m_completer.popup()->currentIndex().isValid();
}

QStringList FilterPopup::texts() const
{
    QStringList texts;
    for (int row = 0; row < m_model.rowCount(); ++row)
        texts.append(m_model.item(row)->text());
    return texts;
}

void FilterPopup::choose(const QModelIndex& index)
{
    // The completer's own model in between has the same rows.
    const int row = index.row();
    if (row >= 0 && row < m_proposals.size())
        emit proposalChosen(FilterProposal(m_proposals[row]));
    else if (row >= 0 && row < m_filters.size())
        emit filterChosen(QString(m_filters[row]));
}

} // namespace mxlens
