// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bytescan.h"
#include "caselesssearch.h"

#include <QByteArray>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <string>

class ByteScanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEscapeIsSeenWhereverItIs();
    void bytesBeyondAsciiAreCounted();
    void aTextIsFoundWhateverItsCase();
    void otherCharactersAreNotTakenForLetters();
};

void ByteScanTest::anEscapeIsSeenWhereverItIs()
{
    for (std::size_t size = 0; size < 100; ++size) {
        std::string text(size, 'u');
        QVERIFY(!ByteScan::encodingOf(text).hasUnicodeEscapes);
        for (std::size_t at = 0; at < size; ++at) {
            text[at] = '\\';
            QCOMPARE(ByteScan::encodingOf(text).hasUnicodeEscapes, at + 1 < size);
            text[at] = 'u';
        }
    }
}

void ByteScanTest::bytesBeyondAsciiAreCounted()
{
    QRandomGenerator random(3);
    for (int i = 0; i < 2000; ++i) {
        std::string text(random.bounded(300U), 'a');
        for (char &c : text)
            c = char(random.bounded(256));
        const auto expected =
            std::count_if(text.begin(), text.end(), [](char c) { return uchar(c) >= 0x80; });
        QCOMPARE(ByteScan::countNotAscii(text), std::size_t(expected));
        QCOMPARE(ByteScan::encodingOf(text).notAscii, std::size_t(expected));
    }
    const std::string all(10'000, '\xFF');
    QCOMPARE(ByteScan::encodingOf(all).notAscii, all.size());
}

void ByteScanTest::aTextIsFoundWhateverItsCase()
{
    QRandomGenerator random(4);
    constexpr QByteArrayView Characters("aAbB1-@`[{");
    for (int i = 0; i < 20'000; ++i) {
        QByteArray text;
        for (quint32 size = random.bounded(60U); size > 0; --size)
            text += Characters[random.bounded(Characters.size())];
        QByteArray sought;
        for (quint32 size = 1 + random.bounded(3U); size > 0; --size)
            sought += Characters[random.bounded(Characters.size())];
        sought = sought.toLower();
        const qsizetype expected = text.toLower().indexOf(sought);
        const std::size_t found = CaselessSearch(sought.toStdString()).findIn(text.toStdString(), 0);
        QCOMPARE(found == CaselessSearch::NotFound ? qsizetype{-1} : qsizetype(found), expected);
    }
}

// They differ from one in the bit that tells small letters from large ones.
void ByteScanTest::otherCharactersAreNotTakenForLetters()
{
    const std::string text(40, '@');
    QCOMPARE(CaselessSearch("`").findIn(text, 0), CaselessSearch::NotFound);
    QCOMPARE(CaselessSearch("@").findIn(text, 7), std::size_t{7});
    QCOMPARE(CaselessSearch("@").findIn(text, 40), CaselessSearch::NotFound);
}

QTEST_APPLESS_MAIN(ByteScanTest)
#include "tst_bytescan.moc"
