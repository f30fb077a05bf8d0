// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/themestyle.h"

#include "ui/theme/theme.h"

#include <QDataStream>
#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include <cmath>
#include <utility>

namespace mxlens {
namespace {

bool isOutlined(QStyle::PrimitiveElement element)
{
    switch (element) {
    case QStyle::PE_FrameLineEdit:
    case QStyle::PE_Frame:
    case QStyle::PE_IndicatorCheckBox:
    case QStyle::PE_IndicatorRadioButton:
    case QStyle::PE_IndicatorItemViewItemCheck:
    case QStyle::PE_PanelButtonCommand:
        return true;
    default:
        return false;
    }
}

/// A window colour from which Fusion makes an outline that stands out.
void brighten(QStyleOption& option)
{
    option.palette.setColor(QPalette::Window, colour(Colour::Unknown, option.palette).lighter(105));
}

/// Each line goes its own way: from right to left the full stop of an English sentence would come
/// first.
QString isolated(const QString& text)
{
    constexpr QChar firstStrongIsolate(0x2068);
    constexpr QChar popDirectionalIsolate(0x2069);
    QStringList lines = text.split(QLatin1Char('\n'));
    for (QString& line : lines)
        line = firstStrongIsolate + line + popDirectionalIsolate;
    return lines.join(QLatin1Char('\n'));
}

bool isQuietHeader(const QWidget* widget)
{
    return widget && widget->property(ThemeStyle::quietHeaderProperty).toBool();
}

/// The ground, a line below and a fainter one where the next section begins.
void drawQuietSection(QPainter& painter, const QStyleOption& option, bool ends)
{
    const QRect& area = option.rect;
    painter.fillRect(area, option.palette.color(QPalette::Window));
    const bool mirrored = option.direction == Qt::RightToLeft;
    if (ends)
        painter.fillRect(mirrored ? area.left() : area.right(), area.top(), 1, area.height(),
            option.palette.color(QPalette::Midlight));
    painter.fillRect(
        area.left(), area.bottom(), area.width(), 1, option.palette.color(QPalette::Mid));
}

/// All that a scroll bar is drawn from.
QByteArray stateOf(const QStyleOptionSlider& option, qreal scale)
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << option.rect.size() << scale << int(option.state) << int(option.direction)
           << int(option.orientation) << option.minimum << option.maximum << option.pageStep
           << option.sliderPosition << option.upsideDown << int(option.subControls)
           << int(option.activeSubControls) << option.palette.cacheKey()
           << int(option.palette.currentColorGroup());
    return state;
}

} // namespace

ThemeStyle::ThemeStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
    QPainter* painter, const QWidget* widget) const
{
    const auto draw = [&](const QStyleOption& changed) {
        QProxyStyle::drawPrimitive(element, &changed, painter, widget);
    };
    if (!isOutlined(element) || !isDark(option->palette)) {
        draw(*option);
    } else if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option)) {
        QStyleOptionFrame changed(*frame);
        brighten(changed);
        draw(changed);
    } else if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
        QStyleOptionButton changed(*button);
        brighten(changed);
        draw(changed);
    } else {
        draw(*option);
    }
}

void ThemeStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
    const QWidget* widget) const
{
    // Not a style sheet: that keeps the colours it was drawn with first.
    const bool section = element == CE_HeaderSection;
    if ((section || element == CE_HeaderEmptyArea) && isQuietHeader(widget))
        drawQuietSection(*painter, *option, section);
    else
        QProxyStyle::drawControl(element, option, painter, widget);
}

// Fusion takes longer for the scroll bars of a page than for all the texts in it, and most of them
// are painted again as they were. Not where a picture would lie between the pixels.
void ThemeStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
    QPainter* painter, const QWidget* widget) const
{
    const auto* const slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    const qreal scale = painter->device()->devicePixelRatioF();
    if (control != CC_ScrollBar || !slider || !widget || slider->rect.isEmpty()
        || scale != std::floor(scale))
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    else
        painter->drawPixmap(slider->rect.topLeft(), pictureOf(*slider, scale, widget));
}

const QPixmap& ThemeStyle::pictureOf(
    const QStyleOptionSlider& option, qreal scale, const QWidget* widget) const
{
    if (!m_scrollBars.contains(widget))
        connect(widget, &QObject::destroyed, this,
            [this](const QObject* gone) { m_scrollBars.remove(gone); });
    ScrollBar& bar = m_scrollBars[widget];
    QByteArray state = stateOf(option, scale);
    if (bar.state == state)
        return bar.picture;
    bar.state = std::move(state);
    bar.picture = QPixmap((QSizeF(option.rect.size()) * scale).toSize());
    bar.picture.setDevicePixelRatio(scale);
    bar.picture.fill(Qt::transparent);
    QStyleOptionSlider moved(option);
    moved.rect.moveTo(0, 0);
    QPainter painter(&bar.picture);
    QProxyStyle::drawComplexControl(CC_ScrollBar, &moved, &painter, widget);
    return bar.picture;
}

void ThemeStyle::drawItemText(QPainter* painter, const QRect& rect, int flags,
    const QPalette& palette, bool enabled, const QString& text, QPalette::ColorRole textRole) const
{
    const bool mirrored
        = painter->layoutDirection() == Qt::RightToLeft || (flags & Qt::TextForceRightToLeft) != 0;
    QProxyStyle::drawItemText(
        painter, rect, flags, palette, enabled, mirrored ? isolated(text) : text, textRole);
}

QSize ThemeStyle::sizeFromContents(ContentsType type, const QStyleOption* option,
    const QSize& contents, const QWidget* widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    // As much air above and below as a row has.
    if (type == CT_HeaderSection && isQuietHeader(widget))
        size.rheight() += length(widget, 1);
    return size;
}

int ThemeStyle::pixelMetric(
    PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    if (metric == PM_HeaderMargin && isQuietHeader(widget))
        return length(widget, 1);
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int ThemeStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
    QStyleHintReturn* result) const
{
    // The icons of the desktop are drawn for its own ground: dark ones were lost on our dark one.
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, result);
}

QIcon ThemeStyle::standardIcon(
    StandardPixmap standard, const QStyleOption* option, const QWidget* widget) const
{
    if (standard == SP_LineEditClearButton)
        return icon(QStringLiteral("clear"));
    return QProxyStyle::standardIcon(standard, option, widget);
}

} // namespace mxlens
