// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QFont>
#include <QStaticText>
#include <QStyleOptionViewItem>

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
        int width = 0;
        Qt::Alignment alignment;
        Qt::TextElideMode elide = Qt::ElideNone;
        Qt::LayoutDirection direction = Qt::LeftToRight;
        QString text;
        QFont font;

        friend bool operator==(const Key&, const Key&) = default;
        friend size_t qHash(const Key& key, size_t seed)
        {
            return qHashMulti(seed, key.text, key.width);
        }
    };

    static QStaticText laidOut(const Key& key);

    QCache<Key, QStaticText> m_known;
};

} // namespace mxlens
