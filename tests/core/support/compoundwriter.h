// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fixtures {

/// Writes OLE2 compound files of version 3 (MS-CFB), as far as a test of Outlook items needs:
/// sectors of 512 bytes, streams below 4096 bytes in the mini stream, siblings in a chain.
class CompoundWriter final {
public:
    CompoundWriter() { m_entries.push_back({ "Root Entry", 5, {}, {} }); }

    static constexpr std::size_t root = 0;
    /// Adds a storage and gives its number.
    std::size_t addStorage(std::size_t parent, std::string_view name)
    {
        return add(parent, { std::string(name), 1, {}, {} });
    }
    void addStream(std::size_t parent, std::string_view name, std::string_view bytes)
    {
        add(parent, { std::string(name), 2, std::string(bytes), {} });
    }
    /// A text property in UTF-16.
    void addText(std::size_t parent, std::string_view tag, std::string_view ascii)
    {
        std::string wide;
        for (const char c : ascii)
            wide += std::string(1, c) + '\0';
        addStream(parent, "__substg1.0_" + std::string(tag) + "001F", wide);
    }

    /// The file. Nothing can be added afterwards.
    std::string finish()
    {
        std::vector<std::uint32_t> starts(m_entries.size(), endOfChain);
        std::string mini;
        std::vector<std::uint32_t> miniFat;
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            const std::string& bytes = m_entries[i].bytes;
            if (m_entries[i].type != 2 || bytes.empty())
                continue;
            if (bytes.size() >= 4096) {
                starts[i] = addSectors(bytes);
                continue;
            }
            starts[i] = static_cast<std::uint32_t>(mini.size() / 64);
            chain(miniFat, (bytes.size() + 63) / 64);
            mini += bytes;
            mini.resize((mini.size() + 63) / 64 * 64);
        }
        const std::uint32_t miniStart = addSectors(mini);
        const std::uint32_t miniFatStart = addSectors(numbers(miniFat), '\xff');
        const std::uint32_t directory = addSectors(directoryBytes(starts, miniStart, mini.size()));
        // The table grows by its own sectors: the header counts them beforehand.
        const std::string start = header(directory, miniFatStart);
        return start + m_sectors + table();
    }

private:
    static constexpr std::uint32_t endOfChain = 0xfffffffe;
    static constexpr std::uint32_t none = 0xffffffff;

    struct Entry {
        std::string name;
        int type;
        std::string bytes;
        std::vector<std::size_t> children;
    };

    std::size_t add(std::size_t parent, Entry entry)
    {
        m_entries.push_back(std::move(entry));
        m_entries[parent].children.push_back(m_entries.size() - 1);
        return m_entries.size() - 1;
    }

    static std::string number(std::uint64_t value, int width)
    {
        std::string result;
        for (int i = 0; i < width; ++i)
            result += static_cast<char>(value >> (8 * i) & 0xff);
        return result;
    }

    static std::string numbers(const std::vector<std::uint32_t>& values)
    {
        std::string result;
        for (const std::uint32_t value : values)
            result += number(value, 4);
        return result;
    }

    static void chain(std::vector<std::uint32_t>& table, std::size_t count)
    {
        for (std::size_t i = 1; i <= count; ++i)
            table.push_back(i == count ? endOfChain : static_cast<std::uint32_t>(table.size() + 1));
    }

    std::uint32_t addSectors(std::string bytes, char fill = '\0')
    {
        if (bytes.empty())
            return endOfChain;
        bytes.resize((bytes.size() + 511) / 512 * 512, fill);
        const auto start = static_cast<std::uint32_t>(m_fat.size());
        chain(m_fat, bytes.size() / 512);
        m_sectors += bytes;
        return start;
    }

    std::string directoryBytes(
        const std::vector<std::uint32_t>& starts, std::uint32_t miniStart, std::size_t miniBytes)
    {
        std::vector<std::uint32_t> right(m_entries.size(), none);
        std::vector<std::uint32_t> child(m_entries.size(), none);
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            const auto& below = m_entries[i].children;
            for (std::size_t k = 0; k < below.size(); ++k)
                (k == 0 ? child[i] : right[below[k - 1]]) = static_cast<std::uint32_t>(below[k]);
        }
        std::string result;
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            const Entry& entry = m_entries[i];
            std::string name;
            for (const char c : entry.name)
                name += std::string(1, c) + '\0';
            name.resize(64);
            result += name + number(entry.name.size() * 2 + 2, 2);
            result += number(static_cast<std::uint64_t>(entry.type), 1) + number(1, 1);
            result += number(none, 4) + number(right[i], 4) + number(child[i], 4);
            result += std::string(36, '\0') + number(i == 0 ? miniStart : starts[i], 4);
            result += number(i == 0 ? miniBytes : entry.bytes.size(), 8);
        }
        return result;
    }

    /// The allocation table, which lists its own sectors too.
    std::string table()
    {
        const std::size_t data = m_fat.size();
        std::size_t sectors = 1;
        while (sectors * 128 < data + sectors)
            ++sectors;
        m_fat.insert(m_fat.end(), sectors, 0xfffffffd);
        std::string bytes = numbers(m_fat);
        bytes.resize(sectors * 512, '\xff');
        return bytes;
    }

    std::string header(std::uint32_t directory, std::uint32_t miniFat) const
    {
        std::size_t sectors = 1;
        while (sectors * 128 < m_fat.size() + sectors)
            ++sectors;
        std::string result = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + std::string(16, '\0');
        result += number(0x3e, 2) + number(3, 2) + number(0xfffe, 2) + number(9, 2) + number(6, 2);
        result += std::string(10, '\0') + number(sectors, 4) + number(directory, 4) + number(0, 4);
        result += number(4096, 4) + number(miniFat, 4) + number(miniFat == endOfChain ? 0 : 1, 4);
        result += number(endOfChain, 4) + number(0, 4);
        for (std::size_t i = 0; i < 109; ++i)
            result += number(i < sectors ? m_fat.size() + i : none, 4);
        return result;
    }

    std::vector<Entry> m_entries;
    std::vector<std::uint32_t> m_fat;
    std::string m_sectors;
};

} // namespace fixtures
