// SPDX-License-Identifier: GPL-3.0-or-later
// Reads files with DocumentReader, counts what is in them, and prints time and peak memory.
#include "core/input/reader.h"

#include <chrono>
#include <cstdio>

#include <sys/resource.h>

namespace {

class CountingSink final : public mxlens::DocumentSink {
public:
    void document(const mxlens::Document&) override { ++documents; }
    void notAReport(std::string_view, std::string) override { ++others; }
    void unreadable(std::string_view, mxlens::Error) override { ++unread; }
    unsigned long long documents = 0;
    unsigned long long others = 0;
    unsigned long long unread = 0;
};

} // namespace

int main(int argc, char** argv)
{
    const auto start = std::chrono::steady_clock::now();
    CountingSink sink;
    mxlens::DocumentReader reader(mxlens::Limits{});
    for (int i = 1; i < argc; ++i)
        reader.readFile(argv[i], {}, sink);
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("%llu documents, %llu others, %llu unreadable; %.2f s, %.1f MiB at most\n",
        sink.documents, sink.others, sink.unread, elapsed.count(),
        static_cast<double>(usage.ru_maxrss) / 1024);
    return 0;
}
