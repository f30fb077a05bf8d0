// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/viewstate.h"

#include <QAbstractButton>
#include <QTimer>
#include <QToolButton>

#include <functional>

namespace mxlens {

/// One thing that narrows the view, with a cross: a click, Enter, Space or Delete takes it away.
class FilterChip final : public QAbstractButton {
    Q_OBJECT
public:
    explicit FilterChip(QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
};

/// Everything that narrows the view, a chip each: rows of a problem that were opened, terms of the
/// filter text, domain, MX and result type chosen in the tree, days; and a button that clears them
/// all. Hidden while nothing does. Follows the ViewState. GUI thread.
class FilterChips final : public QWidget {
    Q_OBJECT
public:
    explicit FilterChips(ViewState* state, QWidget* parent = nullptr);

    /// What the chips say, in their order.
    QStringList texts() const;

    /// Lets the bar wait before it comes or goes, until settle() is called or a moment is over: it
    /// moves everything below, and rows are to be painted once.
    void setPatient(bool patient) { m_patient = patient; }
    /// Shows the bar now, or hides it, as what narrows the view asks for.
    void settle();

private:
    struct Entry {
        QString text;
        QString toolTip;
        std::function<void()> remove;
    };
    QList<Entry> entries() const;
    void addTerms(QList<Entry>& entries) const;
    void addPlaces(QList<Entry>& entries) const;
    void addDays(QList<Entry>& entries) const;
    void follow();
    FilterChip* addChip();

    ViewState* const m_state;
    QList<FilterChip*> m_chips; ///< Made as they are needed, kept for the next time.
    QList<Entry> m_entries;
    QToolButton* m_clear = nullptr;
    QTimer m_moment; ///< Runs while the bar waits.
    bool m_patient = false;
};

} // namespace mxlens
