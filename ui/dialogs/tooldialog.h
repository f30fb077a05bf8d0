// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/thresholds.h"
#include "core/store/snapshot.h"
#include "ui/dialogs/toolfiles.h"
#include "ui/session/latesttask.h"

#include <QDateTime>
#include <QDialog>

#include <functional>
#include <memory>

class QComboBox;
class QLabel;
class QTabWidget;
class QVBoxLayout;

namespace mxlens {

/// What the tools are given from outside.
struct ToolContext {
    std::function<std::shared_ptr<const Snapshot>()> snapshot; ///< What is loaded; may give null.
    ToolFiles files;
    std::function<QDateTime()> now; ///< The clock.
    std::function<Thresholds()> thresholds{}; ///< Of the diagnosis; the usual ones where unset.
};

/// A window beside the main window in which records are built and checked: one side for each. The
/// building side scrolls where the window is small. GUI thread.
class ToolDialog : public QDialog {
    Q_OBJECT
public:
    /// helpTopic: the page that explains it.
    ToolDialog(const QString& title, const QString& helpTopic, QWidget* parent = nullptr);

    /// Asks what is loaded, for the list of domains; does nothing where that is known. Also done
    /// whenever the window becomes the active one.
    void followReports();

signals:
    /// The list of domains is that of the reports.
    void reportsFollowed();

protected:
    bool event(QEvent* event) override;
    /// Sees the letter that chooses a side.
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    /// Adds a side; the layout is where its parts go.
    QVBoxLayout* addScrolledSide(const QString& title, const char* name);
    void addSide(QWidget* side, const QString& title);
    void showSide(int index);
    /// The field for the domain, with the loaded ones to choose from; with its caption in layout.
    QComboBox* addDomainField(QVBoxLayout* layout, ToolContext context);
    const ToolContext& context() const { return m_context; }

private:
    /// Puts the focus where a side wants it; nowhere else on sides that say nothing.
    void focusSide();

    QTabWidget* m_sides = nullptr;
    QComboBox* m_domain = nullptr;
    ToolContext m_context;
    std::weak_ptr<const Snapshot> m_listed; ///< What the list of domains is of.
    LatestTask m_listing;
};

/// A heading over a part of a side.
QLabel* toolHeading(const QString& text, QWidget* parent);

/// A sentence in muted colour under what it explains, in plain text.
QLabel* toolNote(const QString& text, QWidget* parent);

} // namespace mxlens
