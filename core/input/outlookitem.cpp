// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/outlookitem.h"

#include "core/input/compoundfile.h"
#include "core/input/mailheaders.h"
#include "core/report/names.h"
#include "core/report/utf8.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace mxlens {

namespace {

// Property tags of MS-OXPROPS; the name of a stream is `__substg1.0_`, the tag and the type.
constexpr std::string_view streamPrefix = "__substg1.0_";
constexpr std::string_view attachmentPrefix = "__attach_version1.0_";
constexpr std::string_view subjectTag = "0037";
constexpr std::string_view headersTag = "007D";
constexpr std::string_view bodyTag = "1000";
constexpr std::string_view longNameTag = "3707";
constexpr std::string_view shortNameTag = "3704";
constexpr std::string_view displayNameTag = "3001";
constexpr std::string_view mediaTypeTag = "370E";
constexpr std::string_view dataStream = "37010102";
constexpr std::string_view embeddedStorage = "3701000D";

std::string fromUtf16(std::string_view bytes)
{
    std::string result;
    const auto unit = [bytes](std::size_t at) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at]))
            | static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + 1])) << 8;
    };
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        std::uint32_t point = unit(at);
        if (point == 0)
            break; // some writers end texts with it
        if (point >= 0xd800 && point < 0xe000) {
            const std::uint32_t low = at + 3 < bytes.size() ? unit(at + 2) : 0;
            const bool pair = point < 0xdc00 && low >= 0xdc00 && low < 0xe000;
            point = pair ? 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00) : 0xfffd;
            at += pair ? 2 : 0;
        }
        appendUtf8(result, point);
    }
    return result;
}

class ItemReader final {
public:
    ItemReader(const CompoundFile& file, std::uint64_t fileBytes, OutlookItem& item)
        : m_file(file)
        , m_bytesLeft(fileBytes)
        , m_seen(file.entryCount())
        , m_claimed(file.entryCount())
        , m_item(item)
    {
    }

    void message(std::uint32_t storage, int depth, bool outermost)
    {
        if (m_seen[storage])
            return; // a loop
        m_seen[storage] = true;
        const auto entries = m_file.children(storage, m_claimed);
        const std::string headers = text(entries, headersTag);
        const std::string subject = text(entries, subjectTag);
        if (outermost) {
            m_item.isMessage = std::any_of(entries.begin(), entries.end(), [this](auto index) {
                return m_file.entry(index).name.starts_with("__properties_version1.0");
            });
            m_item.headers = headers;
            m_item.subject = subject;
            m_item.body = text(entries, bodyTag);
        }
        for (const std::uint32_t index : entries) {
            const CompoundEntry& entry = m_file.entry(index);
            if (entry.storage && entry.name.starts_with(attachmentPrefix))
                attachment(index, depth, headers, subject);
        }
    }

private:
    const std::uint32_t* find(
        const std::vector<std::uint32_t>& entries, std::string_view suffix, bool storage) const
    {
        const auto found = std::find_if(entries.begin(), entries.end(), [&](auto index) {
            const CompoundEntry& entry = m_file.entry(index);
            return entry.storage == storage && entry.name.starts_with(streamPrefix)
                && equalIgnoringCase(
                    std::string_view(entry.name).substr(streamPrefix.size()), suffix);
        });
        return found == entries.end() ? nullptr : &*found;
    }

    /// A text property: UTF-16 (type 001F) or 8 bits in a code page (001E).
    std::string text(const std::vector<std::uint32_t>& entries, std::string_view tag) const
    {
        const std::string name(tag);
        if (const auto* const wide = find(entries, name + "001F", false)) {
            const auto bytes = m_file.read(*wide);
            return bytes ? fromUtf16(bytes.value()) : std::string{};
        }
        if (const auto* const narrow = find(entries, name + "001E", false)) {
            auto bytes = m_file.read(*narrow);
            if (!bytes)
                return {};
            std::string value = std::move(bytes).value();
            value.erase(std::find(value.begin(), value.end(), '\0'), value.end());
            return value;
        }
        return {};
    }

    void attachment(
        std::uint32_t storage, int depth, const std::string& headers, const std::string& subject)
    {
        if (m_seen[storage])
            return;
        m_seen[storage] = true;
        const auto entries = m_file.children(storage, m_claimed);
        if (const auto* const embedded = find(entries, embeddedStorage, true)) {
            if (depth > 0)
                message(*embedded, depth - 1, false);
            return;
        }
        const auto* const data = find(entries, dataStream, false);
        if (!data)
            return;
        OutlookAttachment attachment;
        for (const std::string_view tag : { longNameTag, shortNameTag, displayNameTag }) {
            if (attachment.name.empty())
                attachment.name = text(entries, tag);
        }
        attachment.mediaType = text(entries, mediaTypeTag);
        attachment.headers = headers;
        attachment.subject = subject;
        // Attachments that share their sectors are a bomb.
        const std::uint64_t size = m_file.entry(*data).size;
        if (size > m_bytesLeft) {
            attachment.error = Error{ ErrorCode::RatioTooHigh, {}, {},
                "the attachments of the Outlook item claim more bytes than it has" };
        } else if (auto bytes = m_file.read(*data)) {
            m_bytesLeft -= size;
            attachment.bytes = std::move(bytes).value();
        } else {
            attachment.error = bytes.error();
        }
        m_item.attachments.push_back(std::move(attachment));
    }

    const CompoundFile& m_file;
    std::uint64_t m_bytesLeft;
    std::vector<bool> m_seen; ///< Storages that were visited.
    std::vector<bool> m_claimed; ///< Entries that are in one of them.
    OutlookItem& m_item;
};

} // namespace

Result<OutlookItem> readOutlookItem(std::string_view bytes, int depth)
{
    const auto file = CompoundFile::open(bytes);
    if (!file)
        return file.error();
    OutlookItem item;
    ItemReader(file.value(), bytes.size(), item).message(CompoundFile::root, depth, true);
    return item;
}

} // namespace mxlens
