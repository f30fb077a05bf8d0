// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mxlens {

/// What the figures of a trend mean, in words.
struct TrendLabels {
    QString title; ///< "example.com", "mx2.example.com": what the trend is about.
    QString sessions; ///< "sessions", "sessions of the policies that cover mx2.example.com".
    QString failures; ///< "failed", "failed at mx2.example.com".
    /// Whether failures and sessions count the same thing, so that successes and a rate exist
    /// (DESIGN.md section 3, rule 4).
    bool hasRate = true;

    QString split = {}; ///< What the series are: "MX", "reporter"; empty without series.
    /// Whether the series have sessions of their own. Where they have not, the sessions are those
    /// of the whole, or covering ones.
    bool seriesHaveSessions = true;
    /// What the covering sessions of a series are: "sessions of the policies that cover it"; empty
    /// where there are none.
    QString covering = {};
    bool someNameNoMx = false; ///< Some failures name no MX.
    QString note = {}; ///< What must be known to read the figures; a sentence, or empty.

    friend bool operator==(const TrendLabels&, const TrendLabels&) = default;
};

} // namespace mxlens
