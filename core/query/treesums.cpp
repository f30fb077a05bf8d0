// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/treesums.h"

#include "core/query/rowruns.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

namespace mxlens {

namespace {

// So few details of all places are worth a search each.
bool areFew(std::size_t details, std::size_t places)
{
    return details < places / 4;
}

// Calls each(key, failed sessions) for every key of twins, by which they are sorted then.
template <typename Twins, typename Key, typename Each>
void forEachKey(Twins& twins, Key key, const Each& each)
{
    std::ranges::sort(twins, {}, key);
    for (auto begin = twins.begin(); begin != twins.end();) {
        const auto end
            = std::ranges::upper_bound(begin, twins.end(), std::invoke(key, *begin), {}, key);
        DomainTally tally;
        for (auto twin = begin; twin != end; ++twin)
            tally.add(twin->type, {}, twin->failed);
        each(std::invoke(key, *begin), tally.figures().failed);
        begin = end;
    }
}

// An MX and the domain that it stands under.
struct PlacedMx {
    StringId domain = 0;
    MxNode node;
};

// The MX nodes without their order, and result types in it.
std::vector<PlacedMx> mxNodes(const Snapshot& snapshot, const DetailSums& sums)
{
    const DetailPlaces& all = sums.places();
    std::vector<PlacedMx> nodes;
    NumberMap<std::size_t> nodeOf;
    const DetailSums::Sums ofMxs = sums.ofMxs();
    for (const auto& [number, failed] : ofMxs.entries()) {
        const DetailPlaces::Mx& mx = all.mxs()[number];
        nodeOf[number] = nodes.size();
        nodes.push_back({ mx.domain, { std::string(snapshot.text(mx.name)), failed, {} } });
    }
    const DetailSums::Sums ofPlaces = sums.ofPlaces();
    for (const auto& [number, failed] : ofPlaces.entries()) {
        const DetailPlaces::Place& place = all.places()[number];
        nodes[nodeOf[place.mx]].node.resultTypes.push_back(
            { std::string(snapshot.text(place.resultType)), failed });
    }
    for (PlacedMx& mx : nodes)
        std::sort(mx.node.resultTypes.begin(), mx.node.resultTypes.end(),
            [](const ResultTypeNode& a, const ResultTypeNode& b) {
                return a.failed != b.failed ? a.failed > b.failed : a.resultType < b.resultType;
            });
    return nodes;
}

} // namespace

DetailSums::DetailSums(const Snapshot& snapshot, const DetailPlaces& places,
    const Selection& selection, const ReportShare& share, const std::stop_token& stop)
    : m_places(&places)
    , m_types(snapshot)
{
    const auto failures = std::span(selection.failures)
                              .subspan(share.beginFailure, share.endFailure - share.beginFailure);
    if (!areFew(failures.size(), places.places().size()))
        m_dense.resize(places.places().size());
    forEachRun<FailureRows>(
        snapshot, failures, [&](std::uint32_t part, std::size_t begin, std::size_t end) {
            if (!stop.stop_requested())
                addRun(snapshot.parts()[part], failures.subspan(begin, end - begin));
        });
}

void DetailSums::addRun(const Snapshot::Part& part, std::span<const RowId> failures)
{
    const CountColumn& counts = part.segment->failures.count;
    for (const RowId failure : failures) {
        const std::uint32_t row = failure - part.firstFailure;
        const std::uint32_t place = m_places->placeOf(failure);
        if (m_places->mayCountTwice(failure))
            addTwin(*part.segment, row, place);
        else
            addOnce(place, counts[row]);
    }
    addTwins();
}

void DetailSums::addOnce(std::uint32_t place, Count failed)
{
    if (m_dense.empty()) {
        m_ofPlaces[place] += failed;
        m_ofMxs[m_places->places()[place].mx] += failed;
    } else {
        m_dense[place] = m_dense[place].value_or(Count()) + failed;
    }
}

void DetailSums::addTwin(const Segment& segment, std::uint32_t row, std::uint32_t place)
{
    const std::uint32_t policy = segment.failures.policy[row];
    const std::uint32_t report = segment.policies.report[policy];
    if (report != m_twinReport)
        addTwins();
    m_twinReport = report;
    m_twins.push_back({ m_places->places()[place].mx, place,
        m_types.of(segment.policies.type[policy]), segment.failures.count[row] });
}

// Within one report sts and tlsa are the same sessions, so the larger of the two counts.
void DetailSums::addTwins()
{
    forEachKey(
        m_twins, &Twin::mx, [this](std::uint32_t mx, Count failed) { m_ofMxs[mx] += failed; });
    forEachKey(m_twins, &Twin::place,
        [this](std::uint32_t place, Count failed) { m_ofPlaces[place] += failed; });
    m_twins.clear();
}

void DetailSums::merge(const DetailSums& other)
{
    for (std::size_t place = 0; place < other.m_dense.size(); ++place) {
        if (other.m_dense[place])
            addOnce(static_cast<std::uint32_t>(place), *other.m_dense[place]);
    }
    for (const auto& [place, failed] : other.m_ofPlaces.entries())
        m_ofPlaces[place] += failed;
    for (const auto& [mx, failed] : other.m_ofMxs.entries())
        m_ofMxs[mx] += failed;
}

DetailSums::Sums DetailSums::ofPlaces() const
{
    Sums sums = m_ofPlaces;
    for (std::size_t place = 0; place < m_dense.size(); ++place) {
        if (m_dense[place])
            sums[place] += *m_dense[place];
    }
    return sums;
}

DetailSums::Sums DetailSums::ofMxs() const
{
    Sums sums = m_ofMxs;
    for (std::size_t place = 0; place < m_dense.size(); ++place) {
        if (m_dense[place])
            sums[m_places->places()[place].mx] += *m_dense[place];
    }
    return sums;
}

std::vector<DomainNode> treeOf(const Snapshot& snapshot, const TreeSums& sums)
{
    std::vector<DomainNode> tree;
    NumberMap<std::size_t> places;
    for (const auto& [domain, sum] : sums.domains().entries()) {
        places[domain] = tree.size();
        tree.push_back({ std::string(snapshot.text(static_cast<StringId>(domain))), sum, {} });
    }
    for (PlacedMx& mx : mxNodes(snapshot, sums.details())) {
        // Whoever was asked to stop has details whose domains did not come.
        if (const std::size_t* const place = places.get(mx.domain))
            tree[*place].mxs.push_back(std::move(mx.node));
    }
    for (DomainNode& node : tree)
        std::sort(node.mxs.begin(), node.mxs.end(), [](const MxNode& a, const MxNode& b) {
            return a.failed != b.failed ? a.failed > b.failed : a.mx < b.mx;
        });
    std::sort(tree.begin(), tree.end(), [](const DomainNode& a, const DomainNode& b) {
        if (a.figures.failed != b.figures.failed)
            return a.figures.failed > b.figures.failed;
        if (a.figures.sessions != b.figures.sessions)
            return a.figures.sessions > b.figures.sessions;
        return a.domain < b.domain;
    });
    return tree;
}

} // namespace mxlens
