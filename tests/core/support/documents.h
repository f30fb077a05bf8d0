// SPDX-License-Identifier: GPL-3.0-or-later
// Every document of a folder, as the program finds it.
#pragma once

#include "tests/core/support/inputfixtures.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

namespace mxlens::testing {

/// A document with what surrounded it.
struct FoundDocument {
    std::string place; ///< Path, and the place below it.
    std::string bytes;
    ReportContext context;
};

/// Files of a folder and of those in it, in order; none where it does not exist.
inline std::vector<std::string> filesIn(const std::string& folder)
{
    std::vector<std::string> files;
    if (!std::filesystem::exists(folder))
        return files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file())
            files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// All that the reader unpacks from them, whatever they are packed in.
inline std::vector<FoundDocument> documentsIn(const std::string& folder)
{
    std::vector<FoundDocument> documents;
    for (const std::string& file : filesIn(folder)) {
        for (fixtures::Found& found : fixtures::readFile(file)) {
            if (found.kind == fixtures::Found::Report)
                documents.push_back(
                    { file + found.inner, std::move(found.text), std::move(found.context) });
        }
    }
    return documents;
}

/// The files themselves.
inline std::vector<FoundDocument> rawFilesIn(const std::string& folder)
{
    std::vector<FoundDocument> documents;
    for (const std::string& file : filesIn(folder)) {
        std::ifstream stream(file, std::ios::binary);
        documents.push_back(
            { file, std::string(std::istreambuf_iterator<char>(stream), {}), ReportContext() });
    }
    return documents;
}

} // namespace mxlens::testing
