// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/members.h"
#include "core/report/report.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mxlens {

/// Reads elements of `failure-details` as nearly all of them are written, in one go: they make up
/// most of the bytes of large reports. Refuses whatever the schema has to be asked about; keeps the
/// order of the members of the one before. One thread.
class QuickFailure final {
public:
    /// Reads the object that json begins with into `to`, whose texts lie in json. How long it is; 0
    /// where it has to be read by its tokens: one with a member that RFC 8460 does not have or that
    /// comes twice, with a text that is blank at an end or not plain ASCII, or another value than a
    /// text or a count that is exact. Then `to` holds anything. The addresses are not read.
    std::size_t read(std::string_view json, FailureDetail& to);
    /// The members of the object that was read last, a bit each.
    std::uint32_t seen() const { return m_seen; }

private:
    struct Key {
        std::string_view quoted;
        ReportMember member = ReportMember::Unknown;
    };

    const Key* key(std::string_view rest, ReportMember behind);
    static const Key* otherKey(std::string_view rest, std::array<Key, 2>& known);

    std::uint32_t m_seen = 0;
    /// Which members came behind a member, the last one first: failures of two kinds take turns.
    std::array<std::array<Key, 2>, memberCount> m_next{};
};

} // namespace mxlens
