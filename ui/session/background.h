// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <utility>

namespace mxlens {

/// Lets the window go first where there are fewer processors than work: for the thread that calls
/// this, one of a pool of one's own, and on Linux for those that it starts or that help it. With a
/// processor to itself it is as quick as before.
void yieldToWindow();

/// Does work on another thread for which nobody waits before the end of the program, as
/// yieldToWindow() has it. It must not throw.
void runElsewhere(std::function<void()> work);

/// Lets go of an object on another thread, where freeing it may take its time.
void freeElsewhere(std::shared_ptr<const void> object);

/// The same object, freed on another thread by whoever lets go of it last: a store of a million
/// reports takes longer to free than a window may stand still.
template <typename T> std::shared_ptr<const T> freedElsewhere(std::shared_ptr<const T> object)
{
    const T* const kept = object.get();
    return { kept, [held = std::shared_ptr<const void>(std::move(object))](const T*) mutable {
                freeElsewhere(std::move(held));
            } };
}

} // namespace mxlens
