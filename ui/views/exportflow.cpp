// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/exportflow.h"

#include "ui/dialogs/filechooser.h"
#include "ui/session/exporter.h"
#include "ui/session/programlanguage.h"
#include "ui/session/viewstate.h"
#include "ui/views/recordtabs.h"

#include <optional>
#include <utility>

namespace mxlens {

namespace {

/// The tab that shows a table; nothing for the trend.
std::optional<RowKind> tabOf(Table table)
{
    switch (table) {
    case Table::Failures:
        return RowKind::Failure;
    case Table::Policies:
        return RowKind::Policy;
    case Table::Reports:
        return RowKind::Report;
    case Table::Problems:
        return RowKind::Problem;
    case Table::Domains:
        return RowKind::Domain;
    case Table::Sources:
        return RowKind::Source;
    case Table::Trend:
        break;
    }
    return std::nullopt;
}

} // namespace

ExportFlow::ExportFlow(const Parts& parts)
    : QObject(parts.window)
    , m_parts(parts)
{
}

void ExportFlow::ask()
{
    // The rows of this moment: what arrives while the dialogs are open is not what was asked for.
    const std::shared_ptr<const Snapshot> snapshot = m_parts.tabs->snapshot();
    if (m_parts.exporter->busy() || !snapshot)
        return;
    const RecordTabs* const tabs = m_parts.tabs;
    auto* dialog = new ExportDialog(
        tabs->shownRows().table,
        [tabs](Table table) -> std::optional<std::size_t> {
            const std::optional<RowKind> tab = tabOf(table);
            return tab ? std::optional(tabs->rowCount(*tab)) : std::nullopt;
        },
        m_parts.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, snapshot] {
        const ExportChoice choice = dialog->choice();
        chooseFile(choice, planOf(choice, snapshot));
    });
    dialog->open();
}

ExportPlan ExportFlow::planOf(
    const ExportChoice& choice, const std::shared_ptr<const Snapshot>& snapshot) const
{
    ExportPlan plan;
    const std::optional<RowKind> tab = tabOf(choice.table);
    const bool asShown = tab && !choice.allRows && choice.format != ExportFormat::ParsedmarcCsv;
    if (asShown)
        plan.request = m_parts.tabs->shownRows(*tab);
    else
        plan.fill = choice.allRows ? ExportPlan::Fill::All : ExportPlan::Fill::Shown;
    plan.request.table = choice.table;
    plan.request.trendBy = choice.trendBy;
    plan.request.format = choice.format;
    plan.request.csv = choice.csv;
    plan.request.language = programLanguage();
    if (tab && !choice.allColumns)
        plan.request.columns = m_parts.tabs->shownColumns(*tab, choice.table);
    plan.query = makeQuery(snapshot, *m_parts.state);
    return plan;
}

void ExportFlow::chooseFile(const ExportChoice& choice, ExportPlan plan)
{
    const bool parsedmarc = choice.format == ExportFormat::ParsedmarcCsv;
    const std::string_view name = parsedmarc ? "smtp_tls" : tableName(choice.table);
    const QString suffix = choice.format == ExportFormat::JsonLines ? QStringLiteral(".jsonl")
                                                                    : QStringLiteral(".csv");
    m_parts.chooser->saveFile(m_parts.window,
        QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())) + suffix,
        [this, plan = std::move(plan)](
            const QString& path) { m_parts.exporter->write(plan, path); });
}

} // namespace mxlens
