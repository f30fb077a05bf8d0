// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/pageview.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>
#include <utility>

namespace mxlens {

namespace {

constexpr double mostZoom = 4, leastZoom = 0.2;

/// A page with its margins, for a scale in device pixels.
QImage drawnPage(const PaperPages& pages, const QPageLayout& layout, int page, double scale)
{
    const QSizeF whole = layout.fullRectPixels(paperDpi).size();
    const QPointF corner = layout.paintRectPixels(paperDpi).topLeft();
    QImage image((whole * scale).toSize().expandedTo(QSize(1, 1)), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(scale, scale);
    painter.translate(corner);
    pages.paint(painter, page);
    return image;
}

} // namespace

PageView::PageView(QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_task(nullptr)
{
    setFrameShape(QFrame::NoFrame);
    // Always there: a width that it takes away would change the size of the pages.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
}

void PageView::setDocument(
    const std::shared_ptr<const ReportDocument>& document, const QPageLayout& layout)
{
    m_layout = layout;
    m_pages.reset();
    m_drawn.clear();
    follow();
    m_task.start([this, document, layout](const std::stop_token& stop) -> LatestTask::Done {
        auto pages = std::make_shared<const PaperPages>(
            document, layout.paintRectPixels(paperDpi).size(), paperDpi, stop);
        return [this, pages = std::move(pages)] {
            m_pages = pages;
            follow();
        };
    });
}

void PageView::fitWidth()
{
    m_zoom = 0;
    follow();
}

void PageView::zoom(double factor)
{
    const double onScreen = static_cast<double>(logicalDpiX()) / paperDpi;
    const double before = scale();
    m_zoom = std::clamp(before / onScreen * factor, leastZoom, mostZoom);
    const double place = verticalScrollBar()->value() / before;
    follow();
    verticalScrollBar()->setValue(qRound(place * scale()));
}

int PageView::currentPage() const
{
    const std::vector<int> seen = seenPages();
    // The one that fills more of the view, where two are seen.
    for (const int page : seen) {
        if (placeOf(page).bottom() > viewport()->height() / 2.0)
            return page;
    }
    return seen.empty() ? 0 : seen.back();
}

bool PageView::isDrawn() const
{
    const std::vector<int> seen = seenPages();
    return !seen.empty() && std::ranges::all_of(seen, [this](int page) {
        const auto drawn = m_drawn.find(page);
        return drawn != m_drawn.end() && drawn->second.scale == scale();
    });
}

double PageView::scale() const
{
    if (m_zoom > 0)
        return m_zoom * logicalDpiX() / paperDpi;
    const double wide = m_layout.fullRectPixels(paperDpi).width();
    const double room = viewport()->width() - 2.0 * gap();
    // A page that is wider than on paper helps nobody.
    return std::clamp(room / std::max(wide, 1.0), 0.01, 2.0 * logicalDpiX() / paperDpi);
}

int PageView::gap() const
{
    return length(this, 4);
}

QSizeF PageView::sheet() const
{
    return QSizeF(m_layout.fullRectPixels(paperDpi).size()) * scale();
}

QRectF PageView::placeOf(int page) const
{
    const QSizeF size = sheet();
    const double left = size.width() + 2 * gap() > viewport()->width()
        ? gap() - horizontalScrollBar()->value()
        : (viewport()->width() - size.width()) / 2;
    const double top = gap() + page * (size.height() + gap()) - verticalScrollBar()->value();
    return { QPointF(std::round(left), std::round(top)), size };
}

std::vector<int> PageView::seenPages() const
{
    std::vector<int> pages;
    if (!m_pages)
        return pages;
    const double each = sheet().height() + gap();
    const int first = static_cast<int>(verticalScrollBar()->value() / each);
    for (int page = first; page < m_pages->count(); ++page) {
        if (placeOf(page).top() > viewport()->height())
            break;
        pages.push_back(page);
    }
    return pages;
}

void PageView::follow()
{
    const QSizeF size = sheet();
    const double tall = pageCount() * (size.height() + gap()) + gap();
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(fontMetrics().lineSpacing() * 3);
    verticalScrollBar()->setRange(0, std::max(0, qRound(tall) - viewport()->height()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(
        0, std::max(0, qRound(size.width()) + 2 * gap() - viewport()->width()));
    draw();
    viewport()->update();
    emit changed();
}

void PageView::draw()
{
    const std::vector<int> seen = seenPages();
    if (seen.empty() || isDrawn())
        return;
    // What is far from the view is drawn again when it comes back.
    std::erase_if(m_drawn, [&](const auto& drawn) {
        return drawn.first < seen.front() - 2 || drawn.first > seen.back() + 2;
    });
    std::vector<int> wanted;
    for (const int page : seen) {
        const auto drawn = m_drawn.find(page);
        if (drawn == m_drawn.end() || drawn->second.scale != scale())
            wanted.push_back(page);
    }
    m_task.startInSteps([this, pages = m_pages, layout = m_layout, wanted, now = scale(),
                            ratio = devicePixelRatioF()](const std::stop_token& stop,
                            const LatestTask::Post& post) -> LatestTask::Done {
        for (const int page : wanted) {
            if (stop.stop_requested())
                break;
            QImage image = drawnPage(*pages, layout, page, now * ratio);
            image.setDevicePixelRatio(ratio);
            post([this, page, now, image = std::move(image)] {
                m_drawn[page] = { image, now };
                viewport()->update();
            });
        }
        return {};
    });
}

void PageView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().color(QPalette::Mid));
    if (!m_pages) {
        painter.setPen(palette().color(QPalette::WindowText));
        painter.fillRect(viewport()->rect(), palette().color(QPalette::Window));
        painter.drawText(
            viewport()->rect(), Qt::AlignCenter, tr("The pages are being laid out\u2026"));
        return;
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (const int page : seenPages()) {
        const QRectF place = placeOf(page);
        const auto drawn = m_drawn.find(page);
        if (drawn == m_drawn.end())
            painter.fillRect(place, Qt::white);
        else if (drawn->second.scale == scale())
            painter.drawImage(place.topLeft(), drawn->second.image);
        else
            painter.drawImage(place, drawn->second.image);
    }
}

void PageView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    follow();
}

void PageView::scrollContentsBy(int, int)
{
    draw();
    viewport()->update();
    emit changed();
}

} // namespace mxlens
