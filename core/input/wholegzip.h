// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/buffer.h"
#include "core/input/zlibinflate.h"

#include <memory>
#include <string_view>

namespace mxlens {

/// Decompresses small gzip files that are in memory and of which nothing is unusual, in one go.
/// What it refuses is read by GunzipStream, which also says what is wrong. Keeps its state; one
/// thread.
class WholeGzip final {
public:
    WholeGzip();
    ~WholeGzip();
    WholeGzip(const WholeGzip&) = delete;
    WholeGzip& operator=(const WholeGzip&) = delete;

    /// Decompresses one member that fills packed to its end. False: try the other way; nothing is
    /// said about packed then.
    bool unpack(std::string_view packed, Buffer& to);
    /// Has zlib decompress, which outlives this: for measurements.
    void useZlib(ZlibInflate& zlib) { m_zlib = &zlib; }

private:
    struct State;
    std::unique_ptr<State> m_state;
    ZlibInflate* m_zlib = nullptr;
};

} // namespace mxlens
