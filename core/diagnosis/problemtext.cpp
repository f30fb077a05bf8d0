// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/catalogue.h"
#include "core/diagnosis/problem.h"
#include "core/report/numbertext.h"
#include "core/report/placeholders.h"

#include <utility>

namespace mxlens {

namespace {

/// The parts of a summary and of a heading in one language; names in braces are filled in.
struct Sentences {
    std::string_view atSubject, stripped, stale, staleFailed, noise, silent, inconsistent;
    std::string_view since, sinceSeen, onDay, fromTo, noDay;
    std::string_view oneSession, sessions, unknownSessions, oneReporter, reporters;
    std::string_view refused, delivered, none, unknown;
    std::string_view atHost, atHostOfOthers, onlyTitle, strippedShort, staleShort, noiseShort,
        silentShort, inconsistentShort;
};

constexpr Sentences english{
    "{title}: {subject}, {span}; {sessions}, reported by {reporters}; {impact}.",
    "{subject} alone is not offered STARTTLS, while others are, {span}; {sessions}; {impact}.",
    "{subject} applied an old copy of the MTA-STS policy of {domain}, {span}.",
    "{subject} applied an old copy of the MTA-STS policy of {domain}, {span}; {sessions} because "
    "of "
    "it; {impact}.",
    "A handful of failures on {domain}, {span}; {sessions}, reported by {reporters}.",
    "{subject} has sent no report on {domain} since {first}, while others go on.",
    "Failure details and summaries of {subject} on {domain} do not add up, {span}; {sessions} by "
    "the "
    "summaries.",
    "since {first}",
    "since {first}, last seen on {last}",
    "on {first}",
    "from {first} to {last}",
    "on an unknown day",
    "1 session failed",
    "{n} sessions failed",
    "an unknown number of sessions failed",
    "{name} alone",
    "{n} organizations",
    "mail was refused",
    "mail was delivered, perhaps in clear text",
    "no effect on mail",
    "the effect on mail is unknown",
    "{title}: {subject}",
    "{title}: {subject} ({domain})",
    "{title}",
    "{subject} alone is not offered STARTTLS ({domain})",
    "{subject} applied an old copy of the MTA-STS policy of {domain}",
    "A handful of failures on {domain}",
    "{subject} no longer reports on {domain}",
    "Counts of {subject} on {domain} do not add up",
};

constexpr Sentences spanish{
    "{title}: {subject}, {span}; {sessions}, {reporters}; {impact}.",
    "Solo a {subject} no se le ofrece STARTTLS, mientras que a otros sí, {span}; {sessions}; "
    "{impact}.",
    "{subject} aplicó una copia antigua de la política MTA-STS de {domain}, {span}.",
    "{subject} aplicó una copia antigua de la política MTA-STS de {domain}, {span}; por ello "
    "{sessions}; "
    "{impact}.",
    "Unos pocos fallos sueltos en {domain}, {span}; {sessions}, {reporters}.",
    "{subject} no envía informes sobre {domain} desde el {first}, mientras otros siguen "
    "haciéndolo.",
    "Los detalles de fallos y los resúmenes de {subject} sobre {domain} no cuadran, {span}; según "
    "los "
    "resúmenes {sessions}.",
    "desde el {first}",
    "desde el {first}, visto por última vez el {last}",
    "el {first}",
    "del {first} al {last}",
    "en un día desconocido",
    "falló 1 sesión",
    "fallaron {n} sesiones",
    "falló un número desconocido de sesiones",
    "solo según {name}",
    "según {n} organizaciones",
    "se rechazó correo",
    "el correo se entregó, quizá en claro",
    "sin efecto sobre el correo",
    "no se sabe qué efecto tuvo sobre el correo",
    "{title}: {subject}",
    "{title}: {subject} ({domain})",
    "{title}",
    "Solo a {subject} no se le ofrece STARTTLS ({domain})",
    "{subject} aplicó una copia antigua de la política MTA-STS de {domain}",
    "Unos pocos fallos sueltos en {domain}",
    "{subject} ya no envía informes sobre {domain}",
    "Los recuentos de {subject} sobre {domain} no cuadran",
};

std::string filled(std::string_view text, std::string_view name, std::string_view value)
{
    std::string result(text);
    const std::string placeholder = '{' + std::string(name) + '}';
    // Values come from reports, so what is put in is never searched again.
    for (std::size_t at = result.find(placeholder); at != std::string::npos;
         at = result.find(placeholder, at + value.size()))
        result.replace(at, placeholder.size(), value);
    return result;
}

/// Fills a sentence from its placeholders on, so that a name that looks like one does no harm.
class Filler final {
public:
    Filler(const Problem& problem, const Sentences& sentences, Language language)
        : m_problem(problem)
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
        if (name == "title")
            return title();
        if (name == "subject")
            return m_problem.subject;
        if (name == "domain")
            return m_problem.domain;
        if (name == "span")
            return span();
        if (name == "sessions")
            return sessions();
        if (name == "reporters")
            return reporters();
        if (name == "impact")
            return std::string(impact());
        return formatDay(m_problem.firstDay);
    }

    std::string title() const
    {
        std::string title = explain(m_problem.cause, {}, m_language).title;
        if (m_problem.cause == Cause::UnknownResultType) {
            for (const std::string& word : m_problem.words)
                title.append(&word == &m_problem.words.front() ? " " : ", ").append(word);
        }
        return title;
    }

    std::string span() const
    {
        if (m_problem.firstDay == noDay)
            return std::string(m_sentences.noDay);
        const ProblemState state = stateOf(m_problem);
        std::string_view words = state == ProblemState::Over ? m_sentences.fromTo
            : state == ProblemState::Ongoing                 ? m_sentences.since
                                                             : m_sentences.sinceSeen;
        if (m_problem.firstDay == m_problem.lastDay)
            words = m_sentences.onDay;
        return filled(filled(words, "first", formatDay(m_problem.firstDay)), "last",
            formatDay(m_problem.lastDay));
    }

    std::string sessions() const
    {
        if (!m_problem.failedSessions.known())
            return std::string(m_sentences.unknownSessions);
        const std::int64_t number = m_problem.failedSessions.valueOr(0);
        return number == 1 ? std::string(m_sentences.oneSession)
                           : filled(m_sentences.sessions, "n", groupedNumber(number, m_language));
    }

    std::string reporters() const
    {
        const auto& names = m_problem.reporters;
        return names.size() == 1 ? filled(m_sentences.oneReporter, "name", names.front())
                                 : filled(m_sentences.reporters, "n", std::to_string(names.size()));
    }

    std::string_view impact() const
    {
        switch (m_problem.impact) {
        case Impact::Refused:
            return m_sentences.refused;
        case Impact::Delivered:
            return m_sentences.delivered;
        case Impact::None:
            return m_sentences.none;
        case Impact::Unknown:
            break;
        }
        return m_sentences.unknown;
    }

    const Problem& m_problem;
    const Sentences& m_sentences;
    Language m_language;
};

std::string_view sentenceFor(const Problem& problem, const Sentences& sentences)
{
    switch (problem.cause) {
    case Cause::StarttlsStrippedOnPath:
        return sentences.stripped;
    case Cause::StalePolicy:
        return problem.failedSessions.valueOr(0) > 0 ? sentences.staleFailed : sentences.stale;
    case Cause::Noise:
        return sentences.noise;
    case Cause::SilentReporter:
        return sentences.silent;
    case Cause::InconsistentCounts:
        return sentences.inconsistent;
    default:
        return sentences.atSubject;
    }
}

// Whether a host says by its name which domain it is about.
bool tellsDomain(std::string_view host, std::string_view domain)
{
    return domain.empty() || host == domain
        || (host.size() > domain.size() && host.ends_with(domain)
            && host[host.size() - domain.size() - 1] == '.');
}

std::string_view headingFor(const Problem& problem, const Sentences& sentences)
{
    switch (problem.cause) {
    case Cause::StarttlsStrippedOnPath:
        return sentences.strippedShort;
    case Cause::StalePolicy:
        return sentences.staleShort;
    case Cause::Noise:
        return sentences.noiseShort;
    case Cause::SilentReporter:
        return sentences.silentShort;
    case Cause::InconsistentCounts:
        return sentences.inconsistentShort;
    default:
        break;
    }
    if (problem.subject.empty())
        return sentences.onlyTitle;
    return tellsDomain(problem.subject, problem.domain) ? sentences.atHost
                                                        : sentences.atHostOfOthers;
}

} // namespace

std::string_view severityName(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return "critical";
    case Severity::Warning:
        return "warning";
    case Severity::Info:
        break;
    }
    return "info";
}

std::string_view impactName(Impact impact)
{
    switch (impact) {
    case Impact::Refused:
        return "refused";
    case Impact::Delivered:
        return "delivered";
    case Impact::None:
        return "none";
    case Impact::Unknown:
        break;
    }
    return "unknown";
}

ProblemState stateOf(const Problem& problem)
{
    if (!problem.ongoing)
        return ProblemState::Over;
    const bool isRecent
        = problem.lastReport == noDay || problem.lastReport - problem.lastDay < recentDays;
    return isRecent ? ProblemState::Ongoing : ProblemState::LastSeen;
}

std::string summaryOf(const Problem& problem, Language language)
{
    const Sentences& sentences = language == Language::Spanish ? spanish : english;
    return Filler(problem, sentences, language).fill(sentenceFor(problem, sentences));
}

std::string headingOf(const Problem& problem, Language language)
{
    const Sentences& sentences = language == Language::Spanish ? spanish : english;
    return Filler(problem, sentences, language).fill(headingFor(problem, sentences));
}

} // namespace mxlens
