// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/datetime.h"
#include "core/report/report.h"

#include <QtTest>

using namespace mxlens;

Q_DECLARE_METATYPE(mxlens::DateForm)

class DateTimeTest final : public QObject {
    Q_OBJECT

private slots:
    void readsWhatReportsHold_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<DateForm>("form");
        const auto row = [](const char* text, const char* expected, DateForm form) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(expected) << form;
        };
        row("2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z", DateForm::Rfc3339);
        row("2026-03-01t00:00:00z", "2026-03-01T00:00:00Z", DateForm::Rfc3339);
        row("2026-03-01 12:30:15Z", "2026-03-01T12:30:15Z", DateForm::Rfc3339);
        row("2026-03-01T00:30:00+02:00", "2026-02-28T22:30:00Z", DateForm::Rfc3339);
        row("2026-03-01T22:30:00-0330", "2026-03-02T02:00:00Z", DateForm::Rfc3339);
        row("2026-03-01T00:00:00.000Z", "2026-03-01T00:00:00Z", DateForm::Rfc3339);
        row("2026-12-31T23:59:60Z", "2027-01-01T00:00:00Z", DateForm::Rfc3339);
        row("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z", DateForm::Rfc3339);
        row("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", DateForm::Rfc3339);
        row("2023-01-10T00:00:00", "2023-01-10T00:00:00Z", DateForm::NoZone);
        row("2024-01-01", "2024-01-01T00:00:00Z", DateForm::DateOnly);
        row("2026-03-01T24:00:00Z", "2026-03-02T00:00:00Z", DateForm::Hour24);
        row("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z", DateForm::Rfc3339);
        row("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z", DateForm::Rfc3339);
        row("  2026-03-01T00:00:00Z\r", "2026-03-01T00:00:00Z", DateForm::Rfc3339);
    }
    void readsWhatReportsHold()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QFETCH(DateForm, form);
        const auto date = parseDateTime(text.toStdString());
        QVERIFY(date.has_value());
        QCOMPARE(QByteArray::fromStdString(formatTimestamp(date->time)), expected);
        QCOMPARE(static_cast<int>(date->form), static_cast<int>(form));
    }

    void refusesWhatIsNoDate_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : { "", "0", "yesterday", "April fools", "2026-02-29T00:00:00Z",
                 "2026-13-01T00:00:00Z", "2026-03-01T25:00:00Z", "2026-03-01T24:00:01Z",
                 "2026-03-01T00:60:00Z", "2026-03-01T00:00:00Zjunk", "2026-3-1T00:00:00Z",
                 "2026-03-01T00:00Z", "20260301T000000Z", "2026-03-01T00:00:00+25:00",
                 "9999-12-31T23:59:59-01:00", "0000-01-01T00:30:00+01:00" })
            QTest::newRow(*text ? text : "empty") << QByteArray(text);
    }
    void refusesWhatIsNoDate()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseDateTime(text.toStdString()).has_value());
    }

    void endAtMidnightIsExclusive()
    {
        const Timestamp midnight = parseDateTime("2026-03-02T00:00:00Z")->time;
        QCOMPARE(
            QByteArray::fromStdString(formatDay(lastDayOf(midnight))), QByteArray("2026-03-01"));
        QCOMPARE(QByteArray::fromStdString(formatDay(lastDayOf(midnight - 1))),
            QByteArray("2026-03-01"));
    }
    void reportCountsOnTheDayOfItsStart()
    {
        const auto start = parseDateTime("2026-03-01T23:00:00Z")->time;
        const auto end = parseDateTime("2026-03-03T00:00:00Z")->time;
        QCOMPARE(mxlens::dayOf(std::optional(start), std::optional(end)),
            std::optional(mxlens::dayOf(start)));
        // Without a start the day that the end touches.
        QCOMPARE(mxlens::dayOf(std::nullopt, std::optional(end)),
            std::optional(mxlens::dayOf(start) + 1));
        QVERIFY(!mxlens::dayOf(std::nullopt, std::nullopt).has_value());
    }
    void daysOfTheFilterAreStrict()
    {
        QVERIFY(parseDay("2026-03-01").has_value());
        QVERIFY(!parseDay("2026-03-01T00:00:00Z").has_value());
        QVERIFY(!parseDay("1 March").has_value());
    }
};

QTEST_APPLESS_MAIN(DateTimeTest)
#include "tst_datetime.moc"
