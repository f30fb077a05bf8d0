// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/filteredit.h"

#include <QTest>

using namespace mxlens;

class TestFilterEdit : public QObject {
    Q_OBJECT
private slots:
    void aTermGoesAndTheOthersStayAsWritten()
    {
        const std::string text = "domain:Example.com   -org:\"Google Inc.\" word";
        QCOMPARE(withoutTerm(text, 1), std::string("domain:Example.com word"));
        QCOMPARE(withoutTerm(text, 2), std::string("domain:Example.com -org:\"Google Inc.\""));
        QCOMPARE(withoutTerm("a", 0), std::string());
        QCOMPARE(withoutKey(text, FilterKey::Org), std::string("domain:Example.com word"));
    }

    void aTextThatDoesNotParseStays()
    {
        const std::string text = "after:never org:a";
        QCOMPARE(withoutTerm(text, 0), text);
        QCOMPARE(showingOnly(text, FilterKey::Org, "b"), text);
        QCOMPARE(leavingOut(text, FilterKey::Org, "b"), text);
        QVERIFY(valuesOf(text, FilterKey::Org, false).empty());
    }

    void valuesAreGivenAsWrittenAndOnce()
    {
        const std::vector<std::string> expected{ "Google Inc.", "b" };
        QCOMPARE(valuesOf("org:\"Google Inc.\",b -org:c org:B", FilterKey::Org, false), expected);
        QCOMPARE(valuesOf("org:a -org:c", FilterKey::Org, true), std::vector<std::string>{ "c" });
    }

    void severalValuesBecomeOneTerm()
    {
        QCOMPARE(withValues("x org:a y org:b", FilterKey::Org, false, { "c d", "e" }),
            std::string("x org:\"c d\",e y"));
        QCOMPARE(withValues("x", FilterKey::Mode, false, { "" }), std::string("x mode:\"\""));
        QCOMPARE(withValues("x -mode:none mode:testing", FilterKey::Mode, true, {}),
            std::string("x mode:testing"));
    }

    void showOnlyReplacesWhatWasWantedOfTheKey()
    {
        QCOMPARE(showingOnly("org:g* -org:x domain:a", FilterKey::Org, "google"),
            std::string("org:google -org:x domain:a"));
        QCOMPARE(showingOnly("ip:192.0.2.0/24", FilterKey::Ip, "198.51.100.1"),
            std::string("ip:192.0.2.0/24 ip:198.51.100.1"));
        QCOMPARE(
            showingOnly("ip:192.0.2.1", FilterKey::Ip, "192.0.2.1"), std::string("ip:192.0.2.1"));
    }

    void leaveOutJoinsWhatIsLeftOut()
    {
        QCOMPARE(leavingOut("a", FilterKey::Result, "x"), std::string("a -result:x"));
        QCOMPARE(leavingOut("-result:x", FilterKey::Result, "y"), std::string("-result:x,y"));
        QCOMPARE(leavingOut("-result:x", FilterKey::Result, "X"), std::string("-result:x"));
        QCOMPARE(leavingOut("result:x,y", FilterKey::Result, "y"), std::string("result:x"));
        QCOMPARE(
            leavingOut("-failures:>5", FilterKey::Failures, ">0"), std::string("-failures:>0"));
        // The last one that is wanted stays wanted: nothing is left, and the text says why.
        QCOMPARE(leavingOut("result:x", FilterKey::Result, "x"), std::string("result:x -result:x"));
    }

    void everyChangeParsesAgain_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char* value : { "plain", "two words", "comma,ed", "quo\"ted", "back\\slash",
                 "-dash", "a:b", "*", "", "2001:db8::1" })
            QTest::newRow(value) << QByteArray(value);
    }
    void everyChangeParsesAgain()
    {
        QFETCH(QByteArray, value);
        const std::string wanted = value.toStdString();
        for (const std::string& text : { showingOnly("word", FilterKey::Org, wanted),
                 leavingOut("word", FilterKey::Org, wanted),
                 withValues("word", FilterKey::Org, false, { "first", wanted }) }) {
            const auto result = parseFilter(text);
            QVERIFY2(std::holds_alternative<Filter>(result), text.c_str());
            QCOMPARE(std::get<Filter>(result).terms.size(), std::size_t(2));
            QCOMPARE(std::get<Filter>(result).terms[1].patterns.back().written, wanted);
        }
    }

    void keysHaveNames()
    {
        for (const FilterKey key : filterKeys()) {
            QVERIFY(!filterKeyName(key).empty());
            QCOMPARE(filterKeyNamed(filterKeyName(key)), std::optional(key));
        }
        QVERIFY(!filterKeyNamed("nothing"));
        QCOMPARE(filterKeyNamed("DOMAIN"), std::optional(FilterKey::Domain));
    }
};

QTEST_APPLESS_MAIN(TestFilterEdit)
#include "tst_filteredit.moc"
