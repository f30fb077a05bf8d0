// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/latesttask.h"
#include "ui/session/viewstate.h"

#include <QLabel>

#include <memory>
#include <vector>

namespace mxlens {

class RecordTabs;

/// What the line under the tables says about rows: worked out on any thread.
QString rowSums(const Snapshot& snapshot, RowKind kind, const std::vector<RowId>& rows,
    const std::stop_token& stop = {});

/// The line under the tables: how many rows there are, how many are selected and what they add up
/// to. Adds up off the GUI thread. GUI thread.
class RowStatus final : public QLabel {
    Q_OBJECT
public:
    /// tabs outlives it.
    explicit RowStatus(RecordTabs* tabs, QWidget* parent = nullptr);

    bool isSettled() const { return !m_adding.busy(); }

private:
    void follow();

    RecordTabs* const m_tabs;
    LatestTask m_adding;
};

} // namespace mxlens
