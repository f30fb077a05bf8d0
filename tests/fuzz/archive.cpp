// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target: archives, through our own readers of plain ones and through libarchive. The
// first byte says which format to take them for; what it looks like is tried as well.
#include "core/input/archive.h"
#include "tests/fuzz/fuzzing.h"

#include <array>

namespace {

using namespace mxlens;

void readAs(Format format, std::string_view bytes)
{
    constexpr int mostMembers = 200;
    constexpr std::size_t mostBytes = 1 << 18;
    static const Limits limits = fuzzing::smallLimits();
    MemoryStream source(bytes);
    ArchiveReader reader(source, format, limits);
    ArchiveMember member;
    std::string buffer(4096, '\0');
    for (int i = 0; i < mostMembers && reader.next(member); ++i) {
        std::size_t all = 0;
        while (const std::size_t got = reader.data().read(buffer.data(), buffer.size())) {
            all += got;
            if (all > mostBytes)
                break;
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::array formats{ Format::Zip, Format::Tar, Format::SevenZip, Format::Xz,
        Format::Bzip2, Format::Zstd, Format::Lz4 };
    if (size < 1)
        return 0;
    const std::string_view bytes = fuzzing::textOf(data + 1, size - 1);
    readAs(formats.at(data[0] % formats.size()), bytes);
    fuzzing::RowsOf rows(bytes);
    return 0;
}
