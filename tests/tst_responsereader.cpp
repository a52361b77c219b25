// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "blankbytes.h"
#include "environment.h"
#include "readresponse.h"
#include "responseparser.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<qsizetype, 5> WindowSizes{64, 65, 100, 1000, 1024 * 1024};

QString positionsText(const JobPage &page)
{
    QStringList texts;
    for (const JobPage::Repair &repair : page.repairs)
        texts << u"%1:%2"_s.arg(repair.position.line).arg(repair.position.column);
    return texts.join(u' ');
}

// Everything that is told about a response, to be compared.
QStringList told(const JobPage &page)
{
    QStringList lines{u"shape %1"_s.arg(int(page.shape)), u"repairs %1"_s.arg(positionsText(page)),
                      u"pagination %1 %2/%3 %4/%5 %6/%7 %8 %9"_s.arg(int(page.hasPagination))
                          .arg(int(page.limit.presence))
                          .arg(page.limit.value)
                          .arg(int(page.offset.presence))
                          .arg(page.offset.value)
                          .arg(int(page.total.presence))
                          .arg(page.total.value)
                          .arg(page.orderBy.value, page.type.value)};
    for (const Job &job : page.jobs) {
        lines << u"%1 %2 %3 %4 %5"_s.arg(job.place().begin)
                     .arg(int(job.place().isMended))
                     .arg(int(job.isEnvironmentJob()))
                     .arg(job.name().value, QString::fromLatin1(job.raw()));
    }
    return lines;
}

QStringList told(const Error &error)
{
    return {u"error %1"_s.arg(int(error.kind)), error.subject, error.reason};
}

QStringList toldByParser(const QByteArray &bytes)
{
    const Result<JobPage> page = ResponseParser::parseFile(bytes, u"jobs.json"_s);
    return page ? told(page.value()) : told(page.error());
}

QStringList toldByReader(const QByteArray &bytes, qsizetype window)
{
    const Result<ReadResponse> read = ReadResponse::of(bytes, windowsOf(window));
    return read ? told(read.value().page) : told(read.error());
}

Error errorOf(const Result<ReadResponse> &read)
{
    return read ? Error() : read.error();
}

} // namespace

class ResponseReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFixtureIsReadAsByTheParser_data();
    void everyFixtureIsReadAsByTheParser();
    void everyTextIsReadAsByTheParser_data();
    void everyTextIsReadAsByTheParser();
    void everyBeginningIsRefusedAsByTheParser();
    void strictReaderRefusesTrailingCommas();
    void recordLargerThanTheWindowIsRead();
    void whatIsTooLargeIsRefused();
    void deepNestingIsRefusedAtOnce();
    void unclosedBracketIsFoundEarly();
    void placeOfAnErrorIsRightFarIntoAFile();
    void offsetsBeyondFourGibibytesAreRight();
    void memoryOfWindowsIsBounded();
    void stoppedReaderReadsNoMore();
};

void ResponseReaderTest::everyFixtureIsReadAsByTheParser_data()
{
    QTest::addColumn<QString>("path");

    const QDir folder(QStringLiteral(CALLBOARD_TEST_DATA));
    const QStringList names = folder.entryList({u"*.json"_s}, QDir::Files);
    QVERIFY(names.size() >= 4);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void ResponseReaderTest::everyFixtureIsReadAsByTheParser()
{
    QFETCH(const QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    for (const qsizetype size : WindowSizes)
        QCOMPARE(toldByReader(bytes, size), toldByParser(bytes));
}

void ResponseReaderTest::everyTextIsReadAsByTheParser_data()
{
    QTest::addColumn<QByteArray>("text");

    const auto add = [](const QByteArray &text) {
        const QByteArray name = QByteArray::number(QByteArrayView(text).size()) + ' ' + text.left(60);
        QTest::newRow(name.constData()) << text;
    };
    const QByteArray job = R"({"name": "1", "description": "a \"quoted\" \\ and [ { \u00fc"})";
    const QByteArray nested = QByteArray(1021, '[') + QByteArray(1021, ']');
    for (const char *text : {"",
                             " \n ",
                             "[]",
                             "{}",
                             "[",
                             "{",
                             "]",
                             "}",
                             "x",
                             "1",
                             "\"x\"",
                             "true",
                             "truee",
                             "null x",
                             "12 ",
                             "-",
                             "1e999",
                             "[1 2]",
                             "[1,2",
                             "[1,]",
                             "[1,,]",
                             "[,]",
                             "[,1]",
                             "[1,}",
                             "{\"items\":[1}}",
                             "{\"items\":[1]]",
                             "[1]]",
                             "[1] x",
                             "[1]  \n\n  [2]",
                             "[true\"x\"]",
                             "[1\"x\"]",
                             "[nullx]",
                             "[tru]",
                             "[1,tru",
                             "[\"a\",\"b\\\"\",\"c",
                             "[{\"a\":1}{\"b\":2}]",
                             "[{\"a\":[1},{\"b\":2}]",
                             "[{\"a\":1,},{\"b\":[1,2,],},]",
                             "[{\"a\" 1}]",
                             "{\"items\":[],}",
                             "{\"items\":[],,}",
                             "{,\"items\":[]}",
                             "{\"items\" []}",
                             "{\"items\":}",
                             "{\"items\":,}",
                             "{\"items\"",
                             "{\"items\":",
                             "{\"items\":[",
                             "{\"items\":[]",
                             "{\"items\":[],",
                             "{items:[]}",
                             "{\"it\tems\":[]}",
                             "{\"\\q\":[]}",
                             "{\"\\u0069tems\":[{\"name\":\"1\"}]}",
                             "{\"items\":null}",
                             "{\"items\":{\"a\":1}}",
                             "{\"items\":[1,2],\"items\":[3]}",
                             "{\"items\":[1,2],\"items\":3}",
                             "{\"items\":3,\"items\":[1]}",
                             "{\"name\":\"1\"}",
                             " {\"name\":\"1\",\"a\":[1,],} \n",
                             "{\"a\":1}",
                             "{\"next_run\":null, \"x\": [tru]}",
                             "{\"items\":[1],\"pagination\":{\"limit\":50,\"offset\":0,\"total\":3,}}",
                             "{\"pagination\":{\"limit\":1},\"items\":[],\"pagination\":{\"limit\":2}}",
                             "{\"pagination\":{\"limit\":1},\"items\":[],\"pagination\":[]}",
                             "{\"pagination\":null,\"items\":[]}",
                             "{\"items\":[],\"x\":\"\xC3\"}",
                             "[\"\xFF\"]",
                             "{\"items\":[{\"a\":\"\xE2\x82\"}]}",
                             "\xFF\xFE[\0",
                             "\xFE\xFF",
                             "\xEF\xBB\xBF[1,\n2,]",
                             "\xEF\xBB\xBF",
                             "\xEF\xBB\xBF x",
                             "\xEF\xBB",
                             "[\"a\nb\"]",
                             "[\"a\\u00g0\"]",
                             "[123456789012345678901234567890]",
                             "[\"\\ud800\"]",
                             "[1e400]",
                             "[01]",
                             "[1.]",
                             "[-]",
                             "[.5]",
                             "[+1]",
                             "{\"a\":01}",
                             "{\"a\":\"\\ud800\",\"items\":[]}",
                             "[[[[]]]",
                             "[{]}",
                             "[{\"a\":}]",
                             "[\"\\",
                             "[\"\\\\\"]",
                             "[\"\\\\\\\"]\"]",
                             "[1, \x01]",
                             "[//x\n1]",
                             "[1] ,",
                             "{\"items\":[1 ,\n\n 2 3]}"})
        add(text);
    add(QByteArray("[1,\0 2]", 7));
    add(QByteArray("\0\0\0\0", 4));
    add('[' + job + ",\n" + job + ']');
    add(R"({"items": [)" + job + ",\r\n" + job + R"(,], "pagination": {"limit": 2, "total": 9}})");
    add(job + ' ' + job);
    add('[' + job + QByteArray(3000, ' ') + ',' + QByteArray(3000, '\n') + job + "  7  " +
        QByteArray(900, ' ') + job);
    add('[' + nested + ']');
    add("[[" + nested + "]]");
    add("[[[" + nested + "]]]");
    add("[[[[" + nested + "]]]]");
    add("{\"items\":[" + nested + "]}");
    add("{\"items\":[[" + nested + "]]}");
    add("{\"items\":[[[" + nested + "]]]}");
    add("{\"items\":[],\"x\":[[[[" + nested + "]]]]}");
    add("{\"name\":[" + nested + "]}");
    add("[{\"a\":\"" + QByteArray("\\\\").repeated(200) + "\\\"\"},\"" + QByteArray("\\\\").repeated(200) +
        "\"]");
    add("{\"name\":\"" + QByteArray("\u65e5").repeated(500) + "\",\"x\":[1,2 3]}");
}

void ResponseReaderTest::everyTextIsReadAsByTheParser()
{
    QFETCH(const QByteArray, text);
    for (const qsizetype size : WindowSizes)
        QCOMPARE(toldByReader(text, size), toldByParser(text));
}

void ResponseReaderTest::everyBeginningIsRefusedAsByTheParser()
{
    QFile file(QStringLiteral(CALLBOARD_TEST_DATA "/published-example.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll().trimmed();
    for (qsizetype length = 0; length < bytes.size(); length += 7) {
        const QByteArray beginning = bytes.first(length);
        QCOMPARE(toldByReader(beginning, 64), toldByParser(beginning));
        QCOMPARE(toldByReader(beginning, 1000), toldByParser(beginning));
    }
}

void ResponseReaderTest::strictReaderRefusesTrailingCommas()
{
    ResponseReader::Options options;
    options.mends = false;
    for (const char *text :
         {"[1,]", "[{\"a\":1,}]", "{\"items\":[],}", "{\"items\":[],\"x\":[1,]}", "{\"name\":1,}"}) {
        const Result<ReadResponse> read = ReadResponse::of(QByteArray(text), options);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Syntax);
    }
    QVERIFY(ReadResponse::of("[1]"_ba, options));
}

void ResponseReaderTest::recordLargerThanTheWindowIsRead()
{
    const QByteArray large = "{\"name\":\"2\",\"x\":\"" + QByteArray(5'000'000, 'x') + "\"}";
    const Result<ReadResponse> read =
        ReadResponse::of("[{\"name\":\"1\"}," + large + ",{\"name\":\"3\"}]", windowsOf(1000));
    QVERIFY(read);
    QCOMPARE(read.value().page.jobs.size(), 3);
    QCOMPARE(read.value().page.jobs.at(1).raw(), large);
    QCOMPARE(read.value().page.jobs.at(2).name().value, u"3"_s);
}

void ResponseReaderTest::whatIsTooLargeIsRefused()
{
    ResponseReader::Options options = windowsOf(1000);
    options.largestValue = 10'000;
    const QByteArray large = '"' + QByteArray(20'000, 'x') + '"';
    for (const QByteArray &text : {"[1,\n " + large + ']', "{\"items\":[],\n\"\":" + large + '}',
                                   "\n {\"name\":1,\"a\":" + large + '}'}) {
        const Error error = errorOf(ReadResponse::of(text, options));
        QCOMPARE(error.kind, Error::Kind::Shape);
        QVERIFY2(error.reason.startsWith("line 2, column "_L1), qPrintable(error.reason));
        QVERIFY(error.reason.contains("larger than"_L1));
    }
    const QByteArray many = "\"b\":[" + QByteArray("1,").repeated(3000) + "1],";
    const Error error = errorOf(ReadResponse::of("\n{" + many + many + "\"name\":1}", options));
    QVERIFY2(error.reason.startsWith("line 2, column 1:"_L1), qPrintable(error.reason));
}

void ResponseReaderTest::deepNestingIsRefusedAtOnce()
{
    for (const QByteArray &before : {""_ba, "{\"items\":"_ba, "[{\"a\":1},"_ba}) {
        const QByteArray closed = before + QByteArray(100'000, '[') + QByteArray(100'000, ']');
        for (const QByteArray &text : {closed, before + QByteArray(3'000'000, '[')}) {
            const Error error = errorOf(ReadResponse::of(text, {}));
            QCOMPARE(error.kind, Error::Kind::Syntax);
            QVERIFY2(error.reason.contains("nested too deeply"_L1), qPrintable(error.reason));
        }
    }
}

// Nothing ever closes it: without a closer look everything behind it would belong to it.
void ResponseReaderTest::unclosedBracketIsFoundEarly()
{
    const QByteArray record = "{\"name\":\"1\",\"a\":{\"b\":[1,2,3]}},\n";
    const QByteArray text = "[\n" + record + "{\"name\":\"2\",\"a\":[1,2},\n" + record.repeated(100'000);
    const auto bytes = std::make_shared<MemoryBytes>(text);
    ResponseReader::Options options = windowsOf(4096);
    ResponseReader reader(bytes, options);
    ResponseWindow window;
    while (!window.ending && reader.next(window, {})) {
    }
    QVERIFY(reader.bytesRead() < 20'000);
    QCOMPARE(errorOf(ReadResponse::of(bytes, options)).reason,
             u"line 3, column 21: this bracket closes nothing"_s);
}

void ResponseReaderTest::placeOfAnErrorIsRightFarIntoAFile()
{
    const QByteArray record = "{\"name\":\"1\",\"description\":\"\u00fc\u65e5\"},";
    const QByteArray lines = (record + '\n').repeated(300'000);
    const QByteArray text = "\xEF\xBB\xBF[" + lines + record.repeated(2) + "{\"name\":tru}]";
    QCOMPARE(errorOf(ReadResponse::of(text, {})).reason,
             u"line 300001, column %1: there is no valid value here"_s.arg(2 * (record.size() - 3) + 9));
    const QByteArray oneLine = "[" + record.repeated(300'000) + "7 8]";
    QCOMPARE(errorOf(ReadResponse::of(oneLine, {})).reason,
             u"line 1, column %1: a comma is missing"_s.arg(300'000 * (record.size() - 3) + 4));
}

void ResponseReaderTest::offsetsBeyondFourGibibytesAreRight()
{
    constexpr qint64 Blanks = 4'400'000'000;
    ResponseReader::Options options;
    options.window = 16 * 1024 * 1024;
    const auto good = std::make_shared<BlankBytes>("[{\"name\":\"1\"},", Blanks, "{\"name\":\"2\"}]");
    const Result<ReadResponse> read = ReadResponse::of(good, options);
    QVERIFY(read);
    QCOMPARE(read.value().page.jobs.size(), 2);
    QCOMPARE(read.value().page.jobs.at(1).place().begin, Blanks + 14);
    QCOMPARE(read.value().page.jobs.at(1).raw(), "{\"name\":\"2\"}"_ba);

    const auto broken = std::make_shared<BlankBytes>("[{\"name\":\"1\"},", Blanks, "{\"name\" \"2\"}]");
    QCOMPARE(errorOf(ReadResponse::of(broken, options)).reason,
             u"line 1, column %1: a colon is missing after a key"_s.arg(Blanks + 14 + 9));
}

void ResponseReaderTest::memoryOfWindowsIsBounded()
{
    const QByteArray text = '[' + QByteArray("{\"name\":\"1\"},\n").repeated(200'000) + "{}]";
    const auto bytes = std::make_shared<MemoryBytes>(text);
    ResponseReader reader(bytes, windowsOf(10'000));
    ResponseWindow window;
    qsizetype largest = 0;
    while (reader.next(window, {})) {
        largest = std::max(largest, window.size);
        if (window.ending)
            break;
    }
    QVERIFY(window.ending && window.ending->isGood());
    QVERIFY(largest <= 10'020);
}

void ResponseReaderTest::stoppedReaderReadsNoMore()
{
    std::stop_source source;
    const auto bytes = std::make_shared<MemoryBytes>('[' + QByteArray("{},").repeated(200'000) + "{}]");
    ResponseReader reader(bytes, windowsOf(1000));
    ResponseWindow window;
    QVERIFY(reader.next(window, source.get_token()));
    source.request_stop();
    QVERIFY(!reader.next(window, source.get_token()));
    QVERIFY(reader.bytesRead() < 3000);
}

CALLBOARD_TEST_MAIN(ResponseReaderTest, QCoreApplication)
#include "tst_responsereader.moc"
