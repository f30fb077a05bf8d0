// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/jsonscan.h"
#include "core/report/reportbuilder.h"

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// The quick tokenizer: drives a ReportBuilder over one JSON object that is well-formed and holds
/// nothing unusual, without copying its texts. For everything else it gives up, and the reference
/// tokenizer (see parser.cpp) reads the document from its start: whatever both read, they read
/// alike. Keeps its memory between calls; one thread.
class FastJson final {
public:
    /// Reads a document. False: it has to be read by the reference tokenizer, whatever was told to
    /// the builder until then, or a stop was requested. The texts of the builder's report lie in
    /// json.
    bool parse(std::string_view json, ReportBuilder& builder, const std::stop_token& stop);

private:
    bool element(ReportBuilder& builder);
    bool open(char bracket, ReportBuilder& builder);
    bool close(ReportBuilder& builder);
    bool key(ReportBuilder& builder);
    bool otherKey(ReportBuilder& builder);
    bool colon();
    bool toValue();
    bool value(ReportBuilder& builder);
    bool number(ReportBuilder& builder);
    bool literal(std::string_view word);
    bool string(std::string_view& text, bool& stable);
    bool escapedString(const char* begin, std::string_view& text);
    bool escape();
    bool hexDigits(char32_t& value);
    void skipBlanks() { m_at = pastBlanks(m_at, m_end); }

    const char* m_at = nullptr;
    const char* m_end = nullptr;
    std::vector<char> m_stack; ///< The brackets that are open.
    std::string m_decoded; ///< A text with escapes.
    bool m_needComma = false; ///< A value ended, and nothing came behind it yet.
    bool m_afterComma = false;
    const char* m_policy = nullptr; ///< Where the policy object at hand begins, if it is new.
    std::size_t m_policyDepth = 0;
};

} // namespace mxlens
