// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/mailheaders.h"

#include <string_view>

namespace fixtures {

/// Whether both are the same bytes, not just equal ones.
inline bool sameBytes(std::string_view a, std::string_view b)
{
    return a.data() == b.data() && a.size() == b.size();
}

/// Whether two headers of one text say the same of the same bytes.
inline bool sameHeaders(const mxlens::MailHeaders& a, const mxlens::MailHeaders& b)
{
    return sameBytes(a.contentType, b.contentType)
        && sameBytes(a.transferEncoding, b.transferEncoding)
        && sameBytes(a.disposition, b.disposition) && sameBytes(a.subject, b.subject)
        && sameBytes(a.reportDomain, b.reportDomain)
        && sameBytes(a.reportSubmitter, b.reportSubmitter)
        && sameBytes(a.contentLength, b.contentLength) && a.bodyStart == b.bodyStart
        && a.bareCr == b.bareCr;
}

} // namespace fixtures
