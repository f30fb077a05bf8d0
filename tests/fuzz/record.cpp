// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target: DNS records as people paste them. Every byte of the value comes from the text,
// and a record that the builder makes of any text is read again as the same.
#include "core/policy/dnsrecord.h"
#include "core/policy/policywriter.h"
#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace mxlens;
    const std::string_view text = fuzzing::textOf(data, size);
    const DnsRecordCheck check = checkDnsRecord(text);
    fuzzing::require(check.places.size() == check.value.size());
    for (const std::size_t place : check.places)
        fuzzing::require(place < text.size());
    fuzzing::useFindings(check.findings);
    const std::string destination(text);
    const TxtRecord record = tlsRptRecord("example.com", { &destination, 1 });
    std::string joined;
    for (const std::string& piece : record.strings) {
        fuzzing::require(piece.size() <= 255);
        joined += piece;
    }
    fuzzing::require(joined == record.value);
    fuzzing::require(checkDnsRecord(zoneLine(record)).value == record.value);
    return 0;
}
