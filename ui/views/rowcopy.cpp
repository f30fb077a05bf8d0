// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/rowcopy.h"

#include "ui/models/cells.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMimeData>

#include <algorithm>

namespace mxlens {

namespace {

/// A value as a field of tab-separated text: no tab and no line break may stay in it.
QString field(const QVariant& value)
{
    QString text = value.toString();
    for (QChar& c : text) {
        if (c == QLatin1Char('\t') || c == QLatin1Char('\n') || c == QLatin1Char('\r'))
            c = QLatin1Char(' ');
    }
    return text;
}

QList<int> visibleColumns(const QHeaderView& header)
{
    QList<int> columns;
    for (int visual = 0; visual < header.count(); ++visual) {
        const int logical = header.logicalIndex(visual);
        if (!header.isSectionHidden(logical))
            columns.append(logical);
    }
    return columns;
}

} // namespace

std::unique_ptr<QMimeData> copyOfRows(
    const QAbstractItemModel& model, const QModelIndexList& rows, const QHeaderView& header)
{
    const QList<int> columns = visibleColumns(header);
    QString text, html = QStringLiteral("<table><tr>");
    QStringList line;
    for (const int column : columns) {
        const QString title = model.headerData(column, Qt::Horizontal).toString();
        line.append(title);
        html += QStringLiteral("<th>") + title.toHtmlEscaped() + QStringLiteral("</th>");
    }
    text = line.join(QLatin1Char('\t')) + QLatin1Char('\n');
    html += QStringLiteral("</tr>\n");
    for (const QModelIndex& row : rows) {
        line.clear();
        html += QStringLiteral("<tr>");
        for (const int column : columns) {
            const QModelIndex cell = row.siblingAtColumn(column);
            line.append(field(cell.data(SortRole)));
            html += QStringLiteral("<td>") + cell.data().toString().toHtmlEscaped()
                + QStringLiteral("</td>");
        }
        text += line.join(QLatin1Char('\t')) + QLatin1Char('\n');
        html += QStringLiteral("</tr>\n");
    }
    html += QStringLiteral("</table>");
    auto data = std::make_unique<QMimeData>();
    data->setText(text);
    data->setHtml(html);
    return data;
}

QModelIndexList selectedRowsOf(const QItemSelectionModel& selection)
{
    // Ranges, not selectedRows(): that one asks the model about every cell.
    QModelIndexList rows;
    const QItemSelection ranges = selection.selection();
    for (const QItemSelectionRange& range : ranges) {
        for (int row = range.top(); row <= range.bottom() && rows.size() < copiedRowsLimit; ++row) {
            const QModelIndex index = range.model()->index(row, 0, range.parent());
            if (range.left() == 0 || !rows.contains(index))
                rows.append(index);
        }
    }
    std::sort(rows.begin(), rows.end(), [](const QModelIndex& a, const QModelIndex& b) {
        return a.parent() == b.parent() ? a.row() < b.row() : a < b;
    });
    return rows;
}

} // namespace mxlens
