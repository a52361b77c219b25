// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "responseparser.h"
#include "responsewriter.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

const QByteArray Bom("\xEF\xBB\xBF");

QByteArray fixture(const QString &name)
{
    QFile file(QStringLiteral(CALLBOARD_TEST_DATA "/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString errorOf(const Result<JobPage> &page)
{
    return page ? QString() : page.error().toText();
}

QStringList namesOf(const JobPage &page)
{
    QStringList names;
    for (const Job &job : page.jobs)
        names << job.name().value;
    return names;
}

QByteArray nested(const QByteArray &opening, int depth, const QByteArray &closing)
{
    return opening.repeated(depth) + closing.repeated(depth);
}

// "line 174, column 35"
QStringList repairsOf(const JobPage &page)
{
    QStringList texts;
    for (const JobPage::Repair &repair : page.repairs)
        texts << u"line %1, column %2"_s.arg(repair.position.line).arg(repair.position.column);
    return texts;
}

} // namespace

class ResponseParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileShapes_data();
    void fileShapes();
    void liveAnswerIsStrict_data();
    void liveAnswerIsStrict();
    void invalidFileIsLocated_data();
    void invalidFileIsLocated();
    void validOddityIsTaken_data();
    void validOddityIsTaken();
    void publishedExampleOpensWithTwoRepairs();
    void publishedExampleIsRefusedFromAServer();
    void repairs_data();
    void repairs();
    void mixedFixtureIsReadCompletely();
    void whatIsNoObjectStaysAsAJob();
    void numbersThatNothingHoldsLoseNoJob_data();
    void numbersThatNothingHoldsLoseNoJob();
    void bytesAreKept();
    void pagination_data();
    void pagination();
    void retiredStub_data();
    void retiredStub();
    void writtenListIsAValidResponse();
    void writtenEmptyListIsAValidResponse();
    void writtenRepairedListIsStrict();
    void indentedKeepsEveryToken_data();
    void indentedKeepsEveryToken();
    void positionCountsCharacters_data();
    void positionCountsCharacters();
    void membersAndElementsAreFound();
};

void ResponseParserTest::fileShapes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<JobPage::Shape>("shape");
    QTest::addColumn<QStringList>("names");

    using Shape = JobPage::Shape;
    const QStringList two{u"1"_s, u"2"_s};
    const QByteArray compact = R"({"items":[{"name":"1"},{"name":"2"}],"pagination":{"total":2}})";
    const QByteArray pretty = QJsonDocument::fromJson(compact).toJson(QJsonDocument::Indented);
    QTest::newRow("compact") << compact << Shape::List << two;
    QTest::newRow("pretty") << pretty << Shape::List << two;
    QTest::newRow("with a byte order mark") << Bom + compact << Shape::List << two;
    QTest::newRow("pretty with a byte order mark") << Bom + pretty << Shape::List << two;
    QTest::newRow("lines of Windows") << QByteArray(pretty).replace("\n", "\r\n") << Shape::List << two;
    QTest::newRow("white space around") << " \t\r\n" + compact + "\n\n" << Shape::List << two;
    QTest::newRow("other order of keys")
        << R"({"pagination": {}, "items": [{"name": "1"}, {"name": "2"}]})"_ba << Shape::List << two;
    QTest::newRow("unknown keys beside")
        << R"({"items": [{"name": "1"}], "page": {"items": [7]}})"_ba << Shape::List << QStringList{u"1"_s};
    QTest::newRow("escaped key") << R"({"\u0069tems": [{"name": "1"}]})"_ba << Shape::List
                                 << QStringList{u"1"_s};
    QTest::newRow("no jobs") << R"({"items": [], "pagination": {"total": 0}})"_ba << Shape::List
                             << QStringList();
    QTest::newRow("items twice: the last")
        << R"({"items": [{"name": "1"}], "items": [{"name": "2"}]})"_ba << Shape::List << QStringList{u"2"_s};
    QTest::newRow("bare array") << R"([{"name": "1"}, {"name": "2"}])"_ba << Shape::BareArray << two;
    QTest::newRow("bare array with a byte order mark") << Bom + "\n[ {\"name\": \"1\"} ]\n"
                                                       << Shape::BareArray << QStringList{u"1"_s};
    QTest::newRow("empty bare array") << "[]"_ba << Shape::BareArray << QStringList();
    QTest::newRow("one job") << R"({"name": "1", "noop": false})"_ba << Shape::SingleJob
                             << QStringList{u"1"_s};
    QTest::newRow("one job with a byte order mark") << Bom + "\n{\"name\": \"1\"}\n"
                                                    << Shape::SingleJob << QStringList{u"1"_s};
    QTest::newRow("one job without a name")
        << R"({"next_run": "2027-05-05T19:50:08Z"})"_ba << Shape::SingleJob << QStringList{QString()};
}

void ResponseParserTest::fileShapes()
{
    QFETCH(const QByteArray, bytes);
    const Result<JobPage> page = ResponseParser::parseFile(bytes, u"jobs.json"_s);
    QCOMPARE(errorOf(page), QString());
    QTEST(page.value().shape, "shape");
    QTEST(namesOf(page.value()), "names");
    QVERIFY(page.value().repairs.isEmpty());
    QCOMPARE(page.value().bytes, bytes);
}

void ResponseParserTest::liveAnswerIsStrict_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("reason");

    using Kind = Error::Kind;
    QTest::newRow("trailing comma") << R"({"items": [{"name": "1"},]})"_ba << Kind::Syntax
                                    << u"line 1, column 26: a value is missing here"_s;
    QTest::newRow("trailing comma in a job")
        << R"({"items": [{"name": "1",}]})"_ba << Kind::Syntax
        << u"line 1, column 25: a key in double quotes is missing here"_s;
    QTest::newRow("byte order mark") << Bom + R"({"items": []})" << Kind::Syntax
                                     << u"line 1, column 1: there is no valid value here"_s;
    QTest::newRow("bare array") << R"([{"name": "1"}])"_ba << Kind::Shape
                                << u"line 1, column 1: it is no JSON object"_s;
    QTest::newRow("one job") << R"({"name": "1"})"_ba << Kind::Shape
                             << u"line 1, column 1: there is no \"items\" in it"_s;
    QTest::newRow("web page") << "<html><body>Login</body></html>"_ba << Kind::Syntax
                              << u"line 1, column 1: there is no valid value here"_s;
    QTest::newRow("empty body") << QByteArray() << Kind::Syntax << u"line 1, column 1: it is empty"_s;
    QTest::newRow("error object") << R"({"kind": "puppetlabs.orchestrator/unknown-error", "msg": "x"})"_ba
                                  << Kind::Shape << u"line 1, column 1: there is no \"items\" in it"_s;
    QTest::newRow("items null") << R"({"items": null})"_ba << Kind::Shape
                                << u"line 1, column 11: its \"items\" is no array"_s;
}

void ResponseParserTest::liveAnswerIsStrict()
{
    QFETCH(const QByteArray, bytes);
    const Result<JobPage> page = ResponseParser::parseAnswer(bytes, u"pe.example.com:8143"_s);
    QVERIFY(!page);
    QTEST(page.error().kind, "kind");
    QTEST(page.error().reason, "reason");
    QCOMPARE(page.error().subject, u"pe.example.com:8143"_s);
}

void ResponseParserTest::invalidFileIsLocated_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("why");

    const auto syntax = [](const char *what, const QByteArray &bytes, int line, int column,
                           const QString &why) {
        QTest::newRow(what) << bytes << Error::Kind::Syntax << u"line %1, column %2: "_s.arg(line).arg(column)
                            << why;
    };
    const QString tooEarly = u"it ends before everything in it is closed"_s;
    const QString noValue = u"there is no valid value here"_s;
    const QString noNumber = u"this is no valid number"_s;
    const QString valueMissing = u"a value is missing here"_s;
    const QString keyMissing = u"a key in double quotes is missing here"_s;
    const QString commaMissing = u"a comma is missing"_s;
    const QString colonMissing = u"a colon is missing after a key"_s;
    const QString notUtf8 = u"the text is not valid UTF-8"_s;
    const QString unknownEscape = u"a string holds an unknown escape sequence"_s;
    const QString tooDeep = u"it is nested too deeply"_s;
    const QString follows = u"something follows after its end"_s;

    syntax("empty", {}, 1, 1, u"it is empty"_s);
    syntax("blanks only", " \n\t\r\n ", 1, 1, u"it is empty"_s);
    syntax("byte order mark only", Bom, 1, 1, u"it is empty"_s);

    syntax("truncated after a string", R"({"items": [{"name": "1")", 1, 24, tooEarly);
    syntax("truncated after a bracket", R"({"items": [)", 1, 12, tooEarly);
    syntax("truncated after a key", R"({"items")", 1, 9, tooEarly);
    syntax("truncated after a colon", R"({"items":)", 1, 10, tooEarly);
    syntax("truncated after a comma", R"({"items": [1,)", 1, 14, tooEarly);
    syntax("truncated after a job", "{\"items\": [\n{\"name\": \"1\"}\n", 3, 1, tooEarly);
    syntax("truncated in a string", "{\n\"items\": [\"abc", 2, 11, u"a string is not closed"_s);
    syntax("truncated in an escape", R"({"items": ["a\)", 1, 14, unknownEscape);
    syntax("truncated in a word", R"({"items": [tru)", 1, 12, noValue);
    syntax("truncated in a number", R"({"items": [-)", 1, 12, noNumber);
    syntax("truncated in a character", "{\"items\": [\"\xE6\x97", 1, 13, notUtf8);

    syntax("missing comma in a list", "{\"items\": [{}\n {}]}", 2, 2, commaMissing);
    syntax("missing comma in an object", "{\"items\": []\n \"pagination\": {}}", 2, 2, commaMissing);
    syntax("comment", "{\"items\": [] // none\n}", 1, 14, commaMissing);
    syntax("missing colon", R"({"items" []})", 1, 10, colonMissing);
    syntax("comma for a colon", R"({"items", []})", 1, 9, colonMissing);
    syntax("colon for a comma", R"({"items": [1:2]})", 1, 13, commaMissing);
    syntax("missing value", R"({"items": })", 1, 11, valueMissing);
    syntax("two commas", R"({"items": [1,,2]})", 1, 14, valueMissing);
    syntax("two trailing commas", R"({"items": [1,,]})", 1, 14, valueMissing);
    syntax("leading comma", R"({"items": [,1]})", 1, 12, valueMissing);
    syntax("comma in an empty list", R"({"items": [,]})", 1, 12, valueMissing);
    syntax("comma in an empty object", R"({"items": [{,}]})", 1, 13, keyMissing);
    syntax("wrong bracket", R"({"items": [1}})", 1, 13, u"this bracket closes nothing"_s);
    syntax("bracket too early", R"({"items": [}])", 1, 12, valueMissing);
    syntax("single quotes", R"({'items': []})", 1, 2, keyMissing);
    syntax("key without quotes", R"({items: []})", 1, 2, keyMissing);
    syntax("key that is a number", R"({1: 2})", 1, 2, keyMissing);

    syntax("unclosed string", "{\"items\": [\"abc]}\n", 1, 18,
           u"a string is not closed, or holds a raw line break"_s);
    syntax("raw line break", "{\"items\": [\"a\nb\"]}", 1, 14,
           u"a string is not closed, or holds a raw line break"_s);
    syntax("raw tab", "{\"items\": [\"a\tb\"]}", 1, 14, u"a string holds a raw control character"_s);
    syntax("raw null byte", "{\"items\": [\"a"_ba + '\0' + "b\"]}", 1, 14,
           u"a string holds a raw control character"_s);
    syntax("raw control character in a key",
           "{\"it\x01"
           "ems\": []}",
           1, 5, u"a string holds a raw control character"_s);
    syntax("null byte for a value", "{\"items\": ["_ba + '\0' + "]}", 1, 12, noValue);
    syntax("form feed for a blank", "{\"items\":\f[]}", 1, 10, noValue);
    syntax("no-break space for a blank", "{\"items\":\u00a0[]}", 1, 10, noValue);
    syntax("unknown escape", R"({"items": ["a\x41"]})", 1, 14, unknownEscape);
    syntax("escape of five letters", R"({"items": ["\u12G4"]})", 1, 13, unknownEscape);
    syntax("escape at the end of a string", R"({"items": ["\u12"]})", 1, 13, unknownEscape);

    syntax("bad UTF-8", "{\"items\": [\"\u00fc\xFF\"]}", 1, 14, notUtf8);
    syntax("bad UTF-8 on a later line", "{\"items\": [\n\"\u65e5\u672c\", \"x\x80y\"]}", 2, 9, notUtf8);
    syntax("Latin-1",
           "{\"items\": [{\"description\": \"Gr\xFC\xDF"
           "e\"}]}",
           1, 31, notUtf8);
    syntax("two of three bytes", "{\"items\": [\"\xE6\x97\"]}", 1, 13, notUtf8);
    syntax("two of four bytes",
           "{\"items\": [\"ab\xF0\x9F"
           "cd\"]}",
           1, 15, notUtf8);
    syntax("overlong UTF-8", "{\"items\": [\"\xC0\xAF\"]}", 1, 13, notUtf8);
    syntax("surrogate in UTF-8", "{\"items\": [\"\xED\xA0\x80\"]}", 1, 13, notUtf8);
    syntax("bad UTF-8 far inside", "{\"items\": [\n\"" + QByteArray(100'000, 'a') + "\xFE\"]}", 2, 100'002,
           notUtf8);
    const QString utf16 = u"the text is UTF-16; save it as UTF-8"_s;
    syntax("UTF-16, little endian", QByteArray("\xFF\xFE{\0}\0", 6), 1, 1, utf16);
    syntax("UTF-16, big endian", QByteArray("\xFE\xFF\0{\0}", 6), 1, 1, utf16);
    syntax("UTF-16 without a mark", QByteArray("{\0}\0", 4), 1, 2, keyMissing);

    syntax("number that ends in a point", R"({"items": [1.]})", 1, 12, noNumber);
    syntax("the same deep inside", "{\"items\": [{\"a\":\n  [2, {\"b\": 1.}]}]}", 2, 13, noNumber);
    syntax("leading zero", "{\"items\": [\n01]}", 2, 1, noNumber);
    syntax("negative with a leading zero", R"({"items": [-01]})", 1, 12, noNumber);
    syntax("number without an exponent", R"({"items": [1e]})", 1, 12, noNumber);
    syntax("two points", R"({"items": [1.2.3]})", 1, 12, noNumber);
    syntax("minus alone", R"({"items": [-]})", 1, 12, noNumber);
    syntax("negative infinity", R"({"items": [-Infinity]})", 1, 12, noNumber);
    syntax("hexadecimal", R"({"items": [0x10]})", 1, 12, noNumber);
    syntax("number that nothing holds", R"({"items": [1e400]})", 1, 12, u"this number is too large"_s);
    syntax("plus sign", R"({"items": [+1]})", 1, 12, noValue);
    syntax("point first", R"({"items": [.5]})", 1, 12, noValue);
    syntax("NaN", R"({"items": [NaN]})", 1, 12, noValue);
    syntax("capitals", R"({"items": [True]})", 1, 12, noValue);

    syntax("arrays 5000 deep", "{\"items\": " + nested("[", 5000, "]") + '}', 1, 1034, tooDeep);
    syntax("objects 5000 deep", "{\"items\": [1,\n" + nested("{\"a\":", 5000, "}") + "]}", 2, 5111, tooDeep);
    syntax("5000 deep and not closed", "{\"items\": " + QByteArray(5000, '['), 1, 1034, tooDeep);

    syntax("garbage at the end", "{\"items\": []}\n x", 2, 2, follows);
    syntax("two responses", R"({"items": []}{"items": []})", 1, 14, follows);
    syntax("comma at the end", R"({"items": []},)", 1, 14, follows);
    syntax("one bracket too many", R"({"items": []}})", 1, 14, follows);
    syntax("web page", "<!DOCTYPE html>\n<html></html>", 1, 1, noValue);
    syntax("plain text", "hello", 1, 1, noValue);
    syntax("a fault beside a trailing comma", "{\"items\": [1,],\n \"x\" 5}", 2, 6, colonMissing);
    syntax("a fault after a byte order mark", Bom + R"({"items" []})", 1, 10, colonMissing);

    const auto shape = [](const char *what, const QByteArray &bytes, int line, int column,
                          const QString &why) {
        QTest::newRow(what) << bytes << Error::Kind::Shape << u"line %1, column %2: "_s.arg(line).arg(column)
                            << why;
    };
    shape("items is an object", "{\n \"items\": {}}", 2, 11, u"its \"items\" is no array"_s);
    shape("items is null", R"({"items": null})", 1, 11, u"its \"items\" is no array"_s);
    shape("items is a text", R"({"items": "[]"})", 1, 11, u"its \"items\" is no array"_s);
    shape("object without items", "\n {\"jobs\": []}", 2, 2, u"there is no \"items\" in it"_s);
    shape("empty object", "{}", 1, 1, u"there is no \"items\" in it"_s);
    shape("error of a server", R"({"kind": "puppetlabs.rbac/token-expired", "msg": "x"})", 1, 1,
          u"there is no \"items\" in it"_s);
    shape("number", "5", 1, 1, u"it is no JSON object"_s);
    shape("text", " \"items\"", 1, 2, u"it is no JSON object"_s);
    shape("null", Bom + "null", 1, 1, u"it is no JSON object"_s);
}

void ResponseParserTest::invalidFileIsLocated()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, where);
    QFETCH(const QString, why);
    const Result<JobPage> page = ResponseParser::parseFile(bytes, u"jobs.json"_s);
    QVERIFY(!page);
    QTEST(page.error().kind, "kind");
    QCOMPARE(page.error().reason, where + why);
    QCOMPARE(page.error().subject, u"jobs.json"_s);
    QVERIFY(page.error().whatHappened().contains("jobs.json"_L1));
    QVERIFY(page.error().whatHappened().contains(where + why));
    QVERIFY(!page.error().nextStep().isEmpty());
}

void ResponseParserTest::validOddityIsTaken_data()
{
    QTest::addColumn<QByteArray>("record");

    QTest::newRow("thirty digits") << "123456789012345678901234567890"_ba;
    QTest::newRow("minus zero") << "-0"_ba;
    QTest::newRow("exponent") << "1E+2"_ba;
    QTest::newRow("half of a surrogate pair") << R"("\ud800")"_ba;
    QTest::newRow("null character") << R"("\u0000")"_ba;
    QTest::newRow("every escape") << R"("\"\\\/\b\f\n\r\t\u0041")"_ba;
    QTest::newRow("delete character") << "\"\x7F\""_ba;
    QTest::newRow("quote after backslashes") << R"("\\", "\\\"]")"_ba;
    QTest::newRow("brackets in a string") << R"("]}[{,:")"_ba;
    QTest::newRow("four bytes") << "\"\U0001F600\""_ba;
    QTest::newRow("1000 deep") << nested("[", 1000, "]");
}

void ResponseParserTest::validOddityIsTaken()
{
    QFETCH(const QByteArray, record);
    const QByteArray bytes = "{\"items\": [" + record + "], \"pagination\": {}}";
    const Result<JobPage> page = ResponseParser::parseAnswer(bytes, u"server"_s);
    QCOMPARE(errorOf(page), QString());
    QVERIFY(page.value().hasPagination);
    QByteArrayList raw;
    for (const Job &job : page.value().jobs)
        raw << job.raw();
    QCOMPARE(raw.join(", "), record);
}

void ResponseParserTest::publishedExampleOpensWithTwoRepairs()
{
    const QByteArray bytes = fixture(u"published-example.json"_s);
    QVERIFY(bytes.contains("\n\t\t\t\t\"plan\""));
    const Result<JobPage> page = ResponseParser::parseFile(bytes, u"published-example.json"_s);
    QCOMPARE(errorOf(page), QString());
    QCOMPARE(repairsOf(page.value()), (QStringList{u"line 174, column 35"_s, u"line 176, column 8"_s}));
    QCOMPARE(namesOf(page.value()), (QStringList{u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
    QCOMPARE(page.value().bytes, bytes);
    QCOMPARE(page.value().total.value, 4);
    QCOMPARE(page.value().limit.value, 50);
    QCOMPARE(page.value().offset.value, 0);
    QCOMPARE(page.value().orderBy.value, u"next_run"_s);
    QCOMPARE(page.value().order.value, u"asc"_s);
    QCOMPARE(page.value().type.presence, Presence::Missing);

    const QList<Job> &jobs = page.value().jobs;
    QCOMPARE(jobs.at(0).scope().nodes, (QStringList{u"east.example.com"_s, u"west.example.com"_s}));
    QVERIFY(jobs.at(0).environmentIsMisspelt());
    QCOMPARE(jobs.at(1).target(), QString());
    QVERIFY(jobs.at(1).jobOptions().value["concurrency"_L1].isNull());
    QCOMPARE(jobs.at(2).scope().text, uR"(inventory[certname] { facts.aio_agent_version ~ "\\d+" })"_s);
    QCOMPARE(jobs.at(2).schedule().intervalSeconds, 86400);
    QCOMPARE(jobs.at(3).mismatchedIdNumber(), u"2"_s);
    QCOMPARE(jobs.at(3).target(), u"canary::random"_s);
    QCOMPARE(jobs.at(3).scopeKind(), Scope::Kind::Empty);
    QVERIFY(jobs.at(3).raw().contains("\"canary::random\",\n"));
    QVERIFY(QJsonDocument::fromJson(jobs.at(3).strictJson()).isObject());
    QCOMPARE(jobs.at(3).strictJson().size(), jobs.at(3).raw().size());
}

void ResponseParserTest::publishedExampleIsRefusedFromAServer()
{
    const Result<JobPage> page =
        ResponseParser::parseAnswer(fixture(u"published-example.json"_s), u"server"_s);
    QVERIFY(!page);
    QCOMPARE(page.error().reason, u"line 175, column 9: a key in double quotes is missing here"_s);
}

void ResponseParserTest::repairs_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("repairs");

    QTest::newRow("after the last job")
        << R"({"items": [{"name": "1"},]})"_ba << QStringList{u"line 1, column 25"_s};
    QTest::newRow("before white space")
        << "{\"items\": [{\"name\": \"1\"} ,\n\t]}"_ba << QStringList{u"line 1, column 26"_s};
    QTest::newRow("after a byte order mark")
        << Bom + "{\"items\": [{\"name\": \"1\"},]}" << QStringList{u"line 1, column 25"_s};
    QTest::newRow("after text outside of ASCII")
        << "{\"items\": [{\"name\": \"\u65e5\"},]}"_ba << QStringList{u"line 1, column 25"_s};
    QTest::newRow("in a bare array") << "[{\"name\": \"1\",},\n]"_ba
                                     << QStringList{u"line 1, column 14"_s, u"line 1, column 16"_s};
    QTest::newRow("after one job's last key")
        << R"({"name": "1",})"_ba << QStringList{u"line 1, column 13"_s};
    QTest::newRow("not in a string") << R"([{"name": "1", "description": ",] ,}\",]"},])"_ba
                                     << QStringList{u"line 1, column 43"_s};
    QTest::newRow("none") << R"([{"name": "1", "description": ",]"}])"_ba << QStringList();
}

void ResponseParserTest::repairs()
{
    QFETCH(const QByteArray, bytes);
    const Result<JobPage> page = ResponseParser::parseFile(bytes, u"jobs.json"_s);
    QCOMPARE(errorOf(page), QString());
    QTEST(repairsOf(page.value()), "repairs");
    QCOMPARE(page.value().jobs.size(), 1);
    QCOMPARE(page.value().bytes, bytes);
    QCOMPARE(page.value().jobs.constFirst().responseBytes(), bytes);
}

void ResponseParserTest::mixedFixtureIsReadCompletely()
{
    const QByteArray bytes = fixture(u"syn_old_list_mixed.json"_s);
    const Result<JobPage> page = ResponseParser::parseAnswer(bytes, u"server"_s);
    QCOMPARE(errorOf(page), QString());
    QCOMPARE(namesOf(page.value()), (QStringList{u"21"_s, u"22"_s, u"23"_s}));
    QCOMPARE(page.value().type.presence, Presence::Null);

    const Job task = page.value().jobs.at(0);
    QCOMPARE(task.environment().value, u"production"_s);
    QVERIFY(!task.environmentIsMisspelt());
    QCOMPARE(task.owner().lastLogin.presence, Presence::Null);
    QCOMPARE(task.owner().groupIds.presence, Presence::Missing);

    const Job deployment = page.value().jobs.at(1);
    QVERIFY(deployment.environmentIsMisspelt());
    QVERIFY(deployment.ownerIsRevoked());
    QCOMPARE(deployment.description().presence, Presence::Null);
    QCOMPARE(deployment.scopeKind(), Scope::Kind::Query);
    QCOMPARE(deployment.schedule().kind, Schedule::Kind::Once);

    const Job plan = page.value().jobs.at(2);
    QCOMPARE(plan.description().presence, Presence::Missing);
    QCOMPARE(plan.nextRun().presence, Presence::Null);
    QCOMPARE(plan.scheduledTime().value.text, u"2026-06-02T00:00:00.000Z"_s);
    QCOMPARE(plan.schedule().kind, Schedule::Kind::Null);
    QCOMPARE(plan.ownerLabel(), u"amira"_s);
}

void ResponseParserTest::whatIsNoObjectStaysAsAJob()
{
    const QByteArrayList records{"5", "null", "\"x\"", "true", "[{\"name\": \"1\"}]", "{}"};
    const QByteArray bytes = "{\"items\": [" + records.join(", ") + "]}";
    const Result<JobPage> page = ResponseParser::parseAnswer(bytes, u"server"_s);
    QCOMPARE(errorOf(page), QString());
    QCOMPARE(page.value().jobs.size(), records.size());
    for (qsizetype i = 0; i < records.size(); ++i) {
        const Job &job = page.value().jobs.at(i);
        QCOMPARE(job.raw(), records.at(i));
        QVERIFY(!job.isNull());
        QCOMPARE(job.name().presence, Presence::Missing);
        QCOMPARE(job.owner().presence, Presence::Missing);
        QCOMPARE(job.nextRun().presence, Presence::Missing);
    }
}

void ResponseParserTest::numbersThatNothingHoldsLoseNoJob_data()
{
    QTest::addColumn<QByteArray>("number");

    QTest::newRow("thirty digits") << "123456789012345678901234567890"_ba;
    QTest::newRow("larger than 64 bits") << "18446744073709551616"_ba;
    QTest::newRow("three hundred digits") << "1" + QByteArray(300, '0');
    QTest::newRow("tiny") << "1e-300"_ba;
}

void ResponseParserTest::numbersThatNothingHoldsLoseNoJob()
{
    QFETCH(const QByteArray, number);
    const QByteArray bytes =
        R"({"items": [{"name": "1", "n": )" + number + R"(}], "pagination": {"total": )" + number + "}}";
    const Result<JobPage> page = ResponseParser::parseAnswer(bytes, u"server"_s);
    QCOMPARE(errorOf(page), QString());
    QCOMPARE(namesOf(page.value()), QStringList{u"1"_s});
    QVERIFY(page.value().jobs.constFirst().raw().contains(number));
    QCOMPARE(page.value().total.presence, Presence::Odd);
}

void ResponseParserTest::bytesAreKept()
{
    const QByteArrayList records{"{ \"name\" : \"1\" }", "{\"name\":\"\\u0032\",\r\n\t\"x\":1.50}",
                                 "{\"z\":0,\"a\":0}"};
    const QByteArray list = "\n{\"items\":\n [" + records.join(" ,\n") + " ] }\n";
    const QByteArray marked = Bom + list;
    for (const QByteArray &bytes : {list, marked}) {
        const Result<JobPage> page = ResponseParser::parseFile(bytes, u"jobs.json"_s);
        QCOMPARE(errorOf(page), QString());
        QCOMPARE(page.value().jobs.size(), records.size());
        for (qsizetype i = 0; i < records.size(); ++i)
            QCOMPARE(page.value().jobs.at(i).raw(), records.at(i));
        QCOMPARE(page.value().bytes, bytes);
    }
}

void ResponseParserTest::pagination_data()
{
    QTest::addColumn<QByteArray>("pagination");
    QTest::addColumn<bool>("has");
    QTest::addColumn<Presence>("totalPresence");
    QTest::addColumn<qint64>("total");

    const auto add = [](const char *what, const QByteArray &pagination, bool has, Presence presence,
                        qint64 total = 0) {
        QTest::newRow(what) << pagination << has << presence << total;
    };
    add("usual", R"({"limit": 50, "offset": 100, "total": 245})", true, Presence::Given, 245);
    add("null before PE 2021.7", R"({"limit": 50, "offset": 100, "total": null})", true, Presence::Null);
    add("empty", "{}", true, Presence::Missing);
    add("zero", R"({"total": 0})", true, Presence::Given, 0);
    add("negative", R"({"total": -5})", true, Presence::Given, -5);
    add("absurd", R"({"total": 9000000000000000000})", true, Presence::Given, 9'000'000'000'000'000'000);
    add("more absurd", R"({"total": 1e300})", true, Presence::Odd);
    add("text", R"({"total": "245"})", true, Presence::Odd);
    add("fraction", R"({"total": 24.5})", true, Presence::Odd);
    add("is null", "null", false, Presence::Missing);
    add("is a list", "[]", false, Presence::Missing);
    add("is a number", "245", false, Presence::Missing);
}

void ResponseParserTest::pagination()
{
    QFETCH(const QByteArray, pagination);
    const QByteArray bytes = R"({"items": [{"name": "1"}], "pagination": )" + pagination + '}';
    const Result<JobPage> page = ResponseParser::parseAnswer(bytes, u"server"_s);
    QCOMPARE(errorOf(page), QString());
    QTEST(page.value().hasPagination, "has");
    QTEST(page.value().total.presence, "totalPresence");
    QTEST(page.value().total.value, "total");
    QCOMPARE(page.value().jobs.size(), 1);
    QVERIFY(!page.value().isRetiredStub());
}

void ResponseParserTest::retiredStub_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isStub");

    QTest::newRow("stub of PE 2021.7") << R"({"items": []})"_ba << true;
    QTest::newRow("empty list") << R"({"items": [], "pagination": {"limit": 50, "offset": 0, "total": 0}})"_ba
                                << false;
    QTest::newRow("empty list before PE 2021.7")
        << R"({"items": [], "pagination": {"total": null}})"_ba << false;
    QTest::newRow("jobs without pagination") << R"({"items": [{"name": "1"}]})"_ba << false;
    QTest::newRow("bare array in a file") << "[]"_ba << false;
}

void ResponseParserTest::retiredStub()
{
    QFETCH(const QByteArray, bytes);
    const Result<JobPage> page = ResponseParser::parseFile(bytes, u"jobs.json"_s);
    QCOMPARE(errorOf(page), QString());
    QTEST(page.value().isRetiredStub(), "isStub");
}

void ResponseParserTest::writtenListIsAValidResponse()
{
    const QByteArray bytes = R"([{"name":"1", "n": 1.50, "d": "\u00fc"}, 7, null, {"z":0,"a":0}])";
    const Result<JobPage> page = ResponseParser::parseFile(bytes, u"jobs.json"_s);
    QCOMPARE(errorOf(page), QString());
    const QList<Job> jobs = page.value().jobs;

    const QByteArray written = ResponseWriter::write(jobs);
    const Result<JobPage> again = ResponseParser::parseAnswer(written, u"server"_s);
    QCOMPARE(errorOf(again), QString());
    QCOMPARE(again.value().jobs, jobs);
    QCOMPARE(again.value().total.value, 4);
    QCOMPARE(again.value().limit.value, 4);
    QCOMPARE(again.value().offset.value, 0);
    QVERIFY(QJsonDocument::fromJson(written).isObject());
}

void ResponseParserTest::writtenEmptyListIsAValidResponse()
{
    const Result<JobPage> page = ResponseParser::parseAnswer(ResponseWriter::write({}), u"server"_s);
    QCOMPARE(errorOf(page), QString());
    QVERIFY(page.value().jobs.isEmpty());
    QCOMPARE(page.value().total.value, 0);
    QVERIFY(!page.value().isRetiredStub());
}

void ResponseParserTest::writtenRepairedListIsStrict()
{
    const Result<JobPage> page =
        ResponseParser::parseFile(fixture(u"published-example.json"_s), u"jobs.json"_s);
    QCOMPARE(errorOf(page), QString());
    const Result<JobPage> again =
        ResponseParser::parseAnswer(ResponseWriter::write(page.value().jobs), u"server"_s);
    QCOMPARE(errorOf(again), QString());
    QCOMPARE(namesOf(again.value()), namesOf(page.value()));
    for (qsizetype i = 0; i < page.value().jobs.size(); ++i)
        QCOMPARE(again.value().jobs.at(i).raw(), page.value().jobs.at(i).strictJson());
}

void ResponseParserTest::indentedKeepsEveryToken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("indented");

    QTest::newRow("object") << R"({"b":1.50,"a":[1,2]})"_ba
                            << "{\n  \"b\": 1.50,\n  \"a\": [\n    1,\n    2\n  ]\n}"_ba;
    QTest::newRow("empty ones") << "{ \"a\" : [ ] , \"b\" :{\n} }"_ba
                                << "{\n  \"a\": [],\n  \"b\": {}\n}"_ba;
    QTest::newRow("escapes stay") << R"(["\u00fc\/\"]{,:  "])"_ba
                                  << "[\n  \"\\u00fc\\/\\\"]{,:  \"\n]"_ba;
    QTest::newRow("numbers stay") << "[1e2,-0,0.10,12345678901234567890]"_ba
                                  << "[\n  1e2,\n  -0,\n  0.10,\n  12345678901234567890\n]"_ba;
    QTest::newRow("a key twice") << R"({"a":1,"a":null})"_ba
                                 << "{\n  \"a\": 1,\n  \"a\": null\n}"_ba;
    QTest::newRow("already indented") << "{\n  \"a\": true\n}"_ba
                                      << "{\n  \"a\": true\n}"_ba;
    QTest::newRow("value alone") << " \"x\" "_ba
                                 << "\"x\""_ba;
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

void ResponseParserTest::indentedKeepsEveryToken()
{
    QFETCH(const QByteArray, text);
    const QByteArray indented = JsonText::indented(text);
    QTEST(indented, "indented");
    QCOMPARE(JsonText::indented(indented), indented);
}

void ResponseParserTest::positionCountsCharacters_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("offset");
    QTest::addColumn<qint64>("line");
    QTest::addColumn<qint64>("column");

    const auto add = [](const char *what, const QByteArray &text, qsizetype offset, qint64 line,
                        qint64 column) {
        QTest::newRow(what) << text << offset << line << column;
    };
    add("start", "abc", 0, 1, 1);
    add("in a line", "abc", 2, 1, 3);
    add("at the end", "abc", 3, 1, 4);
    add("at a line feed", "a\nb", 1, 1, 2);
    add("after a line feed", "a\nb", 2, 2, 1);
    add("after lines of Windows", "a\r\n\r\nbc", 6, 3, 2);
    add("after characters of two to four bytes", "\u00fc\u65e5\U0001F600x", 9, 1, 4);
    add("after a tab", "\tx", 1, 1, 2);
    add("after a byte order mark", Bom + "abc", 4, 1, 2);
    add("beyond the end", "abc", 100, 1, 4);
    add("nothing", {}, 0, 1, 1);
}

void ResponseParserTest::positionCountsCharacters()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qsizetype, offset);
    const JsonText::Position position = JsonText::positionAt(text, offset);
    QTEST(position.line, "line");
    QTEST(position.column, "column");
}

void ResponseParserTest::membersAndElementsAreFound()
{
    const QByteArray text = " { \"a\\u0062\" : [1, \"x,]\", {\"c\": 2}] , \"\": null , \"d\":-1.5}";
    const auto cut = [&text](const JsonText::Span &span) {
        return text.sliced(span.begin, span.length);
    };
    const QList<JsonText::Member> members = JsonText::membersOf(text, 0);
    QCOMPARE(members.size(), 3);
    QCOMPARE(members.at(0).key, u"ab"_s);
    QCOMPARE(cut(members.at(0).value), "[1, \"x,]\", {\"c\": 2}]");
    QCOMPARE(members.at(1).key, u""_s);
    QCOMPARE(cut(members.at(1).value), "null");
    QCOMPARE(cut(members.at(2).value), "-1.5");

    QByteArrayList elements;
    for (const JsonText::Span &element : JsonText::elementsOf(text, members.at(0).value.begin))
        elements << cut(element);
    QCOMPARE(elements, (QByteArrayList{"1", "\"x,]\"", "{\"c\": 2}"}));
    QVERIFY(JsonText::membersOf("{ }", 0).isEmpty());
    QVERIFY(JsonText::elementsOf(" [ ]", 0).isEmpty());
}

CALLBOARD_TEST_MAIN(ResponseParserTest, QCoreApplication)
#include "tst_responseparser.moc"
