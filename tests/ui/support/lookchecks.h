// SPDX-License-Identifier: GPL-3.0-or-later
// What can be seen to be wrong with a window: texts that are cut off, widgets on top of each other,
// text that is hard to tell from its ground.
#pragma once

#include "tests/ui/support/windowchecks.h"
#include "ui/models/cells.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QHeaderView>
#include <QImage>
#include <QLayout>
#include <QLineEdit>
#include <QTabBar>
#include <QTableView>
#include <QTreeView>

namespace mxlens::test {

/// Titles of tabs and of columns that have less room than they need.
inline QStringList cutTitlesIn(const QWidget& window)
{
    QStringList cut;
    const auto headers = window.findChildren<QHeaderView*>();
    for (const QHeaderView* header : headers) {
        if (!header->isVisible() || header->orientation() != Qt::Horizontal)
            continue;
        for (int section = 0; section < header->count(); ++section) {
            const QString title = header->model()->headerData(section, Qt::Horizontal).toString();
            if (header->isSectionHidden(section) || title.isEmpty())
                continue;
            if (header->fontMetrics().horizontalAdvance(title) > header->sectionSize(section))
                cut.append(QStringLiteral("column: ") + title);
        }
    }
    const auto bars = window.findChildren<QTabBar*>();
    for (const QTabBar* bar : bars) {
        for (int tab = 0; bar->isVisible() && tab < bar->count(); ++tab) {
            const QString title = QString(bar->tabText(tab)).remove(QLatin1Char('&'));
            if (bar->fontMetrics().horizontalAdvance(title) > bar->tabRect(tab).width())
                cut.append(QStringLiteral("tab: ") + title);
        }
    }
    return cut;
}

/// Figures that have less room than they need: half a number is another number. Tabs that are only
/// reached by scrolling.
inline QStringList cutFiguresIn(const QWidget& window)
{
    QStringList cut;
    const auto views = window.findChildren<QTableView*>();
    for (const QTableView* view : views) {
        const int margins = 2 * (view->style()->pixelMetric(QStyle::PM_FocusFrameHMargin) + 1);
        for (int row = 0; view->isVisible() && row < std::min(view->model()->rowCount(), 50);
             ++row) {
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                const QModelIndex cell = view->model()->index(row, column);
                const QString text = cell.data().toString();
                if (!view->isColumnHidden(column)
                    && cell.data(CellKindRole).toInt() == static_cast<int>(CellKind::Number)
                    && view->fontMetrics().horizontalAdvance(text) + margins
                        > view->columnWidth(column))
                    cut.append(QStringLiteral("figure: ") + text);
            }
        }
    }
    const auto bars = window.findChildren<QTabBar*>();
    for (const QTabBar* bar : bars) {
        for (const QAbstractButton* button : bar->findChildren<QAbstractButton*>()) {
            if (button->isVisible())
                cut.append(QStringLiteral("tabs of ") + whichOf(bar));
        }
    }
    return cut;
}

/// Adds what is laid out by a layout and those in it.
inline void addLaidOut(const QLayout& layout, QList<QWidget*>& widgets)
{
    for (int i = 0; i < layout.count(); ++i) {
        QLayoutItem* const item = layout.itemAt(i);
        if (item->widget() && item->widget()->isVisible())
            widgets.append(item->widget());
        else if (item->layout())
            addLaidOut(*item->layout(), widgets);
    }
}

/// Widgets of one layout that cover each other or leave what they stand in.
inline QStringList overlapsIn(const QWidget& window)
{
    QStringList overlaps;
    const auto parents = window.findChildren<QWidget*>() << const_cast<QWidget*>(&window);
    for (const QWidget* parent : parents) {
        if (!parent->isVisible() || !parent->layout())
            continue;
        QList<QWidget*> widgets;
        addLaidOut(*parent->layout(), widgets);
        for (qsizetype i = 0; i < widgets.size(); ++i) {
            if (!parent->rect().contains(widgets[i]->geometry()))
                overlaps.append(QStringLiteral("outside: ") + whichOf(widgets[i]));
            for (qsizetype j = i + 1; j < widgets.size(); ++j) {
                if (widgets[i]->geometry().intersects(widgets[j]->geometry()))
                    overlaps.append(
                        whichOf(widgets[i]) + QStringLiteral(" and ") + whichOf(widgets[j]));
            }
        }
    }
    return overlaps;
}

/// The colour that most pixels of a part of a picture have. Colours that are nearly the same count
/// together: a button that shades from line to line would else have its letters for a ground.
inline QColor groundOf(const QImage& picture, const QRect& part)
{
    constexpr QRgb coarse = 0xF0F0F0;
    QHash<QRgb, int> counts, together;
    QRgb most = 0, mostTogether = 0;
    int mostCount = 0;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x) {
            const QRgb pixel = picture.pixel(x, y);
            ++counts[pixel];
            if (++together[pixel & coarse] > together.value(mostTogether))
                mostTogether = pixel & coarse;
        }
    }
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if ((it.key() & coarse) == mostTogether && it.value() > mostCount) {
            most = it.key();
            mostCount = it.value();
        }
    }
    return QColor(most);
}

/// The best contrast of a pixel of a part of a picture to its ground.
inline double inkOf(const QImage& picture, const QRect& part)
{
    const QColor ground = groundOf(picture, part);
    QSet<QRgb> seen;
    double best = 1;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x) {
            const QRgb pixel = picture.pixel(x, y);
            if (!seen.contains(pixel))
                best = std::max(best, contrast(QColor(pixel), ground));
            seen.insert(pixel);
        }
    }
    return best;
}

/// Texts with a contrast below 4.5:1 (WCAG), as they are painted. What is disabled may be faint.
/// Thin letters of a small picture never have their full colour: for labels and buttons the colour
/// of the palette counts, on the ground that is seen; cells are looked at where letters are large.
inline QStringList faintIn(QWidget& window)
{
    constexpr double enough = 4.5;
    QImage picture = window.grab().toImage().convertToFormat(QImage::Format_RGB32);
    const double ratio = picture.devicePixelRatio();
    picture.setDevicePixelRatio(1);
    const auto pixels = [&](const QWidget& widget, const QRect& part) {
        const QRect there(widget.mapTo(&window, part.topLeft()), part.size());
        const QRect scaled(QPoint(qRound(there.x() * ratio), qRound(there.y() * ratio)),
            QSize(qRound(there.width() * ratio), qRound(there.height() * ratio)));
        return scaled.intersected(picture.rect());
    };
    QStringList faint;
    const auto check = [&](const QWidget& widget, const QString& text, QPalette::ColorRole role) {
        const QRect part = pixels(widget, widget.visibleRegion().boundingRect());
        if (text.isEmpty() || part.isEmpty() || !widget.isEnabled())
            return;
        const double value = contrast(widget.palette().color(role), groundOf(picture, part));
        if (value < enough)
            faint.append(QStringLiteral("%1 (%2)").arg(text).arg(value));
    };
    const auto labels = window.findChildren<QLabel*>();
    for (const QLabel* label : labels)
        check(*label, label->text(), label->foregroundRole());
    const auto buttons = window.findChildren<QAbstractButton*>();
    for (const QAbstractButton* button : buttons)
        check(*button, button->text(), button->foregroundRole());
    const auto edits = window.findChildren<QLineEdit*>();
    for (const QLineEdit* edit : edits)
        check(*edit, edit->text() + edit->placeholderText(),
            edit->text().isEmpty() ? QPalette::PlaceholderText : QPalette::Text);
    const auto views = window.findChildren<QAbstractItemView*>();
    for (const QAbstractItemView* view : views) {
        if (ratio < 2 || !view->isVisible() || !view->isEnabled() || !view->model())
            continue;
        for (int row = 0; row < std::min(view->model()->rowCount(), 8); ++row) {
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                const QModelIndex cell = view->model()->index(row, column);
                const QRect place = view->visualRect(cell);
                if (cell.data().toString().isEmpty()
                    || !view->viewport()->visibleRegion().boundingRect().contains(place)
                    || place.width() < 2 * view->fontMetrics().height())
                    continue;
                const double value = inkOf(picture, pixels(*view->viewport(), place));
                // Zeros are there and not in the way: the one exception (Colour::DimmedText).
                if (value < (cell.data(DimRole).toBool() ? 3.0 : enough))
                    faint.append(
                        QStringLiteral("cell %1 (%2)").arg(cell.data().toString()).arg(value));
            }
        }
    }
    return faint;
}

} // namespace mxlens::test
