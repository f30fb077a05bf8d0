// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/dnsrecord.h"
#include "ui/dialogs/checkpane.h"

namespace mxlens {

/// Reads a TLSRPT, MTA-STS or TLSA record as the checking side shows it: what it says, its faults,
/// and their places in the pasted text. usable where it has destinations.
CheckOutcome checkedRecord(const QByteArray& text);

/// Marks in the pasted text for the findings of a record.
QList<TextMark> marksOf(const QByteArray& text, const DnsRecordCheck& check);

} // namespace mxlens
