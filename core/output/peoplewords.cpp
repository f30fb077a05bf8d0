// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/peoplewords.h"

#include "core/output/figuretext.h"
#include "core/report/placeholders.h"

#include <algorithm>

namespace mxlens {

namespace {

constexpr PeopleWords english{
    .title = "SMTP TLS report on {domain}",
    .titleOfAll = "SMTP TLS report",
    .footer = "Made by MX Lens from TLS reports (RFC 8460)",
    .fact = "What",
    .value = "Value",
    .domains = "Policy domains",
    .period = "Period",
    .noPeriod = "no report with a day",
    .periodValue = "{span} (UTC)",
    .reports = "Reports",
    .reportsValue = "{reports}; organizations that reported: {organizations}",
    .filter = "Filter",
    .allDomains = "{first} and {more} more",
    .verdict = "Verdict",
    .nothingToSay = "There is no TLS report for this period, so nothing can be said.",
    .unknownSessions = "The reports do not say how many sessions there were.",
    .noSessions = "No session is reported, so nothing failed.",
    .noProblem = "Nothing is wrong: no problem was found.",
    .onlyInfo = "Nothing needs to be mended: what was found is worth knowing and stopped no mail.",
    .notAllTold = "No problem was found, but not all session counts are known.",
    .warnings = "No mail was refused. Problems that let mail go unprotected, or would stop it once "
                "the policy is enforced: {warnings}.",
    .wasRefused = "Mail was refused in this period; it is over. Critical problems: {critical}.",
    .wasLastRefused
    = "Mail was refused in this period, last on {last}. Those who saw it have not reported since, "
      "so nobody knows whether it is over. Critical problems: {critical}.",
    .isRefused
    = "Mail was refused up to the last reports, of {last}. Critical problems that are not over: "
      "{critical}.",
    .figures = "Failed sessions: {failed} of {sessions} ({share}).",
    .figuresWithoutRate = "Failed sessions: {failed} of {sessions}.",
    .trend = "Trend",
    .trendCaption = "Sessions and failures over time (UTC)",
    .trendOfNothing = "No report has a day.",
    .noFailures = "On no day did a session fail.",
    .noFailureTold = "No report tells of a failed session, but not all counts are known.",
    .mostFailures = "Most sessions failed on {day}: {failed} of {sessions}.",
    .from = "From",
    .to = "To",
    .sessions = "Sessions",
    .succeeded = "Succeeded",
    .failed = "Failed",
    .failureRate = "Failure rate",
    .problems = "Problems and what to do",
    .noProblems = "No problem was found.",
    .facts = "{state} Policy domain: {domain}.",
    .ongoing = "Not over, last seen on {last}.",
    .lastSeen = "Last seen on {last}. Nobody who saw it has reported on the domain since, so it "
                "may be over or not.",
    .over = "It is over.",
    .fromTo = "{first} to {last}",
    .onDay = "{first}",
    .seenBy = "Seen by: {reporters}",
    .others = "{names} and {n} more",
    .whoActs = "Who acts:",
    .whatToDo = "What to do:",
    .moreProblems = "Further problems",
    .severityHead = "Severity",
    .subject = "Subject",
    .cause = "Problem",
    .firstDay = "First day",
    .lastDay = "Last day",
    .domain = "Policy domain",
    .severity = { "Critical", "Warning", "Worth knowing" },
    .policies = "Policies over time",
    .noPolicies = "No policy was seen.",
    .policyCaption = "Policies of {domain} as the reporters saw them",
    .type = "Type",
    .mode = "Mode",
    .hosts = "MX",
    .changes = "Changes",
    .reporters = "Seen by",
    .moreDomains = "Policy domains whose policies are left out here: {n}. A filter shows them.",
    .figuresHead = "Figures",
    .byDomain = "By policy domain",
    .byMx = "Failed sessions by MX and result type",
    .byReporter = "By organization that reported",
    .noDomain = "(no domain named)",
    .noMx = "(no MX named)",
    .noOrganization = "(no organization named)",
    .noResultType = "(no result type)",
    .mx = "MX",
    .resultType = "Result type",
    .organization = "Organization",
    .share = "Failed of all",
    .moreRows = "Rows that are left out: {n}.",
    .readiness = "Ready to enforce?",
    .counted = "How it was counted",
    .countedRules = { "A session is one connection of a mail server. It is not a message.",
        "Days are UTC: those on which the reports begin.",
        "Sessions come from the summaries of the policies, never from adding up failure details. "
        "Failures by MX and result type come from the details, so that one session may stand "
        "under several.",
        "What one report says of MTA-STS and DANE for one domain are the same sessions, counted "
        "once.",
        "The same report twice counts once.",
        "A number that a report leaves out is unknown and "
        "in no sum.",
        "Reports are what senders say. Senders who do not report are not in them." },
    .detailFilter = "The filter asks about failure details: sessions and failures are those of "
                    "the policies in which a detail matches, with all their failures.",
    .sourcesLine = "Sources read: {sources}. With reports: {reports}; duplicates: {duplicates}; no "
                   "TLS report: {others}; unreadable: {unreadable}.",
};

constexpr PeopleWords spanish{
    .title = "Informe de TLS en SMTP sobre {domain}",
    .titleOfAll = "Informe de TLS en SMTP",
    .footer = "Hecho por MX Lens a partir de informes TLS (RFC 8460)",
    .fact = "Qué",
    .value = "Valor",
    .domains = "Dominios de política",
    .period = "Período",
    .noPeriod = "ningún informe con día",
    .periodValue = "{span} (UTC)",
    .reports = "Informes",
    .reportsValue = "{reports}; organizaciones que informan: {organizations}",
    .filter = "Filtro",
    .allDomains = "{first} y {more} más",
    .verdict = "Veredicto",
    .nothingToSay = "No hay ningún informe TLS de este período, así que nada se puede decir.",
    .unknownSessions = "Los informes no dicen cuántas sesiones hubo.",
    .noSessions = "No consta ninguna sesión, así que nada falló.",
    .noProblem = "Todo está bien: no se encontró ningún problema.",
    .onlyInfo = "No hay nada que arreglar: lo encontrado conviene saberlo y no detuvo correo.",
    .notAllTold
    = "No se encontró ningún problema, pero no se conocen todas las cifras de sesiones.",
    .warnings = "No se rechazó correo. Problemas que lo dejan sin protección o lo detendrían en "
                "cuanto la política se exija: {warnings}.",
    .wasRefused = "Se rechazó correo en este período; ya pasó. Problemas críticos: {critical}.",
    .wasLastRefused
    = "Se rechazó correo en este período, por última vez el {last}. Quienes lo vieron no han "
      "vuelto a informar, así que no se sabe si ha terminado. Problemas críticos: {critical}.",
    .isRefused
    = "Se rechazó correo hasta los últimos informes, del {last}. Problemas críticos que no han "
      "terminado: {critical}.",
    .figures = "Sesiones fallidas: {failed} de {sessions} ({share}).",
    .figuresWithoutRate = "Sesiones fallidas: {failed} de {sessions}.",
    .trend = "Evolución",
    .trendCaption = "Sesiones y fallos en el tiempo (UTC)",
    .trendOfNothing = "Ningún informe tiene día.",
    .noFailures = "Ningún día falló una sesión.",
    .noFailureTold
    = "Ningún informe habla de una sesión fallida, pero no se conocen todas las cifras.",
    .mostFailures = "El día con más fallos fue el {day}: {failed} de {sessions} sesiones.",
    .from = "Desde",
    .to = "Hasta",
    .sessions = "Sesiones",
    .succeeded = "Con éxito",
    .failed = "Fallidas",
    .failureRate = "Tasa de fallos",
    .problems = "Problemas y qué hacer",
    .noProblems = "No se encontró ningún problema.",
    .facts = "{state} Dominio de política: {domain}.",
    .ongoing = "No ha terminado; visto por última vez el {last}.",
    .lastSeen = "Visto por última vez el {last}. Nadie que lo viera ha vuelto a informar sobre el "
                "dominio, así que puede haber terminado o no.",
    .over = "Ha terminado.",
    .fromTo = "Del {first} al {last}",
    .onDay = "El {first}",
    .seenBy = "Visto por: {reporters}",
    .others = "{names} y {n} más",
    .whoActs = "Quién actúa:",
    .whatToDo = "Qué hacer:",
    .moreProblems = "Otros problemas",
    .severityHead = "Gravedad",
    .subject = "Objeto",
    .cause = "Problema",
    .firstDay = "Primer día",
    .lastDay = "Último día",
    .domain = "Dominio de política",
    .severity = { "Crítico", "Aviso", "Conviene saberlo" },
    .policies = "Políticas en el tiempo",
    .noPolicies = "No se vio ninguna política.",
    .policyCaption = "Políticas de {domain} tal como las vieron quienes informan",
    .type = "Tipo",
    .mode = "Modo",
    .hosts = "MX",
    .changes = "Cambios",
    .reporters = "Vista por",
    .moreDomains = "Dominios cuyas políticas no figuran aquí: {n}. Un filtro los muestra.",
    .figuresHead = "Cifras",
    .byDomain = "Por dominio de política",
    .byMx = "Sesiones fallidas por MX y tipo de resultado",
    .byReporter = "Por organización que informa",
    .noDomain = "(dominio sin indicar)",
    .noMx = "(sin MX)",
    .noOrganization = "(sin organización)",
    .noResultType = "(sin tipo de resultado)",
    .mx = "MX",
    .resultType = "Tipo de resultado",
    .organization = "Organización",
    .share = "Fallidas del total",
    .moreRows = "Filas omitidas: {n}.",
    .readiness = "¿Lista para exigirse?",
    .counted = "Cómo se contó",
    .countedRules = { "Una sesión es una conexión de un servidor de correo. No es un mensaje.",
        "Los días son UTC: aquellos en que empiezan los informes.",
        "Las sesiones salen de los resúmenes de las políticas, nunca de sumar detalles de fallos. "
        "Los fallos por MX y tipo de resultado salen de los detalles, de modo que una sesión "
        "puede estar en varios.",
        "Lo que un informe dice de MTA-STS y de DANE sobre un dominio son las mismas sesiones, "
        "contadas una vez.",
        "El mismo informe dos veces cuenta una vez.",
        "Una cifra que falta en un informe es desconocida y no está en ninguna suma.",
        "Los informes son lo que dicen los remitentes. Quienes no informan no están en ellos." },
    .detailFilter = "El filtro pregunta por detalles de fallos: sesiones y fallos son los de las "
                    "políticas en las que un detalle coincide, con todos sus fallos.",
    .sourcesLine = "Fuentes leídas: {sources}. Con informes: {reports}; duplicadas: {duplicates}; "
                   "sin informe TLS: {others}; ilegibles: {unreadable}.",
};

} // namespace

const PeopleWords& peopleWords(Language language)
{
    return language == Language::Spanish ? spanish : english;
}

std::string spanIn(Language language, Day first, Day last)
{
    const PeopleWords& words = peopleWords(language);
    return filledIn(first == last ? words.onDay : words.fromTo,
        { { "first", formatDay(first) }, { "last", formatDay(last) } });
}

std::string numberIn(Language language, std::int64_t value)
{
    return groupedNumber(value, language);
}

std::string countIn(Language language, Count count)
{
    return countText(count, language);
}

std::string failureRateIn(Language language, const SessionFigures& figures)
{
    const std::int64_t failed = figures.failed.valueOr(0);
    const std::int64_t sessions = figures.sessions.valueOr(0);
    if (!figures.haveRate() || sessions <= 0 || failed > sessions)
        return {};
    return percentText(failed, sessions, language);
}

std::string filledIn(std::string_view text,
    std::initializer_list<std::pair<std::string_view, std::string_view>> values)
{
    return filledText(text, [&values](std::string_view name, const std::string&) {
        const auto* const found = std::ranges::find(
            values, name, &std::pair<std::string_view, std::string_view>::first);
        return found == values.end() ? std::string_view() : found->second;
    });
}

} // namespace mxlens
