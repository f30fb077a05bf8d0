// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/reports.h"
#include "support/windowfixture.h"
#include "ui/paper/paperdocument.h"
#include "ui/theme/theme.h"
#include "ui/views/messagebar.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QFile>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

namespace {

Document documentOf(int rows)
{
    Document document;
    document.title = "A report";
    document.footer = "Somebody";
    DocumentBlock table;
    table.kind = BlockKind::Table;
    table.columns = { { "Name", false }, { "Number", true } };
    for (int i = 0; i < rows; ++i)
        table.rows.push_back({ std::string(300, 'x'), std::to_string(i) });
    document.blocks.push_back(table);
    return document;
}

qsizetype pagesOf(const QByteArray& pdf)
{
    return pdf.count("/Type /Page\n");
}

} // namespace

class PaperTest final : public QObject {
    Q_OBJECT
private slots:
    void pdfHasPagesAndFonts()
    {
        const QByteArray few = documentPdf(documentOf(2));
        QVERIFY(few.startsWith("%PDF"));
        QCOMPARE(pagesOf(few), 1);
        QVERIFY(few.contains("/FontFile2"));
        // A table goes on over pages.
        const QByteArray many = documentPdf(documentOf(100));
        QVERIFY2(pagesOf(many) > 3, qPrintable(QString::number(pagesOf(many))));
    }

    void windowPreviewsAndSavesWhatIsShown()
    {
        WindowFixture fixture;
        QVERIFY(!fixture.action("actionReport")->isEnabled());
        const QString file = fixture.path(QStringLiteral("a.json"));
        QVERIFY(writeFile(file, MadeReport().json()));
        fixture.window->openPaths({ file });
        QTRY_VERIFY_WITH_TIMEOUT(fixture.window->isSettled(), 20'000);
        fixture.action("actionReport")->trigger();
        QTRY_VERIFY(fixture.find<QDialog>("reportPreview"));
        auto* preview = fixture.find<QDialog>("reportPreview");
        QTRY_VERIFY(preview->isVisible());
        auto* save = preview->findChild<QAction*>(QStringLiteral("saveReport"));
        QVERIFY(save);
        const QString html = fixture.path(QStringLiteral("report.html"));
        fixture.answers->saveTo = html;
        save->trigger();
        auto* bar = fixture.find<MessageBar>("messageBar");
        QTRY_VERIFY(bar->text().contains(html));
        QFile written(html);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(written.readAll().contains("SMTP TLS report on example.com"));
        const QString pdf = fixture.path(QStringLiteral("report.pdf"));
        fixture.answers->saveTo = pdf;
        save->trigger();
        QTRY_VERIFY(bar->text().contains(pdf));
        fixture.answers->saveTo = fixture.path(QStringLiteral("missing/report.pdf"));
        save->trigger();
        QTRY_VERIFY(!bar->text().contains(pdf));
        preview->close();
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    applyTheme(application, ThemeChoice::Light);
    PaperTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_paper.moc"
