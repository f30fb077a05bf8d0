// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/tlsarecord.h"

#include "core/policy/recordtext.h"
#include "core/report/names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace mxlens {

namespace {

constexpr int daneTa = 2;
constexpr int daneEe = 3;
constexpr int publicKey = 1;
constexpr int lastMatching = 2;
constexpr std::size_t sha256Digits = 64;
constexpr std::size_t sha512Digits = 128;

/// A word of a record and where it stands.
struct Word {
    std::string text;
    std::size_t line = 0; ///< From 1.
    std::size_t column = 0; ///< Byte in that line, from 1; 0 where nobody can say.
};
using Words = std::vector<Word>;

void appendWords(Words& words, std::string_view text, std::size_t line, std::size_t column)
{
    constexpr std::string_view apart = " \t\r\"";
    std::size_t at = text.find_first_not_of(apart);
    while (at != std::string_view::npos) {
        const std::size_t end = std::min(text.find_first_of(apart, at), text.size());
        words.push_back(
            { std::string(text.substr(at, end - at)), line, column == 0 ? 0 : column + at });
        at = text.find_first_not_of(apart, end);
    }
}

// The elements of a JSON array of texts, as Microsoft writes them into one string; nothing where
// the line is no such thing.
std::vector<Words> innerRecords(std::string_view line, std::size_t number)
{
    std::vector<Words> records;
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_array())
        return records;
    std::size_t from = 0;
    for (const auto& element : json) {
        if (!element.is_string())
            continue;
        const auto& text = element.get_ref<const std::string&>();
        const std::size_t place = line.find(text, from);
        const bool found = place != std::string_view::npos;
        Words words;
        appendWords(words, text, number, found ? place + 1 : 0);
        if (found)
            from = place + text.size();
        if (!words.empty())
            records.push_back(std::move(words));
    }
    return records;
}

/// Splits a text into records: one a line, or over several lines in parentheses, with or without
/// what a zone file has before the data, and comments.
class RecordReader final {
public:
    std::vector<Words> run(std::string_view text)
    {
        while (!text.empty()) {
            ++m_number;
            const std::size_t end = std::min(text.find('\n'), text.size());
            line(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        close();
        return std::move(m_records);
    }

private:
    void line(std::string_view line)
    {
        if (trimmed(line).starts_with('[')) {
            std::vector<Words> inner = innerRecords(line, m_number);
            if (!inner.empty()) {
                close();
                std::ranges::move(inner, std::back_inserter(m_records));
                return;
            }
        }
        line = line.substr(0, line.find(';'));
        std::string_view owner;
        std::size_t from = m_open ? 0 : ownerLength(line, owner);
        while (from < line.size()) {
            const std::size_t end = std::min(line.find_first_of("()", from), line.size());
            appendWords(m_words, line.substr(from, end - from), m_number, from + 1);
            if (end < line.size())
                m_open = line[end] == '(';
            from = end + 1;
        }
        if (!m_open)
            close();
    }
    void close()
    {
        if (!m_words.empty())
            m_records.push_back(std::exchange(m_words, {}));
    }

    std::vector<Words> m_records;
    Words m_words;
    std::size_t m_number = 0;
    bool m_open = false; ///< Inside parentheses.
};

/// Reads one record.
class Checker final {
public:
    Checker(TlsaCheck& check, const Words& words)
        : m_check(check)
        , m_words(words)
    {
    }

    void run()
    {
        TlsaRecord record;
        if (!number(FindingKind::UsageNoNumber, record.usage)
            || !number(FindingKind::SelectorNoNumber, record.selector)
            || !number(FindingKind::MatchingNoNumber, record.matching) || !hex(record))
            return;
        if (fieldsAreKnown(record))
            fitness(record);
        m_check.records.push_back(std::move(record));
    }

private:
    bool number(FindingKind kind, int& value)
    {
        if (m_next == m_words.size()) {
            note(FindingSeverity::Error, m_words.size() - 1, kind);
            return false;
        }
        const std::string& text = m_words[m_next].text;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (fault == std::errc() && end == text.data() + text.size() && value >= 0
            && value <= 255) {
            ++m_next;
            return true;
        }
        note(FindingSeverity::Error, m_next, kind);
        return false;
    }

    bool hex(TlsaRecord& record)
    {
        if (m_next == m_words.size()) {
            note(FindingSeverity::Error, m_next - 1, FindingKind::DataMissing);
            return false;
        }
        if (m_words.size() - m_next > 1)
            note(FindingSeverity::Hint, m_next, FindingKind::DataInPieces);
        for (std::size_t i = m_next; i < m_words.size(); ++i) {
            const std::string part = lowered(m_words[i].text);
            record.data += part;
            if (part.find_first_not_of("0123456789abcdef") != std::string::npos) {
                note(FindingSeverity::Error, i, FindingKind::DataNotHex);
                return false;
            }
        }
        if (record.data.size() % 2 != 0) {
            note(FindingSeverity::Error, m_next, FindingKind::DataOddDigits);
            return false;
        }
        return true;
    }

    bool fieldsAreKnown(const TlsaRecord& record)
    {
        const auto unknown = [this](std::size_t word, FindingKind kind, int value) {
            note(FindingSeverity::Error, word, kind, { std::to_string(value) });
        };
        if (record.usage > daneEe)
            unknown(0, FindingKind::UnknownUsage, record.usage);
        if (record.selector > publicKey)
            unknown(1, FindingKind::UnknownSelector, record.selector);
        if (record.matching > lastMatching)
            unknown(2, FindingKind::UnknownMatching, record.matching);
        return record.usage <= daneEe && record.selector <= publicKey
            && record.matching <= lastMatching;
    }

    void fitness(const TlsaRecord& record)
    {
        if (record.usage < daneTa)
            note(FindingSeverity::Error, 0, FindingKind::UsageUnfit,
                { std::to_string(record.usage) });
        const std::size_t wanted = record.matching == 1 ? sha256Digits : sha512Digits;
        if (record.matching > 0 && record.data.size() != wanted)
            note(FindingSeverity::Error, m_next, FindingKind::DigestLength,
                { std::to_string(record.data.size()), std::to_string(wanted) });
        if (record.matching == 0)
            note(FindingSeverity::Warning, 2, FindingKind::DataItself);
        else if (record.usage == daneEe && record.selector != publicKey)
            note(FindingSeverity::Hint, 1, FindingKind::ChangesWithCertificate);
    }

    void note(FindingSeverity severity, std::size_t word, FindingKind kind,
        std::vector<std::string> values = {})
    {
        const Word& at = m_words[word];
        m_check.findings.push_back({ severity, at.line, at.column,
            at.column == 0 ? 0 : at.text.size(), kind, std::move(values) });
    }

    TlsaCheck& m_check;
    const Words& m_words;
    std::size_t m_next = 0; ///< The word to be read.
};

} // namespace

TlsaCheck checkTlsaRecords(std::string_view text)
{
    TlsaCheck check;
    const std::vector<Words> records = RecordReader().run(text);
    for (const Words& words : records)
        Checker(check, words).run();
    if (records.empty())
        check.findings.push_back(
            { FindingSeverity::Error, 0, 0, 0, FindingKind::NoTlsaRecord, {} });
    return check;
}

std::string describe(const TlsaRecord& record, Language language)
{
    constexpr std::array<const char*, 4> usages{ "PKIX-TA", "PKIX-EE", "DANE-TA", "DANE-EE" };
    constexpr std::array<const char*, 2> selectors{ "whole certificate", "public key" };
    constexpr std::array<const char*, 2> selectores{ "certificado entero", "clave pública" };
    const bool spanish = language == Language::Spanish;
    const std::array<const char*, 3> matchings{ spanish ? "los datos mismos" : "the data itself",
        "SHA2-256", "SHA2-512" };
    const auto name
        = [spanish](const auto& names, int value, const char* english, const char* other) {
              const auto index = static_cast<std::size_t>(value);
              if (index < names.size())
                  return std::string(names[index]);
              return (spanish ? other + std::string(" desconocido ")
                              : std::string("unknown ") + english + ' ')
                  + std::to_string(value);
          };
    return name(usages, record.usage, "usage", "uso") + ", "
        + name(spanish ? selectores : selectors, record.selector, "selector", "selector") + ", "
        + name(matchings, record.matching, "matching type", "tipo de coincidencia");
}

} // namespace mxlens
