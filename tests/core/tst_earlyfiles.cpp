// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/earlyfiles.h"
#include "core/input/filelist.h"
#include "core/input/reader.h"
#include "support/inputfixtures.h"
#include "support/listedfiles.h"

#include <QTest>

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <span>

using namespace mxlens;
using namespace std::chrono_literals;
using fixtures::Listed;

namespace {

constexpr std::size_t fileCount = EarlyFiles::manyFiles + 200;

} // namespace

class TestEarlyFiles final : public QObject {
    Q_OBJECT

private slots:
    void init() { m_listed = std::make_unique<Listed>(); }

    void keepsWhatSmallFilesHold()
    {
        const std::string largest(EarlyFiles::largestFile, 'x');
        m_listed->add("largest", largest);
        m_listed->add("larger", largest + 'x');
        m_listed->add("empty", {});
        m_listed->add("link", "of a file that is looked at later", FileKind::Unknown);
        m_listed->add("gone", "soon");
        std::filesystem::remove(m_listed->below + "gone");
        m_listed->addMany(fileCount);
        const auto found = readEarly(false, fileCount + 1);
        QCOMPARE(found.size(), fileCount + 1);
        QCOMPARE(found.at("largest"), largest);
        QVERIFY(!found.contains("gone"));
        for (std::size_t i = 0; i < fileCount; ++i)
            QCOMPARE(found.at(std::to_string(i) + ".json"), "bytes of " + std::to_string(i));
    }

    void fewFilesAreLeftAlone()
    {
        m_listed->addMany(EarlyFiles::manyFiles - 1);
        QVERIFY(readEarly(false, 1, 3).empty());
    }

    // What was changed just now may still be written, or change again without its state telling.
    void whatIsNewIsLeftAlone()
    {
        m_listed->addMany(fileCount);
        std::size_t old = fileCount;
        for (std::size_t i = 0; i < fileCount; i += 3, --old)
            fixtures::writeFile(m_listed->below + std::to_string(i) + ".json", "new");
        for (const bool wantsStates : { false, true }) {
            const auto found = readEarly(wantsStates, old);
            QCOMPARE(found.size(), old);
            for (const auto& [name, bytes] : found)
                QVERIFY2(std::stoul(name) % 3 != 0, name.c_str());
        }
    }

    void endsWhereMostFilesAreLeftAlone()
    {
        const std::string large(EarlyFiles::largestFile + 1, 'x');
        for (std::size_t i = 0; i < EarlyFiles::manyFiles; ++i)
            m_listed->add("large" + std::to_string(i), i < 2 * ReadingPace::sample ? large : "x");
        QVERIFY(readEarly(false, 1, 3).empty());
    }

    void endsWhereItHoldsEnough()
    {
        constexpr std::size_t most = 256 * 1024;
        const std::string bytes(1000, 'x');
        for (std::size_t i = 0; i < fileCount; ++i)
            m_listed->add(std::to_string(i), bytes);
        // There has to be room for a large one, whatever comes.
        const std::size_t wanted = (most - EarlyFiles::largestFile) / bytes.size() + 1;
        const auto found = readEarly(false, fileCount, 20, most);
        QCOMPARE(found.size(), wanted);
        for (const auto& [name, text] : found)
            QVERIFY(text == bytes);
    }

    void readersTakeWhatIsThere()
    {
        m_listed->addMany(fileCount);
        const std::size_t last = fileCount - 1;
        bool isTaken = false;
        for (int time = 0; time < 100 && !isTaken; ++time) {
            EarlyFiles early(true);
            readWhileReading(early);
            const std::string path = m_listed->files.path(last);
            const auto found = early.find(m_listed->files.name(last));
            if (!found)
                continue;
            isTaken = true;
            const auto state = stateOf(path);
            std::filesystem::remove(path);
            SmallFiles small(m_listed->files, &early, true, 1);
            DocumentReader reader(Limits{});
            fixtures::RecordingSink sink;
            reader.readListed(m_listed->files, last, small, {}, sink);
            QCOMPARE(sink.found.size(), std::size_t(1));
            QVERIFY(sink.found.front().kind == fixtures::Found::NotAReport);
            QVERIFY(state && reader.fileState() == state);
        }
        QVERIFY(isTaken);
    }

    void oneSlowFileDoesNotMakeADiskSlow()
    {
        ReadingPace pace;
        for (std::size_t i = 1; i < ReadingPace::sample; ++i)
            pace.add(8us);
        pace.add(1s);
        QCOMPARE(pace.files(), ReadingPace::sample);
        QVERIFY(!pace.isSlow());
        pace.restart();
        for (std::size_t i = 0; i < ReadingPace::sample; ++i)
            pace.add(70us);
        QVERIFY(pace.isSlow());
    }

private:
    // Reads all files in the usual way while they are read early: that takes its time.
    void readWhileReading(EarlyFiles& early) const
    {
        const std::span<const FolderEntry> all = m_listed->entries;
        early.add(m_listed->below, all.first(all.size() / 2), {});
        early.add(m_listed->below, all.subspan(all.size() / 2), {});
        early.add({}, {}, {});
        FileOpener opener(m_listed->files, 1);
        std::string buffer(4 * EarlyFiles::largestFile, '\0');
        for (int time = 0; time < 3; ++time) {
            for (std::size_t file = 0; file < m_listed->files.size(); ++file)
                opener.read(file, buffer.data(), buffer.size());
        }
        early.finish();
    }

    // What was read early, by name. It ends whenever the walk does, and a busy computer may take it
    // for a slow disk: so it is tried until so many files were read.
    std::map<std::string, std::string> readEarly(bool wantsStates, std::size_t wanted,
        int times = 200, std::size_t mostBytes = EarlyFiles::usualBytes) const
    {
        std::map<std::string, std::string> best;
        for (int time = 0; time < times && best.size() < wanted; ++time) {
            EarlyFiles early(wantsStates, mostBytes);
            readWhileReading(early);
            std::map<std::string, std::string> found;
            for (const FolderEntry& entry : m_listed->entries) {
                if (const auto file = early.find(entry.name)) {
                    found.emplace(entry.name, file->bytes);
                    const auto state = stateOf(m_listed->below + std::string(entry.name));
                    if (wantsStates ? file->state != state : file->state.has_value())
                        return {};
                }
            }
            if (found.size() > best.size())
                best = std::move(found);
        }
        return best;
    }

    std::unique_ptr<Listed> m_listed;
};

QTEST_APPLESS_MAIN(TestEarlyFiles)
#include "tst_earlyfiles.moc"
