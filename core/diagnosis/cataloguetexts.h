// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/catalogue.h"

#include <array>
#include <span>
#include <string_view>

namespace mxlens {

/// Who has to act, one bit each.
enum Actor : unsigned {
    ActorYou = 1, ///< The administrator of the mail server.
    ActorYourDns = 2,
    ActorYourWebHost = 4,
    ActorSender = 8,
    ActorNetwork = 16, ///< Whoever runs the network between.
};
constexpr int actorCount = 5;

/// How a cause acts on mail, policy by policy.
enum class EffectKind {
    Session, ///< The session failed: the table of effects for sessions.
    PolicyFetch, ///< The policy could not be had; what was known of it before still counts.
    Nothing, ///< No session failed by it.
};

/// What the catalogue knows of an entry beside its texts.
struct CatalogueEntry {
    std::string_view name;
    Cause cause;
    unsigned actors; ///< Bits of Actor.
    EffectKind effect;
};

/// The texts of an entry in one language. Placeholders: {mx} {domain} {organization} {policyhost}
/// {policyurl} {days} {written}. Steps are divided by line feeds.
struct CatalogueText {
    std::string_view name;
    std::string_view title;
    std::string_view meaning;
    std::string_view steps;
};

/// Everything that is written in one language.
struct CatalogueLanguage {
    std::span<const CatalogueText> entries; ///< In the order of catalogueEntries().
    std::array<std::string_view, appliedPolicyCount> policyNames;
    std::array<std::string_view, appliedPolicyCount> sessionEffects;
    std::array<std::string_view, appliedPolicyCount> fetchEffects;
    std::array<std::string_view, actorCount> actors; ///< Parts of a list: `the sender`.
    std::string_view nobodyActs;
    std::string_view noEffect;
    std::string_view listAnd; ///< Before the last of a list, with blanks.
    std::string_view daysRange; ///< `{first} to {last}`
    // What stands for names that a case does not give.
    std::string_view anyMx, anyDomain, anyOrganization, anyPolicyHost, anyPolicyUrl, anyDays,
        anyWritten;
};

std::span<const CatalogueEntry> catalogueEntries();
const CatalogueLanguage& catalogueIn(Language language);
const CatalogueLanguage& englishCatalogue();
const CatalogueLanguage& spanishCatalogue();

/// Fills placeholders with the names of a case, or with what stands for any.
std::string filledIn(std::string_view text, const CaseNames& names, Language language);

} // namespace mxlens
