// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input/smallfiles.h"
#include "support/listedfiles.h"

#include <QTest>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace mxlens;
using fixtures::Listed;

namespace {

// More than it takes to see that files come quickly, and then some rows of them.
constexpr std::size_t fileCount = ReadingPace::sample + 4 * SmallFiles::mostInARow;

} // namespace

class TestSmallFiles final : public QObject {
    Q_OBJECT

private slots:
    void init() { m_listed = std::make_unique<Listed>(); }

    void givesWhatEachFileHolds()
    {
        std::vector<std::optional<std::string>> expected;
        const std::string large(SmallFiles::smallBytes - 1, 'x');
        for (std::size_t i = 0; i < fileCount; ++i) {
            std::string bytes = "bytes of " + std::to_string(i);
            if (i % 50 >= 7 && i % 50 < 11)
                bytes = large; // the largest that are small: few go together
            else if (i % 50 == 20)
                bytes.clear();
            else if (i % 50 == 33)
                bytes = large + 'x';
            m_listed->add(std::to_string(i), bytes);
            const bool isGone = i % 50 == 40;
            if (isGone)
                std::filesystem::remove(pathOf(i));
            if (isGone || bytes.size() == SmallFiles::smallBytes)
                expected.emplace_back();
            else
                expected.emplace_back(std::move(bytes));
        }
        for (const bool wantsStates : { false, true }) {
            SmallFiles small(m_listed->files, nullptr, wantsStates, 1);
            small.expect(0, fileCount);
            for (std::size_t i = 0; i < fileCount; ++i) {
                const auto file = small.read(i);
                QCOMPARE(file.has_value(), expected[i].has_value());
                if (!file)
                    continue;
                QVERIFY(file->bytes == *expected[i]);
                QVERIFY(file->state == (wantsStates ? stateOf(pathOf(i)) : std::nullopt));
            }
        }
    }

    // A file whose turn comes later is read before; none that is not expected is.
    void readsSeveralInARow()
    {
        m_listed->addMany(fileCount);
        // What was done already, between those that are expected.
        const auto isDone = [](std::size_t file) { return file % 5 == 3; };
        const auto readAll
            = [&](SmallFiles& small, const std::function<void(std::size_t)>& before) {
                  for (std::size_t i = 0; i < fileCount; ++i) {
                      if (!isDone(i))
                          small.expect(i, i + 1);
                  }
                  std::vector<std::string> read(fileCount);
                  for (std::size_t i = 0; i < fileCount; ++i) {
                      before(i);
                      if (isDone(i))
                          continue;
                      if (const auto file = small.read(i))
                          read[i] = file->bytes;
                  }
                  return read;
              };
        // A busy computer may take it for a slow disk: so it is tried again.
        bool wasInARow = false;
        for (int time = 0; time < 100 && !wasInARow; ++time) {
            SmallFiles small(m_listed->files, nullptr, false, 1);
            std::size_t changed = 0;
            const std::vector<std::string> read = readAll(small, [&](std::size_t file) {
                changed = file + 2;
                if (changed < fileCount)
                    fixtures::writeFile(pathOf(changed), "changed");
            });
            std::size_t before = 0;
            for (std::size_t i = 0; i < fileCount; ++i) {
                if (isDone(i))
                    continue;
                const std::string bytes = "bytes of " + std::to_string(i);
                QVERIFY(read[i] == bytes || read[i] == "changed");
                before += i >= 2 && read[i] == bytes ? 1 : 0;
                fixtures::writeFile(pathOf(i), bytes);
            }
            wasInARow = before > SmallFiles::mostInARow;
        }
        QVERIFY(wasInARow);
    }

    // What is not said to come next is not read beforehand.
    void readsNothingThatIsNotExpected()
    {
        m_listed->addMany(fileCount);
        SmallFiles small(m_listed->files, nullptr, false, 1);
        for (std::size_t i = 0; i < fileCount; ++i) {
            small.expect(i, i + 1);
            fixtures::writeFile(pathOf(i), "changed");
            const auto file = small.read(i);
            QVERIFY(file);
            QVERIFY(file->bytes == "changed");
        }
    }

    // What changed just before it was read may change once more without its state telling.
    void keepsNoStateOfNewFiles()
    {
        m_listed->addMany(fileCount);
        for (std::size_t i = 0; i < fileCount; i += 3)
            fixtures::writeFile(pathOf(i), "new");
        SmallFiles small(m_listed->files, nullptr, true, 1);
        small.expect(0, fileCount);
        for (std::size_t i = 0; i < fileCount; ++i) {
            const auto file = small.read(i);
            QVERIFY(file);
            QCOMPARE(file->state.has_value(), i % 3 != 0);
        }
    }

private:
    std::string pathOf(std::size_t file) const { return m_listed->files.path(file); }

    std::unique_ptr<Listed> m_listed;
};

QTEST_APPLESS_MAIN(TestSmallFiles)
#include "tst_smallfiles.moc"
