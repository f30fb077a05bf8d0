// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/themeiconengine.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace mxlens {

ThemeIconEngine::ThemeIconEngine(const QString& path, std::optional<Colour> meaning)
    : m_path(path)
    , m_meaning(meaning)
{
}

QColor ThemeIconEngine::tint(QIcon::Mode mode) const
{
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled)
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    if (m_meaning)
        return colour(*m_meaning, palette);
    if (mode == QIcon::Selected)
        return palette.color(QPalette::Active, QPalette::HighlightedText);
    return palette.color(QPalette::Active, QPalette::ButtonText);
}

QPixmap ThemeIconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State /*state*/)
{
    if (size.isEmpty())
        return {};
    const QColor ink = tint(mode);
    const QString cacheKey = QStringLiteral("mxlens:%1:%2x%3:%4")
                                 .arg(m_path)
                                 .arg(size.width())
                                 .arg(size.height())
                                 .arg(ink.rgba(), 8, 16);
    QPixmap result;
    if (QPixmapCache::find(cacheKey, &result))
        return result;
    if (isNull())
        return {};

    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    QSvgRenderer renderer(m_path);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(&painter, QRectF(QPointF(), QSizeF(size)));
    // The drawing gives the shape, the palette the colour.
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), ink);
    painter.end();

    result = QPixmap::fromImage(image);
    QPixmapCache::insert(cacheKey, result);
    return result;
}

QPixmap ThemeIconEngine::scaledPixmap(
    const QSize& size, QIcon::Mode mode, QIcon::State state, qreal /*scale*/)
{
    // size is in device pixels already, and a drawing has no other sizes to choose from.
    return pixmap(size, mode, state);
}

void ThemeIconEngine::paint(
    QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal ratio = painter->device()->devicePixelRatioF();
    QPixmap drawn = pixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state);
    drawn.setDevicePixelRatio(ratio);
    painter->drawPixmap(rect.topLeft(), drawn);
}

QIconEngine* ThemeIconEngine::clone() const
{
    return new ThemeIconEngine(m_path, m_meaning);
}

QString ThemeIconEngine::key() const
{
    return QStringLiteral("mxlens-theme");
}

bool ThemeIconEngine::isNull()
{
    return !QFile::exists(m_path);
}

} // namespace mxlens
