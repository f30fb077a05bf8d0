// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target: index files. Checksums are set right first, or nothing else would ever be
// looked at; what an index then gives has to be sound all the same.
#include "core/cache/checksum.h"
#include "core/cache/indexfile.h"
#include "tests/fuzz/fuzzing.h"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>

namespace {

using namespace mxlens;

/// A file of this process alone.
std::string filePath()
{
    const auto number = std::random_device()();
    return (std::filesystem::temp_directory_path() / ("fuzz-index-" + std::to_string(number)))
        .string();
}

struct FileOnDisk {
    const std::string path = filePath();
    ~FileOnDisk() { std::filesystem::remove(path); }
};

bool isWithin(std::uint64_t offset, std::uint64_t size, std::size_t all)
{
    return offset <= all && size <= all - offset;
}

void setChecksums(std::string& bytes)
{
    IndexFooter footer;
    if (bytes.size() < sizeof footer)
        return;
    char* const end = bytes.data() + bytes.size() - sizeof footer;
    std::memcpy(&footer, end, sizeof footer);
    const std::string_view all = bytes;
    if (isWithin(footer.tableOffset, footer.tableSize, all.size())) {
        char* const table = bytes.data() + footer.tableOffset;
        for (std::uint64_t at = 0; at + sizeof(IndexBlock) <= footer.tableSize;
             at += sizeof(IndexBlock)) {
            IndexBlock block;
            std::memcpy(&block, table + at, sizeof block);
            if (!isWithin(block.offset, block.size, all.size()))
                continue;
            block.checksum = checksum64(all.substr(block.offset, block.size));
            std::memcpy(table + at, &block, sizeof block);
        }
        footer.tableChecksum = checksum64(all.substr(footer.tableOffset, footer.tableSize));
    }
    footer.checksum = checksumOf(footer);
    std::memcpy(end, &footer, sizeof footer);
}

void use(const IndexFile& index)
{
    const auto texts = index.readTexts();
    const auto addresses = index.readAddresses();
    const auto outline = index.readOutline();
    const auto marks = index.readMarks();
    if (!texts || !addresses)
        return;
    if (outline) {
        for (std::size_t file = 0; file < outline->files.size(); ++file) {
            texts->text(outline->files.folder[file]);
            texts->text(outline->files.name[file]);
        }
    }
    std::vector<std::pair<std::shared_ptr<const Segment>, std::uint64_t>> segments;
    for (std::size_t i = 0; i < index.segmentCount(); ++i) {
        auto segment = index.readSegment(i);
        if (!segment)
            return;
        segments.emplace_back(std::move(segment), i);
    }
    StoreBuilder store(texts, addresses);
    if (marks && outline)
        store.adopt(segments, marks->marks, marks->earlier);
    else
        for (const auto& [segment, order] : segments)
            store.adopt(segment, order);
    fuzzing::useAll(*store.snapshot());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const FileOnDisk file;
    std::string bytes(fuzzing::textOf(data, size));
    setChecksums(bytes);
    std::ofstream(file.path, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (const auto index = IndexFile::open(file.path, "id"))
        use(*index);
    return 0;
}
