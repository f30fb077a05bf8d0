// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/buffer.h"
#include "core/input/mailheaders.h"
#include "core/input/transfercoding.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace mxlens {

/// One part of a mail that has no parts itself.
struct MailPart {
    const MailHeaders& headers; ///< Of the part itself.
    const MailHeaders& message; ///< Of the message that it stands in: the nearest forwarded one.
    const MailHeaders& outermost; ///< Of the mail as a whole.
    std::string_view type; ///< Its media type; empty where it names none.
    std::string_view body; ///< As it stands there, still encoded.
    TransferCoding coding = TransferCoding::Identity;
    unsigned number = 1; ///< Among the mail's leaf parts, from 1.
    bool whole = false; ///< The mail has no other part: this is its body.
};

/// Takes the parts of a mail.
class MailPartSink {
public:
    virtual ~MailPartSink() = default;
    /// A part; everything in it is valid during the call only.
    virtual void part(const MailPart& part) = 0;
};

/// Walks over the MIME tree of one mail and hands every leaf part to sink, in the order in which
/// they stand there. Forwarded messages (message/rfc822) are walked through like multiparts. Any
/// bytes are accepted: missing boundaries, types and line ends are guessed as mail programs do.
/// Returns false where parts are nested too deeply to look at all of them.
bool scanMail(std::string_view mail, MailPartSink& sink);

/// The same for a mail whose header was read: headers is what readHeaders(mail) gave.
bool scanMail(std::string_view mail, const MailHeaders& headers, MailPartSink& sink);

/// The decoded body of a part: a view of body where nothing has to be decoded, of scratch
/// otherwise. At most limit bytes. damaged tells whether base64 was not what it should be.
std::string_view decodedBody(
    const MailPart& part, Buffer& scratch, bool& damaged, std::size_t limit = ~std::size_t{ 0 });

} // namespace mxlens
