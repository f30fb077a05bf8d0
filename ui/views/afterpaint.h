// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <future>

class QWidget;

namespace mxlens {

/// So long who waits for a window to be painted waits at the most.
constexpr std::chrono::milliseconds longestPaint{ 50 };

/// Calls then() on the GUI thread when the window of a widget has been painted the next time: for
/// work that would hold up what somebody waits to see. Where nothing is painted, after `longest`;
/// never once the widget is gone.
void afterNextPaint(
    QWidget* widget, std::function<void()> then, std::chrono::milliseconds longest = longestPaint);

/// The same for another thread, which may wait: ready then, or when the widget is gone.
std::shared_future<void> nextPaint(QWidget* widget);

} // namespace mxlens
