// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/numbersettings.h"

#include "ui/session/settings.h"

#include <algorithm>

namespace mxlens {

namespace {

constexpr int mebibyte = 20; // As a power of two.

int mebibytes(std::uint64_t bytes)
{
    return static_cast<int>(bytes >> mebibyte);
}

} // namespace

NumberRange rangeOf(Number number)
{
    const Thresholds thresholds;
    const Limits limits;
    constexpr int year = 365;
    constexpr int million = 1'000'000;
    const auto standard = [](auto value) { return static_cast<int>(value); };
    switch (number) {
    case Number::ReadyDays:
        return { QStringLiteral("diagnosis/readyDays"), 1, year, standard(thresholds.readyDays) };
    case Number::ReadySessions:
        return { QStringLiteral("diagnosis/readySessions"), 1, 1000 * million,
            standard(thresholds.readySessions) };
    case Number::ReadyReporters:
        return { QStringLiteral("diagnosis/readyReporters"), 1, 1000,
            standard(thresholds.readyReporters) };
    case Number::SilentDays:
        return { QStringLiteral("diagnosis/silentDays"), 2, year, standard(thresholds.silentDays) };
    case Number::NoiseSessions:
        return { QStringLiteral("diagnosis/noiseSessions"), 0, 1000,
            standard(thresholds.noiseSessions) };
    case Number::DocumentMebibytes:
        return { QStringLiteral("limits/documentMebibytes"), 1, 1024,
            mebibytes(limits.documentBytes) };
    case Number::MailMebibytes:
        return { QStringLiteral("limits/mailMebibytes"), 1, 1024, mebibytes(limits.mailBytes) };
    case Number::ArchiveEntries:
        return { QStringLiteral("limits/archiveEntries"), 1, 100 * million,
            standard(limits.archiveEntries) };
    case Number::ContainerDepth:
        break;
    }
    return { QStringLiteral("limits/containerDepth"), 1, 20, limits.containerDepth };
}

int numberIn(const Settings& settings, Number number)
{
    const NumberRange range = rangeOf(number);
    return std::clamp(settings.number(range.key, range.standard), range.least, range.most);
}

void setNumberIn(Settings& settings, Number number, int value)
{
    settings.setNumber(rangeOf(number).key, value);
}

Thresholds thresholdsIn(const Settings& settings)
{
    Thresholds thresholds;
    thresholds.readyDays = numberIn(settings, Number::ReadyDays);
    thresholds.readySessions = numberIn(settings, Number::ReadySessions);
    thresholds.readyReporters = numberIn(settings, Number::ReadyReporters);
    thresholds.silentDays = numberIn(settings, Number::SilentDays);
    thresholds.noiseSessions = numberIn(settings, Number::NoiseSessions);
    return thresholds;
}

Limits limitsIn(const Settings& settings)
{
    const auto bytes = [&settings](Number number) {
        return static_cast<std::uint64_t>(numberIn(settings, number)) << mebibyte;
    };
    Limits limits;
    limits.documentBytes = bytes(Number::DocumentMebibytes);
    limits.mailBytes = bytes(Number::MailMebibytes);
    limits.archiveEntries = static_cast<std::uint64_t>(numberIn(settings, Number::ArchiveEntries));
    limits.containerDepth = numberIn(settings, Number::ContainerDepth);
    return limits;
}

} // namespace mxlens
