// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/streams.h"

#include "core/output/figuretext.h"
#include "core/output/terminaltext.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace mxlens::cli {

namespace {

bool errorStreamIsTerminal()
{
#ifdef _WIN32
    return ::_isatty(::_fileno(stderr)) != 0;
#else
    return ::isatty(STDERR_FILENO) != 0;
#endif
}

void writeToStandardError(std::string_view text)
{
    // Where standard error cannot be written there is nobody left to tell.
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
    static_cast<void>(std::fflush(stderr));
}

/// The words of the line that says how far the program is.
struct ProgressWords {
    std::string_view reading; ///< Before the number of files that are read.
    std::string_view ofFiles; ///< Between that and the number of all of them ...
    std::string_view files; ///< ... and behind it.
    std::string_view filesRead; ///< Where there is no such number yet ...
    std::string_view filesFound; ///< ... but one of those found so far, and what is behind that.
    std::string_view reports, unreadable; ///< Behind their numbers.
    std::string_view writing; ///< Before the percentage.
};

constexpr ProgressWords english{ "Reading ", " of ", " files, ", " files, ", " found so far, ",
    " reports", " unreadable", "Writing: " };
constexpr ProgressWords spanish{ "Se leen ", " de ", " archivos, ", " archivos, ", " encontrados, ",
    " informes", " ilegibles", "Se escribe: " };

const ProgressWords& wordsIn(Language language)
{
    return language == Language::Spanish ? spanish : english;
}

std::string progressText(const IngestProgress& progress, Language language)
{
    const ProgressWords& words = wordsIn(language);
    std::string text;
    const auto add = [&](std::size_t value, std::string_view behind) {
        text.append(groupedNumber(static_cast<std::int64_t>(value), language)).append(behind);
    };
    text.append(words.reading);
    add(progress.filesRead, progress.allFound ? words.ofFiles : words.filesRead);
    add(progress.filesFound, progress.allFound ? words.files : words.filesFound);
    add(progress.reports, words.reports);
    if (progress.unreadable > 0) {
        text.append(", ");
        add(progress.unreadable, words.unreadable);
    }
    return text;
}

} // namespace

void prepareStandardStreams()
{
#ifdef _WIN32
    static_cast<void>(::_setmode(::_fileno(stdin), _O_BINARY));
    static_cast<void>(::_setmode(::_fileno(stdout), _O_BINARY));
#else
    for (const int descriptor : { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO }) {
        // Open for the wrong direction, so that use of a closed stream still is an error. open()
        // takes the lowest free number, which is this one.
        if (::fcntl(descriptor, F_GETFD) == -1 && errno == EBADF)
            static_cast<void>(
                ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY));
    }
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
#endif
    // Tables come in pieces of a mebibyte already, and an error must show with the piece it hits.
    static_cast<void>(std::setvbuf(stdout, nullptr, _IONBF, 0));
}

bool outputTakesColours()
{
#ifdef _WIN32
    return false; // older consoles show the sequences themselves
#else
    const char* const terminal = std::getenv("TERM");
    const char* const refused = std::getenv("NO_COLOR");
    return ::isatty(STDOUT_FILENO) != 0 && terminal && std::string_view(terminal) != "dumb"
        && (!refused || *refused == '\0');
#endif
}

bool StreamState::pipeClosed() const
{
    return error == EPIPE;
}

bool writeToStandardOutput(std::string_view bytes, StreamState& state)
{
    if (state.error != 0)
        return false;
    errno = 0;
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size())
        return true;
    state.error = errno == 0 ? EIO : errno;
    return false;
}

void complain(std::string_view text)
{
    writeToStandardError("mxlens-cli: " + terminalText(text) + '\n');
}

ProgressLine::ProgressLine(Language language)
    : m_language(language)
    , m_visible(errorStreamIsTerminal())
{
}

ProgressLine::~ProgressLine()
{
    clear();
}

void ProgressLine::show(const IngestProgress& progress)
{
    if (m_visible)
        showText(progressText(progress, m_language));
}

void ProgressLine::showWriting(int percent)
{
    if (m_visible)
        showText(std::string(wordsIn(m_language).writing) + std::to_string(percent) + " %");
}

void ProgressLine::showText(std::string text)
{
    const std::lock_guard lock(m_mutex);
    const std::size_t width = terminalWidth(text);
    // Overwritten with blanks where the last line was longer: every terminal knows a blank.
    if (width < m_width)
        text.append(m_width - width, ' ');
    writeToStandardError('\r' + text);
    m_width = width;
}

void ProgressLine::clear()
{
    const std::lock_guard lock(m_mutex);
    if (m_width > 0)
        writeToStandardError('\r' + std::string(m_width, ' ') + '\r');
    m_width = 0;
}

} // namespace mxlens::cli
