// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/summarywords.h"

#include "core/report/numbertext.h"

#include <cstdint>

namespace mxlens {

namespace {

constexpr SummaryWords english{
    .source = { "source", "sources" },
    .duplicate = { "duplicate", "duplicates" },
    .organization = { "organization", "organizations" },
    .otherDomain = { "other policy domain", "other policy domains" },
    .policyUnknown = { "policy has a session count that is missing or no number: it is in no sum.",
        "policies have a session count that is missing or no number: it is in no sum." },
    .sources = "{sources}: {reports} with reports, {duplicates}, {others} not a TLS report, "
               "{unreadable} unreadable",
    .reports = "Reports",
    .fromOrganizations = "from {organizations}",
    .withDeviations = ", {n} with deviations from RFC 8460",
    .ofRead = ", of {n} read",
    .domains = "Policy domains",
    .days = "Days",
    .dayValue = "{first} to {last} (UTC)",
    .sessions = "Sessions",
    .succeeded = "succeeded",
    .failed = "failed",
    .of = "of {n}",
    .noDomain = "(no domain named)",
    .noMx = "(no MX named)",
    .noResultType = "(no result type)",
    .notDetailed = "not detailed",
    .overlap = "overlap of the details",
    .failuresHead = "Failed sessions by policy domain, MX and result type",
    .clean = "No failure in {domains}.",
    .unreadableHead = "Could not be read",
    .noReport = "There is no TLS report to show.",
    .notAllKnown = "No failure is reported, but not all counts are known.",
    .noSession = "Nothing failed: no session is reported.",
    .nothingFailed = "Nothing failed: all sessions succeeded.",
    .detailFilter = "Sessions and failures are those of the policies in which a failure detail "
                    "matches the\nfilter, with all their failures.",
};

constexpr SummaryWords spanish{
    .source = { "fuente", "fuentes" },
    .duplicate = { "duplicada", "duplicadas" },
    .organization = { "organización", "organizaciones" },
    .otherDomain = { "otro dominio de política", "otros dominios de política" },
    .policyUnknown
    = { "política tiene un número de sesiones que falta o no es un número: no está en ninguna "
        "suma.",
        "políticas tienen un número de sesiones que falta o no es un número: no está en ninguna "
        "suma." },
    .sources = "{sources}: {reports} con informes, {duplicates}, {others} sin informe TLS, "
               "{unreadable} ilegibles",
    .reports = "Informes",
    .fromOrganizations = "de {organizations}",
    .withDeviations = ", {n} con desviaciones de RFC 8460",
    .ofRead = ", de {n} leídos",
    .domains = "Dominios de política",
    .days = "Días",
    .dayValue = "del {first} al {last} (UTC)",
    .sessions = "Sesiones",
    .succeeded = "con éxito",
    .failed = "fallidas",
    .of = "de {n}",
    .noDomain = "(dominio sin indicar)",
    .noMx = "(sin MX)",
    .noResultType = "(sin tipo de resultado)",
    .notDetailed = "sin detalles",
    .overlap = "solapamiento de los detalles",
    .failuresHead = "Sesiones fallidas por dominio de política, MX y tipo de resultado",
    .clean = "Ningún fallo en {domains}.",
    .unreadableHead = "No se pudo leer",
    .noReport = "No hay ningún informe TLS que mostrar.",
    .notAllKnown = "No consta ningún fallo, pero no se conocen todas las cifras.",
    .noSession = "Nada falló: no consta ninguna sesión.",
    .nothingFailed = "Nada falló: todas las sesiones tuvieron éxito.",
    .detailFilter = "Sesiones y fallos son los de las políticas en las que un detalle de fallo "
                    "coincide con\nel filtro, con todos sus fallos.",
};

} // namespace

const SummaryWords& summaryWords(Language language)
{
    return language == Language::Spanish ? spanish : english;
}

std::string countedIn(Language language, std::size_t number, const CountedWord& word)
{
    return groupedNumber(static_cast<std::int64_t>(number), language)
        .append(" ")
        .append(number == 1 ? word.one : word.many);
}

} // namespace mxlens
