// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sourcetablemodel.h"

#include "core/report/corewords.h"
#include "ui/session/programlanguage.h"

namespace mxlens {

SourceTableModel::SourceTableModel(QObject* parent)
    : RowTableModel(sourceColumns(), parent)
{
}

Cell SourceTableModel::cellAt(RowId id, int column) const
{
    return cell(*snapshot(), id, static_cast<SourceColumn>(column));
}

std::optional<RowId> SourceTableModel::reportOf(RowId id) const
{
    const RowPlace place = snapshot()->source(id);
    const auto& first = place.segment->sources.firstReport;
    // The deviations of a source are those of its first report that has any; with several reports
    // the reports table tells them apart.
    const RowId base = snapshot()->parts()[place.segmentIndex].firstReport;
    for (std::uint32_t row = first[place.row]; row < first[place.row + 1]; ++row) {
        if (hasDeviations(*snapshot(), base + row))
            return base + row;
    }
    return std::nullopt;
}

QString SourceTableModel::shown(RowId id, const Cell& cell, int column) const
{
    // The stable word of exports, without its hyphens.
    if (column == static_cast<int>(SourceColumn::Outcome)) {
        if (cell.text == "not-a-report")
            return tr("not a report");
        if (cell.text == "unreadable")
            return tr("unreadable");
        if (cell.text == "duplicate")
            return tr("duplicate");
        return tr("report");
    }
    // Kept in English with the rows, and written so into exports.
    if (column == static_cast<int>(SourceColumn::Detail))
        return singleLine(inLanguage(cell.text, programLanguage()));
    return RowTableModel::shown(id, cell, column);
}

QString SourceTableModel::told(RowId id, const Cell& cell, int column) const
{
    if (column == static_cast<int>(SourceColumn::Detail))
        return plainText(inLanguage(cell.text, programLanguage()));
    return RowTableModel::told(id, cell, column);
}

} // namespace mxlens
