// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/loadinput.h"

#include <QString>

class QMimeData;

namespace mxlens {

/// What a drop or paste holds for us.
struct MimeInput {
    LoadInput input;
    /// A sentence about what cannot be read (a link into the web), empty where all is well.
    QString message;
};

/// Whether data may hold something to read: URLs, a mail or text. Cheap enough for every movement
/// of a drag.
bool mayHoldReports(const QMimeData& data);

/// Takes what a drop or paste holds: local files and folders by path, mails (message/rfc822) and
/// text as bytes. name is what the source of bytes is called ("dropped text"). Looks at no file.
MimeInput inputFromMime(const QMimeData& data, const QString& name);

} // namespace mxlens
