// SPDX-License-Identifier: GPL-3.0-or-later
// Writes seeds for the fuzz targets that need more than text: makeseeds FOLDER REPORT...
#include "core/cache/indexwriter.h"
#include "tests/core/support/compoundwriter.h"
#include "tests/fuzz/fuzzing.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

using namespace mxlens;

void write(const std::filesystem::path& path, std::string_view bytes)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string indexOf(const Snapshot& snapshot)
{
    std::string bytes;
    IndexWriter writer(
        [&bytes](std::string_view piece) {
            bytes += piece;
            return true;
        },
        "id", snapshot.pool(), snapshot.addresses());
    const Segment& segment = *snapshot.parts().front().segment;
    IndexOutline outline;
    for (std::uint32_t row = 0; row < snapshot.sourceCount(); ++row) {
        outline.files.folder.push_back(
            writer.textId(ColumnRole::Text, segment.sources.folder[row]));
        outline.files.name.push_back(writer.textId(ColumnRole::OwnText, segment.sources.name[row]));
        outline.files.state.push_back({ row + 10u, 1000 + row, 2000 + row });
        outline.files.firstSource.push_back(row + 1);
    }
    outline.folders = { { "mail", 17, {} } };
    writer.addRows(segment, 0, snapshot.sourceCount());
    IndexMarks marks;
    marks.marks.assign(snapshot.reportCount(), ReportMark::None);
    writer.finish(outline, marks);
    return bytes;
}

std::string messageOf(std::string_view report)
{
    fixtures::CompoundWriter writer;
    constexpr auto root = fixtures::CompoundWriter::root;
    writer.addStream(root, "__properties_version1.0", std::string(32, '\0'));
    writer.addText(root, "0037", "Report Domain: example.com Submitter: example.net");
    writer.addText(root, "007D", "TLS-Report-Domain: example.com\r\n");
    const std::size_t attachment = writer.addStorage(root, "__attach_version1.0_#00000000");
    writer.addStream(attachment, "__properties_version1.0", std::string(8, '\0'));
    writer.addText(attachment, "3707", "report.json");
    writer.addStream(attachment, "__substg1.0_37010102", report);
    return writer.finish();
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3)
        return 2;
    const std::filesystem::path folder = argv[1];
    for (int i = 2; i < argc; ++i) {
        std::ifstream stream(argv[i], std::ios::binary);
        const std::string report{ std::istreambuf_iterator<char>(stream), {} };
        const auto snapshot = fuzzing::RowsOf(report).snapshot();
        const std::string name = std::to_string(i - 1);
        write(folder / "index" / name, indexOf(*snapshot));
        write(folder / "msg" / name, messageOf(report));
    }
    return 0;
}
