// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/exportdialog.h"
#include "ui/session/exportplan.h"

#include <QObject>

class QWidget;

namespace mxlens {

class Exporter;
class FileChooser;
class RecordTabs;
class ViewState;

/// From *Export as* to a file: asks what and how, then where, and lets the exporter write. GUI
/// thread.
class ExportFlow final : public QObject {
    Q_OBJECT
public:
    /// What is exported from and by; all outlive this. Dialogs belong to window.
    struct Parts {
        QWidget* window = nullptr;
        RecordTabs* tabs = nullptr;
        ViewState* state = nullptr;
        Exporter* exporter = nullptr;
        FileChooser* chooser = nullptr;
    };
    explicit ExportFlow(const Parts& parts);

    /// Opens the dialog, unless there is nothing to export.
    void ask();

private:
    ExportPlan planOf(const ExportChoice& choice, const std::shared_ptr<const Snapshot>&) const;
    void chooseFile(const ExportChoice& choice, ExportPlan plan);

    const Parts m_parts;
};

} // namespace mxlens
