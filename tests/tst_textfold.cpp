// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textfold.h"
#include "timestamp.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString textOf(std::initializer_list<char32_t> characters)
{
    return QString::fromUcs4(characters.begin(), qsizetype(characters.size()));
}

QByteArray appended(const QString &text)
{
    std::string folded;
    TextFold::append(folded, text.toStdString());
    return QByteArray::fromStdString(folded);
}

// All planes that have characters, marks and Hangul often.
char32_t randomCharacter(QRandomGenerator &random)
{
    constexpr std::array<std::pair<char32_t, char32_t>, 9> Ranges{{{0x20, 0x7F},
                                                                   {0x80, 0x250},
                                                                   {0x300, 0x370},
                                                                   {0x370, 0x700},
                                                                   {0x900, 0xE00},
                                                                   {0x1100, 0x1200},
                                                                   {0x1E00, 0x3200},
                                                                   {0xAC00, 0xD7A4},
                                                                   {0x10000, 0x1F000}}};
    const auto [begin, end] = Ranges[random.bounded(quint32(Ranges.size()))];
    return random.bounded(quint32(begin), quint32(end));
}

} // namespace

class TextFoldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCharacterFoldsAsByQt();
    void charactersBesideEachOtherFoldAsByQt();
    void blanksAreSimplifiedAsByQt();
    void caseAndAccentsMakeNoDifference();
    void instantsAreThoseOfQt();
};

void TextFoldTest::everyCharacterFoldsAsByQt()
{
    for (char32_t c = 1; c < 0x110000; ++c) {
        if (QChar::isSurrogate(c))
            continue;
        const QString text = QString::fromUcs4(&c, 1);
        const QByteArray expected = TextFold::foldedByQt(text).toUtf8();
        if (appended(text) != expected || TextFold::folded(text) != expected)
            QFAIL(qPrintable(u"U+%1"_s.arg(quint32(c), 4, 16)));
    }
}

void TextFoldTest::charactersBesideEachOtherFoldAsByQt()
{
    QRandomGenerator random(7);
    for (int i = 0; i < 300'000; ++i) {
        QString text = textOf({randomCharacter(random), randomCharacter(random)});
        if (i % 2 == 0)
            text += textOf({randomCharacter(random)});
        if (appended(text) != TextFold::foldedByQt(text).toUtf8())
            QFAIL(text.toUtf8().toHex(' ').constData());
    }
}

void TextFoldTest::blanksAreSimplifiedAsByQt()
{
    for (char32_t c = 1; c < 0x110000; ++c) {
        if (QChar::isSurrogate(c))
            continue;
        const QString text = u'a' + QString::fromUcs4(&c, 1);
        std::string folded;
        TextFold::appendSimplified(folded, text.toStdString());
        if (QByteArray::fromStdString(folded) != TextFold::folded(text.simplified()))
            QFAIL(qPrintable(u"U+%1"_s.arg(quint32(c), 4, 16)));
    }
    QRandomGenerator random(8);
    constexpr std::array<char32_t, 12> Characters{' ',    ' ',    '\t', '\n', 0xA0, 0x85,
                                                  0x2003, 0x3000, 'a',  'B',  0xDC, 0x200B};
    for (int i = 0; i < 100'000; ++i) {
        QString text;
        for (quint32 length = random.bounded(8U); length > 0; --length)
            text += textOf({Characters[random.bounded(quint32(Characters.size()))]});
        std::string folded("before");
        TextFold::appendSimplified(folded, text.toStdString());
        QCOMPARE(QByteArray::fromStdString(folded), "before" + TextFold::folded(text.simplified()));
    }
}

void TextFoldTest::caseAndAccentsMakeNoDifference()
{
    for (const QString &text : {u"ÜBER"_s, u"über"_s, u"u\u0308ber"_s, u"Uber"_s})
        QCOMPARE(TextFold::folded(text), "uber");
    QCOMPARE(TextFold::folded(u"Straße"_s), "straße");
    QCOMPARE(TextFold::folded(u"İ"_s), "i");
}

void TextFoldTest::instantsAreThoseOfQt()
{
    const auto byQt = [](const QString &text) -> std::optional<qint64> {
        const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
        if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
            return std::nullopt;
        return time.toMSecsSinceEpoch();
    };
    QRandomGenerator random(9);
    constexpr QByteArrayView Changes("0123456789-:TZ. +9");
    for (int i = 0; i < 50'000; ++i) {
        const qint64 time =
            random.bounded(qint64{0}, qint64{253402300799999}) - 62135596800000 * (i % 3 == 0);
        const bool isWhole = i % 2 == 0;
        QString text = QDateTime::fromMSecsSinceEpoch(std::max(time, qint64{-62135596800000}), Qt::UTC)
                           .toString(isWhole ? Qt::ISODate : Qt::ISODateWithMs);
        if (i % 4 != 0)
            text[random.bounded(text.size())] = QLatin1Char(Changes[random.bounded(Changes.size())]);
        const auto expected = byQt(text);
        if (Timestamp::fromText(text).utcMs != expected || Timestamp::instantOf(text.toUtf8()) != expected)
            QFAIL(qPrintable(text));
    }
}

QTEST_APPLESS_MAIN(TextFoldTest)
#include "tst_textfold.moc"
