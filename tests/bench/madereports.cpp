// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/madereports.h"

#include "core/report/report.h"
#include "core/store/storebuilder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <deque>
#include <random>
#include <string>

namespace mxlens::bench {

namespace {

struct Reporter {
    const char* name;
    const char* contact;
    const char* submitter;
    int share;
    bool writesMxHosts;
};

constexpr std::array<Reporter, 6> reporters{ {
    { "Google Inc.", "smtp-tls-reporting@reporter-a.example", "reporter-a.example", 39, true },
    { "Microsoft Corporation", "tlsrpt@reporter-b.example", "reporter-b.example", 24, false },
    { "Mail Provider C", "tls@reporter-c.example", "reporter-c.example", 12, false },
    { "mx.reporter-d.example", "", "mx.reporter-d.example", 10, true },
    { "Reporter E", "postmaster@reporter-e.example", "reporter-e.example", 10, true },
    { "Reporter F", "tls@reporter-f.example", "reporter-f.example", 5, true },
} };

constexpr std::array<const char*, 8> resultTypes{ "starttls-not-supported",
    "certificate-host-mismatch", "certificate-expired", "certificate-not-trusted",
    "validation-failure", "tlsa-invalid", "sts-policy-fetch-error", "sts-webpki-invalid" };

constexpr std::size_t reportsOfSegment = 4096;
constexpr Timestamp firstSecond = 1698796800; // 2023-11-01
constexpr Timestamp dayLength = 86400;

// Makes one report after the other; what it made is valid until the next.
class Maker {
public:
    const Report& make(std::size_t index)
    {
        m_random.seed(static_cast<std::uint32_t>(1'000'003 + index));
        m_report.clear();
        m_texts.clear();
        const Reporter& reporter = drawnReporter();
        const Timestamp begin = firstSecond + dayLength * below(1096);
        const int number = drawnDomain();
        m_report.organizationName = reporter.name;
        m_report.contactInfo = reporter.contact;
        m_report.start = begin;
        m_report.end = begin + dayLength - 1;
        const int draw = below(100);
        if (index % 10'000 == 5'000)
            addPolicy(reporter, number, 5'000);
        else if (draw < 70)
            addPolicy(reporter, number, 0);
        else if (draw < 95)
            addPolicy(reporter, number, 1 + below(5));
        else
            addLarge(reporter, number);
        const std::string domain(m_report.policies.front().domain);
        m_report.reportId
            = keep(formatDay(dayOf(begin)) + "T00:00:00Z_" + std::to_string(index) + '_' + domain);
        m_name = std::string("reports/") + reporter.submitter + '!' + domain + '!'
            + std::to_string(begin) + '!' + std::to_string(begin + dayLength - 1) + '!'
            + std::to_string(10'000'000 + index).substr(1) + ".json.gz";
        return m_report;
    }
    const std::string& name() const { return m_name; }

private:
    int below(int end) { return static_cast<int>(m_random() % static_cast<std::uint32_t>(end)); }
    double unit() { return static_cast<double>(m_random()) / 4294967296.0; }
    int exponential(double rate) { return static_cast<int>(-std::log(1 - unit()) / rate); }
    // Zipf-like: a few domains get most of the mail.
    int drawnDomain() { return static_cast<int>(std::pow(200.0, unit())) - 1; }

    const Reporter& drawnReporter()
    {
        int draw = below(100);
        for (const Reporter& reporter : reporters) {
            draw -= reporter.share;
            if (draw < 0)
                return reporter;
        }
        return reporters.front();
    }

    std::string_view keep(std::string text)
    {
        m_texts.push_back(std::move(text));
        return m_texts.back();
    }

    void addLarge(const Reporter& reporter, int number)
    {
        const int policies = 5 + below(16);
        for (int i = 0; i < policies; ++i)
            addPolicy(reporter, (number + i) % 200, i == 0 ? 1 + below(100) : 0);
    }

    void addPolicy(const Reporter& reporter, int number, int details)
    {
        char digits[8];
        std::snprintf(digits, sizeof digits, "%03d", number);
        const std::string domain = std::string("domain-") + digits + ".example.com";
        Policy policy;
        policy.type = "sts";
        policy.mode = number % 3 ? "enforce" : "testing";
        policy.domain = keep(domain);
        policy.firstMxHost = static_cast<std::uint32_t>(m_report.mxHosts.size());
        policy.firstLine = static_cast<std::uint32_t>(m_report.policyLines.size());
        m_report.policyLines.push_back("version: STSv1");
        m_report.policyLines.push_back(keep("mode: " + std::string(policy.mode)));
        m_hosts.clear();
        for (int i = 1; i < 2 + number % 3; ++i)
            m_hosts.push_back(keep("mx" + std::to_string(i) + '.' + domain));
        for (const std::string_view host : m_hosts)
            m_report.policyLines.push_back(keep("mx: " + std::string(host)));
        m_report.policyLines.push_back("max_age: 604800");
        policy.lineCount
            = static_cast<std::uint32_t>(m_report.policyLines.size()) - policy.firstLine;
        if (reporter.writesMxHosts)
            m_report.mxHosts.insert(m_report.mxHosts.end(), m_hosts.begin(), m_hosts.end());
        policy.mxHostCount
            = static_cast<std::uint32_t>(m_report.mxHosts.size()) - policy.firstMxHost;
        policy.firstFailure = static_cast<std::uint32_t>(m_report.failures.size());
        policy.failureCount = static_cast<std::uint32_t>(details);
        Count failed = Count::zero();
        for (int i = 0; i < details; ++i)
            failed += addFailure(number);
        policy.successfulSessions = Count(exponential(0.01));
        policy.failedSessions = failed;
        m_report.policies.push_back(policy);
    }

    Count addFailure(int number)
    {
        FailureDetail failure;
        failure.resultType = resultTypes[static_cast<std::size_t>(below(8))];
        char address[40];
        if (!failure.resultType.starts_with("sts-")) {
            if (below(10) < 6)
                std::snprintf(address, sizeof address, "198.51.100.%d", below(256));
            else
                std::snprintf(address, sizeof address, "2001:db8:%x::%x",
                    static_cast<unsigned>(below(65536)), 1 + static_cast<unsigned>(below(65535)));
            failure.sendingMtaIp = keep(address);
            failure.receivingMxHostname
                = m_hosts[static_cast<std::size_t>(below(static_cast<int>(m_hosts.size())))];
            failure.receivingIp = keep("203.0.113." + std::to_string(number % 256));
        }
        if (failure.resultType == "validation-failure"
            || failure.resultType == "certificate-not-trusted")
            failure.failureReasonCode
                = below(2) ? "tls-handshake-failure" : "X509_V_ERR_CERT_UNTRUSTED";
        failure.failedSessionCount = Count(1 + exponential(0.3));
        failure.sendingAddress = readAddress(failure.sendingMtaIp);
        failure.receivingAddress = readAddress(failure.receivingIp);
        m_report.failures.push_back(failure);
        return failure.failedSessionCount;
    }

    std::mt19937 m_random;
    Report m_report;
    std::deque<std::string> m_texts;
    std::vector<std::string_view> m_hosts;
    std::string m_name;
};

} // namespace

std::shared_ptr<const Snapshot> madeSnapshot(std::size_t reports)
{
    Maker maker;
    StoreBuilder store;
    for (std::size_t begin = 0; begin < reports; begin += reportsOfSegment) {
        SegmentBuilder segment(begin);
        for (std::size_t i = begin; i < std::min(reports, begin + reportsOfSegment); ++i) {
            const Report& report = maker.make(i);
            segment.addSource(maker.name(), {}, SourceOutcome::Report, {});
            segment.addReport(report);
        }
        store.add(std::move(segment));
    }
    return store.snapshot();
}

} // namespace mxlens::bench
