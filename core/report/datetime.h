// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mxlens {

/// Seconds since 1970-01-01T00:00:00Z. Leap seconds do not exist here.
using Timestamp = std::int64_t;
/// Days since 1970-01-01, UTC.
using Day = std::int32_t;

constexpr std::int64_t secondsPerDay = 86400;

/// How a date departed from RFC 3339 section 5.6.
enum class DateForm {
    Rfc3339, ///< As the RFC wants it, with any offset and fraction.
    NoZone, ///< No time zone: read as UTC (Microsoft until 2024).
    DateOnly, ///< No time either: read as midnight UTC.
    Hour24, ///< 24:00:00: read as the next midnight, as RFC 8460 section 4.1 words it.
};

/// A date that could be read, and what was odd about it.
struct ParsedDate {
    Timestamp time = 0;
    DateForm form = DateForm::Rfc3339;
};

/// Reads an RFC 3339 date-time and the forms that real reports hold in its place. Blanks around it
/// are ignored, a fraction of a second is cut off. Nothing where it cannot be read.
std::optional<ParsedDate> parseDateTime(std::string_view text);

/// Reads YYYY-MM-DD, as the filter takes it.
std::optional<Day> parseDay(std::string_view text);

/// YYYY-MM-DDTHH:MM:SSZ.
std::string formatTimestamp(Timestamp time);
/// YYYY-MM-DD.
std::string formatDay(Day day);

/// The UTC day on which a moment lies.
constexpr Day dayOf(Timestamp time)
{
    return static_cast<Day>(
        time >= 0 ? time / secondsPerDay : (time - (secondsPerDay - 1)) / secondsPerDay);
}

/// The last day that a range ending at this moment touches: an end at midnight is exclusive
/// (DESIGN.md section 3, rule 1).
constexpr Day lastDayOf(Timestamp end)
{
    return dayOf(end - 1);
}

} // namespace mxlens
