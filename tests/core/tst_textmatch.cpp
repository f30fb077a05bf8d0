// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/textmatch.h"
#include "core/report/names.h"

#include <QtTest>

#include <random>
#include <string>

using namespace mxlens;

class TextMatchTest final : public QObject {
    Q_OBJECT

private slots:
    // Words of every length at every place of texts of every length, in pieces cut anywhere.
    void wordsAreFoundAsInTheTextJoined()
    {
        std::mt19937 random(1);
        const auto below = [&random](std::size_t end) { return random() % end; };
        constexpr std::string_view letters = "aAbB@[`{-\x80";
        TextMatch match;
        int found = 0;
        for (int i = 0; i < 200'000; ++i) {
            std::string text(below(70), ' ');
            for (char& c : text)
                c = letters[below(letters.size())];
            const std::size_t begin = below(text.size() + 1);
            std::string word = lowered(text.substr(begin, below(40)));
            if (!word.empty() && below(2) == 0)
                word[below(word.size())] = 'b';
            FilterTerm term;
            term.patterns.push_back({ word, false, {}, 0 });
            const std::size_t cut = below(text.size() + 1);
            const std::size_t second = cut + below(text.size() - cut + 1);
            const std::string_view whole = text;
            // Texts of their own, so that tools see a byte read behind one.
            const std::string a(whole.substr(0, cut));
            const std::string b(whole.substr(cut, second - cut));
            const std::string c(whole.substr(second));
            const bool wanted = lowered(text).find(word) != std::string::npos;
            found += wanted;
            QVERIFY2(match.meets(term, { a, b, c }) == wanted, (text + " / " + word).c_str());
            QVERIFY2(match.meets(term, { text }) == wanted, (text + " / " + word).c_str());
        }
        QVERIFY(found > 50'000 && found < 190'000);
    }

    void everyThreadFindsTheSame()
    {
        KnownTexts known(2, 3);
        int asked = 0;
        const auto yes = [&asked] { return ++asked > 0; };
        QVERIFY(known.get(1, 2, yes));
        QVERIFY(known.get(1, 2, yes));
        QCOMPARE(asked, 1);
        QVERIFY(!known.get(0, 2, [] { return false; }));
        QVERIFY(!known.get(0, 2, yes));
        QCOMPARE(asked, 1);
    }
};

QTEST_APPLESS_MAIN(TextMatchTest)
#include "tst_textmatch.moc"
