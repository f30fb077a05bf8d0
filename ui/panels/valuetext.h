// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace mxlens {

/// A text that can be selected, as high as it needs to be, broken within words where they are too
/// long: what a label cannot do. Plain text only. GUI thread.
class ValueText final : public QPlainTextEdit {
    Q_OBJECT
public:
    /// record: a record rather than words: broken wherever a line is full.
    ValueText(const QString& text, bool record, QWidget* parent = nullptr);

    /// Whether a text has words too long for a label.
    static bool isNeededFor(const QString& text);

    bool hasHeightForWidth() const override;
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void wheelEvent(QWheelEvent* event) override;
};

} // namespace mxlens
