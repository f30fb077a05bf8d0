// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QFont>
#include <QStaticText>
#include <QStyleOptionViewItem>

#include <utility>

class QPainter;

namespace mxlens {

/// Texts of cells as they are painted, laid out and shortened: the style lays each of them out
/// twice whenever it is painted, which is most of what painting a table takes. The same texts come
/// again and again. GUI thread.
class CellTexts final {
public:
    CellTexts();

    /// Paints the text of a cell without an icon as the style would. option.widget is not null.
    /// Pen, font and clip of the painter are changed.
    void paint(QPainter& painter, const QStyleOptionViewItem& option);

private:
    /// Everything that a laid out text depends on.
    struct Key {
        QString text;
        QFont font;
        int width = 0;
        int alignment = 0;
        int elide = 0;
        int direction = 0;

        friend bool operator==(const Key& a, const Key& b)
        {
            return a.width == b.width && a.alignment == b.alignment && a.elide == b.elide
                && a.direction == b.direction && a.text == b.text && a.font == b.font;
        }
        friend size_t qHash(const Key& key, size_t seed)
        {
            return qHashMulti(seed, key.text, key.width, key.alignment);
        }
    };

    static QStaticText laidOut(const Key& key);

    QCache<Key, QStaticText> m_known;
};

} // namespace mxlens
