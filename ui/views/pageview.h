// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paper/paperpages.h"
#include "ui/session/latesttask.h"

#include <QAbstractScrollArea>
#include <QImage>
#include <QPageLayout>

#include <map>
#include <memory>
#include <vector>

namespace mxlens {

/// The pages of a document one below the other, as they will be printed. They are laid out and
/// drawn on another thread, those that are seen alone. GUI thread.
class PageView final : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit PageView(QWidget* parent = nullptr);

    /// Lays out a document anew.
    void setDocument(
        const std::shared_ptr<const ReportDocument>& document, const QPageLayout& layout);
    /// Width of a page: that of the view, or a part of its size on paper.
    void fitWidth();
    void zoom(double factor);
    /// 0 until the pages are laid out.
    int pageCount() const { return m_pages ? m_pages->count() : 0; }
    /// The page at the top of the view, from 0.
    int currentPage() const;
    /// Whether every page that is seen is drawn.
    bool isDrawn() const;

signals:
    /// Other pages, or another one at the top.
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    struct Drawn {
        QImage image;
        double scale = 0;
    };

    double scale() const; ///< Pixels of the widget for a pixel of the paper.
    int gap() const;
    QSizeF sheet() const; ///< Of a page with its margins, in pixels of the widget.
    QRectF placeOf(int page) const; ///< In the viewport.
    std::vector<int> seenPages() const;
    void follow(); ///< Sets the scroll bars and has drawn what is missing.
    void draw();

    LatestTask m_task;
    QPageLayout m_layout;
    std::shared_ptr<const PaperPages> m_pages;
    std::map<int, Drawn> m_drawn;
    double m_zoom = 0; ///< 0: as wide as the view.
};

} // namespace mxlens
