// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the leaf parts of mails as the scanner sees them: what mail_crosscheck.py compares with
// Python's email library. Usage: mailparts FILE, where FILE holds, for each mail, its length in
// decimal, a line feed and its bytes.
#include "core/input/mailscanner.h"

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace {

std::string hex(std::string_view bytes)
{
    std::string result;
    for (const char c : bytes) {
        char digits[3];
        std::snprintf(digits, sizeof digits, "%02x", static_cast<unsigned>(c) & 0xffu);
        result += digits;
    }
    return result;
}

/// FNV-1a, 64 bits: enough to tell two bodies apart, and easy to write twice.
std::uint64_t hash(std::string_view bytes)
{
    std::uint64_t value = 0xcbf29ce484222325u;
    for (const char c : bytes)
        value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return value;
}

class Printer final : public mxlens::MailPartSink {
public:
    void part(const mxlens::MailPart& part) override
    {
        mxlens::Buffer buffer;
        bool damaged = false;
        const std::string_view body = mxlens::decodedBody(part, buffer, damaged);
        std::printf("part %s %zu %016llx\n", hex(mxlens::attachmentName(part.headers)).c_str(),
            body.size(), static_cast<unsigned long long>(hash(body)));
    }
};

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2)
        return 2;
    std::ifstream file(argv[1], std::ios::binary);
    const std::string all{ std::istreambuf_iterator<char>(file), {} };
    std::string_view left = all;
    while (!left.empty()) {
        const std::size_t end = left.find('\n');
        const auto size = static_cast<std::size_t>(std::stoul(std::string(left.substr(0, end))));
        std::printf("mail\n");
        Printer printer;
        mxlens::scanMail(left.substr(end + 1, size), printer);
        left.remove_prefix(end + 1 + size);
    }
    return 0;
}
