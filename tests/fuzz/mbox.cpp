// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target: an mbox of which only a beginning is there gives the mails that it gives in one
// go. The first byte says how much.
#include "core/input/mbox.h"
#include "tests/fuzz/fuzzing.h"

#include <vector>

namespace {

using namespace mxlens;

struct Found {
    std::uint64_t offset = 0;
    std::string text;
    bool tooLarge = false;
    bool operator==(const Found&) const = default;
};

std::vector<Found> mailsOf(std::string_view head, ByteStream* rest)
{
    constexpr std::uint64_t mailBytes = 4096;
    // Where more is read, memory for a whole window is kept: to get it anew takes longer than the
    // rest. What is there at once stands in memory that is just as large.
    static Buffer wide;
    static Buffer scratch;
    Buffer narrow;
    Buffer& window = rest ? wide : narrow;
    wide.clear();
    wide.reserve(8u << 20);
    window.append(head);
    MboxSplitter splitter(window, 0, rest, mailBytes);
    std::vector<Found> mails;
    for (MboxMail mail; splitter.next(mail, {});) {
        fuzzing::require(!mail.headers || *mail.headers == readHeaders(mail.text));
        // Of one that is too large only a beginning is promised.
        mails.push_back(
            { mail.offset, mail.tooLarge ? "" : std::string(mail.text), mail.tooLarge });
        unquotedFromLines(mail.text, scratch);
        scratch.clear();
    }
    return mails;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1)
        return 0;
    const std::string_view text = fuzzing::textOf(data + 1, size - 1);
    const std::size_t head = std::min(text.size(), std::size_t{ data[0] } * 16);
    MemoryStream rest(text.substr(head));
    fuzzing::require(mailsOf(text, nullptr) == mailsOf(text.substr(0, head), &rest));
    return 0;
}
