// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/catalogue.h"
#include "core/report/resulttype.h"
#include "tests/ui/support/guitest.h"
#include "tests/ui/support/windowchecks.h"
#include "ui/help/helppages.h"
#include "ui/help/helpview.h"
#include "ui/help/helpwindow.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/theme.h"

#include <QDirIterator>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>

using namespace mxlens;
using namespace mxlens::test;

namespace {

QStringList linksOf(const HelpPage& page)
{
    static const QRegularExpression link(QStringLiteral("\\]\\(help:([^)]+)\\)"));
    QStringList links;
    QRegularExpressionMatchIterator matches = link.globalMatch(page.markdown);
    while (matches.hasNext())
        links.append(matches.next().captured(1));
    return links;
}

/// Headings, items of lists, rows of tables and paragraphs: how a page is built.
QString shapeOf(const HelpPage& page)
{
    QString shape;
    const QStringList lines = page.markdown.split(QLatin1Char('\n'));
    for (const QString& line : lines) {
        const QChar first = line.isEmpty() ? QLatin1Char(' ') : line.front();
        shape += first.isLetter() ? QLatin1Char('p') : first.isDigit() ? QLatin1Char('1') : first;
    }
    return shape;
}

QStringList topicsOf(const QList<HelpPage>& pages)
{
    QStringList topics;
    for (const HelpPage& page : pages)
        topics.append(page.topic);
    return topics;
}

void setSpanish(bool spanish)
{
    QLocale::setDefault(spanish ? QLocale(QLocale::Spanish, QLocale::Spain) : QLocale::c());
}

} // namespace

class HelpTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init() { setSpanish(false); }

    void everyPageIsInBothLanguages()
    {
        const QList<HelpPage> english = helpPages(Language::English);
        const QList<HelpPage> spanish = helpPages(Language::Spanish);
        QCOMPARE(topicsOf(english), topicsOf(spanish));
        for (int i = 0; i < english.size(); ++i) {
            const HelpPage& en = english[i];
            const HelpPage& es = spanish[i];
            const QByteArray which = en.topic.toUtf8();
            QVERIFY2(!en.title.isEmpty() && !es.title.isEmpty(), which);
            QVERIFY2(en.markdown.size() > 100 && es.markdown.size() > 100, which);
            QVERIFY2(en.markdown != es.markdown, which);
            for (const HelpPage* page : { &en, &es })
                QVERIFY2(!page->markdown.contains(QLatin1String("{ui:"))
                        && !page->markdown.contains(QChar::ReplacementCharacter),
                    which);
            QCOMPARE(linksOf(en), linksOf(es));
            // A glossary is sorted by its words.
            if (en.topic != QLatin1String("glossary"))
                QVERIFY2(shapeOf(en) == shapeOf(es), which);
        }
        // No sentence was left in the other language.
        for (int i = 0; i < english.size(); ++i) {
            const QStringList lines = english[i].markdown.split(QLatin1Char('\n'));
            for (const QString& line : lines) {
                if (line.size() > 40 && !line.startsWith(QLatin1Char('`')))
                    QVERIFY2(!spanish[i].markdown.contains(line), qPrintable(line));
            }
        }
    }
    void everyFileIsAPage()
    {
        int files = 0;
        QDirIterator walk(QStringLiteral(MXLENS_SOURCE_DIR "/resources/help"), { "*.md" },
            QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            const QString name = QFileInfo(walk.next()).completeBaseName();
            QVERIFY2(topicsOf(helpPages(Language::English)).contains(name), qPrintable(name));
            ++files;
        }
        QCOMPARE(files, 18);
    }
    void everyLinkLeadsToAPage()
    {
        const QList<HelpPage> pages = helpPages(Language::English);
        const QStringList topics = topicsOf(pages);
        int links = 0;
        for (const HelpPage& page : pages) {
            for (const QString& link : linksOf(page)) {
                QVERIFY2(topics.contains(link), qPrintable(page.topic + ": " + link));
                ++links;
            }
            // No other links: the program has no network.
            QVERIFY(!page.markdown.contains(QLatin1String("](http")));
        }
        QVERIFY(links > 40);
    }
    void everyResultTypeOfTheRfcIsReachedFromTheSteps()
    {
        const QList<HelpPage> pages = helpPages(Language::English);
        const QStringList links = linksOf(pages[2]);
        QCOMPARE(pages[2].topic, QStringLiteral("handshake"));
        for (const std::string_view type : resultTypes)
            QVERIFY2(links.contains(helpTopicOf(type)), type.data());
    }
    void namesOfTheWindowAreThoseOfItsSources()
    {
        // What the pages call by name has to be in the sources, or nobody finds it.
        static const QRegularExpression name(QStringLiteral("\\{ui:(\\w+):([^}]+)\\}"));
        QString sources;
        QDirIterator walk(QStringLiteral(MXLENS_SOURCE_DIR "/ui"), { "*.cpp" }, QDir::Files,
            QDirIterator::Subdirectories);
        while (walk.hasNext())
            sources += textOf(walk.next());
        int names = 0;
        QDirIterator pages(QStringLiteral(MXLENS_SOURCE_DIR "/resources/help"), { "*.md" },
            QDir::Files, QDirIterator::Subdirectories);
        while (pages.hasNext()) {
            QRegularExpressionMatchIterator matches = name.globalMatch(textOf(pages.next()));
            for (; matches.hasNext(); ++names) {
                const QRegularExpressionMatch match = matches.next();
                QString text = match.captured(2);
                text.replace(QChar(0x2026), QLatin1String("\\u2026"));
                QVERIFY2(sources.contains(QStringLiteral("tr(\"%1\")").arg(text))
                        || sources.contains(QStringLiteral("tr(\"%1\"").arg(text)),
                    qPrintable(match.captured()));
            }
        }
        QVERIFY(names > 10);
    }
    void cataloguePageSaysWhatTheCatalogueSays()
    {
        const HelpPage* found = nullptr;
        const QList<HelpPage> pages = helpPages(Language::Spanish);
        for (const HelpPage& page : pages) {
            if (page.topic == QLatin1String("result/mx-not-in-policy"))
                found = &page;
        }
        QVERIFY(found);
        HelpView view;
        // NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): QVERIFY returned
        view.showPage(*found, Language::Spanish);
        const QString shown = view.toPlainText();
        const Explanation about = explain(Cause::MxNotInPolicy, {}, Language::Spanish);
        // Asterisks and underscores are themselves, not Markdown.
        QVERIFY(shown.contains(QString::fromStdString(about.meaning)));
        QVERIFY(shown.contains(QLatin1String("*.example.com")));
        for (const std::string& step : about.firstSteps)
            QVERIFY2(shown.contains(QString::fromStdString(step)), step.c_str());
        for (const PolicyEffect& effect : about.effects)
            QVERIFY(shown.contains(QString::fromStdString(effect.effect)));
    }
    void topicOfAWordIsFound()
    {
        QCOMPARE(helpTopicOf("certificate-expired"), QStringLiteral("result/certificate-expired"));
        QCOMPARE(helpTopicOf("no-such-thing"), QStringLiteral("result/unknown-result-type"));
    }

    void searchFindsWordsWithoutAccents()
    {
        const QList<HelpPage> pages = helpPages(Language::Spanish);
        QCOMPARE(findPages(pages, QString()).size(), pages.size());
        const QList<int> found = findPages(pages, QStringLiteral("POLITICAS registros"));
        QVERIFY(!found.isEmpty());
        QCOMPARE(pages[found.first()].topic, QStringLiteral("tools"));
        QVERIFY(findPages(pages, QStringLiteral("xyzzy")).isEmpty());
        // Escapes of Markdown do not stand in the way.
        QVERIFY(!findPages(pages, QStringLiteral("*.example.com")).isEmpty());
    }
    void windowSearchesFollowsLinksAndGoesBack()
    {
        HelpWindow window;
        show(window);
        auto* list = window.findChild<QListWidget*>(QStringLiteral("helpPages"));
        auto* view = window.findChild<HelpView*>();
        auto* search = window.findChild<QLineEdit*>(QStringLiteral("helpSearch"));
        QCOMPARE(window.topic(), QStringLiteral("start"));
        const int all = list->count();
        emit view->anchorClicked(QUrl(QStringLiteral("help:result/certificate-expired")));
        QCOMPARE(window.topic(), QStringLiteral("result/certificate-expired"));
        QCOMPARE(list->currentItem()->text(), QStringLiteral("Certificate expired"));
        emit view->anchorClicked(QUrl(QStringLiteral("https://example.com/")));
        QCOMPARE(window.topic(), QStringLiteral("result/certificate-expired"));
        search->setFocus();
        QTest::keyClicks(search, QStringLiteral("glossary"));
        QVERIFY(list->count() > 0 && list->count() < all);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(window.topic(), QStringLiteral("glossary"));
        QVERIFY(!view->extraSelections().isEmpty());
        QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(window.topic(), QStringLiteral("result/certificate-expired"));
        QTest::keyClick(&window, Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(window.topic(), QStringLiteral("glossary"));
        QTest::keyClick(&window, Qt::Key_Escape);
        QVERIFY(search->text().isEmpty() && window.isVisible());
        QCOMPARE(list->count(), all);
        QTest::keyClick(&window, Qt::Key_Escape);
        QVERIFY(!window.isVisible());
    }
    void thereIsOneHelpWindow()
    {
        QWidget owner;
        showHelp(QStringLiteral("dane"), &owner);
        showHelp(helpTopicOf("tlsa-invalid"), nullptr);
        const QList<HelpWindow*> windows = owner.findChildren<HelpWindow*>();
        QCOMPARE(windows.size(), 1);
        QCOMPARE(windows.first()->topic(), QStringLiteral("result/tlsa-invalid"));
        showHelp(QStringLiteral("nothing"), &owner);
        QCOMPARE(windows.first()->topic(), QStringLiteral("start"));
    }

    void everyPageIsRead_data()
    {
        QTest::addColumn<bool>("spanish");
        QTest::addColumn<QSize>("size");
        QTest::newRow("en") << false << QSize(1000, 760);
        QTest::newRow("es") << true << QSize(1000, 760);
        QTest::newRow("es, small") << true << QSize(480, 320);
    }
    void everyPageIsRead()
    {
        QFETCH(bool, spanish);
        QFETCH(QSize, size);
        setSpanish(spanish);
        HelpWindow window;
        window.resize(size);
        show(window);
        auto* view = window.findChild<HelpView*>();
        for (const HelpPage& page : helpPages(spanish ? Language::Spanish : Language::English)) {
            window.showTopic(page.topic);
            QVERIFY2(view->toPlainText().startsWith(page.title), qPrintable(page.topic));
            QVERIFY2(!view->toPlainText().contains(QLatin1String("](")), qPrintable(page.topic));
            // Lines wrap: nothing is cut off at the right, however small the window.
            QVERIFY2(view->document()->size().width() <= view->viewport()->width() + 1,
                qPrintable(page.topic));
        }
        QCOMPARE(namelessIn(window), QStringList());
        QCOMPARE(unreachableIn(window), QStringList());
        QCOMPARE(clippedIn(window), QStringList());
    }
    void drawingIsTintedAndHasItsWords()
    {
        const QStringList keys
            = drawingLabels(QStringLiteral("handshake"), Language::English).keys();
        QString svg = textOf(QStringLiteral(":/help/handshake.svg"));
        for (const QString& key : keys) {
            QVERIFY2(svg.contains(QLatin1Char('@') + key + QLatin1Char('@')), qPrintable(key));
            const QString es
                = drawingLabels(QStringLiteral("handshake"), Language::Spanish).value(key);
            QVERIFY2(!es.isEmpty(), qPrintable(key));
        }
        for (const char* known : { "font", "text", "muted", "line", "surface", "accent" })
            svg.remove(QLatin1Char('@') + QString::fromLatin1(known) + QLatin1Char('@'));
        for (const QString& key : keys)
            svg.remove(QLatin1Char('@') + key + QLatin1Char('@'));
        QVERIFY2(!svg.contains(QLatin1Char('@')), "a placeholder that nobody fills");
        HelpView view;
        view.resize(800, 600);
        const auto drawn = [&view] {
            return view
                .loadResource(QTextDocument::ImageResource, QUrl(QStringLiteral("handshake.svg")))
                .value<QImage>();
        };
        const QImage light = drawn();
        QVERIFY(!light.isNull());
        view.setPalette(themePalette(true));
        QVERIFY(drawn() != light);
        // Nothing is fetched.
        QVERIFY(!view.loadResource(
                         QTextDocument::ImageResource, QUrl(QStringLiteral("file:///etc/passwd")))
                     .isValid());
    }

private:
    static QString textOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    static void show(QWidget& window)
    {
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
    }
};

MXLENS_GUI_TEST(HelpTest)
#include "tst_help.moc"
