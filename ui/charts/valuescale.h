// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>

namespace mxlens {

/// A label of a value axis and where it stands.
struct ValueTick {
    double place = 0;
    QString label;
    friend bool operator==(const ValueTick&, const ValueTick&) = default;
};

/// Where numbers stand on an axis. Linear, or logarithmic in such a way that zero has a place: it
/// stands at 0, and 1, 10 and 100 are nearly as far apart as on any logarithmic axis. A value.
class ValueScale final {
public:
    explicit ValueScale(bool logarithmic = false)
        : m_logarithmic(logarithmic)
    {
    }

    bool isLogarithmic() const { return m_logarithmic; }
    double place(double value) const;
    double value(double place) const;
    /// About `most` labels (at least one beside zero) for an axis from 0 to the place top.
    QVector<ValueTick> ticks(double top, int most) const;

private:
    QVector<ValueTick> logarithmicTicks(double top, int most) const;

    bool m_logarithmic = false;
};

/// A few labels for an axis of shares from 0 to top per cent, without the sign.
QVector<ValueTick> shareTicks(double top);

} // namespace mxlens
