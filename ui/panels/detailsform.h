// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/detailstext.h"

#include <QScrollArea>

#include <climits>

class QLabel;
class QVBoxLayout;

namespace mxlens {

/// Shows DetailsText: captions on the left, values beside them, all of it plain text that can be
/// selected; Ctrl+C copies everything. GUI thread.
class DetailsForm final : public QScrollArea {
    Q_OBJECT
public:
    explicit DetailsForm(QWidget* parent = nullptr);

    void setDetails(const DetailsText& details);
    const DetailsText& details() const { return m_details; }

signals:
    /// A figure was pressed: the index of its rows in DetailsText::openings.
    void openRequested(int opening);
    /// A menu about values is wanted at a place of the screen: about one that the mouse is over, or
    /// about all of them. selected: the text that is marked there.
    void menuRequested(
        const QVector<mxlens::DetailsTerm>& terms, const QString& selected, const QPoint& place);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void rebuild();
    /// Gives a widget a menu about what it shows; nothing where nothing of it can become a filter.
    void offer(QWidget* widget, const QString& caption, QVector<DetailsTerm> terms);
    void addSection(QVBoxLayout* column, const DetailsSection& section);
    /// Where texts go that break at the edge that is seen, also where a table is wider: what a
    /// column goes on with, or the column.
    QVBoxLayout* columnInSight(QVBoxLayout* column);
    void addFields(QVBoxLayout* column, const QVector<DetailsField>& fields);
    void addSteps(QVBoxLayout* column, const QStringList& steps, const QString& title);
    void addAction(QVBoxLayout* column, const DetailsSection& section);
    /// A figure that opens rows; what tells a screen reader of which.
    QWidget* linkWidget(const QString& figure, int opening, const QString& what);
    /// Pixels that columns may take so that a table fits the width that is seen, and what the table
    /// then takes.
    struct TableRoom {
        QVector<int> columns;
        int whole = 0;
    };
    TableRoom roomOf(const DetailsTable& table) const;
    /// What the form is wide beside its scroll bar, whether that is there or not: so that nothing
    /// is laid out anew for it.
    int room() const;
    /// What captions may take of so much room.
    int captionRoom(int room) const;
    /// Pixels of the widest word of a text.
    static int widestWord(const QString& text, const QFontMetrics& metrics);
    /// A text in lines that are as wide at the most, or a word each where that is wider.
    QString brokenTo(const QString& text, int width) const;
    /// Lets Tab go from the form through its figures and buttons, in the order in which they stand.
    void chainFocus();
    void addTable(QVBoxLayout* column, const DetailsTable& table, const QString& title);
    QWidget* tableCell(
        const DetailsTable& table, qsizetype row, qsizetype column, int room, const QString& title);
    /// Shows one text that may have long words; name is what a screen reader calls it.
    /// room: pixels that there are for it.
    QWidget* textWidget(
        const QString& text, const QString& name, DetailsField::Kind kind, int room = INT_MAX);
    /// A label for one text; name is what a screen reader calls it.
    QLabel* textLabel(const QString& text, const QString& name);
    QLabel* mutedLabel(const QString& text);

    DetailsText m_details;
    int m_laidOutFor = -1; ///< The room() that tables were shortened to.
    int m_neededRoom = 0; ///< The room() without which a label is cut.
    int m_widestCaption = 0; ///< Not broken.
    bool m_scrolls = false; ///< A table is wider than what is seen.
    QVector<DetailsTerm> m_offered; ///< Of all widgets, in their order, each once.
};

} // namespace mxlens
