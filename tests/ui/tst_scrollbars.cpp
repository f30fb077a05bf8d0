// SPDX-License-Identifier: GPL-3.0-or-later
// Scroll bars that are painted from pictures look as Fusion draws them, whatever becomes of them.
#include "tests/ui/support/guitest.h"
#include "ui/theme/themestyle.h"

#include <QImage>
#include <QPainter>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOptionSlider>
#include <QTest>

#include <memory>

using namespace mxlens;

namespace {

class Bar final : public QScrollBar {
public:
    using QScrollBar::QScrollBar;

    QStyle::State added; ///< What the mouse does.
    QStyle::SubControls active = QStyle::SC_None;

    QImage drawn(const QStyle& style, qreal scale) const
    {
        QStyleOptionSlider option;
        initStyleOption(&option);
        option.subControls = QStyle::SC_All;
        option.state |= added;
        option.activeSubControls |= active;
        QImage image((QSizeF(size()) * scale).toSize(), QImage::Format_RGB32);
        image.setDevicePixelRatio(scale);
        image.fill(Qt::magenta);
        QPainter painter(&image);
        style.drawComplexControl(QStyle::CC_ScrollBar, &option, &painter, this);
        return image;
    }
};

} // namespace

class TestScrollBars : public QObject {
    Q_OBJECT
private slots:
    void lookAsFusionDrawsThem_data()
    {
        QTest::addColumn<Qt::Orientation>("orientation");
        QTest::addColumn<qreal>("scale");
        QTest::newRow("horizontal") << Qt::Horizontal << 1.0;
        QTest::newRow("vertical") << Qt::Vertical << 1.0;
        QTest::newRow("at twice the scale") << Qt::Horizontal << 2.0;
        QTest::newRow("between two scales") << Qt::Vertical << 1.25;
    }
    void lookAsFusionDrawsThem()
    {
        QFETCH(Qt::Orientation, orientation);
        QFETCH(qreal, scale);
        const ThemeStyle style;
        const std::unique_ptr<QStyle> fusion(QStyleFactory::create(QStringLiteral("Fusion")));
        Bar bar(orientation);
        Bar other(orientation);
        for (Bar* const each : { &bar, &other })
            each->resize(orientation == Qt::Horizontal ? QSize(300, 14) : QSize(14, 300));
        bar.setRange(0, 1000);
        bar.setPageStep(200);
        const QImage first = bar.drawn(style, scale);
        QImage last = first;
        const auto check = [&](const char* what, bool changes = true) {
            for (int i = 0; i < 2; ++i) {
                const QImage image = bar.drawn(style, scale);
                QVERIFY2(image == bar.drawn(*fusion, scale), what);
                QVERIFY2((image != last) == (changes && i == 0), what);
                last = image;
            }
            // Another one is not mixed up with it.
            QVERIFY2(other.drawn(style, scale) == other.drawn(*fusion, scale), what);
        };
        check("first", false);
        bar.setValue(300);
        check("value");
        bar.setMaximum(2000);
        check("maximum");
        bar.setMinimum(-500);
        check("minimum");
        bar.setPageStep(700);
        check("page");
        bar.setInvertedAppearance(true);
        check("upside down");
        bar.added = QStyle::State_MouseOver;
        bar.active = QStyle::SC_ScrollBarSlider;
        check("mouse over the slider");
        bar.added |= QStyle::State_Sunken;
        check("slider pressed");
        bar.active = QStyle::SC_ScrollBarAddLine;
        check("arrow pressed");
        bar.added = {};
        bar.active = QStyle::SC_None;
        bar.setEnabled(false);
        check("disabled");
        bar.setEnabled(true);
        bar.setLayoutDirection(Qt::RightToLeft);
        check("right to left");
        bar.setPalette(Qt::darkBlue);
        check("dark");
        bar.resize(bar.size() * 2);
        check("larger");
    }

    // A picture is of its scroll bar alone: one that comes after it may have its address.
    void nothingIsKeptOfOnesThatAreGone()
    {
        const ThemeStyle style;
        for (const int value : { 0, 500, 1000 }) {
            auto bar = std::make_unique<Bar>(Qt::Horizontal);
            bar->resize(200, 14);
            bar->setRange(0, 1000);
            bar->setValue(value);
            QVERIFY(!bar->drawn(style, 1).isNull());
            QCOMPARE(style.keptScrollBars(), qsizetype(1));
            bar.reset();
            QCOMPARE(style.keptScrollBars(), qsizetype(0));
        }
    }
};

MXLENS_GUI_TEST(TestScrollBars)
#include "tst_scrollbars.moc"
