// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace mxlens {

/// Fusion, with outlines that can be seen in the dark palette: Fusion draws them darker than the
/// window, which on a dark ground is nothing. Headers with the property quietHeaderProperty are
/// flat. GUI thread.
class ThemeStyle final : public QProxyStyle {
    Q_OBJECT
public:
    /// Of a header, true: drawn flat, on the ground of the window.
    static constexpr const char* quietHeaderProperty = "quiet";

    ThemeStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget) const override;
    void drawItemText(QPainter* painter, const QRect& rect, int flags, const QPalette& palette,
        bool enabled, const QString& text,
        QPalette::ColorRole textRole = QPalette::NoRole) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
        const QWidget* widget) const override;
    int pixelMetric(
        PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
};

} // namespace mxlens
