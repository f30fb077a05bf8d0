// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/jsoncapture.h"

namespace mxlens {

void JsonCapture::clear()
{
    m_text.clear();
    m_first.clear();
    m_afterKey = false;
}

void JsonCapture::separate()
{
    if (m_afterKey) {
        m_afterKey = false;
        return;
    }
    if (m_first.empty())
        return;
    if (!m_first.back())
        m_text += ',';
    m_first.back() = false;
}

void JsonCapture::quote(std::string_view value)
{
    static constexpr char hex[] = "0123456789abcdef";
    m_text += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            m_text += '\\';
            m_text += c;
        } else if (c == '\n') {
            m_text += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20) {
            m_text += "\\u00";
            m_text += hex[static_cast<unsigned char>(c) >> 4];
            m_text += hex[static_cast<unsigned char>(c) & 15];
        } else {
            m_text += c;
        }
    }
    m_text += '"';
}

void JsonCapture::key(std::string_view key)
{
    separate();
    quote(key);
    m_text += ':';
    m_afterKey = true;
}

void JsonCapture::token(std::string_view token)
{
    separate();
    m_text += token;
}

void JsonCapture::string(std::string_view value)
{
    separate();
    quote(value);
}

void JsonCapture::begin(char bracket)
{
    separate();
    m_text += bracket;
    m_first.push_back(true);
}

void JsonCapture::end(char bracket)
{
    m_text += bracket;
    m_first.pop_back();
}

} // namespace mxlens
