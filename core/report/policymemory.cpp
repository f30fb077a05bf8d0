// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/policymemory.h"

#include <atomic>
#include <cstring>
#include <functional>

namespace mxlens {

namespace {

constexpr std::size_t entryCount = 1024;
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

// Of a few words all over the text: what it finds is compared in full.
std::size_t quickHash(std::string_view text)
{
    constexpr std::size_t words = 8;
    std::uint64_t hash = text.size() * 0x9E3779B97F4A7C15ull;
    if (text.size() < 8)
        return hash;
    const std::size_t last = text.size() - 8;
    for (std::size_t i = 0; i <= words; ++i) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + last * i / words, sizeof word);
        hash = (hash ^ word) * 0xD6E8FEB86659FD93ull;
        hash ^= hash >> 32;
    }
    return hash;
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

PolicyMemory::Entry& PolicyMemory::slotOf(std::string_view bytes)
{
    return m_entries[quickHash(bytes) % entryCount];
}

const PolicyMemory::Entry* PolicyMemory::find(std::string_view rest)
{
    if (m_entries.empty())
        return nullptr;
    const std::string_view object = objectAt(rest);
    if (object.empty())
        return nullptr;
    Entry& entry = slotOf(object);
    if (entry.bytes != object)
        return nullptr;
    entry.usedIn = m_document;
    return &entry;
}

void PolicyMemory::learn(
    std::string_view bytes, const Policy& policy, std::uint32_t seen, const Report& report)
{
    if (objectAt(bytes) != bytes)
        return;
    if (m_entries.empty())
        m_entries.resize(entryCount);
    Entry& slot = slotOf(bytes);
    if (slot.usedIn == m_document && !slot.bytes.empty())
        return; // the report at hand holds its texts
    Entry entry;
    entry.bytes = bytes;
    entry.seen = seen;
    entry.usedIn = m_document;
    entry.policy.type = policy.type;
    entry.policy.domain = policy.domain;
    entry.policy.serial = nextSerial();
    const auto lines = report.linesOf(policy);
    const auto hosts = report.mxHostsOf(policy);
    entry.lines.assign(lines.begin(), lines.end());
    entry.mxHosts.assign(hosts.begin(), hosts.end());
    slot = std::move(entry); // a short text would move with its string: so the views come last
    bool inside = moveInto(slot.policy.type, bytes, slot.bytes)
        && moveInto(slot.policy.domain, bytes, slot.bytes);
    for (auto* list : { &slot.lines, &slot.mxHosts }) {
        for (std::string_view& text : *list)
            inside = inside && moveInto(text, bytes, slot.bytes);
    }
    slot.policy.mode = policy.mode; // lies in the program
    if (!inside)
        slot = {};
}

} // namespace mxlens
