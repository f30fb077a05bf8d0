// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/error.h"

namespace mxlens {

namespace {

// Cause and remedy of each code. The detail of the case follows the cause.
struct Sentence {
    const char* cause;
    const char* remedy;
};

Sentence sentenceOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
        return { "does not exist", "check the path" };
    case ErrorCode::AccessDenied:
        return { "may not be read", "check its permissions" };
    case ErrorCode::NotAFile:
        return { "is neither a file nor a folder", nullptr };
    case ErrorCode::LinkLoop:
        return { "is a link that leads back to itself", "name the folder itself" };
    case ErrorCode::ReadFailed:
        return { "could not be read", "check the disk and try again" };
    case ErrorCode::TooLarge:
        return { "is larger than the limit", nullptr };
    case ErrorCode::RatioTooHigh:
        return { "decompresses to far more than a report can be, perhaps a decompression bomb",
            nullptr };
    case ErrorCode::TooDeep:
        return { "is nested too deep", nullptr };
    case ErrorCode::TooManyEntries:
        return { "has more entries than the limit", "split the archive" };
    case ErrorCode::CompressionDamaged:
        return { "compressed data is damaged", "fetch the file again" };
    case ErrorCode::Truncated:
        return { "the data ends too early", "fetch the file again" };
    case ErrorCode::Encrypted:
        return { "is encrypted", "unpack it with its password first" };
    case ErrorCode::InvalidJson:
        return { "not valid JSON", nullptr };
    case ErrorCode::UnsupportedFormat:
        return { "this format is not read", nullptr };
    case ErrorCode::WriteFailed:
        return { "could not be written", nullptr };
    case ErrorCode::OutOfMemory:
        return { "there is not enough memory", "close other programs or read less at once" };
    case ErrorCode::InvalidArgument:
        return { "makes no sense", nullptr };
    case ErrorCode::Cancelled:
        return { "cancelled", nullptr };
    }
    return { "failed", nullptr };
}

} // namespace

std::string describe(const Error& error)
{
    const auto [cause, remedy] = sentenceOf(error.code);
    std::string text;
    if (!error.file.empty())
        text = error.file + ": ";
    text += cause;
    if (!error.detail.empty())
        text += ": " + error.detail;
    if (error.offset)
        text += " (byte " + std::to_string(*error.offset) + ")";
    if (remedy)
        text += std::string("; ") + remedy;
    return text;
}

} // namespace mxlens
