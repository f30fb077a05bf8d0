// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/buffer.h"

#include <memory>

namespace mxlens {

/// Windows of a stream that others may go on reading while the next one is filled: one comes back
/// to the pool, with its memory, when the last who holds it lets go. Any thread.
class WindowPool final {
public:
    WindowPool();
    /// An empty window. It may live longer than the pool.
    std::shared_ptr<Buffer> take();

private:
    struct Idle;
    std::shared_ptr<Idle> m_idle;
};

} // namespace mxlens
