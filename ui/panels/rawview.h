// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/rawtextloader.h"

#include <QWidget>

#include <memory>

namespace mxlens {

/// The raw JSON of a source: indented or as written, searchable (Ctrl+F, F3), to be copied. A long
/// text comes in bit by bit, so that the window stays alive. GUI thread.
class RawView final : public QWidget {
    Q_OBJECT
public:
    explicit RawView(QWidget* parent = nullptr);
    ~RawView() override;

    /// Nothing to show, and why.
    void showNothing(const QString& sentence);
    void showLoading();
    void showText(const RawText& text);
    void showError(const QString& sentence);

    /// What stands in the editor so far.
    QString text() const;
    /// The sentence below the text: state, error, or what is not shown.
    QString notice() const;

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace mxlens
