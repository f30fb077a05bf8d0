// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/background.h"
#include "core/policy/tlsarecord.h"
#include "core/report/language.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

namespace mxlens {

/// What a policy says, whatever the form in which a report shows it.
struct PolicyContent {
    PolicyType type = PolicyType::Other;
    PolicyMode mode = PolicyMode::Absent; ///< sts
    std::optional<std::int64_t> maxAge; ///< sts; seconds
    /// sts: normalized MX patterns, sorted; empty where the reports name none. Those of the text
    /// where it has `mx:` lines, since some reporters give one policy for each MX.
    std::vector<std::string> patterns;
    std::vector<TlsaRecord> tlsa; ///< tlsa: the records, sorted.
    std::string otherType; ///< Another policy type, as written.
};

/// Whether two policies say different things; what one of them leaves out makes no difference.
bool policiesDiffer(const PolicyContent& a, const PolicyContent& b);

/// Contents of the forms of a background, each read once when it is first asked for. One thread.
class PolicyContents final {
public:
    PolicyContents(const Snapshot& snapshot, const Background& background);
    const PolicyContent& of(std::uint32_t form);

private:
    const Snapshot& m_snapshot;
    const Background& m_background;
    std::unordered_map<std::uint32_t, PolicyContent> m_known; ///< By form.
};

/// A policy of a domain, when it was seen and by whom.
struct PolicyVersion {
    PolicyContent content;
    std::string text; ///< Lines of policy-string as one reporter showed them, joined by LF.
    Day firstDay = noDay, lastDay = noDay;
    std::vector<std::string> reporters; ///< Once each, sorted.
    RowId firstPolicy = 0; ///< The first row that shows it.
    std::vector<std::string> changes; ///< Against the version of its type before it, in words.
};

/// The policies of one domain (normalized) over time, by first day; those of one day in input
/// order. Sightings without a day are left out.
std::vector<PolicyVersion> policyHistory(const Snapshot& snapshot, const Selection& selection,
    std::string_view domain, std::stop_token stop = {}, Language language = Language::English);

} // namespace mxlens
