// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "modelrig.h"

#include <QCoreApplication>
#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;
using Phase = ListStatus::Phase;

namespace {

constexpr int Large = 6000;

/// With something to sort and to look for in every column, in the order of their next runs.
QList<QJsonObject> variedJobs(int count)
{
    QList<QJsonObject> jobs;
    for (int number = 1; number <= count; ++number) {
        const QString type = QStringList{u"task"_s, u"plan"_s, u"deploy"_s}.at(number % 3);
        jobs << ListServer::job(
            number,
            {{u"type"_s, type},
             {u"name"_s, QString::number((number * 7919) % 100'003)},
             {u"environment"_s, QStringList{u"production"_s, u"test"_s, QString()}.at(number % 7 % 3)},
             {u"description"_s, u"Aufräumen %1"_s.arg(number % 100)},
             {u"noop"_s, number % 2 == 0}});
    }
    return jobs;
}

} // namespace

/// Lists that are here as a whole, from a file or because all of a long one was loaded.
class JobModelWholeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void fileShowsWhatAServerShows_data();
    void fileShowsWhatAServerShows();
    void fileWithOneJob();
    void fileWithoutJobs();
    void fileIsReadAgainInPlace();
    void recordsOfOneNameAreAllShown();
    void recordsWithoutNamesAreAllShown();
    void largeListIsSortedInTheBackground();
    void newestArrangementWins();
    void largeListIsNeverMiscounted();
    void removedJobDoesNotComeBackFromTheBackground();
    void refreshOfALargeListFindsJobsAgain();
    void sourceIsSwitchedWhileArranging();
    void destroyedWhileArranging();

private:
    void openFile(const QList<QJsonObject> &jobs) { openRecords(recordsOf(jobs)); }
    void openLargeFile() { openRecords(m_largeRecords); }
    void openRecords(const QList<QByteArray> &records);

    const QList<QJsonObject> m_largeJobs = variedJobs(Large);
    const QList<QByteArray> m_largeRecords = recordsOf(m_largeJobs);
    std::unique_ptr<ModelRig> m_rig;
};

void JobModelWholeTest::init()
{
    m_rig = std::make_unique<ModelRig>();
}

void JobModelWholeTest::cleanup()
{
    if (m_rig)
        QCOMPARE(m_rig->complaints().join(u'\n'), QString());
    m_rig.reset();
}

void JobModelWholeTest::openRecords(const QList<QByteArray> &records)
{
    (*m_rig)->setSource(snapshotOf(records));
    QVERIFY(m_rig->untilWhole());
}

void JobModelWholeTest::fileShowsWhatAServerShows_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("text");
    QTest::newRow("as it is") << 300 << int(Column::NextRun) << false << QString() << QString();
    QTest::newRow("next run, descending") << 300 << int(Column::NextRun) << true << QString() << QString();
    QTest::newRow("name") << 300 << int(Column::Name) << false << QString() << QString();
    QTest::newRow("name, descending") << 300 << int(Column::Name) << true << QString() << QString();
    QTest::newRow("scheduled for") << 300 << int(Column::ScheduledTime) << true << QString() << QString();
    QTest::newRow("environment") << 300 << int(Column::Environment) << false << QString() << QString();
    QTest::newRow("environment, descending")
        << 300 << int(Column::Environment) << true << QString() << QString();
    QTest::newRow("noop") << 300 << int(Column::Noop) << false << QString() << QString();
    QTest::newRow("type") << 300 << int(Column::NextRun) << false << u"plan"_s << QString();
    QTest::newRow("unknown type") << 300 << int(Column::NextRun) << false << u"ufo"_s << QString();
    QTest::newRow("text") << 300 << int(Column::NextRun) << false << QString() << u"aufraumen 7"_s;
    QTest::newRow("all together") << 300 << int(Column::Description) << true << u"deploy"_s << u"RÄUMEN 1"_s;
    QTest::newRow("one job") << 1 << int(Column::Owner) << true << u"plan"_s << u"1"_s;
    QTest::newRow("large") << Large << int(Column::Description) << false << QString() << QString();
    QTest::newRow("large, all together")
        << Large << int(Column::Description) << true << u"deploy"_s << u"RÄUMEN 1"_s;
}

void JobModelWholeTest::fileShowsWhatAServerShows()
{
    QFETCH(const int, size);
    QFETCH(const int, column);
    QFETCH(const bool, descending);
    QFETCH(const QString, type);
    QFETCH(const QString, text);
    const QList<QJsonObject> jobs = m_largeJobs.first(size);
    ListServer server;
    server.jobs() = jobs;
    // Types that the server does not know are not asked for by the window; it would answer with an error.
    server.intercept = [&server](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        const PageQuestion question = PageQuestion::of(request);
        return question.type == "ufo"_L1 ? std::optional(PageAnswer{{}, "0", true}.toHttp(question))
                                         : std::nullopt;
    };
    ModelRig live;
    live->setSource(sourceOn(server));
    QVERIFY(live.untilIdle());
    openFile(jobs);
    for (ModelRig *rig : {m_rig.get(), &live}) {
        rig->sortBy(Column(column), descending ? Qt::DescendingOrder : Qt::AscendingOrder);
        (*rig)->setType(type);
        (*rig)->setFilterText(text);
        (*rig)->loadAll();
        QVERIFY(rig->untilWhole());
    }
    QCOMPARE(m_rig->names(), live.names());
    const ListStatus file = (*m_rig)->status();
    const ListStatus server_ = live->status();
    QCOMPARE(file.shown, server_.shown);
    QCOMPARE(file.loaded, server_.loaded);
    QCOMPARE(file.total, server_.total);
    QCOMPARE(file.isFiltered, server_.isFiltered);
    QCOMPARE(file.phase, Phase::Ready);
    QCOMPARE(live.complaints().join(u'\n'), QString());
}

void JobModelWholeTest::fileWithOneJob()
{
    openFile({ListServer::job(7)});
    QCOMPARE(m_rig->names(), QStringList{u"7"_s});
    QCOMPARE((*m_rig)->status().total, std::optional<qint64>(1));
    (*m_rig)->lookAt(0, 40);
    m_rig->sortBy(Column::Owner);
    (*m_rig)->setType(u"plan"_s);
    QCOMPARE((*m_rig)->rowCount(), 0);
    QCOMPARE((*m_rig)->status().phase, Phase::Ready);
    (*m_rig)->clearFilters();
    QCOMPARE((*m_rig)->rowCount(), 1);
}

void JobModelWholeTest::fileWithoutJobs()
{
    openFile({});
    QCOMPARE((*m_rig)->status().phase, Phase::Ready);
    QCOMPARE((*m_rig)->rowCount(), 0);
}

void JobModelWholeTest::fileIsReadAgainInPlace()
{
    openFile(variedJobs(300));
    m_rig->sortBy(Column::Description);
    const QStringList before = m_rig->names();
    const QPersistentModelIndex selected((*m_rig)->index(50, 0));
    const int resets = m_rig->resets();
    (*m_rig)->refresh();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(m_rig->names(), before);
    QCOMPARE(selected.row(), 50);
    QCOMPARE(m_rig->resets(), resets);
}

void JobModelWholeTest::recordsOfOneNameAreAllShown()
{
    openFile({ListServer::job(1), ListServer::job(2, {{u"description"_s, u"the first"_s}}),
              ListServer::job(3),
              ListServer::job(2, {{u"description"_s, u"the second"_s}, {u"type"_s, u"plan"_s}}),
              ListServer::job(4)});
    JobModel &model = m_rig->model();
    QCOMPARE(m_rig->names().count(u"2"_s), 2);
    QCOMPARE(model.status().total, std::optional<qint64>(5));
    for (const QString &text : {u"the second"_s, u"the first"_s}) {
        model.setFilterText(text);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, int(Column::Description)).data().toString(), text);
        model.setFilterText({});
        QCOMPARE(model.rowCount(), 5);
    }
    model.setFilterText(u"the"_s);
    model.setFilterText(u"the second"_s);
    QCOMPARE(model.rowCount(), 1);
    model.setFilterText({});
    model.setType(u"plan"_s);
    QCOMPARE(model.index(0, int(Column::Description)).data().toString(), u"the second"_s);
    model.setType(u"task"_s);
    QCOMPARE(model.rowCount(), 4);
    model.setType({});
    m_rig->sortBy(Column::Name, Qt::DescendingOrder);
    QCOMPARE(m_rig->names(), QStringList({u"4"_s, u"3"_s, u"2"_s, u"2"_s, u"1"_s}));
    model.refresh();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(model.rowCount(), 5);
}

void JobModelWholeTest::recordsWithoutNamesAreAllShown()
{
    const QByteArray same = "{\"task\":\"echo\"}";
    (*m_rig)->setSource(
        snapshotOf({same, "{\"name\":null,\"task\":\"other\"}", same, "{\"name\":8}", "{}", "[]", "7"}));
    QVERIFY(m_rig->untilWhole());
    QCOMPARE((*m_rig)->rowCount(), 7);
    m_rig->sortBy(Column::Target);
    QCOMPARE((*m_rig)->index(0, int(Column::Target)).data().toString(), u"echo"_s);
    (*m_rig)->setFilterText(u"echo"_s);
    QCOMPARE((*m_rig)->rowCount(), 2);
    (*m_rig)->setFilterText({});
    QCOMPARE((*m_rig)->rowCount(), 7);
}

void JobModelWholeTest::largeListIsSortedInTheBackground()
{
    openLargeFile();
    const QStringList before = m_rig->names();
    m_rig->sortBy(Column::Name);
    QCOMPARE(m_rig->names(), before);
    QVERIFY((*m_rig)->status().isBusy);
    QVERIFY(m_rig->untilIdle());
    QStringList sorted = before;
    std::sort(sorted.begin(), sorted.end(),
              [](const QString &a, const QString &b) { return a.toInt() < b.toInt(); });
    QCOMPARE(m_rig->names(), sorted);
}

void JobModelWholeTest::newestArrangementWins()
{
    openLargeFile();
    const int resets = m_rig->resets();
    m_rig->sortBy(Column::Name);
    m_rig->sortBy(Column::Owner);
    (*m_rig)->setFilterText(u"Aufräumen 9"_s);
    (*m_rig)->setType(u"task"_s);
    (*m_rig)->setFilterText(u"Aufräumen 42"_s);
    m_rig->sortBy(Column::Name, Qt::DescendingOrder);
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(m_rig->resets(), resets + 1);
    QStringList expected;
    for (const QJsonObject &job : m_largeJobs) {
        if (job[u"type"_s] == u"task"_s && job[u"description"_s] == u"Aufräumen 42"_s)
            expected << job[u"name"_s].toString();
    }
    std::sort(expected.begin(), expected.end(),
              [](const QString &a, const QString &b) { return a.toInt() > b.toInt(); });
    QCOMPARE(m_rig->names(), expected);
}

void JobModelWholeTest::largeListIsNeverMiscounted()
{
    ListServer server;
    server.jobs() = m_largeJobs;
    QStringList seen;
    connect(&m_rig->model(), &JobModel::statusChanged, this, [&] {
        const ListStatus status = (*m_rig)->status();
        seen << u"%1 of %2, %3 loaded%4"_s.arg(status.shown)
                    .arg(status.total.value_or(-1))
                    .arg(status.loaded)
                    .arg(status.isFiltered ? u", filtered"_s : QString());
    });
    (*m_rig)->setSource(sourceOn(server));
    QVERIFY(m_rig->untilIdle());
    (*m_rig)->setFilterText(u"Aufräumen 42"_s);
    QVERIFY(m_rig->untilWhole());
    (*m_rig)->setFilterText(u"Aufräumen 43"_s);
    QVERIFY(m_rig->untilIdle());
    (*m_rig)->setFilterText({});
    QVERIFY(m_rig->untilIdle());
    seen.removeDuplicates();
    QCOMPARE(seen, QStringList({u"0 of -1, 0 loaded"_s, u"6000 of 6000, 100 loaded"_s,
                                u"60 of 6000, 6000 loaded, filtered"_s, u"6000 of 6000, 6000 loaded"_s}));
}

void JobModelWholeTest::removedJobDoesNotComeBackFromTheBackground()
{
    ListServer server;
    server.jobs() = m_largeJobs;
    (*m_rig)->setSource(sourceOn(server));
    QVERIFY(m_rig->untilIdle());
    (*m_rig)->loadAll();
    QVERIFY(m_rig->untilWhole());
    const Job job = (*m_rig)->jobAt(1000);
    m_rig->sortBy(Column::Description);
    (*m_rig)->removeJob(job);
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->rowOf(job), -1);
    QCOMPARE((*m_rig)->rowCount(), Large - 1);
    QCOMPARE((*m_rig)->status().loaded, Large - 1);
}

void JobModelWholeTest::refreshOfALargeListFindsJobsAgain()
{
    ListServer server;
    server.jobs() = m_largeJobs;
    (*m_rig)->setSource(sourceOn(server));
    QVERIFY(m_rig->untilIdle());
    m_rig->sortBy(Column::Description);
    QVERIFY(m_rig->untilWhole());
    const Job kept = (*m_rig)->jobAt(3000);
    const Job gone = (*m_rig)->jobAt(2000);
    const QStringList before = m_rig->names();
    server.jobs().removeIf(
        [&](const QJsonObject &job) { return job[u"name"_s].toString() == gone.name().value; });
    (*m_rig)->refresh();
    QVERIFY(until([this] { return (*m_rig)->status().loadingAll == ListStatus::Purpose::Sort; }));
    QCOMPARE(m_rig->names(), before);
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->rowOf(kept), 2999);
    QCOMPARE((*m_rig)->rowOf(gone), -1);
    QCOMPARE((*m_rig)->rowCount(), Large - 1);
}

void JobModelWholeTest::sourceIsSwitchedWhileArranging()
{
    openLargeFile();
    m_rig->sortBy(Column::Name);
    (*m_rig)->setSource(snapshotOf(smallRecords(1, 3)));
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(m_rig->names(), numbers(1, 3));
    openLargeFile();
    m_rig->sortBy(Column::Description);
    (*m_rig)->setSource(nullptr);
    QVERIFY(until([] { return QThreadPool::globalInstance()->activeThreadCount() == 0; }));
    QCOMPARE((*m_rig)->rowCount(), 0);
    QCOMPARE((*m_rig)->status().phase, Phase::NoSource);
}

void JobModelWholeTest::destroyedWhileArranging()
{
    openLargeFile();
    m_rig->sortBy(Column::Name);
    m_rig.reset();
    QVERIFY(until([] { return QThreadPool::globalInstance()->activeThreadCount() == 0; }));
}

CALLBOARD_TEST_MAIN(JobModelWholeTest, QCoreApplication)
#include "tst_jobmodel_whole.moc"
