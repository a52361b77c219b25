// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "listserver.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>

#include <memory>

using namespace Qt::StringLiterals;

struct Answer
{
    int status;
    QJsonObject body;
};

class ListServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void jobHasFullShape_data();
    void jobHasFullShape();
    void overridesReplaceMembers();
    void lists_data();
    void lists();
    void paginationTellsTheTruth();
    void cutsToMaxLimit();
    void refuses_data();
    void refuses();
    void removes();
    void interceptComesFirst();
    void tampers();

private:
    Answer ask(const QByteArray &method, const QByteArray &rest);
    QString names(const QByteArray &query);

    QNetworkAccessManager m_network;
    std::unique_ptr<ListServer> m_server;
};

void ListServerTest::init()
{
    m_server = std::make_unique<ListServer>();
}

void ListServerTest::cleanup()
{
    m_server.reset();
}

Answer ListServerTest::ask(const QByteArray &method, const QByteArray &rest)
{
    const QNetworkRequest request(m_server->url("/pe/orchestrator/v1/scheduled_jobs" + rest));
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method));
    QSignalSpy(reply.get(), &QNetworkReply::finished).wait();
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            QJsonDocument::fromJson(reply->readAll()).object()};
}

QString ListServerTest::names(const QByteArray &query)
{
    QStringList names;
    const QJsonArray items = ask("GET", query).body.value(u"items"_s).toArray();
    for (const auto &item : items)
        names.append(item.toObject().value(u"name"_s).toString());
    return names.join(u' ');
}

void ListServerTest::jobHasFullShape_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QStringList>("own");
    QTest::newRow("task") << u"task"_s << QStringList{u"task"_s};
    QTest::newRow("plan") << u"plan"_s << QStringList{u"plan"_s};
    QTest::newRow("deploy") << u"deploy"_s << QStringList{};
}

void ListServerTest::jobHasFullShape()
{
    QFETCH(const QString, type);
    QFETCH(const QStringList, own);
    QStringList keys{u"id"_s,
                     u"name"_s,
                     u"type"_s,
                     u"scope"_s,
                     u"environment"_s,
                     u"owner"_s,
                     u"description"_s,
                     u"next_run"_s,
                     u"noop"_s,
                     u"job_options"_s,
                     u"schedule_options"_s,
                     u"scheduled_time"_s};
    keys += own;
    keys.sort();
    QCOMPARE(ListServer::job(1, {{u"type"_s, type}}).keys(), keys);
}

void ListServerTest::overridesReplaceMembers()
{
    const QJsonObject job = ListServer::job(90, {{u"description"_s, u"other"_s}, {u"extra"_s, 1}});
    QCOMPARE(job.value(u"name"_s).toString(), u"90"_s);
    QCOMPARE(job.value(u"task"_s).toString(), u"echo"_s);
    QCOMPARE(job.value(u"next_run"_s).toString(), u"2030-01-01T01:30:00Z"_s);
    QCOMPARE(job.value(u"owner"_s)[u"login"_s].toString(), u"fred"_s);
    QCOMPARE(job.value(u"scope"_s)[u"nodes"_s].toArray(), QJsonArray{u"node90.example.com"_s});
    QCOMPARE(job.value(u"description"_s).toString(), u"other"_s);
    QCOMPARE(job.value(u"extra"_s).toInt(), 1);
}

void ListServerTest::lists_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("names");
    QTest::newRow("default order") << ""_ba << u"2 10 9 1"_s;
    QTest::newRow("next_run") << "?order_by=next_run"_ba << u"2 10 9 1"_s;
    QTest::newRow("next_run desc") << "?order_by=next_run&order=desc"_ba << u"1 10 9 2"_s;
    QTest::newRow("scheduled_time") << "?order_by=scheduled_time"_ba << u"1 2 9 10"_s;
    QTest::newRow("name is text") << "?order_by=name"_ba << u"1 10 2 9"_s;
    QTest::newRow("name desc") << "?order_by=name&order=desc"_ba << u"9 2 10 1"_s;
    QTest::newRow("first page") << "?limit=3"_ba << u"2 10 9"_s;
    QTest::newRow("last page") << "?limit=3&offset=3"_ba << u"1"_s;
    QTest::newRow("behind the end") << "?limit=3&offset=9"_ba << QString();
    QTest::newRow("type") << "?type=plan"_ba << u"9"_s;
}

void ListServerTest::lists()
{
    QFETCH(const QByteArray, query);
    // 10 and 9 are due at the same moment, one written with milliseconds; 1 is never due.
    m_server->jobs() = {
        ListServer::job(10, {{u"next_run"_s, u"2030-01-01T00:09:00.000Z"_s}}),
        ListServer::job(1, {{u"next_run"_s, QJsonValue::Null}}),
        ListServer::job(9, {{u"type"_s, u"plan"_s}}),
        ListServer::job(2),
    };
    QTEST(names(query), "names");
}

void ListServerTest::paginationTellsTheTruth()
{
    m_server->jobs() = ListServer::jobs(1, 120) + QList{ListServer::job(200, {{u"type"_s, u"plan"_s}})};
    const QJsonObject byDefault{{u"limit"_s, 50},
                                {u"offset"_s, 0},
                                {u"total"_s, 121},
                                {u"order_by"_s, u"next_run"_s},
                                {u"order"_s, u"asc"_s}};
    const QJsonObject response = ask("GET", "").body;
    QCOMPARE(response.value(u"pagination"_s).toObject(), byDefault);
    QCOMPARE(response.value(u"items"_s).toArray().size(), 50);

    const QJsonObject asked{{u"limit"_s, 7},         {u"offset"_s, 118},
                            {u"total"_s, 120},       {u"order_by"_s, u"name"_s},
                            {u"order"_s, u"desc"_s}, {u"type"_s, u"task"_s}};
    const QJsonObject last = ask("GET", "?limit=7&offset=118&order_by=name&order=desc&type=task").body;
    QCOMPARE(last.value(u"pagination"_s).toObject(), asked);
    QCOMPARE(last.value(u"items"_s).toArray().size(), 2);
}

void ListServerTest::cutsToMaxLimit()
{
    m_server->jobs() = ListServer::jobs(1, 5);
    m_server->maxLimit = 2;
    QCOMPARE(names("?limit=4"), u"1 2"_s);
    QCOMPARE(ask("GET", "?limit=4").body.value(u"pagination"_s)[u"limit"_s].toInt(), 2);
}

void ListServerTest::refuses_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<int>("status");
    QTest::newRow("limit") << "GET"_ba
                           << "?limit=many"_ba << 400;
    QTest::newRow("offset") << "GET"_ba
                            << "?offset=-1"_ba << 400;
    QTest::newRow("order_by") << "GET"_ba
                              << "?order_by=owner"_ba << 400;
    QTest::newRow("order") << "GET"_ba
                           << "?order=up"_ba << 400;
    QTest::newRow("type") << "GET"_ba
                          << "?type=job"_ba << 400;
    QTest::newRow("one job") << "GET"_ba
                             << "/1"_ba << 404;
    QTest::newRow("newer API") << "GET"_ba
                               << "/environment_jobs"_ba << 404;
    QTest::newRow("no name") << "DELETE"_ba
                             << "/"_ba << 404;
    QTest::newRow("unknown name") << "DELETE"_ba
                                  << "/77"_ba << 404;
    QTest::newRow("method") << "PUT"_ba
                            << "/1"_ba << 404;
}

void ListServerTest::refuses()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, rest);
    QFETCH(const int, status);
    m_server->jobs() = ListServer::jobs(1, 3);
    const auto &[answered, error] = ask(method, rest);
    QCOMPARE(answered, status);
    QVERIFY(error.value(u"kind"_s).toString().startsWith("puppetlabs.orchestrator/"_L1));
    QVERIFY(!error.value(u"msg"_s).toString().isEmpty());
    QVERIFY(error.value(u"details"_s).isObject());
    QCOMPARE(m_server->jobs().size(), 3);
}

void ListServerTest::removes()
{
    m_server->jobs() = ListServer::jobs(1, 3) + QList{ListServer::job(4, {{u"name"_s, u"a/b c"_s}})};
    QCOMPARE(ask("DELETE", "/2").status, 204);
    QCOMPARE(ask("DELETE", "/2").status, 404);
    QCOMPARE(ask("DELETE", "/a%2Fb%20c").status, 204);
    QCOMPARE(names(""), u"1 3"_s);
}

void ListServerTest::interceptComesFirst()
{
    m_server->jobs() = ListServer::jobs(1, 2);
    m_server->intercept = [](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        if (request.method != "DELETE")
            return {};
        return ListServer::error(403, u"not-permitted"_s, u"Not authorized to delete job 1"_s);
    };
    const auto &[status, error] = ask("DELETE", "/1");
    QCOMPARE(status, 403);
    QCOMPARE(error.value(u"kind"_s).toString(), u"puppetlabs.orchestrator/not-permitted"_s);
    QCOMPARE(names(""), u"1 2"_s);
}

void ListServerTest::tampers()
{
    m_server->jobs() = ListServer::jobs(1, 2);
    m_server->tamper = [](QJsonObject &response, const LoopbackRequest &request) {
        response[u"items"_s] = QJsonArray();
        response[u"asked"_s] = request.query().queryItemValue(u"limit"_s);
    };
    const QJsonObject response = ask("GET", "?limit=1").body;
    QVERIFY(response.value(u"items"_s).toArray().isEmpty());
    QCOMPARE(response.value(u"asked"_s).toString(), u"1"_s);
    QCOMPARE(response.value(u"pagination"_s)[u"total"_s].toInt(), 2);
}

CALLBOARD_TEST_MAIN(ListServerTest, QCoreApplication)
#include "tst_listserver.moc"
