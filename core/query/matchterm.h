// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/filter.h"
#include "core/query/numbermap.h"
#include "core/query/textmatch.h"
#include "core/store/snapshot.h"

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace mxlens {

/// What a term speaks about.
enum class TermLevel { Report, Policy, Failure, Word };

/// What terms with a key speak about.
TermLevel levelOf(FilterKey key);

/// Whether a count is known and in the range of a term.
bool inRange(const FilterTerm& term, Count count);

/// A term of a filter while a snapshot is looked at, and what is known of the snapshot's texts. Any
/// thread. Lives no longer than the snapshot and the term.
struct MatchTerm {
    MatchTerm(const Snapshot& snapshot, const FilterTerm& from);

    const FilterTerm& filter;
    const TermMatch match;
    KnownTexts texts, addresses; ///< By StringId and AddressId of the snapshot.
    bool searched = false; ///< Every text was searched for the term's words beforehand.

    bool textMeets(const Snapshot& snapshot, StringId id)
    {
        return texts.get(id, [&] { return match.meets(snapshot.text(id)); });
    }
    /// Whether what stands in the source column meets the term. path: memory to be used.
    bool pathMeets(const Snapshot& snapshot, const Segment::Sources& sources, std::uint32_t source,
        std::string& path);
    /// Whether policies with such MX hosts and such a text cover an MX that the term names.
    bool patternsCover(const Snapshot& snapshot, StringId hosts, StringId text);

private:
    bool mayLieAcross(std::string_view folder, std::string_view inner) const;

    /// By letter: whether a word may be cut behind it, and in front of it.
    std::array<bool, 256> m_beforeCut{}, m_behindCut{};
    std::mutex m_mutex;
    NumberMap<char> m_covers; ///< 0 unknown, 1 no, 2 yes.
};

} // namespace mxlens
