// SPDX-License-Identifier: GPL-3.0-or-later
// Looking for line ends and pairs of bytes, many at a time, against one after the other.
#include "core/input/linescan.h"

#include <QTest>

#include <string>

using namespace mxlens;

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
