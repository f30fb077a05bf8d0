// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"
#include "core/store/segment.h"

#include <span>

namespace mxlens {

/// The fingerprints of a report by which duplicates are found: equal content gives equal keys,
/// whatever the white space, key order or packing of the document.
ReportKey reportKeyOf(const Report& report);
/// The same where policyKeyOf() of each policy is known.
ReportKey reportKeyOf(const Report& report, std::span<const ContentKey> policies);

/// Fingerprint of type, domain, policy-string and mx-host of a policy.
ContentKey policyKeyOf(const Report& report, const Policy& policy);

} // namespace mxlens
