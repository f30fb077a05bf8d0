// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace mxlens {

/// A frame that shows where something can be dropped: dashed, and in the accent colour while
/// something is over the window. Takes no drops itself. GUI thread.
class DropFrame final : public QWidget {
    Q_OBJECT
public:
    explicit DropFrame(QWidget* parent = nullptr);

    void setActive(bool active);
    bool isActive() const { return m_active; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_active = false;
};

} // namespace mxlens
