// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/checkpane.h"
#include "ui/dialogs/tooldialog.h"

namespace mxlens {

/// Checks TLSA records for use with SMTP (RFC 7672) and says what they mean. GUI thread.
class TlsaDialog final : public ToolDialog {
    Q_OBJECT
public:
    explicit TlsaDialog(QWidget* parent = nullptr);
};

/// What TLSA records say and what is wrong with them, for the checking side.
CheckOutcome checkedTlsa(const QByteArray& text);

} // namespace mxlens
