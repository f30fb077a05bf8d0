// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"
#include "ui/session/latesttask.h"
#include "ui/session/viewstate.h"

#include <QDate>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>
#include <vector>

class QAbstractItemView;

namespace mxlens {

class RecordTabs;

/// The UTC day of the report that a row belongs to; noDay where it has none.
Day dayOfRow(const Snapshot& snapshot, SelectedRow row);

/// Tells the days of the rows that are selected in the table in front, for the chart to mark them.
/// However many are selected: they are looked up off the GUI thread. Lives in the GUI thread.
class RowMarks final : public QObject {
    Q_OBJECT
public:
    explicit RowMarks(RecordTabs* tabs, QObject* parent = nullptr);

signals:
    void daysChanged(const QSet<QDate>& days);

private:
    void follow(QAbstractItemView* view);
    void find();
    std::vector<SelectedRow> selectedRows() const;

    RecordTabs* const m_tabs;
    QTimer m_soon; ///< Many changes of one moment are one.
    LatestTask m_task;
};

} // namespace mxlens
