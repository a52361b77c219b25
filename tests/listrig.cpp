// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "listrig.h"

#include "orchestratorsource.h"
#include "responseparser.h"
#include "snapshotsource.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTestEventLoop>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

PageQuestion PageQuestion::of(const LoopbackRequest &request)
{
    const QUrlQuery query = request.query();
    return {query.queryItemValue(u"offset"_s).toLongLong(), query.queryItemValue(u"limit"_s).toInt(),
            query.queryItemValue(u"order_by"_s), query.queryItemValue(u"order"_s),
            query.queryItemValue(u"type"_s)};
}

QStringList PageQuestion::shortForms(const QList<LoopbackRequest> &requests)
{
    QStringList forms;
    for (const LoopbackRequest &request : requests) {
        const PageQuestion question = of(request);
        forms << u"%1@%2"_s.arg(question.limit).arg(question.offset);
    }
    return forms;
}

PageAnswer PageAnswer::truth(const QList<QByteArray> &list, const PageQuestion &question, int cap)
{
    return {
        list.mid(question.offset, std::min(question.limit, cap)), QByteArray::number(list.size()), true, {}};
}

LoopbackAnswer PageAnswer::toHttp(const PageQuestion &question) const
{
    QByteArray body = "{\"items\":[" + items.join(',') + ']';
    if (hasPagination) {
        body += ",\"pagination\":{\"limit\":" + QByteArray::number(limit.value_or(question.limit));
        body += ",\"offset\":" + QByteArray::number(question.offset);
        body += total.isEmpty() ? QByteArray() : ",\"total\":" + total;
        body += '}';
    }
    return LoopbackAnswer::json(body + '}');
}

QList<QByteArray> smallRecords(int from, int count)
{
    const QDateTime start(QDate(2030, 1, 1), QTime(0, 0), Qt::UTC);
    QList<QByteArray> records;
    records.reserve(count);
    for (int number = from; number < from + count; ++number) {
        const QByteArray time = start.addSecs(60 * qint64(number)).toString(Qt::ISODate).toLatin1();
        const QByteArray name = QByteArray::number(number);
        records << "{\"name\":\"" + name + "\",\"type\":\"task\",\"task\":\"echo\",\"description\":\"job " +
                       name + "\",\"next_run\":\"" + time + "\"}";
    }
    return records;
}

std::shared_ptr<JobSource> impatientSourceOn(const LoopbackServer &server, std::chrono::milliseconds patience)
{
    Connection connection;
    connection.base = server.url("/orchestrator/v1");
    connection.token = "secret";
    connection.silenceTimeout = patience;
    return std::make_shared<OrchestratorSource>(connection, Dialect(Dialect::Generation::Classic));
}

std::shared_ptr<JobSource> sourceOn(const LoopbackServer &server)
{
    return impatientSourceOn(server, std::chrono::seconds(30));
}

std::shared_ptr<JobSource> snapshotOf(const QList<QByteArray> &items)
{
    const auto page = ResponseParser::parseFile('[' + items.join(',') + ']', u"jobs.json"_s);
    return std::make_shared<SnapshotSource>(page.value(), u"jobs.json"_s, u"/tmp/jobs.json"_s, std::nullopt);
}

Job jobFrom(const QJsonObject &json)
{
    return Job(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QStringList namesOf(const QList<Job> &jobs)
{
    QStringList names;
    names.reserve(jobs.size());
    for (const Job &job : jobs)
        names << job.name().value;
    return names;
}

void FlightMeter::count()
{
    const qint64 now = m_clock.elapsed();
    m_arrivals.removeIf([now](qint64 arrival) { return now - arrival >= DelayMs - 2; });
    m_arrivals << now;
    m_most = std::max(m_most, int(m_arrivals.size()));
}

bool until(const std::function<bool()> &isSo)
{
    QTestEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (isSo())
            loop.exitLoop();
    });
    look.start(1);
    if (!isSo())
        loop.enterLoopMSecs(30'000);
    return isSo();
}

bool settle(const std::shared_ptr<JobSource> &source)
{
    QObject asker;
    QSignalSpy answered(source->fetch({}, 0, 1, &asker), &PageReply::finished);
    return answered.wait();
}
