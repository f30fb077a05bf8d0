// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/latesttask.h"
#include "ui/session/viewquery.h"
#include "ui/views/facetsection.h"

#include <QSplitter>

class QScrollArea;

namespace mxlens {

class DomainTree;
class Settings;

/// What stands at the left: the tree of domains and below it the facets. A choice goes to the
/// ViewState; counts are worked out off the GUI thread, for facets that are open. GUI thread.
class FacetPanel final : public QSplitter {
    Q_OBJECT
public:
    FacetPanel(ViewState* state, DomainTree* domains, QWidget* parent = nullptr);

    void showAnswer(const ViewAnswer& answer);
    /// Empties the facets.
    void clearAnswer();
    FacetSection& section(Facet facet) { return *m_sections[static_cast<qsizetype>(facet)]; }
    /// Whether the counts are those of the last answer.
    bool isSettled() const { return !m_counting.busy(); }

    void restore(const Settings& settings);
    void save(Settings& settings) const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeTreePart(DomainTree* domains);
    QWidget* makeSections();
    void choose(Facet facet, const QString& value, FacetAction action);
    void followState();
    void ask();
    void receive(const FacetAnswer& answer);
    /// Gives what is open the room that it needs and the tree does not.
    void makeRoom();

    ViewState* const m_state;
    QList<FacetSection*> m_sections; ///< By Facet.
    QScrollArea* m_scroll = nullptr;
    FacetQuery m_query;
    LatestTask m_counting;
    DomainTree* m_domains = nullptr;
    bool m_ownsRoom = true; ///< The user did not divide the room by hand.
};

} // namespace mxlens
