// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/afterpaint.h"

#include <QEvent>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <utility>

namespace mxlens {

namespace {

/// Waits for one window to be painted and is gone then. A child of the widget that asked.
class PaintWait final : public QObject {
public:
    PaintWait(QWidget* widget, std::function<void()> then)
        : QObject(widget)
        , m_then(std::move(then))
    {
        widget->window()->installEventFilter(this);
        QTimer::singleShot(longestPaint, this, [this] { end(); });
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

void afterNextPaint(QWidget* widget, std::function<void()> then)
{
    new PaintWait(widget, std::move(then));
}

} // namespace mxlens
