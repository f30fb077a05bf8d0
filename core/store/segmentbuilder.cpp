// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/segmentbuilder.h"

#include "core/report/names.h"
#include "core/store/reporthash.h"
#include "core/store/segmentbuilder_p.h"

namespace mxlens {

namespace {

template <typename Texts> std::string joinedByLineFeed(const Texts& texts)
{
    std::string joined;
    for (const std::string_view text : texts) {
        if (!joined.empty())
            joined += '\n';
        joined += text;
    }
    return joined;
}

std::uint32_t sizeOf(const auto& column)
{
    return static_cast<std::uint32_t>(column.size());
}

} // namespace

SegmentBuilder::SegmentBuilder(std::uint64_t order)
    : m_private(std::make_unique<Private>())
{
    m_private->segment = std::make_shared<Segment>();
    m_private->segment->order = order;
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
    auto& sources = m_private->segment->sources;
    StringPool& pool = m_private->pool;
    // Thousands of files share their folder: it is kept once.
    const std::size_t slash = path.rfind('/') + 1; // npos + 1 is 0
    sources.folder.push_back(pool.intern(path.substr(0, slash)));
    sources.name.push_back(pool.intern(path.substr(slash)));
    sources.inner.push_back(pool.intern(inner));
    sources.outcome.push_back(outcome);
    sources.detail.push_back(pool.intern(detail));
    sources.firstReport.push_back(sources.firstReport.back());
}

void SegmentBuilder::amendSource(SourceOutcome outcome, std::string_view detail)
{
    auto& sources = m_private->segment->sources;
    sources.outcome.back() = outcome;
    sources.detail.back() = m_private->pool.intern(detail);
}

void SegmentBuilder::addReport(const Report& report)
{
    Segment& segment = *m_private->segment;
    StringPool& pool = m_private->pool;
    auto& reports = segment.reports;
    reports.organization.push_back(pool.intern(report.organizationName));
    reports.contact.push_back(pool.intern(report.contactInfo));
    reports.reportId.push_back(pool.intern(report.reportId));
    reports.start.push_back(report.start.value_or(noTimestamp));
    reports.end.push_back(report.end.value_or(noTimestamp));
    reports.day.push_back(dayOf(report.start, report.end).value_or(noDay));
    reports.source.push_back(sizeOf(segment.sources.name) - 1);
    reports.key.push_back(reportKeyOf(report));
    ++segment.sources.firstReport.back();

    for (const Policy& policy : report.policies)
        m_private->addPolicy(report, policy);
    reports.firstPolicy.push_back(sizeOf(segment.policies.report));

    auto& deviations = segment.deviations;
    for (const Deviation& deviation : report.deviations) {
        deviations.code.push_back(deviation.code);
        deviations.field.push_back(pool.intern(deviation.field));
        deviations.written.push_back(pool.intern(deviation.written));
        deviations.madeOf.push_back(pool.intern(deviation.madeOf));
        deviations.count.push_back(deviation.count);
    }
    reports.firstDeviation.push_back(sizeOf(deviations.code));
}

void SegmentBuilder::Private::addPolicy(const Report& report, const Policy& policy)
{
    auto& policies = segment->policies;
    policies.report.push_back(sizeOf(segment->reports.key) - 1);
    policies.type.push_back(pool.intern(policy.type));
    policies.mode.push_back(pool.intern(policy.mode));
    policies.domain.push_back(pool.intern(policy.domain));
    policies.domainKey.push_back(pool.intern(normalizedName(policy.domain)));
    policies.policyText.push_back(pool.intern(joinedByLineFeed(report.linesOf(policy))));
    policies.mxHosts.push_back(pool.intern(joinedByLineFeed(report.mxHostsOf(policy))));
    policies.successful.push_back(policy.successfulSessions);
    policies.failed.push_back(policy.failedSessions);

    auto& failures = segment->failures;
    for (const FailureDetail& failure : report.failuresOf(policy)) {
        failures.policy.push_back(sizeOf(policies.report) - 1);
        failures.resultType.push_back(pool.intern(failure.resultType));
        failures.sendingIp.push_back(pool.intern(failure.sendingMtaIp));
        failures.mx.push_back(pool.intern(failure.receivingMxHostname));
        failures.mxKey.push_back(pool.intern(normalizedName(failure.receivingMxHostname)));
        failures.helo.push_back(pool.intern(failure.receivingMxHelo));
        failures.receivingIp.push_back(pool.intern(failure.receivingIp));
        failures.information.push_back(pool.intern(failure.additionalInformation));
        failures.reason.push_back(pool.intern(failure.failureReasonCode));
        failures.count.push_back(failure.failedSessionCount);
    }
    policies.firstFailure.push_back(sizeOf(failures.policy));
}

} // namespace mxlens
