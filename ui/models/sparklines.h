// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/trendsplit.h"

#include <QHash>
#include <QString>
#include <QVector>

namespace mxlens {

/// Failures day by day for each domain, for the sparklines of the tree. All of them begin and end
/// on the same days. Made on any thread; its texts are for the GUI thread.
class Sparklines final {
public:
    Sparklines() = default;
    explicit Sparklines(const TrendSplit& split);

    /// A number for each day, -1 without a report; empty where nothing is known of the domain. All
    /// of them together for an empty name.
    QVector<qint64> of(const QString& domain) const { return m_lines.value(domain); }
    /// The same for reports that name no domain.
    QVector<qint64> ofNameless() const { return m_nameless; }
    /// "most on 3 September 2026: 312" of such a line, for tooltips and screen readers; empty where
    /// nothing failed.
    QString text(const QVector<qint64>& line) const;

private:
    QHash<QString, QVector<qint64>> m_lines;
    QVector<qint64> m_nameless;
    Day m_first = 0;
};

} // namespace mxlens
