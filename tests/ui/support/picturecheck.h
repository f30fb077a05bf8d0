// SPDX-License-Identifier: GPL-3.0-or-later
// Compares pictures of windows with kept ones. What a letter's edge looks like may differ, what
// stands where may not.
#pragma once

#include <QImage>
#include <QPainter>
#include <QSet>

#include <algorithm>
#include <array>
#include <vector>

namespace mxlens::test {

/// A picture with at most 256 colours, 16 steps of each or fewer: small to keep, and near enough.
inline QImage reduced(const QImage& picture)
{
    for (const int steps : { 16, 8, 6 }) {
        QImage result = picture.convertToFormat(QImage::Format_RGB32);
        QSet<QRgb> colours;
        const auto step = [steps](int value) {
            const int level = (value * (steps - 1) + 127) / 255;
            return level * 255 / (steps - 1);
        };
        for (int y = 0; y < result.height(); ++y) {
            auto* line = reinterpret_cast<QRgb*>(result.scanLine(y));
            for (int x = 0; x < result.width(); ++x) {
                line[x] = qRgb(step(qRed(line[x])), step(qGreen(line[x])), step(qBlue(line[x])));
                colours.insert(line[x]);
            }
        }
        if (colours.size() > 256)
            continue;
        QList<QRgb> table(colours.begin(), colours.end());
        std::sort(table.begin(), table.end());
        return result.convertToFormat(QImage::Format_Indexed8, table);
    }
    return picture; // 6 steps are 216 colours
}

/// Where two pictures of one size differ.
class PictureDifference final {
public:
    PictureDifference(const QImage& kept, const QImage& now)
        : m_kept(kept.convertToFormat(QImage::Format_RGB32))
        , m_now(now.convertToFormat(QImage::Format_RGB32))
    {
        if (m_kept.size() != m_now.size())
            return;
        m_kept.setDevicePixelRatio(1);
        m_now.setDevicePixelRatio(1);
        const int columns = m_kept.width() / block + 1;
        std::vector<int> counts(static_cast<std::size_t>(columns)
            * static_cast<std::size_t>(m_kept.height() / block + 1));
        for (int y = 0; y < m_kept.height(); ++y) {
            for (int x = 0; x < m_kept.width(); ++x) {
                if (isNear(m_kept.pixel(x, y), m_now.pixel(x, y))
                    || (stands(m_kept, m_now, x, y) && stands(m_now, m_kept, x, y)))
                    continue;
                m_pixels.append(QPoint(x, y));
                const int at = y / block * columns + x / block;
                m_most = std::max(m_most, ++counts[static_cast<std::size_t>(at)]);
            }
        }
    }

    bool sameSize() const { return m_kept.size() == m_now.size(); }
    /// Whether nobody would see a difference.
    bool none() const { return sameSize() && m_most <= allowed; }
    qsizetype pixels() const { return m_pixels.size(); }

    /// Both pictures, and what differs in red on a faint third one.
    QImage picture() const
    {
        const int width = std::max(m_kept.width(), m_now.width());
        const int height = std::max(m_kept.height(), m_now.height());
        QImage all(3 * width, height, QImage::Format_RGB32);
        all.fill(Qt::gray);
        QPainter painter(&all);
        painter.drawImage(0, 0, m_kept);
        painter.drawImage(width, 0, m_now);
        painter.setOpacity(0.3);
        painter.drawImage(2 * width, 0, m_now);
        painter.setOpacity(1);
        for (const QPoint& pixel : m_pixels)
            painter.fillRect(QRect(pixel + QPoint(2 * width - 1, -1), QSize(3, 3)), Qt::red);
        return all;
    }

private:
    static constexpr int block = 24; ///< Pixels of a square in which differences are counted.
    static constexpr int allowed = 6; ///< Pixels of a square that may differ.
    static constexpr int tolerance = 44; ///< Of 255: the steps that are kept, and smooth edges.

    static bool isNear(QRgb a, QRgb b)
    {
        return std::abs(qRed(a) - qRed(b)) <= tolerance
            && std::abs(qGreen(a) - qGreen(b)) <= tolerance
            && std::abs(qBlue(a) - qBlue(b)) <= tolerance;
    }

    /// Whether a pixel of one picture is found in another, a pixel beside it at the most.
    static bool stands(const QImage& one, const QImage& other, int x, int y)
    {
        for (int row = std::max(y - 1, 0); row <= std::min(y + 1, other.height() - 1); ++row) {
            for (int column = std::max(x - 1, 0); column <= std::min(x + 1, other.width() - 1);
                 ++column) {
                if (isNear(one.pixel(x, y), other.pixel(column, row)))
                    return true;
            }
        }
        return false;
    }

    QImage m_kept, m_now;
    QList<QPoint> m_pixels;
    int m_most = 0;
};

} // namespace mxlens::test
