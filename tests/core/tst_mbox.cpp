// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/mbox.h"
#include "support/inputfixtures.h"
#include "support/sameheaders.h"

#include <QTest>

using namespace fixtures;
using mxlens::Buffer;
using mxlens::ByteStream;
using mxlens::ErrorCode;
using mxlens::MboxMail;
using mxlens::MboxSplitter;

class TestMbox final : public QObject {
    Q_OBJECT
private slots:
    void splitsAtFromLines_data();
    void splitsAtFromLines();
    void givesTheSameInWindowsOfAnySize();
    void sharedWindowsKeepTheirMails();
    void knowsHeadersOfMails();
    void canStartInTheMiddle();
    void numbersEveryMail();
    void removesQuotesOfFromLines();
    void passesOverAMailThatIsTooLarge();
    void stopsWhenAsked();
};

namespace {

const std::string from = "From tls@example.net Fri Jan  2 01:00:00 2026\n";

/// Hands out few bytes at a time, as a slow decompressor would.
class SmallSteps final : public ByteStream {
public:
    explicit SmallSteps(std::string_view bytes)
        : m_bytes(bytes)
    {
    }
    std::size_t read(char* to, std::size_t size) override
    {
        const std::size_t count = m_bytes.copy(to, size);
        m_bytes.remove_prefix(count);
        return count;
    }

private:
    std::string_view m_bytes;
};

/// Whether what a splitter says of a mail's header, if anything, is what the mail says.
bool knowsItsHeader(const MboxMail& mail)
{
    return !mail.headers || sameHeaders(*mail.headers, mxlens::readHeaders(mail.text));
}

std::string textOf(const MboxMail& mail)
{
    return mail.tooLarge ? "too large" : knowsItsHeader(mail) ? std::string(mail.text) : "wrong";
}

std::vector<std::string> split(std::string_view bytes, std::size_t headBytes,
    std::uint64_t mailBytes = 1u << 30, std::uint64_t position = 0)
{
    Buffer window;
    window.append(bytes.substr(0, headBytes));
    SmallSteps rest(bytes.substr(std::min(headBytes, bytes.size())));
    MboxSplitter splitter(window, position, &rest, mailBytes);
    std::vector<std::string> mails;
    MboxMail mail;
    while (splitter.next(mail, {}))
        mails.push_back(textOf(mail));
    return mails;
}

/// The same with windows that stay, looked at after all is read. Mails of the first window are
/// copied, as nobody keeps it.
std::vector<std::string> splitIntoWindows(std::string_view bytes, std::size_t headBytes)
{
    Buffer window;
    window.append(bytes.substr(0, headBytes));
    SmallSteps rest(bytes.substr(std::min(headBytes, bytes.size())));
    MboxSplitter splitter(window, 0, &rest, 1u << 30);
    splitter.shareWindows();
    std::vector<std::shared_ptr<Buffer>> windows;
    std::vector<std::string> copies;
    std::vector<std::string_view> kept;
    MboxMail mail;
    while (splitter.next(mail, {})) {
        if (splitter.window()) {
            windows.push_back(splitter.window());
            kept.push_back(knowsItsHeader(mail) ? mail.text : "wrong");
        } else {
            copies.push_back(textOf(mail));
        }
    }
    copies.insert(copies.end(), kept.begin(), kept.end());
    return copies;
}

} // namespace

void TestMbox::splitsAtFromLines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("mails");
    const auto row = [](const char* tag, const std::string& bytes, int mails) {
        QTest::newRow(tag) << QByteArray::fromStdString(bytes) << mails;
    };
    const std::string mail = "Subject: a\n\nbody\n";
    row("one", from + mail, 1);
    row("two", from + mail + "\n" + from + mail, 2);
    row("crlf", withCrLf(from + mail + "\n" + from + mail), 2);
    row("no blank line before", from + mail + from + mail, 1);
    row("quoted", from + mail + "\n>" + from + mail, 1);
    row("prose", from + mail + "\nFrom here on all is well\nSubject: x\n", 1);
    row("prose with an address", from + mail + "\nFrom me@example.org comes this\nand that\n", 1);
    row("no address but a date",
        from + mail + "\nFrom MAILER-DAEMON Fri Jan  2 01:00:00 2026\n" + mail, 2);
    row("address alone", from + mail + "\nFrom me@example.org\n" + mail, 2);
    row("blank lines at the start", "\n\n" + from + mail, 1);
    row("header only", from + "Subject: a\n\n" + from + "Subject: b\n", 2);
    row("from line only", from, 1);
    row("content length over a false start",
        from + "Subject: a\nContent-Length: " + std::to_string((from + mail).size() + 6)
            + "\n\nbody\n\n" + from + mail + "\n" + from + mail,
        2);
    row("content length to the end",
        from + "Subject: a\ncontent-length: " + std::to_string((from + mail).size() + 6)
            + "\n\nbody\n\n" + from + mail,
        1);
    row("content length that is wrong",
        from + "Subject: a\nContent-Length: 7\n\nbody\n\n" + from + mail, 2);
    row("content length beyond the end",
        from + "Subject: a\nContent-Length: 100000\n\nbody\n\n" + from + mail, 2);
}

void TestMbox::splitsAtFromLines()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, mails);
    const auto found = split(bytes.toStdString(), bytes.size());
    QCOMPARE(static_cast<int>(found.size()), mails);
}

void TestMbox::givesTheSameInWindowsOfAnySize()
{
    const std::string bytes = mbox({ plainMail(), reportMail(), plainMail("\n\nFrom x\n\n\n"),
        "Subject: a\nContent-Length: 130\n\nbody\n\n" + from + plainMail() });
    const auto expected = split(bytes, bytes.size());
    QVERIFY(expected.size() >= 4);
    for (std::size_t head = 0; head < bytes.size(); ++head)
        QCOMPARE(split(bytes, head), expected);
    // Where the end of a window cuts the name of the field.
    const std::string behind = "body\n\n" + from + plainMail();
    const std::string early
        = mbox({ "content-length: " + std::to_string(behind.size()) + "\n\n" + behind });
    QCOMPARE(split(early, early.size()).size(), 1u);
    for (std::size_t head = 0; head < early.size(); ++head)
        QCOMPARE(split(early, head), split(early, early.size()));
    // A header that ends at a line which is no field: what follows up to the blank line counts all
    // the same.
    const std::string broken = mbox({ "Subject: a\nno field\nContent-Length: "
        + std::to_string(behind.size()) + "\n\n" + behind });
    QCOMPARE(split(broken, broken.size()).size(), 1u);
    // Where a line at the end has no line end, and where blank lines fill the first window.
    const std::string cut = "\n\n \n" + from + plainMail() + "\n" + from.substr(0, from.size() - 1);
    const std::string length = withCrLf(from + "Content-Length: 6\n\nFrom x\n\n");
    for (const std::string& text : { cut, length }) {
        for (std::size_t head = 0; head < text.size(); ++head) {
            QCOMPARE(split(text, head), split(text, text.size()));
            QCOMPARE(split(text, head, 1), split(text, text.size(), 1));
            QCOMPARE(split(text, head, 1 << 20, 1), split(text, text.size(), 1 << 20, 1));
        }
    }
    QCOMPARE(split(cut, cut.size()).size(), 2u);
}

void TestMbox::sharedWindowsKeepTheirMails()
{
    const std::string small = mbox({ plainMail(), reportMail(), plainMail("\n\nFrom x\n\n\n") });
    for (std::size_t head = 0; head < small.size(); ++head)
        QCOMPARE(splitIntoWindows(small, head), split(small, small.size()));
    // More than two windows, and a mail that is larger than one.
    std::vector<std::string> mails;
    for (int i = 0; i < 900; ++i)
        mails.push_back(plainMail(std::to_string(i) + std::string(10000, 'x') + "\n"));
    mails.push_back(plainMail(std::string(9u << 20, 'y') + "\n"));
    mails.push_back(plainMail("last\n"));
    const std::string large = mbox(mails);
    QCOMPARE(split(large, large.size()).size(), std::size_t{ 902 });
    for (const std::size_t head : { std::size_t{ 0 }, std::size_t{ 5000 }, large.size() / 2 })
        QCOMPARE(splitIntoWindows(large, head), split(large, large.size()));
}

void TestMbox::knowsHeadersOfMails()
{
    std::string odd = "X-Long: " + std::string(300u << 10, 'x') + "\nSubject: long\n\nbody\n";
    const std::string bytes = mbox({ plainMail(), reportMail(), odd,
        "Subject: no blank line\nthis is the body\nContent-Length: 7\n\nFrom x\n", "\nno header\n",
        "Subject: a\rbare\n\nbody\n", withCrLf(reportMail()), plainMail() });
    Buffer window;
    window.append(bytes);
    MboxSplitter splitter(window, 0, nullptr, 1u << 30);
    MboxMail mail;
    std::vector<bool> known;
    while (splitter.next(mail, {})) {
        known.push_back(mail.headers != nullptr);
        QVERIFY2(knowsItsHeader(mail), std::string(mail.text.substr(0, 100)).c_str());
    }
    QCOMPARE(known, (std::vector<bool>{ true, true, false, true, true, true, true, true }));
}

void TestMbox::canStartInTheMiddle()
{
    const std::string bytes
        = mbox({ plainMail("first\n"), plainMail("second\n"), plainMail("third\n") });
    const std::size_t second = bytes.find("From tls", 10);
    const std::size_t third = bytes.find("From tls", second + 10);
    for (std::size_t start = 1; start + 2 <= second; ++start)
        QCOMPARE(split(std::string_view(bytes).substr(start), 20, 1 << 30, start).size(), 2u);
    QCOMPARE(split(std::string_view(bytes).substr(second + 1), 20, 1 << 30, second + 1).size(), 1u);
    QCOMPARE(split(std::string_view(bytes).substr(third + 1), 20, 1 << 30, third + 1).size(), 0u);
}

void TestMbox::numbersEveryMail()
{
    QCOMPARE(outline(readAll(mbox({ plainMail(), reportMail(), reportMail("2") }), "x.mbox")),
        "- #1: mail without a TLS report\nreport #2!" + reportName + "\nreport #3!" + reportName
            + "\n");
    QCOMPARE(outline(readAll(gzip(mbox({ reportMail() })), "x.mbox.gz")),
        "report #1!" + reportName + "\n");
    QCOMPARE(
        outline(readAll(withCrLf(mbox({ reportMail() })), "x")), "report #1!" + reportName + "\n");
    QCOMPARE(outline(readAll(from + headers("application/tlsrpt+json") + "\n" + report(), "x")),
        std::string("report #1\n"));
}

void TestMbox::removesQuotesOfFromLines()
{
    const std::string quoted = "{\n>From \n>>From \n>Frome\n\"report-id\":1}";
    const auto found = readAll(mbox({ headers("application/tlsrpt+json") + "\n" + quoted }));
    QVERIFY(found[0].text.starts_with("{\nFrom \n>From \n>Frome\n\"report-id\":1"));
    // Outside an mbox nobody quotes.
    const auto alone = readAll(headers("application/tlsrpt+json") + "\n" + quoted);
    QCOMPARE(alone[0].text, quoted);
}

void TestMbox::passesOverAMailThatIsTooLarge()
{
    mxlens::Limits limits;
    limits.mailBytes = 5000;
    const std::string large = plainMail(std::string(9u << 20, 'x') + "\n");
    const std::string bytes = mbox(
        { reportMail("1"), large, plainMail(std::string(6000, 'y') + "\n"), reportMail("2") });
    const auto found = readAll(bytes, "x", limits);
    QCOMPARE(found.size(), std::size_t{ 4 });
    QCOMPARE(found[0].text, report("1"));
    for (const std::size_t i : { 1u, 2u }) {
        QCOMPARE(found[i].inner, "#" + std::to_string(i + 1));
        QCOMPARE(static_cast<int>(found[i].error.code), static_cast<int>(ErrorCode::TooLarge));
        QVERIFY(bytes.substr(found[i].error.offset.value()).starts_with(from));
    }
    QCOMPARE(found[3].text, report("2"));
    for (const std::size_t head : { 1u, 100u, 5000u, 5u << 20 })
        QCOMPARE(split(bytes, head, 5000).size(), 4u);
}

void TestMbox::stopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    RecordingSink sink;
    mxlens::DocumentReader reader(mxlens::Limits{});
    reader.readBytes(mbox({ reportMail() }), "x", source.get_token(), sink);
    QVERIFY(sink.found.empty());
}

QTEST_APPLESS_MAIN(TestMbox)
#include "tst_mbox.moc"
