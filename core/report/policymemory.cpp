// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/policymemory.h"

#include "core/report/texthash.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <functional>

namespace mxlens {

namespace {

constexpr std::size_t setCount = 1024;
constexpr std::size_t largestObject = 4096;

// The object that rest begins with, if there are no braces in it. Most policy objects are so; for
// others it is another text, which is never remembered.
std::string_view objectAt(std::string_view rest)
{
    const void* const end = std::memchr(rest.data(), '}', std::min(rest.size(), largestObject));
    if (!end)
        return {};
    return rest.substr(
        0, static_cast<std::size_t>(static_cast<const char*>(end) - rest.data()) + 1);
}

// Never 0, which stands for none.
std::uint64_t hashOf(std::string_view object)
{
    return textHash(object) | 1;
}

// Numbers are given once in the life of the program, so that parsers do not share them.
std::uint64_t nextSerial()
{
    static std::atomic<std::uint64_t> serial{ 0 };
    return serial.fetch_add(1, std::memory_order_relaxed) + 1;
}

// The same place in the copy of a text; false where it does not lie in the original.
bool moveInto(std::string_view& text, std::string_view original, const std::string& copy)
{
    if (text.empty()) {
        text = {};
        return true;
    }
    const std::less<> before;
    if (before(text.data(), original.data())
        || before(original.data() + original.size(), text.data() + text.size()))
        return false;
    text = std::string_view(copy).substr(
        static_cast<std::size_t>(text.data() - original.data()), text.size());
    return true;
}

} // namespace

PolicyMemory::Set& PolicyMemory::setOf(std::uint64_t hash)
{
    return m_sets[hash % setCount];
}

const PolicyMemory::Entry* PolicyMemory::find(std::string_view rest)
{
    if (m_sets.empty())
        return nullptr;
    const std::string_view object = objectAt(rest);
    if (object.empty())
        return nullptr;
    const std::uint64_t hash = hashOf(object);
    for (Entry& entry : setOf(hash)) {
        if (entry.hash != hash || entry.bytes != object)
            continue;
        entry.usedIn = m_document;
        return &entry;
    }
    return nullptr;
}

void PolicyMemory::learn(
    std::string_view bytes, const Policy& policy, std::uint32_t seen, const Report& report)
{
    if (objectAt(bytes) != bytes)
        return;
    if (m_sets.empty())
        m_sets.resize(setCount);
    const std::uint64_t hash = hashOf(bytes);
    Entry& slot = *std::ranges::min_element(setOf(hash), {}, &Entry::usedIn);
    if (slot.usedIn == m_document && !slot.bytes.empty())
        return; // the report at hand holds its texts
    slot.hash = 0; // not to be found before it is whole, whatever fails on the way
    slot.bytes = bytes;
    slot.seen = seen;
    slot.usedIn = m_document;
    slot.policy = {};
    slot.policy.type = policy.type;
    slot.policy.mode = policy.mode; // lies in the program
    slot.policy.domain = policy.domain;
    slot.policy.serial = nextSerial();
    const auto lines = report.linesOf(policy);
    const auto hosts = report.mxHostsOf(policy);
    slot.lines.assign(lines.begin(), lines.end());
    slot.mxHosts.assign(hosts.begin(), hosts.end());
    bool inside = moveInto(slot.policy.type, bytes, slot.bytes)
        && moveInto(slot.policy.domain, bytes, slot.bytes);
    for (auto* list : { &slot.lines, &slot.mxHosts }) {
        for (std::string_view& text : *list)
            inside = inside && moveInto(text, bytes, slot.bytes);
    }
    if (inside)
        slot.hash = hash;
    else
        slot = {};
}

} // namespace mxlens
