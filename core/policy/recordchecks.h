// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/dnsrecord.h"

namespace mxlens {

/// Checks check.value as a TLSRPT record; fills destinations and findings.
void checkTlsRptValue(DnsRecordCheck& check);

/// Checks check.value as an MTA-STS record; fills id and findings.
void checkMtaStsValue(DnsRecordCheck& check);

} // namespace mxlens
