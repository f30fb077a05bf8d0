// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/totals.h"
#include "ui/session/viewstate.h"

#include <QCoreApplication>
#include <QHash>

#include <functional>

class QAbstractItemView;

namespace mxlens {

class EmptyNotice;
struct ViewAnswer;

/// What the tables of the window say while they are empty. GUI thread.
class TabNotices final {
    Q_DECLARE_TR_FUNCTIONS(mxlens::RecordTabs)
public:
    /// showTab brings a table to the front.
    TabNotices(ViewState* state, std::function<void(RowKind)> showTab);

    /// Lays a notice over a view.
    void add(RowKind kind, QAbstractItemView* view);
    EmptyNotice& of(RowKind kind) const { return *m_notices.value(kind); }
    /// Every table says the same.
    void setAll(const QString& sentence);
    /// Each says why it is empty by an answer; problems are still being looked for.
    void setAnswer(const ViewAnswer& answer);
    /// A table is empty, and what for is not known yet.
    void keepSilent(RowKind kind) { say({ kind }, {}); }
    /// Problems were looked for and none was found: what that rests on.
    void setNothingWrong();

private:
    void say(std::initializer_list<RowKind> kinds, const QString& sentence,
        const QString& action = {}, const std::function<void()>& run = {});
    void setNothingFound(const ViewAnswer& answer);
    void setFailures(const Totals& totals);

    ViewState* const m_state;
    const std::function<void(RowKind)> m_showTab;
    QHash<RowKind, EmptyNotice*> m_notices;
    Totals m_totals; ///< Of what is shown.
    bool m_hasReports = false;
};

} // namespace mxlens
