// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/sqliteform.h"

#include "core/store/segmentcopy.h"

#include <sqlite3.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <functional>
#include <type_traits>
#include <vector>

namespace mxlens::bench {

namespace {

/// A database that says what it refuses.
class Database final {
public:
    explicit Database(const std::string& path)
        : m_ok(sqlite3_open(path.c_str(), &m_database) == SQLITE_OK)
    {
    }
    ~Database() { sqlite3_close(m_database); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    bool ok() const { return m_ok; }
    void run(const std::string& text)
    {
        forEach(text, [](sqlite3_stmt*) {});
    }
    /// Runs a statement and calls each with every row of its answer.
    template <typename Each> void forEach(const std::string& text, const Each& each)
    {
        Statement statement(*this, text);
        int status = SQLITE_DONE;
        while (m_ok && (status = sqlite3_step(statement.get())) == SQLITE_ROW)
            each(statement.get());
        check(status);
    }
    /// Runs a statement once for each row that bind fills in.
    template <typename Bind>
    void forRows(const std::string& text, std::size_t rows, const Bind& bind)
    {
        Statement statement(*this, text);
        for (std::size_t row = 0; m_ok && row < rows; ++row) {
            bind(row, statement.get());
            check(sqlite3_step(statement.get()));
            sqlite3_reset(statement.get());
        }
    }

private:
    class Statement final {
    public:
        Statement(Database& database, const std::string& text)
        {
            if (database.m_ok)
                database.check(sqlite3_prepare_v2(
                    database.m_database, text.c_str(), -1, &m_statement, nullptr));
        }
        ~Statement() { sqlite3_finalize(m_statement); }
        Statement(const Statement&) = delete;
        Statement& operator=(const Statement&) = delete;
        sqlite3_stmt* get() const { return m_statement; }

    private:
        sqlite3_stmt* m_statement = nullptr;
    };

    void check(int status)
    {
        if (!m_ok || status == SQLITE_OK || status == SQLITE_DONE)
            return;
        std::fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(m_database));
        m_ok = false;
    }

    sqlite3* m_database = nullptr;
    bool m_ok;
};

void bindBytes(sqlite3_stmt* statement, int at, const void* bytes, std::size_t size)
{
    sqlite3_bind_blob64(statement, at, bytes, size, SQLITE_STATIC);
}

template <typename T> void takeBytes(sqlite3_stmt* statement, int at, T& to)
{
    if (static_cast<std::size_t>(sqlite3_column_bytes(statement, at)) == sizeof to)
        std::memcpy(&to, sqlite3_column_blob(statement, at), sizeof to);
}

template <typename T> void bindValue(sqlite3_stmt* statement, int at, const T& value)
{
    if constexpr (std::is_same_v<T, ContentKey>)
        bindBytes(statement, at, &value, sizeof value);
    else if constexpr (std::is_same_v<T, Count>)
        value.known() ? sqlite3_bind_int64(statement, at, value.valueOr(0))
                      : sqlite3_bind_null(statement, at);
    else
        sqlite3_bind_int64(statement, at, static_cast<sqlite3_int64>(value));
}

template <typename T> T valueAt(sqlite3_stmt* statement, int at)
{
    if constexpr (std::is_same_v<T, ContentKey>) {
        T value{};
        takeBytes(statement, at, value);
        return value;
    } else if constexpr (std::is_same_v<T, Count>) {
        return sqlite3_column_type(statement, at) == SQLITE_NULL
            ? Count()
            : Count(sqlite3_column_int64(statement, at));
    } else {
        return static_cast<T>(sqlite3_column_int64(statement, at));
    }
}

/// One column of a segment to those that know not what it holds.
struct Cell {
    void* column;
    void (*bind)(const void* column, std::size_t row, sqlite3_stmt*, int at);
    void (*take)(void* column, sqlite3_stmt*, int at);
};

/// A group of rows as a table. Of a First column it holds where each range ends.
struct Table {
    std::string name, columns, marks;
    std::vector<Cell> cells;
};

template <typename Column, std::size_t behind> Cell cellOf(Column& column)
{
    return { &column,
        [](const void* from, std::size_t row, sqlite3_stmt* statement, int at) {
            bindValue(statement, at, (*static_cast<const Column*>(from))[row + behind]);
        },
        [](void* to, sqlite3_stmt* statement, int at) {
            using Value = std::decay_t<decltype(std::declval<const Column&>()[0])>;
            static_cast<Column*>(to)->push_back(valueAt<Value>(statement, at));
        } };
}

std::array<Table, columnGroupCount> tablesOf(Segment& segment)
{
    std::array<Table, columnGroupCount> tables;
    visitColumns(
        [&tables](const ColumnInfo& info, auto& column) {
            if (info.role == ColumnRole::Parent)
                return; // as in the index: it follows from First
            Table& table = tables[indexOf(info.group)];
            const std::string name = info.name;
            const std::size_t dot = name.find('.');
            table.name = name.substr(0, dot);
            table.columns += (table.cells.empty() ? "\"" : ", \"") + name.substr(dot + 1) + '"';
            table.marks += table.cells.empty() ? "?" : ", ?";
            using Column = std::decay_t<decltype(column)>;
            table.cells.push_back(info.role == ColumnRole::First ? cellOf<Column, 1>(column)
                                                                 : cellOf<Column, 0>(column));
        },
        segment);
    return tables;
}

void writeTexts(Database& database, const StringPool& texts)
{
    database.run("CREATE TABLE texts (text BLOB)");
    database.forRows("INSERT INTO texts VALUES (?)", texts.size() - 1,
        [&texts](std::size_t row, sqlite3_stmt* statement) {
            const std::string_view text = texts.text(static_cast<StringId>(row + 1));
            bindBytes(statement, 1, text.data(), text.size());
        });
}

void writeAddresses(Database& database, const AddressPool& addresses)
{
    database.run("CREATE TABLE addresses (bytes BLOB, kind INTEGER, written INTEGER)");
    database.forRows("INSERT INTO addresses VALUES (?, ?, ?)", addresses.size() - 1,
        [&addresses](std::size_t row, sqlite3_stmt* statement) {
            const AddressEntry& entry = addresses.entry(static_cast<AddressId>(row + 1));
            bindBytes(statement, 1, entry.bytes.data(), entry.bytes.size());
            bindValue(statement, 2, entry.kind);
            bindValue(statement, 3, entry.written);
        });
}

} // namespace

bool writeSqlite(const std::string& path, const FormRows& from)
{
    Database database(path);
    database.run("PRAGMA journal_mode = OFF");
    database.run("PRAGMA synchronous = OFF");
    database.run("BEGIN");
    writeTexts(database, *from.texts);
    writeAddresses(database, *from.addresses);
    const RowCounts counts = rowCounts(*from.rows);
    const auto tables = tablesOf(*from.rows);
    for (std::size_t group = 0; group < tables.size(); ++group) {
        const Table& table = tables[group];
        database.run("CREATE TABLE " + table.name + " (" + table.columns + ")");
        database.forRows("INSERT INTO " + table.name + " VALUES (" + table.marks + ")",
            counts[group], [&table](std::size_t row, sqlite3_stmt* statement) {
                int at = 0;
                for (const Cell& cell : table.cells)
                    cell.bind(cell.column, row, statement, ++at);
            });
    }
    database.run("COMMIT");
    return database.ok();
}

FormRows readSqlite(const std::string& path)
{
    Database database(path);
    database.run("PRAGMA mmap_size = 17179869184");
    FormRows made{ std::make_shared<StringPool>(), std::make_shared<AddressPool>(),
        std::make_shared<Segment>() };
    database.forEach("SELECT text FROM texts ORDER BY rowid", [&made](sqlite3_stmt* statement) {
        const void* const bytes = sqlite3_column_blob(statement, 0);
        made.texts->append({ static_cast<const char*>(bytes),
            static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)) });
    });
    database.forEach("SELECT bytes, kind, written FROM addresses ORDER BY rowid",
        [&made](sqlite3_stmt* statement) {
            AddressEntry entry;
            takeBytes(statement, 0, entry.bytes);
            entry.kind = valueAt<AddressEntry::Kind>(statement, 1);
            entry.written = valueAt<StringId>(statement, 2);
            made.addresses->intern(entry);
        });
    for (const Table& table : tablesOf(*made.rows))
        database.forEach("SELECT " + table.columns + " FROM " + table.name + " ORDER BY rowid",
            [&table](sqlite3_stmt* statement) {
                int at = 0;
                for (const Cell& cell : table.cells)
                    cell.take(cell.column, statement, at++);
            });
    fillParents(*made.rows);
    return database.ok() ? made : FormRows{};
}

} // namespace mxlens::bench
