// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/treesums.h"

#include "core/query/rowruns.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

namespace mxlens {

namespace {

void add(std::optional<Count>& sum, Count failed)
{
    sum = sum.value_or(Count()) + failed;
}

// Calls each(first, end) for every run of twins that have the same key, once they are sorted by it.
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

// The MX nodes by number, without their order, and result types in it.
std::vector<MxNode> mxNodes(const Snapshot& snapshot, const DetailSums& sums)
{
    const DetailPlaces& all = sums.places();
    std::vector<MxNode> nodes(all.mxs().size());
    const DetailSums::Sums mxs = sums.ofMxs();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (mxs[i])
            nodes[i] = { std::string(snapshot.text(all.mxs()[i].name)), *mxs[i], {} };
    }
    const DetailSums::Sums places = sums.ofPlaces();
    for (std::size_t i = 0; i < places.size(); ++i) {
        const DetailPlaces::Place& place = all.places()[i];
        if (places[i])
            nodes[place.mx].resultTypes.push_back(
                { std::string(snapshot.text(place.resultType)), *places[i] });
    }
    for (MxNode& node : nodes)
        std::sort(node.resultTypes.begin(), node.resultTypes.end(),
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
    , m_sums(places.places().size())
{
    const auto failures = std::span(selection.failures)
                              .subspan(share.beginFailure, share.endFailure - share.beginFailure);
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
            mxlens::add(m_sums[place], counts[row]);
    }
    addTwins();
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
        m_twins, &Twin::mx, [this](std::uint32_t mx, Count failed) { m_twinMxs[mx] += failed; });
    forEachKey(m_twins, &Twin::place,
        [this](std::uint32_t place, Count failed) { m_twinPlaces[place] += failed; });
    m_twins.clear();
}

void DetailSums::merge(const DetailSums& other)
{
    for (std::size_t place = 0; place < m_sums.size(); ++place) {
        if (other.m_sums[place])
            mxlens::add(m_sums[place], *other.m_sums[place]);
    }
    for (const auto& [place, failed] : other.m_twinPlaces.entries())
        m_twinPlaces[place] += failed;
    for (const auto& [mx, failed] : other.m_twinMxs.entries())
        m_twinMxs[mx] += failed;
}

DetailSums::Sums DetailSums::ofPlaces() const
{
    Sums sums = m_sums;
    for (const auto& [place, failed] : m_twinPlaces.entries())
        mxlens::add(sums[place], failed);
    return sums;
}

DetailSums::Sums DetailSums::ofMxs() const
{
    Sums sums(m_places->mxs().size());
    for (std::size_t place = 0; place < m_sums.size(); ++place) {
        if (m_sums[place])
            mxlens::add(sums[m_places->places()[place].mx], *m_sums[place]);
    }
    for (const auto& [mx, failed] : m_twinMxs.entries())
        mxlens::add(sums[mx], failed);
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
    std::vector<MxNode> nodes = mxNodes(snapshot, sums.details());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        // What has a result type has details in the selection.
        if (!nodes[i].resultTypes.empty())
            tree[places[sums.details().places().mxs()[i].domain]].mxs.push_back(
                std::move(nodes[i]));
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
