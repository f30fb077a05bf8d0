// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVector>

class QMenu;
class QPoint;

namespace mxlens {

class DetailsPanel;
class ViewState;
struct DetailsTerm;

/// Makes what the details say into filters: the same menu as in the tables about one value, or one
/// that offers all of them. Owned by the panel. GUI thread.
class DetailsMenu final : public QObject {
    Q_OBJECT
public:
    DetailsMenu(DetailsPanel* panel, ViewState* state);

private:
    void show(const QVector<DetailsTerm>& terms, const QString& selected, const QPoint& place);
    void addTerm(QMenu& menu, const DetailsTerm& term);

    DetailsPanel* const m_panel;
    ViewState* const m_state;
};

} // namespace mxlens
