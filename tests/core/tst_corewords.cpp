// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/filter.h"
#include "core/report/corewords.h"
#include "core/report/deviation.h"
#include "core/report/error.h"

#include <QTest>

using namespace mxlens;

namespace {

QString spanish(std::string_view sentence)
{
    return QString::fromStdString(inLanguage(sentence, Language::Spanish));
}

} // namespace

class TestCoreWords final : public QObject {
    Q_OBJECT
private slots:
    void everyDeviationIsTranslated()
    {
        for (int code = 0; code < deviationCodeCount; ++code) {
            const std::string english
                = describe(Deviation{ static_cast<DeviationCode>(code), {}, {}, {}, 1 });
            QVERIFY2(spanish(english) != QString::fromStdString(english), english.c_str());
            QCOMPARE(inLanguage(english, Language::English), english);
        }
    }

    void everyCauseOfAnErrorIsTranslated()
    {
        for (int code = 0; code <= static_cast<int>(ErrorCode::Cancelled); ++code) {
            const std::string cause = describe(Error{ static_cast<ErrorCode>(code), {}, {}, {} });
            const QString translated = spanish(cause);
            QVERIFY2(translated != QString::fromStdString(cause), cause.c_str());
            // Cause and remedy: no half of it stays English.
            for (const char* word : { " the ", " be ", " is ", " again" })
                QVERIFY2(!(QLatin1Char(' ') + translated).contains(QLatin1String(word)),
                    qPrintable(translated));
        }
    }

    void everyFaultOfAFilterIsTranslated()
    {
        for (const char* text :
            { "- domain:a", "nokey:a", "domain:", "domain:\"a", "after:2026-01-01,2026-01-02",
                "after:yesterday", "failures:many", "ip:10.0.0.0/99", "ip:host" }) {
            const auto parsed = parseFilter(text);
            const auto* const error = std::get_if<FilterError>(&parsed);
            QVERIFY2(error, text);
            QVERIFY2(spanish(error->message) != QString::fromStdString(error->message),
                error->message.c_str());
        }
    }

    void sentencesAreTranslatedWhereTheyQuoteNothing_data()
    {
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("translated");
        QTest::newRow("cause, detail, place and remedy")
            << "the data ends too early: gzip data of 12 bytes (byte 0); fetch the file again"
            << QString::fromUtf8("los datos terminan antes de tiempo: 12 bytes de datos gzip (byte "
                                 "0); obtenga de nuevo el archivo");
        QTest::newRow("a deviation with all its parts")
            << "policies[0].policy.mx-host: mx-host in unusual form (written: missing), read as x "
               "[3 times]"
            << QString::fromUtf8("policies[0].policy.mx-host: mx-host en forma poco habitual "
                                 "(escrito: falta), leído como x [3 veces]");
        QTest::newRow("the longer phrase wins")
            << "null, read as absent" << QString::fromUtf8("null, leído como ausente");
        QTest::newRow("what is within a word stays") << "emptyish: failed1"
                                                     << "emptyish: failed1";
        QTest::newRow("what is not known stays") << "/tmp/a mail/x: no such thing"
                                                 << "/tmp/a mail/x: no such thing";
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("duplicate") << "the same report as a.json"
                                   << "el mismo informe que a.json";
        QTest::newRow("attachment") << "mail without a TLS report: its attachment is an image"
                                    << "correo sin informe TLS: su adjunto es una imagen";
    }
    void sentencesAreTranslatedWhereTheyQuoteNothing()
    {
        QFETCH(QString, english);
        QFETCH(QString, translated);
        QCOMPARE(spanish(english.toStdString()), translated);
    }

    void longTextsAreSoonDoneWith()
    {
        const std::string text(200'000, '[');
        QCOMPARE(inLanguage(text, Language::Spanish), text);
        std::string marks;
        for (int i = 0; i < 50'000; ++i)
            marks += "; [";
        QCOMPARE(inLanguage(marks, Language::Spanish), marks);
    }
};

QTEST_APPLESS_MAIN(TestCoreWords)
#include "tst_corewords.moc"
