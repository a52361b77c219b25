// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "jobmodelfixtures.h"

#include <QCoreApplication>
#include <QSignalSpy>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace {

QStringList namesIn(const JobIndex &index)
{
    QStringList names;
    for (const JobIndex::Row row : index.rows())
        names << index.identityAt(row).name.value;
    return names;
}

} // namespace

/// Many jobs that are gone at once.
class JobModelRemovalTest : public LongListTest
{
    Q_OBJECT

private Q_SLOTS:
    void removesRowsOfAWholeList_data();
    void removesRowsOfAWholeList();
    void keepsWhatIsMarkedOfTheRest();
    void countsOnlyWhatItKnew();
    void hiddenJobsGoFromTheListToo();
    void jobsOfAnotherTypeLeaveTheCountOfThisOne();
    void movesTheRestOfALongList_data();
    void movesTheRestOfALongList();
    void jobsNotHereMakeALongListAskAgain();
    void aTypeThatFailsDoesNotBringThemBack();
    void tenThousandTakeNoTime_data();
    void tenThousandTakeNoTime();

private:
    QList<Job> jobsAt(const QList<int> &rows)
    {
        QList<Job> jobs;
        for (const int row : rows)
            jobs.append((*m_rig)->jobAt(row));
        return jobs;
    }
    static QList<int> everyOther(int first, int end)
    {
        QList<int> rows;
        for (int row = first; row < end; row += 2)
            rows.append(row);
        return rows;
    }
    static QList<int> range(int first, int end)
    {
        QList<int> rows(end - first);
        std::iota(rows.begin(), rows.end(), first);
        return rows;
    }
    static QStringList without(QStringList names, const QList<int> &rows)
    {
        for (auto row = rows.crbegin(); row != rows.crend(); ++row)
            names.removeAt(*row);
        return names;
    }
};

void JobModelRemovalTest::removesRowsOfAWholeList_data()
{
    QTest::addColumn<QList<int>>("rows");
    QTest::newRow("none") << QList<int>();
    QTest::newRow("one") << QList<int>{17};
    QTest::newRow("a few ranges") << QList<int>{0, 3, 4, 5, 98, 99, 100, 499};
    QTest::newRow("every other") << everyOther(0, 500);
    QTest::newRow("every other, from the second") << everyOther(1, 500);
    QTest::newRow("all but the first") << range(1, 500);
    QTest::newRow("all") << range(0, 500);
}

void JobModelRemovalTest::removesRowsOfAWholeList()
{
    QFETCH(const QList<int>, rows);
    open(500);
    QVERIFY(m_rig->untilWhole());
    QList<Job> jobs = jobsAt(rows);
    // In whatever order, and twice.
    std::reverse(jobs.begin(), jobs.end());
    jobs += jobs;
    const int resets = m_rig->resets();
    (*m_rig)->removeJobs(jobs);
    const QStringList expected = without(numbers(1, 500), rows);
    QCOMPARE(m_rig->names(), expected);
    QCOMPARE(namesIn((*m_rig)->allJobs()), expected);
    QCOMPARE((*m_rig)->status().total, std::optional<qint64>(expected.size()));
    QCOMPARE((*m_rig)->status().loaded, expected.size());
    QCOMPARE(m_rig->resets(), resets);
    for (const Job &job : std::as_const(jobs))
        QCOMPARE((*m_rig)->rowOf(job), -1);
}

void JobModelRemovalTest::keepsWhatIsMarkedOfTheRest()
{
    open(500);
    QVERIFY(m_rig->untilWhole());
    QList<QPersistentModelIndex> marks;
    for (int row = 0; row < 500; ++row)
        marks.append(QPersistentModelIndex((*m_rig)->index(row, row % 3)));
    (*m_rig)->removeJobs(jobsAt(everyOther(0, 500)));
    for (int row = 0; row < 500; ++row) {
        QCOMPARE(marks.at(row).isValid(), row % 2 == 1);
        if (marks.at(row).isValid()) {
            QCOMPARE((*m_rig)->jobAt(marks.at(row).row()).name().value, QString::number(row + 1));
            QCOMPARE(marks.at(row).column(), row % 3);
        }
    }
}

void JobModelRemovalTest::countsOnlyWhatItKnew()
{
    open(50);
    QVERIFY(m_rig->untilWhole());
    const QList<Job> jobs = jobsAt({3, 4});
    (*m_rig)->removeJobs(jobs);
    (*m_rig)->removeJobs(jobs + jobsAt({0}) + QList<Job>{Job()});
    QCOMPARE((*m_rig)->status().total, std::optional<qint64>(47));
    QCOMPARE((*m_rig)->rowCount(), 47);
}

void JobModelRemovalTest::hiddenJobsGoFromTheListToo()
{
    open(50);
    QVERIFY(m_rig->untilWhole());
    const QList<Job> jobs = jobsAt(range(0, 20));
    (*m_rig)->setFilterText(u"45"_s);
    QCOMPARE(m_rig->names(), QStringList{u"45"_s});
    (*m_rig)->removeJobs(jobs);
    QCOMPARE(m_rig->names(), QStringList{u"45"_s});
    QCOMPARE((*m_rig)->status().loaded, 30);
    (*m_rig)->setFilterText({});
    QCOMPARE(m_rig->names(), numbers(21, 30));
}

void JobModelRemovalTest::jobsOfAnotherTypeLeaveTheCountOfThisOne()
{
    QList<QByteArray> items = smallRecords(1, 6);
    for (int row : {0, 2})
        items[row].replace("\"task\"", "\"plan\"");
    (*m_rig)->setSource(snapshotOf(items));
    QVERIFY(m_rig->untilWhole());
    const QList<Job> jobs = jobsAt({0, 1});
    (*m_rig)->setType(u"plan"_s);
    QCOMPARE((*m_rig)->status().loaded, 2);
    (*m_rig)->removeJobs(jobs);
    QCOMPARE(m_rig->names(), QStringList{u"3"_s});
    QCOMPARE((*m_rig)->status().loaded, 1);
    (*m_rig)->setType({});
    QCOMPARE(m_rig->names(), numbers(3, 4));
}

void JobModelRemovalTest::movesTheRestOfALongList_data()
{
    QTest::addColumn<QList<int>>("rows");
    QTest::newRow("a page and its neighbours") << range(90, 210);
    QTest::newRow("every other of three pages") << everyOther(0, 297);
    QTest::newRow("here and there") << QList<int>{0, 5, 98, 99, 100, 150, 197, 198, 250};
    QTest::newRow("three pages") << range(0, 297);
}

void JobModelRemovalTest::movesTheRestOfALongList()
{
    QFETCH(const QList<int>, rows);
    open();
    QVERIFY(lookAt(0, 200));
    QVERIFY(m_rig->untilRowsSettled(0, 297));
    QVERIFY(lookAt(600, 650));
    QVERIFY(lookAt(Size - 10, Size - 1));
    QVERIFY(until([this] { return !(*m_rig)->status().isBusy; }));
    QVERIFY(lookAt(0, 30));
    const QList<Job> jobs = jobsAt(rows);
    m_list = [&] {
        QList<QByteArray> left = m_list;
        for (auto row = rows.crbegin(); row != rows.crend(); ++row)
            left.removeAt(*row);
        return left;
    }();
    (*m_rig)->removeJobs(jobs);
    QCOMPARE((*m_rig)->rowCount(), Size - rows.size());
    QCOMPARE((*m_rig)->status().total, std::optional<qint64>(Size - rows.size()));
    QVERIFY(m_rig->untilIdle());
    QVERIFY(lookEverywhere());
    QCOMPARE(m_rig->names(), without(numbers(1, Size), rows));
    QCOMPARE((*m_rig)->status().doubt, QString());
}

void JobModelRemovalTest::jobsNotHereMakeALongListAskAgain()
{
    open();
    QVERIFY(lookAt(1000, 1030));
    const QList<Job> jobs = jobsAt({1010, 1011});
    (*m_rig)->refresh();
    (*m_rig)->lookAt(2000, 2030);
    QVERIFY(m_rig->untilIdle());
    QVERIFY(m_rig->untilRowsSettled(2000, 2030));
    m_list.remove(1010, 2);
    (*m_rig)->removeJobs(jobs + jobsAt({0}));
    m_list.removeFirst();
    QVERIFY(m_rig->untilIdle());
    QVERIFY(lookEverywhere());
    QCOMPARE(m_rig->names(), without(numbers(1, Size), {0, 1010, 1011}));
}

void JobModelRemovalTest::aTypeThatFailsDoesNotBringThemBack()
{
    open(200);
    QVERIFY(m_rig->untilWhole());
    (*m_rig)->setType(u"task"_s);
    QVERIFY(m_rig->untilWhole());
    const QList<Job> jobs = jobsAt({1, 2});
    m_answer = [](const PageQuestion &) {
        return LoopbackAnswer::empty(403).withDelay(30);
    };
    m_server->clearRequests();
    (*m_rig)->setType(u"plan"_s);
    QVERIFY(until([this] { return m_server->requests().size() == 1; }));
    (*m_rig)->removeJobs(jobs);
    QVERIFY(until([this] { return (*m_rig)->status().error.has_value(); }));
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->type(), u"task"_s);
    QVERIFY(!m_rig->names().contains(u"2"_s));
    QVERIFY(!m_rig->names().contains(u"3"_s));
    QVERIFY(m_rig->names().contains(u"4"_s));
}

void JobModelRemovalTest::tenThousandTakeNoTime_data()
{
    QTest::addColumn<QList<int>>("rows");
    QTest::newRow("all") << range(0, 10'000);
    QTest::newRow("every other") << everyOther(0, 10'000);
}

void JobModelRemovalTest::tenThousandTakeNoTime()
{
    QFETCH(const QList<int>, rows);
    // A model of its own: the tester looks at every row.
    JobModel model;
    model.setSource(snapshotOf(smallRecords(1, 10'000)));
    QVERIFY(until([&] { return model.status().isWhole && !model.status().isBusy; }));
    QList<Job> jobs;
    QList<QPersistentModelIndex> marks;
    for (const int row : rows) {
        jobs.append(model.jobAt(row));
        marks.append(QPersistentModelIndex(model.index(row, 0)));
    }
    QSignalSpy removals(&model, &QAbstractItemModel::rowsRemoved);
    model.removeJobs(jobs);
    QCOMPARE(model.rowCount(), 10'000 - int(rows.size()));
    QVERIFY(removals.size() <= 50);
}

CALLBOARD_TEST_MAIN(JobModelRemovalTest, QCoreApplication)
#include "tst_jobmodel_removal.moc"
