// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/explanationtext.h"

#include "ui/panels/displaytext.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace mxlens {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::Explanation)
};

DetailsSection meaningSection(const Explanation& explanation)
{
    DetailsSection section;
    section.title = Words::tr("What it means");
    if (!explanation.written.empty())
        //: %1: what was written in the report; %2: its name in words
        section.remarks.append(Words::tr("%1: %2.").arg(
            displayText(explanation.written, 200), displayText(explanation.title)));
    section.remarks.append(displayText(explanation.meaning));
    if (!explanation.reason.empty())
        section.fields.append({ Words::tr("Reason code"), displayText(explanation.reason) });
    return section;
}

DetailsSection effectSection(
    const Explanation& explanation, const std::vector<AppliedSessions>& applied)
{
    DetailsSection section;
    section.title = Words::tr("What it did to the mail");
    for (const AppliedSessions& sessions : applied) {
        const auto effect
            = std::ranges::find(explanation.effects, sessions.policy, &PolicyEffect::policy);
        // No session failed by a copy of the policy that is old and does the same.
        if (effect == explanation.effects.end() || sessions.failed == 0)
            continue;
        DetailsField field{ displayText(effect->policyName), displayText(effect->effect) };
        if (sessions.failed >= 0) {
            field.note = field.value;
            field.kind = DetailsField::Kind::Figure;
            field.opens = sessions.opens;
            field.value = Words::tr("%1 session(s)", nullptr, pluralNumber(sessions.failed))
                              .arg(countText(sessions.failed));
        }
        section.fields.append(field);
    }
    const bool failedNone = !applied.empty()
        && std::ranges::all_of(
            applied, [](const AppliedSessions& sessions) { return sessions.failed == 0; });
    if (explanation.effects.empty() || failedNone)
        section.remarks.append(Words::tr("Nothing: no session failed by it."));
    return section;
}

DetailsSection stepSection(const Explanation& explanation)
{
    DetailsSection section;
    section.title = Words::tr("What to do first");
    section.fields.append({ Words::tr("Who acts"), displayText(explanation.whoActs) });
    for (const std::string& step : explanation.firstSteps)
        section.steps.append(displayText(step));
    return section;
}

} // namespace

QVector<DetailsSection> explanationSections(
    const Explanation& explanation, const std::vector<AppliedSessions>& applied)
{
    QVector<DetailsSection> sections{ meaningSection(explanation) };
    const DetailsSection effects = effectSection(explanation, applied);
    if (!effects.fields.isEmpty() || !effects.remarks.isEmpty())
        sections.append(effects);
    sections.append(stepSection(explanation));
    return sections;
}

} // namespace mxlens
