// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target: filter texts. Faults lie within the text, terms too; any text can be quoted to
// stand for itself; a filter leaves rows that are there.
#include "tests/fuzz/fuzzing.h"

namespace {

using namespace mxlens;

std::shared_ptr<const Snapshot> someSnapshot()
{
    constexpr std::string_view report
        = R"({"organization-name":"Example Org","report-id":"1","date-range":{)"
          R"("start-datetime":"2026-03-01T00:00:00Z","end-datetime":"2026-03-01T23:59:59Z"},)"
          R"("policies":[{"policy":{"policy-type":"sts","policy-domain":"example.com",)"
          R"("policy-string":["version: STSv1","mode: testing","mx: *.example.com"],)"
          R"("mx-host":["*.example.com"]},"summary":{"total-successful-session-count":10,)"
          R"("total-failure-session-count":2},"failure-details":[{"result-type":)"
          R"("certificate-expired","sending-mta-ip":"192.0.2.1","receiving-mx-hostname":)"
          R"("mx.example.com","failed-session-count":2}]}]})";
    return fuzzing::RowsOf(report).snapshot();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto snapshot = someSnapshot();
    const std::string_view text = fuzzing::textOf(data, size);
    const auto parsed = parseFilter(text);
    if (const auto* const error = std::get_if<FilterError>(&parsed)) {
        fuzzing::require(error->position <= text.size());
        fuzzing::require(error->length <= text.size() - error->position);
    } else {
        const Filter& filter = std::get<Filter>(parsed);
        for (const FilterTerm& term : filter.terms) {
            fuzzing::require(term.position <= text.size());
            fuzzing::require(term.length <= text.size() - term.position);
        }
        fuzzing::require(select(*snapshot, filter).failures.size() <= 1);
    }
    if (text.empty())
        return 0;
    const auto quoted = parseFilter("org:" + quoteForFilter(text));
    const auto* const filter = std::get_if<Filter>(&quoted);
    fuzzing::require(filter && filter->terms.size() == 1);
    fuzzing::require(filter->terms.front().patterns.size() == 1);
    return 0;
}
