// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/matcher.h"

#include "core/policy/mxpattern.h"
#include "core/query/parallel.h"
#include "core/query/policytypes.h"
#include "core/query/textscan.h"

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

// Texts or addresses that one thread takes at a time.
constexpr std::uint32_t idsOfShare = 16 * 1024;

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
        return term.addresses.get(id, [] { return false; }); // all are known
    }
    bool sourceMeets(std::size_t index, std::uint32_t source)
    {
        std::uint8_t& known = m_words[index].sources[source];
        if (known == 0)
            known = pathMeets(m_terms[index], source) ? 2 : 1;
        return known == 2;
    }
    bool pathMeets(Term& term, std::uint32_t source)
    {
        const auto& sources = m_segment.sources;
        const std::array ids{ sources.folder[source], sources.name[source], sources.inner[source] };
        if (term.searched) {
            if (std::any_of(
                    ids.begin(), ids.end(), [&](StringId id) { return textMeets(term, id); }))
                return true;
            if (!mayLieAcross(term, ids))
                return false;
        }
        m_path.clear();
        for (const StringId id : ids)
            m_path += m_snapshot.text(id);
        return term.match.meets(m_path);
    }
    // Whether a word could begin in one piece of a path and end in another: its own bytes tell
    // nearly always that it does not.
    bool mayLieAcross(const Term& term, const std::array<StringId, 3>& ids) const
    {
        const std::string_view folder = m_snapshot.text(ids[0]);
        const std::string_view inner = m_snapshot.text(ids[2]);
        const char before = folder.empty() ? '\0' : folder.back();
        const char behind = inner.empty() ? '\0' : inner.front();
        return std::any_of(
            term.match.words().begin(), term.match.words().end(), [&](std::string_view word) {
                return word.size() > 1
                    && ((before != '\0'
                            && word.substr(0, word.size() - 1).find(before)
                                != std::string_view::npos)
                        || (behind != '\0' && word.find(behind, 1) != std::string_view::npos));
            });
    }

    // What narrow() and widen() do by a column of texts.
    void narrowByText(RowMask& mask, Term& term, const Texts& texts) const
    {
        narrow(mask, term.filter.negated, [this, &term, ids = texts.data()](std::size_t row) {
            return textMeets(term, ids[row]);
        });
    }
    void widenByText(RowMask& mask, Term& term, const Texts& texts) const
    {
        // A column that nobody fills in is the same all the way down.
        if (!texts.empty()
            && std::all_of(texts.begin(), texts.end(),
                [first = texts.front()](StringId id) { return id == first; })) {
            if (textMeets(term, texts.front()))
                std::fill(mask.begin(), mask.end(), std::uint8_t{ 1 });
            return;
        }
        widen(mask, [this, &term, ids = texts.data()](std::size_t row) {
            return textMeets(term, ids[row]);
        });
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
                narrowByText(m_reports, term, reports.organization);
                break;
            case FilterKey::Report:
                narrowByText(m_reports, term, reports.reportId);
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
        for (const Texts* const texts :
            { &reports.organization, &reports.contact, &reports.reportId })
            widenByText(found, term, *texts);
        widenCostly(found, [&](std::size_t row) {
            return m_reports[row] != 0 && sourceMeets(index, reports.source[row]);
        });
        if (term.filter.negated)
            narrow(m_reports, true, [&](std::size_t row) { return found[row] != 0; });
    }

    void lookAtPolicies()
    {
        const auto& policies = m_segment.policies;
        m_policies = inherited(m_reports, policies.report);
        for (std::size_t i = 0; i < m_terms.size(); ++i) {
            Term& term = m_terms[i];
            switch (term.filter.key) {
            case FilterKey::Domain:
                narrowByText(m_policies, term, policies.domainKey);
                break;
            case FilterKey::Type:
                narrowByText(m_policies, term, policies.type);
                break;
            case FilterKey::Mode:
                narrowByText(m_policies, term, policies.mode);
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
            widenByText(found, term, *texts);
        if (term.filter.negated)
            narrow(m_policies, true, [&](std::size_t row) { return found[row] != 0; });
    }

    void lookAtFailures()
    {
        const auto& failures = m_segment.failures;
        m_in.failures = inherited(m_policies, failures.policy);
        RowMask& in = m_in.failures;
        for (std::size_t i = 0; i < m_terms.size(); ++i) {
            Term& term = m_terms[i];
            switch (term.filter.key) {
            case FilterKey::Mx:
                narrowByText(in, term, failures.mxKey);
                break;
            case FilterKey::Result:
                narrowByText(in, term, failures.resultType);
                break;
            case FilterKey::Reason:
                narrowByText(in, term, failures.reason);
                break;
            case FilterKey::Ip:
                narrow(in, term.filter.negated, [&](std::size_t row) {
                    return addressMeets(term, failures.sendingIp[row])
                        | addressMeets(term, failures.receivingIp[row]);
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
            widenByText(found, term, *texts);
        for (const auto* const ids : { &failures.sendingIp, &failures.receivingIp })
            widen(found, [&term, this, ids = ids->data()](std::size_t row) {
                return addressMeets(term, ids[row]);
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
        return term.covers(hosts, text, [&] { return patternsCover(term, hosts, text); });
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

    const Snapshot& m_snapshot;
    std::deque<Term>& m_terms;
    const Snapshot::Part& m_part;
    const Segment& m_segment;
    PolicyTypes m_types;
    std::vector<Word> m_words; ///< By term.
    std::string m_path;
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

bool Matcher::Term::covers(StringId hosts, StringId text, const std::function<bool()>& work)
{
    const std::scoped_lock lock(m_mutex);
    char& known = m_covers[pairKey(hosts, text)];
    if (known == 0)
        known = work() ? 2 : 1;
    return known == 2;
}

Matcher::Matcher(const Snapshot& snapshot, const Filter& filter)
    : m_snapshot(snapshot)
{
    for (const FilterTerm& term : filter.terms)
        m_terms.emplace_back(snapshot, term);
    fillTables();
}

void Matcher::fillTables()
{
    std::vector<std::function<void()>> shares;
    const auto inShares = [&shares](std::uint32_t count, const auto& fill) {
        for (std::uint32_t begin = 0; begin < count; begin += idsOfShare)
            shares.emplace_back(
                [fill, begin, end = std::min(count, begin + idsOfShare)] { fill(begin, end); });
    };
    const StringPool& texts = m_snapshot.pool();
    const AddressPool& addresses = m_snapshot.addresses();
    for (Term& term : m_terms) {
        const FilterKey key = term.filter.key;
        const bool everyText
            = key == FilterKey::Any || key == FilterKey::Report || key == FilterKey::Source;
        term.searched = everyText && !term.match.words().empty();
        if (term.searched)
            inShares(texts.size(), [&](StringId begin, StringId end) {
                fillByWords(term.texts, term.match, texts, begin, end);
            });
        if (key == FilterKey::Any || key == FilterKey::Ip)
            inShares(addresses.size(), [&](AddressId begin, AddressId end) {
                fillByValue(term.addresses, term.match, addresses, texts, begin, end);
            });
    }
    inParallel(shares.size(), [&shares](std::size_t i) { shares[i](); });
}

RowMasks Matcher::match(std::uint32_t part)
{
    return PartMatcher(m_snapshot, m_terms, part).run();
}

} // namespace mxlens
