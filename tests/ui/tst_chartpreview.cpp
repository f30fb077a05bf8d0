// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"
#include "ui/charts/chartpreview.h"
#include "ui/charts/pagesetup.h"
#include "ui/charts/trendchart.h"

#include <QAction>
#include <QDialog>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace mxlens;

class ChartPreviewTest final : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<TrendChart> m_chart;
    QDialog* m_preview = nullptr;

    QAction* action(const char* text) const
    {
        for (QAction* action : m_preview->findChildren<QAction*>()) {
            if (action->text() == QCoreApplication::translate("QPrintPreviewDialog", text))
                return action;
        }
        return nullptr;
    }

private slots:
    void init()
    {
        m_chart = std::make_unique<TrendChart>();
        m_chart->resize(800, 260);
        m_chart->setTrend({ { .day = QDate(2026, 9, 1), .sessions = 9, .successful = 9 } },
            { QStringLiteral("example.com"), QStringLiteral("sessions"),
                QStringLiteral("failed") });
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
        previewChart(m_chart.get(), *m_chart);
        m_preview = m_chart->findChild<QDialog*>(QStringLiteral("chartPreview"));
        QVERIFY(m_preview);
        QTRY_VERIFY(m_preview->isVisible());
    }
    void cleanup() { m_chart.reset(); }

    void pageSetupOpensWhereItIsOffered()
    {
        QAction* const setup = action("Page setup");
        QVERIFY(setup);
        if (!setup->isVisible())
            QSKIP("Without a printer the dialog of this system does not open.");
        // It waits in a loop of its own.
        bool opened = false;
        QTimer::singleShot(0, m_preview, [this, &opened] {
            QWidget* const dialog = QApplication::activeModalWidget();
            opened = dialog && dialog != m_preview && dialog->isVisible();
            if (opened)
                dialog->close();
        });
        setup->trigger();
        QVERIFY(opened);
    }

    void pageSetupGoesAndTheRestStays()
    {
        offerPageSetup(*m_preview, false);
        QVERIFY(!action("Page setup")->isVisible());
        QVERIFY(action("Print")->isVisible());
        QVERIFY(action("Landscape")->isVisible());
    }
};

MXLENS_GUI_TEST(ChartPreviewTest)
#include "tst_chartpreview.moc"
