// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/filter.h"

#include "core/report/count.h"
#include "core/report/names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <utility>

namespace mxlens {

namespace {

/// Whether it looks like YYYY-MM-DD, whatever the numbers are.
bool isWrittenAsDay(std::string_view text)
{
    constexpr std::string_view form = "0000-00-00";
    return text.size() == form.size()
        && std::equal(text.begin(), text.end(), form.begin(),
            [](char c, char wanted) { return wanted == '-' ? c == '-' : c >= '0' && c <= '9'; });
}

struct KeyName {
    std::string_view name;
    FilterKey key;
};

constexpr std::array<KeyName, 14> keyNames{ {
    { "domain", FilterKey::Domain },
    { "mx", FilterKey::Mx },
    { "org", FilterKey::Org },
    { "result", FilterKey::Result },
    { "type", FilterKey::Type },
    { "mode", FilterKey::Mode },
    { "ip", FilterKey::Ip },
    { "reason", FilterKey::Reason },
    { "report", FilterKey::Report },
    { "source", FilterKey::Source },
    { "after", FilterKey::After },
    { "before", FilterKey::Before },
    { "failures", FilterKey::Failures },
    { "sessions", FilterKey::Sessions },
} };

constexpr auto allKeys = [] {
    std::array<FilterKey, keyNames.size()> keys{};
    for (std::size_t i = 0; i < keys.size(); ++i)
        keys[i] = keyNames[i].key;
    return keys;
}();

// How many letters have to be exchanged, added, left out or swapped with the next one to make one
// word of the other.
std::size_t typosBetween(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> beforeLast;
    std::vector<std::size_t> last;
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{ 0 });
    for (std::size_t i = 1; i <= a.size(); ++i) {
        beforeLast = std::exchange(last, row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = a[i - 1] == b[j - 1];
            row[j] = std::min({ last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1) });
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped)
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
    }
    return row.back();
}

// The key that was probably meant; empty where the word is like none of them.
std::string_view keyLike(std::string_view word)
{
    constexpr std::size_t longest = 12;
    if (word.size() > longest)
        return {};
    const std::string small = lowered(word);
    // Short words are like many others.
    std::size_t fewest = word.size() < 4 ? 2 : 3;
    std::string_view best;
    for (const KeyName& known : keyNames) {
        const std::size_t typos = typosBetween(small, known.name);
        if (typos < fewest && typos < known.name.size()) {
            fewest = typos;
            best = known.name;
        }
    }
    return best;
}

// Reads terms from the front of a filter text; the first error ends it.
class FilterReader {
public:
    explicit FilterReader(std::string_view text)
        : m_text(text)
    {
    }

    std::variant<Filter, FilterError> run()
    {
        Filter filter;
        while (true) {
            while (m_at < m_text.size() && isSpace(m_text[m_at]))
                ++m_at;
            if (m_at == m_text.size())
                return filter;
            FilterTerm term;
            if (!readTerm(term))
                return *m_error;
            filter.terms.push_back(std::move(term));
        }
    }

private:
    bool fail(std::size_t position, std::size_t length, std::string message)
    {
        m_error = FilterError{ position, length, std::move(message) };
        return false;
    }

    bool readTerm(FilterTerm& term)
    {
        term.position = m_at;
        if (m_text[m_at] == '-') {
            term.negated = true;
            ++m_at;
        }
        if (m_at == m_text.size() || isSpace(m_text[m_at]))
            return fail(term.position, 1, "a minus must stand directly before what it leaves out");
        const bool good = readKey(term) && readValues(term);
        term.length = m_at - term.position;
        return good;
    }

    // A word of letters before a colon is a key; a bare word has none.
    bool readKey(FilterTerm& term)
    {
        std::size_t end = m_at;
        while (end < m_text.size()
            && ((m_text[end] >= 'a' && m_text[end] <= 'z')
                || (m_text[end] >= 'A' && m_text[end] <= 'Z') || m_text[end] == '-'
                || m_text[end] == '_'))
            ++end;
        if (end == m_at || end == m_text.size() || m_text[end] != ':')
            return true;
        const std::string_view word = m_text.substr(m_at, end - m_at);
        if (const auto key = filterKeyNamed(word)) {
            term.key = *key;
            m_at = end + 1;
            return true;
        }
        // An IPv6 address begins with hexadecimal digits and a colon and is no key.
        if (word.find_first_not_of("abcdefABCDEF") == std::string_view::npos)
            return true;
        std::string message = "unknown key \"" + std::string(word) + '"';
        if (const std::string_view meant = keyLike(word); !meant.empty())
            message.append(", perhaps ").append(meant);
        message += "; the keys are ";
        for (const KeyName& known : keyNames)
            message.append(&known == keyNames.data() ? "" : ", ").append(known.name);
        return fail(m_at, word.size(), message + "; put quotes around text that holds a colon");
    }

    bool readValues(FilterTerm& term)
    {
        const std::size_t begin = m_at;
        std::string value;
        std::size_t valueAt = m_at;
        bool wildcard = false;
        bool quoted = false;
        while (true) {
            const bool atEnd = m_at == m_text.size() || isSpace(m_text[m_at]);
            if (atEnd || (m_text[m_at] == ',' && term.key != FilterKey::Any)) {
                // At the end of the text there is nothing to point at but the end.
                if (value.empty() && !quoted)
                    return fail(begin,
                        std::min(std::max<std::size_t>(m_at - begin, 1), m_text.size() - begin),
                        "a value is missing");
                if (!addValue(term, value, wildcard, valueAt))
                    return false;
                if (atEnd)
                    return true;
                ++m_at;
                value.clear();
                wildcard = quoted = false;
                valueAt = m_at;
            } else if (m_text[m_at] == '"') {
                if (!readQuoted(value))
                    return false;
                quoted = true;
            } else {
                wildcard |= m_text[m_at] == '*';
                value += m_text[m_at++];
            }
        }
    }

    // Text in quotes; \" and \\ stand for themselves, and so does a star unless another one stands
    // outside of the quotes.
    bool readQuoted(std::string& value)
    {
        const std::size_t begin = m_at++;
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size()
                && (m_text[m_at + 1] == '"' || m_text[m_at + 1] == '\\'))
                ++m_at;
            value += m_text[m_at++];
        }
        if (m_at == m_text.size())
            return fail(begin, m_at - begin, "the closing quote is missing");
        ++m_at;
        return true;
    }

    bool addValue(FilterTerm& term, const std::string& value, bool wildcard, std::size_t at)
    {
        const bool one = term.key == FilterKey::After || term.key == FilterKey::Before
            || term.key == FilterKey::Failures || term.key == FilterKey::Sessions;
        if (one && at > 0 && m_text[at - 1] == ',')
            return fail(at - 1, 1, "this key takes one value");
        switch (term.key) {
        case FilterKey::After:
        case FilterKey::Before:
            return setDay(term, value, at);
        case FilterKey::Failures:
        case FilterKey::Sessions:
            return setRange(term, value, at);
        case FilterKey::Ip:
            return addAddress(term, value, wildcard, at);
        default:
            term.patterns.push_back({ lowered(value), wildcard, {}, 0, value });
            return true;
        }
    }

    bool setDay(FilterTerm& term, const std::string& value, std::size_t at)
    {
        const auto day = parseDay(value);
        if (!day)
            return fail(at, m_at - at,
                isWrittenAsDay(value) ? "there is no such day" : "a day is written YYYY-MM-DD");
        term.day = *day;
        return true;
    }

    bool setRange(FilterTerm& term, std::string_view value, std::size_t at)
    {
        std::string_view sign;
        for (const std::string_view known : { ">=", "<=", ">", "<", "=" }) {
            if (value.starts_with(known)) {
                sign = known;
                break;
            }
        }
        value.remove_prefix(sign.size());
        std::int64_t number = 0;
        const auto [end, error]
            = std::from_chars(value.data(), value.data() + value.size(), number);
        if (error != std::errc() || end != value.data() + value.size() || number < 0)
            return fail(at, m_at - at, "a number is wanted, as in >10, <=5 or 3");
        term.lowest = sign == ">"   ? number + (number < Count::maximum() ? 1 : 0)
            : sign.starts_with('<') ? 0
                                    : number;
        term.highest = sign == "<" ? number - 1 : sign.starts_with('>') ? Count::maximum() : number;
        if (sign == ">" && number == Count::maximum())
            term.highest = term.lowest - 1; // nothing is more
        return true;
    }

    bool addAddress(FilterTerm& term, const std::string& value, bool wildcard, std::size_t at)
    {
        FilterPattern pattern{ lowered(value), wildcard, {}, 0, value };
        const std::size_t slash = value.find('/');
        pattern.address = IpAddress::parse(value.substr(0, slash));
        if (pattern.address) {
            const int longest = pattern.address->isV4() ? 32 : 128;
            pattern.prefixBits = longest;
            if (slash != std::string::npos) {
                const char* last = value.data() + value.size();
                const auto [end, error]
                    = std::from_chars(value.data() + slash + 1, last, pattern.prefixBits);
                if (error != std::errc() || end != last || pattern.prefixBits < 0
                    || pattern.prefixBits > longest)
                    return fail(
                        at, m_at - at, "a prefix length goes from 0 to " + std::to_string(longest));
            }
        } else if (!wildcard && !value.empty()) {
            return fail(at, m_at - at, "an address or a prefix is wanted, as in 192.0.2.0/24");
        }
        term.patterns.push_back(std::move(pattern));
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::optional<FilterError> m_error;
};

} // namespace

std::span<const FilterKey> filterKeys()
{
    return allKeys;
}

std::string_view filterKeyName(FilterKey key)
{
    for (const KeyName& known : keyNames) {
        if (known.key == key)
            return known.name;
    }
    return {};
}

std::optional<FilterKey> filterKeyNamed(std::string_view name)
{
    for (const KeyName& known : keyNames) {
        if (equalIgnoringCase(known.name, name))
            return known.key;
    }
    return std::nullopt;
}

bool beginsFilterKey(std::string_view text)
{
    return std::any_of(keyNames.begin(), keyNames.end(), [text](const KeyName& known) {
        return equalIgnoringCase(std::string_view(known.name).substr(0, text.size()), text);
    });
}

std::variant<Filter, FilterError> parseFilter(std::string_view text)
{
    return FilterReader(text).run();
}

bool isAboutDetails(const FilterTerm& term)
{
    const bool few
        = term.negated ? term.lowest > 1 : term.highest > 0 && term.highest < Count::maximum();
    return term.key == FilterKey::Mx || term.key == FilterKey::Result || term.key == FilterKey::Ip
        || term.key == FilterKey::Reason || (term.key == FilterKey::Failures && few);
}

bool wildcardMatches(std::string_view pattern, std::string_view text)
{
    // Greedy with one point of return: enough for stars alone, and linear in practice.
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

std::string quoteForFilter(std::string_view value)
{
    const bool plain = !value.empty() && value.front() != '-'
        && value.find_first_of(" \t\r\n\",:\\") == std::string_view::npos;
    if (plain)
        return std::string(value);
    std::string quoted = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

} // namespace mxlens
