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
        QTest::newRow("what a list was made of")
            << "policies: another JSON type than RFC 8460 has (written: object), read as a list of "
               "one"
            << QString::fromUtf8("policies: otro tipo de JSON que el del RFC 8460 (escrito: "
                                 "objeto), leído como una lista de un elemento");
        QTest::newRow("a text that was split")
            << "policies[0].policy.policy-string: the policy text in unusual form (written: a of "
               "b), read as a list of 4 [2 times]"
            << QString::fromUtf8("policies[0].policy.policy-string: el texto de la política en "
                                 "forma poco habitual (escrito: a of b), leído como una lista "
                                 "de 4 [2 veces]");
        QTest::newRow("another type")
            << "report-id: another JSON type than RFC 8460 has (written: 5), read as text"
            << QString::fromUtf8("report-id: otro tipo de JSON que el del RFC 8460 (escrito: 5), "
                                 "leído como texto");
        QTest::newRow("what has no place")
            << "policy: another JSON type than RFC 8460 has (written: 5), read as nothing"
            << QString::fromUtf8("policy: otro tipo de JSON que el del RFC 8460 (escrito: 5), "
                                 "leído como nada");
        QTest::newRow("sums")
            << "failure-details: failure details add up to less than the summary (written: 2 of "
               "5), read as 3 not detailed"
            << QString::fromUtf8("failure-details: los detalles de fallos suman menos que el "
                                 "resumen (escrito: 2 de 5), leído como 3 sin detallar");
        QTest::newRow("sums that overlap")
            << "failure details add up to more than the summary, they overlap (written: 7 of 5)"
            << QString::fromUtf8("los detalles de fallos suman más que el resumen, se solapan "
                                 "(escrito: 7 de 5)");
        QTest::newRow("bytes")
            << "bytes behind the end of the gzip data, passed over (written: 3 bytes), read as "
               "left out"
            << QString::fromUtf8("bytes detrás del final de los datos gzip, pasados por alto "
                                 "(escrito: 3 bytes), leído como omitido");
        QTest::newRow("gzip twice")
            << "compressed with gzip twice (written: gzip in gzip)"
            << QString::fromUtf8("comprimido dos veces con gzip (escrito: gzip dentro de gzip)");
        QTest::newRow("a label")
            << "the label promises another format than the content has (written: a.json), read as "
               "a mail"
            << QString::fromUtf8("la etiqueta promete otro formato que el del contenido (escrito: "
                                 "a.json), leído como un correo");
        QTest::newRow("the name of a file")
            << "file name: mail or file name say something else, the report counts (written: "
               "example.org), read as example.com"
            << QString::fromUtf8("nombre del archivo: el correo o el nombre del archivo dicen otra "
                                 "cosa, cuenta el informe (escrito: example.org), leído como "
                                 "example.com");
        QTest::newRow("the days in the name of a file")
            << "date range in the file name: mail or file name say something else, the report "
               "counts (written: 2026-09-01T00:00:00Z to 2026-09-02T00:00:00Z)"
            << QString::fromUtf8("periodo en el nombre del archivo: el correo o el nombre del "
                                 "archivo dicen otra cosa, cuenta el informe (escrito: "
                                 "2026-09-01T00:00:00Z a 2026-09-02T00:00:00Z)");
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
