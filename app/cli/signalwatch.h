// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <stop_token>

namespace mxlens::cli {

/// Turns SIGINT, SIGTERM and SIGHUP into a stop request. A signal that was ignored at the start
/// (nohup) stays ignored. One object in a program, made before any other thread.
///
/// Where the program does not end within half a second of the request (a read from a terminal or a
/// pipe that says nothing), the watch ends it, unless a file is being written: then the temporary
/// file is removed first, which needs the program to run on.
class SignalWatch final {
public:
    explicit SignalWatch(std::stop_source stop);
    ~SignalWatch();
    SignalWatch(const SignalWatch&) = delete;
    SignalWatch& operator=(const SignalWatch&) = delete;

    std::stop_token token() const;
    /// Number of the first signal that came, 0 if none did.
    int signal() const;
    /// Whether there is something that must be tidied up before the program may end.
    void setTidyingNeeded(bool needed);

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace mxlens::cli
