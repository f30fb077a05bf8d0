// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mxlens {

/// Asks the processor to fetch what lies at an address, while something else is done. The address
/// need not be one.
inline void prefetch([[maybe_unused]] const void* address) noexcept
{
#ifdef __GNUC__
    __builtin_prefetch(address);
#endif
}

} // namespace mxlens
