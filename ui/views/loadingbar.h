// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/loader.h"

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace mxlens {

/// The line that says how far reading is, with Cancel. Indeterminate until the number of files is
/// known. GUI thread.
class LoadingBar final : public QFrame {
    Q_OBJECT
public:
    explicit LoadingBar(QWidget* parent = nullptr);

    /// Follows the loader: visible while it loads or cancels.
    void follow(LoadState state);
    void showProgress(const IngestProgress& progress);
    QString text() const;

signals:
    void cancelRequested();

private:
    QLabel* m_text = nullptr;
    QProgressBar* m_bar = nullptr;
    QPushButton* m_cancel = nullptr;
};

/// How far reading is, in words.
QString progressText(const IngestProgress& progress);

/// How far reading was when it was cancelled, in a sentence, and that what was read is shown.
QString cancelledText(const IngestProgress& progress);

} // namespace mxlens
