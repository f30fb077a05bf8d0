// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPoint>
#include <QTemporaryDir>
#include <QUrl>

#include <functional>
#include <memory>

class QAbstractItemView;
class QMimeData;
class QMouseEvent;

namespace mxlens {

/// What is dragged out of a table.
struct DraggedRows {
    QByteArray csv; ///< The rows with their names of columns; empty where nothing is dragged.
    QString fileName; ///< For who takes a file: `failures.csv`.
    /// Files that the rows stand for themselves, which are taken in place of one that is made.
    QList<QUrl> files;
};

/// Rows as what other programs take: CSV, plain text, and a file. The file is made in folder when
/// somebody asks for it. folder must outlive what is given.
std::unique_ptr<QMimeData> mimeOf(const DraggedRows& rows, const QTemporaryDir& folder);

/// Lets the selected rows of a view be dragged to other programs. A press on a row that is not
/// selected goes on selecting, so that sweeping over rows works as before. Lives with the view; GUI
/// thread.
class RowDrag final : public QObject {
    Q_OBJECT
public:
    /// rows is asked when a drag begins.
    RowDrag(QAbstractItemView* view, std::function<DraggedRows()> rows);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool press(const QMouseEvent& event);
    bool move(const QMouseEvent& event);
    void release();
    void drag();

    QAbstractItemView* const m_view;
    const std::function<DraggedRows()> m_rows;
    const QTemporaryDir m_folder;
    std::unique_ptr<QMouseEvent> m_pressed; ///< A press that may become a drag.
    bool m_resending = false;
};

} // namespace mxlens
