// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/rowwriter.h"

#include <utility>

namespace mxlens {

namespace {

using namespace std::chrono_literals;

// A segment is closed when it is worth showing, or large enough to be a good unit of memory.
constexpr auto segmentTime = 100ms;
constexpr std::size_t segmentReports = 8192;

// Whether reading again may end otherwise although the file is the same.
bool mayPassLater(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
    case ErrorCode::AccessDenied:
    case ErrorCode::NotAFile:
    case ErrorCode::LinkLoop:
    case ErrorCode::ReadFailed:
    case ErrorCode::OutOfMemory:
    case ErrorCode::Cancelled:
        return true;
    default:
        return false;
    }
}

} // namespace

RowWriter::RowWriter(IngestShared& shared, ReportParser& parser, std::stop_token stop)
    : m_shared(shared)
    , m_parser(parser)
    , m_stop(std::move(stop))
{
}

void RowWriter::beginFile(std::size_t file)
{
    m_file = file;
    m_path = {};
    m_mayPass = false;
}

void RowWriter::beginPath(std::string_view path)
{
    m_file.reset();
    m_path = path;
    m_mayPass = false;
}

HeldRows RowWriter::takeHeld()
{
    return { std::exchange(m_segment, {}), std::exchange(m_heldReports, 0),
        std::exchange(m_heldUnreadable, 0), m_mayPass };
}

void RowWriter::count(std::size_t reports, std::size_t unreadable)
{
    if (m_isHeld) {
        m_heldReports += reports;
        m_heldUnreadable += unreadable;
        return;
    }
    m_shared.countReports(reports);
    m_shared.countUnreadable(unreadable);
}

std::uint64_t RowWriter::takeOrder()
{
    closeSegment();
    return m_order++;
}

void RowWriter::closeSegment()
{
    if (m_segment)
        m_shared.add(std::move(*m_segment));
    m_segment.reset();
}

SegmentBuilder& RowWriter::segment()
{
    if (!m_segment) {
        m_segment.emplace(m_shared.newSegment(m_order++));
        m_segmentBegan = CoarseClock::now();
    }
    return *m_segment;
}

void RowWriter::addSource(std::string_view inner, SourceOutcome outcome, std::string_view detail)
{
    const FileList& files = m_shared.work.files();
    if (m_file)
        segment().addFileSource(files.folder(*m_file), files.name(*m_file), inner, outcome, detail);
    else
        segment().addSource(m_path, inner, outcome, detail);
}

void RowWriter::document(const Document& document)
{
    const ParseOutcome outcome = m_parser.parse(
        document.bytes, document.context,
        [&](const Report& report, std::size_t index) {
            if (document.spending)
                document.spending->rows += 1 + report.policies.size() + report.failures.size();
            if (index == 0)
                addSource(document.inner, SourceOutcome::Report, {});
            m_segment->addReport(report);
        },
        document.spending ? document.spending->slowBytesLeft() : ReportParser::anySlowBytes,
        m_stop);
    if (document.spending) {
        document.spending->slowBytes += outcome.slowBytes;
        document.spending->slowRefused = document.spending->slowRefused || outcome.slowRefused;
    }
    // A document past the limit has cost as much as one that reaches it.
    if (document.spending && outcome.error && outcome.error->code == ErrorCode::TooLarge)
        document.spending->rows += m_shared.request.limits.parse.rows;
    count(outcome.reports, 0);
    m_mayPass = m_mayPass || (outcome.error && mayPassLater(outcome.error->code));
    if (outcome.error && outcome.error->code == ErrorCode::Cancelled)
        return; // left in its middle: nobody knows what it is
    if (outcome.error && outcome.reports > 0) {
        m_segment->amendSource(SourceOutcome::Unreadable, describe(*outcome.error));
        count(0, 1);
    } else if (outcome.error) {
        unreadable(document.inner, *outcome.error);
    } else if (outcome.notAReport) {
        notAReport(document.inner, *outcome.notAReport);
    }
    closeFullSegment();
}

void RowWriter::closeFullSegment()
{
    if (m_oneSegment)
        return;
    const bool old = CoarseClock::now() - m_segmentBegan > segmentTime;
    if (m_segment->reportCount() >= segmentReports || (old && m_segment->reportCount() > 0)) {
        closeSegment();
        m_shared.report();
    }
}

void RowWriter::notAReport(std::string_view inner, std::string reason)
{
    addSource(inner, SourceOutcome::NotAReport, reason);
}

void RowWriter::unreadable(std::string_view inner, Error error)
{
    m_mayPass = m_mayPass || mayPassLater(error.code);
    addSource(inner, SourceOutcome::Unreadable, describe(error));
    count(0, 1);
}

} // namespace mxlens
