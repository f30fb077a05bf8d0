// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/tlsarecord.h"

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

// The elements of a JSON array of texts; nothing where the line is no such thing.
std::vector<std::string> innerRecords(std::string_view line)
{
    std::vector<std::string> records;
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_array())
        return records;
    for (const auto& element : json) {
        if (element.is_string())
            records.push_back(element.get<std::string>());
    }
    return records;
}

std::vector<std::string> recordTexts(std::string_view text)
{
    std::vector<std::string> records;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        std::vector<std::string> inner;
        if (line.starts_with('['))
            inner = innerRecords(line);
        if (!inner.empty())
            std::ranges::move(inner, std::back_inserter(records));
        else if (!line.empty())
            records.emplace_back(line);
    }
    return records;
}

/// Reads one record.
class Checker final {
public:
    Checker(TlsaCheck& check, std::size_t number)
        : m_check(check)
        , m_number(number)
    {
    }

    void run(std::string_view text)
    {
        TlsaRecord record;
        m_rest = text;
        if (!number("usage", record.usage) || !number("selector", record.selector)
            || !number("matching type", record.matching) || !hex(record))
            return;
        const bool known = fieldsAreKnown(record);
        if (known)
            fitness(record);
        m_check.records.push_back(std::move(record));
    }

private:
    std::string_view word()
    {
        m_rest = trimmed(m_rest);
        const std::size_t end = std::min(m_rest.find_first_of(" \t"), m_rest.size());
        const std::string_view found = m_rest.substr(0, end);
        m_rest.remove_prefix(end);
        return found;
    }

    bool number(const char* name, int& value)
    {
        const std::string_view text = word();
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (!text.empty() && fault == std::errc() && end == text.data() + text.size() && value >= 0
            && value <= 255)
            return true;
        note(FindingSeverity::Error, std::string("the ") + name + " is no number from 0 to 255",
            "A TLSA record is usage, selector, matching type and data: 3 1 1 followed by 64 "
            "hexadecimal digits");
        return false;
    }

    bool hex(TlsaRecord& record)
    {
        std::size_t words = 0;
        for (std::string_view part = word(); !part.empty(); part = word(), ++words)
            record.data += lowered(part);
        if (words > 1)
            note(FindingSeverity::Hint, "the data stands in several pieces",
                "Pieces are allowed in a zone file, not in a report (RFC 8460 section 4.5)");
        if (record.data.find_first_not_of("0123456789abcdef") != std::string::npos) {
            note(FindingSeverity::Error, "the data is not hexadecimal", "Write digits and a to f");
            return false;
        }
        if (record.data.empty() || record.data.size() % 2 != 0) {
            note(FindingSeverity::Error,
                record.data.empty() ? "the data is missing"
                                    : "the data has an odd number of hexadecimal digits",
                "Compute the digest again and publish all of it");
            return false;
        }
        return true;
    }

    bool fieldsAreKnown(const TlsaRecord& record)
    {
        if (record.usage > daneEe)
            note(FindingSeverity::Error, "there is no usage " + std::to_string(record.usage),
                "Use 3 (DANE-EE) or 2 (DANE-TA)");
        if (record.selector > publicKey)
            note(FindingSeverity::Error, "there is no selector " + std::to_string(record.selector),
                "Use 1 (public key) or 0 (whole certificate)");
        if (record.matching > lastMatching)
            note(FindingSeverity::Error,
                "there is no matching type " + std::to_string(record.matching), "Use 1 (SHA2-256)");
        return record.usage <= daneEe && record.selector <= publicKey
            && record.matching <= lastMatching;
    }

    void fitness(const TlsaRecord& record)
    {
        if (record.usage < daneTa)
            note(FindingSeverity::Error,
                "usage " + std::to_string(record.usage)
                    + " is not fit for SMTP: senders take the record as unusable",
                "Use 3 (DANE-EE) or 2 (DANE-TA), as RFC 7672 section 3.1.3 says");
        const std::size_t wanted = record.matching == 1 ? sha256Digits : sha512Digits;
        if (record.matching > 0 && record.data.size() != wanted)
            note(FindingSeverity::Error,
                "the digest has " + std::to_string(record.data.size()) + " hexadecimal digits, not "
                    + std::to_string(wanted),
                "Compute the digest again: matching type 1 is SHA2-256, 2 is SHA2-512");
        if (record.matching == 0)
            note(FindingSeverity::Warning, "the record holds the data itself, not a digest",
                "Use matching type 1: long records do not pass every resolver");
        else if (record.usage == daneEe && record.selector != publicKey)
            note(FindingSeverity::Hint, "the record changes with every renewed certificate",
                "With 3 1 1 it stays as long as the key does");
    }

    void note(FindingSeverity severity, std::string what, std::string advice)
    {
        m_check.findings.push_back({ severity, m_number, 0, std::move(what), std::move(advice) });
    }

    TlsaCheck& m_check;
    std::size_t m_number;
    std::string_view m_rest;
};

} // namespace

TlsaCheck checkTlsaRecords(std::string_view text)
{
    TlsaCheck check;
    std::size_t number = 0;
    for (const std::string& record : recordTexts(text))
        Checker(check, ++number).run(record);
    if (number == 0)
        check.findings.push_back({ FindingSeverity::Error, 0, 0, "there is no TLSA record", {} });
    return check;
}

std::string describe(const TlsaRecord& record)
{
    constexpr std::array<const char*, 4> usages{ "PKIX-TA", "PKIX-EE", "DANE-TA", "DANE-EE" };
    constexpr std::array<const char*, 2> selectors{ "whole certificate", "public key" };
    constexpr std::array<const char*, 3> matchings{ "the data itself", "SHA2-256", "SHA2-512" };
    const auto name = [](const auto& names, int value, const char* kind) {
        const auto index = static_cast<std::size_t>(value);
        return index < names.size() ? std::string(names[index])
                                    : std::string("unknown ") + kind + ' ' + std::to_string(value);
    };
    return name(usages, record.usage, "usage") + ", " + name(selectors, record.selector, "selector")
        + ", " + name(matchings, record.matching, "matching type");
}

} // namespace mxlens
