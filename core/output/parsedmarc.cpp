// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/parsedmarc.h"

#include <algorithm>

namespace mxlens {

ChosenFailures chosenFailures(const Snapshot& snapshot, const Selection& selection)
{
    ChosenFailures chosen(snapshot.failureCount());
    for (const RowId id : selection.failures)
        chosen[id] = true;
    return chosen;
}

ParsedmarcRows::ParsedmarcRows(
    const Snapshot& snapshot, const ChosenFailures& chosen, CsvWriter& writer)
    : m_snapshot(snapshot)
    , m_chosen(chosen)
    , m_writer(writer)
    , m_texts(snapshot)
    , m_policies(snapshot, RowCursor::Kind::Policy)
{
}

std::size_t ParsedmarcRows::row(RowId policy)
{
    const RowPlace place = m_policies.at(policy);
    line(place, nullptr);
    std::size_t lines = 1;
    const auto& first = place.segment->policies.firstFailure;
    RowPlace failure = place;
    for (failure.row = first[place.row]; failure.row < first[place.row + 1]; ++failure.row) {
        if (!m_chosen[m_snapshot.parts()[place.segmentIndex].firstFailure + failure.row])
            continue;
        line(place, &failure);
        ++lines;
    }
    return lines;
}

void ParsedmarcRows::line(const RowPlace& policy, const RowPlace* failure)
{
    const Segment& segment = *policy.segment;
    const Segment::Policies& policies = segment.policies;
    const std::uint32_t report = policies.report[policy.row];
    text(segment.reports.organization[report]);
    m_writer.plainText(m_texts.start(segment.reports.start[report]));
    m_writer.plainText(m_texts.end(segment.reports.end[report]));
    text(segment.reports.reportId[report]);
    if (failure) {
        text(segment.failures.resultType[failure->row]);
        m_writer.plainText({});
        m_writer.number(segment.failures.count[failure->row]);
    } else {
        m_writer.plainText({});
        m_writer.number(policies.successful[policy.row]);
        m_writer.number(policies.failed[policy.row]);
    }
    text(policies.domain[policy.row]);
    text(policies.type[policy.row]);
    list(policies.policyText[policy.row]);
    list(policies.mxHosts[policy.row]);
    if (failure) {
        failureFields(*failure);
    } else {
        constexpr std::size_t ofDetails = 6;
        for (std::size_t i = 0; i < ofDetails; ++i)
            m_writer.plainText({});
    }
    m_writer.endRow();
}

void ParsedmarcRows::failureFields(const RowPlace& failure)
{
    const Segment::Failures& failures = failure.segment->failures;
    m_writer.text(m_snapshot.addressText(failures.sendingIp[failure.row]));
    m_writer.text(m_snapshot.addressText(failures.receivingIp[failure.row]));
    text(failures.mx[failure.row]);
    text(failures.helo[failure.row]);
    text(failures.information[failure.row]);
    text(failures.reason[failure.row]);
}

void ParsedmarcRows::list(StringId lines)
{
    m_list = m_snapshot.text(lines);
    std::ranges::replace(m_list, '\n', '|');
    m_writer.text(m_list);
}

} // namespace mxlens
