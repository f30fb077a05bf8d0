// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/filter.h"
#include "core/query/numbermap.h"
#include "core/query/rowmask.h"
#include "core/query/textmatch.h"
#include "core/store/snapshot.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>

namespace mxlens {

/// The rows of a part of a snapshot that meet a filter (Selection tells when a row does). Those of
/// duplicates are out, but for their sources.
struct RowMasks {
    RowMask sources, reports, policies, failures;
};

/// Decides which rows of a snapshot meet a filter: column by column, and each distinct text is
/// compared once for each term, however many rows share it. Several threads may ask at once. Lives
/// no longer than what it is made of.
class Matcher final {
public:
    Matcher(const Snapshot& snapshot, const Filter& filter);

    /// The rows of one part, by its index.
    RowMasks match(std::uint32_t part);

    /// A term of the filter and what is known of it.
    struct Term {
        Term(const Snapshot& snapshot, const FilterTerm& from);
        const FilterTerm& filter;
        TermMatch match;
        KnownTexts texts, addresses; ///< By StringId and AddressId of the snapshot.
        bool searched = false; ///< Every text was searched for the term's words beforehand.

        /// Whether policies with such MX hosts and such a text cover an MX that the term names;
        /// work() tells where nobody asked before.
        bool covers(StringId hosts, StringId text, const std::function<bool()>& work);

    private:
        std::mutex m_mutex;
        NumberMap<char> m_covers; ///< 0 unknown, 1 no, 2 yes.
    };

private:
    void fillTables();

    const Snapshot& m_snapshot;
    std::deque<Term> m_terms;
};

} // namespace mxlens
