// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The fast reader of a server's answers says what the simple one says, of good answers and of bad ones.
#include "environment.h"
#include "pageblock.h"
#include "recordcolumns.h"
#include "responseparser.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

// All that a page says, in lines.
QString told(const Result<JobPage> &result)
{
    if (!result)
        return QString::number(int(result.error().kind)) + u'\n' + result.error().toText();
    const JobPage &page = result.value();
    QStringList lines{u"%1 %2 %3"_s.arg(int(page.shape)).arg(page.hasPagination).arg(page.jobs.size())};
    for (const Field<qint64> &field : {page.limit, page.offset, page.total})
        lines << u"%1 %2"_s.arg(int(field.presence)).arg(field.value);
    for (const Field<QString> &field : {page.orderBy, page.order, page.type})
        lines << u"%1 %2"_s.arg(int(field.presence)).arg(field.value);
    for (const Job &job : page.jobs)
        lines << job.name().value + u' ' + job.type().value + u' ' + QString::fromLatin1(job.raw().toHex());
    lines << QString::fromLatin1(page.bytes.toHex());
    return lines.join(u'\n');
}

void compare(const QByteArray &bytes)
{
    QCOMPARE(told(readAnswer(bytes, u"server"_s)), told(ResponseParser::parseAnswer(bytes, u"server"_s)));
}

} // namespace

class PageBlockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnswersAsTheParserDoes_data();
    void readsAnswersAsTheParserDoes();
    void saysOfDamageWhatTheParserSays();
    void theBlockHasTheJobsOfThePage();
};

void PageBlockTest::readsAnswersAsTheParserDoes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QDir data(QStringLiteral(CALLBOARD_TEST_DATA));
    const QStringList files = data.entryList({u"*.json"_s}, QDir::Files);
    for (const QString &name : files) {
        QFile file(data.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTest::newRow(qPrintable(name)) << file.readAll();
    }
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("blanks") << " \n"_ba;
    QTest::newRow("retired") << R"({"items": []})"_ba;
    QTest::newRow("no items") << R"({"pagination": {"total": 3}})"_ba;
    QTest::newRow("a job") << R"({"name": "1", "next_run": null})"_ba;
    QTest::newRow("an array") << R"([{"name": "1"}])"_ba;
    QTest::newRow("items twice") << R"({"items": [{"name": "1"}], "items": [{"name": "2"}, 3, null]})"_ba;
    QTest::newRow("items, then none") << R"({"items": [{"name": "1"}], "items": 4})"_ba;
    QTest::newRow("pagination first") << R"({"pagination": {"total": 1, "limit": "x"}, "items": [{}]})"_ba;
    QTest::newRow("a comma too many") << R"({"items": [{"name": "1",}]})"_ba;
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF{\"items\": []}"_ba;
    QTest::newRow("something behind it") << R"({"items": [{"name": "1"}]} x)"_ba;
    QTest::newRow("a name twice") << R"({"items": [{"name": "1"}, {"name": "1"}]})"_ba;
    QTest::newRow("no UTF-8") << "{\"items\": [{\"name\": \"\xFF\"}]}"_ba;
    QTest::newRow("a page") << R"(<html>)"_ba;
}

void PageBlockTest::readsAnswersAsTheParserDoes()
{
    QFETCH(const QByteArray, bytes);
    compare(bytes);
}

void PageBlockTest::saysOfDamageWhatTheParserSays()
{
    const QByteArray good =
        R"({"items": [{"name": "1", "scope": {"nodes": ["a"]}}, {"name": "2"}], "pagination": {"total": 2}})";
    for (qsizetype i = 0; i < good.size(); ++i) {
        compare(good.first(i));
        for (const char damage : {',', '"', '}', '[', ' ', '\0', '1'}) {
            QByteArray bad = good;
            bad[i] = damage;
            compare(bad);
            if (QTest::currentTestFailed())
                return;
        }
    }
}

void PageBlockTest::theBlockHasTheJobsOfThePage()
{
    const Result<JobPage> page =
        readAnswer(R"({"items": [{"name": "1"}, 2, {"name": "3"}], "pagination": {}})", u"server"_s);
    QVERIFY(page);
    QVERIFY(page.value().block);
    QCOMPARE(page.value().block, blockOf(page.value()));
    QCOMPARE(page.value().block->columns->size(), std::size_t(3));
    QCOMPARE(page.value().jobs.at(2).name().value, u"3"_s);
}

CALLBOARD_TEST_MAIN(PageBlockTest, QCoreApplication)
#include "tst_pageblock.moc"
