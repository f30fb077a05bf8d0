// SPDX-License-Identifier: GPL-3.0-or-later
// Looking for line ends and pairs of bytes, many at a time, against one after the other.
#include "core/input/linescan.h"

#include <QTest>

#include <cstdint>
#include <string>
#include <string_view>

using namespace mxlens;

namespace {

/// A text of few different bytes, so that what is looked for comes often and in any place.
std::string madeText(std::size_t size, std::uint32_t& state, std::string_view letters)
{
    std::string text(size, 0);
    for (char& c : text) {
        state = state * 1664525u + 1013904223u;
        c = letters[(state >> 16) % letters.size()];
    }
    return text;
}

std::size_t slowFieldEnd(std::string_view text, std::size_t from)
{
    for (std::size_t i = from; i < text.size(); ++i) {
        const bool last = i + 1 == text.size();
        if (text[i] == '\n' && (last || (text[i + 1] != ' ' && text[i + 1] != '\t')))
            return i;
        if (text[i] == '\r' && (last || text[i + 1] != '\n'))
            return i;
    }
    return std::string_view::npos;
}

} // namespace

class TestLineScan final : public QObject {
    Q_OBJECT
private slots:
    void aPairIsFoundAtEveryPlaceOfEveryLength()
    {
        for (std::size_t size = 0; size < 150; ++size) {
            QCOMPARE(findPair(std::string(size, '\n'), 0, '\n', 'F'), std::string::npos);
            for (std::size_t place = 0; place + 1 < size; ++place) {
                std::string text(size, place % 2 == 0 ? '\n' : 'F');
                text[place] = '\n';
                text[place + 1] = 'F';
                for (const std::size_t from : { std::size_t{ 0 }, place / 2, place })
                    QCOMPARE(findPair(text, from, '\n', 'F'), text.find("\nF", from) + 1);
                QCOMPARE(findPair(text, place + 1, '\n', 'F'), std::string::npos);
            }
        }
    }

    void endsOfFieldsAreFoundEverywhere()
    {
        std::uint32_t state = 1;
        int found = 0;
        for (std::size_t size = 0; size < 300; ++size) {
            // Long stretches without any, and texts full of them.
            const std::string few
                = madeText(size, state, "\nFcC#\x03xyxyxyxyxyxyxyxyxyxyxyxyxyxyxy");
            const std::string many = madeText(size, state, "\n\n\r \tFcx");
            for (const std::string& text : { few, many }) {
                for (std::size_t from = 0; from <= size; from += 1 + from / 8) {
                    for (const ScanStep step : { ScanStep::Common, widestStep() }) {
                        QCOMPARE(findFieldEnd(text, from, step), slowFieldEnd(text, from));
                        const std::size_t pair = text.find("\nF", from);
                        QCOMPARE(findPair(text, from, '\n', 'F', step),
                            pair == std::string::npos ? pair : pair + 1);
                    }
                    found += slowFieldEnd(text, from) != std::string_view::npos;
                }
            }
        }
        QVERIFY(found > 1000);
    }

    void aLineEndIsFoundAtEveryPlaceOfEveryLength()
    {
        for (std::size_t size = 0; size < 70; ++size) {
            QCOMPARE(findLineEnd(std::string(size, 'x'), 0), std::string::npos);
            for (std::size_t place = 0; place < size; ++place) {
                std::string text(size, 'x');
                text[place] = place % 2 == 0 ? '\n' : '\r';
                QCOMPARE(findLineEnd(text, place / 2), place);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestLineScan)
#include "tst_linescan.moc"
