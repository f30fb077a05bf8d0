// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractScrollArea;

namespace mxlens {

/// A line round what is seen of a scroll area, for as long as the area has the focus: without a
/// frame it would have no way to show it. GUI thread.
class FocusBorder final : public QWidget {
    Q_OBJECT
public:
    explicit FocusBorder(QAbstractScrollArea* area);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();

    QAbstractScrollArea* const m_area;
};

} // namespace mxlens
