// SPDX-License-Identifier: GPL-3.0-or-later
// Mailboxes made up at random with planted causes: nearly all must be found with their cause,
// subject and days, and nearly nothing else.
#include "tests/core/support/mailbox.h"

#include <QtTest>

#include <map>
#include <random>
#include <set>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

/// What was planted: the line that must be found, without figures.
struct Planted {
    std::string cause, domain, subject;
    int first = 99, last = -1; ///< Days on which a report shows it.
};

struct Reporter {
    std::string name;
    int sessions; ///< A day and domain, about.
    bool namesPatterns; ///< Writes mx-host.
};

const std::vector<Reporter> reporters{
    { "Google Inc.", 400, true },
    { "Microsoft Corporation", 250, false },
    { "Mail.ru", 80, false },
    { "mx.stalwart.example", 40, true },
    { "mail.firm.example", 25, true },
    { "Harbour Mail", 15, true },
};

/// A cause that whole sessions to one MX show.
struct SessionCause {
    const char* type;
    const char* reason;
    const char* cause;
};

const std::vector<SessionCause> sessionCauses{
    { "certificate-expired", "", "certificate-expired" },
    { "certificate-not-trusted", "X509_V_ERR_CERT_HAS_EXPIRED", "certificate-expired" },
    { "certificate-host-mismatch", "", "certificate-host-mismatch" },
    { "certificate-not-trusted", "X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
        "certificate-not-trusted" },
    { "starttls-not-supported", "", "starttls-not-supported" },
    { "tlsa-invalid", "", "tlsa-invalid" },
    { "dnssec-invalid", "", "dnssec-invalid" },
    { "dane-required", "No TLSA records found for MX.", "dane-required" },
    { "validation-failure", "tls-handshake-failure", "handshake-failure" },
};

const std::vector<const char*> hostCauses{ "sts-policy-fetch-error", "sts-policy-invalid",
    "sts-webpki-invalid" };

/// Makes one mailbox. Distributions of the standard library differ between systems, so numbers come
/// straight from the engine.
class Maker final {
public:
    explicit Maker(unsigned seed)
        : m_random(seed)
    {
    }

    int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }

    void make()
    {
        m_days = 25 + below(30);
        for (int domain = 0; domain < 1 + below(3); ++domain)
            addDomain("d" + std::to_string(domain) + ".example");
        const int plants = below(4);
        for (int i = 0; i < plants; ++i)
            plant();
        noteDays();
    }

    std::vector<std::string> documents() const
    {
        std::vector<std::string> documents;
        for (const auto& [key, report] : m_reports) {
            if (!report.skipped)
                documents.push_back(jsonOf(report));
        }
        return documents;
    }

    std::vector<Planted> planted;

private:
    using Key = std::pair<int, std::string>; // Day and reporter with domain.

    void addDomain(const std::string& domain)
    {
        std::vector<std::string> hosts;
        for (int i = 1; i <= 1 + below(3); ++i)
            hosts.push_back("mx" + std::to_string(i) + '.' + domain);
        const char* const mode = below(3) == 0 ? "testing" : "enforce";
        for (const Reporter& reporter : reporters) {
            if (below(5) == 0)
                continue;
            for (int day = 0; day < m_days; ++day) {
                if (below(20) == 0)
                    continue;
                ReportPlan report{ reporter.name, day, { PolicyPlan{} }, false };
                PolicyPlan& policy = report.policy();
                policy.domain = domain;
                policy.lines = { "version: STSv1", std::string("mode: ") + mode };
                for (const std::string& host : hosts)
                    policy.lines.push_back("mx: " + host);
                policy.lines.emplace_back("max_age: 604800");
                policy.mxHosts = reporter.namesPatterns ? hosts : std::vector<std::string>{};
                policy.successful = 1 + reporter.sessions / 2 + below(reporter.sessions);
                m_reports[{ day, reporter.name + '/' + domain }] = report;
            }
        }
        m_hosts[domain] = hosts;
    }

    // Runs a change over the reports on a domain from first to last; says for which it was done.
    template <typename Change>
    void over(const std::string& domain, int first, int last, Change change)
    {
        for (auto& [key, report] : m_reports) {
            if (report.policy().domain == domain && report.day >= first && report.day <= last)
                change(report);
        }
    }

    void plant()
    {
        auto chosen = m_hosts.begin();
        std::advance(chosen, below(static_cast<int>(m_hosts.size())));
        const std::string domain = chosen->first;
        const std::string mx = chosen->second[static_cast<std::size_t>(
            below(static_cast<int>(chosen->second.size())))];
        const int first = below(m_days - 6);
        const int last = std::min(m_days - 1, first + 2 + below(12));
        switch (below(7)) {
        case 0:
            return plantHostCause(domain, first, last);
        case 1:
            return plantMissingMx(domain, first, last);
        case 2:
            return plantStripped(domain, mx, first, last);
        case 3:
            return plantSilence(domain);
        case 4:
            return plantStale(domain, first, last);
        default:
            return plantSessionCause(domain, mx, first, last);
        }
    }

    bool isNew(const Planted& plant)
    {
        for (const Planted& other : planted) {
            // Two plants that would be one problem, or hide each other's reports.
            if (other.domain == plant.domain
                && (other.cause == plant.cause || other.cause == "silent-reporter"
                    || plant.cause == "silent-reporter" || other.subject == plant.subject))
                return false;
        }
        planted.push_back(plant);
        return true;
    }

    void plantSessionCause(const std::string& domain, const std::string& mx, int first, int last)
    {
        const SessionCause& cause = sessionCauses[static_cast<std::size_t>(
            below(static_cast<int>(sessionCauses.size())))];
        if (!isNew({ cause.cause, domain, mx }))
            return;
        over(domain, first, last, [&](ReportPlan& report) {
            PolicyPlan& policy = report.policy();
            const int share = 1 + static_cast<int>(m_hosts[domain].size());
            if (const int failed = policy.successful / share; failed > 0)
                policy.fail(cause.type, mx, failed, cause.reason);
        });
    }

    void plantHostCause(const std::string& domain, int first, int last)
    {
        const char* const cause = hostCauses[static_cast<std::size_t>(below(3))];
        if (!isNew({ cause, domain, "mta-sts." + domain }))
            return;
        over(domain, first, last, [&](ReportPlan& report) {
            if (report.organization == "Google Inc." || report.organization == "Mail.ru")
                report.policy().fail(cause, "", 1 + report.policy().successful / 4);
        });
    }

    void plantMissingMx(const std::string& domain, int first, int last)
    {
        const std::string mx = "new." + domain;
        if (!isNew({ "mx-not-in-policy", domain, mx }))
            return;
        over(domain, first, last, [&](ReportPlan& report) {
            if (const int failed = report.policy().successful / 5; failed > 0)
                report.policy().fail("validation-failure", mx, failed);
        });
    }

    void plantStripped(const std::string& domain, const std::string& mx, int first, int last)
    {
        const Reporter& reporter = reporters[static_cast<std::size_t>(below(6))];
        std::set<std::string> others;
        over(domain, first, last, [&](ReportPlan& report) { others.insert(report.organization); });
        if (others.size() < 3 || !others.contains(reporter.name)
            || !isNew({ "starttls-stripped-on-path", domain, reporter.name }))
            return;
        over(domain, first, last, [&](ReportPlan& report) {
            if (report.organization == reporter.name)
                report.policy().fail("starttls-not-supported", mx, report.policy().successful);
        });
    }

    void plantSilence(const std::string& domain)
    {
        const Reporter& reporter = reporters[static_cast<std::size_t>(below(6))];
        const int from = m_days - 9 - below(4);
        std::set<std::string> others;
        over(domain, from, m_days, [&](ReportPlan& report) { others.insert(report.organization); });
        if (others.size() < 3 || !others.contains(reporter.name)
            || !isNew({ "silent-reporter", domain, reporter.name }))
            return;
        over(domain, from, m_days,
            [&](ReportPlan& report) { report.skipped |= report.organization == reporter.name; });
    }

    void plantStale(const std::string& domain, int first, int last)
    {
        const Reporter& reporter = reporters[static_cast<std::size_t>(below(6))];
        std::set<std::string> others;
        over(domain, first, last, [&](ReportPlan& report) { others.insert(report.organization); });
        if (first == 0 || others.size() < 3 || !others.contains(reporter.name)
            || !isNew({ "stale-policy", domain, reporter.name }))
            return;
        // The policy changes on `first`; one reporter sees it `last` days later.
        over(domain, 0, last, [&](ReportPlan& report) {
            if (report.day < first || report.organization == reporter.name)
                report.policy().lines.back() = "max_age: 86400";
        });
        m_staleFrom[domain] = first;
    }

    // The days that reports really show; a reporter may have left some out.
    void noteDays()
    {
        std::map<std::string, std::map<std::string, std::pair<int, int>>> reported;
        for (Planted& plant : planted) {
            for (const auto& [key, report] : m_reports) {
                if (!report.skipped && report.organization != plant.subject
                    && report.policies.front().domain == plant.domain)
                    noteSilence(plant, report);
                if (!report.skipped && shows(report, plant)) {
                    plant.first = std::min(plant.first, report.day);
                    plant.last = std::max(plant.last, report.day);
                }
            }
        }
    }

    // Silence is shown by the reports of the others since the last one of the silent.
    void noteSilence(Planted& plant, const ReportPlan& report) const
    {
        if (plant.cause != "silent-reporter")
            return;
        int lastOwn = -1;
        for (const auto& [key, other] : m_reports) {
            if (!other.skipped && other.organization == plant.subject
                && other.policies.front().domain == plant.domain)
                lastOwn = std::max(lastOwn, other.day);
        }
        if (report.day > lastOwn) {
            plant.first = std::min(plant.first, report.day);
            plant.last = std::max(plant.last, report.day);
        }
    }

    bool shows(const ReportPlan& report, const Planted& plant) const
    {
        const PolicyPlan& policy = report.policies.front();
        if (policy.domain != plant.domain || plant.cause == "silent-reporter")
            return false;
        if (plant.cause == "stale-policy")
            return report.organization == plant.subject
                && report.day >= m_staleFrom.at(plant.domain)
                && policy.lines.back() == "max_age: 86400";
        return std::ranges::any_of(policy.details, [&](const DetailPlan& detail) {
            const bool mine = causeName(causeOfWords(detail.type, detail.reason)) == plant.cause;
            if (plant.cause == "starttls-stripped-on-path")
                return detail.type == "starttls-not-supported"
                    && report.organization == plant.subject;
            if (plant.cause == "mx-not-in-policy")
                return detail.mx == plant.subject;
            return mine && (detail.mx.empty() || detail.mx == plant.subject);
        });
    }

    std::mt19937 m_random;
    int m_days = 0;
    std::map<std::string, std::vector<std::string>> m_hosts;
    std::map<Key, ReportPlan> m_reports;
    std::map<std::string, int> m_staleFrom;
};

QByteArray lineOf(std::string_view cause, std::string_view domain, std::string_view subject,
    std::string_view first, std::string_view last)
{
    QByteArray line;
    for (const std::string_view word : { cause, domain, subject, first, last })
        line += toQString(word).toUtf8() + ' ';
    return line;
}

} // namespace

class PlantedTest final : public QObject {
    Q_OBJECT

private slots:
    void nearlyEverythingPlantedIsFoundAndNearlyNothingElse()
    {
        std::size_t planted = 0;
        std::size_t found = 0;
        std::size_t reported = 0;
        QByteArray wrong;
        for (unsigned seed = 1; seed <= 150; ++seed) {
            Maker maker(seed);
            maker.make();
            const auto snapshot = snapshotOf(maker.documents());
            std::set<QByteArray> lines;
            for (const Problem& problem : diagnosisOf(*snapshot).problems)
                lines.insert(lineOf(causeName(problem.cause), problem.domain, problem.subject,
                    formatDay(problem.firstDay), formatDay(problem.lastDay)));
            reported += lines.size();
            for (const Planted& plant : maker.planted) {
                if (plant.last < 0)
                    continue;
                ++planted;
                const QByteArray line = lineOf(plant.cause, plant.domain, plant.subject,
                    dayOfMarch(plant.first), dayOfMarch(plant.last));
                const bool hit = lines.erase(line) > 0;
                found += hit;
                if (!hit)
                    wrong += QByteArray::number(seed) + " missed " + line + '\n';
            }
            for (const QByteArray& line : lines)
                wrong += QByteArray::number(seed) + " not planted " + line + '\n';
        }
        const std::size_t extra = reported - found;
        qInfo("%zu planted, %zu found, %zu reported beside them\n%s", planted, found, extra,
            wrong.constData());
        QVERIFY(planted > 100);
        QVERIFY2(found * 100 >= planted * 95, wrong);
        QVERIFY2(extra * 100 <= reported * 5, wrong);
    }
};

QTEST_APPLESS_MAIN(PlantedTest)
#include "tst_planted.moc"
