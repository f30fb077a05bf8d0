// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/matcher.h"

#include "core/query/parallel.h"
#include "core/query/policytypes.h"
#include "core/query/textscan.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace mxlens {

namespace {

// Texts or addresses that one thread takes at a time.
constexpr std::uint32_t idsOfShare = 16 * 1024;

// Whether the count of a row of a column is in the range of a term.
auto byCount(const FilterTerm& term, const CountColumn& column)
{
    return [&term, &column, counts = column.values().data(), lowest = term.lowest,
               highest = term.highest](std::size_t row) -> bool {
        const std::int64_t count = counts[row];
        if (count >= CountColumn::large) [[unlikely]]
            return inRange(term, column[row]);
        return (count >= lowest) & (count <= highest);
    };
}

// Looks at one part of a snapshot.
class PartMatcher {
public:
    PartMatcher(
        const Snapshot& snapshot, std::deque<MatchTerm>& terms, std::uint32_t part, RowMasks& masks)
        : m_snapshot(snapshot)
        , m_terms(terms)
        , m_part(snapshot.parts()[part])
        , m_segment(*m_part.segment)
        , m_types(snapshot)
        , m_words(terms.size())
        , m_covers(terms.size())
        , m_in(masks)
    {
    }

    void run()
    {
        lookAtReports();
        lookAtPolicies();
        lookAtFailures();
        takePolicies();
        takeReports();
        takeSources();
        leaveOutDuplicates();
    }

private:
    using Term = MatchTerm;

    // What a bare word was found in.
    struct Word {
        RowMask reports, policies;
        RowMask sources; ///< As far as they were asked about: 0 unknown, 1 no, 2 yes.
    };

    bool textMeets(Term& term, StringId id) const { return term.textMeets(m_snapshot, id); }
    bool sourceMeets(std::size_t index, std::uint32_t source)
    {
        std::uint8_t& known = m_words[index].sources[source];
        if (known == 0)
            known = m_terms[index].pathMeets(m_snapshot, m_segment.sources, source, m_path) ? 2 : 1;
        return known == 2;
    }
    auto byText(Term& term, const StringId* ids) const
    {
        return [this, &term, ids, view = term.texts.view()](std::size_t row) {
            const StringId id = ids[row];
            return view.get(id, [&] { return term.match.meets(m_snapshot.text(id)); });
        };
    }
    auto byText(Term& term, const SparseTexts& texts) const
    {
        return [this, &term, &texts, view = term.texts.view()](std::size_t row) {
            const StringId id = texts[row];
            return view.get(id, [&] { return term.match.meets(m_snapshot.text(id)); });
        };
    }
    // Calls use(meets), where meets(row) tells whether the text of a row of a column meets a term.
    template <typename Use>
    void withTexts(Term& term, const std::vector<StringId>& texts, const Use& use) const
    {
        use(byText(term, texts.data()));
    }
    template <typename Use>
    void withTexts(Term& term, const SparseTexts& texts, const Use& use) const
    {
        const bool absent = textMeets(term, 0); // what most rows have
        if (std::all_of(texts.ids().begin(), texts.ids().end(),
                [&](StringId id) { return textMeets(term, id) == absent; }))
            use([absent](std::size_t) { return absent; });
        else
            use(byText(term, texts));
    }
    template <typename Use> void withTexts(Term& term, const IdColumn& texts, const Use& use)
    {
        withIds(
            texts, [&](auto ids) { return byText(term, ids); }, use);
    }
    template <typename Use>
    void withAddresses(Term& term, const IdColumn& addresses, const Use& use)
    {
        if (!term.addresses.any())
            return use([](std::size_t) { return false; });
        const auto byAddress = [view = term.addresses.view()](const AddressId* ids) {
            return [view, ids](std::size_t row) { return view.known(ids[row]); };
        };
        withIds(addresses, byAddress, use);
    }
    // The same where byId(ids) gives the function for ids that stand behind each other: each of a
    // column that is packed is asked about once.
    template <typename ById, typename Use>
    void withIds(const IdColumn& column, const ById& byId, const Use& use)
    {
        column.visit([&](auto rows, auto... ids) {
            if constexpr (sizeof...(ids) == 0) {
                use(byId(rows.data()));
            } else {
                const auto answers = [&](std::span<const std::uint32_t> each) {
                    const auto meets = byId(each.data());
                    m_answers.resize(each.size());
                    for (std::size_t i = 0; i < each.size(); ++i)
                        m_answers[i] = static_cast<std::uint8_t>(meets(i));
                };
                (answers(ids), ...);
                // Mostly a word stands in no text of a column, and nothing need be looked up.
                if (std::ranges::adjacent_find(m_answers, std::not_equal_to<>()) == m_answers.end())
                    return use([meets = !m_answers.empty() && m_answers[0] != 0](
                                   std::size_t) -> bool { return meets; });
                use([known = m_answers.data(), numbers = rows.data()](
                        std::size_t row) -> bool { return known[numbers[row]] != 0; });
            }
        });
    }
    template <typename Texts> void narrowByText(RowMask& mask, Term& term, const Texts& texts)
    {
        withTexts(term, texts, [&](auto meets) { narrow(mask, term.filter.negated, meets); });
    }
    template <typename Texts> void widenByText(RowMask& mask, Term& term, const Texts& texts)
    {
        withTexts(term, texts, [&](auto meets) { widen(mask, meets); });
    }
    void widenByAddress(RowMask& mask, Term& term, const IdColumn& addresses)
    {
        withAddresses(term, addresses, [&](auto meets) { widen(mask, meets); });
    }
    // Takes those rows out, or leaves only those in, that were found.
    static void narrowTo(RowMask& mask, const RowMask& found, bool negated)
    {
        narrow(mask, negated,
            [rows = found.data()](std::size_t row) -> bool { return rows[row] != 0; });
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
                narrow(m_reports, filter.negated,
                    [days = reports.day.data(), first = filter.day](std::size_t row) -> bool {
                        return (days[row] != noDay) & (days[row] >= first);
                    });
                break;
            case FilterKey::Before:
                narrow(m_reports, filter.negated,
                    [days = reports.day.data(), last = filter.day](std::size_t row) -> bool {
                        return (days[row] != noDay) & (days[row] <= last);
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
        widenByText(found, term, reports.organization);
        widenByText(found, term, reports.contact);
        widenByText(found, term, reports.reportId);
        widenCostly(found, [&](std::size_t row) {
            return m_reports[row] != 0 && sourceMeets(index, reports.source[row]);
        });
        if (term.filter.negated)
            narrowTo(m_reports, found, true);
    }

    void lookAtPolicies()
    {
        const auto& policies = m_segment.policies;
        inherit(m_policies, m_reports, policies.report);
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
        inherit(found, m_words[index].reports, policies.report);
        for (const IdColumn* const texts : { &policies.type, &policies.mode, &policies.domain,
                 &policies.policyText, &policies.mxHosts })
            widenByText(found, term, *texts);
        if (term.filter.negated)
            narrowTo(m_policies, found, true);
    }

    void lookAtFailures()
    {
        const auto& failures = m_segment.failures;
        inherit(m_in.failures, m_policies, failures.policy);
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
                m_found.assign(in.size(), 0);
                widenByAddress(m_found, term, failures.sendingIp);
                widenByAddress(m_found, term, failures.receivingIp);
                narrowTo(in, m_found, term.filter.negated);
                break;
            case FilterKey::Failures:
                narrow(in, term.filter.negated, byCount(term.filter, failures.count));
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
        RowMask& found = m_found;
        inherit(found, m_words[index].policies, failures.policy);
        for (const IdColumn* const texts : { &failures.resultType, &failures.mx, &failures.reason })
            widenByText(found, term, *texts);
        for (const SparseTexts* const texts : { &failures.helo, &failures.information })
            widenByText(found, term, *texts);
        widenByAddress(found, term, failures.sendingIp);
        widenByAddress(found, term, failures.receivingIp);
        narrowTo(m_in.failures, found, term.filter.negated);
    }

    void takePolicies()
    {
        const auto& policies = m_segment.policies;
        bool asksDetails = false;
        m_in.policies = m_policies;
        for (const Term& term : m_terms) {
            const TermLevel level = levelOf(term.filter.key);
            asksDetails |= level == TermLevel::Word || level == TermLevel::Failure;
            if (term.filter.key == FilterKey::Failures)
                narrow(m_in.policies, term.filter.negated, byCount(term.filter, policies.failed));
        }
        if (!asksDetails)
            return;
        RowMask any;
        findParents(any, m_in.failures, m_segment.failures.policy, m_policies.size());
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
            const TermLevel level = levelOf(filter.key);
            if (level != TermLevel::Word && level != TermLevel::Failure)
                continue; // settled before
            if (filter.negated) {
                if (hasDetails)
                    return false;
            } else if (level == TermLevel::Word) {
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
        char& known = m_covers[index][pairKey(hosts, text)];
        if (known == 0)
            known = term.patternsCover(m_snapshot, hosts, text) ? 2 : 1;
        return known == 2;
    }

    void takeReports()
    {
        const auto& reports = m_segment.reports;
        findParents(m_in.reports, m_in.policies, m_segment.policies.report, m_reports.size());
        for (std::uint32_t row = 0; row < m_reports.size(); ++row) {
            if (reports.firstPolicy[row] == reports.firstPolicy[row + 1] && m_reports[row] != 0)
                m_in.reports[row] = static_cast<std::uint8_t>(reportIsInByItself(row));
        }
    }

    bool reportIsInByItself(std::uint32_t row) const
    {
        for (std::size_t i = 0; i < m_terms.size(); ++i) {
            const FilterTerm& filter = m_terms[i].filter;
            const TermLevel level = levelOf(filter.key);
            if (!filter.negated
                && (level == TermLevel::Policy || level == TermLevel::Failure
                    || (level == TermLevel::Word && m_words[i].reports[row] == 0)))
                return false;
        }
        return true;
    }

    void takeSources()
    {
        const auto& sources = m_segment.sources;
        findParents(m_in.sources, m_in.reports, m_segment.reports.source, sources.name.size());
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
    /// By term: what the patterns of policies cover, which neighbours share.
    std::vector<NumberMap<char>> m_covers;
    std::vector<std::uint8_t> m_answers; ///< By number of a column: whether its id meets a term.
    RowMask m_found; ///< Failure details that a term finds.
    RowMask m_reports, m_policies; ///< Those that no term about them leaves out.
    RowMasks& m_in;
};

} // namespace

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
    std::vector<WordSearch> searches; // a part of the texts is searched for all terms at once
    const StringPool& texts = m_snapshot.pool();
    const AddressPool& addresses = m_snapshot.addresses();
    for (MatchTerm& term : m_terms) {
        const FilterKey key = term.filter.key;
        const bool everyText
            = key == FilterKey::Any || key == FilterKey::Report || key == FilterKey::Source;
        term.searched = everyText && !term.match.words().empty();
        if (term.searched)
            searches.push_back({ term.texts, term.match });
        if (key == FilterKey::Any || key == FilterKey::Ip)
            inShares(addressesToAsk(term.match, addresses), [&](auto begin, auto end) {
                fillByValue(term.addresses, term.match, addresses, texts, begin, end);
            });
    }
    if (!searches.empty())
        inShares(searches.front().known.size(),
            [&](StringId begin, StringId end) { fillByWords(searches, texts, begin, end); });
    inParallel(shares.size(), [&shares](std::size_t i) { shares[i](); });
}

void Matcher::match(std::uint32_t part, RowMasks& masks)
{
    PartMatcher(m_snapshot, m_terms, part, masks).run();
}

} // namespace mxlens
