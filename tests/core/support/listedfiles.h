// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/filelist.h"
#include "core/input/folder.h"
#include "tests/core/support/inputfixtures.h"

#include <QTemporaryDir>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace fixtures {

/// Files in a folder of their own, listed as a walk lists them; changed an hour ago.
struct Listed {
    QTemporaryDir folder;
    mxlens::FileList files;
    std::vector<mxlens::FolderEntry> entries;
    std::uint32_t number = 0;
    const std::string below = folder.path().toStdString() + "/";

    Listed() { number = files.addFolder(below); }
    void add(const std::string& name, const std::string& bytes,
        mxlens::FileKind kind = mxlens::FileKind::File)
    {
        writeFile(below + name, bytes);
        makeOld(name);
        entries.push_back(
            { files.names().keepTerminated(name, static_cast<std::uint32_t>(entries.size())),
                kind });
        files.add(number, entries.back().name, true);
    }
    /// Adds so many small files with bytes of their own.
    void addMany(std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i)
            add(std::to_string(i) + ".json", "bytes of " + std::to_string(i));
    }
    void makeOld(const std::string& name) const
    {
        std::filesystem::last_write_time(
            below + name, std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
    }
};

} // namespace fixtures
