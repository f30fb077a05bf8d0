// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/exportdialog.h"

#include "ui/models/cells.h"
#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <utility>

namespace mxlens {

namespace {

template <typename Value> void add(QComboBox* box, const QString& text, Value value)
{
    box->addItem(text, static_cast<int>(value));
}

template <typename Value> Value chosen(const QComboBox* box)
{
    return static_cast<Value>(box->currentData().toInt());
}

} // namespace

ExportDialog::ExportDialog(Table front, RowCounts shown, QWidget* parent)
    : QDialog(parent)
    , m_shown(std::move(shown))
{
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export"));
    auto* layout = new QVBoxLayout(this);
    const int margin = length(this, 6);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(length(this, 4));
    layout->addWidget(whatGroup(front));
    layout->addWidget(howGroup());
    m_note = new QLabel;
    m_note->setObjectName(QStringLiteral("exportNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    // Room for two lines: nothing moves when the sentence changes.
    m_note->setMinimumHeight(2 * m_note->fontMetrics().lineSpacing());
    m_note->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    layout->addWidget(m_note);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Save)->setText(tr("&Save as\u2026"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    setMinimumWidth(length(this, 120));
    for (QComboBox* box : { m_table, m_split, m_format, m_separator })
        connect(box, &QComboBox::currentIndexChanged, this, &ExportDialog::follow);
    connect(m_guard, &QCheckBox::toggled, this, &ExportDialog::follow);
    follow();
}

QRadioButton* ExportDialog::addChoice(
    QFormLayout* form, QButtonGroup* group, const char* name, const QString& label)
{
    auto* button = new QRadioButton;
    button->setObjectName(QString::fromLatin1(name));
    group->addButton(button);
    form->addRow(label, button);
    return button;
}

QWidget* ExportDialog::whatGroup(Table front)
{
    auto* group = new QGroupBox(tr("What"));
    auto* form = new QFormLayout(group);
    m_table = new QComboBox;
    m_table->setObjectName(QStringLiteral("exportTable"));
    add(m_table, tr("Problems"), Table::Problems);
    add(m_table, tr("Domains"), Table::Domains);
    add(m_table, tr("Failures"), Table::Failures);
    add(m_table, tr("Reports"), Table::Reports);
    add(m_table, tr("Policies"), Table::Policies);
    add(m_table, tr("Sources"), Table::Sources);
    add(m_table, tr("Trend by day"), Table::Trend);
    m_table->setCurrentIndex(m_table->findData(static_cast<int>(front)));
    form->addRow(tr("&Table:"), m_table);
    m_split = new QComboBox;
    m_split->setObjectName(QStringLiteral("exportSplit"));
    add(m_split, tr("Domain"), TrendBy::Domain);
    add(m_split, tr("MX"), TrendBy::Mx);
    add(m_split, tr("Reporter"), TrendBy::Reporter);
    add(m_split, tr("Result type"), TrendBy::ResultType);
    m_splitLabel = new QLabel(tr("Split &by:"));
    m_splitLabel->setBuddy(m_split);
    form->addRow(m_splitLabel, m_split);
    auto* rows = new QButtonGroup(this);
    m_shownRows = addChoice(form, rows, "exportShownRows", tr("Rows:"));
    m_allRows = addChoice(form, rows, "exportAllRows", {});
    m_allRows->setText(tr("&All that was read"));
    m_shownRows->setChecked(true);
    auto* columns = new QButtonGroup(this);
    m_allColumns = addChoice(form, columns, "exportAllColumns", tr("Columns:"));
    m_allColumns->setText(tr("A&ll, in their fixed order"));
    m_shownColumns = addChoice(form, columns, "exportShownColumns", {});
    m_shownColumns->setText(tr("Those shown, as the&y stand"));
    m_allColumns->setChecked(true);
    return group;
}

QWidget* ExportDialog::howGroup()
{
    auto* group = new QGroupBox(tr("How"));
    auto* form = new QFormLayout(group);
    m_format = new QComboBox;
    m_format->setObjectName(QStringLiteral("exportFormat"));
    add(m_format, tr("CSV"), ExportFormat::Csv);
    add(m_format, tr("JSON lines"), ExportFormat::JsonLines);
    add(m_format, tr("CSV in the layout of parsedmarc"), ExportFormat::ParsedmarcCsv);
    form->addRow(tr("&Format:"), m_format);
    m_separator = new QComboBox;
    m_separator->setObjectName(QStringLiteral("exportSeparator"));
    add(m_separator, tr("Comma"), ',');
    add(m_separator, tr("Semicolon"), ';');
    add(m_separator, tr("Tab"), '\t');
    form->addRow(tr("Se&parator:"), m_separator);
    m_mark = new QCheckBox(tr("&Mark as UTF-8, for Excel"));
    m_mark->setObjectName(QStringLiteral("exportMark"));
    m_mark->setToolTip(tr("A byte order mark at the front of the file"));
    form->addRow(QString(), m_mark);
    m_guard = new QCheckBox(tr("Let no spreadsheet &run what strangers wrote"));
    m_guard->setObjectName(QStringLiteral("exportGuard"));
    m_guard->setToolTip(tr("An apostrophe before texts that begin as a formula does"));
    m_guard->setChecked(true);
    form->addRow(QString(), m_guard);
    return group;
}

void ExportDialog::follow()
{
    const ExportChoice now = choice();
    const bool parsedmarc = now.format == ExportFormat::ParsedmarcCsv;
    const bool csv = now.format != ExportFormat::JsonLines;
    const bool trend = now.table == Table::Trend && !parsedmarc;
    m_table->setEnabled(!parsedmarc);
    m_split->setEnabled(trend);
    m_splitLabel->setEnabled(trend);
    for (QRadioButton* button : { m_shownColumns, m_allColumns })
        button->setEnabled(!parsedmarc && now.table != Table::Trend);
    m_separator->setEnabled(csv);
    m_mark->setEnabled(csv);
    m_guard->setEnabled(csv);
    const std::optional<std::size_t> count = parsedmarc ? std::nullopt : m_shown(now.table);
    m_shownRows->setText(count
            ? tr("Those s&hown (%1), in their order").arg(numberText(static_cast<qint64>(*count)))
            : tr("Of what is s&hown"));
    if (csv && !m_guard->isChecked())
        m_note->setText(
            tr("Reports come from strangers. Opened in a spreadsheet, this file can run "
               "what they wrote."));
    else if (parsedmarc)
        m_note->setText(
            tr("One line for each policy, then one for each of its failure details: for "
               "dashboards and scripts that were made for parsedmarc."));
    else
        m_note->clear();
}

ExportChoice ExportDialog::choice() const
{
    ExportChoice choice;
    choice.format = chosen<ExportFormat>(m_format);
    choice.table
        = choice.format == ExportFormat::ParsedmarcCsv ? Table::Policies : chosen<Table>(m_table);
    choice.trendBy = chosen<TrendBy>(m_split);
    choice.allRows = m_allRows->isChecked();
    choice.allColumns = m_allColumns->isChecked() || !m_allColumns->isEnabled();
    choice.csv = { chosen<char>(m_separator), m_mark->isChecked(), m_guard->isChecked() };
    return choice;
}

} // namespace mxlens
