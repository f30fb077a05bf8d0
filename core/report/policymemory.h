// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Remembers policy objects by their bytes: a reporter writes the same one again and again. Only
/// objects without any deviation are remembered, so that recognising one is the same as reading it.
/// One thread.
class PolicyMemory final {
public:
    /// A policy object that was read before. Its texts lie in bytes.
    struct Entry {
        std::uint64_t hash = 0; ///< Of bytes: what is looked for first. 0: nothing is here.
        std::string bytes; ///< From { to }.
        Policy policy; ///< type, mode, domain and serial.
        std::vector<std::string_view> lines, mxHosts;
        std::uint32_t seen = 0; ///< Members that it has, a bit each.
        std::uint64_t usedIn = 0; ///< Document in which it was used last.
    };

    /// Begins a new document: texts given out before may be forgotten from now on.
    void beginDocument() { ++m_document; }
    /// The entry whose bytes stand at the beginning of rest, or null. Its texts stay valid until
    /// the next beginDocument().
    const Entry* find(std::string_view rest);
    /// Remembers an object, in the place of one that was not used for longer. Texts of policy,
    /// lines and hosts that do not lie in bytes make that impossible: then that one is forgotten
    /// alone.
    void learn(
        std::string_view bytes, const Policy& policy, std::uint32_t seen, const Report& report);

private:
    /// Places for one object: of two whose hashes meet neither drives the other out.
    using Set = std::array<Entry, 2>;
    Set& setOf(std::uint64_t hash);

    std::vector<Set> m_sets;
    std::uint64_t m_document = 0;
};

} // namespace mxlens
