// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/memberqueue.h"

#include "core/report/prefetch.h"

#include <algorithm>
#include <new>
#include <utility>

namespace mxlens {

namespace {

// Enough to make handing over cheap, and little enough for the first rows to come soon.
constexpr std::size_t batchMembers = 4096;
constexpr std::size_t batchBytes = 2u << 20;

} // namespace

void MemberBatch::start(std::shared_ptr<MemberOrigin> origin, std::uint64_t order)
{
    m_origin = std::move(origin);
    m_order = order;
    m_number = m_origin->order.expect();
    letGo();
}

void MemberBatch::letGo()
{
    m_items.clear();
    m_frames.clear();
    m_windows.clear();
    m_headers.clear();
    m_text.clear();
    m_bytes = 0;
}

void MemberBatch::add(const Member& member)
{
    if (m_frames.empty() || m_frames.back() != member.frame)
        m_frames.push_back(member.frame);
    const bool stays = member.window && *member.window;
    if (stays && (m_windows.empty() || m_windows.back() != *member.window))
        m_windows.push_back(*member.window);
    m_items.push_back({ m_frames.size() - 1, member.place.size(), member.name.size(), m_text.size(),
        member.bytes.size(), stays ? member.bytes.data() : nullptr });
    if (stays && member.headers) {
        m_items.back().headers = m_headers.size();
        m_headers.push_back(*member.headers);
    }
    m_text.append(member.place);
    m_text.append(member.name);
    if (!stays)
        m_text.append(member.bytes);
    m_bytes += member.bytes.size();
}

bool MemberBatch::full() const
{
    return m_items.size() >= batchMembers || m_bytes >= batchBytes;
}

Member MemberBatch::operator[](std::size_t i) const
{
    const Item& item = m_items[i];
    const std::string_view text = m_text.view().substr(item.begin);
    const std::string_view bytes = item.stays ? std::string_view(item.stays, item.bytes)
                                              : text.substr(item.place + item.name, item.bytes);
    return { m_frames[item.frame], text.substr(0, item.place), text.substr(item.place, item.name),
        bytes, nullptr, item.headers == Item::noHeaders ? nullptr : &m_headers[item.headers] };
}

void MemberBatch::expect(std::size_t i) const
{
    if (i >= m_items.size() || m_items[i].headers == Item::noHeaders)
        return;
    // Another processor has split the mail off: what is looked at in its header, and its body, come
    // while the one before it is read.
    constexpr std::size_t cacheLine = 64;
    constexpr std::size_t mostBytes = 2048;
    const Item& item = m_items[i];
    const MailHeaders& headers = m_headers[item.headers];
    const std::size_t end = std::min(headers.bodyStart + mostBytes, item.bytes);
    for (std::size_t at = headers.bodyStart; at < end; at += cacheLine)
        prefetch(item.stays + at);
    for (const std::string_view field :
        { headers.contentType, headers.reportDomain, headers.subject })
        prefetch(field.data());
}

void MemberQueue::endReading()
{
    const std::scoped_lock lock(m_mutex);
    --m_readers;
    m_changed.notify_all();
}

std::unique_ptr<MemberBatch> MemberQueue::spare()
{
    const std::scoped_lock lock(m_mutex);
    if (m_spare.empty())
        return std::make_unique<MemberBatch>();
    std::unique_ptr<MemberBatch> batch = std::move(m_spare.back());
    m_spare.pop_back();
    return batch;
}

std::unique_ptr<MemberBatch> MemberQueue::front()
{
    std::unique_ptr<MemberBatch> batch = std::move(m_waiting.front());
    m_waiting.pop_front();
    return batch;
}

std::unique_ptr<MemberBatch> MemberQueue::push(std::unique_ptr<MemberBatch> batch)
{
    const std::scoped_lock lock(m_mutex);
    ++batch->origin()->pending;
    m_waiting.push_back(std::move(batch));
    if (m_waiting.size() > m_capacity)
        return front();
    m_changed.notify_one();
    return nullptr;
}

std::unique_ptr<MemberBatch> MemberQueue::take(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [this] { return !m_waiting.empty() || m_readers == 0; });
    return m_waiting.empty() || stop.stop_requested() ? nullptr : front();
}

std::unique_ptr<MemberBatch> MemberQueue::takeUntilRead(
    const MemberOrigin& origin, const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [&] { return origin.pending.load() == 0 || !m_waiting.empty(); });
    const bool ended = origin.pending.load() == 0 || stop.stop_requested();
    return ended ? nullptr : front();
}

void MemberQueue::done(std::unique_ptr<MemberBatch> batch)
{
    batch->letGo();
    const std::scoped_lock lock(m_mutex);
    if (--batch->origin()->pending == 0)
        m_changed.notify_all();
    try {
        m_spare.push_back(std::move(batch));
    } catch (const std::bad_alloc&) { // NOLINT(bugprone-empty-catch)
        // Then another one is made when it is needed.
    }
}

} // namespace mxlens
