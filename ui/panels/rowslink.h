// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace mxlens {

/// A figure that opens the rows it comes from: text underlined in the accent colour, reached by Tab
/// and pressed by Space or Enter like any button. Plain text only. GUI thread.
class RowsLink final : public QAbstractButton {
    Q_OBJECT
public:
    explicit RowsLink(const QString& figure, QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace mxlens
