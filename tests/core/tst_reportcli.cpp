// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Run {
    int status = -1;
    QByteArray output, errors;
};

Run runCli(const QStringList& arguments)
{
    QProcess process;
    process.setWorkingDirectory(QStringLiteral(MXLENS_TEST_DATA));
    process.start(QStringLiteral(MXLENS_CLI), arguments);
    process.closeWriteChannel();
    Run run;
    if (process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit)
        run.status = process.exitCode();
    run.output = process.readAllStandardOutput();
    run.errors = process.readAllStandardError();
    return run;
}

QStringList report(const QStringList& options)
{
    return QStringList{ QStringLiteral("report") } + options
        + QStringList{ QStringLiteral("reports/mox.json") };
}

} // namespace

class TestReportCli : public QObject {
    Q_OBJECT
private slots:
    void textIsTheDefaultInEitherLanguage()
    {
        const Run english = runCli(report({}));
        QCOMPARE(english.status, 0);
        QVERIFY(english.output.startsWith("SMTP TLS report"));
        QCOMPARE(runCli(report({ "--format", "text" })).output, english.output);
        const Run spanish = runCli(report({ "--language", "es" }));
        QVERIFY(spanish.output.startsWith("Informe de TLS en SMTP"));
    }

    void nameOfTheFileSaysTheFormat()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("r.html"));
        QCOMPARE(runCli(report({ "-o", path })).status, 0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), runCli(report({ "--format", "html" })).output);
    }

    void domainNarrowsAsAFilterDoes()
    {
        const QByteArray all
            = runCli({ "report", "--filter", "domain:example.com", "reports" }).output;
        QCOMPARE(runCli({ "report", "--domain", "example.com", "reports" }).output, all);
        QVERIFY(all.startsWith("SMTP TLS report on example.com\n"));
    }

    void pdfIsMadeOrRefusedInASentence()
    {
        const Run run = runCli(report({ "--format", "pdf" }));
        if (run.status == 0) {
            QVERIFY(run.output.startsWith("%PDF"));
            QVERIFY(run.output.contains("/FontFile2"));
            QVERIFY(run.errors.isEmpty());
        } else {
            QCOMPARE(run.status, 2);
            QVERIFY(run.errors.contains("without PDF"));
        }
    }

    void aFileThatCannotBeWrittenIsSaid()
    {
        const QTemporaryDir folder;
        const Run run = runCli(report({ "-o", folder.filePath(QStringLiteral("no/r.html")) }));
        QCOMPARE(run.status, 2);
        QVERIFY(!run.errors.isEmpty());
    }

    void aFolderAndAFullDiskAreSaidAndNothingIsLeft()
    {
        const QTemporaryDir folder;
        const Run onFolder = runCli(report({ "--format", "html", "-o", folder.path() }));
        QCOMPARE(onFolder.status, 2);
        QVERIFY(onFolder.errors.contains(folder.path().toUtf8()));
        QVERIFY(
            QDir(folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
        if (QFile::exists(QStringLiteral("/dev/full"))) {
            const Run full = runCli(report({ "-o", "/dev/full" }));
            QCOMPARE(full.status, 2);
            QVERIFY(full.errors.contains("/dev/full: "));
        }
    }
};

QTEST_APPLESS_MAIN(TestReportCli)
#include "tst_reportcli.moc"
