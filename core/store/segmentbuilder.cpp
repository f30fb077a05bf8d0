// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/segmentbuilder.h"

#include "core/report/byteword.h"
#include "core/report/inlining.h"
#include "core/report/names.h"
#include "core/store/reporthash.h"
#include "core/store/segmentbuilder_p.h"
#include "core/store/segmentcolumns.h"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace mxlens {

namespace {

constexpr std::size_t knownPolicies = 1024;
// Segments with more of anything are seldom: the memory for them is not kept.
constexpr std::uint32_t commonRows = 1u << 16;
constexpr std::size_t commonBytes = 4u << 20;

std::uint32_t sizeOf(const auto& column)
{
    return static_cast<std::uint32_t>(column.size());
}

// Ids of a segment's own pool, replaced by those of the shared one.
void remap(std::vector<std::uint32_t>& column, std::span<const std::uint32_t> ids)
{
    for (std::uint32_t& id : column)
        id = ids[id];
}

template <typename Column> void remap(Column& column, std::span<const std::uint32_t> ids)
{
    column.replaceIds([ids](std::uint32_t id) { return ids[id]; });
}

} // namespace

SegmentBuilder::SegmentBuilder(std::uint64_t order)
    : m_private(std::make_unique<Private>())
{
    m_private->segment = std::make_shared<Segment>();
    m_private->order = order;
}

SegmentBuilder::SegmentBuilder(std::unique_ptr<Private> known)
    : m_private(std::move(known))
{
}

SegmentBuilder::~SegmentBuilder() = default;
SegmentBuilder::SegmentBuilder(SegmentBuilder&&) noexcept = default;
SegmentBuilder& SegmentBuilder::operator=(SegmentBuilder&&) noexcept = default;

std::size_t SegmentBuilder::sourceCount() const
{
    return m_private->segment->sources.name.size();
}

std::size_t SegmentBuilder::reportCount() const
{
    return m_private->segment->reports.key.size();
}

void SegmentBuilder::addSource(
    std::string_view path, std::string_view inner, SourceOutcome outcome, std::string_view detail)
{
    const std::size_t slash = path.rfind('/') + 1; // npos + 1 is 0
    const std::string_view name = path.substr(slash);
    // The messages of an mbox have its name in common; loose files have one each.
    const StringId last = m_private->lastName();
    const bool same = last != 0 && m_private->ownTexts.text(last) == name;
    m_private->addSource(path.substr(0, slash), same ? last : m_private->ownTexts.append(name),
        inner, outcome, detail);
}

void SegmentBuilder::addFileSource(std::string_view folder, std::string_view keptName,
    std::string_view inner, SourceOutcome outcome, std::string_view detail)
{
    const StringId last = m_private->lastName();
    const bool same = last != 0 && m_private->ownTexts.text(last).data() == keptName.data();
    m_private->addSource(
        folder, same ? last : m_private->ownTexts.adopt(keptName), inner, outcome, detail);
}

void SegmentBuilder::Private::addSource(std::string_view folder, StringId name,
    std::string_view inner, SourceOutcome outcome, std::string_view detail)
{
    auto& sources = segment->sources;
    sources.folder.push_back(texts.internOneOfFew(folder));
    sources.name.push_back(name);
    sources.inner.push_back(ownTexts.append(inner));
    sources.outcome.push_back(outcome);
    sources.detail.push_back(texts.intern(detail));
    sources.firstReport.push_back(sources.firstReport.back());
}

StringId SegmentBuilder::Private::lastName() const
{
    const IdColumn& names = segment->sources.name;
    return names.empty() ? 0 : names[names.size() - 1];
}

void SegmentBuilder::amendSource(SourceOutcome outcome, std::string_view detail)
{
    auto& sources = m_private->segment->sources;
    sources.outcome.back() = outcome;
    sources.detail.setLast(m_private->texts.intern(detail));
}

void SegmentBuilder::addReport(const Report& report)
{
    Segment& segment = *m_private->segment;
    LocalTexts& texts = m_private->texts;
    auto& reports = segment.reports;
    reports.organization.push_back(texts.internOneOfFew(report.organizationName));
    reports.contact.push_back(texts.internOneOfFew(report.contactInfo));
    reports.reportId.push_back(m_private->ownTexts.append(report.reportId));
    reports.start.push_back(report.start.value_or(noTimestamp));
    reports.end.push_back(report.end.value_or(noTimestamp));
    reports.day.push_back(dayOf(report.start, report.end).value_or(noDay));
    reports.source.push_back(sizeOf(segment.sources.name) - 1);
    ++segment.sources.firstReport.back();

    m_private->policyKeys.clear();
    for (const Policy& policy : report.policies)
        m_private->addPolicy(report, policy);
    const ReportKey key = reportKeyOf(report, m_private->policyKeys);
    reports.identity.push_back(key.identity);
    reports.key.push_back(key.content);
    reports.firstPolicy.push_back(sizeOf(segment.policies.report));
    m_private->addDeviations(report);
}

void SegmentBuilder::Private::addDeviations(const Report& report)
{
    auto& deviations = segment->deviations;
    for (const Deviation& deviation : report.deviations) {
        deviations.code.push_back(deviation.code);
        deviations.field.push_back(texts.internOneOfFew(deviation.field));
        deviations.written.push_back(texts.intern(deviation.written));
        deviations.madeOf.push_back(texts.intern(deviation.madeOf));
        deviations.count.push_back(deviation.count);
    }
    segment->reports.firstDeviation.push_back(sizeOf(deviations.code));
}

// The normalized form of a name that was interned; each name is worked out once.
StringId SegmentBuilder::Private::keyOf(StringId name)
{
    if (name == 0)
        return 0;
    if (name >= m_keys.size())
        m_keys.resize(std::size_t{ texts.size() } + texts.size() / 2, 0);
    if (m_keys[name] == 0)
        m_keys[name] = texts.intern(normalizedName(texts.text(name)));
    return m_keys[name];
}

StringId SegmentBuilder::Private::joined(std::span<const std::string_view> lines)
{
    m_scratch.clear();
    for (const std::string_view line : lines) {
        if (!m_scratch.empty())
            m_scratch += '\n';
        m_scratch += line;
    }
    return texts.intern(m_scratch);
}

AddressId SegmentBuilder::Private::addressId(const ReadAddress& address, std::string_view written)
{
    if (written.empty())
        return 0;
    const bool usual = address.form == AddressForm::Usual;
    return addresses.intern(addressEntry(address, usual ? 0 : texts.intern(written)));
}

void SegmentBuilder::Private::fillTexts(PolicyTexts& to, const Report& report, const Policy& policy)
{
    to.serial = 0; // not to be found before it is whole
    to.type = texts.intern(policy.type);
    to.mode = texts.intern(policy.mode);
    to.domain = texts.intern(policy.domain);
    to.domainKey = keyOf(to.domain);
    to.policyText = joined(report.linesOf(policy));
    to.mxHosts = joined(report.mxHostsOf(policy));
    to.key = policyKeyOf(report, policy);
    to.serial = policy.serial;
}

MXLENS_INLINE const SegmentBuilder::Private::PolicyTexts& SegmentBuilder::Private::textsOf(
    const Report& report, const Policy& policy)
{
    if (m_policies.empty())
        m_policies.resize(knownPolicies);
    PolicyTexts& slot
        = policy.serial == 0 ? m_policy : m_policies[policy.serial % m_policies.size()];
    if (policy.serial == 0 || slot.serial != policy.serial)
        fillTexts(slot, report, policy);
    return slot;
}

MXLENS_INLINE void SegmentBuilder::Private::addFailure(
    const FailureDetail& failure, const FailureDetail* before, std::uint32_t policy)
{
    // What the one before has too needs not be looked up again: mostly that is most of it.
    const auto isSame = [&](std::string_view FailureDetail::*text) {
        return before && areEqual(before->*text, failure.*text);
    };
    auto& failures = segment->failures;
    const std::size_t last = failures.policy.size() - 1;
    failures.policy.push_back(policy);
    failures.resultType.push_back(isSame(&FailureDetail::resultType)
            ? failures.resultType[last]
            : texts.internOneOfFew(failure.resultType));
    failures.sendingIp.push_back(isSame(&FailureDetail::sendingMtaIp)
            ? failures.sendingIp[last]
            : addressId(failure.sendingAddress, failure.sendingMtaIp));
    const bool sameMx = isSame(&FailureDetail::receivingMxHostname);
    const StringId mx = sameMx ? failures.mx[last] : texts.intern(failure.receivingMxHostname);
    failures.mx.push_back(mx);
    failures.mxKey.push_back(sameMx ? failures.mxKey[last] : keyOf(mx));
    failures.helo.push_back(texts.intern(failure.receivingMxHelo));
    failures.receivingIp.push_back(isSame(&FailureDetail::receivingIp)
            ? failures.receivingIp[last]
            : addressId(failure.receivingAddress, failure.receivingIp));
    failures.information.push_back(texts.intern(failure.additionalInformation));
    failures.reason.push_back(texts.internOneOfFew(failure.failureReasonCode));
    failures.count.push_back(failure.failedSessionCount);
}

void SegmentBuilder::Private::addPolicy(const Report& report, const Policy& policy)
{
    auto& policies = segment->policies;
    const PolicyTexts& found = textsOf(report, policy);
    policies.report.push_back(sizeOf(segment->reports.source) - 1);
    policies.type.push_back(found.type);
    policies.mode.push_back(found.mode);
    policies.domain.push_back(found.domain);
    policies.domainKey.push_back(found.domainKey);
    policies.policyText.push_back(found.policyText);
    policies.mxHosts.push_back(found.mxHosts);
    policyKeys.push_back(found.key);
    policies.successful.push_back(policy.successfulSessions);
    policies.failed.push_back(policy.failedSessions);

    const FailureDetail* before = nullptr;
    for (const FailureDetail& failure : report.failuresOf(policy)) {
        addFailure(failure, before, sizeOf(policies.report) - 1);
        before = &failure;
    }
    policies.firstFailure.push_back(sizeOf(segment->failures.policy));
}

SegmentBuilder::PoolIds SegmentBuilder::Private::moveTexts(
    StringPool& pool, AddressPool& addressPool)
{
    if (std::exchange(m_pool, pool.serial()) != pool.serial()) {
        texts.forgetPool();
        addresses.forgetPool();
    }
    PoolIds ids;
    ids.texts = texts.moveTo(pool);
    ids.ownTexts = ownTexts.moveTo(pool);
    ids.addresses = addresses.moveTo(addressPool, ids.texts);
    return ids;
}

std::shared_ptr<const Segment> SegmentBuilder::Private::close(const PoolIds& ids) const
{
    // The copy has room for its rows and no more: vectors that grew have up to twice that.
    auto closed = std::make_shared<Segment>();
    const auto idsOf = [&ids](ColumnRole role) {
        return role == ColumnRole::Address ? ids.addresses
            : role == ColumnRole::OwnText  ? ids.ownTexts
                                           : ids.texts;
    };
    visitColumns(
        [&idsOf](const ColumnInfo& info, auto& column, const auto& grown) {
            if constexpr (std::is_same_v<decltype(column), IdColumn&>) {
                column = grown.packed();
                remap(column, idsOf(info.role));
            } else if constexpr (requires { grown.packed(); }) {
                column = grown.packed();
            } else {
                column = grown;
                if constexpr (std::is_same_v<decltype(column), SparseTexts&>)
                    remap(column, idsOf(info.role));
                else if constexpr (std::is_same_v<decltype(column), std::vector<std::uint32_t>&>) {
                    if (info.role == ColumnRole::OwnText)
                        remap(column, idsOf(info.role));
                }
            }
        },
        *closed, std::as_const(*segment));
    return closed;
}

bool SegmentBuilder::Private::mayGoOn() const
{
    const RowCounts counts = rowCounts(*segment);
    return std::ranges::all_of(counts, [](std::uint32_t rows) { return rows <= commonRows; })
        && texts.byteCount() + ownTexts.byteCount() <= commonBytes;
}

void SegmentBuilder::Private::startAnew(std::uint64_t newOrder)
{
    order = newOrder;
    visitColumns(
        [](const ColumnInfo& info, auto& column) {
            column.clear();
            if constexpr (std::is_same_v<decltype(column), NumberColumn&>) {
                if (info.role == ColumnRole::First)
                    column.push_back(0);
            }
        },
        *segment);
    ownTexts.clear();
    const bool all = texts.isLarge();
    if (all) {
        texts.clear();
        m_keys.clear();
        m_policies.clear();
    }
    if (all || addresses.isLarge())
        addresses.clear(); // what was written of them are ids of texts
}

} // namespace mxlens
