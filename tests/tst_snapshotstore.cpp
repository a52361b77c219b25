// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "indexrecords.h"
#include "responseparser.h"
#include "snapshotstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace IndexRecords;

namespace {

using Origin = Snapshot::Origin;

const QString Server = u"https://pe.test:8143/orchestrator/v1"_s;

ComparedList listAt(int second, const QString &location = Server)
{
    ComparedList list;
    list.label = u"pe"_s;
    list.location = location;
    list.asOf = QDateTime(QDate(2026, 3, 1), QTime(2, 0, second, 7), Qt::UTC);
    list.jobs = indexOf(fixtureRecords()).without({1});
    return list;
}

void write(const QString &path)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("mine");
}

QList<int> secondsOf(const QList<Snapshot> &snapshots)
{
    QList<int> seconds;
    for (const Snapshot &snapshot : snapshots)
        seconds << snapshot.time.time().second();
    return seconds;
}

} // namespace

/// A folder with snapshots that nobody else may read.
class SnapshotStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void savesAResponseWithEachRecordAsItCame();
    void isPrivate();
    void listsTheNewestFirst();
    void keepsServersApart();
    void removesTheOldestOfItsOwnOnly();
    void touchesNoFileOfOthers();
    void leavesNothingOfWhatFailed();
    void leavesNothingOfWhatWasStopped();

private:
    Snapshot save(int second, Origin origin = Origin::OnRefresh, const QString &location = Server);

    std::unique_ptr<QTemporaryDir> m_place;
    QString m_folder;
};

void SnapshotStoreTest::init()
{
    m_place = std::make_unique<QTemporaryDir>();
    m_folder = m_place->filePath(u"a/snapshots"_s);
}

Snapshot SnapshotStoreTest::save(int second, Origin origin, const QString &location)
{
    const auto snapshot = SnapshotStore::save(m_folder, listAt(second, location), origin, {});
    if (!snapshot)
        qFatal("%s", qPrintable(snapshot.error().toText()));
    return snapshot.value();
}

void SnapshotStoreTest::savesAResponseWithEachRecordAsItCame()
{
    const Snapshot snapshot = save(1);
    QFile file(snapshot.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto page = ResponseParser::parseFile(file.readAll(), u"snapshot"_s);
    QVERIFY(page.ok());
    const JobIndex saved = listAt(1).jobs;
    const std::vector<JobIndex::Row> rows = saved.rows();
    QCOMPARE(page.value().jobs.size(), saved.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        QCOMPARE(page.value().jobs.at(qsizetype(i)).raw(), saved.jobAt(rows[i]).strictJson());
    QVERIFY(page.value().repairs.isEmpty());
    QCOMPARE(snapshot.jobs, saved.size());
}

void SnapshotStoreTest::isPrivate()
{
    const Snapshot snapshot = save(1);
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                      QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    for (const QString &path : {m_folder, snapshot.path})
        QCOMPARE(QFile::permissions(path) & others, QFile::Permissions());
}

void SnapshotStoreTest::listsTheNewestFirst()
{
    QVERIFY(SnapshotStore::list(m_folder, Server).isEmpty());
    save(3);
    save(1, Origin::Asked);
    save(2);
    const QList<Snapshot> snapshots = SnapshotStore::list(m_folder, Server);
    QCOMPARE(secondsOf(snapshots), QList<int>({3, 2, 1}));
    QCOMPARE(snapshots.constLast().origin, Origin::Asked);
    QCOMPARE(snapshots.constLast().jobs, fixtureRecords().size() - 1);
    QCOMPARE(snapshots.constLast().time, listAt(1).asOf);
    QVERIFY(QFile::exists(snapshots.constFirst().path));
}

void SnapshotStoreTest::keepsServersApart()
{
    save(1);
    save(2, Origin::OnRefresh, u"https://pe.test:8144/orchestrator/v1"_s);
    save(3, Origin::OnRefresh, u"https://PE.test:8143/orchestrator/v1/"_s);
    QCOMPARE(secondsOf(SnapshotStore::list(m_folder, Server)), QList<int>{1});
    QCOMPARE(SnapshotStore::prune(m_folder, Server, 1), std::nullopt);
    QCOMPARE(QDir(m_folder).entryList(QDir::Files).size(), 3);
}

void SnapshotStoreTest::removesTheOldestOfItsOwnOnly()
{
    save(1, Origin::Asked);
    for (const int second : {2, 3, 4, 5})
        save(second);
    QCOMPARE(SnapshotStore::prune(m_folder, Server, 2), std::nullopt);
    QCOMPARE(secondsOf(SnapshotStore::list(m_folder, Server)), QList<int>({5, 4, 1}));
}

void SnapshotStoreTest::touchesNoFileOfOthers()
{
    const Snapshot snapshot = save(1);
    const QString key = snapshot.path.section(u'/', -1).section(u'_', 0, 0);
    const QStringList others{key + u"_old.json"_s, key + u"_20260101T000000000Z_5_auto.json.bak"_s,
                             key + u"_20269901T000000000Z_5_auto.json"_s,
                             u"x"_s + key + u"_20260101T000000000Z_5_auto.json"_s};
    for (const QString &name : others)
        write(m_folder + u'/' + name);
    QCOMPARE(secondsOf(SnapshotStore::list(m_folder, Server)), QList<int>{1});
    QCOMPARE(SnapshotStore::prune(m_folder, Server, 0), std::nullopt);
    QStringList left = QDir(m_folder).entryList(QDir::Files, QDir::Name);
    QStringList expected = others;
    left.sort();
    expected.sort();
    QCOMPARE(left, expected);
}

void SnapshotStoreTest::leavesNothingOfWhatFailed()
{
    QDir().mkpath(m_place->filePath(u"a"_s));
    write(m_folder);
    const auto snapshot = SnapshotStore::save(m_folder, listAt(1), Origin::Asked, {});
    QVERIFY(!snapshot);
    QCOMPARE(snapshot.error().kind, Error::Kind::File);
    QVERIFY(QFileInfo(m_folder).isFile());
}

void SnapshotStoreTest::leavesNothingOfWhatWasStopped()
{
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!SnapshotStore::save(m_folder, listAt(1), Origin::Asked, stop.get_token()));
    QCOMPARE(QDir(m_folder).entryList(QDir::Files).size(), 0);
}

CALLBOARD_TEST_MAIN(SnapshotStoreTest, QCoreApplication)
#include "tst_snapshotstore.moc"
