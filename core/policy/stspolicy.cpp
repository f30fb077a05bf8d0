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
constexpr std::string_view rightTerminators = "End every line with LF or CRLF";

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

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
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

std::string quoted(std::string_view text)
{
    constexpr std::size_t longest = 80;
    std::string shown(text.substr(0, longest));
    return '"' + shown + (text.size() > longest ? "...\"" : "\"");
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
    void note(FindingSeverity severity, std::size_t column, std::string what, std::string advice)
    {
        m_check.findings.push_back(
            { severity, m_line, column, std::move(what), std::move(advice) });
    }
    void error(std::size_t column, std::string what, std::string advice)
    {
        note(FindingSeverity::Error, column, std::move(what), std::move(advice));
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
        note(FindingSeverity::Warning, 0, "the text is longer than 64 KiB",
            "Shorten it: senders may stop reading there");
    if (!m_text.starts_with(byteOrderMark))
        return;
    m_line = 1;
    error(1, "a byte order mark stands before the first field",
        "Save the file as UTF-8 without a byte order mark");
    m_line = 0;
    m_text.remove_prefix(byteOrderMark.size());
}

void Checker::line(std::string_view line, bool last)
{
    if (m_line == 1 && trimmed(line).starts_with('<')) {
        m_markup = true;
        return error(1, "this is a web page, not a policy",
            "Serve the plain text of the policy at /.well-known/mta-sts.txt");
    }
    if (trimmed(line).empty()) {
        // One terminator behind the last field is allowed, and is no line of its own.
        return note(FindingSeverity::Warning, 0,
            last ? "blank line at the end" : "blank line between fields",
            "Delete the line: the grammar has no blank lines, and a strict sender refuses them");
    }
    if (line.find('\r') != std::string_view::npos)
        return error(
            line.find('\r') + 1, "a CR stands inside a line", std::string(rightTerminators));
    if (isBlank(line.front()))
        return error(
            1, "the line begins with a blank", "Begin the line with the name of the field");
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return error(0, "no colon: " + quoted(line), "Write each line as name: value");
    std::string_view name = line.substr(0, colon);
    if (isBlank(name.empty() ? 'x' : name.back())) {
        error(name.size(), "a blank stands before the colon", "Delete the blank");
        name = trimmed(name);
    }
    std::string_view value = line.substr(colon + 1);
    std::size_t column = colon + 2;
    while (!value.empty() && isBlank(value.front())) {
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
        note(FindingSeverity::Warning, 0,
            "the field " + std::string(fields.at(static_cast<std::size_t>(field)).first)
                + " stands here again: only the first one counts",
            "Delete the line");
    return first;
}

void Checker::field(std::string_view name, std::string_view value, std::size_t column)
{
    const auto* const known
        = std::ranges::find(fields, name, [](const auto& f) { return f.first; });
    const Field which = known == fields.end() ? Field::Other : known->second;
    if (which != Field::Version && m_fieldsRead++ == 0)
        note(FindingSeverity::Hint, 0, "the policy does not begin with its version",
            "Put version: STSv1 first: the order is free, but some senders look for it there");
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
        return error(1, quoted(name) + " is not the name of a field",
            "Write " + std::string(meant->first) + ", in exactly these letters");
    const bool wellFormed = !name.empty() && name.size() <= longestName && isName(name.front())
        && std::ranges::all_of(
            name, [&isName](char c) { return isName(c) || c == '_' || c == '-' || c == '.'; });
    if (!wellFormed)
        return error(1, quoted(name) + " cannot be the name of a field",
            "A name has up to 32 letters, digits, underscores, hyphens and dots");
    if (value.empty())
        return error(column, "the field " + std::string(name) + " has no value", "Delete the line");
    const bool printable
        = std::ranges::none_of(value, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; });
    if (!printable || !isUtf8(value))
        return error(column,
            "the value of " + std::string(name) + " has characters that are not allowed",
            "Delete the line");
    note(FindingSeverity::Hint, 0, "senders ignore the field " + std::string(name), {});
}

void Checker::version(std::string_view value, std::size_t column)
{
    if (firstOf(Field::Version) && value != "STSv1")
        error(column, "the version is " + quoted(value),
            "Write STSv1, in exactly these letters: there is no other version");
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
        error(column, "the mode is " + quoted(value), "Write enforce, testing or none");
    else
        error(column, "the mode " + quoted(value) + " is not in lower case",
            "Write " + lowered(value));
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
        return error(column, "max_age is " + quoted(value),
            "Write a whole number of seconds, such as 604800 for a week");
    if (fault != std::errc() || end != value.data() + value.size() || seconds > longestMaxAge)
        return error(
            column, "max_age is more than 31557600 seconds (a year)", "Write 31557600 or less");
    if (value.size() > mostDigits)
        note(FindingSeverity::Warning, column, "max_age has more than 8 digits",
            "Write it without leading zeros");
    m_check.policy.maxAge = seconds;
    m_maxAgeLine = m_line;
}

void Checker::mx(std::string_view value, std::size_t column)
{
    const std::string fault = mxValueFault(value);
    if (!fault.empty()) {
        std::string advice = "Write one host name, or *. and a domain for all hosts right below it";
        if (fault.find("more than one") != std::string::npos)
            advice = "Give each MX a line of its own, without preference";
        return error(column, "the MX " + quoted(value) + ' ' + fault, std::move(advice));
    }
    auto& patterns = m_check.policy.mx;
    const auto same = [value](const std::string& other) { return equalIgnoringCase(other, value); };
    if (std::ranges::any_of(patterns, same))
        return note(FindingSeverity::Hint, column, "the MX " + quoted(value) + " stands here again",
            "Delete the line");
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
        note(FindingSeverity::Warning, 0, "max_age is less than a day",
            "Write a week (604800) or more: an attacker only has to wait until senders forget "
            "the policy");
    else
        note(FindingSeverity::Hint, 0, "max_age is less than a week",
            "RFC 8461 expects weeks or more");
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
        error(0, "the version is missing", "Add the line version: STSv1");
    if (missing(Field::Mode))
        error(0, "the mode is missing", "Add the line mode: testing, or enforce, or none");
    if (missing(Field::MaxAge))
        error(0, "max_age is missing", "Add the line max_age: 604800, or more seconds");
    if (missing(Field::Mx) && m_check.policy.mode != PolicyMode::None)
        error(0, "no MX is named", "Add a line mx: with the name of each MX of the domain");
}

} // namespace

StsPolicyCheck checkStsPolicy(std::string_view text)
{
    return Checker(text).run();
}

} // namespace mxlens
