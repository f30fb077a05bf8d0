// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QIconEngine>

#include <optional>

namespace mxlens {

/// Draws a one-coloured SVG in a colour of the application's palette, taken when it is painted, so
/// that icons follow the theme and are sharp at any scale. GUI thread.
class ThemeIconEngine final : public QIconEngine {
public:
    /// path of the SVG; meaning of its colour, or nothing for the colour of button texts.
    explicit ThemeIconEngine(const QString& path, std::optional<Colour> meaning = std::nullopt);

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(
        const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QIconEngine* clone() const override;
    QString key() const override;
    bool isNull() override;

private:
    QColor tint(QIcon::Mode mode) const;

    QString m_path;
    std::optional<Colour> m_meaning;
};

} // namespace mxlens
