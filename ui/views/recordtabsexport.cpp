// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the tabs that gives rows to exports and to other programs.
#include "ui/session/programlanguage.h"
#include "ui/views/recordtabs.h"
#include "ui/views/rowcopy.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace mxlens {

namespace {

Table tableOf(RowKind kind)
{
    switch (kind) {
    case RowKind::Policy:
        return Table::Policies;
    case RowKind::Report:
        return Table::Reports;
    case RowKind::Problem:
        return Table::Problems;
    case RowKind::Domain:
        return Table::Domains;
    case RowKind::Source:
        return Table::Sources;
    case RowKind::Failure:
    case RowKind::None:
        break;
    }
    return Table::Failures;
}

/// The files that sources were read from, each once.
QList<QUrl> filesOf(const Snapshot& snapshot, const std::vector<RowId>& sources)
{
    QList<QUrl> files;
    for (const RowId source : sources) {
        const std::string path = snapshot.sourcePath(snapshot.source(source));
        const QUrl url
            = QUrl::fromLocalFile(QDir().absoluteFilePath(QFile::decodeName(path.c_str())));
        if (!files.contains(url))
            files.append(url);
    }
    return files;
}

} // namespace

ExportRequest RecordTabs::shownRows(RowKind kind) const
{
    const RecordTable* flat = table(kind);
    return requestFor(kind, flat ? flat->records().details() : m_reports->reports().rows());
}

ExportRequest RecordTabs::requestFor(RowKind kind, std::vector<RowId> rows) const
{
    ExportRequest request;
    request.table = tableOf(kind);
    request.rows = std::move(rows);
    if (!isDiagnosis(kind))
        return request;
    request.language = programLanguage();
    if (m_diagnosis) {
        request.diagnosis = m_diagnosis->diagnosis();
        request.rows = m_diagnosis->placesOf(kind, request.rows);
    }
    return request;
}

DraggedRows RecordTabs::draggedRows(RowKind kind) const
{
    DraggedRows dragged;
    if (!m_snapshot)
        return dragged;
    const std::vector<RowId> chosen = selectedOf(kind);
    const std::unordered_set<RowId> wanted(chosen.begin(), chosen.end());
    const RecordTable* flat = table(kind);
    std::vector<RowId> rows;
    for (const RowId row : flat ? flat->records().details() : m_reports->reports().rows()) {
        if (wanted.contains(row) && rows.size() < copiedRowsLimit)
            rows.push_back(row);
    }
    if (kind == RowKind::Source)
        dragged.files = filesOf(*m_snapshot, rows);
    const ExportRequest request = requestFor(kind, std::move(rows));
    const std::string_view name = tableName(request.table);
    dragged.fileName = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))
        + QStringLiteral(".csv");
    const auto written = exportTable(*m_snapshot, request, [&dragged](std::string_view bytes) {
        dragged.csv.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
        return true;
    });
    if (!written)
        dragged.csv.clear();
    return dragged;
}

std::vector<int> RecordTabs::shownColumns(RowKind kind, Table exported) const
{
    const std::vector<std::string_view> names = tableColumns(exported);
    std::vector<int> columns;
    for (const QString& shown : rowView(kind).columns().shownNames()) {
        const auto found = std::find(names.begin(), names.end(), shown.toStdString());
        if (found != names.end())
            columns.push_back(static_cast<int>(found - names.begin()));
    }
    return columns;
}

} // namespace mxlens
