// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/programlanguage.h"

#include <QLocale>
#include <QTest>

using namespace mxlens;

class TestProgramLanguage final : public QObject {
    Q_OBJECT
private slots:
    void followsTheDefaultLocale_data();
    void followsTheDefaultLocale();
    void asksThenKeepsThenFollowsTheSystem_data();
    void asksThenKeepsThenFollowsTheSystem();
    void numbersAndDatesAreThoseOfTheLanguage();
    void cleanup() { QLocale::setDefault(QLocale::c()); }
};

void TestProgramLanguage::followsTheDefaultLocale_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<bool>("spanish");
    QTest::newRow("Spain") << QStringLiteral("es_ES") << true;
    QTest::newRow("Mexico") << QStringLiteral("es_MX") << true;
    QTest::newRow("England") << QStringLiteral("en_GB") << false;
    QTest::newRow("plain C") << QStringLiteral("C") << false;
    QTest::newRow("a language without texts") << QStringLiteral("de_DE") << false;
}

void TestProgramLanguage::followsTheDefaultLocale()
{
    QFETCH(QString, locale);
    QFETCH(bool, spanish);
    QLocale::setDefault(QLocale(locale));
    QCOMPARE(programLanguage() == Language::Spanish, spanish);
}

void TestProgramLanguage::asksThenKeepsThenFollowsTheSystem_data()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("kept");
    QTest::addColumn<QString>("system");
    QTest::addColumn<bool>("spanish");
    QTest::newRow("system") << ""
                            << ""
                            << "es_AR" << true;
    QTest::newRow("system without texts") << ""
                                          << ""
                                          << "de_DE" << false;
    QTest::newRow("kept") << ""
                          << "en"
                          << "es_ES" << false;
    QTest::newRow("asked") << "es"
                           << "en"
                           << "en_US" << true;
    QTest::newRow("asked for what there is not") << "xx"
                                                 << "es"
                                                 << "en_US" << true;
}

void TestProgramLanguage::asksThenKeepsThenFollowsTheSystem()
{
    QFETCH(QString, asked);
    QFETCH(QString, kept);
    QFETCH(QString, system);
    QFETCH(bool, spanish);
    QCOMPARE(languageFor(asked, kept, QLocale(system)) == Language::Spanish, spanish);
}

void TestProgramLanguage::numbersAndDatesAreThoseOfTheLanguage()
{
    const QLocale mexico(QLocale::Spanish, QLocale::Mexico);
    QCOMPARE(localeFor(Language::Spanish, mexico), mexico);
    // No German months in an English window, and no German numbers in a Spanish one.
    const QLocale germany(QLocale::German, QLocale::Germany);
    QCOMPARE(localeFor(Language::English, germany).language(), QLocale::English);
    QCOMPARE(localeFor(Language::Spanish, germany).language(), QLocale::Spanish);
    QCOMPARE(localeFor(Language::English, QLocale::c()), QLocale::c());
    // Numbers are those of its sentences: the United States write Spanish ones as English.
    const QLocale states(QLocale::English, QLocale::UnitedStates);
    QCOMPARE(localeFor(Language::Spanish, states).toString(15'329), QStringLiteral("15.329"));
    QCOMPARE(localeFor(Language::Spanish, states).toString(99.9, 'f', 1), QStringLiteral("99,9"));
    QCOMPARE(localeFor(Language::English, germany).toString(15'329), QStringLiteral("15,329"));
    QCOMPARE(
        localeFor(Language::English, QLocale(QLocale::Spanish, QLocale::Spain)).toString(15'329),
        QStringLiteral("15,329"));
    for (const Language language : { Language::English, Language::Spanish })
        QCOMPARE(languageNamed(languageCode(language).toStdString()), language);
}

QTEST_GUILESS_MAIN(TestProgramLanguage)
#include "tst_programlanguage.moc"
