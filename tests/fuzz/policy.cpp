// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target: MTA-STS policies, TLSA records and MX patterns. What a policy says is the same
// when it is written anew; findings lie within the text.
#include "core/policy/mxpattern.h"
#include "core/policy/policywriter.h"
#include "core/policy/stspolicy.h"
#include "core/policy/tlsarecord.h"
#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace mxlens;
    const std::string_view text = fuzzing::textOf(data, size);
    const StsPolicyCheck check = checkStsPolicy(text);
    fuzzing::useFindings(check.findings);
    const bool isOne = check.policy.mode == PolicyMode::Enforce
        || check.policy.mode == PolicyMode::Testing || check.policy.mode == PolicyMode::None;
    if (isOne && check.policy.maxAge) {
        const StsPolicy again = checkStsPolicy(stsPolicyText(check.policy)).policy;
        fuzzing::require(again.mode == check.policy.mode && again.maxAge == check.policy.maxAge
            && again.mx == check.policy.mx);
    }
    fuzzing::useFindings(checkTlsaRecords(text).findings);
    for (const std::string& pattern : mxPatternsOf(text, text))
        mxPatternMatches(pattern, "mx.example.com");
    return 0;
}
