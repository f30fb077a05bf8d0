// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/catalogue.h"

#include "core/diagnosis/cataloguetexts.h"
#include "core/diagnosis/reasoncode.h"
#include "core/report/names.h"
#include "core/report/resulttype.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mxlens {

namespace {

constexpr unsigned mailServerAndNetwork = ActorYou | ActorNetwork;
constexpr unsigned dnsAndWeb = ActorYourDns | ActorYourWebHost;

constexpr std::array entries{
    CatalogueEntry{ "starttls-not-supported", Cause::StarttlsNotSupported, mailServerAndNetwork,
        EffectKind::Session },
    CatalogueEntry{ "certificate-host-mismatch", Cause::CertificateHostMismatch,
        ActorYou | ActorYourDns, EffectKind::Session },
    CatalogueEntry{
        "certificate-expired", Cause::CertificateExpired, ActorYou, EffectKind::Session },
    CatalogueEntry{
        "certificate-not-trusted", Cause::CertificateNotTrusted, ActorYou, EffectKind::Session },
    CatalogueEntry{ "validation-failure", Cause::ValidationFailure, ActorYou | ActorSender,
        EffectKind::Session },
    CatalogueEntry{ "tlsa-invalid", Cause::TlsaInvalid, ActorYourDns, EffectKind::Session },
    CatalogueEntry{ "dnssec-invalid", Cause::DnssecInvalid, ActorYourDns, EffectKind::Session },
    CatalogueEntry{ "dane-required", Cause::DaneRequired, ActorYourDns, EffectKind::Session },
    CatalogueEntry{
        "sts-policy-fetch-error", Cause::StsPolicyFetchError, dnsAndWeb, EffectKind::PolicyFetch },
    CatalogueEntry{
        "sts-policy-invalid", Cause::StsPolicyInvalid, ActorYourWebHost, EffectKind::PolicyFetch },
    CatalogueEntry{
        "sts-webpki-invalid", Cause::StsWebpkiInvalid, ActorYourWebHost, EffectKind::PolicyFetch },
    CatalogueEntry{ "mx-not-in-policy", Cause::MxNotInPolicy, dnsAndWeb, EffectKind::Session },
    CatalogueEntry{ "starttls-stripped-on-path", Cause::StarttlsStrippedOnPath,
        ActorSender | ActorNetwork, EffectKind::Session },
    CatalogueEntry{ "handshake-failure", Cause::HandshakeFailure, ActorYou | ActorNetwork,
        EffectKind::Session },
    CatalogueEntry{
        "certificate-not-valid-yet", Cause::CertificateNotValidYet, ActorYou, EffectKind::Session },
    CatalogueEntry{
        "certificate-revoked", Cause::CertificateRevoked, ActorYou, EffectKind::Session },
    CatalogueEntry{
        "stale-policy", Cause::StalePolicy, dnsAndWeb | ActorSender, EffectKind::Session },
    CatalogueEntry{ "noise", Cause::Noise, 0, EffectKind::Session },
    CatalogueEntry{
        "silent-reporter", Cause::SilentReporter, ActorYou | ActorYourDns, EffectKind::Nothing },
    CatalogueEntry{
        "inconsistent-counts", Cause::InconsistentCounts, ActorSender, EffectKind::Session },
    CatalogueEntry{
        "unknown-result-type", Cause::UnknownResultType, ActorSender, EffectKind::Session },
    // Words of reporters and guides that say more than the cause that they are counted under.
    CatalogueEntry{
        "unsupported-certificate", Cause::CertificateNotTrusted, ActorYou, EffectKind::Session },
    CatalogueEntry{
        "no-valid-signature", Cause::CertificateNotTrusted, ActorYou, EffectKind::Session },
    CatalogueEntry{ "mta-sts-policy-not-found", Cause::StsPolicyFetchError, dnsAndWeb,
        EffectKind::PolicyFetch },
    CatalogueEntry{
        "mta-sts-connection-failure", Cause::HandshakeFailure, ActorYou, EffectKind::Session },
};

/// Other words for entries, in lower case with hyphens.
constexpr std::array<std::pair<std::string_view, std::string_view>, 24> aliases{ {
    { "cert-expired", "certificate-expired" },
    { "expired", "certificate-expired" },
    { "hostname-mismatch", "certificate-host-mismatch" },
    { "incorrect-host-name", "certificate-host-mismatch" },
    { "certificate-hostname-mismatch", "certificate-host-mismatch" },
    { "certificate-untrusted", "certificate-not-trusted" },
    { "not-trusted", "certificate-not-trusted" },
    { "self-signed", "certificate-not-trusted" },
    { "tls-handshake-failure", "handshake-failure" },
    { "not-valid-yet", "certificate-not-valid-yet" },
    { "certificate-not-yet-valid", "certificate-not-valid-yet" },
    { "revoked", "certificate-revoked" },
    { "starttls-not-offered", "starttls-not-supported" },
    { "no-starttls", "starttls-not-supported" },
    { "no-policy-found", "mta-sts-policy-not-found" },
    { "mta-sts-policy-invalid", "sts-policy-invalid" },
    { "sts-policy-fetch-invalid", "sts-policy-invalid" },
    { "mta-sts-policy-fetch-error", "sts-policy-fetch-error" },
    { "mta-sts-webpki-invalid", "sts-webpki-invalid" },
    { "mta-sts-invalid-hostname", "mx-not-in-policy" },
    { "mx-hosts-mismatch", "mx-not-in-policy" },
    { "mx-mismatch", "mx-not-in-policy" },
    { "dnssec-bogus", "dnssec-invalid" },
    { "tlsa-mismatch", "tlsa-invalid" },
} };

// The word as the catalogue writes words.
std::string wordOf(std::string_view written)
{
    std::string word = lowered(trimmed(written));
    std::ranges::replace_if(
        word, [](char c) { return c == '_' || c == ' '; }, '-');
    while (word.ends_with('.'))
        word.pop_back();
    return word;
}

std::optional<std::size_t> indexOf(std::string_view written)
{
    std::string word = wordOf(written);
    const auto* const alias
        = std::ranges::find(aliases, word, [](const auto& a) { return a.first; });
    if (alias != aliases.end())
        word = alias->second;
    const auto* const entry = std::ranges::find(entries, word, &CatalogueEntry::name);
    if (entry == entries.end())
        return std::nullopt;
    return static_cast<std::size_t>(entry - entries.begin());
}

std::size_t indexOf(Cause cause)
{
    // The entries of the causes stand first, in their order.
    return static_cast<std::size_t>(cause);
}

std::string whoActs(unsigned actors, const CatalogueLanguage& texts)
{
    std::vector<std::string_view> names;
    for (unsigned i = 0; i < texts.actors.size(); ++i) {
        if ((actors & (1u << i)) != 0)
            names.push_back(texts.actors.at(i));
    }
    if (names.empty())
        return std::string(texts.nobodyActs);
    std::string sentence;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool last = i + 1 == names.size();
        sentence.append(i == 0 ? std::string_view()
                : last         ? texts.listAnd
                               : std::string_view("; "));
        sentence.append(names[i]);
    }
    // Every item of the lists begins with an ASCII letter.
    sentence.front() = static_cast<char>(sentence.front() - 'a' + 'A');
    return sentence + '.';
}

std::vector<PolicyEffect> effectsOf(EffectKind kind, const CatalogueLanguage& texts)
{
    std::vector<PolicyEffect> effects;
    if (kind == EffectKind::Nothing)
        return effects;
    const auto& sentences = kind == EffectKind::Session ? texts.sessionEffects : texts.fetchEffects;
    for (std::size_t i = 0; i < sentences.size(); ++i)
        effects.push_back({ static_cast<AppliedPolicy>(i), std::string(texts.policyNames.at(i)),
            std::string(sentences.at(i)) });
    return effects;
}

Explanation explainEntry(std::size_t index, const CaseNames& names, Language language)
{
    const CatalogueEntry& entry = entries.at(index);
    const CatalogueLanguage& texts = catalogueIn(language);
    const CatalogueText& text = texts.entries[index];
    Explanation explanation;
    explanation.name = entry.name;
    explanation.title = text.title;
    explanation.meaning = filledIn(text.meaning, names, language);
    explanation.effects = effectsOf(entry.effect, texts);
    explanation.whoActs = whoActs(entry.actors, texts);
    for (std::string_view steps = text.steps; !steps.empty();) {
        const std::size_t end = std::min(steps.find('\n'), steps.size());
        explanation.firstSteps.push_back(filledIn(steps.substr(0, end), names, language));
        steps.remove_prefix(std::min(end + 1, steps.size()));
    }
    explanation.known = entry.cause != Cause::UnknownResultType;
    return explanation;
}

std::string reasonText(const DecodedReason& reason, Language language)
{
    std::string text(language == Language::Spanish ? reason.entry->spanish : reason.entry->english);
    const std::size_t at = text.find("{number}");
    return at == std::string::npos ? text : text.replace(at, 8, reason.number);
}

} // namespace

std::span<const CatalogueEntry> catalogueEntries()
{
    return entries;
}

const CatalogueLanguage& catalogueIn(Language language)
{
    return language == Language::Spanish ? spanishCatalogue() : englishCatalogue();
}

std::optional<Cause> causeOfResultType(std::string_view written)
{
    const std::optional<std::size_t> index = indexOf(written);
    if (!index)
        return std::nullopt;
    const Cause cause = entries.at(*index).cause;
    return cause == Cause::UnknownResultType ? std::nullopt : std::optional(cause);
}

Explanation explain(Cause cause, const CaseNames& names, Language language)
{
    return explainEntry(indexOf(cause), names, language);
}

Explanation explainWords(std::string_view written, const CaseNames& names, Language language)
{
    const std::optional<DecodedReason> reason = decodeReason(written);
    std::optional<std::size_t> index = indexOf(written);
    if (!index && reason)
        index = indexOf(reason->cause.value_or(Cause::ValidationFailure));
    CaseNames filled = names;
    filled.written = std::string(trimmed(written));
    Explanation explanation
        = explainEntry(index.value_or(indexOf(Cause::UnknownResultType)), filled, language);
    if (explanation.name != filled.written)
        explanation.written = filled.written;
    if (reason)
        explanation.reason = reasonText(*reason, language);
    return explanation;
}

Explanation explainDetail(std::string_view resultType, std::string_view reasonCode,
    const CaseNames& names, Language language)
{
    const Cause cause = causeOfWords(resultType, reasonCode);
    const std::optional<std::size_t> own = indexOf(resultType);
    const bool ownFits = own && entries.at(*own).cause == cause;
    CaseNames filled = names;
    filled.written = std::string(trimmed(resultType));
    Explanation explanation = explainEntry(ownFits ? *own : indexOf(cause), filled, language);
    if (explanation.name != filled.written)
        explanation.written = filled.written;
    if (const std::optional<DecodedReason> reason = decodeReason(reasonCode))
        explanation.reason = reasonText(*reason, language);
    return explanation;
}

std::string policyNameOf(AppliedPolicy policy, Language language)
{
    return std::string(catalogueIn(language).policyNames.at(static_cast<std::size_t>(policy)));
}

std::vector<CatalogueLine> catalogueLines(Language language)
{
    std::vector<CatalogueLine> lines;
    for (const CatalogueText& text : catalogueIn(language).entries)
        lines.push_back({ text.name, text.title });
    return lines;
}

} // namespace mxlens
