// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "readresponse.h"
#include "responseparser.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <simdjson.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int Mutants = 300'000;
constexpr int Compared = 20'000; // with the parser, in every word

// Small, and with everything in it that JSON has.
const QByteArray Original =
    "{\"items\": [\n {\"name\":\"1\",\"noop\":false,\"scope\":{\"nodes\":[\"a\",\"b\"]},"
    "\"description\":\"x\\n\\u00fc\\\\\"},\n [1.5e3,-0,null,true,{}],\"\u00fc\u65e5\","
    "7\n],\"pagination\":{\"total\":4,\"limit\":null},\"x\":[[],{\"y\":\"\\\"\"}]}";

// One or two bytes are others, are gone or come in.
QByteArray mutant(QRandomGenerator &random)
{
    static const QByteArray bytes = "{}[]\",:\\ \n0129.-+eEtfnulax\t\x01\x80\xC3\xFF/";
    QByteArray text = Original;
    const int changes = 1 + int(random.bounded(2));
    for (int i = 0; i < changes; ++i) {
        const qsizetype at = random.bounded(int(text.size()));
        const char byte =
            random.bounded(8) == 0 ? char(random.bounded(256)) : bytes.at(random.bounded(int(bytes.size())));
        switch (random.bounded(4)) {
        case 0:
            text.remove(at, 1);
            break;
        case 1:
            text.insert(at, byte);
            break;
        default:
            text[at] = byte;
        }
    }
    return text;
}

// What simdjson refuses but the grammar allows: numbers that no double holds exactly, and lone surrogates.
bool isRight(simdjson::dom::parser &parser, const QByteArray &text)
{
    const simdjson::error_code code = parser.parse(text.constData(), std::size_t(text.size())).error();
    return code == simdjson::SUCCESS || (code != simdjson::EMPTY && !JsonText::faultIn(text));
}

QString repairsText(const JobPage &page)
{
    QString text;
    for (const JobPage::Repair &repair : page.repairs)
        text += u"%1:%2 "_s.arg(repair.position.line).arg(repair.position.column);
    return text;
}

} // namespace

class ResponseReaderMutantsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readerAndStrictParserAgreeOnMutants();
    void readerAndLenientParserSayTheSameOfMutants();
};

void ResponseReaderMutantsTest::readerAndStrictParserAgreeOnMutants()
{
    QRandomGenerator random(1);
    simdjson::dom::parser parser;
    ResponseReader::Options options = windowsOf(64);
    options.mends = false;
    int accepted = 0;
    for (int i = 0; i < Mutants; ++i) {
        const QByteArray text = mutant(random);
        const bool isJson = isRight(parser, text);
        options.window = i % 2 == 0 ? 64 : 1000;
        const Result<ReadResponse> read = ReadResponse::of(text, options);
        // A list of another shape is JSON all the same.
        const bool isAccepted = read || read.error().kind == Error::Kind::Shape;
        if (isAccepted != isJson)
            QCOMPARE(text, isJson ? "is JSON and was refused"_ba : "is no JSON and was accepted"_ba);
        accepted += int(isAccepted);
    }
    QVERIFY(accepted > Mutants / 20 && accepted < Mutants / 2);
}

void ResponseReaderMutantsTest::readerAndLenientParserSayTheSameOfMutants()
{
    QRandomGenerator random(2);
    int mended = 0;
    for (int i = 0; i < Compared; ++i) {
        const QByteArray text = mutant(random);
        const Result<JobPage> page = ResponseParser::parseFile(text, u"jobs.json"_s);
        const Result<ReadResponse> read = ReadResponse::of(text, windowsOf(i % 2 == 0 ? 64 : 1000));
        const QByteArray what = text + (page ? QByteArray() : page.error().reason.toUtf8());
        QVERIFY2(page.ok() == read.ok(), what.constData());
        if (!page) {
            if (page.error().reason != read.error().reason)
                QCOMPARE(read.error().reason + QString::fromUtf8(text), page.error().reason);
            continue;
        }
        QCOMPARE(read.value().page.jobs, page.value().jobs);
        QCOMPARE(repairsText(read.value().page), repairsText(page.value()));
        mended += int(!page.value().repairs.isEmpty());
    }
    QVERIFY(mended > 20);
}

CALLBOARD_TEST_MAIN(ResponseReaderMutantsTest, QCoreApplication)
#include "tst_responsereader_mutants.moc"
