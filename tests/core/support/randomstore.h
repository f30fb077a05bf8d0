// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"
#include "core/store/storebuilder.h"

#include <deque>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens::testing {

/// Makes stores of random reports in which everything odd is common: equal texts in other case,
/// texts that begin alike, empty ones, unknown counts, days and dates missing, duplicates, sources
/// without reports, several domains and policy types in one report. The same seed gives the same
/// store. Every fourth seed makes counts as large as can be too: not all of them, as nearly every
/// sum is as large then, whatever is left out of it.
class RandomStore final {
public:
    /// Reports begin on so many days that lie daysBetween apart: on few of them all is mixed, on
    /// many each stands nearly alone.
    explicit RandomStore(unsigned seed, int daysBetween = 1, int days = 9)
        : m_random(seed)
        , m_makesLarge(seed % 4 == 3)
        , m_daysBetween(daysBetween)
        , m_days(days)
    {
    }

    /// Segments that arrive in another order than they stand in the input. eachAnew: none is made
    /// in the memory of another.
    std::shared_ptr<const Snapshot> make(int segments, int reportsEach, bool eachAnew = false)
    {
        StoreBuilder store;
        for (int i = 0; i < segments; ++i) {
            const auto order = static_cast<std::uint64_t>(i % 2 ? 100 - i : 200 - i);
            SegmentBuilder segment = eachAnew ? SegmentBuilder(order) : store.newSegment(order);
            for (int k = 0; k < reportsEach; ++k)
                addSource(segment);
            store.add(std::move(segment));
        }
        return store.snapshot();
    }

    int below(int end) { return static_cast<int>(m_random() % static_cast<unsigned>(end)); }

private:
    template <std::size_t Count> std::string_view oneOf(const std::string_view (&texts)[Count])
    {
        return texts[static_cast<std::size_t>(below(static_cast<int>(Count)))];
    }

    void addSource(SegmentBuilder& segment)
    {
        const std::string path = std::string(oneOf({ "Mail/", "mail/", "mail/old/", "" }))
            + "Report-" + text(below(40));
        const std::string_view inner = oneOf({ "", "", "#17!a.json.gz", "!B.json" });
        if (below(8) == 0) {
            segment.addSource(path, inner,
                below(2) ? SourceOutcome::NotAReport : SourceOutcome::Unreadable,
                oneOf({ "empty", "Gzip data is cut", "" }));
            return;
        }
        segment.addSource(path, inner, SourceOutcome::Report, {});
        for (int i = below(3); i >= 0; --i) {
            // Some reports come again: as duplicates, or with another count under the same name.
            const int number = below(4) == 0 && m_made > 0 ? below(m_made) : m_made++;
            const std::mt19937 kept = m_random;
            m_random.seed(static_cast<unsigned>(number));
            fill(number);
            m_random = kept;
            if (below(20) == 0 && !m_report.policies.empty())
                m_report.policies.front().successfulSessions = Count(77);
            segment.addReport(m_report);
        }
    }

    std::string text(int number)
    {
        return (number % 2 ? "Text-" : "text-") + std::to_string(number);
    }

    std::string_view keep(std::string made)
    {
        m_texts.push_back(std::move(made));
        return m_texts.back();
    }

    Count count()
    {
        const int draw = below(12);
        if (draw == 0)
            return {};
        if (draw == 1 && m_makesLarge)
            return Count(Count::maximum() - below(3));
        return Count(below(30));
    }

    void fill(int number)
    {
        m_report.clear();
        m_texts.clear();
        m_report.organizationName = oneOf({ "Reporter", "reporter", "REPORTER B", "", "Zeta" });
        m_report.contactInfo = oneOf({ "tls@example.net", "TLS@example.net", "" });
        m_report.reportId = below(9)
            ? keep("2026-03-01T00:00:00Z_" + std::to_string(number / 2) + (below(2) ? "_A" : "_a"))
            : std::string_view();
        if (below(9))
            m_report.start
                = 1772323200 + Timestamp{ 86400 } * m_daysBetween * below(m_days) - (below(3) == 0);
        if (below(9))
            m_report.end = m_report.start.value_or(1772323200) + 86399 + 3600 * below(4);
        for (int i = below(6) == 0 ? 1 + below(3) : 0; i > 0; --i)
            m_report.deviations.push_back(
                { DeviationCode::WrongType, oneOf({ "contact-info", "report-id" }),
                    oneOf({ "7", "[]" }), {}, static_cast<std::uint32_t>(1 + below(2)) });
        for (int i = below(5); i > 0; --i)
            addPolicy();
    }

    void addPolicy()
    {
        Policy policy;
        policy.type = oneOf({ "sts", "STS", "tlsa", "no-policy-found", "", "other" });
        policy.mode = oneOf({ "enforce", "testing", "" });
        policy.domain = oneOf({ "example.com", "Example.COM.", "example.org", "mx1.example.com",
            "mx2.example.org", "" });
        policy.firstLine = static_cast<std::uint32_t>(m_report.policyLines.size());
        for (int i = below(3); i > 0; --i)
            m_report.policyLines.push_back(oneOf(
                { "version: STSv1", "mx: mx1.example.com", "mx: *.example.org", "a|b", "A" }));
        policy.lineCount
            = static_cast<std::uint32_t>(m_report.policyLines.size()) - policy.firstLine;
        policy.firstMxHost = static_cast<std::uint32_t>(m_report.mxHosts.size());
        for (int i = below(3); i > 0; --i)
            m_report.mxHosts.push_back(oneOf(
                { "mx1.example.com", "MX1.example.com", "*.example.com", "mx2.example.org" }));
        policy.mxHostCount
            = static_cast<std::uint32_t>(m_report.mxHosts.size()) - policy.firstMxHost;
        policy.successfulSessions = count();
        policy.failedSessions = count();
        policy.firstFailure = static_cast<std::uint32_t>(m_report.failures.size());
        for (int i = below(4); i > 0; --i)
            addFailure();
        policy.failureCount
            = static_cast<std::uint32_t>(m_report.failures.size()) - policy.firstFailure;
        m_report.policies.push_back(policy);
    }

    void addFailure()
    {
        FailureDetail failure;
        failure.resultType
            = oneOf({ "certificate-expired", "Certificate-Expired", "sts-policy-invalid", "" });
        failure.sendingMtaIp = oneOf({ "192.0.2.1", "192.0.2.200", "::ffff:192.0.2.1",
            "2001:db8::1", "2001:DB8::1", "nonsense", "" });
        failure.receivingMxHostname
            = oneOf({ "mx1.example.com", "MX1.Example.com.", "mx2.example.org", "" });
        failure.receivingMxHelo = oneOf({ "helo.example.com", "" });
        failure.receivingIp = oneOf({ "203.0.113.5", "2001:db8::2", "" });
        failure.additionalInformation
            = oneOf({ std::string_view("line\nbreak"), std::string_view("a\0b", 3), "a", "A",
                "information that goes on for longer than a window", "" });
        failure.failureReasonCode = oneOf({ "X509_V_ERR", "x509_v_err", "expired", "" });
        failure.failedSessionCount = count();
        failure.sendingAddress = readAddress(failure.sendingMtaIp);
        failure.receivingAddress = readAddress(failure.receivingIp);
        m_report.failures.push_back(failure);
    }

    std::mt19937 m_random;
    const bool m_makesLarge;
    int m_daysBetween;
    int m_days;
    Report m_report;
    std::deque<std::string> m_texts;
    int m_made = 0;
};

} // namespace mxlens::testing
