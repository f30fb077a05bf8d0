// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/patternindex.h"

#include "core/report/names.h"

namespace mxlens {

PatternIndex::PatternIndex(std::span<const std::string_view> names)
{
    for (Name name = 1; name < names.size(); ++name) {
        const std::string text = normalizedName(names[name]);
        m_whole[text].push_back(name);
        const std::size_t dot = text.find('.');
        if (dot != std::string::npos && dot > 0)
            m_behindFirstLabel[text.substr(dot)].push_back(name);
    }
}

const std::vector<PatternIndex::Name>& PatternIndex::coveredBy(std::string_view pattern) const
{
    const std::string wanted = normalizedName(pattern);
    const bool wildcard = wanted.starts_with("*.");
    const Names& among = wildcard ? m_behindFirstLabel : m_whole;
    const auto found = among.find(wildcard ? wanted.substr(1) : wanted);
    return found != among.end() ? found->second : m_none;
}

} // namespace mxlens
