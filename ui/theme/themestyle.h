// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QPixmap>
#include <QProxyStyle>

class QStyleOptionSlider;

namespace mxlens {

/// Fusion, with outlines that can be seen in the dark palette: Fusion draws them darker than the
/// window, which on a dark ground is nothing. Headers with the property quietHeaderProperty are
/// flat. Scroll bars are painted from pictures while they stay as they are. GUI thread.
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
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
        QPainter* painter, const QWidget* widget) const override;
    void drawItemText(QPainter* painter, const QRect& rect, int flags, const QPalette& palette,
        bool enabled, const QString& text,
        QPalette::ColorRole textRole = QPalette::NoRole) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
        const QWidget* widget) const override;
    int pixelMetric(
        PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
        QStyleHintReturn* result) const override;
    QIcon standardIcon(
        StandardPixmap standard, const QStyleOption* option, const QWidget* widget) const override;

    /// Of how many scroll bars a picture is kept: those that exist and were painted.
    qsizetype keptScrollBars() const { return m_scrollBars.size(); }

private:
    /// A scroll bar as it was drawn last.
    struct ScrollBar {
        QByteArray state; ///< All that it was drawn from.
        QPixmap picture;
    };
    const QPixmap& pictureOf(
        const QStyleOptionSlider& option, qreal scale, const QWidget* widget) const;

    mutable QHash<const QObject*, ScrollBar> m_scrollBars;
};

} // namespace mxlens
