// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/filteredit.h"

#include "core/report/names.h"

#include <algorithm>
#include <functional>
#include <optional>

namespace mxlens {

namespace {

std::optional<Filter> parsed(std::string_view text)
{
    auto result = parseFilter(text);
    if (auto* filter = std::get_if<Filter>(&result))
        return std::move(*filter);
    return std::nullopt;
}

void append(std::string& text, std::string_view term)
{
    if (term.empty())
        return;
    if (!text.empty())
        text += ' ';
    text += term;
}

using IsWanted = std::function<bool(const FilterTerm&, std::size_t)>;

// The terms that are wanted, as they were written, one blank between them.
std::string keeping(std::string_view text, const Filter& filter, const IsWanted& wanted)
{
    std::string kept;
    for (std::size_t i = 0; i < filter.terms.size(); ++i) {
        const FilterTerm& term = filter.terms[i];
        if (wanted(term, i))
            append(kept, text.substr(term.position, term.length));
    }
    return kept;
}

std::string termOf(FilterKey key, bool negated, const std::vector<std::string>& values)
{
    std::string term = negated ? "-" : "";
    term.append(filterKeyName(key)).append(":");
    for (const std::string& value : values) {
        term += &value == values.data() ? "" : ",";
        term += quoteForFilter(value);
    }
    return term;
}

// Whether a key compares with one value: a day or a number.
bool takesOneValue(FilterKey key)
{
    return key == FilterKey::After || key == FilterKey::Before || key == FilterKey::Failures
        || key == FilterKey::Sessions;
}

bool holds(const std::vector<std::string>& values, const std::string& value)
{
    return std::any_of(values.begin(), values.end(),
        [&value](const std::string& other) { return sameFilterValue(other, value); });
}

} // namespace

bool sameFilterValue(std::string_view a, std::string_view b)
{
    return equalIgnoringCase(a, b);
}

std::string withoutTerm(std::string_view text, std::size_t index)
{
    const std::optional<Filter> filter = parsed(text);
    if (!filter)
        return std::string(text);
    return keeping(
        text, *filter, [index](const FilterTerm&, std::size_t place) { return place != index; });
}

std::string withoutKey(std::string_view text, FilterKey key)
{
    const std::optional<Filter> filter = parsed(text);
    if (!filter)
        return std::string(text);
    return keeping(
        text, *filter, [key](const FilterTerm& term, std::size_t) { return term.key != key; });
}

std::vector<std::string> valuesOf(std::string_view text, FilterKey key, bool negated)
{
    std::vector<std::string> values;
    const std::optional<Filter> filter = parsed(text);
    if (!filter)
        return values;
    for (const FilterTerm& term : filter->terms) {
        if (term.key != key || term.negated != negated)
            continue;
        for (const FilterPattern& pattern : term.patterns) {
            if (!holds(values, pattern.written))
                values.push_back(pattern.written);
        }
    }
    return values;
}

std::string withValues(
    std::string_view text, FilterKey key, bool negated, const std::vector<std::string>& values)
{
    const std::optional<Filter> filter = parsed(text);
    if (!filter)
        return std::string(text);
    std::string result;
    bool placed = values.empty();
    for (const FilterTerm& term : filter->terms) {
        if (term.key != key || term.negated != negated) {
            append(result, text.substr(term.position, term.length));
        } else if (!placed) {
            append(result, termOf(key, negated, values));
            placed = true;
        }
    }
    if (!placed)
        append(result, termOf(key, negated, values));
    return result;
}

std::string showingOnly(std::string_view text, FilterKey key, const std::string& value)
{
    // A row has two addresses, and two terms may ask for one each.
    if (key != FilterKey::Ip)
        return withValues(text, key, false, { value });
    if (holds(valuesOf(text, key, false), value))
        return std::string(text);
    std::string result(text);
    append(result, termOf(key, false, { value }));
    return result;
}

std::string leavingOut(std::string_view text, FilterKey key, const std::string& value)
{
    if (takesOneValue(key))
        return withValues(text, key, true, { value });
    // One of several that were wanted: the others are what is wanted now.
    std::vector<std::string> wanted = valuesOf(text, key, false);
    if (wanted.size() > 1 && holds(wanted, value) && key != FilterKey::Ip) {
        std::erase_if(
            wanted, [&value](const std::string& other) { return sameFilterValue(other, value); });
        return withValues(text, key, false, wanted);
    }
    std::vector<std::string> values = valuesOf(text, key, true);
    if (holds(values, value))
        return std::string(text);
    values.push_back(value);
    return withValues(text, key, true, values);
}

} // namespace mxlens
