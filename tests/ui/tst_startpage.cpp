// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"
#include "ui/panels/dropframe.h"
#include "ui/panels/startpage.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace mxlens;

class StartPageTest final : public QObject {
    Q_OBJECT
private slots:
    void buttonsAskForWhatTheySay();
    void everyFocusableWidgetHasAName();
    void tabGoesThroughTheButtonsInReadingOrder();
    void recentPathsOpenThemselves();
    void aRecentPathOutlivesItsOwnClick();
    void recentPathsAreShownAsPlainText();
    void longRecentPathsAreShortened();
    void withoutRecentPathsThereIsNoList();
    void dropIsAnnounced();
    void foldersLookLikeFolders();
    void saysThatNothingLeavesTheMachine();
};

void StartPageTest::buttonsAskForWhatTheySay()
{
    StartPage page;
    const QVector<std::pair<const char*, void (StartPage::*)()>> expected{
        { "openFilesButton", &StartPage::openFilesRequested },
        { "openFolderButton", &StartPage::openFolderRequested },
        { "samplesButton", &StartPage::samplesRequested },
    };
    for (const auto& [name, signal] : expected) {
        QSignalSpy spy(&page, signal);
        auto* button = page.findChild<QPushButton*>(QLatin1String(name));
        QVERIFY(button);
        QVERIFY(button->text().contains(u'&'));
        button->click();
        QCOMPARE(spy.count(), 1);
    }
}

void StartPageTest::everyFocusableWidgetHasAName()
{
    StartPage page;
    page.setRecent({ QStringLiteral("/home/someone/reports") });
    int focusable = 0;
    for (const QWidget* widget : page.findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus)
            continue;
        ++focusable;
        const auto* button = qobject_cast<const QPushButton*>(widget);
        QVERIFY(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()));
    }
    QCOMPARE(focusable, 4);
}

void StartPageTest::tabGoesThroughTheButtonsInReadingOrder()
{
    StartPage page;
    page.setRecent({ QStringLiteral("/a"), QStringLiteral("/b") });
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.findChild<QPushButton*>(QStringLiteral("openFilesButton"))->setFocus();
    QStringList order;
    for (int i = 0; i < 5; ++i) {
        const auto* button = qobject_cast<QPushButton*>(QApplication::focusWidget());
        QVERIFY(button);
        order.append(button->objectName() == QStringLiteral("recentButton") ? button->text()
                                                                            : button->objectName());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(order,
        QStringList({ QStringLiteral("openFilesButton"), QStringLiteral("openFolderButton"),
            QStringLiteral("samplesButton"), QStringLiteral("/a"), QStringLiteral("/b") }));
}

void StartPageTest::recentPathsOpenThemselves()
{
    StartPage page;
    QSignalSpy spy(&page, &StartPage::recentRequested);
    const QStringList paths{ QStringLiteral("/a & b"), QStringLiteral("/c") };
    page.setRecent(paths);
    for (QPushButton* button : page.findChildren<QPushButton*>(QStringLiteral("recentButton")))
        button->click();
    QTRY_COMPARE(spy.count(), 2);
    QCOMPARE(spy.at(0).at(0).toString(), paths.at(0));
    QCOMPARE(spy.at(1).at(0).toString(), paths.at(1));
}

// The window makes the list anew when a path is opened: not while the button still has to do with
// the key that was pressed.
void StartPageTest::aRecentPathOutlivesItsOwnClick()
{
    StartPage page;
    page.setRecent({ QStringLiteral("/one"), QStringLiteral("/two") });
    connect(&page, &StartPage::recentRequested, &page,
        [&page](const QString& path) { page.setRecent({ path }); });
    const QPointer<QPushButton> button
        = page.findChild<QPushButton*>(QStringLiteral("recentButton"));
    QVERIFY(button);
    button->click();
    QVERIFY(button);
    QTRY_VERIFY(!button);
    QCOMPARE(page.findChildren<QPushButton*>(QStringLiteral("recentButton")).size(), 1);
}

void StartPageTest::recentPathsAreShownAsPlainText()
{
    StartPage page;
    page.setRecent({ QStringLiteral("/a/<b>x</b> & y\u202e") });
    const auto* button = page.findChild<QPushButton*>(QStringLiteral("recentButton"));
    QVERIFY(button);
    QCOMPARE(button->text(), QStringLiteral("/a/<b>x</b> && y\\u202e"));
    QVERIFY(button->toolTip().contains(QStringLiteral("&lt;b&gt;x")));
}

void StartPageTest::longRecentPathsAreShortened()
{
    StartPage page;
    page.setRecent({ QLatin1Char('/') + QString(400, u'x') });
    const auto* button = page.findChild<QPushButton*>(QStringLiteral("recentButton"));
    QVERIFY(button->text().size() < 200);
    QVERIFY(button->text().contains(QChar(0x2026)));
    QVERIFY(button->sizeHint().width() <= button->parentWidget()->parentWidget()->width());
}

void StartPageTest::withoutRecentPathsThereIsNoList()
{
    StartPage page;
    page.setRecent({ QStringLiteral("/a") });
    page.setRecent({});
    page.show();
    QVERIFY(page.findChildren<QPushButton*>(QStringLiteral("recentButton")).isEmpty());
    for (const QLabel* label : page.findChildren<QLabel*>())
        QVERIFY(!label->isVisible() || !label->text().contains(QStringLiteral("recently")));
}

void StartPageTest::dropIsAnnounced()
{
    StartPage page;
    const auto* frame = page.findChild<DropFrame*>();
    QVERIFY(frame && !frame->isActive());
    page.setDropActive(true);
    // NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): QVERIFY returned
    QVERIFY(frame->isActive());
    const auto labels = page.findChildren<QLabel*>();
    const auto says = [&labels](const QString& text) {
        return std::any_of(labels.begin(), labels.end(),
            [&text](const QLabel* label) { return label->text() == text; });
    };
    QVERIFY(says(QStringLiteral("Release to read them")));
    page.setDropActive(false);
    QVERIFY(!frame->isActive());
    QVERIFY(says(QStringLiteral("Drop TLS reports here")));
}

void StartPageTest::foldersLookLikeFolders()
{
    StartPage page;
    page.resize(900, 700);
    page.setRecent({ QStringLiteral("/mail/reports"), QStringLiteral("/mail/reports.zip") });
    const auto picture = [&page](int button) {
        return page.findChildren<QPushButton*>(QStringLiteral("recentButton"))
            .at(button)
            ->icon()
            .pixmap(32)
            .toImage();
    };
    QCOMPARE(picture(0), picture(1)); // nothing is looked up
    page.setFolders({ QStringLiteral("/mail/reports") });
    QCOMPARE(picture(0), icon(QStringLiteral("folder")).pixmap(32).toImage());
    QCOMPARE(picture(1), icon(QStringLiteral("source")).pixmap(32).toImage());
}

void StartPageTest::saysThatNothingLeavesTheMachine()
{
    StartPage page;
    const auto labels = page.findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->text().contains(QStringLiteral("Nothing leaves it"));
    }));
    for (const QLabel* label : labels)
        QVERIFY(label->pixmap().isNull() == false || label->textFormat() == Qt::PlainText);
}

int main(int argc, char** argv)
{
    test::WatchedApplication application(argc, argv);
    applyTheme(application, ThemeChoice::Light);
    StartPageTest test;
    return application.result(QTest::qExec(&test, argc, argv));
}

#include "tst_startpage.moc"
