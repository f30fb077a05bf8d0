// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/idmarks.h"
#include "core/query/numbermap.h"
#include "core/report/resulttype.h"
#include "core/store/snapshot.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mxlens {

/// Which MX a policy can mean (DESIGN.md section 3, rule 4). Knows the whole snapshot, since
/// whether the domain of a DANE policy is an MX or a recipient domain shows in other reports only.
/// Immutable; asked for by Snapshot::kept(), as it takes as long as the sums that need it.
class MxCoverage final {
public:
    /// Number of a name that may be an MX; 0 is the empty name.
    using Name = std::uint32_t;
    /// Patterns that policies share: mx-host entries, or the mx lines of the policy text.
    using PatternSet = std::uint32_t;
    /// Number of a pattern: sets share them.
    using Pattern = std::uint32_t;

    explicit MxCoverage(const Snapshot& snapshot);

    /// The MX that a policy means alone; 0 where it can mean several. A DANE policy
    /// means its domain, another one its only MX pattern, if that has no wildcard; neither when a
    /// failure detail of the policy names another MX.
    Name aloneHost(const RowPlace& policy) const { return m_aloneOfPolicy[idOf(policy)]; }

    /// Whether a failure detail of a policy names an MX that is none of those that the policy's
    /// patterns, or its DANE domain, cover. Rare: mostly what a detail names tells nothing new.
    bool namesOthers(const RowPlace& policy) const { return m_namesOthers[idOf(policy)]; }

    /// Whether a failure detail of a policy names an MX (normalized), where the policy's patterns,
    /// or its DANE domain, do not cover that MX; for others it says nothing.
    bool detailNames(const RowPlace& policy, std::string_view mx) const;

    /// Whether a result type is about fetching the policy.
    static bool isBeforeMx(std::string_view resultType) { return resultType.starts_with("sts-"); }

    /// The MX of a failure detail; 0 where it has none. One that names none belongs to the MX that
    /// its policy means alone, unless it is about fetching the policy, which happens before any MX
    /// is asked (isBeforeMx).
    Name mxOf(RowId failure) const { return m_mxOfFailure[failure]; }

    /// The MX that failure details call so (an id of mxKey).
    Name nameOf(StringId mxKey) const { return m_nameOfText[mxKey]; }
    std::string_view text(Name name) const { return m_names[name]; }
    /// The number of a name; 0 where no policy and no failure detail gives it.
    Name named(std::string_view text) const;
    /// Number of names, the empty one included.
    Name nameCount() const { return static_cast<Name>(m_names.size()); }

    /// The domain of a DANE policy where it is an MX; 0 where it is a recipient domain.
    Name daneHost(const RowPlace& policy) const;
    /// The patterns of a policy that is no DANE one.
    PatternSet patternSet(const RowPlace& policy) const { return m_setOfPolicy[idOf(policy)]; }
    /// Number of pattern sets.
    PatternSet setCount() const { return static_cast<PatternSet>(m_sets.size()); }
    const std::vector<std::string>& patterns(PatternSet set) const { return m_sets[set].patterns; }
    /// Whether they are one name without a wildcard.
    bool isOneName(PatternSet set) const { return m_sets[set].alone != 0; }
    /// The same by their numbers, the smallest first.
    const std::vector<Pattern>& patternNumbers(PatternSet set) const { return m_sets[set].numbers; }
    Pattern patternCount() const { return static_cast<Pattern>(m_patterns.size()); }
    std::string_view patternText(Pattern pattern) const { return m_patterns[pattern].text; }
    /// The names that a pattern covers.
    const std::vector<Name>& coveredBy(Pattern pattern) const
    {
        return m_patterns[pattern].covered;
    }

private:
    struct Set {
        std::vector<std::string> patterns;
        Name alone = 0; ///< Its only pattern, where that has no wildcard.
        std::vector<Pattern> numbers;
    };
    struct OnePattern {
        std::string_view text;
        std::vector<Name> covered;
    };

    Name nameFor(std::string_view text);
    void readMxNames();
    void readPolicies();
    void readDaneDomains();
    void findCovered();
    void readDetails();
    void readDetailsOf(const RowPlace& policy, PolicyType type);
    void placeDetailsOf(const RowPlace& policy);
    bool isCovered(PatternSet set, Name name) const;
    RowId idOf(const RowPlace& policy) const
    {
        return m_snapshot.parts()[policy.segmentIndex].firstPolicy + policy.row;
    }
    PatternSet setFor(StringId mxHosts, StringId policyText);

    const Snapshot& m_snapshot;
    std::unordered_map<std::string_view, Name> m_numbers;
    std::vector<std::string_view> m_names{ {} };
    std::vector<Name> m_nameOfText; ///< By id of the pool, for what failure details name.
    IdMarks m_recipientDomains; ///< Domains of policies other than tlsa.
    NumberMap<PatternSet> m_setNumbers; ///< By ids of mx-hosts and policy text; from 1.
    std::vector<PatternSet> m_setOfPolicy; ///< By RowId; any number for DANE policies.
    std::vector<Name> m_aloneOfPolicy; ///< By RowId.
    std::vector<char> m_namesOthers; ///< By RowId.
    std::vector<Name> m_mxOfFailure; ///< By RowId.
    std::deque<Set> m_sets;
    std::vector<OnePattern> m_patterns;
    std::vector<std::vector<Pattern>> m_coveringPatterns; ///< By name.
    NumberMap<Name> m_daneHosts; ///< By domain.
};

} // namespace mxlens
