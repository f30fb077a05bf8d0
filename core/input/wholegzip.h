// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/buffer.h"
#include "core/input/quickinflate.h"
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

    /// What may become larger than anything may without a look at the ratio.
    class Large : public QuickInflate::Watch {
    public:
        /// Room for a text of size bytes that packed becomes, with the spare ones behind it; null
        /// where it may not.
        virtual char* roomFor(std::string_view packed, std::size_t size) = 0;

    protected:
        ~Large() = default;
    };

    /// The largest text that is unpacked without a look at the ratio.
    static constexpr std::size_t smallText = 1u << 20;

    /// Decompresses one member that fills packed to its end. False: try the other way; nothing is
    /// said about packed then. large: takes what is larger, to is as it was; null: nothing larger.
    bool unpack(std::string_view packed, Buffer& to, Large* large = nullptr);
    /// Has zlib decompress, which outlives this: for measurements.
    void useZlib(ZlibInflate& zlib) { m_zlib = &zlib; }

private:
    struct State;
    std::unique_ptr<State> m_state;
    ZlibInflate* m_zlib = nullptr;
};

} // namespace mxlens
