// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/filter.h"
#include "core/query/mxcoverage.h"
#include "core/query/textmatch.h"
#include "core/query/wordgroup.h"
#include "core/store/snapshot.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mxlens {

/// What a term that has a key speaks about.
enum class TermLevel { Report, Policy, Failure };

/// What terms with such a key, which is not Any, speak about.
TermLevel levelOf(FilterKey key);

/// Whether a count is known and in the range of a term.
bool inRange(const FilterTerm& term, Count count);

/// A term of a filter that has a key while a snapshot is looked at, and what is known of the
/// snapshot's texts. Any thread. Lives no longer than the snapshot and the term.
struct MatchTerm {
    MatchTerm(const Snapshot& snapshot, const FilterTerm& from);

    const FilterTerm& filter;
    const TermMatch match;
    KnownTexts texts, addresses; ///< By StringId and AddressId of the snapshot.
    /// For Source, and for Report where its words can be searched for: the term as a word by
    /// itself.
    std::optional<WordGroup> word;

    bool textMeets(const Snapshot& snapshot, StringId id)
    {
        return texts.get(id, [&] { return match.meets(snapshot.text(id)); });
    }
    /// Whether the patterns of a policy that is no DANE one cover an MX that the term names.
    bool patternsCover(const RowPlace& policy) const
    {
        return m_coversOfSet[m_coverage->patternSet(policy)] != 0;
    }
    /// Whether such a policy means one MX alone, and the term names that one; to be asked only
    /// where mayBeMeantAlone().
    bool isMeantAlone(const RowPlace& policy) const
    {
        return m_meansOfSet[m_coverage->patternSet(policy)] != 0
            && m_coverage->aloneHost(policy) != 0;
    }
    /// Whether there may be such a policy at all.
    bool mayBeMeantAlone() const { return m_mayBeMeant; }
    /// The same as patternsCover() of what a policy has for MX hosts and policy text; not quick.
    bool patternsCover(const Snapshot& snapshot, StringId hosts, StringId text) const;

private:
    bool anyCovers(std::span<const std::string> patterns) const;

    const MxCoverage* m_coverage = nullptr; ///< Of the snapshot, for terms that need it.
    std::vector<char> m_coversOfSet; ///< By pattern set of it, for those.
    std::vector<char> m_meansOfSet; ///< The same where it is one name without a wildcard.
    bool m_mayBeMeant = false;
};

} // namespace mxlens
