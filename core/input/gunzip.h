// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/bytestream.h"
#include "core/input/limits.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace mxlens {

/// Decompresses gzip (RFC 1952), several members one behind the other too. The state of zlib is
/// kept for the next use: start() again.
class GunzipStream final : public ByteStream {
public:
    explicit GunzipStream(const Limits& limits);
    ~GunzipStream() override;
    GunzipStream(const GunzipStream&) = delete;
    GunzipStream& operator=(const GunzipStream&) = delete;

    /// Starts with the compressed bytes of head, and then those of rest, which may be null.
    void start(std::string_view head, ByteStream* rest);
    std::size_t read(char* to, std::size_t size) override;

    /// Compressed bytes behind the end of the last member, known once read() gave 0.
    std::uint64_t trailingBytes() const;

private:
    struct State;
    bool fillInput();
    bool nextMember();
    void failAt(ErrorCode code, std::string detail);
    void failInflate(int status);
    void countTrailing();

    const Limits& m_limits;
    std::unique_ptr<State> m_state;
};

} // namespace mxlens
