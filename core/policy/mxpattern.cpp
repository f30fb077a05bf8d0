// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/mxpattern.h"

#include "core/report/names.h"

#include <algorithm>

namespace mxlens {

namespace {

// What follows `mx:` at the front of a text, or nothing.
std::string_view behindMxField(std::string_view line)
{
    const std::string_view text = trimmed(line);
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || !equalIgnoringCase(trimmed(text.substr(0, colon)), "mx"))
        return {};
    return trimmed(text.substr(colon + 1));
}

std::string_view withoutDecoration(std::string_view entry)
{
    std::string_view text = trimmed(entry);
    if (text.starts_with('[') && text.ends_with(']'))
        text = trimmed(text.substr(1, text.size() - 2));
    const std::string_view pattern = behindMxField(text);
    return pattern.empty() ? text : pattern;
}

template <typename PatternOf>
std::vector<std::string> patternsIn(std::string_view lines, PatternOf patternOf)
{
    std::vector<std::string> patterns;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        std::string pattern = normalizedName(patternOf(lines.substr(0, end)));
        if (!pattern.empty()
            && std::find(patterns.begin(), patterns.end(), pattern) == patterns.end())
            patterns.push_back(std::move(pattern));
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return patterns;
}

} // namespace

bool mxPatternMatches(std::string_view pattern, std::string_view host)
{
    const std::string wanted = normalizedName(pattern);
    const std::string name = normalizedName(host);
    if (name.empty() || !wanted.starts_with("*."))
        return !name.empty() && wanted == name;
    // The wildcard stands for one whole label, no more and no less.
    const std::size_t dot = name.find('.');
    return dot != std::string::npos && dot > 0
        && std::string_view(name).substr(dot) == std::string_view(wanted).substr(1);
}

std::vector<std::string> mxPatternsOf(std::string_view mxHosts, std::string_view policyText)
{
    std::vector<std::string> patterns = patternsIn(mxHosts, withoutDecoration);
    return patterns.empty() ? patternsIn(policyText, behindMxField) : patterns;
}

} // namespace mxlens
