// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/treesums.h"

#include <algorithm>
#include <string>
#include <utility>

namespace mxlens {

namespace {

// The MX nodes of a domain without their order, and result types in it.
std::vector<MxNode> mxNodes(const Snapshot& snapshot, const DetailSums& sums)
{
    std::vector<MxNode> nodes;
    nodes.reserve(sums.mxs().size());
    for (const DetailSums::Sum& mx : sums.mxs())
        nodes.push_back({ std::string(snapshot.text(mx.name)), mx.failed, {} });
    for (const DetailSums::Sum& type : sums.resultTypes())
        nodes[type.parent].resultTypes.push_back(
            { std::string(snapshot.text(type.name)), type.failed });
    for (MxNode& node : nodes)
        std::sort(node.resultTypes.begin(), node.resultTypes.end(),
            [](const ResultTypeNode& a, const ResultTypeNode& b) {
                return a.failed != b.failed ? a.failed > b.failed : a.resultType < b.resultType;
            });
    return nodes;
}

} // namespace

std::vector<DomainNode> treeOf(const Snapshot& snapshot, const TreeSums& sums)
{
    const DetailSums& details = sums.details();
    std::vector<DomainNode> tree;
    NumberMap<std::size_t> places;
    for (const auto& [domain, sum] : sums.domains().entries()) {
        places[domain] = tree.size();
        tree.push_back({ std::string(snapshot.text(static_cast<StringId>(domain))), sum, {} });
    }
    std::vector<MxNode> nodes = mxNodes(snapshot, details);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        tree[places[details.mxs()[i].parent]].mxs.push_back(std::move(nodes[i]));
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
