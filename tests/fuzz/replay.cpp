// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target on files and on all files in folders, without libFuzzer: the seeds and every
// input that once was a find. An input that takes long fails as well.
#include "tests/fuzz/fuzzing.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace {

constexpr std::chrono::seconds longest(1);

std::vector<std::filesystem::path> filesOf(int argc, char** argv)
{
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i) {
        if (!std::filesystem::is_directory(argv[i])) {
            files.emplace_back(argv[i]);
            continue;
        }
        for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
            if (entry.is_regular_file())
                files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

} // namespace

int main(int argc, char** argv)
{
    const auto files = filesOf(argc, argv);
    if (files.empty()) {
        std::fputs("no inputs\n", stderr);
        return 1;
    }
    bool isSlow = false;
    for (const auto& file : files) {
        std::ifstream stream(file, std::ios::binary);
        if (!stream) {
            std::fprintf(stderr, "%s: cannot be read\n", file.string().c_str());
            return 1;
        }
        const std::string bytes{ std::istreambuf_iterator<char>(stream), {} };
        std::fprintf(stderr, "%s\n", file.string().c_str()); // The last one is the find.
        const auto start = std::chrono::steady_clock::now();
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
        if (std::chrono::steady_clock::now() - start > longest) {
            std::fputs("  over a second\n", stderr);
            isSlow = true;
        }
    }
    std::printf("%zu inputs\n", files.size());
    return isSlow ? 1 : 0;
}
