// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace mxlens {

/// What QuickInflate does, by zlib: to measure one against the other. Keeps zlib's state; one
/// thread.
class ZlibInflate final {
public:
    /// What stands around the DEFLATE data.
    enum class Form { Nothing, Gzip };

    ZlibInflate();
    ~ZlibInflate();
    ZlibInflate(const ZlibInflate&) = delete;
    ZlibInflate& operator=(const ZlibInflate&) = delete;

    /// Writes size bytes; of gzip, whose checksum has to be right, one member. Gives how many bytes
    /// of packed it took; nothing where that is not the form or not the size of its text.
    std::optional<std::size_t> unpack(
        std::string_view packed, Form form, char* to, std::size_t size);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace mxlens
