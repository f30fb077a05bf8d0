// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target: the MIME tree of a mail and its parts decoded, within limits; a header by field
// is the same as by line.
#include "core/input/mailscanner.h"
#include "tests/fuzz/fuzzing.h"

namespace {

using namespace mxlens;

class Parts final : public MailPartSink {
public:
    void part(const MailPart& part) override
    {
        constexpr std::size_t limit = 1 << 16;
        fuzzing::require(part.number == ++m_count);
        attachmentName(part.headers);
        bool damaged = false;
        fuzzing::require(decodedBody(part, m_scratch, damaged, limit).size() <= limit
            || part.coding == TransferCoding::Identity);
    }

private:
    Buffer m_scratch;
    unsigned m_count = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzzing::textOf(data, size);
    fuzzing::require(readHeaders(text) == readHeaderLines(text));
    Parts parts;
    scanMail(text, parts);
    return 0;
}
