// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"

#include "column.h"
#include "joblist.h"
#include "responseparser.h"

#include <QFile>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace {

Job jobOf(const QByteArray &record)
{
    const Result<JobPage> page = ResponseParser::parseFile('[' + record + ']', u"test"_s);
    return page ? page.value().jobs.value(0) : Job();
}

qint64 utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate).toMSecsSinceEpoch();
}

} // namespace

/// Records of /scheduled_jobs/environment_jobs, the second generation of the API.
class EnvironmentJobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void valuesStandInTheirPlaces();
    void absencesAreToldApart();
    void disabledAndOrphanedJobIsRead();
    void targetsComeFromTheInput();
    void lastRunTellsTheJobOrWhyThereIsNone_data();
    void lastRunTellsTheJobOrWhyThereIsNone();
    void swappedNameAndIdAreUnderstood();
    void generationIsKnownByTheKeys_data();
    void generationIsKnownByTheKeys();
    void sameNameInBothGenerationsIsTwoJobs();
    void searchFindsWhatOnlyTheyHave();
    void columnsShowWhatOnlyTheyHave();

private:
    QList<Job> m_jobs;
};

void EnvironmentJobTest::initTestCase()
{
    QFile file(QStringLiteral(CALLBOARD_TEST_DATA "/environment_jobs_mixed.json"));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
    const Result<JobPage> page = ResponseParser::parseFile(file.readAll(), u"mixed"_s);
    QVERIFY(page);
    m_jobs = page.value().jobs;
    QCOMPARE(m_jobs.size(), 4);
}

void EnvironmentJobTest::valuesStandInTheirPlaces()
{
    const Job &job = m_jobs[0];
    QVERIFY(job.isEnvironmentJob());
    QCOMPARE(job.name().value, u"7"_s);
    QCOMPARE(job.task().value, u"service"_s);
    QCOMPARE(job.plan().presence, Presence::Missing);
    QCOMPARE(job.target(), u"service"_s);
    QCOMPARE(job.environment().value, u"production"_s);
    QCOMPARE(job.nextRun().value.utcMs, utc(u"2026-10-25T01:30:00Z"_s));
    QCOMPARE(job.scheduledTime().value.utcMs, utc(u"2026-03-29T01:30:00Z"_s));
    QCOMPARE(job.schedule().kind, Schedule::Kind::Repeating);
    QCOMPARE(job.schedule().intervalSeconds, 86400);
    QCOMPARE(job.scopeKind(), Scope::Kind::Nodes);
    QCOMPARE(job.scope().nodes, (QStringList{u"a.corp.test"_s, u"b.corp.test"_s}));
    QCOMPARE(job.noop().presence, Presence::Given);
    QVERIFY(!job.noop().value);
    QVERIFY(job.enabled().value);
    QCOMPARE(job.parameters().value, (QJsonObject{{u"action"_s, u"status"_s}}));
    QCOMPARE(job.ownerLabel(), u"Amira"_s);
    QCOMPARE(job.mismatchedIdNumber(), QString());
}

void EnvironmentJobTest::absencesAreToldApart()
{
    const Job &neverRan = m_jobs[0];
    QCOMPARE(neverRan.lastRun().presence, Presence::Null);
    QCOMPARE(neverRan.userData().presence, Presence::Given);
    const Job &sparse = m_jobs[2];
    QCOMPARE(sparse.nextRun().presence, Presence::Null);
    QCOMPARE(sparse.lastRun().presence, Presence::Missing);
    QCOMPARE(sparse.userData().presence, Presence::Missing);
    QCOMPARE(sparse.enabled().presence, Presence::Missing);
    QCOMPARE(sparse.schedule().kind, Schedule::Kind::Once);
    const Job deploy = m_jobs[1];
    QCOMPARE(deploy.environment().presence, Presence::Given);
    QCOMPARE(deploy.environment().value, QString());
    QCOMPARE(deploy.task().presence, Presence::Missing);
    QVERIFY(deploy.ownerIsRevoked());
}

void EnvironmentJobTest::disabledAndOrphanedJobIsRead()
{
    const Job &job = m_jobs[3];
    QCOMPARE(job.enabled().presence, Presence::Given);
    QVERIFY(!job.enabled().value);
    QCOMPARE(job.owner().presence, Presence::Null);
    QCOMPARE(job.plan().value, u"reboot"_s);
    QCOMPARE(job.sensitiveParameters(), QStringList{u"token"_s});
    QCOMPARE(job.userData().value["ticket"_L1].toString(), u"CHG-9"_s);
}

void EnvironmentJobTest::targetsComeFromTheInput()
{
    QCOMPARE(m_jobs[1].scopeKind(), Scope::Kind::QueryAst);
    QCOMPARE(m_jobs[2].scopeKind(), Scope::Kind::NodeGroup);
    QCOMPARE(m_jobs[3].scopeKind(), Scope::Kind::Missing);
    QVERIFY(m_jobs[1].noop().value);
}

void EnvironmentJobTest::lastRunTellsTheJobOrWhyThereIsNone_data()
{
    QTest::addColumn<QByteArray>("lastRun");
    QTest::addColumn<QString>("jobName");
    QTest::addColumn<QString>("error");

    QTest::newRow("numeric name") << R"({"time": "2021-11-12T19:50:08Z",
        "job": {"id": "https://x/plan_jobs/42", "name": 42}})"_ba
                                  << u"42"_s << QString();
    QTest::newRow("text name") << R"({"time": "2021-11-12T19:50:08Z", "job": {"name": "91"}})"_ba << u"91"_s
                               << QString();
    QTest::newRow("not submitted") << R"({"time": "2021-11-12T19:50:08Z", "job": {"name": 33,
        "submission_error": {"kind": "puppetlabs.orchestrator/unknown-environment",
                             "msg": "Unknown environment doesnotexist", "details": {"environment": "x"}}}})"_ba
                                   << u"33"_s << u"Unknown environment doesnotexist"_s;
    QTest::newRow("no job") << R"({"time": "2021-11-12T19:50:08Z"})"_ba << QString() << QString();
    QTest::newRow("odd job") << R"({"time": "2021-11-12T19:50:08Z", "job": []})"_ba << QString() << QString();
}

void EnvironmentJobTest::lastRunTellsTheJobOrWhyThereIsNone()
{
    QFETCH(const QByteArray, lastRun);
    QFETCH(const QString, error);
    const Job job = jobOf(R"({"name": "1", "type": "task", "last_run": )" + lastRun + '}');
    QCOMPARE(job.lastRun().presence, Presence::Given);
    const LastRun run = job.lastRun().value;
    QTEST(run.jobName, "jobName");
    QCOMPARE(run.wasNotSubmitted, !error.isEmpty());
    QCOMPARE(run.errorMessage, error);
    QCOMPARE(run.time.value.utcMs, utc(u"2021-11-12T19:50:08Z"_s));
}

void EnvironmentJobTest::swappedNameAndIdAreUnderstood()
{
    const Job job = jobOf(R"({"id": "2", "name":
        "https://host.example.com:8143/orchestrator/v1/scheduled_jobs/environment_jobs/2", "input": {}})");
    QCOMPARE(job.name().value, u"2"_s);
    QVERIFY(job.id().value.endsWith("/environment_jobs/2"_L1));
    QCOMPARE(job.mismatchedIdNumber(), QString());
}

void EnvironmentJobTest::generationIsKnownByTheKeys_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<bool>("isNew");

    QTest::newRow("old task") << R"({"name": "1", "task": "x", "schedule_options": {}})"_ba << false;
    QTest::newRow("old, all null") << R"({"name": "1", "next_run": null})"_ba << false;
    QTest::newRow("input") << R"({"name": "1", "input": {}})"_ba << true;
    QTest::newRow("schedule") << R"({"name": "1", "schedule": {"start_time": ""}})"_ba << true;
    QTest::newRow("next run as an object") << R"({"name": "1", "next_run": {"time": ""}})"_ba << true;
    QTest::newRow("URL") << R"({"name": "1", "id":
        "https://x:8143/orchestrator/v1/scheduled_jobs/environment_jobs/1"})"_ba
                         << true;
}

void EnvironmentJobTest::generationIsKnownByTheKeys()
{
    QFETCH(const QByteArray, record);
    QTEST(jobOf(record).isEnvironmentJob(), "isNew");
}

// A file may hold both: the generations count their jobs apart.
void EnvironmentJobTest::sameNameInBothGenerationsIsTwoJobs()
{
    const Job older = jobOf(R"({"name": "7", "task": "x"})");
    const Job newer = jobOf(R"({"name": "7", "input": {"name": "x"}})");
    QVERIFY(!older.isSameJobAs(newer));
    JobList list;
    list.setRows({older, newer});
    QVERIFY(list.isUnambiguous());
    QCOMPARE(list.rowOf(newer), 1);
}

void EnvironmentJobTest::searchFindsWhatOnlyTheyHave()
{
    QVERIFY(m_jobs[0].searchText().contains("status"_L1));
    QVERIFY(m_jobs[3].searchText().contains("CHG-9"_L1));
    QVERIFY(m_jobs[3].searchText().contains("token"_L1));
    QVERIFY(m_jobs[3].searchText().contains("not-permitted"_L1));
}

void EnvironmentJobTest::columnsShowWhatOnlyTheyHave()
{
    QCOMPARE(specOf(Column::LastRun).text(m_jobs[0]), u"never"_s);
    QVERIFY(specOf(Column::LastRun).text(m_jobs[1]).endsWith("as job 91"_L1));
    QVERIFY(specOf(Column::LastRun).text(m_jobs[3]).endsWith("not started: x"_L1));
    QCOMPARE(specOf(Column::LastRun).text(jobOf(R"({"name": "1", "task": "x"})")), QString());
    QCOMPARE(specOf(Column::Parameters).text(m_jobs[0]), u"action=status"_s);
    QCOMPARE(specOf(Column::Parameters).text(m_jobs[3]),
             u"targets={\"type\":\"query\",\"value\":\"nodes[certname] { }\"}, token=…"_s);
    QCOMPARE(specOf(Column::UserData).text(m_jobs[3]), u"nested={\"a\":[1,2]}, ticket=CHG-9"_s);
}

CALLBOARD_TEST_MAIN(EnvironmentJobTest, QCoreApplication)
#include "tst_environmentjob.moc"
