// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/snapshot.h"
#include "ui/panels/detailstext.h"
#include "ui/panels/rawtextloader.h"
#include "ui/session/rowevidence.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace mxlens {

class DiagnosisRows;

/// Everything about one row: a sentence that says what happened, the figures, the policy as the
/// reporter saw it, deviations, the source, and beside it the raw JSON, read again from the source
/// off the GUI thread. Texts from reports are shown as plain text only. GUI thread.
class DetailsPanel final : public QWidget {
    Q_OBJECT
public:
    explicit DetailsPanel(QWidget* parent = nullptr);
    ~DetailsPanel() override;

    /// Shows one row of snapshot; an id that it does not have clears the panel.
    void showFailure(std::shared_ptr<const Snapshot> snapshot, RowId failure);
    /// Shows failure details that stand in one row, a moment later as they may be many.
    void showFailureGroup(std::shared_ptr<const Snapshot> snapshot, std::vector<RowId> group);
    void showPolicy(std::shared_ptr<const Snapshot> snapshot, RowId policy);
    void showReport(std::shared_ptr<const Snapshot> snapshot, RowId report);
    void showSource(std::shared_ptr<const Snapshot> snapshot, RowId source);
    /// Shows one problem or domain of a diagnosis, a moment later: its evidence is added up off the
    /// GUI thread, and what is shown stays until then.
    void showProblem(std::shared_ptr<const DiagnosisRows> rows, RowId problem);
    void showDomain(std::shared_ptr<const DiagnosisRows> rows, RowId domain);
    /// Shows nothing but a sentence that says what to do.
    void clear();

    /// How raw JSON is read, for sources that are no files (pasted text); files unless set.
    void setRawReader(RawReader reader);

    /// Whether details are on their way.
    bool busy() const;

    /// The sentence on top, as it is shown.
    QString sentence() const;
    /// Everything on the left as plain text, one line a field.
    QString text() const;

signals:
    /// A figure was pressed: these are its rows.
    void evidenceRequested(const std::shared_ptr<const mxlens::RowEvidence>& evidence);
    /// A menu about values is wanted at a place of the screen; selected: the text marked there.
    void menuRequested(
        const QVector<mxlens::DetailsTerm>& terms, const QString& selected, const QPoint& place);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace mxlens
