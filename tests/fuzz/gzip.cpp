// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target: gzip read in pieces gives what it gives in one go, and the limits hold. The
// first byte says how large the pieces are.
#include "core/input/gunzip.h"
#include "tests/fuzz/fuzzing.h"

namespace {

using namespace mxlens;

/// What a stream gives in pieces, and how it ended.
struct Unpacked {
    std::string text, error;
    bool operator==(const Unpacked&) const = default;
};

Unpacked unpacked(GunzipStream& stream, std::size_t piece, std::uint64_t most)
{
    Unpacked result;
    std::string buffer(piece, '\0');
    while (const std::size_t got = stream.read(buffer.data(), buffer.size())) {
        fuzzing::require(got <= piece);
        result.text.append(buffer, 0, got);
        if (result.text.size() > most)
            break;
    }
    if (stream.error())
        result.error = describe(*stream.error());
    return result;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::uint64_t most = 1 << 20;
    static const Limits limits = fuzzing::smallLimits();
    static GunzipStream stream(limits);
    if (size < 1)
        return 0;
    const std::size_t piece = std::size_t{ data[0] } + 1;
    const std::string_view packed = fuzzing::textOf(data + 1, size - 1);
    stream.start(packed, nullptr);
    const Unpacked whole = unpacked(stream, 65536, most);
    if (whole.text.size() > most)
        return 0;
    const std::size_t head = std::min(piece, packed.size());
    MemoryStream rest(packed.substr(head));
    stream.start(packed.substr(0, head), &rest);
    fuzzing::require(unpacked(stream, piece, most).text == whole.text);
    return 0;
}
