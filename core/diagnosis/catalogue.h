// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/cause.h"
#include "core/report/language.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// What was applied to the sessions: it decides what a failed session means for the mail.
enum class AppliedPolicy {
    Enforce, ///< `sts`, mode enforce.
    Testing, ///< `sts`, mode testing.
    ModeNone, ///< `sts`, mode none.
    Dane, ///< `tlsa`
    NoPolicy, ///< `no-policy-found`
    Unknown, ///< `sts` without a mode, or another policy type.
};
constexpr int appliedPolicyCount = static_cast<int>(AppliedPolicy::Unknown) + 1;

/// The names of a case that are filled into texts; an empty one stands for any.
struct CaseNames {
    std::string mx;
    std::string domain;
    std::string organization;
    std::string firstDay; ///< YYYY-MM-DD
    std::string lastDay;
    std::string written; ///< The words of the reports: an unknown result type.
};

/// What a failed session means for the mail under one policy.
struct PolicyEffect {
    AppliedPolicy policy = AppliedPolicy::Unknown;
    std::string policyName; ///< `MTA-STS, mode enforce`
    std::string effect; ///< One sentence.
};

/// An entry of the catalogue with the names of a case.
struct Explanation {
    std::string name; ///< Of the entry: `certificate-expired`.
    std::string written; ///< The word that was asked about, where it is another one.
    std::string title;
    std::string meaning; ///< One or two sentences.
    std::string reason; ///< What the reason code adds; empty without one.
    std::vector<PolicyEffect> effects; ///< For each policy that changes something.
    std::string whoActs; ///< One sentence.
    std::vector<std::string> firstSteps;
    bool known = true; ///< False: the entry is that of what nobody knows.
};

/// The cause that a result type stands for, also in the spellings that reporters and guides use in
/// place of those of RFC 8460; nothing for an unknown one.
std::optional<Cause> causeOfResultType(std::string_view written);

/// Explains a cause.
Explanation explain(Cause cause, const CaseNames& names, Language language);

/// Explains what stands in a report: a result type or reason code, in any spelling that the
/// catalogue knows. An unknown word is said to be one and shown.
Explanation explainWords(std::string_view written, const CaseNames& names, Language language);

/// Explains a failure detail: its result type, refined by its reason code.
Explanation explainDetail(std::string_view resultType, std::string_view reasonCode,
    const CaseNames& names, Language language);

/// The name of a policy in words: `MTA-STS, mode enforce`.
std::string policyNameOf(AppliedPolicy policy, Language language);

/// Names of all entries, those of RFC 8460 first; with titles for a list.
struct CatalogueLine {
    std::string_view name;
    std::string_view title;
};
std::vector<CatalogueLine> catalogueLines(Language language);

} // namespace mxlens
