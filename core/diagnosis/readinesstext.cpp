// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/readiness.h"

#include "core/diagnosis/catalogue.h"
#include "core/report/numbertext.h"
#include "core/report/placeholders.h"

#include <array>

namespace mxlens {

namespace {

constexpr std::size_t reasonCount = static_cast<std::size_t>(ReadinessReason::PolicyNotShown) + 1;

/// Sentences by ReadinessReason, and what follows them.
struct Sentences {
    std::array<std::string_view, reasonCount> byReason;
    std::string_view startPolicy; ///< For a domain without a policy and without open problems.
    std::string_view mendFirst; ///< ... with one.
    std::string_view lostPolicy; ///< For a domain that had a policy.
    std::string_view refusesMail; ///< For one whose policy is in force, with an open problem.
    std::string_view problem; ///< How a problem is named.
};

constexpr Sentences english{
    { "{days} days with {sessions} sessions of {reporters} organizations in testing, {failed} "
      "failed: "
      "nothing that enforce would stop.",
        "In testing, and enforce would stop mail: {problem}.",
        "{failed} of {sessions} sessions failed in testing; enforce would have stopped them.",
        "Too few days with reports in testing: {days} of {needed}.",
        "Too few sessions in testing: {sessions} of {needed}.",
        "Too few organizations report in testing: {reporters} of {needed}.",
        "In testing, but too few reports say how many sessions failed.",
        "In enforce since {since} at least: {refused} of {sessions} sessions were refused.",
        "DANE since {since} at least: {refused} of {sessions} sessions were refused.",
        "No policy was found; {failed} of {sessions} sessions failed.",
        "The policy has mode none; {failed} of {sessions} sessions failed.",
        "The reports do not show the mode of the policy." },
    " An MTA-STS policy in mode testing can start.",
    " Before a policy, mend this: {problem}.",
    " A policy was seen up to {lostOn}: look whether it is still served.",
    " Mend this: {problem}.",
    "{title} ({subject}, last on {last})",
};

constexpr Sentences spanish{
    { "{days} días con {sessions} sesiones de {reporters} organizaciones en pruebas, {failed} "
      "fallidas: nada que enforce detuviera.",
        "En pruebas, y enforce detendría correo: {problem}.",
        "Fallaron {failed} de {sessions} sesiones en pruebas; enforce las habría detenido.",
        "Muy pocos días con informes en pruebas: {days} de {needed}.",
        "Muy pocas sesiones en pruebas: {sessions} de {needed}.",
        "Muy pocas organizaciones informan en pruebas: {reporters} de {needed}.",
        "En pruebas, pero muy pocos informes dicen cuántas sesiones fallaron.",
        "En enforce al menos desde el {since}: se rechazaron {refused} de {sessions} sesiones.",
        "DANE al menos desde el {since}: se rechazaron {refused} de {sessions} sesiones.",
        "No se encontró ninguna política; fallaron {failed} de {sessions} sesiones.",
        "La política está en modo none; fallaron {failed} de {sessions} sesiones.",
        "Los informes no muestran el modo de la política." },
    " Puede empezar con una política MTA-STS en modo testing.",
    " Antes de una política, arregle esto: {problem}.",
    " Se vio una política hasta el {lostOn}: compruebe si todavía se sirve.",
    " Arregle esto: {problem}.",
    "{title} ({subject}, por última vez el {last})",
};

std::string dayText(Day day)
{
    return day == noDay ? "?" : formatDay(day);
}

/// Fills the sentences for one domain.
class Filler final {
public:
    Filler(const DomainStatus& status, const Sentences& sentences, Language language)
        : m_status(status)
        , m_sentences(sentences)
        , m_language(language)
    {
    }

    std::string fill(std::string_view text) const
    {
        return filledText(
            text, [this](std::string_view name, const std::string&) { return valueOf(name); });
    }

private:
    std::string valueOf(std::string_view name) const
    {
        // Too few are too few of all; what failed is told of a part of them alone.
        const bool isQuiet = m_status.reason == ReadinessReason::Quiet;
        const bool tellsAll
            = m_status.reason == ReadinessReason::TooFewSessions || !m_status.toldSessions.known();
        if (name == "days")
            return numberText(isQuiet ? m_status.toldDays : m_status.basisDays);
        if (name == "sessions")
            return numberText(tellsAll ? m_status.basisFigures.sessions : m_status.toldSessions);
        if (name == "failed")
            return numberText(m_status.basisFigures.failed);
        if (name == "refused")
            return numberText(m_status.refused);
        if (name == "reporters")
            return numberText(isQuiet ? m_status.toldReporters : m_status.basisReporters);
        if (name == "needed")
            return groupedNumber(m_status.needed, m_language);
        if (name == "since")
            return dayText(m_status.since);
        if (name == "lostOn")
            return dayText(m_status.lostOn);
        if (name == "problem")
            return fill(m_sentences.problem);
        if (name == "title")
            return explain(m_status.blocking->cause, {}, m_language).title;
        if (name == "subject")
            return m_status.blocking->subject;
        return dayText(m_status.blocking->lastDay);
    }

    std::string numberText(std::size_t number) const
    {
        return groupedNumber(static_cast<std::int64_t>(number), m_language);
    }
    std::string numberText(Count count) const
    {
        return count.known() ? groupedNumber(count.valueOr(0), m_language) : "?";
    }

    const DomainStatus& m_status;
    const Sentences& m_sentences;
    Language m_language;
};

} // namespace

std::string basisOf(const DomainStatus& status, Language language)
{
    const Sentences& sentences = language == Language::Spanish ? spanish : english;
    const Filler filler(status, sentences, language);
    std::string text = filler.fill(sentences.byReason.at(static_cast<std::size_t>(status.reason)));
    if (status.lostOn != noDay)
        text += filler.fill(sentences.lostPolicy);
    else if (status.readiness == Readiness::NoPolicy)
        text += filler.fill(status.blocking ? sentences.mendFirst : sentences.startPolicy);
    else if (refusesMail(status))
        text += filler.fill(sentences.refusesMail);
    return text;
}

} // namespace mxlens
