// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/ingest.h"
#include "core/report/language.h"

#include <mutex>
#include <string>
#include <string_view>

namespace mxlens::cli {

/// Makes the three standard streams fit for use: a closed one is held open, so that no report or
/// table gets its number; output is neither buffered nor translated; a closed pipe or a limit on
/// file sizes gives an error in place of ending the program. Called once, before any thread.
void prepareStandardStreams();

/// Whether a page on standard output may be coloured: it goes to a terminal that knows how, and
/// nobody asked for none by the variable NO_COLOR.
bool outputTakesColours();

/// How writing to standard output went.
struct StreamState {
    int error = 0; ///< errno of the first failure, 0 if there was none.
    bool pipeClosed() const; ///< The reader went away, as `head` does: no reason to complain.
};

/// Writes all of bytes to standard output and notes a failure in state; false then and ever after.
bool writeToStandardOutput(std::string_view bytes, StreamState& state);

/// Writes `mxlens-cli: text` and a line feed to standard error. text may hold what strangers wrote.
void complain(std::string_view text);

/// One line on standard error that says how far reading or writing is, for people only: nothing is
/// written unless standard error is a terminal. Any thread; the line is gone at the end.
class ProgressLine final {
public:
    explicit ProgressLine(Language language);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    bool visible() const { return m_visible; }
    void show(const IngestProgress& progress);
    void showWriting(int percent);
    void clear();

private:
    void showText(std::string text);

    std::mutex m_mutex;
    Language m_language;
    bool m_visible = false;
    std::size_t m_width = 0; ///< Columns of the line that stands there.
};

} // namespace mxlens::cli
