// SPDX-License-Identifier: GPL-3.0-or-later
// Files that cost more than they may: the same members are left out, for the same reasons, whoever
// reads them. One thread that reads in order and hands out rows at once (`--stream`) is the
// reference.
#include "core/ingest/ingest.h"

#include "core/query/columns.h"
#include "core/query/selection.h"
#include "tests/core/support/inputfixtures.h"

#include <QTemporaryDir>
#include <QtTest>

#include <random>

using namespace mxlens;

namespace {

/// One line for each source: its place, how it ended and why.
std::string sourcesOf(const Snapshot& snapshot)
{
    std::string out;
    for (const RowId row : select(snapshot, {}).sources) {
        for (const SourceColumn column :
            { SourceColumn::Source, SourceColumn::Outcome, SourceColumn::Detail }) {
            out += cell(snapshot, row, column).text + ' ';
        }
        out += '\n';
    }
    return out;
}

/// The same where rows are handed out as soon as they are there.
std::string streamed(IngestRequest request)
{
    std::string out;
    request.piece = [&out](const Snapshot& piece) { out += sourcesOf(piece); };
    ingest(request, {});
    return out;
}

std::string zipMail(const std::string& archive, std::size_t padding = 0)
{
    return fixtures::mixed(fixtures::part("Content-Type: text/plain\n", std::string(padding, 'x'))
        + fixtures::part("Content-Type: application/zip\nContent-Disposition: attachment; "
                         "filename=\"r.zip\"\nContent-Transfer-Encoding: base64\n",
            fixtures::base64(archive)));
}

/// Containers in each other, by chance.
class Maker final {
public:
    explicit Maker(unsigned seed)
        : m_random(seed)
    {
    }
    unsigned upTo(unsigned most) { return static_cast<unsigned>(m_random() % (most + 1)); }

    std::string container(int depth)
    {
        const bool outermost = depth == 0;
        const unsigned count = outermost ? 20 + upTo(200) : 1 + upTo(25);
        const unsigned kind = upTo(5);
        std::string bytes;
        if (kind < 2) {
            std::vector<std::string> mails;
            for (unsigned i = 0; i < count; ++i)
                mails.push_back(mail(depth + 1));
            bytes = fixtures::mbox(mails);
        } else {
            fixtures::Members members;
            for (unsigned i = 0; i < count; ++i)
                members.emplace_back(std::to_string(i), content(depth + 1));
            bytes = kind == 2 ? fixtures::tar(members)
                : kind == 3   ? fixtures::pack(members, ARCHIVE_FORMAT_7ZIP)
                              : fixtures::zip(members);
        }
        if (upTo(3) == 0)
            bytes = fixtures::gzip(bytes);
        if (upTo(5) == 0)
            bytes.resize(bytes.size() - bytes.size() / (2 + upTo(20)));
        return bytes;
    }

private:
    std::string report()
    {
        std::string text = fixtures::report(std::to_string(++m_reports));
        const unsigned kind = upTo(40);
        text.insert(1, std::string(kind == 0 ? 300'000 : upTo(20'000), ' '));
        if (kind == 1)
            text.resize(text.size() / 2);
        else if (kind < 8)
            text.insert(text.size() - 1, ","); // for the tokenizer for the unusual
        return kind < 20 ? text : fixtures::gzip(text);
    }
    std::string content(int depth)
    {
        const unsigned kind = depth > 3 ? 0 : upTo(20);
        return kind == 1 ? container(depth) : kind == 2 ? mail(depth) : report();
    }
    std::string mail(int depth)
    {
        const std::size_t padding = upTo(15) == 0 ? 300'000 : 0;
        const unsigned kind = upTo(10);
        if (kind == 0)
            return fixtures::plainMail();
        return zipMail(kind < 3 && depth < 3 ? container(depth + 1) : report(), padding);
    }

    std::mt19937 m_random;
    unsigned m_reports = 0;
};

void limitOne(Maker& maker, IngestRequest& request)
{
    switch (maker.upTo(3)) {
    case 0:
        request.limits.archiveEntries = 1 + maker.upTo(60);
        break;
    case 1:
        request.limits.fileRows = 1 + maker.upTo(300);
        request.limits.bytesPerRow = 1u << 30;
        break;
    case 2:
        request.limits.unpackedBytes = 1 + maker.upTo(3'000'000);
        request.limits.unpackedRatio = 0;
        break;
    default:
        request.limits.slowBytes = 1 + maker.upTo(500'000);
        request.limits.slowRatio = 0;
    }
}

fixtures::Members reports(int count, std::size_t padding = 0, const std::string& ids = {})
{
    fixtures::Members members;
    for (int i = 0; i < count; ++i) {
        std::string text = fixtures::report(ids + std::to_string(i));
        text.insert(1, std::string(padding, ' '));
        members.emplace_back(std::to_string(i) + ".json", text);
    }
    return members;
}

std::vector<std::string> reportMails()
{
    std::vector<std::string> mails;
    for (int i = 0; i < 300; ++i)
        mails.push_back(fixtures::reportMail("mail " + std::to_string(i)));
    return mails;
}

} // namespace

class MemberLimitsTest final : public QObject {
    Q_OBJECT

private slots:
    // Mails of more than 256 KiB are read by whoever opened the mailbox.
    void anArchiveWithTooManyMembersEndsAlone()
    {
        for (const std::size_t padding : { 0u, 300'000u }) {
            std::vector<std::string> mails = reportMails();
            mails[5] = zipMail(fixtures::zip(reports(25)), padding);
            mails[200]
                = zipMail(fixtures::tar(reports(30, 0, "tar"), ARCHIVE_FILTER_GZIP), padding);
            mails[250]
                = zipMail(fixtures::zip({ { "a.zip", fixtures::zip(reports(30, 0, "zip")) } }));
            IngestRequest request = requestFor("archives.mbox", fixtures::mbox(mails));
            request.limits.archiveEntries = 20;
            const std::string sources = alike(request);
            QCOMPARE(occurrences(sources, "more than 20 members"), 3);
            QCOMPARE(occurrences(sources, " report"), 297 + 20 + 20 + 19);
        }
    }

    // What libarchive unpacked was counted at its beginning by some and at its end by others.
    void whatLibrariesUnpackCountsAlike()
    {
        const std::string archive = fixtures::pack(reports(60, 20'000), ARCHIVE_FORMAT_7ZIP);
        for (const std::size_t most : { 30'000u, 100'000u, 500'000u }) {
            IngestRequest request = requestFor("packed.7z", archive);
            request.limits.unpackedBytes = most;
            request.limits.unpackedRatio = 0;
            QCOMPARE(occurrences(alike(request), "all in the file together"), 1);
        }
    }

    // Whoever hands members on sees the damage, long before it is known that they are too many.
    void damageBehindTheLimitIsNotTold()
    {
        const char* const damage = "cut.mbox.gz unreadable the data ends too early";
        std::string box = fixtures::gzip(fixtures::mbox(reportMails()));
        box.resize(box.size() - 200);
        IngestRequest request = requestFor("cut.mbox.gz", box);
        QCOMPARE(occurrences(alike(request), damage), 1);
        request.limits.fileRows = 100;
        request.limits.bytesPerRow = 1u << 30;
        const std::string sources = alike(request);
        QCOMPARE(occurrences(sources, damage), 0);
        QCOMPARE(occurrences(sources, "all in the file together"), 1);
    }

    // What was unpacked around the members counted after they had ended the reading.
    void theLimitThatWasReachedIsTold()
    {
        fixtures::Members inside = reports(30);
        inside[25].second += std::string(300'000, ' ');
        std::string archive = fixtures::tar(inside);
        IngestRequest request = requestFor(
            "around.7z", fixtures::pack({ { "a.tar", archive } }, ARCHIVE_FORMAT_7ZIP));
        request.limits.archiveEntries = 20;
        request.limits.unpackedBytes = 30'000;
        request.limits.unpackedRatio = 0;
        const std::string sources = alike(request);
        QCOMPARE(occurrences(sources, "more than 20 members"), 1);
        QCOMPARE(occurrences(sources, "all in the file together"), 0);
    }

    // MXLENS_MEMBER_LIMITS: how many files.
    void theSameIsLeftOutWhateverTheFile()
    {
        const int files = qEnvironmentVariableIntValue("MXLENS_MEMBER_LIMITS");
        for (int seed = 1; seed <= (files > 0 ? files : 15) && !QTest::currentTestFailed();
             ++seed) {
            Maker maker(static_cast<unsigned>(seed));
            IngestRequest request
                = requestFor(QString::number(seed).toStdString(), maker.container(0));
            for (unsigned limits = 1 + maker.upTo(2); limits > 0; --limits)
                limitOne(maker, request);
            alike(request);
        }
    }

private:
    IngestRequest requestFor(const std::string& name, const std::string& bytes)
    {
        const std::string path = m_folder.filePath(QString::fromStdString(name)).toStdString();
        fixtures::writeFile(path, bytes);
        IngestRequest request;
        request.paths = { path };
        request.limits.ratio = 1'000'000;
        return request;
    }

    /// The sources, which are the same with any number of threads.
    static std::string alike(IngestRequest request)
    {
        const std::string expected = streamed(request);
        for (const unsigned threads : { 1u, 2u, 4u, 8u }) {
            request.threads = threads;
            compare(sourcesOf(*ingest(request, {}).snapshot), expected);
        }
        return expected;
    }

    /// Shows the first line that differs.
    static void compare(const std::string& actual, const std::string& expected)
    {
        const QStringList is = QString::fromStdString(actual).split(QLatin1Char('\n'));
        const QStringList wanted = QString::fromStdString(expected).split(QLatin1Char('\n'));
        for (qsizetype i = 0; i < std::min(is.size(), wanted.size()); ++i)
            QCOMPARE(is[i], wanted[i]);
        QCOMPARE(is.size(), wanted.size());
    }

    static int occurrences(const std::string& text, const char* part)
    {
        return static_cast<int>(QByteArray::fromStdString(text).count(part));
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(MemberLimitsTest)
#include "tst_memberlimits.moc"
