// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/reports.h"
#include "support/watchdog.h"
#include "support/windowfixture.h"
#include "tests/ui/support/guitest.h"
#include "ui/paper/paperdocument.h"
#include "ui/paper/paperpages.h"
#include "ui/theme/theme.h"
#include "ui/views/messagebar.h"
#include "ui/views/pageview.h"
#include "ui/views/reportpreview.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QPrinter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace mxlens;
using namespace mxlens::test;

namespace {

std::shared_ptr<const ReportDocument> documentOf(int rows)
{
    auto made = std::make_shared<ReportDocument>();
    ReportDocument& document = *made;
    document.title = "A report";
    document.footer = "Somebody";
    DocumentBlock table;
    table.kind = BlockKind::Table;
    table.columns = { { "Name", false }, { "Number", true } };
    for (int i = 0; i < rows; ++i)
        table.rows.push_back({ std::string(300, 'x'), std::to_string(i) });
    document.blocks.push_back(table);
    return made;
}

qsizetype pagesOf(const QByteArray& pdf)
{
    return pdf.count("/Type /Page\n");
}

} // namespace

class PaperTest final : public QObject {
    Q_OBJECT
private slots:
    // A thread takes the faces of its fonts with it when it ends, as those of a pool do after a
    // while.
    void pagesOutliveTheThreadThatMadeThem()
    {
        std::shared_ptr<const PaperPages> pages;
        std::thread([&pages] {
            pages = std::make_shared<const PaperPages>(documentOf(40), QSizeF(500, 700), 96);
        }).join();
        QVERIFY(pages->count() > 1);
        const auto drawn = [&pages](int page) {
            QImage image(500, 700, QImage::Format_RGB32);
            std::thread([&] {
                image.fill(Qt::white);
                QPainter painter(&image);
                pages->paint(painter, page);
            }).join();
            return image;
        };
        const QImage first = drawn(0);
        QCOMPARE(drawn(0), first);
        QVERIFY(drawn(1) != first);
    }

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

    // What is saved and printed has the pages that were seen before.
    void pdfAndPrintHaveThePagesOfThePreview()
    {
        // Rows of a line each: a little less room for each is one row more on some page.
        const QSizeF page = reportPageLayout().paintRectPixels(paperDpi).size();
        for (int lines = 1; lines < 40; ++lines) {
            auto document = std::make_shared<ReportDocument>(*documentOf(0));
            for (int i = 0; i < lines; ++i)
                document->blocks.push_back({ BlockKind::Paragraph, "A line", {}, {}, {}, {} });
            auto& rows = document->blocks.front().rows;
            while (PaperPages(document, page, paperDpi).count() == 1)
                rows.push_back({ "Name", "1" });
            QCOMPARE(pagesOf(documentPdf(document)), 2);
            rows.pop_back();
            QCOMPARE(pagesOf(documentPdf(document)), 1);
        }
    }

    void rowsAreWholeUnderTheirNamesAndNoHeadingEndsAPage()
    {
        auto document = std::make_shared<ReportDocument>(*documentOf(200));
        for (int i = 0; i < 60; ++i) {
            document->blocks.push_back({ BlockKind::Subheading, "Heading", {}, {}, {}, {} });
            document->blocks.push_back({ BlockKind::Paragraph,
                std::string(static_cast<std::size_t>(i) * 40, 'y'), {}, {}, {}, {} });
        }
        const PaperPages pages(document, QSizeF(500, 700), 72);
        QVERIFY(pages.count() > 10);
        std::size_t next = 0;
        for (int page = 0; page < pages.count(); ++page) {
            const auto& placed = pages.placed(page);
            QVERIFY(!placed.empty());
            const PaperStrip& last = pages.strips()[placed.back().strip];
            QVERIFY(!last.staysWithNext);
            double bottom = 0;
            for (const PaperPages::Placed& one : placed) {
                const PaperStrip& strip = pages.strips()[one.strip];
                QVERIFY(one.from == 0 && one.to == strip.height);
                QVERIFY(one.top >= bottom);
                bottom = one.top + one.to - one.from;
                const bool isRepeated = one.strip < next;
                if (isRepeated)
                    QVERIFY(&one == &placed.front());
                else
                    QCOMPARE(one.strip, next++);
            }
            QVERIFY(bottom <= 700);
            const std::size_t first = placed.front().strip;
            QVERIFY(page == 0 || pages.strips()[first].header < 0);
        }
        QCOMPARE(next, pages.strips().size());
    }

    // What is higher than a page goes on, line by line, and comes to an end.
    void aRowHigherThanAPageIsCutBetweenLines()
    {
        auto document = std::make_shared<ReportDocument>(*documentOf(3));
        document->blocks[0].rows[1][0] = std::string(30'000, 'z');
        const PaperPages pages(document, QSizeF(500, 700), 72);
        double seen = 0;
        std::size_t tall = 0;
        for (std::size_t i = 0; i < pages.strips().size(); ++i)
            tall = pages.strips()[i].height > pages.strips()[tall].height ? i : tall;
        for (int page = 0; page < pages.count(); ++page) {
            for (const PaperPages::Placed& one : pages.placed(page)) {
                if (one.strip != tall)
                    continue;
                QCOMPARE(one.from, seen);
                seen = one.to;
            }
        }
        QCOMPARE(seen, pages.strips()[tall].height);
        // Nor does a page of no size go on for ever.
        QVERIFY(PaperPages(documentOf(3), QSizeF(60, 60), 300).count() > 0);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(documentPdf(document, stop.get_token()).isEmpty());
    }

    void previewOfManyPagesNeverStallsTheWindow()
    {
        auto document = std::make_shared<ReportDocument>();
        document->title = "A long report";
        for (int i = 0; i < 40; ++i)
            document->blocks.push_back(documentOf(200)->blocks.front());
        Watchdog watchdog;
        ReportPreview preview(document, nullptr);
        preview.show();
        QTRY_VERIFY_WITH_TIMEOUT(preview.pages().isDrawn(), 60'000);
        QVERIFY(preview.pages().pageCount() > 100);
        auto* pages = preview.findChild<PageView*>(QStringLiteral("reportPages"));
        auto* state = preview.findChild<QLabel*>(QStringLiteral("previewState"));
        pages->verticalScrollBar()->setValue(pages->verticalScrollBar()->maximum() / 2);
        QVERIFY(pages->currentPage() > 40);
        QVERIFY(
            state->text().startsWith(QStringLiteral("Page %1 of ").arg(pages->currentPage() + 1)));
        QTRY_VERIFY_WITH_TIMEOUT(pages->isDrawn(), 20'000);
        preview.findChild<QAction*>(QStringLiteral("zoomIn"))->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(pages->isDrawn(), 20'000);
        QVERIFY2(watchdog.longestWork() < 100, qPrintable(QString::number(watchdog.longestWork())));
    }

    void printsInTheBackgroundAndSaysWhatCameOfIt()
    {
        const QTemporaryDir folder;
        ReportPreview preview(documentOf(300), nullptr);
        const QSignalSpy printed(&preview, &ReportPreview::printed);
        const QSignalSpy refused(&preview, &ReportPreview::printingFailed);
        auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
        printer->setOutputFormat(QPrinter::PdfFormat);
        printer->setOutputFileName(folder.filePath(QStringLiteral("out.pdf")));
        preview.print(printer);
        QVERIFY(!preview.findChild<QAction*>(QStringLiteral("printReport"))->isEnabled());
        QTRY_COMPARE(printed.size(), 1);
        QVERIFY(preview.findChild<QAction*>(QStringLiteral("printReport"))->isEnabled());
        QFile file(printer->outputFileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(pagesOf(file.readAll()) > 3);
        auto none = std::make_shared<QPrinter>(QPrinter::HighResolution);
        none->setOutputFormat(QPrinter::PdfFormat);
        none->setOutputFileName(folder.filePath(QStringLiteral("missing/out.pdf")));
        preview.print(none);
        QTRY_COMPARE(refused.size(), 1);
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
    test::WatchedApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    applyTheme(application, ThemeChoice::Light);
    PaperTest test;
    return application.result(QTest::qExec(&test, argc, argv));
}

#include "tst_paper.moc"
