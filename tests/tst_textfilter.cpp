// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "textfilter.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

class TextFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void emptyFilterMatchesEverything();
    void keepsItsText();
};

void TextFilterTest::matches_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("haystack");
    QTest::addColumn<bool>("isFound");

    const auto row = [](const char *what, const QString &filter, const QString &haystack, bool isFound) {
        QTest::newRow(what) << filter << haystack << isFound;
    };
    row("part of a word", u"atch"_s, u"nightly patching"_s, true);
    row("across a blank", u"ly pat"_s, u"nightly patching"_s, true);
    row("not there", u"weekly"_s, u"nightly patching"_s, false);
    row("longer than the text", u"nightly patching 2"_s, u"nightly patching"_s, false);
    row("nothing to search in", u"a"_s, u""_s, false);
    row("blanks count", u"nightly  patching"_s, u"nightly patching"_s, false);
    row("a blank is a text", u" "_s, u"nightly"_s, false);

    row("capitals in the filter", u"NIGHT"_s, u"nightly"_s, true);
    row("capitals in the text", u"night"_s, u"NIGHTLY"_s, true);
    row("capitals outside of ASCII", u"ÄÖ"_s, u"säöl"_s, true);
    row("Greek final sigma", u"ΟΔΟΣ"_s, u"οδος"_s, true);
    row("Cyrillic", u"ЗАДАЧА"_s, u"новая задача"_s, true);

    row("point is a point", u"a.c"_s, u"abc"_s, false);
    row("point finds a point", u"a.c"_s, u"A.C"_s, true);
    row("star is a star", u"a*"_s, u"aaa"_s, false);
    row("star finds a star", u"a*"_s, u"a*b"_s, true);
    row("brackets are brackets", u"[certname]"_s, u"inventory[certname] {}"_s, true);
    row("no class of characters", u"[abc]"_s, u"a"_s, false);
    row("open bracket", u"("_s, u"f(x)"_s, true);
    row("no alternatives", u"a|b"_s, u"a"_s, false);
    row("no anchors", u"^a"_s, u"a"_s, false);
    row("backslash", u"\\d+"_s, u"~ \"\\d+\""_s, true);
    row("no digits", u"\\d"_s, u"7"_s, false);
    row("question mark", u"a?"_s, u"b"_s, false);
    row("markup", u"<b>"_s, u"x<b>y"_s, true);

    row("without accents finds them", u"prufen"_s, u"Prüfen"_s, true);
    row("with accents finds them", u"prüfen"_s, u"PRÜFEN"_s, true);
    row("with accents does not find the plain text", u"prüfen"_s, u"prufen"_s, false);
    row("with accents does not find the plain text among others", u"prüfen"_s, u"prufen für"_s, false);
    row("with another accent", u"prûfen"_s, u"prüfen"_s, false);
    row("one accent of two", u"résume "_s, u"résumé 1"_s, false);
    row("both accents", u"résumé"_s, u"Résumé"_s, true);
    row("precomposed finds decomposed", u"pr\u00fcfen"_s, u"pru\u0308fen"_s, true);
    row("decomposed finds precomposed", u"pru\u0308fen"_s, u"pr\u00fcfen"_s, true);
    row("decomposed finds decomposed", u"u\u0308"_s, u"pru\u0308fen"_s, true);
    row("plain finds decomposed", u"prufen"_s, u"pru\u0308fen"_s, true);
    row("order of two accents", u"a\u0323\u0302"_s, u"a\u0302\u0323"_s, true);
    row("decomposed does not find the plain text", u"pru\u0308fen"_s, u"prufen"_s, false);
    row("plain beside accents elsewhere", u"nacht"_s, u"für die Nacht"_s, true);

    row("sharp s finds itself", u"straße"_s, u"STRAßE"_s, true);
    row("double s is another letter", u"strasse"_s, u"Straße"_s, false);
    row("sharp s is another letter", u"straße"_s, u"STRASSE"_s, false);
    row("capital sharp s", u"STRAẞE"_s, u"straße"_s, true);
    row("dotted capital i", u"istanbul"_s, u"İstanbul"_s, true);
    row("dotted capital i finds itself", u"İSTANBUL"_s, u"İstanbul"_s, true);
    row("dotless i is another letter", u"Isparta"_s, u"\u0131sparta"_s, false);
    row("trade mark", u"tm"_s, u"Puppet\u2122"_s, true);
    row("Kelvin", u"\u212a"_s, u"k"_s, true);
    row("ligature", u"file"_s, u"\ufb01le"_s, true);
    row("full width finds ASCII", u"ＰＱＬ"_s, u"pql"_s, true);
    row("ASCII finds full width", u"pql"_s, u"ＰＱＬ"_s, true);
    row("no-break space in the filter", u"a\u00a0b"_s, u"a b"_s, true);
    row("no-break space in the text", u"a b"_s, u"a\u00a0b"_s, true);

    row("Arabic", u"مهمة"_s, u"هذه مهمة ليلية"_s, true);
    row("Arabic without vowel marks", u"محمد"_s, u"مُحَمَّد"_s, true);
    row("Arabic with vowel marks", u"مُحَمَّد"_s, u"محمد"_s, false);
    row("Arabic that is not there", u"نهار"_s, u"هذه مهمة ليلية"_s, false);
    row("Japanese", u"夜間"_s, u"毎日の夜間パッチ"_s, true);
    row("Japanese that is not there", u"週"_s, u"毎日の夜間パッチ"_s, false);
    row("kana of half width", u"パッチ"_s, u"ﾊﾟｯﾁ"_s, true);
    row("Korean", u"패치"_s, u"야간 패치"_s, true);
    row("Korean syllable", u"가"_s, u"가위"_s, true);
    row("Korean syllable within another", u"가"_s, u"각"_s, false);
    row("Korean in letters", u"\u1100\u1161"_s, u"가위"_s, true);
    row("outside of the basic plane", u"\U0001F600"_s, u"done \U0001F600"_s, true);
    row("ASCII does not meet other scripts", u"a"_s, u"夜間"_s, false);
    row("other scripts do not meet ASCII", u"夜"_s, u"night"_s, false);
}

void TextFilterTest::matches()
{
    QFETCH(const QString, filter);
    QFETCH(const QString, haystack);
    QTEST(TextFilter(filter).matches(haystack), "isFound");
}

void TextFilterTest::emptyFilterMatchesEverything()
{
    for (const TextFilter &filter : {TextFilter(), TextFilter(QString()), TextFilter(u""_s)}) {
        QVERIFY(filter.isEmpty());
        QVERIFY(filter.matches(u""_s));
        QVERIFY(filter.matches(u"für"_s));
    }
}

void TextFilterTest::keepsItsText()
{
    const TextFilter filter(u" Prüfen*"_s);
    QVERIFY(!filter.isEmpty());
    QCOMPARE(filter.text(), u" Prüfen*"_s);
}

CALLBOARD_TEST_MAIN(TextFilterTest, QCoreApplication)
#include "tst_textfilter.moc"
