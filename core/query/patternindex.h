// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mxlens {

/// Finds the names that MX patterns cover (RFC 8461 section 4.1) without trying all of them.
/// Immutable: any thread.
class PatternIndex final {
public:
    /// Place of a name in the list.
    using Name = std::uint32_t;

    /// names: that of place 0 is none.
    explicit PatternIndex(std::span<const std::string_view> names);

    /// The names that a pattern covers, as mxPatternMatches() has it. Valid as long as this.
    const std::vector<Name>& coveredBy(std::string_view pattern) const;

private:
    using Names = std::unordered_map<std::string, std::vector<Name>>;

    Names m_whole, m_behindFirstLabel;
    std::vector<Name> m_none;
};

} // namespace mxlens
