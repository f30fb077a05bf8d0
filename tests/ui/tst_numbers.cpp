// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/numbertext.h"
#include "tests/ui/support/guitest.h"
#include "ui/charts/trendwords.h"
#include "ui/theme/numberbox.h"
#include "ui/theme/numbers.h"

#include <QLineEdit>
#include <QLocale>
#include <QTest>

using namespace mxlens;

class TestNumbers final : public QObject {
    Q_OBJECT
private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::Spain)); }
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    // Qt left out the first sign wherever the first group has one digit.
    void everyGroupIsSetApart_data()
    {
        QTest::addColumn<qint64>("number");
        for (const qint64 number :
            { 0LL, 999LL, 1'000LL, 5'039LL, 9'999LL, 10'000LL, 999'999LL, 1'000'000LL, 1'278'606LL,
                9'999'999LL, 10'000'000LL, 1'234'567'890LL, 5'000'000'000'000'000LL })
            QTest::addRow("%lld", number) << static_cast<qint64>(number);
    }

    void everyGroupIsSetApart()
    {
        QFETCH(qint64, number);
        QCOMPARE(numberText(number).toStdString(), groupedNumber(number, Language::Spanish));
        QCOMPARE(numberText(static_cast<double>(number), 0), numberText(number));
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(numberText(number).toStdString(), groupedNumber(number, Language::English));
    }

    void signsAndDecimalsAreNoGroups()
    {
        QCOMPARE(numberText(-1'278'606), QStringLiteral("-1.278.606"));
        QCOMPARE(numberText(1'278'606.25, 2), QStringLiteral("1.278.606,25"));
        QCOMPARE(numberText(5'039.5, 1), QStringLiteral("5039,5"));
        QCOMPARE(axisNumber(5e15, 5e15).section(QChar(0xa0), 0, 0).section(' ', 0, 0),
            QStringLiteral("5.000.000.000"));
        // Groups of two, as in India, are as they are there.
        QLocale::setDefault(QLocale(QLocale::English, QLocale::India));
        QCOMPARE(numberText(1'278'606), QLocale().toString(1'278'606));
    }

    void aBoxWritesAndReadsThem()
    {
        NumberBox box;
        box.setRange(0, 50'000'000);
        box.setSuffix(QStringLiteral(" s"));
        box.setValue(1'000'000);
        QCOMPARE(box.text(), QStringLiteral("1.000.000 s"));
        box.findChild<QLineEdit*>()->setText(QStringLiteral("2.345.678 s"));
        QCOMPARE(box.value(), 2'345'678);
        box.findChild<QLineEdit*>()->setText(QStringLiteral("31557600 s"));
        QCOMPARE(box.value(), 31'557'600);
        QCOMPARE(box.text(), QStringLiteral("31557600 s"));
        box.interpretText();
        box.stepUp();
        QCOMPARE(box.text(), QStringLiteral("31.557.601 s"));
    }
};

MXLENS_GUI_TEST(TestNumbers)
#include "tst_numbers.moc"
