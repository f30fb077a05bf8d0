// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/windowfixture.h"
#include "tests/ui/support/guitest.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/session/keptsession.h"
#include "ui/session/loader.h"
#include "ui/session/numbersettings.h"
#include "ui/session/settings.h"
#include "ui/theme/englishplurals.h"
#include "ui/views/loadingbar.h"
#include "ui/views/recordtable.h"

#include <QAction>
#include <QActionGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QScreen>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace mxlens;
using mxlens::test::WindowFixture;

class SettingsDialogTest final : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("Negative sizes")));
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<Settings>(m_folder->filePath(QStringLiteral("settings.ini")));
        QVERIFY(QDir().mkpath(m_settings->cacheFolder()));
    }

    void indexIsKeptUntilSomebodySaysNo()
    {
        SettingsDialog dialog(*m_settings, nullptr);
        QSignalSpy spy(&dialog, &SettingsDialog::settingsChanged);
        auto* keep = dialog.findChild<QCheckBox*>(QStringLiteral("keepIndex"));
        QVERIFY(keep && keep->isChecked() && m_settings->keepsIndex());
        keep->click();
        QVERIFY(!m_settings->keepsIndex());
        QCOMPARE(spy.count(), 1);
        QVERIFY(!SettingsDialog(*m_settings, nullptr)
                     .findChild<QCheckBox*>(QStringLiteral("keepIndex"))
                     ->isChecked());
    }

    void languageIsKeptAndAskedForAnew_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<QString>("code");
        QTest::newRow("system") << 0 << QString();
        QTest::newRow("English") << 1 << QStringLiteral("en");
        QTest::newRow("Spanish") << 2 << QStringLiteral("es");
    }
    void languageIsKeptAndAskedForAnew()
    {
        QFETCH(int, index);
        QFETCH(QString, code);
        m_settings->setLanguage(QStringLiteral("xx"));
        SettingsDialog dialog(*m_settings, nullptr);
        choose(dialog, "language", index);
        QVERIFY(!dialog.findChild<QLabel*>(QStringLiteral("languageNote"))->isHidden());
        const Settings again(m_folder->filePath(QStringLiteral("settings.ini")));
        QCOMPARE(again.language(), code);
        QCOMPARE(boxOf(SettingsDialog(*m_settings, nullptr), "language"), index);
    }

    void looksAreThoseOfTheWindow()
    {
        QWidget window;
        QActionGroup themes(&window);
        for (const char* name : { "As the &system", "&Light", "&Dark" })
            themes.addAction(new QAction(QString::fromLatin1(name), &window))->setCheckable(true);
        themes.actions().at(1)->setChecked(true);
        QAction relative(&window);
        relative.setCheckable(true);
        SettingsDialog dialog(*m_settings, nullptr, { themes.actions(), &relative });
        QCOMPARE(boxOf(dialog, "theme"), 1);
        QCOMPARE(boxOf(dialog, "times"), 0);
        choose(dialog, "theme", 2);
        choose(dialog, "times", 1);
        QVERIFY(themes.actions().at(2)->isChecked());
        QVERIFY(relative.isChecked());
        const SettingsDialog again(*m_settings, nullptr, { themes.actions(), &relative });
        QCOMPARE(boxOf(again, "theme"), 2);
        QCOMPARE(boxOf(again, "times"), 1);
    }

    void everyNumberIsKeptAndUsed_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<int>("value");
        QTest::newRow("days") << int(Number::ReadyDays) << 14;
        QTest::newRow("sessions") << int(Number::ReadySessions) << 2500;
        QTest::newRow("reporters") << int(Number::ReadyReporters) << 4;
        QTest::newRow("silence") << int(Number::SilentDays) << 21;
        QTest::newRow("noise") << int(Number::NoiseSessions) << 0;
        QTest::newRow("document") << int(Number::DocumentMebibytes) << 3;
        QTest::newRow("mail") << int(Number::MailMebibytes) << 200;
        QTest::newRow("members") << int(Number::ArchiveEntries) << 17;
        QTest::newRow("depth") << int(Number::ContainerDepth) << 2;
    }
    void everyNumberIsKeptAndUsed()
    {
        QFETCH(int, number);
        QFETCH(int, value);
        const NumberRange range = rangeOf(Number(number));
        const Thresholds thresholds = thresholdsIn(*m_settings);
        const Limits limits = limitsIn(*m_settings);
        QCOMPARE(thresholds, Thresholds());
        SettingsDialog dialog(*m_settings, nullptr);
        QSignalSpy spy(&dialog, &SettingsDialog::settingsChanged);
        auto* box = dialog.findChild<QSpinBox*>(range.key.section(QLatin1Char('/'), 1));
        QVERIFY(box);
        QCOMPARE(box->value(), range.standard);
        box->setValue(value);
        QCOMPARE(spy.count(), 1);
        const Settings again(m_folder->filePath(QStringLiteral("settings.ini")));
        QCOMPARE(numberIn(again, Number(number)), value);
        const Limits bounds = limitsIn(again);
        const bool used = thresholdsIn(again) != thresholds
            || bounds.documentBytes != limits.documentBytes || bounds.mailBytes != limits.mailBytes
            || bounds.archiveEntries != limits.archiveEntries
            || bounds.containerDepth != limits.containerDepth;
        QVERIFY(used);
        // The button of its group gives the number back that it had.
        auto* standard
            = box->parentWidget()->findChild<QPushButton*>(QStringLiteral("standardNumbers"));
        QVERIFY(standard->isEnabled());
        standard->click();
        QVERIFY(!standard->isEnabled());
        QCOMPARE(numberIn(*m_settings, Number(number)), range.standard);
    }

    void theButtonForAllNumbersTellsOnce()
    {
        // Each telling makes the diagnosis of everything anew.
        setNumberIn(*m_settings, Number::ReadyDays, 14);
        setNumberIn(*m_settings, Number::ReadySessions, 2500);
        setNumberIn(*m_settings, Number::ReadyReporters, 4);
        SettingsDialog dialog(*m_settings, nullptr);
        QSignalSpy spy(&dialog, &SettingsDialog::settingsChanged);
        auto* box = dialog.findChild<QSpinBox*>(QStringLiteral("readyDays"));
        QVERIFY(box);
        auto* standard
            = box->parentWidget()->findChild<QPushButton*>(QStringLiteral("standardNumbers"));
        QVERIFY(standard);
        standard->click();
        QCOMPARE(spy.count(), 1);
        QCOMPARE(thresholdsIn(*m_settings), Thresholds());
        QCOMPARE(box->value(), rangeOf(Number::ReadyDays).standard);
        QVERIFY(!standard->isEnabled());
    }

    void numbersWrittenByHandStayInTheirRange()
    {
        m_settings->setNumber(QStringLiteral("limits/mailMebibytes"), 1'000'000);
        m_settings->setNumber(QStringLiteral("diagnosis/readyDays"), -3);
        QCOMPARE(numberIn(*m_settings, Number::MailMebibytes), 1024);
        QCOMPARE(thresholdsIn(*m_settings).readyDays, 1);
        m_settings->setTexts(QStringLiteral("diagnosis/silentDays"), { QStringLiteral("many") });
        QCOMPARE(thresholdsIn(*m_settings), [] {
            Thresholds thresholds;
            thresholds.readyDays = 1;
            return thresholds;
        }());
    }

    void thresholdsHoldAtOnceForWhatIsShown()
    {
        WindowFixture fixture;
        fixture.window->openPaths({ QStringLiteral(MXLENS_SOURCE_DIR "/resources/samples") });
        QTRY_VERIFY_WITH_TIMEOUT(fixture.window->isSettled(), 20'000);
        const auto noise = [&fixture] {
            const auto& records = fixture.find<RecordTable>("problemsTable")->records();
            int rows = 0;
            for (int row = 0; row < records.rowCount(); ++row)
                for (int column = 0; column < records.columnCount(); ++column)
                    rows += records.index(row, column)
                                .data()
                                .toString()
                                .startsWith(QLatin1String("A handful of failures"));
            return rows;
        };
        QVERIFY(noise() > 1);
        fixture.action("actionSettings")->trigger();
        auto* dialog = fixture.find<SettingsDialog>("settingsDialog");
        QVERIFY(dialog);
        dialog->findChild<QSpinBox*>(QStringLiteral("noiseSessions"))->setValue(0);
        dialog->close();
        QTRY_COMPARE_WITH_TIMEOUT(noise(), 0, 20'000);
    }

    void whatIsOpenedIsWatchedWhereThatIsSet()
    {
        for (const bool on : { false, true }) {
            WindowFixture fixture;
            Settings settings(fixture.path(QStringLiteral("s.ini")));
            setWatchesWhatIsOpened(settings, on);
            fixture.open();
            fixture.window->openPaths({ QStringLiteral(MXLENS_SOURCE_DIR "/resources/samples") });
            QCOMPARE(fixture.action("actionWatch")->isChecked(), on);
            QTRY_VERIFY_WITH_TIMEOUT(fixture.window->isSettled(), 20'000);
        }
    }

    void switchesOfTheStartAreKept()
    {
        for (const char* const name : { "restoreSession", "watchOpened" }) {
            bool before = false;
            {
                SettingsDialog dialog(*m_settings, nullptr);
                auto* box = dialog.findChild<QCheckBox*>(QString::fromLatin1(name));
                before = box->isChecked();
                box->click();
            }
            Settings again(m_folder->filePath(QStringLiteral("settings.ini")));
            QVERIFY(SettingsDialog(again, nullptr)
                        .findChild<QCheckBox*>(QString::fromLatin1(name))
                        ->isChecked()
                != before);
        }
        QVERIFY(watchesWhatIsOpened(*m_settings));
    }

    void saysWhereAndHowMuchItIsAndClearsIt()
    {
        const QString own = put(QStringLiteral("0123456789abcdef.mxindex"));
        const QString unfinished = put(QStringLiteral("0123456789abcdef-1.mxindex.new"));
        const QString foreign = put(QStringLiteral("notes.txt"));
        SettingsDialog dialog(*m_settings, nullptr);
        const auto* folder = dialog.findChild<QLabel*>(QStringLiteral("indexFolder"));
        QVERIFY(folder->text().contains(QDir::toNativeSeparators(m_settings->cacheFolder())));
        QCOMPARE(folder->textFormat(), Qt::PlainText);
        const auto* size = dialog.findChild<QLabel*>(QStringLiteral("indexSize"));
        QTRY_COMPARE(size->text(), QStringLiteral("Size: 2.00 KiB"));
        auto* clear = dialog.findChild<QPushButton*>(QStringLiteral("clearIndex"));
        QVERIFY(clear->isEnabled());
        clear->click();
        QTRY_COMPARE(size->text(), QStringLiteral("It is empty."));
        QVERIFY(!clear->isEnabled());
        QVERIFY(!QFile::exists(own));
        QVERIFY(!QFile::exists(unfinished));
        QVERIFY(QFile::exists(foreign));
    }

    // Its buttons were below the edge of a low screen.
    void fitsALowScreen()
    {
        const QFont before = QApplication::font();
        QFont large = before;
        large.setPixelSize(QFontInfo(before).pixelSize() * 3);
        QApplication::setFont(large);
        const auto restore = qScopeGuard([&before] { QApplication::setFont(before); });
        SettingsDialog dialog(*m_settings, nullptr);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        QVERIFY2(dialog.height() <= dialog.screen()->availableSize().height(),
            qPrintable(QString::number(dialog.height())));
        // What has no room is reached by scrolling, and by the keyboard alone.
        auto* box = dialog.findChild<QCheckBox*>(QStringLiteral("watchOpened"));
        box->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(!box->visibleRegion().isEmpty());
    }

    void everyFocusableWidgetHasAName()
    {
        SettingsDialog dialog(*m_settings, nullptr);
        int seen = 0;
        for (const QWidget* widget : dialog.findChildren<QWidget*>()) {
            // The list of a combo box is a window of its own and is called as the box is.
            if (widget->focusPolicy() == Qt::NoFocus || widget->window() != &dialog)
                continue;
            ++seen;
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                qPrintable(widget->objectName()));
        }
        QVERIFY(seen >= 6);
    }

    void loaderKeepsAndUsesTheIndex()
    {
        const QString mail = m_folder->filePath(QStringLiteral("mail"));
        QVERIFY(QDir().mkpath(mail));
        QFile file(mail + QStringLiteral("/report.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"organization-name":"R","report-id":"1","policies":[]})");
        // The time is set last: closing writes what is buffered.
        QVERIFY(file.flush());
        QVERIFY(file.setFileTime(
            QDateTime::currentDateTimeUtc().addSecs(-3600), QFileDevice::FileModificationTime));
        file.close();
        std::size_t unchanged = 1;
        for (const bool keep : { false, true, true }) {
            Loader loader;
            loader.setCacheFolder(keep ? m_settings->cacheFolder() : QString());
            LoadInput input;
            input.paths = QStringList{ mail };
            QSignalSpy spy(&loader, &Loader::finished);
            loader.add(input);
            QTRY_COMPARE(spy.count(), 1);
            unchanged = loader.progress().filesUnchanged;
            const QDir cache(m_settings->cacheFolder());
            QTRY_COMPARE(
                cache.entryList({ QStringLiteral("*.mxindex") }).size(), qsizetype(keep ? 1 : 0));
        }
        QCOMPARE(unchanged, std::size_t(1));
    }

    void loadingBarMovesWithinAFile()
    {
        LoadingBar bar;
        const auto* progress = bar.findChild<QProgressBar*>(QStringLiteral("loadingProgress"));
        IngestProgress now;
        now.filesFound = 2;
        now.allFound = true;
        bar.showProgress(now);
        QCOMPARE(progress->value(), 0);
        now.partsRead = 0.5;
        bar.showProgress(now);
        QCOMPARE(progress->value(), progress->maximum() / 4);
        now.filesRead = 2;
        bar.showProgress(now);
        QCOMPARE(progress->value(), progress->maximum());
    }

    void loadingMessageSaysWhatIsUnchanged()
    {
        IngestProgress progress;
        progress.filesFound = 1500;
        progress.allFound = true;
        progress.filesRead = 1400;
        QVERIFY(!progressText(progress).contains(QStringLiteral("unchanged")));
        progress.filesUnchanged = 1200;
        QVERIFY(progressText(progress).contains(QStringLiteral("1,200 unchanged since last time")));
        IngestProgress one;
        one.filesFound = 1;
        one.allFound = true;
        one.partsRead = 0.437;
        QCOMPARE(progressText(one), QStringLiteral("Reading one file: 43 %"));
        QCOMPARE(cancelledText(one),
            QStringLiteral("Reading was cancelled before the file was read to its end. What was "
                           "read is shown."));
        EnglishPlurals plurals;
        QVERIFY(QCoreApplication::installTranslator(&plurals));
        progress.filesRead = 1200;
        QCOMPARE(cancelledText(progress),
            QStringLiteral(
                "Reading was cancelled after 1,200 of 1,500 files. What was read is shown."));
        progress.allFound = false;
        QCOMPARE(cancelledText(progress),
            QStringLiteral("Reading was cancelled. What was read is shown."));
    }

private:
    static int boxOf(const SettingsDialog& dialog, const char* name)
    {
        return dialog.findChild<QComboBox*>(QString::fromLatin1(name))->currentIndex();
    }
    static void choose(SettingsDialog& dialog, const char* name, int index)
    {
        auto* box = dialog.findChild<QComboBox*>(QString::fromLatin1(name));
        box->setCurrentIndex(index);
        emit box->activated(index);
    }
    QString put(const QString& name)
    {
        QString path = QDir(m_settings->cacheFolder()).filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray(1024, 'x')) != 1024)
            return {};
        return path;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
};

MXLENS_GUI_TEST(SettingsDialogTest)
#include "tst_settingsdialog.moc"
