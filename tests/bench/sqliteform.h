// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/segment.h"

#include <memory>
#include <string>

namespace mxlens::bench {

/// The rows of an index in memory, with their texts and addresses. Null pointers where it could not
/// be read.
struct FormRows {
    std::shared_ptr<StringPool> texts;
    std::shared_ptr<AddressPool> addresses;
    std::shared_ptr<Segment> rows; ///< All of them, with ids that are not packed.
};

/// Writes rows to a SQLite file: a table for each group of rows, with the columns that the index
/// has, one of texts and one of addresses; no journal. False, and a line on standard error, where
/// SQLite refuses.
bool writeSqlite(const std::string& path, const FormRows& from);

/// Reads all of that back, mapped, by one query for each table.
FormRows readSqlite(const std::string& path);

} // namespace mxlens::bench
