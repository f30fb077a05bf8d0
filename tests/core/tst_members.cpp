// SPDX-License-Identifier: GPL-3.0-or-later
// Members of mailboxes and archives that are shared out among workers: what comes of them is what
// one reader finds who reads all of it himself, in the same order, whatever the number of threads.
#include "core/ingest/ingest.h"

#include "core/query/columns.h"
#include "core/query/selection.h"
#include "tests/core/support/inputfixtures.h"

#include <QTemporaryDir>
#include <QtTest>

#include <functional>

using namespace mxlens;

namespace {

// One line for each source: its place, how it ended and why.
std::string sourcesOf(const Snapshot& snapshot, const std::string& path)
{
    std::string out;
    for (const RowId row : select(snapshot, {}).sources) {
        const auto text = [&](SourceColumn column) { return cell(snapshot, row, column).text; };
        const std::string outcome = text(SourceColumn::Outcome);
        out += text(SourceColumn::Source).substr(path.size()) + ' '
            + (outcome == "duplicate" ? "report" : outcome) + ' '
            + (outcome == "unreadable" || outcome == "not-a-report" ? text(SourceColumn::Detail)
                                                                    : std::string())
            + '\n';
    }
    return out;
}

// The same from one reader that keeps everything to itself. Documents must be reports.
std::string foundIn(const std::string& path, const Limits& limits)
{
    std::string out;
    for (const fixtures::Found& found : fixtures::readFile(path, limits)) {
        const bool report = found.kind == fixtures::Found::Report;
        Error error = found.error;
        error.file.clear();
        out += found.inner + ' '
            + (report                                           ? "report "
                    : found.kind == fixtures::Found::Unreadable ? "unreadable " + describe(error)
                                                                : "not-a-report " + found.text)
            + '\n';
    }
    return out;
}

// A mail of about so many bytes, with a report at its end.
std::string largeMail(std::size_t bytes)
{
    std::string mail = fixtures::reportMail("large");
    const std::size_t at = mail.find("This is a report.");
    mail.insert(at, std::string(bytes, 'x') + "\n\n");
    return mail;
}

std::vector<std::string> manyMails(int count)
{
    std::vector<std::string> mails;
    for (int i = 0; i < count; ++i) {
        if (i % 11 == 3)
            mails.push_back(fixtures::plainMail());
        else if (i == 300)
            mails.push_back(largeMail(300'000)); // read by the one who opened the mailbox
        else if (i == 310)
            mails.push_back(largeMail(2'000'000)); // over the limit
        else
            mails.push_back(fixtures::reportMail("id" + std::to_string(i)));
    }
    return mails;
}

fixtures::Members manyMembers(int count)
{
    fixtures::Members members;
    for (int i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        const std::string report = fixtures::report("id" + number);
        if (i % 50 == 7)
            members.push_back({ number + ".zip",
                fixtures::zip({ { "a.json", report }, { "b.txt", "nothing" } }) });
        else if (i % 50 == 9)
            members.push_back({ number + ".mbox", fixtures::mbox(manyMails(20)) });
        else if (i % 50 == 11)
            members.push_back({ number + ".json.gz", fixtures::gzip(report).substr(0, 60) });
        else if (i == 400)
            members.push_back({ number + ".json", report + std::string(400'000, ' ') });
        else
            members.push_back({ number + ".json.gz", fixtures::gzip(report) });
    }
    return members;
}

Limits smallLimits()
{
    Limits limits;
    limits.mailBytes = 1'000'000;
    return limits;
}

} // namespace

class MembersTest final : public QObject {
    Q_OBJECT

private slots:
    void sharedOutOrNotIsTheSame_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        const auto add = [](const char* tag, const std::string& bytes) {
            QTest::newRow(tag) << QString::fromLatin1(tag) << QByteArray::fromStdString(bytes);
        };
        const std::string mbox = fixtures::mbox(manyMails(700));
        const fixtures::Members members = manyMembers(700);
        add("reports.mbox", mbox);
        add("reports.mbox.gz", fixtures::gzip(mbox));
        add("reports.zip", fixtures::zip(members));
        add("reports.tar", fixtures::tar(members));
        add("reports.tar.gz", fixtures::tar(members, ARCHIVE_FILTER_GZIP));
        add("cut.zip", fixtures::zip(members).substr(0, 90'000));
        add("cut.tar", fixtures::tar(members).substr(0, 300'100));
        add("cut.mbox", mbox.substr(0, 500'000));
        add("one.mbox", fixtures::mbox({ fixtures::reportMail() }));
        add("one.zip", fixtures::zip({ { "a.json", fixtures::report() } }));
        add("mailbox-in.zip",
            fixtures::zip({ { "x.json", fixtures::report() }, { "reports.mbox", mbox } }));
    }

    void sharedOutOrNotIsTheSame()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        const std::string path = m_folder.filePath(name).toStdString();
        fixtures::writeFile(path, bytes.toStdString());
        const std::string expected = foundIn(path, smallLimits());
        QVERIFY(!expected.empty());
        for (const unsigned threads : { 1u, 2u, 3u, 8u }) {
            const IngestResult result = read({ path }, threads);
            QCOMPARE(sourcesOf(*result.snapshot, path), expected);
            QCOMPARE(result.progress.filesRead, std::size_t(1));
        }
    }

    void severalMailboxesAtOnceKeepTheirOrder()
    {
        std::vector<std::string> paths;
        std::string expected;
        for (const char* name : { "a.mbox", "b.mbox", "c.mbox" }) {
            paths.push_back(m_folder.filePath(QLatin1String(name)).toStdString());
            fixtures::writeFile(paths.back(), fixtures::mbox(manyMails(400)));
            expected += foundIn(paths.back(), smallLimits());
        }
        for (const unsigned threads : { 1u, 2u, 8u })
            QCOMPARE(sourcesOf(*read(paths, threads).snapshot, paths.front()), expected);
    }

    void pastedMailboxIsReadToo()
    {
        const std::string mbox = fixtures::mbox(manyMails(400));
        IngestRequest request;
        request.limits = smallLimits();
        request.memory = { { "pasted text", mbox } };
        const IngestResult result = ingest(request, {});
        const std::string path = m_folder.filePath(QStringLiteral("as-file")).toStdString();
        fixtures::writeFile(path, mbox);
        QCOMPARE(sourcesOf(*result.snapshot, "pasted text"), foundIn(path, smallLimits()));
    }

    // Members that were handed over and those inside them count against the same limit.
    void limitOnEntriesHoldsForAll()
    {
        fixtures::Members inside;
        for (int i = 0; i < 100; ++i)
            inside.push_back({ std::to_string(i) + ".json", fixtures::report() });
        fixtures::Members outside;
        for (int i = 0; i < 100; ++i)
            outside.push_back({ std::to_string(i) + ".zip", fixtures::zip(inside) });
        const std::string path = m_folder.filePath(QStringLiteral("bomb.zip")).toStdString();
        fixtures::writeFile(path, fixtures::zip(outside));
        IngestRequest request;
        request.paths = { path };
        request.limits.archiveEntries = 1000;
        const auto snapshot = ingest(request, {}).snapshot;
        QVERIFY(snapshot->reportCount() <= 1000u);
        QVERIFY(sourcesOf(*snapshot, path).find("more than 1000 members") != std::string::npos);
    }

    // Which members were read once depended on who read the ones beside them, and when.
    void limitsLeaveOutTheSameWhoeverReads_data()
    {
        QTest::addColumn<QString>("limit");
        for (const char* const limit : { "rows", "bytes", "entries", "slow" })
            QTest::newRow(limit) << QString::fromLatin1(limit);
    }
    void limitsLeaveOutTheSameWhoeverReads()
    {
        QFETCH(QString, limit);
        IngestRequest request;
        fixtures::Members members;
        const std::size_t padding = 20'000;
        for (int i = 0; i < 600; ++i) {
            std::string text = fixtures::report(std::to_string(i));
            text.insert(1, std::string(padding + static_cast<std::size_t>(i) * 37 % 5000, ' '));
            if (limit == QLatin1String("slow"))
                text = "[" + text + "]";
            members.push_back({ std::to_string(i) + ".json", text });
        }
        if (limit == QLatin1String("rows")) {
            request.limits.fileRows = 700;
            request.limits.bytesPerRow = 1u << 30;
        } else if (limit == QLatin1String("bytes")) {
            request.limits.unpackedBytes = 8u << 20;
            request.limits.unpackedRatio = 0;
        } else if (limit == QLatin1String("entries")) {
            request.limits.archiveEntries = 355;
        } else {
            request.limits.slowBytes = 8u << 20;
            request.limits.slowRatio = 0;
        }
        const std::string path = m_folder.filePath(limit + QStringLiteral(".zip")).toStdString();
        fixtures::writeFile(path, fixtures::zip(members));
        request.paths = { path };
        std::string expected;
        for (const unsigned threads : { 1u, 2u, 2u, 4u, 8u, 8u }) {
            request.threads = threads;
            const IngestResult result = ingest(request, {});
            QVERIFY(result.snapshot->reportCount() > 100u);
            QVERIFY(result.snapshot->reportCount() < 500u);
            QCOMPARE(result.progress.reports, std::size_t{ result.snapshot->reportCount() });
            const std::string sources = sourcesOf(*result.snapshot, path);
            expected = expected.empty() ? sources : expected;
            QCOMPARE(QString::fromStdString(sources), QString::fromStdString(expected));
        }
        // As one that reads in order and hands out rows at once.
        std::size_t reports = 0;
        request.piece = [&reports](const Snapshot& piece) { reports += piece.reportCount(); };
        ingest(request, {});
        request.piece = {};
        QCOMPARE(reports, std::size_t{ ingest(request, {}).snapshot->reportCount() });
    }

    void cancelledInTheMiddleEnds()
    {
        const std::string path = m_folder.filePath(QStringLiteral("long.mbox")).toStdString();
        fixtures::writeFile(path, fixtures::mbox(manyMails(6000)));
        for (const unsigned threads : { 1u, 2u, 4u }) {
            std::stop_source stop;
            IngestRequest request;
            request.paths = { path };
            request.threads = threads;
            request.progress = [&](const IngestProgress& progress) {
                if (progress.reports > 0)
                    stop.request_stop();
            };
            const IngestResult result = ingest(request, stop.get_token());
            QVERIFY(result.snapshot->reportCount() > 0u);
            QCOMPARE(std::size_t(result.snapshot->reportCount()), result.progress.reports);
        }
    }

private:
    static IngestResult read(const std::vector<std::string>& paths, unsigned threads)
    {
        IngestRequest request;
        request.paths = paths;
        request.threads = threads;
        request.limits = smallLimits();
        return ingest(request, {});
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(MembersTest)
#include "tst_members.moc"
