// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/textmatch.h"
#include "core/report/names.h"

#include <QtTest>

#include <algorithm>
#include <memory>
#include <random>
#include <string>

using namespace mxlens;

class TextMatchTest final : public QObject {
    Q_OBJECT

private slots:
    // Words of every length at every place of texts of every length.
    void wordsAreFoundAsInTheTextInLowerCase()
    {
        int found = 0;
        for (int i = 0; i < 200'000; ++i) {
            const std::string text = anyText(70);
            std::string word = lowered(pieceOf(text, 40));
            if (!word.empty() && below(2) == 0)
                word[below(word.size())] = 'b';
            // Texts of their own, so that tools see a byte read before or behind one.
            const std::unique_ptr<char[]> own(new char[text.size()]);
            std::copy(text.begin(), text.end(), own.get());
            const std::size_t wanted = lowered(text).find(word);
            found += wanted != std::string::npos;
            QVERIFY2(findIgnoringCase({ own.get(), text.size() }, word) == wanted,
                (text + " / " + word).c_str());
        }
        QVERIFY(found > 50'000 && found < 190'000);
    }

    void patternsWithStarsMatchAsByTheDefinition()
    {
        int met = 0;
        for (int i = 0; i < 100'000; ++i) {
            const std::string text = anyText(30);
            FilterTerm term;
            term.key = below(2) ? FilterKey::Any : FilterKey::Reason;
            std::string pattern = below(3) ? "*" : "";
            for (std::size_t pieces = below(4); pieces > 0; --pieces)
                pattern += lowered(pieceOf(text, 6)) + (below(5) ? "*" : "");
            const bool stars = pattern.find('*') != std::string::npos;
            term.patterns.push_back({ "never in there", false, {}, 0, {} });
            term.patterns.push_back({ pattern, stars, {}, 0, {} });
            const std::string whole = term.key == FilterKey::Any ? '*' + pattern + '*' : pattern;
            const bool wanted = wildcardMatches(whole, lowered(text));
            met += wanted;
            QVERIFY2(TermMatch(term).meets(text) == wanted, (text + " / " + pattern).c_str());
            QCOMPARE(TermMatch(term).meetsPattern(1, text), wanted);
        }
        QVERIFY(met > 20'000 && met < 90'000);
    }

    void namesAreMetWithoutDotAndBlanks()
    {
        FilterTerm term;
        term.key = FilterKey::Domain;
        term.patterns.push_back({ "example.com.", false, {}, 0, {} });
        for (const char* const name : { "example.com", "Example.COM.", " example.com. " })
            QVERIFY2(TermMatch(term).meets(name), name);
        QVERIFY(!TermMatch(term).meets("example.com.."));
    }

    // As a value, and as a text in the form in which it was written.
    void addressesAreMet()
    {
        StringPool texts;
        const auto meets = [&texts](FilterKey key, const char* pattern, const char* address) {
            const auto parsed
                = parseFilter((key == FilterKey::Ip ? "ip:" : "") + std::string(pattern));
            const Filter filter = std::get<Filter>(parsed);
            const ReadAddress read = readAddress(address);
            return TermMatch(filter.terms.front())
                .meets(addressEntry(read, texts.intern(address)), texts);
        };
        QVERIFY(meets(FilterKey::Ip, "192.0.2.0/24", "192.0.2.7"));
        QVERIFY(!meets(FilterKey::Ip, "192.0.2.0/24", "192.0.3.7"));
        QVERIFY(meets(FilterKey::Ip, "2001:db8::1", "2001:DB8:0::1"));
        QVERIFY(meets(FilterKey::Ip, "192.*", "192.0.2.7"));
        // An IPv4 address is the same where it is written as an IPv6 one.
        QVERIFY(meets(FilterKey::Ip, "192.0.2.9", "::ffff:192.0.2.9"));
        QVERIFY(meets(FilterKey::Ip, "192.0.2.9", "::FFFF:c000:209"));
        QVERIFY(!meets(FilterKey::Ip, "192.0.2.9", "::ffff:192.0.2.8"));
        QVERIFY(!meets(FilterKey::Ip, "192.0.2.9", "::192.0.2.9"));
        QVERIFY(meets(FilterKey::Ip, "192.0.2.0/24", "::ffff:192.0.2.9"));
        QVERIFY(!meets(FilterKey::Ip, "192.0.2.0/24", "::ffff:192.0.3.9"));
        QVERIFY(meets(FilterKey::Ip, "::ffff:192.0.2.9", "192.0.2.9"));
        QVERIFY(meets(FilterKey::Ip, "::ffff:192.0.2.0/120", "192.0.2.9"));
        QVERIFY(!meets(FilterKey::Ip, "::ffff:192.0.2.0/120", "192.0.3.9"));
        QVERIFY(!meets(FilterKey::Ip, "::/0", "192.0.2.9"));
        QVERIFY(!meets(FilterKey::Ip, "0.0.0.0/0", "2001:db8::1"));
        QVERIFY(meets(FilterKey::Any, "B8:0", "2001:DB8:0::1"));
        QVERIFY(!meets(FilterKey::Any, "b8:0", "2001:db8::1"));
        QVERIFY(meets(FilterKey::Any, "2.7", "192.0.2.7"));
        QVERIFY(meets(FilterKey::Any, "0.2*.1", "::ffff:192.0.2.1"));
        QVERIFY(meets(FilterKey::Any, "sense", "NonSense"));
        QVERIFY(!meets(FilterKey::Any, "sense", "192.0.2.7"));
        QVERIFY(meets(FilterKey::Ip, "\"\"", ""));
        QVERIFY(!meets(FilterKey::Ip, "\"\"", "192.0.2.7"));
    }

    // Words of digits are looked up and not searched; the text tells the same.
    void digitsAreFoundInAddressesAsInTheirTexts()
    {
        StringPool texts;
        int met = 0;
        for (int i = 0; i < 300; ++i) {
            FilterTerm term;
            for (std::size_t words = 1 + below(2); words > 0; --words) {
                std::string word;
                for (std::size_t digits = 1 + below(5); digits > 0; --digits)
                    word += "0123456789abcdef:."[below(i % 4 == 0 ? 18 : 16)];
                term.patterns.push_back({ word, false, {}, 0, {} });
            }
            const TermMatch match(term);
            for (int k = 0; k < 200; ++k) {
                const AddressEntry entry = anyAddress();
                const std::string text = entry.value()->text();
                const bool wanted = std::any_of(
                    term.patterns.begin(), term.patterns.end(), [&](const FilterPattern& word) {
                        return text.find(word.text) != std::string::npos;
                    });
                met += wanted;
                QVERIFY2(match.meets(entry, texts) == wanted, text.c_str());
            }
        }
        QVERIFY(met > 3'000 && met < 50'000);
    }

    void everyThreadFindsTheSame()
    {
        KnownTexts known(3);
        int asked = 0;
        const auto yes = [&asked] { return ++asked > 0; };
        QVERIFY(known.get(2, yes));
        QVERIFY(known.get(2, yes));
        QCOMPARE(asked, 1);
        QVERIFY(!known.get(0, [] { return false; }));
        QVERIFY(!known.get(0, yes));
        QCOMPARE(asked, 1);
    }

private:
    std::size_t below(std::size_t end) { return m_random() % end; }
    std::string anyText(std::size_t end)
    {
        constexpr std::string_view letters = "aAbB@[`{-\x80";
        std::string text(below(end), ' ');
        for (char& c : text)
            c = letters[below(letters.size())];
        return text;
    }
    AddressEntry anyAddress()
    {
        AddressEntry entry;
        entry.kind = below(2) ? AddressEntry::Kind::V4 : AddressEntry::Kind::V6;
        // Zeros are common: they are left out, and what begins with them may end as IPv4 does.
        const std::size_t end = entry.kind == AddressEntry::Kind::V4 ? 4 : 16;
        for (std::size_t i = end == 16 ? 8 * below(2) : 0; i < end; ++i)
            entry.bytes[i] = static_cast<std::uint8_t>(below(3) ? below(256) : 0);
        return entry;
    }
    std::string pieceOf(const std::string& text, std::size_t end)
    {
        return text.substr(below(text.size() + 1), below(end));
    }

    std::mt19937 m_random{ 1 };
};

QTEST_APPLESS_MAIN(TextMatchTest)
#include "tst_textmatch.moc"
