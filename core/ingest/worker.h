// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/ingestshared.h"
#include "core/ingest/rowwriter.h"
#include "core/input/reader.h"
#include "core/input/smallfiles.h"
#include "core/report/parser.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace mxlens {

/// Reads from the work list until nothing is left, then members of containers that others opened:
/// documents from files, reports from documents, rows from reports. One thread.
class IngestWorker final : private DocumentSink, private MemberSink {
public:
    IngestWorker(IngestShared& shared, std::stop_token stop);
    ~IngestWorker() override;

    /// Reads files until none is left, then what is no file; then helps. threads: how many workers
    /// there are.
    void run(unsigned threads);
    /// Reads files until none is left.
    void readFiles(unsigned threads);
    /// Reads members that others found until there are none left, beginning with first.
    void help(std::unique_ptr<MemberBatch> first);
    /// Reads one small file before the walk has ended; its rows become one part of the store. False
    /// where it is left for later.
    bool readEarly(const std::string& path);
    /// State of the file that was read last, before it was read; nothing where its rows must not be
    /// kept.
    std::optional<FileState> stateToKeep() const;

private:
    void document(const Document& document) override;
    void notAReport(std::string_view inner, std::string reason) override;
    void unreadable(std::string_view inner, Error error) override;
    MemberSink* members() override;
    bool member(const Member& member) override;
    bool settle() override;

    void readBatch(WorkList::Batch batch, SmallFiles& small);
    void readFile(std::size_t file, SmallFiles& small);
    void readMemory(const MemoryInput& input, std::size_t number);
    void beginOrigin(std::optional<std::size_t> file, std::string_view path);
    void finishMembers();
    void countItem();
    void countPart(std::int64_t part);
    void handOver();
    void readMembers(MemberRows& read, const std::shared_ptr<Spending>& spending);
    void addRows(MemberRows& read);
    void conclude(MemberRows read);
    void readAndReturn(std::unique_ptr<MemberBatch> batch);

    IngestShared& m_shared;
    std::stop_token m_stop;
    ReportParser m_parser;
    DocumentReader m_reader;
    RowWriter m_rows;
    bool m_early = false; ///< Reading before the walk has ended.
    std::shared_ptr<MemberOrigin> m_origin; ///< The file at hand; null until it has members.
    std::optional<std::size_t> m_file; ///< Of the file at hand, as in MemberOrigin.
    std::string_view m_path;
    std::unique_ptr<MemberBatch> m_batch; ///< Being filled from the file at hand; may be null.
    /// For members, which may have to be read in the middle of a file; made when first needed.
    struct Helping;
    std::unique_ptr<Helping> m_helping;
    std::int64_t m_part = 0; ///< Of the file at hand, as it was counted.
    std::int64_t m_began = 0; ///< When the file at hand was begun, by fileTimeNow().
};

} // namespace mxlens
