// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/filter.h"
#include "core/query/textmatch.h"
#include "core/store/snapshot.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mxlens {

/// Decides whether rows of a snapshot meet a filter. Each distinct text is compared once for each
/// term, however many rows share it. One thread; lives no longer than what it is made of.
class Matcher final {
public:
    /// known is for all terms of filter and all texts of the snapshot's pool; several matchers
    /// share it.
    Matcher(const Snapshot& snapshot, const Filter& filter, KnownTexts& known,
        KnownTexts& knownAddresses);

    /// Looks at one report from now on: terms about the report are settled here. False when they
    /// leave the whole report out.
    bool enterReport(const RowPlace& report);
    /// Looks at one policy of that report (row of its segment). False when its terms leave it out.
    bool enterPolicy(std::uint32_t policy);
    /// Whether a failure detail of that policy (row of its segment) is in.
    bool failureIsIn(std::uint32_t failure);
    /// Whether the policy is in; failureIn: a failure detail of it is.
    bool policyIsIn(bool failureIn);
    /// Whether the report is in though it has no policies.
    bool reportIsInByItself();
    /// Whether a source that holds no report is in.
    bool sourceIsIn(const RowPlace& source);

private:
    bool textMeets(std::size_t term, StringId id);
    bool addressMeets(std::size_t term, AddressId id);
    bool anyOf(std::size_t term, std::initializer_list<StringId> ids);
    bool sourceMeets(std::size_t term, const RowPlace& source);
    bool reportMeets(std::size_t term);
    bool policyMeets(std::size_t term);
    bool covers(std::size_t term);
    bool policyIsInByItself();

    const Snapshot& m_snapshot;
    const Filter& m_filter;
    KnownTexts& m_known;
    KnownTexts& m_knownAddresses;
    TextMatch m_match;
    std::vector<std::size_t> m_reportTerms, m_policyTerms,
        m_failureTerms; ///< What each level asks.
    std::unordered_map<std::uint64_t, bool> m_coverKnown;
    RowPlace m_report;
    std::uint32_t m_policy = 0;
    std::vector<char> m_wordInReport; ///< For each bare word: found in a text of the report ...
    std::vector<char> m_wordInPolicy; ///< ... or of the policy.
};

} // namespace mxlens
