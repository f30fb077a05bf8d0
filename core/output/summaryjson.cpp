// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/detailbalance.h"
#include "core/output/jsonwriter.h"
#include "core/output/summary.h"
#include "core/query/totals.h"

#include <map>
#include <string_view>
#include <utility>

namespace mxlens {

namespace {

/// Puts one JSON object together, members in the order of the calls.
class JsonText final {
public:
    void open(char bracket)
    {
        separate();
        m_out.push_back(bracket);
        m_first = true;
    }
    void close(char bracket)
    {
        m_out.push_back(bracket);
        m_first = false;
    }
    void key(std::string_view name)
    {
        text(name);
        m_out.push_back(':');
        m_first = true;
    }
    void text(std::string_view value)
    {
        separate();
        m_out.push_back('"');
        appendJsonEscaped(m_out, value);
        m_out.push_back('"');
    }
    void number(std::string_view name, Count value)
    {
        key(name);
        separate();
        m_out.append(value.known() ? std::to_string(value.valueOr(0)) : std::string("null"));
    }
    void number(std::string_view name, std::size_t value)
    {
        number(name, Count(static_cast<std::int64_t>(value)));
    }
    void text(std::string_view name, std::string_view value)
    {
        key(name);
        text(value);
    }
    std::string take() { return std::move(m_out) + '\n'; }

private:
    void separate()
    {
        if (!m_first)
            m_out.push_back(',');
        m_first = false;
    }

    std::string m_out;
    bool m_first = true;
};

void addFigures(JsonText& json, const SessionFigures& figures)
{
    json.number("sessions", figures.sessions);
    json.number("successful_sessions", figures.successful);
    json.number("failed_sessions", figures.failed);
}

void addSources(JsonText& json, const Totals& all)
{
    json.key("sources");
    json.open('{');
    json.number("total", all.sources);
    json.number("report", all.reportSources);
    json.number("duplicate", all.duplicateSources);
    json.number("not_a_report", all.notReportSources);
    json.number("unreadable", all.unreadableSources);
    json.close('}');
}

void addMx(JsonText& json, const MxNode& mx)
{
    json.open('{');
    json.text("receiving_mx_hostname", mx.mx);
    json.number("failed_sessions", mx.failed);
    json.key("result_types");
    json.open('[');
    for (const ResultTypeNode& type : mx.resultTypes) {
        json.open('{');
        json.text("result_type", type.resultType);
        json.number("failed_sessions", type.failed);
        json.close('}');
    }
    json.close(']');
    json.close('}');
}

void addDomains(JsonText& json, const std::vector<DomainNode>& domains,
    std::map<std::string, DetailBalance> balances)
{
    json.key("policy_domains");
    json.open('[');
    for (const DomainNode& domain : domains) {
        json.open('{');
        json.text("policy_domain", domain.domain);
        addFigures(json, domain.figures);
        const DetailBalance& balance = balances[domain.domain];
        json.number("not_detailed_sessions", Count::zero() + balance.notDetailed);
        json.number("overlapping_sessions", Count::zero() + balance.overlap);
        json.key("receiving_mx");
        json.open('[');
        for (const MxNode& mx : domain.mxs)
            addMx(json, mx);
        json.close(']');
        json.close('}');
    }
    json.close(']');
}

void addUnreadable(JsonText& json, const Snapshot& snapshot, const std::vector<RowId>& sources)
{
    json.key("unreadable_sources");
    json.open('[');
    for (const RowId id : sources) {
        const RowPlace place = snapshot.source(id);
        const Segment::Sources& columns = place.segment->sources;
        if (columns.outcome[place.row] != SourceOutcome::Unreadable)
            continue;
        json.open('{');
        json.text("source", snapshot.sourceText(place));
        json.text("detail", snapshot.text(columns.detail[place.row]));
        json.close('}');
    }
    json.close(']');
}

} // namespace

std::string summaryJson(const Snapshot& snapshot, const Selection& selection)
{
    const Selection everything = select(snapshot, Filter{});
    const Totals shown = totals(snapshot, selection);
    JsonText json;
    json.open('{');
    addSources(json, totals(snapshot, everything));
    json.number("reports", shown.reports);
    json.number("reports_with_deviations", shown.reportsWithDeviations);
    json.number("organizations", shown.reporters);
    const bool dated = shown.firstDay != noDay;
    json.text("first_day", dated ? formatDay(shown.firstDay) : std::string());
    json.text("last_day", dated ? formatDay(shown.lastDay) : std::string());
    addFigures(json, shown.figures);
    addDomains(json, domainTree(snapshot, selection), detailBalances(snapshot, selection));
    addUnreadable(json, snapshot, everything.sources);
    json.close('}');
    return json.take();
}

} // namespace mxlens
