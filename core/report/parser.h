// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/error.h"
#include "core/report/parselimits.h"
#include "core/report/report.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// Something that was noticed on the way to the JSON and belongs to the report's deviations.
struct ContextNote {
    DeviationCode code = DeviationCode::LabelMismatch;
    std::string written;
    std::string madeOf;
};

/// What surrounded the report. RFC 8460 section 5.6: where it disagrees, the report wins; where the
/// report has no policy-domain, these say it, in this order.
struct ReportContext {
    std::string mailReportDomain; ///< TLS-Report-Domain
    std::string mailSubmitter; ///< TLS-Report-Submitter
    std::string mailSubject; ///< Subject, unfolded and decoded
    std::string fileName; ///< Name of attachment, archive member or file, without folders
    std::vector<ContextNote> notes;
};

/// What became of one JSON document.
struct ParseOutcome {
    /// Reports handed over. Several where the document is an array or a sequence of reports.
    std::size_t reports = 0;
    /// JSON, but no TLS report in it: why, in English ("JSON without any member of a TLS report").
    std::optional<std::string> notAReport;
    /// Cannot be read: cause and place. Reports handed over before it are good.
    std::optional<Error> error;
    std::uint64_t slowBytes = 0; ///< Read by the tokenizer for the unusual, all passes together.
    bool slowRefused = false; ///< It was to read more than it may.
};

/// What takes JSON to pieces. Both give the same reports, deviations and errors.
enum class Tokenizer {
    Quick, ///< Our own, and the reference for everything unusual.
    Reference, ///< nlohmann/json alone.
};

/// Called for each report with the document's number of it, from 0. The report is valid during the
/// call only.
using ReportHandler = std::function<void(const Report& report, std::size_t index)>;

/// Reads JSON documents into reports. Keeps buffers between calls: one parser per thread.
///
/// Reads everything that real reports do (shared deviations are noted in Report::deviations) and
/// refuses only what is not JSON after all repairs, or is no TLS report.
class ReportParser final {
public:
    explicit ReportParser(const ParseLimits& limits = {}, Tokenizer tokenizer = Tokenizer::Quick);
    ~ReportParser();
    ReportParser(const ReportParser&) = delete;
    ReportParser& operator=(const ReportParser&) = delete;

    static constexpr std::uint64_t anySlowBytes = std::numeric_limits<std::uint64_t>::max();

    /// Parses bytes (decompressed, any JSON encoding) and hands every report in it to handler. What
    /// would take the tokenizer for the unusual over more than slowBytes is not read, or not
    /// mended. After a request to stop it ends soon with the error Cancelled.
    ParseOutcome parse(std::string_view bytes, const ReportContext& context,
        const ReportHandler& handler, std::uint64_t slowBytes = anySlowBytes,
        const std::stop_token& stop = {});

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace mxlens
