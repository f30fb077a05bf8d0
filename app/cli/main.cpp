// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/language.h"
#include "app/cli/run.h"
#include "app/cli/signalwatch.h"
#include "app/cli/streams.h"
#include "core/ingest/freedmemory.h"

#ifdef MXLENS_WITH_PAPER
#include "ui/paper/pdfmaker.h"
#endif

#include <exception>
#include <new>
#include <string_view>
#include <variant>
#include <vector>

int main(int argc, char* argv[])
{
    using namespace mxlens::cli;
    mxlens::keepFreedMemory();
    mxlens::Language language = mxlens::Language::English;
    try {
        prepareStandardStreams();
        const std::vector<std::string_view> words(argv + (argc > 0 ? 1 : 0), argv + argc);
        language = languageOf(words, &ownEnvironment);
        const auto parsed = parseArguments(words, language);
        if (const auto* const error = std::get_if<UsageError>(&parsed)) {
            const bool spanish = language == mxlens::Language::Spanish;
            complain(error->message
                + (spanish ? " (véase mxlens-cli --help)" : " (see mxlens-cli --help)"));
            return failed;
        }
        SignalWatch watch{ std::stop_source() };
#ifdef MXLENS_WITH_PAPER
        return run(std::get<Arguments>(parsed), watch, &mxlens::pdfWithoutWindow);
#else
        return run(std::get<Arguments>(parsed), watch);
#endif
    } catch (const std::bad_alloc&) {
        // What was written to a temporary file is gone already.
        complain(language == mxlens::Language::Spanish
                ? "no hay memoria suficiente: cierre otros programas o lea menos de una vez"
                : "there is not enough memory: close other programs or read less at once");
        return failed;
    } catch (const std::exception& error) {
        complain(error.what());
        return failed;
    }
}
