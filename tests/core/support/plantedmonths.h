// SPDX-License-Identifier: GPL-3.0-or-later
// Months of reports made up at random, with planted causes and background noise, and the truth
// about them. It knows what reporters write and nothing of how the diagnosis works.
#pragma once

#include "tests/core/support/mailbox.h"

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>

namespace mxlens::testing {

/// How a reporter writes its reports.
enum class Hand { Google, Microsoft, MailRu, Postfix, Mox, Stalwart, Plain };

/// A reporter: sessions a day, and in how many of a hundred days it reports.
struct Writer {
    const char* name;
    Hand hand;
    int least, most, percent;
};

inline constexpr std::array writers{
    Writer{ "Google Inc.", Hand::Google, 150, 6000, 99 },
    Writer{ "Microsoft Corporation", Hand::Microsoft, 80, 3000, 97 },
    Writer{ "Yahoo Inc.", Hand::Plain, 40, 800, 95 },
    Writer{ "Mail.ru", Hand::MailRu, 5, 120, 90 },
    Writer{ "relay.orchard.example", Hand::Postfix, 3, 60, 80 },
    Writer{ "garden.example", Hand::Mox, 2, 40, 80 },
    Writer{ "mx.lighthouse.example", Hand::Stalwart, 5, 60, 85 },
    Writer{ "mx.pinewood.example", Hand::Stalwart, 1, 12, 60 },
};

/// Result type and reason code of a cause in one hand; no type where it never writes the cause.
struct Spelling {
    const char* type = "";
    const char* reason = "";
};

/// A cause of sessions to one MX, or of the policy host, in every hand in the order of Hand.
struct PlantKind {
    const char* cause;
    bool isOfHost; ///< Of the policy host and no MX.
    bool isDane;
    std::array<Spelling, 7> spellings;
};

inline constexpr std::array plantKinds{
    PlantKind{ "certificate-expired", false, false,
        { { { "certificate-expired" }, { "certificate-expired" },
            { "certificate-expired", "certificate has expired" },
            { "validation-failure", "X509_V_ERR_CERT_HAS_EXPIRED" }, { "certificate-expired" },
            { "certificate-not-trusted", "invalid peer certificate: Expired" },
            { "certificate-expired" } } } },
    PlantKind{ "certificate-host-mismatch", false, false,
        { { { "certificate-host-mismatch" }, { "certificate-host-mismatch" },
            { "certificate-host-mismatch" }, { "certificate-host-mismatch" },
            { "certificate-host-mismatch" },
            { "certificate-not-trusted", "invalid peer certificate: NotValidForName" },
            { "hostname-mismatch" } } } },
    PlantKind{ "certificate-not-trusted", false, false,
        { { { "certificate-not-trusted" }, { "certificate-not-trusted" },
            { "certificate-not-trusted", "self signed certificate" },
            { "validation-failure", "X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT" },
            { "certificate-not-trusted" },
            { "certificate-not-trusted", "invalid peer certificate: UnknownIssuer" },
            { "certificate-not-trusted", "unable to get local issuer certificate" } } } },
    PlantKind{ "handshake-failure", false, false,
        { { {}, {}, {}, { "validation-failure", "tls-handshake-failure" },
            { "validation-failure", "tls-remote-alert-40-handshake-failure" },
            { "certificate-not-trusted", "received fatal alert: HandshakeFailure" },
            { "tls-handshake-failure" } } } },
    PlantKind{ "validation-failure", false, false,
        { { { "validation-failure" }, { "validation-failure", "VALIDATION_FAILURE" }, {}, {}, {},
            {}, { "validation-failure" } } } },
    PlantKind{ "starttls-not-supported", false, false,
        { { { "starttls-not-supported" }, { "starttls-not-supported" },
            { "starttls-not-supported" }, { "starttls-not-supported" },
            { "starttls-not-supported" }, { "starttls-not-supported" },
            { "starttls-not-supported" } } } },
    PlantKind{ "unknown-result-type", false, false,
        { { { "quantum-flux" }, { "quantum-flux" }, {}, {}, {}, {}, { "quantum-flux" } } } },
    PlantKind{ "tlsa-invalid", false, true,
        { { {}, { "tlsa-invalid" }, {}, { "tlsa-invalid", "all-TLSA-records-unusable" },
            { "validation-failure", "dane-no-match" },
            { "tlsa-invalid", "No matching certificates found." }, { "tlsa-invalid" } } } },
    PlantKind{ "dnssec-invalid", false, true,
        { { {}, { "dnssec-invalid" }, {}, { "dnssec-invalid" }, { "dnssec-invalid" },
            { "dnssec-invalid", "Bogus TLSA records were found." }, { "dnssec-invalid" } } } },
    PlantKind{ "sts-policy-fetch-error", true, false,
        { { { "sts-policy-fetch-error" }, { "sts-policy-fetch-error" },
            { "sts-policy-fetch-error", "bad https response code: 404" }, {},
            { "sts-policy-fetch-error", "http-status-503" },
            { "sts-policy-fetch-error", "HTTP request failed" },
            { "mta-sts-policy-fetch-error" } } } },
    PlantKind{ "sts-webpki-invalid", true, false,
        { { { "sts-webpki-invalid" }, { "sts-webpki-invalid" },
            { "sts-webpki-invalid", "certificate has expired" }, {}, { "sts-webpki-invalid" },
            { "sts-webpki-invalid" }, { "sts-webpki-invalid" } } } },
};

/// The truth about one planted cause, by the reports that show it.
struct PlantedTruth {
    std::string cause, domain, subject;
    int first = 0, last = 0;
    int sessions = 0;
};

/// Makes one mailbox. Distributions of the standard library differ between systems, so numbers come
/// straight from the engine.
class PlantedMonths final {
public:
    explicit PlantedMonths(unsigned seed)
        : m_random(seed)
    {
    }

    /// With some planted causes, and with single failures that mean nothing.
    void make(bool withPlants, bool withNoise)
    {
        m_noise = withNoise;
        m_days = 45 + below(50);
        chooseReporters();
        const int domains = 1 + below(2);
        for (int i = 0; i < domains; ++i)
            addDomain("d" + std::to_string(i) + ".example");
        for (int i = 0, plants = withPlants ? 2 + below(5) : 0; i < plants; ++i)
            plant();
        for (int day = 0; day < m_days; ++day)
            writeDay(day);
    }

    /// What has to be found: causes with more sessions than a handful.
    std::vector<PlantedTruth> truths() const
    {
        std::vector<PlantedTruth> result;
        for (const auto& [key, truth] : m_truths) {
            if (truth.sessions >= handful)
                result.push_back(truth);
        }
        return result;
    }
    /// Causes that a diagnosis may name or not: they are there, and very small.
    bool isSmall(const std::string& cause, const std::string& domain) const
    {
        return std::ranges::any_of(m_truths, [&](const auto& entry) {
            return entry.second.cause == cause && entry.second.domain == domain
                && entry.second.sessions < handful;
        });
    }

    std::vector<std::string> documents;

private:
    static constexpr int handful = 12;

    struct Reporter {
        const Writer* writer = nullptr;
        int sessions = 0;
        std::set<int> away;
    };
    struct Domain {
        std::string name;
        std::vector<std::string> hosts;
        std::vector<int> weights;
        const char* mode = "enforce"; ///< Empty: DANE.
    };
    struct Plant {
        const PlantKind* kind = nullptr;
        std::size_t domain = 0, host = 0;
        int first = 0, last = 0, percent = 0;
        std::set<std::size_t> seers; ///< Reporters.
        bool isAlone = false; ///< STARTTLS, on one reporter's path.
    };

    int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }
    int between(int least, int most) { return least + below(most - least + 1); }
    bool chance(int percent) { return below(100) < percent; }
    // How many of `sessions` meet something that `percent` of them meet.
    int part(int sessions, int percent)
    {
        if (percent >= 100)
            return sessions;
        if (sessions > 50)
            return std::clamp(sessions * percent / 100 + between(-3, 3), 0, sessions);
        int met = 0;
        for (int i = 0; i < sessions; ++i)
            met += chance(percent);
        return met;
    }

    void chooseReporters()
    {
        for (const Writer& writer : writers) {
            if (m_reporters.size() > 1 && chance(25))
                continue;
            Reporter& reporter = m_reporters.emplace_back();
            reporter.writer = &writer;
            // Small ones are more frequent than large ones.
            const int widest = between(writer.least, writer.most);
            reporter.sessions = between(writer.least, widest);
            for (int gap = below(3); gap > 0; --gap) {
                const int from = below(m_days);
                for (int day = from; day < from + between(1, 5); ++day)
                    reporter.away.insert(day);
            }
        }
    }

    void addDomain(const std::string& name)
    {
        Domain& domain = m_domains.emplace_back();
        domain.name = name;
        for (int i = 1, hosts = between(1, 3); i <= hosts; ++i) {
            domain.hosts.push_back("mx" + std::to_string(i) + '.' + name);
            domain.weights.push_back(between(2, 10));
        }
        constexpr std::array modes{ "enforce", "enforce", "testing", "testing", "none", "" };
        domain.mode = modes.at(static_cast<std::size_t>(below(int{ modes.size() })));
    }

    static bool doesDane(Hand hand)
    {
        return hand == Hand::Microsoft || hand == Hand::Postfix || hand == Hand::Mox
            || hand == Hand::Stalwart;
    }

    static bool canSee(const Reporter& reporter, const PlantKind& kind)
    {
        const Hand hand = reporter.writer->hand;
        const bool writes = *kind.spellings.at(static_cast<std::size_t>(hand)).type != '\0';
        return writes && (!kind.isDane || doesDane(hand));
    }

    void plant()
    {
        Plant plant;
        plant.domain = static_cast<std::size_t>(below(static_cast<int>(m_domains.size())));
        const Domain& domain = m_domains[plant.domain];
        plant.host = static_cast<std::size_t>(below(static_cast<int>(domain.hosts.size())));
        plant.kind = &plantKinds.at(static_cast<std::size_t>(below(int{ plantKinds.size() })));
        const bool isStarttls = plant.kind->cause == std::string("starttls-not-supported");
        if (!isStarttls && plant.kind->isDane != (*domain.mode == '\0'))
            return;
        const int span = chance(20) ? between(1, 2) : between(3, 25);
        plant.first = between(1, std::max(1, m_days - span - 1));
        plant.last = chance(20) ? m_days - 1 : std::min(m_days - 1, plant.first + span - 1);
        plant.percent = chance(60) && !plant.kind->isOfHost ? 100 : between(15, 90);
        for (std::size_t i = 0; i < m_reporters.size(); ++i) {
            if (canSee(m_reporters[i], *plant.kind))
                plant.seers.insert(i);
        }
        if (isStarttls)
            plant.isAlone = *domain.mode != '\0' && chance(40) && leaveOneOnly(plant);
        else if (chance(50))
            std::erase_if(plant.seers, [this](std::size_t) { return chance(40); });
        if (plant.seers.empty() || hidesAnother(plant))
            return;
        m_plants.push_back(plant);
    }

    // One reporter that others with enough sessions can be compared with.
    bool leaveOneOnly(Plant& plant)
    {
        constexpr int enough = 15;
        std::vector<std::size_t> good;
        for (const std::size_t seer : plant.seers) {
            if (m_reporters[seer].sessions >= enough)
                good.push_back(seer);
        }
        if (good.size() < 3 || plant.last - plant.first < 3)
            return false;
        plant.seers = { good[static_cast<std::size_t>(below(static_cast<int>(good.size())))] };
        return true;
    }

    // Two that a report could not tell from each other, or that would be one problem.
    bool hidesAnother(const Plant& plant) const
    {
        constexpr int apart = 16;
        return std::ranges::any_of(m_plants, [&](const Plant& other) {
            const bool near
                = plant.first <= other.last + apart && other.first <= plant.last + apart;
            const bool sameKind = other.kind == plant.kind
                && (other.host == plant.host || plant.isAlone || other.isAlone);
            const bool general = other.host == plant.host && isGeneral(other) && isGeneral(plant);
            return other.domain == plant.domain && near && (sameKind || general);
        });
    }
    static bool isGeneral(const Plant& plant)
    {
        const std::string cause = plant.kind->cause;
        return cause == "validation-failure" || cause == "handshake-failure";
    }

    void writeDay(int day)
    {
        for (std::size_t i = 0; i < m_reporters.size(); ++i) {
            const Reporter& reporter = m_reporters[i];
            if (reporter.away.contains(day) || !chance(reporter.writer->percent))
                continue;
            for (std::size_t domain = 0; domain < m_domains.size(); ++domain) {
                const int sessions = part(2 * reporter.sessions, day % 7 < 5 ? 50 : 25);
                if (sessions > 0)
                    writeReport(day, i, domain, sessions);
            }
        }
    }

    void writeReport(int day, std::size_t reporter, std::size_t domainIndex, int sessions)
    {
        const Domain& domain = m_domains[domainIndex];
        const Hand hand = m_reporters[reporter].writer->hand;
        ReportPlan report{ m_reporters[reporter].writer->name, day, {}, false };
        std::vector<int> parts;
        int rest = sessions;
        int weights = 0;
        for (const int weight : domain.weights)
            weights += weight;
        for (std::size_t host = 0; host < domain.hosts.size(); ++host) {
            const bool isLast = host + 1 == domain.hosts.size();
            parts.push_back(isLast
                    ? rest
                    : std::min(rest, sessions * domain.weights[host] / weights + below(2)));
            rest -= parts.back();
        }
        if (*domain.mode == '\0' && doesDane(hand))
            writeDane(report, domain, hand, parts);
        else
            report.policies.push_back(stsPolicy(domain, hand, sessions));
        fail(report, day, reporter, domainIndex, parts);
        std::erase_if(report.policies,
            [](const PolicyPlan& policy) { return policy.successful + policy.failed == 0; });
        documents.push_back(jsonOf(report));
    }

    PolicyPlan stsPolicy(const Domain& domain, Hand hand, int sessions) const
    {
        PolicyPlan policy;
        policy.domain = domain.name;
        policy.successful = sessions;
        if (*domain.mode == '\0') {
            policy.setNoPolicy();
            return policy;
        }
        policy.lines = { "version: STSv1", std::string("mode: ") + domain.mode };
        for (const std::string& host : domain.hosts)
            policy.lines.push_back("mx: " + host);
        policy.lines.emplace_back("max_age: 604800");
        policy.mxHosts = domain.hosts;
        if (hand == Hand::Stalwart)
            std::ranges::reverse(policy.mxHosts);
        if (hand == Hand::Google) {
            for (std::string& line : policy.lines)
                line += "\\r";
        }
        if (hand == Hand::Microsoft || hand == Hand::MailRu)
            policy.mxHosts.clear();
        return policy;
    }

    // Microsoft writes the domain and all records in one string, others a policy for each MX.
    static void writeDane(
        ReportPlan& report, const Domain& domain, Hand hand, const std::vector<int>& parts)
    {
        const std::string record = "3 1 1 " + std::string(64, 'a');
        for (std::size_t host = 0; host < domain.hosts.size(); ++host) {
            if (hand == Hand::Microsoft && host > 0) {
                report.policies.front().successful += parts[host];
                continue;
            }
            PolicyPlan& policy = report.policies.emplace_back();
            policy.setNoPolicy();
            policy.type = "tlsa";
            policy.domain = hand == Hand::Microsoft ? domain.name : domain.hosts[host];
            policy.lines = { hand == Hand::Microsoft ? "[\\\"" + record + "\\\"]" : record };
            policy.successful = parts[host];
        }
    }

    PolicyPlan& policyFor(ReportPlan& report, const std::string& host)
    {
        const auto own = std::ranges::find(report.policies, host, &PolicyPlan::domain);
        return own == report.policies.end() ? report.policies.front() : *own;
    }

    void fail(ReportPlan& report, int day, std::size_t reporter, std::size_t domainIndex,
        std::vector<int> parts)
    {
        const Domain& domain = m_domains[domainIndex];
        const Hand hand = m_reporters[reporter].writer->hand;
        for (std::size_t i = 0; i < m_plants.size(); ++i) {
            const Plant& plant = m_plants[i];
            if (plant.domain != domainIndex || day < plant.first || day > plant.last
                || !plant.seers.contains(reporter))
                continue;
            int& sessions = parts[plant.host];
            // Causes at one time share the sessions.
            const int failed = part(sessions, plant.percent);
            sessions -= failed / 2;
            if (failed == 0)
                continue;
            const Spelling& spelling = plant.kind->spellings.at(static_cast<std::size_t>(hand));
            const std::string& host = domain.hosts[plant.host];
            PolicyPlan& policy = policyFor(report, host);
            const int possible = std::min(failed, policy.successful);
            if (possible == 0)
                continue;
            const bool named = !plant.kind->isOfHost && hand != Hand::MailRu;
            policy.fail(spelling.type, named ? host : std::string(), possible, spelling.reason);
            note(plant, i, policy.domain, report, possible);
        }
        if (m_noise)
            addStray(report, domain, hand);
    }

    void addStray(ReportPlan& report, const Domain& domain, Hand hand)
    {
        constexpr std::array types{ "starttls-not-supported", "validation-failure",
            "certificate-not-trusted", "certificate-host-mismatch" };
        PolicyPlan& policy = report.policy();
        const int permille = std::clamp(policy.successful * 2, 0, 20);
        if (hand == Hand::MailRu || below(1000) >= permille || policy.successful < 2)
            return;
        const bool hasPolicy = policy.type != "no-policy-found";
        const char* const type
            = types.at(hasPolicy ? static_cast<std::size_t>(below(int{ types.size() })) : 0);
        policy.fail(type,
            policy.type == "tlsa" && hand != Hand::Microsoft ? policy.domain : domain.hosts.front(),
            between(1, 2));
    }

    void note(const Plant& plant, std::size_t index, const std::string& domain,
        const ReportPlan& report, int failed)
    {
        const auto [place, isNew] = m_truths.try_emplace({ index, domain });
        PlantedTruth& truth = place->second;
        if (isNew) {
            truth.cause = plant.isAlone ? "starttls-stripped-on-path" : plant.kind->cause;
            truth.domain = domain;
            truth.first = report.day;
            // Where Mail.ru alone tells of it nothing names the MX.
            truth.subject = plant.isAlone ? report.organization
                : plant.kind->isOfHost    ? "mta-sts." + domain
                                          : domain;
        }
        if (report.organization != "Mail.ru" && !plant.isAlone && !plant.kind->isOfHost)
            truth.subject = m_domains[plant.domain].hosts[plant.host];
        truth.last = report.day;
        truth.sessions += failed;
    }
    std::mt19937 m_random;
    bool m_noise = false;
    int m_days = 0;
    std::vector<Reporter> m_reporters;
    std::vector<Domain> m_domains;
    std::vector<Plant> m_plants;
    std::map<std::pair<std::size_t, std::string>, PlantedTruth> m_truths;
};

} // namespace mxlens::testing
