// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartaccessible.h"

#include "ui/charts/trendchart.h"

#include <QAccessibleWidget>

namespace mxlens {
namespace {

class ChartAccessible final : public QAccessibleWidget {
public:
    explicit ChartAccessible(TrendChart* chart)
        : QAccessibleWidget(chart, QAccessible::Chart, chart->accessibleName())
        , m_chart(chart)
    {
    }

    QString text(QAccessible::Text what) const override
    {
        if (what == QAccessible::Description)
            return m_chart->summarySentence();
        if (what == QAccessible::Value)
            return m_chart->hint();
        return QAccessibleWidget::text(what);
    }

    /// What is inside only draws.
    int childCount() const override { return 0; }

private:
    TrendChart* m_chart;
};

QAccessibleInterface* makeChartAccessible(const QString& /*className*/, QObject* object)
{
    if (auto* chart = qobject_cast<TrendChart*>(object))
        return new ChartAccessible(chart);
    return nullptr;
}

} // namespace

void installChartAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeChartAccessible);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace mxlens
