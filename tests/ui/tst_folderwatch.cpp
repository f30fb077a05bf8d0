// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"
#include "ui/session/folderwatch.h"

#include "support/reports.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

class TestFolderWatch : public QObject {
    Q_OBJECT
private:
    static void append(const QString& path, const QByteArray& bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write(bytes), bytes.size());
    }

private slots:
    void aScanDiffersWhenSomethingComesGrowsOrGoes()
    {
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("a/b")));
        const QString file = folder.filePath(QStringLiteral("a/b/one.json"));
        const WatchScan empty = scanForWatch({ folder.path() });
        QCOMPARE(empty.places.size(), 3);
        QVERIFY(writeFile(file, "one"));
        const WatchScan one = scanForWatch({ folder.path() });
        QVERIFY(one.print != empty.print);
        QCOMPARE(scanForWatch({ folder.path() }).print, one.print);
        append(file, "more");
        QVERIFY(scanForWatch({ folder.path() }).print != one.print);
        QVERIFY(QFile::remove(file));
        QVERIFY(scanForWatch({ folder.path() }).print != one.print);
        // A file that is named itself is watched itself.
        QVERIFY(writeFile(file, "one"));
        QCOMPARE(scanForWatch({ file, folder.filePath(QStringLiteral("gone")) }).places,
            QStringList{ file });
    }

    void aFileOfTheSameSizeAndTimeIsNoticed()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("one.json"));
        const QDateTime past(QDate(2001, 2, 3), QTime(4, 5), Qt::UTC);
        const auto write = [&](const char* bytes) {
            QFile file(path);
            return file.open(QIODevice::WriteOnly) && file.write(bytes) > 0 && file.flush()
                && file.setFileTime(past, QFileDevice::FileModificationTime);
        };
        QVERIFY(write("one"));
        const WatchScan one = scanForWatch({ path });
        // The clock of files stands still for some milliseconds.
        QTRY_VERIFY(write("two") && scanForWatch({ path }).print != one.print);
        QCOMPARE(QFileInfo(path).lastModified().toUTC(), past);
    }

    void aTreeOfManyFoldersIsLookedAt()
    {
        QTemporaryDir folder;
        for (int i = 0; i <= FolderWatch::mostPlaces; ++i)
            QVERIFY(QDir(folder.path()).mkdir(QString::number(i)));
        const WatchScan scan = scanForWatch({ folder.path() });
        QVERIFY(scan.tooMany);
        QVERIFY(scan.places.isEmpty());
    }

    void aNewFileIsToldOnce()
    {
        QTemporaryDir folder;
        FolderWatch watch;
        watch.setTimes(50, 60'000);
        QSignalSpy changed(&watch, &FolderWatch::changed);
        watch.watch({ folder.path() });
        QVERIFY(watch.isActive());
        QTRY_VERIFY(watch.isReady());
        QCOMPARE(changed.count(), 0);
        QVERIFY(writeFile(folder.filePath(QStringLiteral("1.json")), "1"));
        QVERIFY(writeFile(folder.filePath(QStringLiteral("2.json")), "2"));
        QTRY_COMPARE(changed.count(), 1);
        // Also in a folder that came later.
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("new")));
        QTRY_COMPARE(changed.count(), 2);
        QVERIFY(writeFile(folder.filePath(QStringLiteral("new/3.json")), "3"));
        QTRY_COMPARE(changed.count(), 3);
    }

    void whatTheSystemDoesNotTellIsFoundByLooking()
    {
        QTemporaryDir folder;
        const QString box = folder.filePath(QStringLiteral("mail.mbox"));
        QVERIFY(writeFile(box, "From a\n"));
        FolderWatch watch;
        watch.setTimes(20, 50);
        QSignalSpy changed(&watch, &FolderWatch::changed);
        watch.watch({ folder.path() });
        QTRY_VERIFY(watch.isReady());
        append(box, "From b\n");
        QTRY_VERIFY(changed.count() >= 1);
    }

    void nothingIsToldOfWhatIsNotWatchedAnyMore()
    {
        QTemporaryDir folder;
        FolderWatch watch;
        watch.setTimes(20, 50);
        watch.watch({ folder.path() });
        QTRY_VERIFY(watch.isReady());
        watch.watch({});
        QVERIFY(!watch.isActive());
        // A slower one that watches is told: by then the other would have been.
        FolderWatch witness;
        witness.setTimes(200, 60'000);
        witness.watch({ folder.path() });
        QTRY_VERIFY(witness.isReady());
        QSignalSpy changed(&watch, &FolderWatch::changed);
        QSignalSpy seen(&witness, &FolderWatch::changed);
        QVERIFY(writeFile(folder.filePath(QStringLiteral("1.json")), "1"));
        QTRY_COMPARE(seen.count(), 1);
        QCOMPARE(changed.count(), 0);
    }
};

MXLENS_GUI_TEST(TestFolderWatch)
#include "tst_folderwatch.moc"
