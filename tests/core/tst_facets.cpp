// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/facets.h"

#include "core/query/totals.h"
#include "core/report/names.h"
#include "tests/core/support/plaintallies.h"
#include "tests/core/support/randomstore.h"
#include "tests/core/support/reports.h"

#include <QtTest>

#include <map>
#include <set>

using namespace mxlens;
using namespace mxlens::testing;

namespace {

const std::vector<Facet> allFacets{ Facet::Organization, Facet::ResultType, Facet::PolicyType,
    Facet::PolicyMode };

std::string textOf(Count count)
{
    return count.known() ? std::to_string(count.valueOr(0)) : "?";
}

std::string textOf(std::size_t reports, const SessionFigures& figures)
{
    return std::to_string(reports) + ": " + textOf(figures.sessions) + ' '
        + textOf(figures.successful) + ' ' + textOf(figures.failed);
}

using Texts = std::map<std::string, std::string>;

Texts textsOf(const std::vector<FacetValue>& values)
{
    Texts texts;
    for (const FacetValue& value : values)
        texts[lowered(value.value)] = textOf(value.reports, value.figures);
    return texts;
}

// The same by maps of texts, one report after the other.
class PlainFacet {
public:
    void add(const std::string& value, const SessionFigures& figures)
    {
        ++m_sums[lowered(value)].first;
        m_sums[lowered(value)].second += figures;
    }
    Texts texts() const
    {
        Texts texts;
        for (const auto& [value, sum] : m_sums)
            texts[value] = textOf(sum.first, sum.second);
        return texts;
    }

private:
    std::map<std::string, std::pair<std::size_t, SessionFigures>> m_sums;
};

std::string valueOf(
    const Snapshot& snapshot, Facet facet, const ReportGroup& group, std::uint32_t policy)
{
    const Segment& segment = *group.report.segment;
    if (facet == Facet::Organization)
        return std::string(snapshot.text(segment.reports.organization[group.report.row]));
    return std::string(snapshot.text(facet == Facet::PolicyType ? segment.policies.type[policy]
                                                                : segment.policies.mode[policy]));
}

Texts plainByPolicy(const Snapshot& snapshot, const Selection& selection, Facet facet)
{
    PlainFacet sums;
    plainForEachReport(snapshot, selection, {}, [&](const ReportGroup& group) {
        std::map<std::string, ReportGroup> parts;
        for (const std::uint32_t policy : group.policies) {
            ReportGroup& part = parts[lowered(valueOf(snapshot, facet, group, policy))];
            part.report = group.report;
            part.policies.push_back(policy);
        }
        for (const auto& [value, part] : parts)
            sums.add(value, plainFiguresOf(snapshot, part));
    });
    for (const RowId id : selection.reports) {
        const RowPlace place = snapshot.report(id);
        const auto& reports = place.segment->reports;
        const bool hasPolicies
            = reports.firstPolicy[place.row] != reports.firstPolicy[place.row + 1];
        if (facet == Facet::Organization && !hasPolicies)
            sums.add(std::string(snapshot.text(reports.organization[place.row])), {});
    }
    return sums.texts();
}

Texts plainResults(const Snapshot& snapshot, const Selection& selection)
{
    PlainFacet sums;
    PlainSelectedFailures selected(snapshot, selection);
    plainForEachReport(snapshot, selection, {}, [&](const ReportGroup& group) {
        const auto& policies = group.report.segment->policies;
        const auto& failures = group.report.segment->failures;
        std::map<std::string, std::map<StringId, DomainTally>> tallies;
        for (const std::uint32_t policy : group.policies) {
            for (const std::uint32_t row : selected.of(group.report.segmentIndex, policy))
                tallies[lowered(snapshot.text(failures.resultType[row]))]
                       [policies.domainKey[policy]]
                           .add(policyTypeOf(snapshot.text(policies.type[policy])), {},
                               failures.count[row]);
        }
        for (const auto& [value, domains] : tallies) {
            SessionFigures figures;
            for (const auto& [domain, tally] : domains)
                figures.failed += tally.figures().failed;
            sums.add(value, figures);
        }
    });
    return sums.texts();
}

void compare(const Snapshot& snapshot, const Selection& selection)
{
    const FacetTallies found = facetTallies(snapshot, selection, allFacets);
    for (const Facet facet : allFacets) {
        const Texts expected = facet == Facet::ResultType
            ? plainResults(snapshot, selection)
            : plainByPolicy(snapshot, selection, facet);
        QCOMPARE(textsOf(found[facet]), expected);
        QCOMPARE(found[facet].size(), expected.size());
    }
}

} // namespace

class FacetsTest final : public QObject {
    Q_OBJECT

private slots:
    void tallyIsThatOfPlainMapsOfTexts_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 5; ++seed) {
            for (const char* const filter : { "", "domain:example.com", "mx:mx1.example.com",
                     "-result:certificate-expired", "failures:>10", "type:tlsa", "nothing at all" })
                QTest::addRow("%d %s", seed, filter) << QString::fromLatin1(filter) << seed;
        }
    }
    void tallyIsThatOfPlainMapsOfTexts()
    {
        QFETCH(QString, filter);
        QFETCH(int, seed);
        const auto snapshot = RandomStore(static_cast<unsigned>(seed)).make(6, 40);
        compare(*snapshot, select(*snapshot, filterOf(filter.toStdString())));
    }

    // The headline and the list beside it say the same number.
    void organizationsAreAsManyAsTotalsSay()
    {
        const auto snapshot = RandomStore(7).make(6, 60);
        std::set<std::string> written;
        const Selection all = select(*snapshot, {});
        for (const RowId id : all.reports) {
            const RowPlace place = snapshot->report(id);
            written.emplace(snapshot->text(place.segment->reports.organization[place.row]));
        }
        const std::size_t organizations
            = facetTallies(*snapshot, all, { Facet::Organization })[Facet::Organization].size();
        QVERIFY(organizations < written.size());
        QCOMPARE(totals(*snapshot, all).reporters, organizations);
    }

    // Enough policies for a share of them on every processor.
    void sharesAddUp()
    {
        const auto snapshot = RandomStore(21).make(40, 400);
        compare(*snapshot, select(*snapshot, {}));
    }

    void onlyWhatIsAskedForIsTallied()
    {
        const auto snapshot = RandomStore(1).make(6, 40);
        const FacetTallies found
            = facetTallies(*snapshot, select(*snapshot, {}), { Facet::PolicyMode });
        QVERIFY(!found[Facet::PolicyMode].empty());
        QVERIFY(found[Facet::Organization].empty());
        QVERIFY(found[Facet::ResultType].empty());
        QVERIFY(found[Facet::PolicyType].empty());
    }

    void aValueIsSpelledAsMostReportsDoAndFindsItsReports()
    {
        const auto snapshot = RandomStore(7).make(6, 60);
        const Selection all = select(*snapshot, {});
        const FacetTallies found = facetTallies(*snapshot, all, allFacets);
        for (const FacetValue& value : found[Facet::Organization]) {
            std::map<std::string, std::size_t> spellings;
            for (const RowId id : all.reports) {
                const RowPlace place = snapshot->report(id);
                const auto& reports = place.segment->reports;
                const std::string text(snapshot->text(reports.organization[place.row]));
                if (equalIgnoringCase(text, value.value))
                    ++spellings[text];
            }
            for (const auto& [text, reports] : spellings)
                QVERIFY(reports <= spellings[value.value]);
        }
        // As a filter a value leaves the reports that it was counted for.
        for (const Facet facet : allFacets) {
            for (const FacetValue& value : found[facet]) {
                const std::string text = std::string(filterKeyName(facetKey(facet))) + ':'
                    + quoteForFilter(value.value);
                const Selection chosen = select(*snapshot, filterOf(text));
                const FacetTallies again = facetTallies(*snapshot, chosen, { facet });
                bool same = false;
                for (const FacetValue& other : again[facet])
                    same |= other.value == value.value && other.reports == value.reports;
                QVERIFY2(same, text.c_str());
            }
        }
    }

    void mostFailuresStandOnTop()
    {
        const auto snapshot = RandomStore(7).make(6, 60);
        const FacetTallies found = facetTallies(*snapshot, select(*snapshot, {}), allFacets);
        for (const auto& values : found.values) {
            for (std::size_t i = 1; i < values.size(); ++i)
                QVERIFY(!(values[i - 1].figures.failed < values[i].figures.failed));
        }
    }
};

QTEST_APPLESS_MAIN(FacetsTest)
#include "tst_facets.moc"
