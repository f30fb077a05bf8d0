// SPDX-License-Identifier: GPL-3.0-or-later
// What surrounded a report: mail header, Subject, file name (RFC 8460 sections 5.1 and 5.3).
#include "core/report/names.h"
#include "core/report/reportchecks.h"
#include "core/report/resulttype.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

namespace mxlens {

namespace {

// sender "!" policy-domain "!" begin "!" end [ "!" id ] "." extension
struct FileNameParts {
    std::string_view sender, domain;
    std::optional<Timestamp> begin, end;
};

std::optional<Timestamp> unixSeconds(std::string_view digits)
{
    Timestamp value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    constexpr Timestamp year10000 = 253402300800;
    const bool sensible = error == std::errc() && end != digits.data() && value >= 0;
    return sensible && value < year10000 ? std::optional(value) : std::nullopt;
}

std::optional<FileNameParts> partsOf(std::string_view fileName)
{
    std::array<std::string_view, 4> fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::size_t bang = fileName.find('!');
        if (bang == std::string_view::npos && i < 3)
            return {};
        fields[i] = trimmed(fileName.substr(0, bang));
        fileName.remove_prefix(bang == std::string_view::npos ? fileName.size() : bang + 1);
    }
    const auto begin = unixSeconds(fields[2]);
    const auto end = unixSeconds(fields[3]);
    if (!begin || !end)
        return {};
    return FileNameParts{ fields[0], fields[1], begin, end };
}

constexpr std::array<bool, 256> inDomains = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < table.size(); ++c)
        table[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '-' || c == '.' || c == '_' || c >= 0x80;
    return table;
}();

bool looksLikeDomain(std::string_view text)
{
    return text.find('.') != std::string_view::npos && text.size() <= 254
        && std::ranges::all_of(
            text, [](char c) { return inDomains[static_cast<unsigned char>(c)]; });
}

// `Report Domain: <domain> Submitter: ...`, as RFC 8460 section 5.3 words the Subject.
std::string_view domainInSubject(std::string_view subject)
{
    static constexpr std::string_view label = "report domain:";
    static constexpr std::size_t colon = label.size() - 1;
    for (std::size_t at = subject.find(':', colon); at != std::string_view::npos;
         at = subject.find(':', at + 1)) {
        if (!equalIgnoringCase(subject.substr(at - colon, label.size()), label))
            continue;
        const std::string_view rest = trimmed(subject.substr(at + 1));
        const auto end = std::ranges::find_if(rest, isSpace);
        return rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    }
    return {};
}

struct NamedDomain {
    std::string_view where;
    std::string_view domain;
};

// Domains that the surroundings name, the most trustworthy first.
class Domains final {
public:
    Domains(const ReportContext& context, const std::optional<FileNameParts>& name)
    {
        add("TLS-Report-Domain", trimmed(context.mailReportDomain));
        add("Subject", domainInSubject(context.mailSubject));
        if (name)
            add("file name", name->domain);
    }
    bool empty() const { return m_count == 0; }
    const NamedDomain& front() const { return m_domains[0]; }
    const NamedDomain* begin() const { return m_domains.data(); }
    const NamedDomain* end() const { return m_domains.data() + m_count; }

private:
    void add(std::string_view where, std::string_view domain)
    {
        // Mostly all of them name the same one.
        if ((!empty() && domain == front().domain) || looksLikeDomain(domain))
            m_domains[m_count++] = { where, domain };
    }

    std::array<NamedDomain, 3> m_domains;
    std::size_t m_count = 0;
};

void fillDomains(Report& report, const Domains& domains, DeviationLog& log)
{
    for (std::size_t i = 0; i < report.policies.size(); ++i) {
        Policy& policy = report.policies[i];
        if (!policy.domain.empty())
            continue;
        const DeviationLog::Place place{ .policy = static_cast<int>(i) };
        if (domains.empty()) {
            log.note(DeviationCode::MissingMember, ReportMember::PolicyDomain, place);
            continue;
        }
        policy.domain = report.text.store(domains.front().domain);
        policy.serial = 0; // no longer as its object was
        log.note(DeviationCode::DomainFromContext, ReportMember::PolicyDomain, place,
            domains.front().where, policy.domain);
    }
}

// A DANE policy is that of an MX (RFC 8460 section 1.1), so only the others must name the domain.
void compareDomains(const Report& report, const Domains& domains, DeviationLog& log)
{
    const auto isOfMx
        = [](const Policy& policy) { return policyTypeOf(policy.type) == PolicyType::Tlsa; };
    if (domains.empty() || std::ranges::all_of(report.policies, isOfMx))
        return;
    std::string_view known; // to be that of a policy
    for (const NamedDomain& named : domains) {
        if (named.domain == known)
            continue;
        const bool found = std::ranges::any_of(report.policies, [&](const Policy& policy) {
            return isSameName(policy.domain, named.domain) && !isOfMx(policy);
        });
        if (found)
            known = named.domain;
        else
            log.noteField(DeviationCode::ContextDiffers, named.where, named.domain,
                normalizedName(report.policies.front().domain));
    }
}

void compareSubmitter(const Report& report, const ReportContext& context, DeviationLog& log)
{
    if (context.mailSubmitter.empty())
        return;
    const std::size_t at = report.contactInfo.rfind('@');
    if (at != std::string_view::npos
        && equalIgnoringCase(report.contactInfo.substr(at + 1), context.mailSubmitter))
        return;
    const std::string submitter = normalizedName(context.mailSubmitter);
    if (submitter.empty() || at == std::string_view::npos)
        return;
    const std::string contact = normalizedName(report.contactInfo.substr(at + 1));
    if (contact != submitter)
        log.noteField(
            DeviationCode::ContextDiffers, "TLS-Report-Submitter", context.mailSubmitter, contact);
}

void compareRange(const Report& report, const FileNameParts& name, DeviationLog& log)
{
    // 23:59:59 in one place and midnight in the other is the same end.
    const auto differs = [](std::optional<Timestamp> a, std::optional<Timestamp> b) {
        return a && b && std::abs(*a - *b) > 1;
    };
    if (differs(report.start, name.begin) || differs(report.end, name.end))
        log.noteField(DeviationCode::ContextDiffers, "date range in the file name",
            formatTimestamp(*name.begin) + " to " + formatTimestamp(*name.end));
}

} // namespace

void applyContext(Report& report, const ReportContext& context, DeviationLog& log)
{
    for (const ContextNote& note : context.notes)
        log.noteField(note.code, {}, note.written, note.madeOf);
    const auto name = partsOf(context.fileName);
    const Domains domains(context, name);
    fillDomains(report, domains, log);
    compareDomains(report, domains, log);
    compareSubmitter(report, context, log);
    if (name)
        compareRange(report, *name, log);
}

} // namespace mxlens
