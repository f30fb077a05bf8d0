// SPDX-License-Identifier: GPL-3.0-or-later
// The sections of a report for people that are tables.
#include "core/diagnosis/policyhistory.h"
#include "core/output/peoplesections.h"
#include "core/output/peoplewords.h"
#include "core/query/facets.h"

#include <algorithm>
#include <span>
#include <utility>

namespace mxlens {

namespace {

/// Domains of which the policies are told.
constexpr std::size_t mostPolicyDomains = 20;
/// Rows of a table of figures.
constexpr std::size_t mostRows = 200;

std::string orWord(const std::string& text, std::string_view word)
{
    return text.empty() ? std::string(word) : text;
}

std::string dayText(Day day)
{
    return day == noDay ? std::string() : formatDay(day);
}

DocumentBlock tableBlock(std::string caption, std::vector<DocumentColumn> columns)
{
    DocumentBlock block;
    block.kind = BlockKind::Table;
    block.text = std::move(caption);
    block.columns = std::move(columns);
    return block;
}

DocumentBlock paragraph(std::string text)
{
    DocumentBlock block;
    block.text = std::move(text);
    return block;
}

std::string joined(const std::vector<std::string>& texts)
{
    std::string all;
    for (const std::string& text : texts)
        all.append(all.empty() ? "" : ", ").append(text);
    return all;
}

/// Adds a table, of which too many rows are cut and counted. all: how many rows there are.
void addCut(
    std::vector<DocumentBlock>& blocks, DocumentBlock table, std::size_t all, Language language)
{
    if (table.rows.empty())
        return;
    if (table.rows.size() > mostRows)
        table.rows.resize(mostRows);
    const std::size_t left = all - table.rows.size();
    blocks.push_back(std::move(table));
    if (left > 0)
        blocks.push_back(paragraph(filledIn(peopleWords(language).moreRows,
            { { "n", numberIn(language, static_cast<std::int64_t>(left)) } })));
}

/// The same for a table that has all of its rows.
void addCut(std::vector<DocumentBlock>& blocks, DocumentBlock table, Language language)
{
    const std::size_t all = table.rows.size();
    addCut(blocks, std::move(table), all, language);
}

/// The mode of an MTA-STS policy; others have none.
std::string modeOf(const PolicyContent& content)
{
    const bool has = content.type == PolicyType::Sts && content.mode != PolicyMode::Absent;
    return has ? std::string(policyModeName(content.mode)) : std::string();
}

DocumentBlock policyTable(
    const std::string& domain, const std::vector<PolicyVersion>& versions, Language language)
{
    const PeopleWords& words = peopleWords(language);
    DocumentBlock table = tableBlock(
        filledIn(words.policyCaption, { { "domain", orWord(domain, words.noDomain) } }),
        { { std::string(words.from), false }, { std::string(words.to), false },
            { std::string(words.type), false }, { std::string(words.mode), false },
            { std::string(words.hosts), false }, { std::string(words.changes), false },
            { std::string(words.reporters), true } });
    for (const PolicyVersion& version : versions) {
        const PolicyContent& content = version.content;
        std::string type = content.otherType;
        if (content.type == PolicyType::Sts)
            type = "sts";
        else if (content.type == PolicyType::Tlsa)
            type = "tlsa";
        else if (content.type == PolicyType::NoPolicyFound)
            type = "no-policy-found";
        table.rows.push_back({ dayText(version.firstDay), dayText(version.lastDay), std::move(type),
            modeOf(content), joined(content.patterns), joined(version.changes),
            numberIn(language, static_cast<std::int64_t>(version.reporters.size())) });
    }
    return table;
}

DocumentBlock domainTable(const std::vector<DomainNode>& tree,
    const std::vector<DomainStatus>& statuses, Language language)
{
    const PeopleWords& words = peopleWords(language);
    DocumentBlock table = tableBlock(std::string(words.byDomain),
        { { std::string(words.domain), false }, { std::string(words.sessions), true },
            { std::string(words.failed), true }, { std::string(words.share), true },
            { std::string(words.readiness), false } });
    for (const DomainNode& node : std::span(tree).first(std::min(tree.size(), mostRows))) {
        const auto status = std::ranges::find(statuses, node.domain, &DomainStatus::domain);
        table.rows.push_back(
            { orWord(node.domain, words.noDomain), countIn(language, node.figures.sessions),
                countIn(language, node.figures.failed), failureRateIn(language, node.figures),
                status == statuses.end() ? std::string() : basisOf(*status, language) });
    }
    return table;
}

DocumentBlock mxTable(const std::vector<DomainNode>& tree, Language language)
{
    const PeopleWords& words = peopleWords(language);
    DocumentBlock table = tableBlock(std::string(words.byMx),
        { { std::string(words.domain), false }, { std::string(words.mx), false },
            { std::string(words.resultType), false }, { std::string(words.failed), true } });
    for (const DomainNode& node : tree) {
        for (const MxNode& mx : node.mxs) {
            for (const ResultTypeNode& type : mx.resultTypes)
                table.rows.push_back({ orWord(node.domain, words.noDomain),
                    orWord(mx.mx, words.noMx), orWord(type.resultType, words.noResultType),
                    countIn(language, type.failed) });
        }
    }
    return table;
}

DocumentBlock reporterTable(const Snapshot& snapshot, const Selection& selection, Language language,
    const std::stop_token& stop)
{
    const PeopleWords& words = peopleWords(language);
    DocumentBlock table = tableBlock(std::string(words.byReporter),
        { { std::string(words.organization), false }, { std::string(words.reports), true },
            { std::string(words.sessions), true }, { std::string(words.failed), true },
            { std::string(words.share), true } });
    const FacetTallies tallies = facetTallies(snapshot, selection, { Facet::Organization }, stop);
    for (const FacetValue& value : tallies[Facet::Organization])
        table.rows.push_back({ orWord(value.value, words.noOrganization),
            numberIn(language, static_cast<std::int64_t>(value.reports)),
            countIn(language, value.figures.sessions), countIn(language, value.figures.failed),
            failureRateIn(language, value.figures) });
    return table;
}

} // namespace

void addPolicies(std::vector<DocumentBlock>& blocks, const Snapshot& snapshot,
    const Selection& selection, const std::vector<DomainNode>& tree, Language language,
    const std::stop_token& stop)
{
    const PeopleWords& words = peopleWords(language);
    blocks.push_back(headingBlock(words.policies));
    bool any = false;
    for (std::size_t i = 0; i < std::min(tree.size(), mostPolicyDomains); ++i) {
        const std::string& domain = tree[i].domain;
        const std::vector<PolicyVersion> versions
            = policyHistory(snapshot, selection, domain, stop, language);
        any |= !versions.empty();
        if (!versions.empty())
            addCut(blocks, policyTable(domain, versions, language), language);
    }
    if (!any)
        blocks.push_back(paragraph(std::string(words.noPolicies)));
    if (tree.size() > mostPolicyDomains)
        blocks.push_back(paragraph(filledIn(words.moreDomains,
            { { "n",
                numberIn(
                    language, static_cast<std::int64_t>(tree.size() - mostPolicyDomains)) } })));
}

void addFigures(std::vector<DocumentBlock>& blocks, const Snapshot& snapshot,
    const Selection& selection, const std::vector<DomainNode>& tree,
    const std::vector<DomainStatus>& domains, Language language, const std::stop_token& stop)
{
    blocks.push_back(headingBlock(peopleWords(language).figuresHead));
    addCut(blocks, domainTable(tree, domains, language), tree.size(), language);
    addCut(blocks, mxTable(tree, language), language);
    addCut(blocks, reporterTable(snapshot, selection, language, stop), language);
}

void addCounting(std::vector<DocumentBlock>& blocks, const Snapshot& snapshot,
    const PeopleReportRequest& request)
{
    const PeopleWords& words = peopleWords(request.language);
    blocks.push_back(headingBlock(words.counted));
    const Totals all = totals(snapshot, select(snapshot, Filter{}));
    const auto number = [&request](std::size_t value) {
        return numberIn(request.language, static_cast<std::int64_t>(value));
    };
    DocumentBlock rules;
    rules.kind = BlockKind::Bullets;
    for (const std::string_view rule : words.countedRules)
        rules.items.emplace_back(rule);
    if (std::ranges::any_of(request.filter.terms, isAboutDetails))
        rules.items.emplace_back(words.detailFilter);
    rules.items.push_back(filledIn(words.sourcesLine,
        { { "sources", number(all.sources) }, { "reports", number(all.reportSources) },
            { "duplicates", number(all.duplicateSources) },
            { "others", number(all.notReportSources) },
            { "unreadable", number(all.unreadableSources) } }));
    blocks.push_back(std::move(rules));
}

} // namespace mxlens
