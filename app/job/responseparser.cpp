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

// A text, and what of it was mended so that it is strict JSON of the same length.
struct Document
{
    std::shared_ptr<const MemoryBytes> received;
    QByteArray strict;
    QList<qsizetype> commas; // that were blanked, in ascending order
};

Error syntaxError(const QString &subject, const QByteArray &text, const JsonText::Fault &fault)
{
    return JsonText::faultError(Error::Kind::Syntax, subject, text, fault);
}

Error shapeError(const QString &subject, const QByteArray &text, const JsonText::Fault &fault)
{
    return JsonText::faultError(Error::Kind::Shape, subject, text, fault);
}

Job jobAt(const Document &document, const JsonText::Span &span)
{
    const auto comma = std::lower_bound(document.commas.begin(), document.commas.end(), span.begin);
    const bool isMended = comma != document.commas.end() && *comma < span.begin + span.length;
    return Job(RecordPlace{document.received, span.begin, span.length, isMended});
}

void appendJobs(JobPage &page, const Document &document, qsizetype arrayOffset)
{
    const QList<JsonText::Span> items = JsonText::elementsOf(document.strict, arrayOffset);
    page.jobs.reserve(items.size());
    for (const JsonText::Span &item : items)
        page.jobs.append(jobAt(document, item));
}

bool looksLikeJob(const QList<JsonText::Member> &members)
{
    return std::any_of(members.begin(), members.end(),
                       [](const JsonText::Member &member) { return tellsJob(member.key); });
}

Result<JobPage> readObject(const Document &document, const QString &subject, bool isFile)
{
    JobPage page;
    page.bytes = document.received->bytes();
    const QByteArrayView text(document.strict);
    const QList<JsonText::Member> members = JsonText::membersOf(text, 0);
    std::optional<JsonText::Span> items;
    for (const JsonText::Member &member : members) {
        if (member.key == "items"_L1)
            items = member.value;
        else if (member.key == "pagination"_L1 && text[member.value.begin] == '{')
            readPagination(page, text.sliced(member.value.begin, member.value.length).toByteArray());
    }
    if (items && text[items->begin] != '[')
        return shapeError(subject, page.bytes, {items->begin, itemsAreNoArrayReason()});
    if (items) {
        appendJobs(page, document, items->begin);
        return page;
    }
    const qsizetype begin = JsonText::skipBlanks(text, 0);
    if (!isFile || !looksLikeJob(members))
        return shapeError(subject, page.bytes, {begin, noItemsReason()});
    page.shape = JobPage::Shape::SingleJob;
    page.jobs.append(jobAt(document, {begin, text.lastIndexOf('}') + 1 - begin}));
    return page;
}

Result<JobPage> readDocument(const Document &document, const QString &subject, bool isFile)
{
    const QByteArrayView text(document.strict);
    const qsizetype begin = JsonText::skipBlanks(text, 0);
    if (text[begin] == '{')
        return readObject(document, subject, isFile);
    if (text[begin] != '[' || !isFile)
        return shapeError(subject, document.received->bytes(), {begin, noObjectReason()});
    JobPage page;
    page.bytes = document.received->bytes();
    page.shape = JobPage::Shape::BareArray;
    appendJobs(page, document, 0);
    return page;
}

} // namespace

bool tellsJob(const QString &key)
{
    return key == "name"_L1 || key == "next_run"_L1 || key == "scheduled_time"_L1;
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

bool isUtf16(QByteArrayView text)
{
    return text.startsWith("\xFF\xFE") || text.startsWith("\xFE\xFF");
}

QString utf16Reason()
{
    return Texts::tr("the text is UTF-16; save it as UTF-8");
}

QString noObjectReason()
{
    return Texts::tr("it is no JSON object");
}

QString noItemsReason()
{
    return Texts::tr("there is no \"items\" in it");
}

QString itemsAreNoArrayReason()
{
    return Texts::tr("its \"items\" is no array");
}

Result<JobPage> parseAnswer(const QByteArray &bytes, const QString &server)
{
    if (const auto fault = JsonText::faultIn(bytes))
        return syntaxError(server, bytes, *fault);
    return readDocument({std::make_shared<MemoryBytes>(bytes), bytes, {}}, server, false);
}

Result<JobPage> parseFile(const QByteArray &bytes, const QString &fileName)
{
    if (isUtf16(bytes)) {
        return syntaxError(fileName, bytes, {0, utf16Reason()});
    }
    Document document{std::make_shared<MemoryBytes>(bytes), bytes, {}};
    // Blanked, not removed, so that every offset holds in both forms.
    if (bytes.startsWith("\xEF\xBB\xBF"))
        document.strict.replace(0, 3, "   ");
    if (auto fault = JsonText::faultIn(document.strict)) {
        document.commas = JsonText::blankTrailingCommas(document.strict);
        if (!document.commas.isEmpty())
            fault = JsonText::faultIn(document.strict);
        if (fault)
            return syntaxError(fileName, bytes, *fault);
    }
    Result<JobPage> page = readDocument(document, fileName, true);
    if (page) {
        for (const qsizetype comma : std::as_const(document.commas))
            page.value().repairs.append({JsonText::positionAt(bytes, comma)});
    }
    return page;
}

} // namespace ResponseParser
