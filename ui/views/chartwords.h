// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diagnosis/policychanges.h"
#include "core/query/trendsplit.h"
#include "ui/charts/trenddata.h"
#include "ui/session/chartquery.h"

namespace mxlens {

/// The answers of queries as the chart takes them: days as dates, counts as numbers, and what they
/// mean in words.

/// A day of core as a date.
QDate chartDay(Day day);

/// Days of the whole, with what they are about.
TrendData trendOf(const ViewAnswer& answer, const ViewValues& values);

/// Adds the series and the changes of a chart's answer.
void addSplit(TrendData& data, const ChartAnswer& answer);

/// A policy change in words: "Policy of example.com: mode testing to enforce (3 reporters)".
QString changeText(const PolicyChange& change);

/// Names of the splits for a list: "Nothing", "Domain", "MX" ...
QString splitName(SplitBy split);

} // namespace mxlens
