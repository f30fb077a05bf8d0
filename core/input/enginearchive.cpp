// SPDX-License-Identifier: GPL-3.0-or-later
// The members of archives.
#include "core/input/archive.h"
#include "core/input/engine.h"
#include "core/input/enginescope.h"
#include "core/input/plaintar.h"
#include "core/input/plainzip.h"

#include <optional>
#include <utility>

namespace mxlens {

namespace {

/// Why a member cannot be opened.
std::optional<Error> memberError(const ArchiveMember& member)
{
    if (member.encrypted)
        return Error{ ErrorCode::Encrypted, {}, {}, "a member that needs a password" };
    return member.error;
}

std::string nameOf(std::string_view stored, std::uint64_t number)
{
    std::string name = safeName(stored);
    if (name.starts_with("./"))
        name.erase(0, 2);
    return name.empty() ? "member-" + std::to_string(number) : name;
}

} // namespace

/// A member that is in memory.
void Engine::plainMember(const std::shared_ptr<const MemberFrame>& frame, const std::string& name,
    std::string_view bytes)
{
    const std::string place = "!" + name;
    if (frame && bytes.size() <= memberBytes)
        return handOver({ frame, place, name, bytes });
    const Scope scope(*this, place, name, {});
    if (!mayReadMember(bytes.size(), MemberOf::Archive) || !wanted())
        return;
    Content inside{ bytes, nullptr, nullptr, nullptr };
    dispatch(inside);
}

/// What libarchive is not needed for, which is mostly everything; then the rest.
void Engine::archiveMembers(ByteStream& source, Format format)
{
    const auto frame = !m_wanted && m_sink->members() ? memberFrame(false) : nullptr;
    std::string_view name;
    std::string_view bytes;
    if (m_librariesAlone) {
        oddMembers(source, format, frame, {});
    } else if (format == Format::Zip) {
        PlainZip zip(source, m_limits, m_zlib.get());
        while (!ended() && zip.next(name, bytes))
            plainMember(frame, nameOf(name, zip.count()), bytes);
        if (!ended() && !zip.complete())
            oddMembers(source, format, frame, { zip.count(), zip.count() });
    } else if (format == Format::Tar) {
        PlainTar tar(source);
        while (!ended() && tar.next(name, bytes))
            plainMember(frame, nameOf(name, tar.count()), bytes);
        const std::string remainder = tar.remainder();
        PrefixedStream rest(remainder, &source);
        if (!ended())
            oddMembers(rest, format, frame, { tar.count(), tar.count() > 0 ? 1u : 0u });
    } else {
        oddMembers(source, format, frame, {});
    }
}

/// Members that ArchiveReader has to read.
void Engine::oddMembers(ByteStream& source, Format format,
    const std::shared_ptr<const MemberFrame>& frame, MembersBefore before)
{
    ArchiveReader reader(source, format, m_limits);
    ArchiveMember member;
    std::uint64_t passed = 0;
    while (passed < before.toPass && reader.next(member))
        ++passed;
    std::uint64_t count = before.count;
    bool lastFailed = false;
    while (!ended() && reader.next(member)) {
        ++count;
        lastFailed = false;
        if (member.folder)
            mayReadMember(0, MemberOf::Archive);
        else
            lastFailed = archiveMember(reader, member, nameOf(member.name, count), frame);
    }
    // Where the last member stands for the damage already, once is enough.
    if (reader.error() && !lastFailed)
        damagedBehind(*reader.error());
    else if (!reader.error() && count == 0 && !ended())
        notAReport("empty");
}

/// Returns whether it could not be read.
bool Engine::archiveMember(ArchiveReader& reader, const ArchiveMember& member,
    const std::string& name, const std::shared_ptr<const MemberFrame>& frame)
{
    const std::string place = "!" + name;
    const Scope scope(*this, place, name, {});
    if (!wanted())
        return false;
    const Borrowed buffer(*this);
    Content inside{ {}, buffer.get(), &reader.data(), nullptr };
    const bool opens = !memberError(member) && !member.link && fill(inside, sniffBytes);
    // A small one is in memory as a whole, and counts as one, whoever reads it.
    const bool whole = opens && fill(inside, memberBytes) && !inside.rest;
    if (whole && frame) {
        handOver({ frame, place, name, inside.head });
        return false;
    }
    if (!mayReadMember(whole ? inside.head.size() : 0, MemberOf::Archive))
        return false;
    if (const std::optional<Error> error = memberError(member)) {
        unreadable(*error);
        return true;
    }
    if (member.link) {
        notAReport("a link in an archive");
        return false;
    }
    if (!opens)
        unreadable(*reader.data().error());
    else
        dispatch(inside);
    if (!whole)
        spend(inside.head.size());
    return reader.data().error().has_value();
}

} // namespace mxlens
