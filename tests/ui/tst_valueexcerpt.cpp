// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "valueexcerpt.h"

#include <QCoreApplication>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QString nodes(int from, int to, const QStringList &more = {})
{
    QStringList names;
    for (int i = from; i <= to; ++i)
        names << u"\"db%1.example.com\""_s.arg(i);
    return u'[' + (names + more).join(u',') + u']';
}

} // namespace

/// What is shown of two long values that differ.
class ValueExcerptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shortValuesAreShownAsTheyAre();
    void listsNameWhatTheOtherOneHasNot();
    void aListInAnotherOrderSaysSo();
    void manyEntriesAreCounted();
    void textsAreShownWhereTheyDiffer();
    void noCharacterIsTornApart();
};

void ValueExcerptTest::shortValuesAreShownAsTheyAre()
{
    const auto excerpts = ValueExcerpts::of(nodes(1, 3), nodes(1, 2));
    QCOMPARE(excerpts.before, QString());
    QCOMPARE(excerpts.after, QString());
    QCOMPARE(ValueExcerpts::of({}, QString(1000, u'x')).after, QString());
}

void ValueExcerptTest::listsNameWhatTheOtherOneHasNot()
{
    const auto excerpts =
        ValueExcerpts::of(nodes(1, 300, {u"\"old\""_s}), nodes(1, 300, {u"\"new\""_s, u"7"_s}));
    QCOMPARE(excerpts.before, u"301 entries, only here: old"_s);
    QCOMPARE(excerpts.after, u"302 entries, only here: new, 7"_s);
    // Twice is once more.
    const auto twice = ValueExcerpts::of(nodes(1, 100, {u"\"db3.example.com\""_s}), nodes(1, 100));
    QCOMPARE(twice.before, u"101 entries, only here: db3.example.com"_s);
    QCOMPARE(twice.after, u"100 entries, all of them also on the other side"_s);
}

void ValueExcerptTest::aListInAnotherOrderSaysSo()
{
    const auto excerpts = ValueExcerpts::of(nodes(1, 100, {u"1"_s, u"2"_s}), nodes(1, 100, {u"2"_s, u"1"_s}));
    QCOMPARE(excerpts.before, u"102 entries, all of them also on the other side"_s);
    QCOMPARE(excerpts.after, excerpts.before);
}

void ValueExcerptTest::manyEntriesAreCounted()
{
    const auto excerpts = ValueExcerpts::of(nodes(1, 100), nodes(101, 125));
    QVERIFY(excerpts.before.endsWith(u", db20.example.com and 80 more"_s));
    QVERIFY(excerpts.after.endsWith(u", db120.example.com and 5 more"_s));
}

void ValueExcerptTest::textsAreShownWhereTheyDiffer()
{
    const QString same(3000, u'a');
    const auto excerpts = ValueExcerpts::of(same + u"x"_s, same + u"y"_s);
    QCOMPARE(excerpts.before, u"3,001 characters, there: …"_s + QString(60, u'a') + u'x');
    QCOMPARE(excerpts.after, u"3,001 characters, there: …"_s + QString(60, u'a') + u'y');
    const auto longer = ValueExcerpts::of(same, same + same);
    QCOMPARE(longer.before, u"3,000 characters, there: …"_s + QString(60, u'a'));
    QCOMPARE(longer.after, u"6,000 characters, there: …"_s + QString(300, u'a') + u'…');
    const auto start = ValueExcerpts::of(u"x"_s + same, u"y"_s + same);
    QCOMPARE(start.before, u"3,001 characters, there: x"_s + QString(60, u'a') + u'…');
}

void ValueExcerptTest::noCharacterIsTornApart()
{
    const QString emoji = QString::fromUcs4(U"\U0001F600");
    const auto excerpts = ValueExcerpts::of(emoji.repeated(301) + u"x"_s, u"y"_s + emoji.repeated(301));
    for (const QString &text : {excerpts.before, excerpts.after}) {
        QVERIFY(text.isValidUtf16());
        QVERIFY(text.size() < 400);
    }
}

CALLBOARD_TEST_MAIN(ValueExcerptTest, QCoreApplication)
#include "tst_valueexcerpt.moc"
