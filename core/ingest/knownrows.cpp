// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/knownrows.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace mxlens {

void adoptRows(IngestShared& shared, const Reopened& rows, const IndexMarks& marks)
{
    std::vector<std::pair<std::shared_ptr<const Segment>, std::uint64_t>> segments;
    for (const auto& [segment, file, number] : rows.segments) {
        segments.emplace_back(segment, WorkList::orderOf(file) + number);
        shared.countReports(segment->reports.key.size());
        shared.countUnreadable(static_cast<std::size_t>(std::count(segment->sources.outcome.begin(),
            segment->sources.outcome.end(), SourceOutcome::Unreadable)));
    }
    if (!marks.marks.empty()) {
        shared.store.adopt(segments, marks.marks, marks.earlier);
        return;
    }
    for (auto& [segment, order] : segments)
        shared.store.adopt(std::move(segment), order);
}

KnownRows::KnownRows(
    IngestShared& shared, Reopening& reopening, std::chrono::steady_clock::time_point began)
    : m_shared(shared)
    , m_reopening(reopening)
    , m_began(began)
{
}

void KnownRows::look(const std::stop_token& stop)
{
    const IngestRequest& request = m_shared.request;
    const std::shared_ptr<StringPool> texts = m_reopening.texts();
    if (request.showsKnown && request.publish && m_reopening.isKnownBefore()) {
        lookAndShow(stop);
        // What is shown stays where nobody waits for what changed.
        if (stop.stop_requested())
            return;
        m_shared.endLooking();
    } else {
        m_reopening.look(stop);
    }
    if (m_begun && !m_reopening.isUnchanged()) {
        m_begun = false;
        m_published.reset();
        m_reopening.renewTexts();
    }
    if (m_reopening.texts() != texts)
        m_shared.startAnew(m_reopening.texts(), m_reopening.addresses());
}

void KnownRows::lookAndShow(const std::stop_token& stop)
{
    m_shared.beginLooking(m_reopening.fileCount());
    showIfDue();
    m_reopening.look(stop, [this](std::size_t files) {
        m_shared.countLooked(files);
        m_shared.report();
        showIfDue();
    });
}

void KnownRows::showIfDue()
{
    // What is known sooner than that need not be shown before.
    if (std::chrono::steady_clock::now() - m_began
        < std::chrono::milliseconds(m_shared.request.earlyAfterMs))
        return;
    const std::unique_lock lock(m_showing, std::try_to_lock);
    if (!lock || m_begun)
        return;
    take();
    m_published = m_shared.publishNow();
}

void KnownRows::take()
{
    if (m_begun)
        return;
    m_begun = true;
    const Reopened rows = m_reopening.takeAll();
    m_unchanged = rows.unchanged;
    adoptRows(m_shared, rows, m_reopening.takeMarks());
}

std::shared_ptr<const Snapshot> KnownRows::snapshot() const
{
    std::shared_ptr<const Snapshot> all = m_shared.store.snapshot();
    // Views that show it need not be asked again.
    return m_published && m_published->parts().size() == all->parts().size() ? m_published : all;
}

} // namespace mxlens
