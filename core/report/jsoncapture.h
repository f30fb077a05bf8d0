// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Writes JSON events back as compact JSON text: for values that stand where text or a count was
/// expected, and for members that the schema does not have.
class JsonCapture final {
public:
    /// Begins anew.
    void clear();
    /// Whether containers are open.
    bool open() const { return !m_first.empty(); }
    const std::string& text() const { return m_text; }

    void key(std::string_view key);
    /// A complete token: number, true, false, null.
    void token(std::string_view token);
    void string(std::string_view value);
    void begin(char bracket);
    void end(char bracket);

private:
    void separate();
    void quote(std::string_view value);

    std::string m_text;
    std::vector<bool> m_first; ///< For each open container: nothing in it yet.
    bool m_afterKey = false;
};

} // namespace mxlens
