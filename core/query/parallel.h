// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace mxlens {

/// On how many threads inParallel() works at the most.
std::size_t processors();

/// Calls work(0) to work(count - 1), each once and in no order, on the calling thread and on one
/// more for each further processor (7 at most). Returns when all are done; an exception of work is
/// thrown again here, and what had not begun by then is left out.
void inParallel(std::size_t count, const std::function<void(std::size_t)>& work);

/// So many neighbouring rows make a share for inRowShares(); fewer are not worth a second thread.
constexpr std::size_t rowsOfShare = std::size_t{ 64 } * 1024;

/// As inParallel(), for shares of rows: calls work(begin, end) for rows begin to end - 1, where
/// begin is a multiple of rowsOfShare.
void inRowShares(
    std::size_t rows, const std::function<void(std::size_t begin, std::size_t end)>& work);

/// As inParallel(), for many pieces of little work: neighbours are done together.
void inStretches(std::size_t count, const std::function<void(std::size_t)>& work);

} // namespace mxlens
