// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/celltexts.h"

#include <QFont>
#include <QHash>
#include <QString>
#include <QStyledItemDelegate>

#include <optional>
#include <utility>

class QFontMetrics;
class QHeaderView;

namespace mxlens {

/// Shortens names and remembers them: a table shows few names in many rows, and measuring one takes
/// as long as painting it. GUI thread.
class ShortHosts final {
public:
    /// shortHost() of a name in a font.
    QString shortened(const QString& name, const QFont& font, int width);

private:
    static constexpr qsizetype kept = 2000; ///< Names at widths.

    QFont m_font;
    QHash<std::pair<QString, int>, QString> m_known;
};

/// Paints cells of every table and tree: hosts shortened in the middle, numbers with equal digits,
/// zeros dimmed, a mark on rows whose report has deviations, a bar where the model gives a share.
/// Only paints: everything it knows comes from the model's roles.
class CellDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// markColumn: the column that carries the deviation mark; -1 for none.
    explicit CellDelegate(int markColumn, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    QFont figureFont(const QFont& base) const;
    void paintCell(QPainter& painter, const QStyleOptionViewItem& cell, const QRect& place) const;

    const int m_markColumn;
    mutable ShortHosts m_hosts;
    mutable CellTexts m_texts;
    mutable std::optional<std::pair<QFont, QFont>> m_figures; ///< The last font and its figures.
};

/// Where the arrow of a group lies in the first cell of its row.
QRect branchRect(const QWidget* view, const QRect& cell, Qt::LayoutDirection direction);

/// Height of a table row: 1.6 em of the widget's font, never less than its line height.
int tableRowHeight(const QWidget* widget);

/// Width of a column for figures up to `widest`: a figure is never shortened.
int figureWidth(const QWidget* view, const QString& widest);

/// A name shortened in the middle to a width in pixels. Of a host more is left of the begin, which
/// tells hosts of one domain and domains of one owner apart.
QString shortHost(const QString& name, const QFontMetrics& metrics, int width);

/// Makes a header a line of captions: no bevels, a line below.
void quietHeader(QHeaderView* header);

} // namespace mxlens
