// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndexList>

#include <memory>

class QAbstractItemModel;
class QHeaderView;
class QItemSelectionModel;
class QMimeData;

namespace mxlens {

/// Most rows that are put on the clipboard: what a moment suffices for. More are for the export.
constexpr int copiedRowsLimit = 5'000;

/// Rows as tab-separated text and as an HTML table, with the headers of the visible columns in
/// their visual order. Values are raw (numbers without grouping) in text, shown in HTML.
/// rows: indices of any column, one a row.
std::unique_ptr<QMimeData> copyOfRows(
    const QAbstractItemModel& model, const QModelIndexList& rows, const QHeaderView& header);

/// The selected rows in their order, at most copiedRowsLimit, as indices of the first column.
QModelIndexList selectedRowsOf(const QItemSelectionModel& selection);

} // namespace mxlens
