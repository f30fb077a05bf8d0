// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/facetmodel.h"
#include "ui/views/longtree.h"

#include <QWidget>

#include <functional>

class QLineEdit;
class QMenu;
class QToolButton;

namespace mxlens {

/// What somebody wants of a value.
enum class FacetAction {
    Only, ///< Nothing but this one.
    Toggle, ///< This one beside the others that are chosen, or no longer.
    LeaveOut,
};

/// The values of a facet: a click chooses one, Ctrl+click several; with the keyboard Enter and
/// Space. GUI thread.
class FacetList final : public LongTree {
    Q_OBJECT
public:
    explicit FacetList(FacetModel* model, QWidget* parent = nullptr);

    /// Fills a menu about the current value.
    void fillMenu(QMenu& menu);
    /// Takes the height of its rows, up to a bound.
    void fitHeight();
    /// Gives the figures the room that they need.
    void sizeColumns();

signals:
    void valueRequested(const QString& value, mxlens::FacetAction action);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// The names need the room more where there is little.
    void yieldToNames();
    void request(const QModelIndex& index, FacetAction action);
    void showMenu(const QPoint& position);

    FacetModel* const m_values;
};

/// One facet under its title, which folds it. GUI thread.
class FacetSection final : public QWidget {
    Q_OBJECT
public:
    FacetSection(Facet facet, const QString& title, const QString& name, QWidget* parent = nullptr);

    Facet facet() const { return m_values->facet(); }
    /// A stable name, for settings.
    QString name() const { return m_name; }
    bool isOpen() const;
    void setOpen(bool open);
    /// Exchanges the values; what is current stays so.
    void showRows(std::vector<FacetRow> rows);
    void setChoice(const QStringList& chosen, const QStringList& leftOut);

    FacetModel& values() { return *m_values; }
    FacetList& list() { return *m_list; }
    QLineEdit& search() { return *m_search; }

signals:
    void valueRequested(const QString& value, mxlens::FacetAction action);
    /// It was opened or folded.
    void folded(bool open);

private:
    void showTitle();
    void refill(const std::function<void()>& change);

    const QString m_title, m_name;
    FacetModel* const m_values;
    QToolButton* m_button = nullptr;
    QLineEdit* m_search = nullptr;
    FacetList* m_list = nullptr;
    qsizetype m_chosen = 0; ///< Values that are chosen or left out.
};

} // namespace mxlens
