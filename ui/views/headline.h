// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/viewquery.h"

#include <QDate>
#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace mxlens {

class FlowLayout;

/// The row of figures over the results: how much there is, how much of it failed, over which days,
/// and a note where sources could not be read. GUI thread.
class Headline final : public QWidget {
    Q_OBJECT
public:
    explicit Headline(QWidget* parent = nullptr);

    void showAnswer(const ViewAnswer& answer, const ViewValues& values);
    /// What it says, as plain text: for a screen reader and tests.
    QString text() const;
    /// Fills the menu about what lies at a place: the failures, the days or all figures.
    void fillMenu(QMenu& menu, const QPoint& position);

signals:
    /// The note about unreadable sources was clicked.
    void sourcesRequested();
    /// A figure is to become a filter: a key of the filter text and its value.
    void termRequested(const QString& key, const QString& value, bool negated);
    /// The days that are told are to be the ones shown, both inclusive.
    void daysRequested(QDate from, QDate to);

protected:
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Figure;
    void showFigures(const QList<Figure>& figures);
    QList<Figure> figuresOf(const ViewAnswer& answer, const ViewValues& values) const;
    void refreshColours();

    FlowLayout* m_row = nullptr; ///< On several lines in a narrow window.
    QList<QLabel*> m_labels;
    QLabel* m_period = nullptr;
    QLabel* m_hint = nullptr;
    QToolButton* m_note = nullptr;
    QString m_text;
    QDate m_from, m_to; ///< The days that are told.
};

} // namespace mxlens
