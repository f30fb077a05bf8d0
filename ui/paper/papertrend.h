// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/document.h"

#include <QObject>
#include <QTextObjectInterface>

namespace mxlens {

/// Draws the trends of a document as objects of its text: failures above sessions. Any thread that
/// lays out the text.
class PaperTrend final : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)
public:
    /// The object's type in a text, and the property that holds the place of its block in document.
    static constexpr int type = QTextFormat::UserObject + 1;
    static constexpr int blockProperty = QTextFormat::UserProperty + 1;

    /// document outlives this; width: of a page, in pixels of the device.
    PaperTrend(const Document& document, double width, QObject* parent);

    QSizeF intrinsicSize(QTextDocument* text, int position, const QTextFormat& format) override;
    void drawObject(QPainter* painter, const QRectF& rect, QTextDocument* text, int position,
        const QTextFormat& format) override;

private:
    const Document& m_document;
    double m_width;
};

} // namespace mxlens
