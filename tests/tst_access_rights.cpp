// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "account.h"
#include "environment.h"
#include "loopbackserver.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>

#include <algorithm>

using namespace Qt::StringLiterals;

using Answer = Rights::Answer;

/// What a user may do, and whose token it is, as far as a service over real sockets tells.
class RightsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void ownJobsNeedNoRight();
    void asksForManyOwnersAtOnceAndForEachOnce();
    void largeQuestionsAreDivided();
    void ownersNamedBeforeTheUserIsKnownAreAskedThen();
    void superusersMayEverything();
    void ownersWithoutAnIdAreUnknown();
    void failuresForbidNothing_data();
    void failuresForbidNothing();
    void whatWasRefusedIsAskedAgain();
    void anAccountTellsWhoAndUntilWhen();
    void anAccountWithoutFactsStillHasAName();
    void anAccountWithoutAServiceKnowsNothing();
    void anAccountAsksNothingWithoutAToken();

private:
    /// Permits everything to do with the owners that start with "y".
    LoopbackAnswer answer(const LoopbackRequest &request);
    QList<QJsonArray> asked() const;

    std::unique_ptr<LoopbackServer> server;
    Connection connection;
    std::unique_ptr<RbacClient> client;
    std::unique_ptr<Rights> rights;
    std::optional<LoopbackAnswer> permitted; // in place of the true answer
};

void RightsTest::init()
{
    server = std::make_unique<LoopbackServer>();
    server->setHandler([this](const LoopbackRequest &request) { return answer(request); });
    permitted.reset();
    connection = {};
    connection.base = QUrl(u"http://localhost:1/orchestrator/v1"_s);
    connection.rbac = server->url("/rbac-api");
    connection.token = "secret-token";
    client = std::make_unique<RbacClient>(connection);
    rights = std::make_unique<Rights>(client.get());
}

LoopbackAnswer RightsTest::answer(const LoopbackRequest &request)
{
    if (request.target.endsWith("/authenticate"))
        return LoopbackAnswer::json(
            R"({"login": "fred", "display_name": "Fred F.", "expiration": "2030-01-01T00:00:00Z"})");
    if (request.target.endsWith("/users/current"))
        return LoopbackAnswer::json(R"({"id": "me", "login": "fred"})");
    if (permitted)
        return *permitted;
    QJsonArray result;
    const QJsonObject json = QJsonDocument::fromJson(request.body).object();
    for (const QJsonValue permission : json[u"permissions"_s].toArray())
        result.append(permission[u"instance"_s].toString().startsWith(u'y'));
    return LoopbackAnswer::json(QJsonDocument(result).toJson());
}

QList<QJsonArray> RightsTest::asked() const
{
    QList<QJsonArray> result;
    for (const LoopbackRequest &request : server->requests("POST")) {
        if (!request.target.endsWith("/permitted"))
            continue;
        QJsonArray owners;
        const QJsonObject json = QJsonDocument::fromJson(request.body).object();
        for (const QJsonValue permission : json[u"permissions"_s].toArray())
            owners.append(permission[u"instance"_s]);
        result.append(owners);
    }
    return result;
}

void RightsTest::ownJobsNeedNoRight()
{
    rights->setUser({u"me"_s, u"fred"_s, {}, false});
    rights->ask(u"me"_s);
    rights->ask(u"no"_s);
    QCOMPARE(rights->mayDeleteJobsOf(u"me"_s), Answer::Yes);
    QTRY_COMPARE(rights->mayDeleteJobsOf(u"no"_s), Answer::No);
    QCOMPARE(asked(), QList<QJsonArray>{QJsonArray{u"no"_s}});
}

void RightsTest::asksForManyOwnersAtOnceAndForEachOnce()
{
    rights->setUser({u"me"_s, u"fred"_s, {}, false});
    const QSignalSpy changes(rights.get(), &Rights::changed);
    for (const auto &owner : {u"y1"_s, u"n1"_s, u"y1"_s, u"n2"_s, u"n1"_s})
        rights->ask(owner);
    QCOMPARE(rights->mayDeleteJobsOf(u"n1"_s), Answer::Unknown);
    QTRY_COMPARE(changes.size(), 1);
    QCOMPARE(rights->mayDeleteJobsOf(u"y1"_s), Answer::Yes);
    QCOMPARE(rights->mayDeleteJobsOf(u"n1"_s), Answer::No);
    QCOMPARE(rights->mayDeleteJobsOf(u"n2"_s), Answer::No);
    rights->ask(u"n1"_s);
    rights->ask(u"y2"_s);
    QTRY_COMPARE(rights->mayDeleteJobsOf(u"y2"_s), Answer::Yes);
    QCOMPARE(asked(), (QList<QJsonArray>{{u"y1"_s, u"n1"_s, u"n2"_s}, {u"y2"_s}}));
}

void RightsTest::largeQuestionsAreDivided()
{
    rights->setUser({u"me"_s, u"fred"_s, {}, false});
    for (int i = 0; i < Rights::Batch + 1; ++i)
        rights->ask(u"y%1"_s.arg(i));
    QTRY_COMPARE(rights->mayDeleteJobsOf(u"y%1"_s.arg(Rights::Batch)), Answer::Yes);
    QTRY_COMPARE(rights->mayDeleteJobsOf(u"y0"_s), Answer::Yes);
    QCOMPARE(asked().size(), 2);
}

void RightsTest::ownersNamedBeforeTheUserIsKnownAreAskedThen()
{
    rights->ask(u"n1"_s);
    QCoreApplication::processEvents();
    QCOMPARE(rights->mayDeleteJobsOf(u"n1"_s), Answer::Unknown);
    rights->setUser({u"me"_s, u"fred"_s, {}, false});
    QTRY_COMPARE(rights->mayDeleteJobsOf(u"n1"_s), Answer::No);
}

void RightsTest::superusersMayEverything()
{
    rights->setUser({u"me"_s, u"admin"_s, {}, true});
    rights->ask(u"n1"_s);
    QCOMPARE(rights->mayDeleteJobsOf(u"n1"_s), Answer::Yes);
    QCoreApplication::processEvents();
    QVERIFY(asked().isEmpty());
}

void RightsTest::ownersWithoutAnIdAreUnknown()
{
    rights->setUser({u"me"_s, u"fred"_s, {}, false});
    rights->ask({});
    QCOMPARE(rights->mayDeleteJobsOf({}), Answer::Unknown);
}

void RightsTest::failuresForbidNothing_data()
{
    QTest::addColumn<LoopbackAnswer>("answer");
    QTest::newRow("403") << LoopbackAnswer::json(R"({"kind": "permission-denied"})", 403);
    QTest::newRow("404") << LoopbackAnswer::empty(404);
    QTest::newRow("500") << LoopbackAnswer::html("<html>Oops</html>", 500);
    QTest::newRow("dropped") << LoopbackAnswer::drop();
    QTest::newRow("silent") << LoopbackAnswer::stall();
    QTest::newRow("too few") << LoopbackAnswer::json("[]");
    QTest::newRow("odd") << LoopbackAnswer::json("[0]");
}

void RightsTest::failuresForbidNothing()
{
    QFETCH(const LoopbackAnswer, answer);
    connection.wholeTimeout = std::chrono::milliseconds(200);
    client = std::make_unique<RbacClient>(connection);
    rights = std::make_unique<Rights>(client.get());
    rights->setUser({u"me"_s, u"fred"_s, {}, false});
    permitted = answer;
    rights->ask(u"n1"_s);
    QTRY_COMPARE(asked().size(), 1);
    // The next answer comes later than this one would have.
    permitted.reset();
    rights->ask(u"n2"_s);
    QTRY_COMPARE(rights->mayDeleteJobsOf(u"n2"_s), Answer::No);
    QCOMPARE(rights->mayDeleteJobsOf(u"n1"_s), Answer::Unknown);
}

void RightsTest::whatWasRefusedIsAskedAgain()
{
    rights->setUser({u"me"_s, u"fred"_s, {}, false});
    rights->ask(u"n1"_s);
    rights->ask(u"y1"_s);
    QTRY_COMPARE(rights->mayDeleteJobsOf(u"n1"_s), Answer::No);
    permitted = LoopbackAnswer::json("[true]");
    rights->askAgain();
    QCOMPARE(rights->mayDeleteJobsOf(u"n1"_s), Answer::No);
    QTRY_COMPARE(rights->mayDeleteJobsOf(u"n1"_s), Answer::Yes);
    QCOMPARE(asked().constLast(), QJsonArray{u"n1"_s});
}

void RightsTest::anAccountTellsWhoAndUntilWhen()
{
    Account account(connection);
    account.rights().ask(u"n1"_s);
    QTRY_COMPARE(account.name(), u"Fred F."_s);
    QCOMPARE(account.expires(), QDateTime(QDate(2030, 1, 1), QTime(0, 0), Qt::UTC));
    QTRY_COMPARE(account.rights().mayDeleteJobsOf(u"n1"_s), Answer::No);
}

void RightsTest::anAccountWithoutFactsStillHasAName()
{
    server->setHandler([this](const LoopbackRequest &request) {
        return request.target.endsWith("/authenticate") ? LoopbackAnswer::empty(404) : answer(request);
    });
    const Account account(connection);
    QTRY_COMPARE(account.name(), u"fred"_s);
    QVERIFY(!account.expires().isValid());
}

void RightsTest::anAccountWithoutAServiceKnowsNothing()
{
    connection.rbac = {};
    Account account(connection);
    account.rights().ask(u"n1"_s);
    QCoreApplication::processEvents();
    QCOMPARE(account.name(), QString());
    QCOMPARE(account.rights().mayDeleteJobsOf(u"n1"_s), Answer::Unknown);
    QVERIFY(server->requests().isEmpty());
}

void RightsTest::anAccountAsksNothingWithoutAToken()
{
    connection.token.clear();
    const Account account(connection);
    QCoreApplication::processEvents();
    QVERIFY(server->requests().isEmpty());
}

CALLBOARD_TEST_MAIN(RightsTest, QCoreApplication)
#include "tst_access_rights.moc"
