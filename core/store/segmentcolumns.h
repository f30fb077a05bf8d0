// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/segment.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>

namespace mxlens {

/// The groups of rows in a Segment.
enum class ColumnGroup : std::uint8_t { Sources, Reports, Policies, Failures, Deviations };

/// Number of values of ColumnGroup.
constexpr std::size_t columnGroupCount = 5;

/// Place of a group in a RowCounts.
constexpr std::size_t indexOf(ColumnGroup group)
{
    return static_cast<std::size_t>(group);
}

/// What the elements of a column are.
enum class ColumnRole : std::uint8_t {
    Value, ///< They stand for themselves.
    Text, ///< StringId that intern() gave: equal texts have equal ids.
    OwnText, ///< StringId that append() gave: several ids may have one text.
    Address, ///< AddressId of the store's pool.
    First, ///< Begin of each row's range in the rows of `target`; one element more than rows.
    Parent, ///< The row of `target` that this row belongs to. Follows from its First column.
};

/// Describes one column to those that treat all of them alike.
struct ColumnInfo {
    const char* name; ///< Stable: "reports.organization".
    ColumnGroup group;
    ColumnRole role = ColumnRole::Value;
    ColumnGroup target = ColumnGroup::Sources; ///< For First and Parent.
};

/// Visits one group's columns; see visitColumns().
template <typename Visit, typename... Segments> class ColumnGroupVisit final {
public:
    ColumnGroupVisit(const Visit& visit, Segments&... segments)
        : m_visit(visit)
        , m_segments(segments...)
    {
    }

    /// A function that visits a column of the group of rows.
    template <typename Rows> auto in(ColumnGroup group, Rows Segment::*rows) const
    {
        return [this, group, rows](const char* name, auto column,
                   ColumnRole role = ColumnRole::Value, ColumnGroup target = ColumnGroup::Sources) {
            std::apply(
                [&](auto&... segments) {
                    m_visit(ColumnInfo{ name, group, role, target }, (segments.*rows).*column...);
                },
                m_segments);
        };
    }

private:
    const Visit& m_visit;
    std::tuple<Segments&...> m_segments;
};

/// The columns of sources, reports and deviations.
template <typename GroupVisit> void visitReportColumns(const GroupVisit& group)
{
    using Group = ColumnGroup;
    using Role = ColumnRole;
    using S = Segment::Sources;
    using R = Segment::Reports;
    using D = Segment::Deviations;
    const auto source = group.in(Group::Sources, &Segment::sources);
    source("sources.folder", &S::folder, Role::Text);
    source("sources.name", &S::name, Role::OwnText);
    source("sources.inner", &S::inner, Role::OwnText);
    source("sources.outcome", &S::outcome);
    source("sources.detail", &S::detail, Role::Text);
    source("sources.firstReport", &S::firstReport, Role::First, Group::Reports);

    const auto report = group.in(Group::Reports, &Segment::reports);
    report("reports.organization", &R::organization, Role::Text);
    report("reports.contact", &R::contact, Role::Text);
    report("reports.reportId", &R::reportId, Role::OwnText);
    report("reports.start", &R::start);
    report("reports.end", &R::end);
    report("reports.day", &R::day);
    report("reports.source", &R::source, Role::Parent, Group::Sources);
    report("reports.identity", &R::identity);
    report("reports.key", &R::key);
    report("reports.firstPolicy", &R::firstPolicy, Role::First, Group::Policies);
    report("reports.firstDeviation", &R::firstDeviation, Role::First, Group::Deviations);

    const auto deviation = group.in(Group::Deviations, &Segment::deviations);
    deviation("deviations.code", &D::code);
    deviation("deviations.field", &D::field, Role::Text);
    deviation("deviations.written", &D::written, Role::Text);
    deviation("deviations.madeOf", &D::madeOf, Role::Text);
    deviation("deviations.count", &D::count);
}

/// The columns of policies and failures.
template <typename GroupVisit> void visitPolicyColumns(const GroupVisit& group)
{
    using Group = ColumnGroup;
    using Role = ColumnRole;
    using P = Segment::Policies;
    using F = Segment::Failures;
    const auto policy = group.in(Group::Policies, &Segment::policies);
    policy("policies.report", &P::report, Role::Parent, Group::Reports);
    policy("policies.type", &P::type, Role::Text);
    policy("policies.mode", &P::mode, Role::Text);
    policy("policies.domain", &P::domain, Role::Text);
    policy("policies.domainKey", &P::domainKey, Role::Text);
    policy("policies.policyText", &P::policyText, Role::Text);
    policy("policies.mxHosts", &P::mxHosts, Role::Text);
    policy("policies.successful", &P::successful);
    policy("policies.failed", &P::failed);
    policy("policies.firstFailure", &P::firstFailure, Role::First, Group::Failures);

    const auto failure = group.in(Group::Failures, &Segment::failures);
    failure("failures.policy", &F::policy, Role::Parent, Group::Policies);
    failure("failures.resultType", &F::resultType, Role::Text);
    failure("failures.sendingIp", &F::sendingIp, Role::Address);
    failure("failures.mx", &F::mx, Role::Text);
    failure("failures.mxKey", &F::mxKey, Role::Text);
    failure("failures.helo", &F::helo, Role::Text);
    failure("failures.receivingIp", &F::receivingIp, Role::Address);
    failure("failures.information", &F::information, Role::Text);
    failure("failures.reason", &F::reason, Role::Text);
    failure("failures.count", &F::count);
}

/// Calls visit(info, column...) for every column of a segment, with the same column of each of the
/// segments given. The one list of columns: copying, remapping, memory accounting and the index
/// file follow it, so a new column is one line here. The order of the lines is part of the format
/// of the index file (its schema number).
template <typename Visit, typename... Segments>
void visitColumns(const Visit& visit, Segments&... segments)
{
    const ColumnGroupVisit<Visit, Segments...> group(visit, segments...);
    visitReportColumns(group);
    visitPolicyColumns(group);
}

/// Number of rows in each group of a segment, by ColumnGroup.
using RowCounts = std::array<std::uint32_t, columnGroupCount>;

/// Counts the rows of a segment.
RowCounts rowCounts(const Segment& segment);

} // namespace mxlens
