// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/tlsrptdialog.h"

#include "core/policy/policywriter.h"
#include "ui/dialogs/checkpane.h"
#include "ui/dialogs/findingslist.h"
#include "ui/dialogs/itemseditor.h"
#include "ui/dialogs/recordcheck.h"
#include "ui/dialogs/resultfield.h"
#include "ui/panels/displaytext.h"
#include "ui/theme/numbers.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

#include <utility>

namespace mxlens {

namespace {

std::vector<std::string> utf8Of(const QStringList& texts)
{
    std::vector<std::string> result;
    for (const QString& text : texts)
        result.push_back(text.toStdString());
    return result;
}

} // namespace

TlsRptDialog::TlsRptDialog(ToolContext context, QWidget* parent)
    : ToolDialog(tr("TLSRPT record"), QStringLiteral("tls-rpt"), parent)
{
    setObjectName(QStringLiteral("tlsRptDialog"));
    build(std::move(context));
    addCheckSide();
    followReports();
    update();
}

void TlsRptDialog::build(ToolContext context)
{
    QVBoxLayout* side = addScrolledSide(tr("&Build"), "buildSide");
    side->addWidget(toolNote(tr("This DNS record asks senders for a daily report on their TLS "
                                "connections to your domain."),
        this));
    m_domain = addDomainField(side, std::move(context));
    m_destinations
        = new ItemsEditor({ tr("&Send reports to a mail address or an https: address"),
                              QStringLiteral("tls-reports@example.com"), tr("Destinations") },
            this);
    m_destinations->setObjectName(QStringLiteral("destinations"));
    side->addWidget(m_destinations);
    side->addWidget(toolNote(tr("A sender may try each destination; one that accepts is enough. "
                                "Reports arrive however badly TLS fails."),
        this));
    side->addSpacing(length(this, 2));
    addResults(side);
    connect(m_domain, &QComboBox::currentTextChanged, this, &TlsRptDialog::update);
    connect(m_domain, &QComboBox::editTextChanged, this, &TlsRptDialog::update);
    connect(m_destinations, &ItemsEditor::changed, this, &TlsRptDialog::update);
}

void TlsRptDialog::addResults(QVBoxLayout* side)
{
    side->addWidget(toolHeading(tr("The record"), this));
    m_name = new ResultField(tr("&Name, type TXT"), 1, "recordName", this);
    m_value = new ResultField(tr("&Value"), 3, "recordValue", this);
    m_zoneLine = new ResultField(tr("&Line of a zone file"), 3, "zoneLine", this);
    for (QWidget* field : { m_name, m_value })
        side->addWidget(field);
    m_split = toolNote({}, this);
    m_split->setObjectName(QStringLiteral("splitNote"));
    side->addWidget(m_split);
    side->addWidget(m_zoneLine);
    side->addWidget(toolHeading(tr("Findings"), this));
    m_findings = new FindingsList(this);
    side->addWidget(m_findings, 1);
}

void TlsRptDialog::addCheckSide()
{
    m_check
        = new CheckPane({ tr("&Paste a record that exists: its value, a line of a zone file, "
                             "or what dig prints"),
                            QStringLiteral("\"v=TLSRPTv1; rua=mailto:tls-reports@example.com\""),
                            tr("&Take over") },
            &checkedRecord, this);
    m_check->setObjectName(QStringLiteral("checkSide"));
    connect(m_check, &CheckPane::takeOverRequested, this, &TlsRptDialog::takeOver);
    addSide(m_check, tr("&Check"));
}

void TlsRptDialog::update()
{
    const TxtRecord record
        = tlsRptRecord(m_domain->currentText().toStdString(), utf8Of(m_destinations->values()));
    m_name->setText(QString::fromStdString(record.name));
    m_value->setText(QString::fromStdString(record.value));
    m_zoneLine->setText(QString::fromStdString(zoneLine(record)));
    const int strings = static_cast<int>(record.strings.size());
    m_split->setVisible(strings > 1);
    m_split->setText(
        tr("The value has %1 bytes, and one string of a TXT record holds 255: the line "
           "below has it in %n string(s), which senders join. Where a form takes one "
           "field for it, paste the value whole.",
            nullptr, strings)
            .arg(numberText(static_cast<qint64>(record.value.size()))));
    m_findings->setFindings(record.findings);
}

void TlsRptDialog::takeOver()
{
    const QByteArray text = m_check->text();
    const DnsRecordCheck check
        = checkDnsRecord({ text.constData(), static_cast<std::size_t>(text.size()) });
    QStringList destinations;
    for (const std::string& destination : check.destinations)
        destinations.append(QString::fromStdString(destination));
    const QString prefix = QStringLiteral("_smtp._tls.");
    const QString name = QString::fromStdString(check.name);
    if (name.startsWith(prefix) && name.size() > prefix.size())
        m_domain->setEditText(name.mid(prefix.size()));
    m_destinations->setValues(destinations);
    showSide(0);
    m_destinations->setFocus();
}

} // namespace mxlens
