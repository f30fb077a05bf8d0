// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/localtexts.h"
#include "core/store/segmentbuilder.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// What the texts and addresses of a segment became in the shared pools. Valid until the builder is
/// used again.
struct SegmentBuilder::PoolIds {
    std::span<const StringId> texts;
    std::span<const StringId> ownTexts;
    std::span<const AddressId> addresses;
};

/// What StoreBuilder takes over from a SegmentBuilder: the columns, with ids of their own texts and
/// addresses.
struct SegmentBuilder::Private {
    std::shared_ptr<Segment> segment;
    std::uint64_t order = 0;
    LocalTexts texts;
    OwnTexts ownTexts;
    LocalAddresses addresses;

    /// Whether its memory is worth keeping for another segment: not after a giant one.
    bool mayGoOn() const;
    /// Begins another segment of the same store: with the memory of this one, and what is known of
    /// texts and addresses.
    void startAnew(std::uint64_t newOrder);

    void addSource(std::string_view folder, StringId name, std::string_view inner,
        SourceOutcome outcome, std::string_view detail);
    StringId lastName() const; ///< Of the source that was added last; 0 where there is none.
    void addPolicy(const Report& report, const Policy& policy);
    /// before: the one of this policy that was added last, or null.
    void addFailure(
        const FailureDetail& failure, const FailureDetail* before, std::uint32_t policy);
    void addDeviations(const Report& report);

    /// Adds texts and addresses to the shared pools. The pools' writer only.
    PoolIds moveTexts(StringPool& pool, AddressPool& addressPool);
    /// The columns with the ids of the shared pools. Any thread.
    std::shared_ptr<const Segment> close(const PoolIds& ids) const;

    /// Texts of a policy as ids, and their fingerprint.
    struct PolicyTexts {
        std::uint64_t serial = 0; ///< Policy::serial; 0: none yet.
        StringId type = 0, mode = 0, domain = 0, domainKey = 0, policyText = 0, mxHosts = 0;
        ContentKey key{};
    };
    /// Valid until the next call.
    const PolicyTexts& textsOf(const Report& report, const Policy& policy);
    std::vector<ContentKey> policyKeys; ///< Of the report at hand.

private:
    void fillTexts(PolicyTexts& to, const Report& report, const Policy& policy);
    StringId keyOf(StringId name);
    StringId joined(std::span<const std::string_view> texts);
    AddressId addressId(const ReadAddress& address, std::string_view written);

    std::vector<StringId> m_keys; ///< By text: its normalized form, 0 where it was not asked for.
    std::vector<PolicyTexts> m_policies; ///< Those met last, by their serials.
    PolicyTexts m_policy; ///< One without a serial.
    std::string m_scratch;
    std::uint64_t m_pool = 0; ///< Serial of the pool that texts were moved to; 0: none yet.
};

} // namespace mxlens
