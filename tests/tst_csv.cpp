// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv.h"
#include "environment.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

/// Lines that every spreadsheet reads as they were meant.
class CsvTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesALine_data();
    void writesALine();
};

void CsvTest::writesALine_data()
{
    QTest::addColumn<QStringList>("cells");
    QTest::addColumn<QByteArray>("line");
    const auto add = [](const char *name, const QStringList &cells, const QByteArray &line) {
        QTest::newRow(name) << cells << line;
    };
    add("plain", {u"7"_s, u"task"_s, u"a b"_s}, "7,task,a b\r\n");
    add("empty cells", {u""_s, u""_s, u""_s}, ",,\r\n");
    add("one empty cell", {u""_s}, "\"\"\r\n");
    add("no cells", {}, "\r\n");
    add("a comma", {u"a,b"_s, u"c"_s}, "\"a,b\",c\r\n");
    add("quotes", {u"say \"hi\""_s}, "\"say \"\"hi\"\"\"\r\n");
    add("line feed", {u"a\nb"_s}, "\"a\nb\"\r\n");
    add("carriage return within", {u"a\rb"_s}, "\"a\rb\"\r\n");
    add("spaces stay", {u" a "_s}, " a \r\n");
    add("semicolon needs nothing", {u"a;b"_s}, "a;b\r\n");
    add("not ASCII", {u"pr\u00fcfen \u65e5"_s},
        "pr\xc3\xbc"
        "fen \xe6\x97\xa5\r\n");
    add("the character zero", {u"a\0b"_s},
        "a\xef\xbf\xbd"
        "b\r\n");
    add("equals", {u"=1+1"_s}, "'=1+1\r\n");
    add("plus", {u"+1"_s}, "'+1\r\n");
    add("minus", {u"-1"_s}, "'-1\r\n");
    add("at", {u"@SUM(A1)"_s}, "'@SUM(A1)\r\n");
    add("tab", {u"\t=1"_s}, "'\t=1\r\n");
    add("carriage return first", {u"\r=1"_s}, "\"'\r=1\"\r\n");
    add("a formula with quotes", {u"=HYPERLINK(\"x\",1)"_s}, "\"'=HYPERLINK(\"\"x\"\",1)\"\r\n");
    add("equals within", {u"a=1"_s}, "a=1\r\n");
}

void CsvTest::writesALine()
{
    QFETCH(const QStringList, cells);
    QFETCH(const QByteArray, line);
    QCOMPARE(Csv::line(cells), line);
}

CALLBOARD_TEST_MAIN(CsvTest, QCoreApplication)
#include "tst_csv.moc"
