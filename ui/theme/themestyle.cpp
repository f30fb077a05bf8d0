// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/themestyle.h"

#include "ui/theme/theme.h"

#include <QStyleOption>

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

} // namespace mxlens
