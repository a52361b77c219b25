// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "responseparser.h"

#include "jsonfault.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace ResponseParser {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ResponseParser)
};

using SharedBytes = std::shared_ptr<const ResponseBytes>;

Error syntaxError(const QString &subject, const QByteArray &text, const JsonText::Fault &fault)
{
    return JsonText::faultError(Error::Kind::Syntax, subject, text, fault);
}

Error shapeError(const QString &subject, const QByteArray &text, const JsonText::Fault &fault)
{
    return JsonText::faultError(Error::Kind::Shape, subject, text, fault);
}

void appendJobs(JobPage &page, const SharedBytes &bytes, qsizetype arrayOffset)
{
    const QList<JsonText::Span> items = JsonText::elementsOf(bytes->strict, arrayOffset);
    page.jobs.reserve(items.size());
    for (const JsonText::Span &item : items)
        page.jobs.append(Job(bytes, item.begin, item.length));
}

void readPagination(JobPage &page, const QByteArray &text)
{
    const QJsonObject pagination = QJsonDocument::fromJson(text).object();
    page.hasPagination = true;
    page.limit = integerField(pagination["limit"_L1]);
    page.offset = integerField(pagination["offset"_L1]);
    page.total = integerField(pagination["total"_L1]);
    page.orderBy = stringField(pagination["order_by"_L1]);
    page.order = stringField(pagination["order"_L1]);
    page.type = stringField(pagination["type"_L1]);
}

// The keys by which an object that is no list is known to be a job.
bool looksLikeJob(const QList<JsonText::Member> &members)
{
    return std::any_of(members.begin(), members.end(), [](const JsonText::Member &member) {
        return member.key == "name"_L1 || member.key == "next_run"_L1 || member.key == "scheduled_time"_L1;
    });
}

Result<JobPage> readObject(const SharedBytes &bytes, const QString &subject, bool isFile)
{
    JobPage page;
    page.bytes = bytes->received;
    const QByteArrayView text(bytes->strict);
    const QList<JsonText::Member> members = JsonText::membersOf(text, 0);
    std::optional<JsonText::Span> items;
    for (const JsonText::Member &member : members) {
        if (member.key == "items"_L1)
            items = member.value;
        else if (member.key == "pagination"_L1 && text[member.value.begin] == '{')
            readPagination(page, text.sliced(member.value.begin, member.value.length).toByteArray());
    }
    if (items && text[items->begin] != '[')
        return shapeError(subject, page.bytes, {items->begin, Texts::tr("its \"items\" is no array")});
    if (items) {
        appendJobs(page, bytes, items->begin);
        return page;
    }
    const qsizetype begin = JsonText::skipBlanks(text, 0);
    if (!isFile || !looksLikeJob(members))
        return shapeError(subject, page.bytes, {begin, Texts::tr("there is no \"items\" in it")});
    page.shape = JobPage::Shape::SingleJob;
    page.jobs.append(Job(bytes, begin, text.lastIndexOf('}') + 1 - begin));
    return page;
}

Result<JobPage> readDocument(const SharedBytes &bytes, const QString &subject, bool isFile)
{
    const QByteArrayView text(bytes->strict);
    const qsizetype begin = JsonText::skipBlanks(text, 0);
    if (text[begin] == '{')
        return readObject(bytes, subject, isFile);
    if (text[begin] != '[' || !isFile)
        return shapeError(subject, bytes->received, {begin, Texts::tr("it is no JSON object")});
    JobPage page;
    page.bytes = bytes->received;
    page.shape = JobPage::Shape::BareArray;
    appendJobs(page, bytes, 0);
    return page;
}

} // namespace

Result<JobPage> parseAnswer(const QByteArray &bytes, const QString &server)
{
    if (const auto fault = JsonText::faultIn(bytes))
        return syntaxError(server, bytes, *fault);
    return readDocument(std::make_shared<ResponseBytes>(ResponseBytes{bytes, bytes}), server, false);
}

Result<JobPage> parseFile(const QByteArray &bytes, const QString &fileName)
{
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF")) {
        return syntaxError(fileName, bytes, {0, Texts::tr("the text is UTF-16; save it as UTF-8")});
    }
    auto response = std::make_shared<ResponseBytes>(ResponseBytes{bytes, bytes});
    // Blanked, not removed, so that every offset holds in both forms.
    if (bytes.startsWith("\xEF\xBB\xBF"))
        response->strict.replace(0, 3, "   ");
    QList<qsizetype> commas;
    if (auto fault = JsonText::faultIn(response->strict)) {
        commas = JsonText::blankTrailingCommas(response->strict);
        if (!commas.isEmpty())
            fault = JsonText::faultIn(response->strict);
        if (fault)
            return syntaxError(fileName, bytes, *fault);
    }
    Result<JobPage> page = readDocument(response, fileName, true);
    if (page) {
        for (const qsizetype comma : std::as_const(commas))
            page.value().repairs.append({JsonText::positionAt(bytes, comma)});
    }
    return page;
}

} // namespace ResponseParser
