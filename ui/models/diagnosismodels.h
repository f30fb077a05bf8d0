// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowtablemodel.h"
#include "ui/session/diagnosisrows.h"

namespace mxlens {

/// How severe a problem is, in a word.
QString severityWord(Severity severity);
/// Its icon: a shape of its own for each, in its colour.
QIcon severityIcon(Severity severity);
/// What a problem did to mail, in a few words.
QString impactWords(Impact impact);
/// A verdict in a word or two.
QString readinessWords(Readiness readiness);
/// The verdict on a domain in a few words: as above, or that its policy refuses mail now.
QString verdictWords(const DomainStatus& status);
/// Its icon: a shape of its own for each, in its colour.
QIcon verdictIcon(const DomainStatus& status);

/// What the tables of problems and domains have in common: a diagnosis behind their rows. GUI
/// thread.
class DiagnosisTableModel : public RowTableModel {
    Q_OBJECT
public:
    using RowTableModel::RowTableModel;

    /// The diagnosis that the rows set next are of; null for none.
    void setDiagnosis(std::shared_ptr<const DiagnosisRows> diagnosis);
    const std::shared_ptr<const DiagnosisRows>& diagnosis() const { return m_diagnosis; }

protected:
    std::optional<RowId> reportOf(RowId id) const override;

private:
    std::shared_ptr<const DiagnosisRows> m_diagnosis;
};

/// The problems table: one row per problem.
class ProblemTableModel final : public DiagnosisTableModel {
    Q_OBJECT
public:
    explicit ProblemTableModel(QObject* parent = nullptr);

    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

protected:
    Cell cellAt(RowId id, int column) const override;
    QString shown(RowId id, const Cell& cell, int column) const override;
};

/// The domains table: one row per policy domain, with the verdict on it.
class DomainTableModel final : public DiagnosisTableModel {
    Q_OBJECT
public:
    explicit DomainTableModel(QObject* parent = nullptr);

    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

protected:
    Cell cellAt(RowId id, int column) const override;
    QString shown(RowId id, const Cell& cell, int column) const override;
};

} // namespace mxlens
