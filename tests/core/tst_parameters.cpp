// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/parameters.h"

#include <QtTest>

#include <random>
#include <string>

using namespace mxlens;

class ParametersTest final : public QObject {
    Q_OBJECT

private slots:
    void oneParameterIsWhatTheListSays()
    {
        // What quoting, comments and escapes are made of, and hardly anything else.
        constexpr std::string_view letters = ";;==\"\"\\\\() \tabAB";
        std::mt19937 random(1);
        int found = 0;
        for (int i = 0; i < 200'000; ++i) {
            std::string field = i % 2 == 0 ? "x;a" : "";
            for (std::size_t length = random() % 24; length > 0; --length)
                field += letters[random() % letters.size()];
            for (const char* const name : { "a", "b", "ab" }) {
                const std::string wanted = ParameterList(field).value(name);
                found += !wanted.empty();
                QVERIFY2(parameterValue(field, name) == wanted, field.c_str());
            }
        }
        QVERIFY2(found > 10'000, std::to_string(found).c_str());
    }

    void parametersBehindQuotedOnesAreFound()
    {
        const std::string field = "multipart/report; report-type=\"tls\\\"r;pt\"; "
                                  "boundary=\"b\\\\\"; Name=last";
        QCOMPARE(parameterValue(field, "report-type"), std::string("tls\"r;pt"));
        QCOMPARE(parameterValue(field, "boundary"), std::string("b\\"));
        QCOMPARE(parameterValue(field, "name"), std::string("last"));
        QCOMPARE(parameterValue(field, "charset"), std::string());
    }
};

QTEST_APPLESS_MAIN(ParametersTest)
#include "tst_parameters.moc"
