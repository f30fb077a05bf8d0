// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/membername.h"

#include "core/report/names.h"

#include <algorithm>
#include <cstddef>

namespace mxlens {

namespace {

/// Length of the valid UTF-8 sequence at the start of text; 0 where there is none (RFC 3629).
std::size_t sequenceLength(std::string_view text)
{
    const auto byte = [text](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    const auto follows = [&byte](std::size_t i) { return (byte(i) & 0xc0u) == 0x80u; };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return follows(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        const bool valid = !(first == 0xe0 && byte(1) < 0xa0) && !(first == 0xed && byte(1) > 0x9f);
        return valid && follows(1) && follows(2) ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        const bool valid = !(first == 0xf0 && byte(1) < 0x90) && !(first == 0xf4 && byte(1) > 0x8f);
        return valid && follows(1) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

} // namespace

std::string safeName(std::string_view name)
{
    std::string result;
    appendSafeName(result, name);
    return result;
}

void appendSafeName(std::string& to, std::string_view name)
{
    if (isPlainAscii(name)) {
        to += name;
        return;
    }
    static constexpr std::string_view digits = "0123456789ABCDEF";
    while (!name.empty()) {
        std::size_t length = sequenceLength(name);
        const auto first = static_cast<unsigned char>(name[0]);
        // C1 control characters break lines on some terminals too.
        const bool control = first < ' ' || first == 0x7f
            || (first == 0xc2 && length == 2 && static_cast<unsigned char>(name[1]) < 0xa0);
        if (length > 0 && !control) {
            to += name.substr(0, length);
        } else {
            length = std::max<std::size_t>(length, 1);
            for (const char c : name.substr(0, length)) {
                to += '%';
                to += digits[static_cast<unsigned char>(c) >> 4];
                to += digits[static_cast<unsigned char>(c) & 0xf];
            }
        }
        name.remove_prefix(length);
    }
}

std::string_view baseName(std::string_view path)
{
    if (path.find('/') == std::string_view::npos && path.find('\\') == std::string_view::npos)
        return path;
    std::size_t begin = path.size();
    while (begin > 0 && path[begin - 1] != '/' && path[begin - 1] != '\\')
        --begin;
    return path.substr(begin);
}

bool isReportFileName(std::string_view name)
{
    const std::size_t dot = name.size() > 8 ? name.rfind(".json") : std::string_view::npos;
    if (dot == std::string_view::npos)
        return false;
    const std::string_view ending = name.substr(dot);
    if (ending != ".json" && ending != ".json.gz")
        return false;
    name = name.substr(0, dot);
    int fields = 0;
    while (fields < 4) {
        const std::size_t end = std::min(name.find('!'), name.size());
        const std::string_view field = name.substr(0, end);
        const bool digits = std::ranges::all_of(field, [](char c) { return c >= '0' && c <= '9'; });
        if (field.empty() || (fields >= 2 && !digits))
            return false;
        ++fields;
        if (end == name.size())
            break;
        name.remove_prefix(end + 1);
    }
    return fields == 4;
}

} // namespace mxlens
