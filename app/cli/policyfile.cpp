// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/policyfile.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace mxlens::cli {

namespace {

constexpr std::size_t largest = std::size_t{ 1 } << 20;

Error failure(ErrorCode code, const std::string& path, std::string detail)
{
    return { code, path, std::nullopt, std::move(detail) };
}

Result<std::string> readAll(std::FILE* file, const std::string& path)
{
    std::string text;
    std::array<char, 16384> block{};
    while (const std::size_t read = std::fread(block.data(), 1, block.size(), file)) {
        text.append(block.data(), read);
        if (text.size() > largest)
            return failure(ErrorCode::TooLarge, path, "more than 1 MiB: this is no policy");
    }
    if (std::ferror(file))
        return failure(ErrorCode::ReadFailed, path, std::generic_category().message(errno));
    return text;
}

} // namespace

Result<std::string> readPolicyFile(const std::string& path)
{
    if (path == "-")
        return readAll(stdin, path);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
        std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file)
        return failure(ErrorCode::NotFound, path, std::generic_category().message(errno));
    return readAll(file.get(), path);
}

} // namespace mxlens::cli
