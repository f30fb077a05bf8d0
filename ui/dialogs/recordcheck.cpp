// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/recordcheck.h"

#include "ui/dialogs/findingslist.h"
#include "ui/panels/displaytext.h"
#include "ui/session/programlanguage.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::RecordCheck)
};

QString whatItSays(const DnsRecordCheck& check)
{
    QStringList lines{ displayText(kindName(check.kind, programLanguage())) };
    if (!check.name.empty())
        lines.append(Words::tr("Name: %1").arg(displayText(check.name)));
    for (const std::string& destination : check.destinations)
        lines.append(Words::tr("Reports to: %1").arg(displayText(destination)));
    if (!check.id.empty())
        lines.append(Words::tr("Id: %1").arg(displayText(check.id)));
    for (const TlsaRecord& record : check.tlsa)
        lines.append(displayText(describe(record, programLanguage())));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

QList<TextMark> marksOf(const QByteArray& text, const DnsRecordCheck& check)
{
    QList<TextMark> marks;
    const std::size_t shown = std::min(check.findings.size(), FindingsList::mostShown);
    for (const Finding& finding : std::span(check.findings).first(shown)) {
        TextMark mark;
        mark.severity = finding.severity;
        if (finding.column > 0 && !check.places.empty()) {
            // Behind the last byte: that byte. What is in several strings is marked as a whole.
            const std::size_t first = std::min(finding.column, check.places.size()) - 1;
            const std::size_t bytes = std::max<std::size_t>(finding.length, 1);
            const std::size_t last = std::min(first + bytes, check.places.size()) - 1;
            mark.start = indexOfByte(text, check.places[first]);
            mark.length = indexOfByte(text, check.places[last] + 1) - mark.start;
        }
        marks.append(mark);
    }
    return marks;
}

CheckOutcome checkedRecord(const QByteArray& text)
{
    DnsRecordCheck check
        = checkDnsRecord({ text.constData(), static_cast<std::size_t>(text.size()) });
    CheckOutcome outcome;
    outcome.read = whatItSays(check);
    outcome.marks = marksOf(text, check);
    outcome.usable = check.kind == DnsRecordKind::TlsRpt && !check.destinations.empty();
    outcome.findings = std::move(check.findings);
    return outcome;
}

} // namespace mxlens
