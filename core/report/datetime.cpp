// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/datetime.h"

#include "core/report/names.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace mxlens {

namespace {

// Reads fixed-width fields from the front of a text.
class FieldReader {
public:
    explicit FieldReader(std::string_view text)
        : m_rest(text)
    {
    }

    /// Exactly `digits` digits as a number.
    std::optional<int> number(std::size_t digits)
    {
        if (m_rest.size() < digits)
            return {};
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            const char c = m_rest[i];
            if (c < '0' || c > '9')
                return {};
            value = value * 10 + (c - '0');
        }
        m_rest.remove_prefix(digits);
        return value;
    }

    /// One character out of a set.
    char oneOf(std::string_view set)
    {
        if (m_rest.empty())
            return 0;
        const char c = m_rest.front();
        for (const char wanted : set) { // a few: not worth a call
            if (wanted != c)
                continue;
            m_rest.remove_prefix(1);
            return c;
        }
        return 0;
    }

    /// Any number of digits.
    void skipDigits()
    {
        while (!m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9')
            m_rest.remove_prefix(1);
    }

    bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
};

// Of the years 0000 and 9999.
constexpr Timestamp firstMoment = -62'167'219'200;
constexpr Timestamp lastMoment = 253'402'300'799;

std::optional<Day> readDay(FieldReader& reader)
{
    const auto year = reader.number(4);
    if (!year || !reader.oneOf("-"))
        return {};
    const auto month = reader.number(2);
    if (!month || !reader.oneOf("-"))
        return {};
    const auto day = reader.number(2);
    if (!day)
        return {};
    const std::chrono::year_month_day date{ std::chrono::year(*year),
        std::chrono::month(static_cast<unsigned>(*month)),
        std::chrono::day(static_cast<unsigned>(*day)) };
    if (!date.ok())
        return {};
    return static_cast<Day>(std::chrono::sys_days(date).time_since_epoch().count());
}

struct TimeOfDay {
    int seconds = 0;
    bool hour24 = false;
};

// HH:MM:SS; 24:00:00 and a leap second are let through.
std::optional<TimeOfDay> readTime(FieldReader& reader)
{
    const auto hour = reader.number(2);
    if (!hour || !reader.oneOf(":"))
        return {};
    const auto minute = reader.number(2);
    if (!minute || !reader.oneOf(":"))
        return {};
    const auto second = reader.number(2);
    if (!second || *minute > 59 || *second > 60 || *hour > 24)
        return {};
    if (*hour == 24 && (*minute != 0 || *second != 0))
        return {};
    return TimeOfDay{ *hour * 3600 + *minute * 60 + *second, *hour == 24 };
}

// Seconds east of UTC of `Z`, `+HH:MM` or `+HHMM`.
std::optional<int> readOffset(FieldReader& reader)
{
    if (reader.oneOf("Zz"))
        return 0;
    const char sign = reader.oneOf("+-");
    const auto hours = sign ? reader.number(2) : std::nullopt;
    if (!hours)
        return {};
    reader.oneOf(":");
    const auto minutes = reader.number(2);
    if (!minutes || *hours > 23 || *minutes > 59)
        return {};
    const int seconds = *hours * 3600 + *minutes * 60;
    return sign == '-' ? -seconds : seconds;
}

} // namespace

std::optional<ParsedDate> parseDateTime(std::string_view text)
{
    FieldReader reader(trimmed(text));
    const auto day = readDay(reader);
    if (!day)
        return {};
    const Timestamp midnight = *day * secondsPerDay;
    if (reader.atEnd())
        return ParsedDate{ midnight, DateForm::DateOnly };
    if (!reader.oneOf("Tt "))
        return {};
    const auto time = readTime(reader);
    if (!time)
        return {};
    if (reader.oneOf(".,"))
        reader.skipDigits();
    const DateForm form = time->hour24 ? DateForm::Hour24 : DateForm::Rfc3339;
    if (reader.atEnd())
        return ParsedDate{ midnight + time->seconds,
            form == DateForm::Hour24 ? form : DateForm::NoZone };
    const auto offset = readOffset(reader);
    if (!offset || !reader.atEnd())
        return {};
    const Timestamp moment = midnight + time->seconds - *offset;
    // An offset can push it out of the years that have four digits: it could not be written down.
    if (moment < firstMoment || moment > lastMoment)
        return {};
    return ParsedDate{ moment, form };
}

std::optional<Day> parseDay(std::string_view text)
{
    FieldReader reader(text);
    const auto day = readDay(reader);
    return day && reader.atEnd() ? day : std::nullopt;
}

std::string formatDay(Day day)
{
    const std::chrono::year_month_day date{ std::chrono::sys_days(std::chrono::days(day)) };
    std::array<char, 10> text{ '0', '0', '0', '0', '-', '0', '0', '-', '0', '0' };
    const auto put = [&text](std::size_t end, unsigned value) {
        for (; value > 0; value /= 10)
            text[--end] = static_cast<char>('0' + value % 10);
    };
    // Dates come from four-digit years; an offset can push one just outside of them.
    put(4, static_cast<unsigned>(std::clamp(static_cast<int>(date.year()), 0, 9999)));
    put(7, static_cast<unsigned>(date.month()));
    put(10, static_cast<unsigned>(date.day()));
    return { text.data(), text.size() };
}

std::string formatTimestamp(Timestamp time)
{
    const Day day = dayOf(time);
    const auto seconds = static_cast<unsigned>(time - day * secondsPerDay);
    std::string text = formatDay(day);
    text.reserve(20);
    const auto put = [&text](char before, unsigned value) {
        text += before;
        text += static_cast<char>('0' + value / 10);
        text += static_cast<char>('0' + value % 10);
    };
    put('T', seconds / 3600);
    put(':', seconds / 60 % 60);
    put(':', seconds % 60);
    text += 'Z';
    return text;
}

} // namespace mxlens
