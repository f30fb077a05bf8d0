// SPDX-License-Identifier: GPL-3.0-or-later
// Members that others read, and what all of them together may cost.
#include "core/input/engine.h"
#include "core/input/enginescope.h"

#include <algorithm>
#include <utility>

namespace mxlens {

void Engine::readMember(const Member& member, const std::stop_token& stop, DocumentSink& sink,
    std::shared_ptr<Spending> spending)
{
    const MemberFrame& frame = *member.frame;
    begin({}, stop, sink, nullptr);
    m_inner = frame.inner;
    m_context = frame.context;
    m_depth = frame.depth;
    m_archives = frame.archives;
    m_spending = std::move(spending);
    if (stopped()
        || !mayReadMember(member.bytes.size(), frame.mbox ? MemberOf::Mbox : MemberOf::Archive)) {
        // nothing any more
    } else if (frame.mbox) {
        const Scope scope(*this, member.place);
        mboxMail(member.bytes, member.headers);
    } else {
        const Scope scope(*this, member.place, member.name, {});
        Content content{ member.bytes, nullptr, nullptr, nullptr };
        dispatch(content);
    }
    m_sink = nullptr;
}

std::shared_ptr<const MemberFrame> Engine::memberFrame(bool mbox)
{
    spending();
    ReportContext context;
    context.fileName = m_context.fileName;
    context.notes = m_context.notes;
    return std::make_shared<const MemberFrame>(
        MemberFrame{ m_inner, std::move(context), m_depth, m_archives, mbox, m_spending });
}

Spending& Engine::spending()
{
    if (!m_spending) {
        const std::uint64_t size = std::min(m_fileBytes, std::uint64_t{ 1 } << 50);
        m_spending = std::make_shared<Spending>(
            Spending{ { m_limits.unpackedBytes + size * m_limits.unpackedRatio,
                m_limits.fileRows + size / m_limits.bytesPerRow,
                m_limits.slowBytes
                    + (size - std::min(size, m_limits.slowRatioFrom)) * m_limits.slowRatio,
                m_limits.archiveEntries } });
    }
    return *m_spending;
}

/// Whether all that came before has been counted; not so after a stop.
bool Engine::settle()
{
    MemberSink* const elsewhere = m_wanted ? nullptr : m_sink->members();
    return !stopped() && (!elsewhere || elsewhere->settle());
}

// What ended the reading stays the reason for it.
void Engine::spend(std::uint64_t bytes)
{
    if (settle() && !spending().leftOut)
        spending().bytes += bytes;
}

/// Whether something more may be looked at; nothing is once it is enough.
bool Engine::maySpendMore()
{
    if (ended() || !settle())
        return false;
    Spending& spent = spending();
    m_enough = spent.leftOut = spent.leftOut || spent.exceeded();
    return !m_enough;
}

bool Engine::mayReadMember(std::uint64_t bytes, MemberOf container)
{
    if (!maySpendMore())
        return false;
    Spending& spent = spending();
    if (container == MemberOf::Archive && !spent.mayHaveEntry()) {
        // Of an archive whose members others read, too, it shows in their order alone.
        if (m_ownArchive)
            m_tooManyEntries = true;
        else
            m_enough = spent.leftOut = true;
        return false;
    }
    spent.entries += container == MemberOf::Archive ? 1 : 0;
    spent.bytes += bytes + memberCost;
    return true;
}

Error Engine::tooManyEntriesError() const
{
    return { ErrorCode::TooManyEntries, {}, {},
        "more than " + std::to_string(m_limits.archiveEntries)
            + " members; what follows was not read" };
}

Error Engine::leftOutError() const
{
    if (m_spending->exceeded())
        return { ErrorCode::RatioTooHigh, {}, {},
            "all in the file together; what follows in it was not read" };
    return tooManyEntriesError();
}

// How far ahead of its members a container was looked at is not the same whoever reads them.
void Engine::damagedBehind(const Error& error)
{
    if (maySpendMore())
        unreadable(error);
}

void Engine::handOver(const Member& member)
{
    m_enough = !m_sink->members()->member(member);
}

} // namespace mxlens
