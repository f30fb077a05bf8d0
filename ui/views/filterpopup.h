// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/filtercompletion.h"

#include <QCompleter>
#include <QStandardItemModel>

class QLineEdit;

namespace mxlens {

/// The list under the filter box: what the text can go on with, or the filters used before. It
/// takes no focus: keys go to the box. GUI thread.
class FilterPopup final : public QObject {
    Q_OBJECT
public:
    /// Lives with the box.
    explicit FilterPopup(QLineEdit* box);

    /// Offers proposals; hides where there are none.
    void showProposals(const QList<FilterProposal>& proposals);
    /// Offers whole filters, each with a name beside it or none.
    void showFilters(const QList<std::pair<QString, QString>>& textsAndNames);
    void hide();
    bool isShown() const;
    /// Whether an entry is marked, so that Enter means it.
    bool hasCurrent() const;
    /// What is offered, as shown.
    QStringList texts() const;

signals:
    void proposalChosen(const mxlens::FilterProposal& proposal);
    void filterChosen(const QString& text);

private:
    void append(const QString& shown, const QString& note);
    void show();
    void choose(const QModelIndex& index);

    QLineEdit* const m_box;
    QStandardItemModel m_model;
    QCompleter m_completer; ///< Of m_model, so it goes first.
    QList<FilterProposal> m_proposals;
    QStringList m_filters;
};

} // namespace mxlens
