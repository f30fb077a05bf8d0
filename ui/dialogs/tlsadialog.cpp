// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/tlsadialog.h"

#include "core/policy/tlsarecord.h"
#include "ui/panels/displaytext.h"
#include "ui/session/programlanguage.h"

namespace mxlens {

namespace {

constexpr qsizetype digitsShown = 16;

QString lineOf(const TlsaRecord& record)
{
    const QString data = QString::fromStdString(record.data);
    return QStringLiteral("%1 %2 %3 %4: %5")
        .arg(record.usage)
        .arg(record.selector)
        .arg(record.matching)
        .arg(data.size() > digitsShown ? data.first(digitsShown) + QChar(0x2026) : data,
            displayText(describe(record, programLanguage())));
}

} // namespace

CheckOutcome checkedTlsa(const QByteArray& text)
{
    TlsaCheck check = checkTlsaRecords({ text.constData(), static_cast<std::size_t>(text.size()) });
    CheckOutcome outcome;
    QStringList lines;
    for (const TlsaRecord& record : check.records)
        lines.append(lineOf(record));
    outcome.read = lines.join(QLatin1Char('\n'));
    outcome.marks = marksInLines(text, check.findings);
    outcome.findings = std::move(check.findings);
    return outcome;
}

TlsaDialog::TlsaDialog(QWidget* parent)
    : ToolDialog(tr("TLSA records"), QStringLiteral("dane"), parent)
{
    setObjectName(QStringLiteral("tlsaDialog"));
    auto* pane = new CheckPane({ tr("&Paste the TLSA records of an MX, one a line: their data, "
                                    "lines of a zone file, or what dig prints"),
                                   QStringLiteral("_25._tcp.mx1.example.com. IN TLSA 3 1 1 "
                                                  "1f850a337e6db9c609c522d136a475638cc43e1ed424f8"
                                                  "eec8513d747d1d085d"),
                                   {} },
        &checkedTlsa, this);
    pane->setObjectName(QStringLiteral("checkSide"));
    addSide(pane, tr("&Check"));
}

} // namespace mxlens
