// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/problems.h"
#include "core/query/columns.h"
#include "core/report/language.h"
#include "ui/session/viewquery.h"

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace mxlens {

/// Columns of the problems table: those of the export (DESIGN.md section 6), and two for the eye.
enum class ProblemColumn {
    Severity,
    PolicyDomain,
    Subject,
    Cause,
    FirstDay,
    LastDay,
    Ongoing,
    FailedSessions,
    Reporters,
    Impact,
    Summary,
    Share,
    Heading,
};
constexpr int problemColumnCount = 13;

/// Columns of the domains table.
enum class DomainColumn {
    PolicyDomain,
    FirstDay,
    LastDay,
    Reporters,
    Sessions,
    SuccessfulSessions,
    FailedSessions,
    PolicyType,
    PolicyMode,
    Readiness,
    Basis,
};
constexpr int domainColumnCount = 11;

/// Whether rows of a kind are of a diagnosis and none of the snapshot.
constexpr bool isDiagnosis(RowKind kind)
{
    return kind == RowKind::Problem || kind == RowKind::Domain;
}

/// Name of a column in exports and settings.
std::string_view columnName(ProblemColumn column);
std::string_view columnName(DomainColumn column);

/// Numbers that stay with the problems and domains of one window from one diagnosis to the next, so
/// that a selected row is found again. One thread at a time.
class RowNumbers final {
public:
    RowId of(const std::string& name);

private:
    std::unordered_map<std::string, RowId> m_numbers;
};

/// A diagnosis as the tables show it: rows with ids, sentences in one language. Immutable, any
/// thread.
class DiagnosisRows final {
public:
    /// around: what surrounds the rows that were diagnosed.
    DiagnosisRows(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const Selection> around,
        Diagnosis diagnosis, Language language, RowNumbers& numbers);

    const std::shared_ptr<const Snapshot>& snapshot() const { return m_snapshot; }
    const std::shared_ptr<const Selection>& around() const { return m_around; }
    const std::shared_ptr<const Diagnosis>& diagnosis() const { return m_diagnosis; }
    Language language() const { return m_language; }

    /// Ids in the order of the diagnosis.
    const std::vector<RowId>& problems() const { return m_problems; }
    const std::vector<RowId>& domains() const { return m_domains; }
    /// The problem or domain of an id; nullptr where there is none.
    const Problem* problem(RowId id) const;
    const DomainStatus* domain(RowId id) const;
    /// Places in the diagnosis of ids that it has.
    std::vector<RowId> placesOf(RowKind kind, const std::vector<RowId>& ids) const;

    /// A cell as it stands in the export; the share is given as a number of ten-thousandths.
    Cell cell(RowId problem, ProblemColumn column) const;
    Cell cell(RowId domain, DomainColumn column) const;
    /// Ids of problems or domains sorted by a key.
    std::vector<RowId> sorted(RowKind kind, SortKey key) const;

private:
    std::shared_ptr<const Snapshot> m_snapshot;
    std::shared_ptr<const Selection> m_around;
    std::shared_ptr<const Diagnosis> m_diagnosis;
    Language m_language;
    std::vector<RowId> m_problems, m_domains;
    std::vector<std::string> m_summaries, m_headings, m_titles, m_bases; ///< By place.
    std::unordered_map<RowId, std::uint32_t> m_problemPlaces, m_domainPlaces;
};

} // namespace mxlens
