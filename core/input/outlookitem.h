// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/error.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// One attachment of an Outlook item.
struct OutlookAttachment {
    std::string name; ///< UTF-8; empty where it has none.
    std::string mediaType; ///< As the item says; often empty.
    std::string bytes;
    std::string headers; ///< Internet header of the message that it stands in.
    std::string subject; ///< Of that message.
    std::optional<Error> error; ///< Its bytes cannot be read.
};

/// A mail that Outlook saved as .msg: its header as it came over the Internet, and its attachments,
/// those of embedded messages included.
struct OutlookItem {
    bool isMessage = false; ///< It has properties of a mail, and is no other compound file.
    std::string headers; ///< RFC 5322 header; empty where Outlook did not keep it.
    std::string subject;
    std::string body; ///< Plain text, UTF-8.
    std::vector<OutlookAttachment> attachments;
};

/// Reads a .msg file (Microsoft's open specification MS-OXMSG). Embedded messages deeper than
/// `depth` levels are left out.
Result<OutlookItem> readOutlookItem(std::string_view bytes, int depth);

} // namespace mxlens
