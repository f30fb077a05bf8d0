// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/problem.h"

#include <QtTest>

using namespace mxlens;

class ProblemHeadingsTest : public QObject {
    Q_OBJECT

private slots:
    void headingsSayWhatAndWhere()
    {
        Problem problem;
        problem.cause = Cause::CertificateExpired;
        problem.domain = "example.com";
        const auto english = [&] { return headingOf(problem, Language::English); };
        const auto spanish = [&] { return headingOf(problem, Language::Spanish); };
        // A host that tells its domain by its name.
        problem.subject = "mx2.example.com";
        QCOMPARE(english(), std::string("Certificate expired: mx2.example.com"));
        QCOMPARE(spanish(), std::string("Certificado caducado: mx2.example.com"));
        problem.subject = "example.com";
        QCOMPARE(english(), std::string("Certificate expired: example.com"));
        // One that serves several.
        problem.subject = "mx.provider.example";
        QCOMPARE(english(), std::string("Certificate expired: mx.provider.example (example.com)"));
        problem.subject = "notexample.com";
        QCOMPARE(english(), std::string("Certificate expired: notexample.com (example.com)"));
        problem.domain.clear();
        QCOMPARE(english(), std::string("Certificate expired: notexample.com"));
        problem.subject.clear();
        QCOMPARE(english(), std::string("Certificate expired"));
    }
    void headingsOfReportersNameThem_data()
    {
        QTest::addColumn<int>("cause");
        QTest::addColumn<QString>("english");
        const auto add = [](Cause cause, const char* heading) {
            QTest::newRow(std::string(causeName(cause)).c_str())
                << static_cast<int>(cause) << QString::fromLatin1(heading);
        };
        add(Cause::StarttlsStrippedOnPath,
            "Harbour Mail alone is not offered STARTTLS (example.com)");
        add(Cause::StalePolicy,
            "Harbour Mail applied an old copy of the MTA-STS policy of example.com");
        add(Cause::Noise, "A handful of failures on example.com");
        add(Cause::SilentReporter, "Harbour Mail no longer reports on example.com");
        add(Cause::InconsistentCounts, "Counts of Harbour Mail on example.com do not add up");
    }
    void headingsOfReportersNameThem()
    {
        QFETCH(int, cause);
        QFETCH(QString, english);
        Problem problem;
        problem.cause = static_cast<Cause>(cause);
        problem.domain = "example.com";
        problem.subject = "Harbour Mail";
        QCOMPARE(QString::fromStdString(headingOf(problem, Language::English)), english);
        const std::string spanish = headingOf(problem, Language::Spanish);
        QVERIFY2(spanish.find("example.com") != std::string::npos
                && spanish.find('{') == std::string::npos
                && QString::fromStdString(spanish) != english,
            spanish.c_str());
    }
};

QTEST_GUILESS_MAIN(ProblemHeadingsTest)
#include "tst_problemheadings.moc"
