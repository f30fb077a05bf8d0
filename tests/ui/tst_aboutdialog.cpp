// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"
#include "tests/ui/support/reports.h"
#include "tests/ui/support/windowchecks.h"
#include "ui/dialogs/aboutdialog.h"
#include "ui/session/diagnostics.h"

#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSysInfo>
#include <QTabWidget>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

class TestAboutDialog final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QCoreApplication::setApplicationVersion(QStringLiteral("1.2.3"));
        qApp->setProperty(commitProperty, QStringLiteral("0123456789"));
    }

    void saysVersionAndCommit()
    {
        QCOMPARE(versionText(), QStringLiteral("1.2.3 (0123456789)"));
        qApp->setProperty(commitProperty, QString());
        QCOMPARE(versionText(), QStringLiteral("1.2.3"));
        qApp->setProperty(commitProperty, QStringLiteral("0123456789"));
    }

    void diagnosticsNameThePartsAndNobody()
    {
        MadeReport report;
        report.organization = QStringLiteral("Secret Org");
        report.domain = QStringLiteral("secret.example");
        report.details = { Detail{
            QStringLiteral("validation-failure"), QStringLiteral("mx.secret.example"), 2 } };
        const auto snapshot = snapshotOf({ report.json() });
        const QString text = diagnosticsText(snapshot.get());
        for (const char* part : { "MX Lens 1.2.3 (0123456789)", "Qt 6", "zlib", "libarchive",
                 "nlohmann/json", "window system offscreen", "1 reports", "1 failure details" })
            QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
        QStringList secrets{ QStringLiteral("secret"), QStringLiteral("Secret"),
            QSysInfo::machineHostName(), QDir::homePath(), QString::fromLatin1(qgetenv("USER")),
            QDir::currentPath(), QString::fromLatin1(QSysInfo::machineUniqueId()) };
        secrets.removeAll(QString());
        for (const QString& secret : secrets)
            QVERIFY2(!text.contains(secret), qPrintable(secret + QLatin1Char('\n') + text));
        QVERIFY(diagnosticsText(nullptr).contains(QStringLiteral("loaded: nothing")));
    }

    void everyPageHoldsWhatWindowsHave()
    {
        QWidget parent;
        showAbout(&parent, nullptr);
        auto* dialog = parent.findChild<QDialog*>(QStringLiteral("aboutDialog"));
        QVERIFY(dialog);
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QCOMPARE(dialog->findChild<QLabel*>(QStringLiteral("version"))->text(),
            QStringLiteral("MX Lens 1.2.3 (0123456789)"));
        QCOMPARE(
            dialog->findChild<QPlainTextEdit*>(QStringLiteral("diagnosticsText"))->toPlainText(),
            diagnosticsText(nullptr));
        auto* pages = dialog->findChild<QTabWidget*>(QStringLiteral("aboutPages"));
        QCOMPARE(pages->count(), 3);
        for (int page = 0; page < pages->count(); ++page) {
            pages->setCurrentIndex(page);
            QCoreApplication::processEvents();
            QCOMPARE(namelessIn(*dialog), QStringList());
            QCOMPARE(clippedIn(*dialog), QStringList());
        }
    }
};

MXLENS_GUI_TEST(TestAboutDialog)
#include "tst_aboutdialog.moc"
