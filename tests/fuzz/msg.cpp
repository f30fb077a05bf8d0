// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target: mails as Outlook saves them, and other compound files.
#include "core/input/compoundfile.h"
#include "core/input/outlookitem.h"
#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace mxlens;
    const std::string_view bytes = fuzzing::textOf(data, size);
    const Result<CompoundFile> file = CompoundFile::open(bytes);
    if (file) {
        std::vector<bool> seen(file.value().entryCount());
        const std::size_t count = std::min<std::size_t>(file.value().entryCount(), 64);
        for (std::uint32_t i = 0; i < count; ++i) {
            for (const std::uint32_t child : file.value().children(i, seen))
                fuzzing::require(child < file.value().entryCount());
        }
    }
    readOutlookItem(bytes, 3);
    return 0;
}
