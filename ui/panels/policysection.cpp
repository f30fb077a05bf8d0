// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/policysection.h"

#include "core/policy/mxpattern.h"
#include "core/policy/stspolicy.h"
#include "core/report/resulttype.h"
#include "ui/panels/displaytext.h"
#include "ui/session/programlanguage.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/words.h"

#include <QCoreApplication>

namespace mxlens {
namespace {

using Kind = DetailsField::Kind;

struct Details {
    Q_DECLARE_TR_FUNCTIONS(mxlens::Details)
};

/// Adds a field unless there is nothing to say.
void addText(
    DetailsSection& section, const QString& caption, std::string_view text, Kind kind = Kind::Text)
{
    if (!text.empty())
        section.fields.append({ caption, displayText(text), kind });
}

/// "matches", said of an MX and the patterns of its policy.
DetailsField matchField(const std::string& mx, const std::vector<std::string>& patterns)
{
    for (const std::string& pattern : patterns) {
        if (pattern == mx)
            //: %1: MX
            return { Details::tr("This MX"),
                Details::tr("%1 is one of these").arg(displayText(mx, 200)) };
        if (mxPatternMatches(pattern, mx))
            //: %1: MX; %2: MX pattern
            return { Details::tr("This MX"),
                Details::tr("%1 matches %2").arg(displayText(mx, 200), displayText(pattern, 200)) };
    }
    return { Details::tr("This MX"),
        //: %1: MX
        Details::tr("%1 matches none of these patterns").arg(displayText(mx, 200)), Kind::Text,
        true };
}

QString severityText(FindingSeverity severity)
{
    switch (severity) {
    case FindingSeverity::Error:
        return Details::tr("error");
    case FindingSeverity::Warning:
        return Details::tr("warning");
    case FindingSeverity::Hint:
        break;
    }
    return Details::tr("hint");
}

} // namespace

QString secondsText(qint64 seconds)
{
    constexpr qint64 day = 86'400;
    QString plain
        = Details::tr("%1 second(s)", nullptr, pluralNumber(seconds)).arg(countText(seconds));
    if (seconds < day)
        return plain;
    const qint64 days = seconds / day;
    const QString words
        = Details::tr("%1 day(s)", nullptr, pluralNumber(days)).arg(countText(days));
    return seconds % day == 0 ? Details::tr("%1 (%2)").arg(plain, words)
                              : Details::tr("%1 (over %2)").arg(plain, words);
}

DetailsTable tlsaTable(const std::vector<TlsaRecord>& records)
{
    DetailsTable table;
    table.header = { Details::tr("fields"), Details::tr("meaning"), Details::tr("data") };
    for (const TlsaRecord& record : records) {
        if (table.rows.size() == detailsTableRows)
            break;
        table.rows.append({ QStringLiteral("%1 %2 %3")
                                .arg(record.usage)
                                .arg(record.selector)
                                .arg(record.matching),
            displayText(describe(record, programLanguage())), displayText(record.data, 300) });
    }
    return table;
}

QStringList findingLines(const std::vector<Finding>& findings)
{
    QStringList lines;
    for (const Finding& finding : findings) {
        QString line = severityText(finding.severity) + QStringLiteral(": ")
            + displayText(whatOf(finding, programLanguage())) + QLatin1Char('.');
        if (finding.line > 0)
            //: %1: number of a line; %2: what is wrong in it
            line = Details::tr("Line %1, %2").arg(finding.line).arg(line);
        else
            line[0] = line[0].toUpper();
        const std::string advice = adviceOf(finding, programLanguage());
        if (!advice.empty())
            line += QLatin1Char(' ') + displayText(advice) + QLatin1Char('.');
        lines.append(line);
    }
    return lines;
}

DetailsSection policySection(
    const Snapshot& snapshot, const Segment& segment, std::uint32_t policy, const std::string& mx)
{
    DetailsSection section;
    section.title = Details::tr("Policy as the reporter saw it");
    const auto& policies = segment.policies;
    const std::string_view type = snapshot.text(policies.type[policy]);
    const std::string_view text = snapshot.text(policies.policyText[policy]);
    const std::string_view hosts = snapshot.text(policies.mxHosts[policy]);
    const auto addTerm
        = [&section](const QString& caption, const char* key, std::string_view value) {
              addText(section, caption, value);
              if (!value.empty())
                  section.fields.last().terms = { detailsTerm(key, value) };
          };
    addTerm(Details::tr("Policy domain"), "domain", snapshot.text(policies.domain[policy]));
    addTerm(Details::tr("Policy type"), "type", type);
    addTerm(Details::tr("Policy mode"), "mode", snapshot.text(policies.mode[policy]));

    const std::vector<std::string> patterns = mxPatternsOf(hosts, text);
    addText(section, Details::tr("MX patterns"), hosts, Kind::Record);
    if (hosts.empty() && !patterns.empty()) {
        std::string lines;
        for (const std::string& pattern : patterns)
            lines.append(lines.empty() ? "" : "\n").append(pattern);
        addText(section, Details::tr("MX patterns (from the policy text)"), lines, Kind::Record);
    }
    if (!mx.empty() && !patterns.empty())
        section.fields.append(matchField(mx, patterns));
    addText(section,
        policyTypeOf(type) == PolicyType::Tlsa ? Details::tr("TLSA records")
                                               : Details::tr("Policy text"),
        text, Kind::Record);
    return section;
}

DetailsSection policyCheckSection(
    const Snapshot& snapshot, const Segment& segment, std::uint32_t policy)
{
    DetailsSection section;
    const std::string_view text = snapshot.text(segment.policies.policyText[policy]);
    const PolicyType type = policyTypeOf(snapshot.text(segment.policies.type[policy]));
    if (text.empty())
        return section;
    if (type == PolicyType::Sts) {
        const StsPolicyCheck check = checkStsPolicy(text);
        section.title = Details::tr("This policy text, checked against RFC 8461");
        if (check.policy.maxAge)
            section.fields.append(
                { Details::tr("Kept for"), secondsText(*check.policy.maxAge), Kind::Text });
        section.remarks = findingLines(check.findings);
    } else if (type == PolicyType::Tlsa) {
        const TlsaCheck check = checkTlsaRecords(text);
        section.title = Details::tr("These TLSA records, checked for SMTP (RFC 7672)");
        section.table = tlsaTable(check.records);
        section.remarks = findingLines(check.findings);
    } else {
        return section;
    }
    if (section.remarks.isEmpty())
        section.remarks.append(Details::tr("No fault found."));
    return section;
}

} // namespace mxlens
