// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/settingsdialog.h"
#include "ui/session/loader.h"
#include "ui/session/settings.h"
#include "ui/theme/englishplurals.h"
#include "ui/views/loadingbar.h"

#include <QAction>
#include <QActionGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mxlens;

class SettingsDialogTest final : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<Settings>(m_folder->filePath(QStringLiteral("settings.ini")));
        QVERIFY(QDir().mkpath(m_settings->cacheFolder()));
    }

    void indexIsKeptUntilSomebodySaysNo()
    {
        SettingsDialog dialog(*m_settings, nullptr);
        QSignalSpy spy(&dialog, &SettingsDialog::keepsIndexChanged);
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

    void loadingMessageSaysWhatIsUnchanged()
    {
        IngestProgress progress;
        progress.filesFound = 1500;
        progress.allFound = true;
        progress.filesRead = 1400;
        QVERIFY(!progressText(progress).contains(QStringLiteral("unchanged")));
        progress.filesUnchanged = 1200;
        QVERIFY(progressText(progress).contains(QStringLiteral("1,200 unchanged since last time")));
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
        const QString path = QDir(m_settings->cacheFolder()).filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray(1024, 'x')) != 1024)
            return {};
        return path;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
};

QTEST_MAIN(SettingsDialogTest)
#include "tst_settingsdialog.moc"
