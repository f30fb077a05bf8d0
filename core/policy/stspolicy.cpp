// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/stspolicy.h"

#include "core/policy/domainname.h"
#include "core/report/names.h"
#include "core/report/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace mxlens {

namespace {

constexpr std::size_t suggestedSize = 64 * 1024; // RFC 8461 section 3.3
constexpr std::int64_t oneDay = 86400;
constexpr std::int64_t oneWeek = 7 * oneDay;
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

enum class Field { Version, Mode, MaxAge, Mx, Other };

constexpr std::array<std::pair<std::string_view, Field>, 4> fields{ {
    { "version", Field::Version },
    { "mode", Field::Mode },
    { "max_age", Field::MaxAge },
    { "mx", Field::Mx },
} };

// A name as people vary it: `Max-Age` is meant to be `max_age`.
std::string alike(std::string_view name)
{
    std::string plain;
    for (const char c : lowered(name)) {
        if (c != '_' && c != '-' && c != ' ')
            plain += c;
    }
    return plain;
}

bool isUtf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Step step = utf8At(text, at);
        if (!step.valid)
            return false;
        at += step.length;
    }
    return true;
}

// A value of the policy as a finding shows it.
std::string shortened(std::string_view text)
{
    constexpr std::size_t longest = 80;
    std::string shown(text.substr(0, longest));
    return text.size() > longest ? shown + "..." : shown;
}

/// Reads one policy text.
class Checker final {
public:
    explicit Checker(std::string_view text)
        : m_text(text)
    {
    }

    StsPolicyCheck run();

private:
    void begin();
    void line(std::string_view line, bool last);
    void field(std::string_view name, std::string_view value, std::size_t column);
    void extension(std::string_view name, std::string_view value, std::size_t column);
    void version(std::string_view value, std::size_t column);
    void mode(std::string_view value, std::size_t column);
    void maxAge(std::string_view value, std::size_t column);
    void mx(std::string_view value, std::size_t column);
    void shortMaxAge(std::size_t line);
    void whole();
    bool firstOf(Field field);
    // length: bytes from column on; 0 to the end of the line.
    void note(FindingSeverity severity, std::size_t column, std::size_t length, FindingKind kind,
        std::vector<std::string> values = {})
    {
        m_check.findings.push_back({ severity, m_line, column, length, kind, std::move(values) });
    }
    void error(std::size_t column, std::size_t length, FindingKind kind,
        std::vector<std::string> values = {})
    {
        note(FindingSeverity::Error, column, length, kind, std::move(values));
    }

    std::string_view m_text;
    StsPolicyCheck m_check;
    std::size_t m_line = 0;
    std::size_t m_fieldsRead = 0;
    std::size_t m_maxAgeLine = 0;
    std::array<bool, fields.size()> m_seen{};
    bool m_markup = false;
};

StsPolicyCheck Checker::run()
{
    begin();
    while (!m_text.empty() && !m_markup) {
        ++m_line;
        const std::size_t end = std::min(m_text.find('\n'), m_text.size());
        const bool last = end + 1 >= m_text.size();
        std::string_view content = m_text.substr(0, end);
        if (content.ends_with('\r') && end < m_text.size())
            content.remove_suffix(1);
        line(content, last);
        m_text.remove_prefix(std::min(end + 1, m_text.size()));
    }
    whole();
    return std::move(m_check);
}

void Checker::begin()
{
    if (m_text.size() > suggestedSize)
        note(FindingSeverity::Warning, 0, 0, FindingKind::LongPolicy);
    if (!m_text.starts_with(byteOrderMark))
        return;
    m_line = 1;
    error(1, byteOrderMark.size(), FindingKind::ByteOrderMark);
    m_line = 0;
    m_text.remove_prefix(byteOrderMark.size());
}

void Checker::line(std::string_view line, bool last)
{
    if (m_line == 1 && trimmed(line).starts_with('<')) {
        m_markup = true;
        return error(1, line.size(), FindingKind::WebPage);
    }
    if (trimmed(line).empty()) {
        // One terminator behind the last field is allowed, and is no line of its own.
        return note(FindingSeverity::Warning, 0, 0,
            last ? FindingKind::BlankLineAtEnd : FindingKind::BlankLine);
    }
    if (line.find('\r') != std::string_view::npos)
        return error(line.find('\r') + 1, 1, FindingKind::StrayCr);
    if (isWsp(line.front()))
        return error(1, 1, FindingKind::LineBeginsWithBlank);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return error(0, 0, FindingKind::NoColon, { shortened(line) });
    std::string_view name = line.substr(0, colon);
    if (isWsp(name.empty() ? 'x' : name.back())) {
        error(name.size(), 1, FindingKind::BlankBeforeColon);
        name = trimmed(name);
    }
    std::string_view value = line.substr(colon + 1);
    std::size_t column = colon + 2;
    while (!value.empty() && isWsp(value.front())) {
        value.remove_prefix(1);
        ++column;
    }
    field(name, trimmed(value), column);
}

bool Checker::firstOf(Field field)
{
    bool& seen = m_seen.at(static_cast<std::size_t>(field));
    const bool first = !std::exchange(seen, true);
    if (!first)
        note(FindingSeverity::Warning, 0, 0, FindingKind::FieldAgain,
            { std::string(fields.at(static_cast<std::size_t>(field)).first) });
    return first;
}

void Checker::field(std::string_view name, std::string_view value, std::size_t column)
{
    const auto* const known
        = std::ranges::find(fields, name, [](const auto& f) { return f.first; });
    const Field which = known == fields.end() ? Field::Other : known->second;
    if (which != Field::Version && m_fieldsRead++ == 0)
        note(FindingSeverity::Hint, 0, 0, FindingKind::VersionNotFirst);
    switch (which) {
    case Field::Version:
        ++m_fieldsRead;
        return version(value, column);
    case Field::Mode:
        return mode(value, column);
    case Field::MaxAge:
        return maxAge(value, column);
    case Field::Mx:
        m_seen.at(static_cast<std::size_t>(Field::Mx)) = true;
        return mx(value, column);
    case Field::Other:
        return extension(name, value, column);
    }
}

void Checker::extension(std::string_view name, std::string_view value, std::size_t column)
{
    constexpr std::size_t longestName = 32;
    const auto isName = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    const auto* const meant
        = std::ranges::find(fields, alike(name), [](const auto& f) { return alike(f.first); });
    if (meant != fields.end())
        return error(1, name.size(), FindingKind::MisspeltField,
            { shortened(name), std::string(meant->first) });
    const bool wellFormed = !name.empty() && name.size() <= longestName && isName(name.front())
        && std::ranges::all_of(
            name, [&isName](char c) { return isName(c) || c == '_' || c == '-' || c == '.'; });
    if (!wellFormed)
        return error(1, name.size(), FindingKind::BadFieldName, { shortened(name) });
    if (value.empty())
        return error(0, 0, FindingKind::FieldWithoutValue, { std::string(name) });
    const bool printable
        = std::ranges::none_of(value, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; });
    if (!printable || !isUtf8(value))
        return error(column, value.size(), FindingKind::OddFieldValue, { std::string(name) });
    note(FindingSeverity::Hint, 0, 0, FindingKind::IgnoredField, { std::string(name) });
}

void Checker::version(std::string_view value, std::size_t column)
{
    if (firstOf(Field::Version) && value != "STSv1")
        error(column, value.size(), FindingKind::WrongVersion, { shortened(value) });
}

void Checker::mode(std::string_view value, std::size_t column)
{
    if (!firstOf(Field::Mode))
        return;
    const PolicyMode mode = policyModeOf(value);
    const bool exact = value == "enforce" || value == "testing" || value == "none";
    if (exact)
        m_check.policy.mode = mode;
    else if (mode == PolicyMode::Other || mode == PolicyMode::Absent)
        error(column, value.size(), FindingKind::WrongMode, { shortened(value) });
    else
        error(column, value.size(), FindingKind::ModeCase,
            { std::string(value), std::string(policyModeName(mode)) });
}

void Checker::maxAge(std::string_view value, std::size_t column)
{
    if (!firstOf(Field::MaxAge))
        return;
    constexpr std::size_t mostDigits = 8; // erratum 7282; RFC 8461 itself says 10
    std::int64_t seconds = 0;
    const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), seconds);
    const bool digits
        = !value.empty() && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits)
        return error(column, value.size(), FindingKind::MaxAgeNoNumber, { shortened(value) });
    if (fault != std::errc() || end != value.data() + value.size() || seconds > longestMaxAge)
        return error(column, value.size(), FindingKind::MaxAgeTooLong);
    if (value.size() > mostDigits)
        note(FindingSeverity::Warning, column, value.size(), FindingKind::MaxAgeDigits);
    m_check.policy.maxAge = seconds;
    m_maxAgeLine = m_line;
}

void Checker::mx(std::string_view value, std::size_t column)
{
    if (std::optional<Finding> fault = mxValueFault(value))
        return error(column, value.size(), fault->kind, std::move(fault->values));
    auto& patterns = m_check.policy.mx;
    const auto same = [value](const std::string& other) { return equalIgnoringCase(other, value); };
    if (std::ranges::any_of(patterns, same))
        return note(FindingSeverity::Hint, column, value.size(), FindingKind::MxAgain,
            { std::string(value) });
    patterns.emplace_back(value);
}

void Checker::shortMaxAge(std::size_t line)
{
    const std::int64_t seconds = m_check.policy.maxAge.value_or(oneWeek);
    // A policy that is being taken back has to be short (RFC 8461 section 8.3).
    if (m_check.policy.mode == PolicyMode::None || seconds >= oneWeek)
        return;
    m_line = line;
    if (seconds < oneDay)
        note(FindingSeverity::Warning, 0, 0, FindingKind::MaxAgeUnderDay);
    else
        note(FindingSeverity::Hint, 0, 0, FindingKind::MaxAgeUnderWeek);
}

void Checker::whole()
{
    shortMaxAge(m_maxAgeLine);
    std::ranges::stable_sort(m_check.findings, {}, &Finding::line);
    m_line = 0;
    if (m_markup)
        return;
    const auto missing
        = [this](Field field) { return !m_seen.at(static_cast<std::size_t>(field)); };
    if (missing(Field::Version))
        error(0, 0, FindingKind::VersionMissing);
    if (missing(Field::Mode))
        error(0, 0, FindingKind::ModeMissing);
    if (missing(Field::MaxAge))
        error(0, 0, FindingKind::MaxAgeMissing);
    if (missing(Field::Mx) && m_check.policy.mode != PolicyMode::None)
        error(0, 0, FindingKind::MxMissing);
}

} // namespace

StsPolicyCheck checkStsPolicy(std::string_view text)
{
    return Checker(text).run();
}

} // namespace mxlens
