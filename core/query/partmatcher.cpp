// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/partmatcher.h"

#include "core/query/columnanswers.h"
#include "core/query/matchterm.h"
#include "core/query/mxofpolicies.h"
#include "core/query/rowmask.h"
#include "core/query/sourcewords.h"
#include "core/query/wordgroup.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace mxlens {

namespace {

// Leaves those rows in whose count in a column is in the range of a term.
void narrowByCount(RowMask& mask, const FilterTerm& term, const CountColumn& column)
{
    column.values().visit([&](auto counts) {
        constexpr std::int64_t large = CountColumn::largeIn(counts.greatest);
        narrow(mask, term.negated,
            [&term, &column, counts, lowest = term.lowest, highest = term.highest](
                std::size_t row) -> bool {
                const std::int64_t count = counts[row];
                if (count >= large) [[unlikely]]
                    return inRange(term, column[row]);
                return (count >= lowest) & (count <= highest);
            });
    });
}

// Looks at one part of a snapshot.
class PartMatcher {
public:
    PartMatcher(const Snapshot& snapshot, std::deque<MatchTerm>& terms,
        const std::deque<WordGroup>& groups, std::uint32_t part, RowMasks& masks)
        : m_snapshot(snapshot)
        , m_terms(terms)
        , m_groups(groups)
        , m_part(snapshot.parts()[part])
        , m_segment(*m_part.segment)
        , m_sources(terms.size())
        , m_words(groups.size())
        , m_mxs(snapshot, part, terms.size())
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

    using Bits = WordTable::Bits;

    // The words of a group that were found.
    struct Words {
        RowMask reports, policies;
        SourceWords sources;
    };

    bool textMeets(Term& term, StringId id) const { return term.textMeets(m_snapshot, id); }
    bool sourceMeets(std::size_t index, std::uint32_t source)
    {
        return m_sources[index].of(source, m_path) != 0;
    }
    unsigned sourceWords(std::size_t index, std::uint32_t source)
    {
        return m_words[index].sources.of(source, m_path);
    }

    // What ColumnAnswers::withIds() asks: whether a text meets a term ...
    auto byText(Term& term) const
    {
        return [this, &term, view = term.texts.view()](const StringId* ids) {
            return [this, &term, view, ids](std::size_t row) -> bool {
                const StringId id = ids[row];
                return view.get(id, [&] { return term.match.meets(m_snapshot.text(id)); });
            };
        };
    }
    // ... or an address does, of which is known whether.
    static auto byAddress(Term& term)
    {
        return [view = term.addresses.view()](const AddressId* ids) {
            return [view, ids](std::size_t row) -> bool { return view.known(ids[row]); };
        };
    }

    template <typename Texts> void narrowByText(RowMask& mask, Term& term, const Texts& texts)
    {
        m_columns.withIds(
            texts, byText(term), [&](auto meets) { narrow(mask, term.filter.negated, meets); });
    }
    void widenByAddress(RowMask& mask, Term& term, const IdColumn& addresses)
    {
        if (term.addresses.any())
            m_columns.withIds(addresses, byAddress(term), [&](auto meets) { widen(mask, meets); });
    }
    // Adds the words that stand in the texts of a column.
    template <typename Column>
    void addWords(RowMask& mask, const WordTable& table, const Column& column)
    {
        m_columns.withIds(column, table.byId(), [&](auto words) { widen(mask, words); });
    }
    static void leaveOut(RowMask& mask, const RowMask& found, Bits negated)
    {
        if (negated != 0)
            narrow(mask, false, [rows = found.data(), negated](std::size_t row) -> bool {
                return (rows[row] & negated) == 0;
            });
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
            switch (filter.key) {
            case FilterKey::Org:
                narrowByText(m_reports, term, reports.organization);
                break;
            case FilterKey::Report:
                if (term.word)
                    m_columns.withIds(reports.reportId, term.word->texts().byId(),
                        [&](auto word) { narrow(m_reports, filter.negated, word); });
                else
                    narrowByText(m_reports, term, reports.reportId);
                break;
            case FilterKey::Source:
                m_sources[i].find(*term.word, m_segment.sources, m_columns);
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
            default:
                break;
            }
        }
        for (std::size_t i = 0; i < m_groups.size(); ++i)
            findWordsInReports(i);
    }

    void findWordsInReports(std::size_t index)
    {
        const auto& reports = m_segment.reports;
        const WordGroup& group = m_groups[index];
        SourceWords& inSources = m_words[index].sources;
        inSources.find(group, m_segment.sources, m_columns);
        RowMask& found = m_words[index].reports;
        found.assign(m_reports.size(), 0);
        addWords(found, group.texts(), reports.organization);
        addWords(found, group.texts(), reports.contact);
        addWords(found, group.texts(), reports.reportId);
        const unsigned all = group.negated() | group.wanted();
        if (inSources.anyOpen()) {
            for (std::size_t row = 0; row < found.size(); ++row) {
                if (m_reports[row] != 0 && found[row] != all)
                    found[row] |= static_cast<Bits>(sourceWords(index, reports.source[row]));
            }
        } else {
            reports.source.visit([&found, words = inSources.found().data()](auto of) {
                widen(found, [words, of](std::size_t row) { return words[of[row]]; });
            });
        }
        leaveOut(m_reports, found, group.negated());
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
            default:
                break; // failures: is about the row at hand
            }
        }
        for (std::size_t i = 0; i < m_groups.size(); ++i)
            findWordsInPolicies(i);
    }

    void findWordsInPolicies(std::size_t index)
    {
        const auto& policies = m_segment.policies;
        const WordGroup& group = m_groups[index];
        RowMask& found = m_words[index].policies;
        inherit(found, m_words[index].reports, policies.report);
        for (const IdColumn* const texts : { &policies.type, &policies.mode, &policies.domain,
                 &policies.policyText, &policies.mxHosts })
            addWords(found, group.texts(), *texts);
        leaveOut(m_policies, found, group.negated());
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
                lookAtMx(term);
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
                narrowByCount(in, term.filter, failures.count);
                break;
            default:
                break; // settled for the report or the policy
            }
        }
        for (std::size_t i = 0; i < m_groups.size(); ++i)
            findWordsInFailures(i);
    }

    void lookAtMx(Term& term)
    {
        RowMask& in = m_in.failures;
        // Looked for while it still shows what the terms before have left.
        const bool asksPolicies = !term.filter.namedOnly && !textMeets(term, 0);
        const std::vector<std::uint32_t> none;
        const auto& unnamed = asksPolicies ? m_mxs.unnamedOf(term, in) : none;
        narrowByText(in, term, m_segment.failures.mxKey);
        for (const std::uint32_t row : unnamed)
            in[row] = static_cast<std::uint8_t>(!term.filter.negated);
    }

    void findWordsInFailures(std::size_t index)
    {
        const auto& failures = m_segment.failures;
        const WordGroup& group = m_groups[index];
        RowMask& found = m_found;
        inherit(found, m_words[index].policies, failures.policy);
        for (const IdColumn* const texts : { &failures.resultType, &failures.mx, &failures.reason })
            addWords(found, group.texts(), *texts);
        for (const SparseTexts* const texts : { &failures.helo, &failures.information })
            addWords(found, group.texts(), *texts);
        if (group.addresses().any()) {
            addWords(found, group.addresses(), failures.sendingIp);
            addWords(found, group.addresses(), failures.receivingIp);
        }
        narrow(m_in.failures, false,
            [rows = found.data(), negated = group.negated(), wanted = group.wanted()](
                std::size_t row) -> bool { return (rows[row] ^ negated) == (negated | wanted); });
    }

    void takePolicies()
    {
        const auto& policies = m_segment.policies;
        bool asksDetails = !m_groups.empty();
        bool asksCounts = false;
        m_in.policies = m_policies;
        for (const Term& term : m_terms) {
            asksDetails |= levelOf(term.filter.key) == TermLevel::Failure;
            if (term.filter.key != FilterKey::Failures)
                continue;
            asksCounts = true;
            narrowByCount(m_in.policies, term.filter, policies.failed);
        }
        if (asksDetails) {
            findPoliciesByThemselves();
            narrow(m_in.policies, false,
                [self = m_found.data()](std::size_t row) -> bool { return self[row] != 0; });
        }
        if (asksDetails || asksCounts)
            widenByDetails();
    }

    // Who adds up goes by it that a detail stands with its policy.
    void widenByDetails()
    {
        findParents(m_found, m_in.failures, m_segment.failures.policy, m_policies.size());
        widen(m_in.policies,
            [details = m_found.data()](std::size_t row) -> bool { return details[row] != 0; });
    }

    // Policies that are in whatever their details say, or without any: in m_found.
    void findPoliciesByThemselves()
    {
        const auto leaveOutThoseWithDetails = [this] {
            m_segment.policies.firstFailure.visit([this](auto first) {
                narrow(m_found, true,
                    [first](std::size_t row) -> bool { return first[row] != first[row + 1]; });
            });
        };
        m_found.assign(m_policies.size(), 1);
        for (std::size_t i = 0; i < m_groups.size(); ++i) {
            narrow(m_found, false,
                [words = m_words[i].policies.data(), wanted = m_groups[i].wanted()](
                    std::size_t row) -> bool { return (words[row] & wanted) == wanted; });
            if (m_groups[i].negated() != 0)
                leaveOutThoseWithDetails();
        }
        for (std::size_t i = 0; i < m_terms.size(); ++i) {
            const FilterTerm& filter = m_terms[i].filter;
            if (levelOf(filter.key) != TermLevel::Failure)
                continue; // settled before
            if (filter.negated)
                leaveOutThoseWithDetails();
            if (filter.key == FilterKey::Mx)
                narrowCostly(m_found, filter.negated, [&](std::size_t row) {
                    return m_in.policies[row] != 0
                        && m_mxs.covers(m_terms[i], i, static_cast<std::uint32_t>(row));
                });
            else if (!filter.negated)
                m_found.assign(m_found.size(), 0);
        }
    }

    // Calls each(row) for rows that no row of another table belongs to: few, and in most parts
    // none. first: by row, and one more.
    template <typename Each>
    static void forEachChildless(const NumberColumn& first, const Each& each)
    {
        first.visit([&each](auto begin) {
            const auto rows = static_cast<std::uint32_t>(begin.size() - 1);
            for (std::uint32_t row = 0; row < rows; ++row) {
                if (begin[row] == begin[row + 1])
                    each(row);
            }
        });
    }

    void takeReports()
    {
        findParents(m_in.reports, m_in.policies, m_segment.policies.report, m_reports.size());
        forEachChildless(m_segment.reports.firstPolicy, [this](std::uint32_t row) {
            if (m_reports[row] != 0)
                m_in.reports[row] = static_cast<std::uint8_t>(reportIsInByItself(row));
        });
    }

    bool reportIsInByItself(std::uint32_t row) const
    {
        for (std::size_t i = 0; i < m_groups.size(); ++i) {
            const Bits wanted = m_groups[i].wanted();
            if ((m_words[i].reports[row] & wanted) != wanted)
                return false;
        }
        return std::ranges::all_of(m_terms, [](const Term& term) {
            return term.filter.negated || levelOf(term.filter.key) == TermLevel::Report;
        });
    }

    void takeSources()
    {
        const auto& sources = m_segment.sources;
        findParents(m_in.sources, m_in.reports, m_segment.reports.source, sources.name.size());
        forEachChildless(sources.firstReport, [this](std::uint32_t row) {
            m_in.sources[row] = static_cast<std::uint8_t>(sourceIsIn(row));
        });
    }

    bool sourceIsIn(std::uint32_t row)
    {
        for (std::size_t i = 0; i < m_groups.size(); ++i) {
            const WordGroup& group = m_groups[i];
            const unsigned inDetail = group.texts().data()[m_segment.sources.detail[row]];
            if (!group.meets(static_cast<Bits>(sourceWords(i, row) | inDetail)))
                return false;
        }
        for (std::size_t i = 0; i < m_terms.size(); ++i) {
            const FilterTerm& filter = m_terms[i].filter;
            const bool meets = filter.key == FilterKey::Source && sourceMeets(i, row);
            if (meets == filter.negated)
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
    const std::deque<WordGroup>& m_groups;
    const Snapshot::Part& m_part;
    const Segment& m_segment;
    std::vector<SourceWords> m_sources; ///< By term.
    std::vector<Words> m_words; ///< By group.
    std::string m_path;
    MxOfPolicies m_mxs;
    ColumnAnswers m_columns;
    RowMask m_found; ///< What a term or a group finds in failure details.
    RowMask m_reports, m_policies; ///< Those that no term about them leaves out.
    RowMasks& m_in;
};

} // namespace

void matchPart(const Snapshot& snapshot, std::deque<MatchTerm>& terms,
    const std::deque<WordGroup>& groups, std::uint32_t part, RowMasks& masks)
{
    PartMatcher(snapshot, terms, groups, part, masks).run();
}

} // namespace mxlens
