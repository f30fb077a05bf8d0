// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/parallel.h"

#include "core/query/helpers.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace mxlens {

namespace {

constexpr std::size_t mostHelpers = 7;

} // namespace

std::size_t processors()
{
    static const std::size_t number
        = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, mostHelpers + 1);
    return number;
}

void inParallel(std::size_t count, const std::function<void(std::size_t)>& work)
{
    std::atomic<std::size_t> next{ 0 };
    std::mutex mutex;
    std::exception_ptr failure;
    const auto run = [&] {
        try {
            for (std::size_t i = next++; i < count; i = next++)
                work(i);
        } catch (...) {
            next = count;
            const std::scoped_lock lock(mutex);
            failure = std::current_exception();
        }
    };
    Helpers::shared().run(std::min(processors() - 1, count > 0 ? count - 1 : 0), run);
    if (failure)
        std::rethrow_exception(failure);
}

void inRowShares(std::size_t rows, const std::function<void(std::size_t, std::size_t)>& work)
{
    inParallel((rows + rowsOfShare - 1) / rowsOfShare, [&](std::size_t share) {
        work(share * rowsOfShare, std::min(rows, (share + 1) * rowsOfShare));
    });
}

void inStretches(std::size_t count, const std::function<void(std::size_t)>& work)
{
    constexpr std::size_t ofEach = 16; // So that a slow one keeps nobody waiting.
    const std::size_t stretch = std::max<std::size_t>(count / (processors() * ofEach), 1);
    inParallel((count + stretch - 1) / stretch, [&](std::size_t number) {
        const std::size_t end = std::min(count, (number + 1) * stretch);
        for (std::size_t i = number * stretch; i < end; ++i)
            work(i);
    });
}

} // namespace mxlens
