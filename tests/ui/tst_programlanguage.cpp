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

QTEST_GUILESS_MAIN(TestProgramLanguage)
#include "tst_programlanguage.moc"
