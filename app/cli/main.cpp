// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/language.h"
#include "app/cli/run.h"
#include "app/cli/signalwatch.h"
#include "app/cli/streams.h"

#include <exception>
#include <string_view>
#include <variant>
#include <vector>

int main(int argc, char* argv[])
{
    using namespace mxlens::cli;
    try {
        prepareStandardStreams();
        const std::vector<std::string_view> words(argv + (argc > 0 ? 1 : 0), argv + argc);
        const mxlens::Language language = languageOf(words, &ownEnvironment);
        const auto parsed = parseArguments(words, language);
        if (const auto* const error = std::get_if<UsageError>(&parsed)) {
            const bool spanish = language == mxlens::Language::Spanish;
            complain(error->message
                + (spanish ? " (véase mxlens-cli --help)" : " (see mxlens-cli --help)"));
            return failed;
        }
        SignalWatch watch{ std::stop_source() };
        return run(std::get<Arguments>(parsed), watch);
    } catch (const std::exception& error) {
        // Out of memory, mostly; what was written to a temporary file is gone already.
        complain(error.what());
        return failed;
    }
}
