// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace mxlens {

/// Fusion, with outlines that can be seen in the dark palette: Fusion draws them darker than the
/// window, which on a dark ground is nothing. GUI thread.
class ThemeStyle final : public QProxyStyle {
    Q_OBJECT
public:
    ThemeStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget) const override;
};

} // namespace mxlens
