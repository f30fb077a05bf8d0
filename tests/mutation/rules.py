# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of arithmetic, each broken in several ways: (rule, what is broken, edits), where an edit is a file,
an expression in it, and what stands there instead. See mutate.py."""

FIGURES, COUNT, DATES = "core/query/figures.h", "core/report/count.h", "core/report/datetime.h"
STORE, INDEX, MX, NAMES = "core/store/storebuilder.cpp", "core/store/reportindex.cpp", "core/query/mxcoverage.cpp", "core/report/names.cpp"

TREND, TOTALS = "core/query/mxtrend.cpp", "core/query/totals.cpp"
# Expressions that are broken in several ways.
SESSIONS = "m_rest.sessions + larger(m_sts.sessions, m_tlsa.sessions)"
FAILED = "m_rest.failed + larger(m_sts.failed, m_tlsa.failed)"
ALONE = "standsAlone && !covered.contains(day, names[rank])"
COVERS = "patternsCover(policy, type) || m_coverage.detailNames(policy, m_mx)"
ADDED = "tally.add(m_types.of(policies.type[row]), policies.successful[row], policies.failed[row])"
ADDED2 = "tally.add(\n                m_types.of(policies.type[row]), policies.successful[row], policies.failed[row])"
DETAILS = " + Count(policies.firstFailure[row + 1] - policies.firstFailure[row]))"

RULES = [
    (1, "the end's day counts, not the start's", [("core/report/report.cpp", "dayOf(*start)", "dayOf(end ? *end : *start)")]),
    (1, "an end at midnight is inclusive", [(DATES, "dayOf(end - 1)", "dayOf(end)")]),
    (1, "a day before 1970 is rounded to zero", [(DATES, "time >= 0 ? time / secondsPerDay : (time - (secondsPerDay - 1)) / secondsPerDay",
                                                  "time / secondsPerDay")]),
    (1, "the offset of a zone is added", [("core/report/datetime.cpp", "midnight + time->seconds - *offset", "midnight + time->seconds + *offset")]),
    (1, "the offset of a zone is left out", [("core/report/datetime.cpp", "midnight + time->seconds - *offset", "midnight + time->seconds")]),
    (1, "a date without a zone is two hours east", [("core/report/datetime.cpp", "ParsedDate{ midnight + time->seconds,\n            form",
                                                     "ParsedDate{ midnight + time->seconds - 7200,\n            form")]),
    (1, "a long range is not marked", [("core/query/daysums.cpp", "end - start > longestDay", "end - start > 1000 * longestDay")]),
    (1, "exactly 25 hours are a long range", [("core/query/daysums.cpp", "end - start > longestDay", "end - start >= longestDay")]),
    (2, "sessions are failures alone", [(FIGURES, "sums.sessions += successful + failed", "sums.sessions += failed")]),
    (2, "failure details are added to the summary", [("core/query/grouping.cpp", ADDED, ADDED[:-1] + DETAILS),
                                                     ("core/query/grouping.cpp", ADDED2, ADDED2[:-1] + DETAILS)]),
    (2, "not detailed and overlap are exchanged", [("core/output/detailbalance.cpp", "rest > 0 ? balance.notDetailed", "rest < 0 ? balance.notDetailed")]),
    (2, "details above the summary are below it", [("core/report/reportchecks.cpp", "if (details > summary)", "if (details < summary)")]),
    (2, "failure details are summed over both types", [("core/output/detailbalance.cpp", "sides.details.figures().failed.valueOr(0)", "std::int64_t{ 0 }")]),
    (3, "sts and tlsa sessions are added", [(FIGURES, SESSIONS, "m_rest.sessions + m_sts.sessions + m_tlsa.sessions")]),
    (3, "sts and tlsa failures are added", [(FIGURES, FAILED, "m_rest.failed + m_sts.failed + m_tlsa.failed")]),
    (3, "tlsa is left out", [(FIGURES, SESSIONS, "m_rest.sessions + m_sts.sessions")]),
    (3, "sts is left out", [(FIGURES, FAILED, "m_rest.failed + m_tlsa.failed")]),
    (3, "policies of other types are left out", [(FIGURES, SESSIONS, "larger(m_sts.sessions, m_tlsa.sessions)")]),
    (3, "failures of other types are left out", [(FIGURES, FAILED, "larger(m_sts.failed, m_tlsa.failed)")]),
    (3, "tlsa counts as another type", [(FIGURES, "type == PolicyType::Tlsa ? m_tlsa : m_rest", "m_rest")]),
    (3, "successes are all sessions", [(FIGURES, "figures.sessions.valueOr(0) - figures.failed.valueOr(0)", "figures.sessions.valueOr(0)")]),
    (3, "problems add sts and tlsa", [("core/diagnosis/appliedpolicies.h", "larger(m_sts, m_tlsa)", "(m_sts + m_tlsa)")]),
    (4, "a policy for two names stands alone", [(MX, "set.patterns.size() == 1", "set.patterns.size() >= 1")]),
    (4, "a wildcard stands alone", [(MX, "set.patterns.front().find('*') == std::string::npos", "true")]),
    (4, "every DANE domain is an MX", [(MX, "!m_recipientDomains.contains(domain)", "true")]),
    (4, "an MX covered by a shared policy has sessions", [(TREND, ALONE, "standsAlone")]),
    (4, "an MX named under a shared policy has sessions", [(TREND, "(marks & (isAlone | isNamedByShared)) == isAlone", "(marks & isAlone) != 0")]),
    (4, "a policy whose details name another MX stands alone", [(MX, "mx == 0 || mx == host", "true")]),
    (4, "every policy covers an MX", [(TREND, COVERS, "true")]),
    (4, "an MX that a detail names is not covered", [(TREND, COVERS, "patternsCover(policy, type)")]),
    (4, "failures of an MX add sts and tlsa", [(TREND, "about.addDetail(type, count)",
                                                "about.addDetail(PolicyType::Other, count)")]),
    (5, "other content under one identity is a duplicate", [(INDEX, "at.segment->reports.key[at.row] == content", "true")]),
    (5, "a duplicate counts", [(STORE, "mark(report, ReportMark::Duplicate)", "mark(report, ReportMark::None)")]),
    (5, "the first of two with one identity is not marked", [(STORE, "mark(*known.any, ReportMark::SameIdentity)", "void()")]),
    (5, "the second of two with one identity is not marked", [(STORE, "mark(report, ReportMark::SameIdentity)", "void()")]),
    (5, "the later of two duplicates counts", [(STORE, "before(report, *known.same)", "before(*known.same, report)")]),
    (5, "another organization is the same identity", [
        (INDEX, "x.organization[a.row] == y.organization[b.row]", "true"),
        ("core/store/reporthash.cpp", "One{ report.organizationName }", "One{}")]),
    (5, "another report-id is the same identity", [
        (INDEX, "m_texts.text(x.reportId[a.row]) == m_texts.text(y.reportId[b.row])", "true"),
        ("core/store/reporthash.cpp", "One{ report.reportId }", "One{}")]),
    (5, "another start is the same identity", [
        (INDEX, "x.start[a.row] == y.start[b.row]", "true"),
        ("core/store/reporthash.cpp", "numberOf(report.start)", "0")]),
    (5, "another end is the same identity", [
        (INDEX, "x.end[a.row] == y.end[b.row]", "true"),
        ("core/store/reporthash.cpp", "numberOf(report.end)", "0")]),
    (5, "without a report-id nothing is a duplicate", [(INDEX, "x.reportId[a.row] == y.reportId[b.row] && x.key[a.row] == y.key[b.row]", "false")]),
    (5, "without a report-id there is an identity all the same", [
        (INDEX, "x.reportId[a.row] == 0 || y.reportId[b.row] == 0", "false"),
        ("core/store/reporthash.cpp", "report.reportId.empty()", "false")]),
    (5, "contents differ by nothing but counts that are left out", [("core/store/reporthash.cpp", "numberOf(policy.failedSessions)", "0")]),
    (6, "a negative count is zero", [(COUNT, "std::max<std::int64_t>(value, -1)", "std::max<std::int64_t>(value, 0)")]),
    (6, "a missing count is zero", [(COUNT, "m_value = -1", "m_value = 0")]),
    (6, "sums do not saturate", [(COUNT, "a.m_value > maximum() - b.m_value", "false")]),
    (6, "unknown and known are unknown", [(COUNT, "return b;", "return Count();")]),
    (6, "known and unknown are unknown", [(COUNT, "return a;", "return Count();")]),
    (6, "a negative text is a count", [("core/report/reportchecks.cpp", "!isNumber || negative", "!isNumber")]),
    (6, "too large a text is unknown", [("core/report/reportchecks.cpp", "error == std::errc() ? value : Count::maximum()", "error == std::errc() ? value : -1")]),
    (6, "successes nobody counted are zero", [(FIGURES, "if (counted)", "if (true)")]),
    (7, "names keep their case", [(NAMES, "return lowered(bareName(written));", "return std::string(bareName(written));")]),
    (7, "names keep their last dot", [(NAMES, "name.size() > 1 && name.back() == '.'", "false")]),
    (7, "a name with a dot behind it is in its form", [(NAMES, "written.size() < 2 || written.back() != '.'", "true")]),
    (7, "a name in capitals is in its form", [(NAMES, "!upper && trimmed", "trimmed")]),
    (7, "IPv6 shortens one group", [("core/report/ipaddress.cpp", "int longest = 1;", "int longest = 0;")]),
    (7, "IPv6 shortens the last of equal runs", [("core/report/ipaddress.cpp", "end - i > longest", "end - i >= longest")]),
    (8, "what is no report is not listed", [("core/ingest/rowwriter.cpp", "addSource(inner, SourceOutcome::NotAReport, reason)", "void()")]),
    (8, "what cannot be read is not listed", [("core/ingest/rowwriter.cpp", "addSource(inner, SourceOutcome::Unreadable, describe(error))", "void()")]),
    (8, "what is no report counts as read", [(TOTALS, "sources.outcome[row] == SourceOutcome::NotAReport", "false")]),
    (8, "what is unreadable counts as read", [(TOTALS, "sources.outcome[row] == SourceOutcome::Unreadable", "false")]),
    (8, "sources of duplicates count as reports", [(TOTALS, "duplicates == end - begin", "false")]),
    (8, "a source with one duplicate is one", [(TOTALS, "duplicates == end - begin", "duplicates > 0")]),
    (7, "organizations and result types keep their case", [("core/query/spellings.cpp", "lowered(snapshot.text(id))",
                                                            "std::string(snapshot.text(id))")]),
]
