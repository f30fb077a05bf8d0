// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/matcher.h"

#include "core/policy/mxpattern.h"
#include "core/query/policytypes.h"

#include <algorithm>
#include <array>
#include <string>

namespace mxlens {

namespace {

// What a term speaks about.
enum class Level { Report, Policy, Failure, Word };

Level levelOf(FilterKey key)
{
    switch (key) {
    case FilterKey::Any:
        return Level::Word;
    case FilterKey::Org:
    case FilterKey::Report:
    case FilterKey::Source:
    case FilterKey::After:
    case FilterKey::Before:
        return Level::Report;
    case FilterKey::Mx:
    case FilterKey::Result:
    case FilterKey::Ip:
    case FilterKey::Reason:
        return Level::Failure;
    default:
        return Level::Policy;
    }
}

bool inRange(const FilterTerm& term, Count count)
{
    return count.known() && count.valueOr(0) >= term.lowest && count.valueOr(0) <= term.highest;
}

bool inRange(const FilterTerm& term, const CountColumn& column, std::size_t row)
{
    const std::int64_t value = column.values()[row];
    return value < CountColumn::large ? value >= term.lowest && value <= term.highest
                                      : inRange(term, column[row]);
}

// Looks at one part of a snapshot.
class PartMatcher {
public:
    PartMatcher(const Snapshot& snapshot, std::deque<Matcher::Term>& terms, std::uint32_t part)
        : m_snapshot(snapshot)
        , m_terms(terms)
        , m_part(snapshot.parts()[part])
        , m_segment(*m_part.segment)
        , m_types(snapshot)
        , m_words(terms.size())
    {
    }

    RowMasks run()
    {
        lookAtReports();
        lookAtPolicies();
        lookAtFailures();
        takePolicies();
        takeReports();
        takeSources();
        leaveOutDuplicates();
        return std::move(m_in);
    }

private:
    using Term = Matcher::Term;
    using Texts = std::vector<StringId>;

    // What a bare word was found in.
    struct Word {
        RowMask reports, policies;
        RowMask sources; ///< As far as they were asked about: 0 unknown, 1 no, 2 yes.
    };

    bool textMeets(Term& term, StringId id) const
    {
        return term.texts.get(id, [&] { return term.match.meets(m_snapshot.text(id)); });
    }
    bool addressMeets(Term& term, AddressId id) const
    {
        return term.addresses.get(id,
            [&] { return term.match.meets(m_snapshot.addresses().entry(id), m_snapshot.pool()); });
    }
    // A text that hardly any other row shares is not worth remembering.
    bool uniqueMeets(const Term& term, StringId id) const
    {
        return term.match.meets(m_snapshot.text(id));
    }
    bool sourceMeets(std::size_t index, std::uint32_t source)
    {
        std::uint8_t& known = m_words[index].sources[source];
        if (known == 0) {
            const auto& sources = m_segment.sources;
            m_path = m_snapshot.text(sources.folder[source]);
            m_path += m_snapshot.text(sources.name[source]);
            m_path += m_snapshot.text(sources.inner[source]);
            known = m_terms[index].match.meets(m_path) ? 2 : 1;
        }
        return known == 2;
    }

    void lookAtReports()
    {
        const auto& reports = m_segment.reports;
        m_reports.assign(reports.key.size(), 1);
        for (std::size_t i = 0; i < m_terms.size(); ++i) {
            Term& term = m_terms[i];
            const FilterTerm& filter = term.filter;
            if (filter.key == FilterKey::Any || filter.key == FilterKey::Source)
                m_words[i].sources.assign(m_segment.sources.name.size(), 0);
            switch (filter.key) {
            case FilterKey::Org:
                narrow(m_reports, filter.negated,
                    [&](std::size_t row) { return textMeets(term, reports.organization[row]); });
                break;
            case FilterKey::Report:
                narrowCostly(m_reports, filter.negated,
                    [&](std::size_t row) { return uniqueMeets(term, reports.reportId[row]); });
                break;
            case FilterKey::Source:
                narrowCostly(m_reports, filter.negated,
                    [&](std::size_t row) { return sourceMeets(i, reports.source[row]); });
                break;
            case FilterKey::After:
                narrow(m_reports, filter.negated, [&](std::size_t row) {
                    return reports.day[row] != noDay && reports.day[row] >= filter.day;
                });
                break;
            case FilterKey::Before:
                narrow(m_reports, filter.negated, [&](std::size_t row) {
                    return reports.day[row] != noDay && reports.day[row] <= filter.day;
                });
                break;
            case FilterKey::Any:
                findWordInReports(i);
                break;
            default:
                break;
            }
        }
    }

    void findWordInReports(std::size_t index)
    {
        const auto& reports = m_segment.reports;
        Term& term = m_terms[index];
        RowMask& found = m_words[index].reports;
        found.assign(m_reports.size(), 0);
        widen(found, [&](std::size_t row) {
            return textMeets(term, reports.organization[row])
                || textMeets(term, reports.contact[row]);
        });
        widenCostly(found, [&](std::size_t row) {
            return m_reports[row] != 0
                && (uniqueMeets(term, reports.reportId[row])
                    || sourceMeets(index, reports.source[row]));
        });
        if (term.filter.negated)
            narrow(m_reports, true, [&](std::size_t row) { return found[row] != 0; });
    }

    void lookAtPolicies()
    {
        const auto& policies = m_segment.policies;
        m_policies = inherited(m_reports, policies.report);
        const auto narrowByText = [&](Term& term, const Texts& texts) {
            narrow(m_policies, term.filter.negated,
                [&](std::size_t row) { return textMeets(term, texts[row]); });
        };
        for (std::size_t i = 0; i < m_terms.size(); ++i) {
            Term& term = m_terms[i];
            switch (term.filter.key) {
            case FilterKey::Domain:
                narrowByText(term, policies.domainKey);
                break;
            case FilterKey::Type:
                narrowByText(term, policies.type);
                break;
            case FilterKey::Mode:
                narrowByText(term, policies.mode);
                break;
            case FilterKey::Sessions:
                narrow(m_policies, term.filter.negated, [&](std::size_t row) {
                    return inRange(term.filter, policies.successful[row] + policies.failed[row]);
                });
                break;
            case FilterKey::Any:
                findWordInPolicies(i);
                break;
            default:
                break; // failures: is about the row at hand
            }
        }
    }

    void findWordInPolicies(std::size_t index)
    {
        const auto& policies = m_segment.policies;
        Term& term = m_terms[index];
        RowMask& found = m_words[index].policies;
        found = inherited(m_words[index].reports, policies.report);
        for (const Texts* const texts : { &policies.type, &policies.mode, &policies.domain,
                 &policies.policyText, &policies.mxHosts })
            widen(found, [&](std::size_t row) { return textMeets(term, (*texts)[row]); });
        if (term.filter.negated)
            narrow(m_policies, true, [&](std::size_t row) { return found[row] != 0; });
    }

    void lookAtFailures()
    {
        const auto& failures = m_segment.failures;
        m_in.failures = inherited(m_policies, failures.policy);
        RowMask& in = m_in.failures;
        const auto narrowByText = [&](Term& term, const Texts& texts) {
            narrow(in, term.filter.negated,
                [&](std::size_t row) { return textMeets(term, texts[row]); });
        };
        for (std::size_t i = 0; i < m_terms.size(); ++i) {
            Term& term = m_terms[i];
            switch (term.filter.key) {
            case FilterKey::Mx:
                narrowByText(term, failures.mxKey);
                break;
            case FilterKey::Result:
                narrowByText(term, failures.resultType);
                break;
            case FilterKey::Reason:
                narrowByText(term, failures.reason);
                break;
            case FilterKey::Ip:
                narrowCostly(in, term.filter.negated, [&](std::size_t row) {
                    return addressMeets(term, failures.sendingIp[row])
                        || addressMeets(term, failures.receivingIp[row]);
                });
                break;
            case FilterKey::Failures:
                narrow(in, term.filter.negated,
                    [&](std::size_t row) { return inRange(term.filter, failures.count, row); });
                break;
            case FilterKey::Any:
                findWordInFailures(i);
                break;
            default:
                break; // settled for the report or the policy
            }
        }
    }

    void findWordInFailures(std::size_t index)
    {
        const auto& failures = m_segment.failures;
        Term& term = m_terms[index];
        RowMask found = inherited(m_words[index].policies, failures.policy);
        for (const Texts* const texts : { &failures.resultType, &failures.mx, &failures.helo,
                 &failures.information, &failures.reason })
            widen(found, [&](std::size_t row) { return textMeets(term, (*texts)[row]); });
        widenCostly(found, [&](std::size_t row) {
            return m_in.failures[row] != 0
                && (addressMeets(term, failures.sendingIp[row])
                    || addressMeets(term, failures.receivingIp[row]));
        });
        narrow(
            m_in.failures, term.filter.negated, [&](std::size_t row) { return found[row] != 0; });
    }

    void takePolicies()
    {
        const auto& policies = m_segment.policies;
        bool asksDetails = false;
        m_in.policies = m_policies;
        for (const Term& term : m_terms) {
            const Level level = levelOf(term.filter.key);
            asksDetails |= level == Level::Word || level == Level::Failure;
            if (term.filter.key == FilterKey::Failures)
                narrow(m_in.policies, term.filter.negated,
                    [&](std::size_t row) { return inRange(term.filter, policies.failed, row); });
        }
        if (!asksDetails)
            return;
        const RowMask any = parentsOf(m_in.failures, m_segment.failures.policy, m_policies.size());
        narrowCostly(m_in.policies, false, [&](std::size_t row) {
            return any[row] != 0 || policyIsInByItself(static_cast<std::uint32_t>(row));
        });
    }

    bool policyIsInByItself(std::uint32_t row)
    {
        const auto& first = m_segment.policies.firstFailure;
        const bool hasDetails = first[row] != first[row + 1];
        for (std::size_t i = 0; i < m_terms.size(); ++i) {
            const FilterTerm& filter = m_terms[i].filter;
            const Level level = levelOf(filter.key);
            if (level != Level::Word && level != Level::Failure)
                continue; // settled before
            if (filter.negated) {
                if (hasDetails)
                    return false;
            } else if (level == Level::Word) {
                if (m_words[i].policies[row] == 0)
                    return false;
            } else if (filter.key != FilterKey::Mx || !covers(i, row)) {
                return false;
            }
        }
        return true;
    }

    // Whether the policy covers an MX that the term names.
    bool covers(std::size_t index, std::uint32_t row)
    {
        const auto& policies = m_segment.policies;
        Term& term = m_terms[index];
        if (m_types.of(policies.type[row]) == PolicyType::Tlsa
            && textMeets(term, policies.domainKey[row]))
            return true;
        const StringId hosts = policies.mxHosts[row];
        const StringId text = policies.policyText[row];
        // Neighbours share what they cover with few others.
        Cover& known = m_covers[(hosts * 31 + text) % m_covers.size()];
        if (!known.set || known.term != index || known.hosts != hosts || known.text != text)
            known = { index, hosts, text, true, patternsCover(term, hosts, text) };
        return known.covers;
    }

    bool patternsCover(const Term& term, StringId hosts, StringId text) const
    {
        const auto patterns = mxPatternsOf(m_snapshot.text(hosts), m_snapshot.text(text));
        return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
            for (std::size_t i = 0; i < term.filter.patterns.size(); ++i) {
                const FilterPattern& wanted = term.filter.patterns[i];
                if (wanted.hasWildcard ? term.match.meetsPattern(i, pattern)
                                       : mxPatternMatches(pattern, wanted.text))
                    return true;
            }
            return false;
        });
    }

    void takeReports()
    {
        const auto& reports = m_segment.reports;
        m_in.reports = parentsOf(m_in.policies, m_segment.policies.report, m_reports.size());
        for (std::uint32_t row = 0; row < m_reports.size(); ++row) {
            if (reports.firstPolicy[row] == reports.firstPolicy[row + 1] && m_reports[row] != 0)
                m_in.reports[row] = static_cast<std::uint8_t>(reportIsInByItself(row));
        }
    }

    bool reportIsInByItself(std::uint32_t row) const
    {
        for (std::size_t i = 0; i < m_terms.size(); ++i) {
            const FilterTerm& filter = m_terms[i].filter;
            const Level level = levelOf(filter.key);
            if (!filter.negated
                && (level == Level::Policy || level == Level::Failure
                    || (level == Level::Word && m_words[i].reports[row] == 0)))
                return false;
        }
        return true;
    }

    void takeSources()
    {
        const auto& sources = m_segment.sources;
        m_in.sources = parentsOf(m_in.reports, m_segment.reports.source, sources.name.size());
        for (std::uint32_t row = 0; row < m_in.sources.size(); ++row) {
            if (sources.firstReport[row] == sources.firstReport[row + 1])
                m_in.sources[row] = static_cast<std::uint8_t>(sourceIsIn(row));
        }
    }

    bool sourceIsIn(std::uint32_t row)
    {
        for (std::size_t i = 0; i < m_terms.size(); ++i) {
            Term& term = m_terms[i];
            bool meets = false;
            if (term.filter.key == FilterKey::Source)
                meets = sourceMeets(i, row);
            else if (term.filter.key == FilterKey::Any)
                meets = sourceMeets(i, row) || textMeets(term, m_segment.sources.detail[row]);
            if (meets == term.filter.negated)
                return false;
        }
        return true;
    }

    // Their sources stay: a duplicate counts as the report that it repeats.
    void leaveOutDuplicates()
    {
        const std::vector<ReportMark>& marks = *m_part.marks;
        for (std::size_t report = 0; report < marks.size(); ++report) {
            if (marks[report] != ReportMark::Duplicate)
                continue;
            const std::uint32_t begin = m_segment.reports.firstPolicy[report];
            const std::uint32_t end = m_segment.reports.firstPolicy[report + 1];
            const auto& first = m_segment.policies.firstFailure;
            m_in.reports[report] = 0;
            std::fill(
                m_in.policies.begin() + begin, m_in.policies.begin() + end, std::uint8_t{ 0 });
            std::fill(m_in.failures.begin() + first[begin], m_in.failures.begin() + first[end],
                std::uint8_t{ 0 });
        }
    }

    struct Cover {
        std::size_t term = 0;
        StringId hosts = 0, text = 0;
        bool set = false;
        bool covers = false;
    };

    const Snapshot& m_snapshot;
    std::deque<Term>& m_terms;
    const Snapshot::Part& m_part;
    const Segment& m_segment;
    PolicyTypes m_types;
    std::vector<Word> m_words; ///< By term.
    std::string m_path;
    std::array<Cover, 1024> m_covers;
    RowMask m_reports, m_policies; ///< Those that no term about them leaves out.
    RowMasks m_in;
};

} // namespace

Matcher::Term::Term(const Snapshot& snapshot, const FilterTerm& from)
    : filter(from)
    , match(from)
    , texts(snapshot.pool().size())
    , addresses(snapshot.addresses().size())
{
}

Matcher::Matcher(const Snapshot& snapshot, const Filter& filter)
    : m_snapshot(snapshot)
{
    for (const FilterTerm& term : filter.terms)
        m_terms.emplace_back(snapshot, term);
}

RowMasks Matcher::match(std::uint32_t part)
{
    return PartMatcher(m_snapshot, m_terms, part).run();
}

} // namespace mxlens
