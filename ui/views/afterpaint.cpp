// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/afterpaint.h"

#include <QEvent>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <utility>

namespace mxlens {

namespace {

/// Waits for one window to be painted and is gone then. A child of the widget that asked.
class PaintWait final : public QObject {
public:
    PaintWait(QWidget* widget, std::function<void()> then, std::chrono::milliseconds longest)
        : QObject(widget)
        , m_then(std::move(then))
    {
        widget->window()->installEventFilter(this);
        QTimer::singleShot(longest, this, [this] { end(); });
    }

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        // All that is to be painted is painted in the course of this event.
        if (event->type() == QEvent::UpdateRequest && !std::exchange(m_seen, true))
            QMetaObject::invokeMethod(
                this, [this] { end(); }, Qt::QueuedConnection);
        return false;
    }

private:
    void end()
    {
        if (!m_then)
            return;
        const auto then = std::exchange(m_then, nullptr);
        deleteLater();
        then();
    }

    std::function<void()> m_then; ///< Empty once it was called.
    bool m_seen = false;
};

} // namespace

void afterNextPaint(QWidget* widget, std::function<void()> then, std::chrono::milliseconds longest)
{
    new PaintWait(widget, std::move(then), longest);
}

std::shared_future<void> nextPaint(QWidget* widget)
{
    const auto painted = std::make_shared<std::promise<void>>();
    afterNextPaint(widget, [painted] { painted->set_value(); });
    return painted->get_future().share();
}

} // namespace mxlens
