// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/inputfixtures.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <utility>

using namespace fixtures;

class TestReader final : public QObject {
    Q_OBJECT
private slots:
    void tellsFormatsByContent_data();
    void tellsFormatsByContent();
    void readsFilesOfAnySize_data();
    void readsFilesOfAnySize();
    void tellsHowMuchOfALargeFileIsRead();
    void readsStandardInput();
    void readsDocumentsAgain();
    void saysWhyADocumentIsGone();
    void endsAfterTheDocumentAtHand();
    void survivesAnyTruncation();
    void readsAFileThatChangesMeanwhile();
};

void TestReader::tellsFormatsByContent_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* tag, const std::string& bytes, const char* expected) {
        QTest::newRow(tag) << QByteArray::fromStdString(bytes) << QString::fromLatin1(expected);
    };
    row("report", report(), "report\n");
    row("array of reports", "[" + report() + "]", "report\n");
    row("byte order mark", "\xef\xbb\xbf" + report(), "report\n");
    row("blanks before", " \r\n\t" + report(), "report\n");
    row("utf-16", std::string("\xff\xfe{\0}\0", 6), "report\n");
    row("utf-16 the other way", std::string("\xfe\xff\0{\0}", 6), "report\n");
    row("broken json", "{ nonsense", "report\n"); // the parser says why
    row("nothing", "", "-: empty\n");
    row("blanks", " \r\n", "-: empty\n");
    row("dmarc", dmarcReport(), "-: a DMARC report\n");
    row("dmarc with a prefix", "<?xml version=\"1.0\"?><d:feedback xmlns:d=\"x\"/>",
        "-: a DMARC report\n");
    row("xml", "<?xml version=\"1.0\"?><a/>", "-: an XML document\n");
    row("html", "<!DOCTYPE html><p>x", "-: an HTML page\n");
    row("png", "\x89PNG\r\n\x1a\n", "-: an image\n");
    row("jpeg", "\xff\xd8\xff\xe0", "-: an image\n");
    row("gif", "GIF89a", "-: an image\n");
    row("webp", "RIFF\x10\x01\x01\x01WEBP", "-: an image\n");
    row("beginning of webp", "RIFFx", "-: plain text\n"); // once ended the reading of its file
    row("svg", "<svg xmlns=\"x\"/>", "-: an image\n");
    row("pdf", "%PDF-1.7\n", "-: a PDF document\n");
    row("rtf", "{\\rtf1 x}", "-: a rich text document\n");
    row("ini", "[section]\nkey=1\n", "-: plain text\n");
    row("text", "hello world\n", "-: plain text\n");
    row("text with a colon", "Note: hello\nmore: text\n", "-: plain text\n");
    row("prose", "From here on there is text.\n", "-: plain text\n");
    row("binary", std::string("\0\1\2\3", 4), "-: binary data\n");
    row("mail", plainMail(), "-: mail without a TLS report\n");
    row("mail of one field", "Received: x\n", "-: mail without a TLS report\n");
    row("mbox", mbox({ plainMail() }), "- #1: mail without a TLS report\n");
}

void TestReader::tellsFormatsByContent()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    // Names that promise something else change nothing.
    for (const char* const name : { "x", "x.json", "x.gz", "x.eml", "x.zip", "x.xml" })
        QCOMPARE(QString::fromStdString(outline(readAll(bytes.toStdString(), name))), expected);
}

void TestReader::readsFilesOfAnySize_data()
{
    QTest::addColumn<int>("size");
    for (const int size : { 600, 65535, 65536, 4 << 20, (4 << 20) + 1, 20 << 20 })
        QTest::newRow(std::to_string(size).c_str()) << size;
}

void TestReader::readsFilesOfAnySize()
{
    QFETCH(int, size);
    std::string text = report();
    text.insert(1, static_cast<std::size_t>(size) - text.size(), ' ');
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("a.json")).toStdString();
    writeFile(path, text);
    const auto found = readFile(path);
    QCOMPARE(outline(found), std::string("report\n"));
    QVERIFY(found[0].text == text);
    QCOMPARE(found[0].context.fileName, std::string("a.json"));
}

// A bar that counts files alone stands still for as long as one archive is read.
void TestReader::tellsHowMuchOfALargeFileIsRead()
{
    const std::vector<std::string> mails((12u << 20) / reportMail().size(), reportMail());
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("a.mbox")).toStdString();
    writeFile(path, mbox(mails));
    std::vector<double> shares;
    RecordingSink sink;
    mxlens::DocumentReader reader(mxlens::Limits{});
    reader.tellShare([&shares](double share) { shares.push_back(share); });
    reader.readFile(path, {}, sink);
    QCOMPARE(sink.found.size(), mails.size());
    QVERIFY(shares.size() > 3);
    QVERIFY(std::is_sorted(shares.begin(), shares.end()));
    QVERIFY(shares.front() > 0 && shares.front() < 0.5);
    QCOMPARE(shares.back(), 1.0);
    // What is read at once is not told of.
    shares.clear();
    writeFile(path, mbox({ mails.front() }));
    reader.readFile(path, {}, sink);
    QVERIFY(shares.empty());
}

void TestReader::readsStandardInput()
{
    for (const std::string& bytes :
        { report(), gzip(report()), reportMail(), zip({ { "a", report() } }) }) {
        std::FILE* const file = std::tmpfile();
        std::fwrite(bytes.data(), 1, bytes.size(), file);
        std::rewind(file);
        RecordingSink sink;
        mxlens::DocumentReader reader(mxlens::Limits{});
        reader.readDescriptor(fileno(file), {}, sink);
        std::fclose(file);
        QCOMPARE(sink.found.size(), std::size_t{ 1 });
        QCOMPARE(sink.found[0].text, report());
    }
}

void TestReader::readsDocumentsAgain()
{
    const std::string bytes = zip({ { "a.json", report("1") },
        { "m.mbox", mbox({ plainMail(), reportMail("2"), reportMail("3") }) },
        { "b.zip", zip({ { "c!d#1.gz", gzip(report("4")) } }) } });
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("x")).toStdString();
    writeFile(path, bytes);
    int reports = 0;
    for (const Found& one : readFile(path)) {
        if (one.kind != Found::Report)
            continue;
        const auto again = mxlens::readDocumentAgain(path, one.inner, {}, {});
        QVERIFY(again);
        QCOMPARE(again.value(), one.text);
        ++reports;
    }
    QCOMPARE(reports, 4);
}

void TestReader::saysWhyADocumentIsGone()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("x")).toStdString();
    const auto code = [&](const std::string& inner) {
        const auto again = mxlens::readDocumentAgain(path, inner, {}, {});
        return again ? std::string("found") : mxlens::describe(again.error());
    };
    QVERIFY(code("").find("does not exist") != std::string::npos);
    writeFile(path, zip({ { "a", report() } }));
    QVERIFY(code("!b").find("changed") != std::string::npos);
    QCOMPARE(code("!a"), std::string("found"));
    writeFile(path, gzip(report()).substr(0, 50));
    QVERIFY(code("").find("gzip data of") != std::string::npos);
    QVERIFY(!mxlens::readDocumentAgain("-", "", {}, {}));
}

void TestReader::endsAfterTheDocumentAtHand()
{
    class Stopping final : public mxlens::DocumentSink {
    public:
        void document(const mxlens::Document&) override
        {
            ++documents;
            source.request_stop();
        }
        void notAReport(std::string_view, std::string) override { ++others; }
        void unreadable(std::string_view, mxlens::Error) override { ++others; }
        std::stop_source source;
        int documents = 0;
        int others = 0;
    };
    const std::vector<std::string> mails{ reportMail("1"), reportMail("2"), plainMail() };
    for (const std::string& bytes :
        { mbox(mails), zip({ { "a", report() }, { "b", report() }, { "c", "" } }),
            tar({ { "m", mbox(mails) }, { "c", "text" } }, ARCHIVE_FILTER_GZIP) }) {
        Stopping sink;
        mxlens::DocumentReader reader(mxlens::Limits{});
        reader.readBytes(bytes, "x", sink.source.get_token(), sink);
        QCOMPARE(sink.documents, 1);
        QCOMPARE(sink.others, 0);
    }
}

void TestReader::survivesAnyTruncation()
{
    for (const std::string& bytes :
        { gzip(report()), reportMail(), mbox({ reportMail(), plainMail() }),
            zip({ { "a", report() }, { "b.eml", reportMail() } }),
            tar({ { "a", report() } }, ARCHIVE_FILTER_XZ),
            pack({ { "a", report() } }, ARCHIVE_FORMAT_7ZIP) }) {
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QVERIFY2(!readAll(std::string_view(bytes).substr(0, size)).empty(),
                std::to_string(size).c_str());
    }
}

namespace {

/// Changes the file that is being read when its first document comes.
class ChangingSink final : public mxlens::DocumentSink {
public:
    explicit ChangingSink(std::function<void()> change)
        : m_change(std::move(change))
    {
    }
    void document(const mxlens::Document&) override
    {
        if (documents++ == 0)
            m_change();
    }
    void notAReport(std::string_view, std::string) override { ++others; }
    void unreadable(std::string_view, mxlens::Error) override { ++others; }

    int documents = 0;
    int others = 0;

private:
    std::function<void()> m_change;
};

} // namespace

void TestReader::readsAFileThatChangesMeanwhile()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("box.mbox")).toStdString();
    // Larger than a window, so that the rest is read after the change.
    constexpr int mails = 12'000;
    const std::string box = mbox(std::vector<std::string>(mails, reportMail()));
    QVERIFY(box.size() > (5u << 20));
    const auto readWhile = [&](const std::function<void()>& change) {
        writeFile(path, box);
        ChangingSink sink(change);
        mxlens::DocumentReader({}).readFile(path, {}, sink);
        return sink.documents;
    };
    QFile file(QString::fromStdString(path));
    const int shrunk = readWhile([&file] { QVERIFY(file.resize(0)); });
    QVERIFY(shrunk > 0 && shrunk < mails);
    QCOMPARE(readWhile([&file] { QVERIFY(file.remove()); }), mails);
    QCOMPARE(readWhile([&file] {
        QVERIFY(file.open(QIODevice::Append));
        file.write(QByteArray::fromStdString(mbox({ reportMail() })));
        file.close();
    }),
        mails + 1);
}

QTEST_APPLESS_MAIN(TestReader)
#include "tst_reader.moc"
