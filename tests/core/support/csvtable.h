// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens::testing {

/// The fields of RFC 4180 CSV, read the plain way: rows of fields, the header first.
inline std::vector<std::vector<std::string>> csvFields(std::string_view text, char separator = ',')
{
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row;
    std::string field;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && text.substr(i + 1).starts_with('"')) {
            field += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == separator) {
            row.push_back(std::move(field));
            field.clear();
        } else if (!quoted && c == '\r') {
            row.push_back(std::move(field));
            field.clear();
            rows.push_back(std::move(row));
            row.clear();
            ++i;
        } else {
            field += c;
        }
    }
    return rows;
}

/// The same as rows by column name.
inline std::vector<std::map<std::string, std::string>> csvRows(
    std::string_view text, char separator = ',')
{
    std::vector<std::map<std::string, std::string>> named;
    const auto rows = csvFields(text, separator);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        auto& row = named.emplace_back();
        for (std::size_t column = 0; column < rows[i].size(); ++column)
            row[rows.front().at(column)] = rows[i][column];
    }
    return named;
}

} // namespace mxlens::testing
