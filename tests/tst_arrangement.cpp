// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "arrangement.h"
#include "deletionnote.h"
#include "demojobs.h"
#include "indexrecords.h"

#include <QRandomGenerator>
#include <QTemporaryFile>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace IndexRecords;

namespace {

// The same jobs as a list of their own.
QList<Job> jobsOf(const JobIndex &index)
{
    QList<Job> jobs;
    for (const JobIndex::Row row : index.rows())
        jobs << index.jobAt(row);
    return jobs;
}

QList<QByteArray> shownOf(const JobIndex &index, const Arrangement &arrangement)
{
    QList<QByteArray> records;
    const auto outcome = arrangement.arrange(index, {});
    for (const JobIndex::Row row : outcome->rows)
        records << index.jobAt(row).raw();
    return records;
}

QList<Job> ofType(QList<Job> jobs, const QString &type)
{
    jobs.removeIf([&type](const Job &job) { return !type.isEmpty() && job.type().value != type; });
    return jobs;
}

// The same from what each job says of itself, one after the other.
QList<QByteArray> shownOf(const QList<Job> &jobs, const Arrangement &arrangement)
{
    QList<Job> shown = ofType(jobs, arrangement.type);
    shown.removeIf([&arrangement](const Job &job) { return !arrangement.filter.matches(job.searchText()); });
    const auto key = specOf(arrangement.sortColumn).key;
    std::stable_sort(shown.begin(), shown.end(), [&](const Job &first, const Job &second) {
        const SortKey a = key(first);
        const SortKey b = key(second);
        const bool aIsAbsent = a.kind == SortKey::Kind::Absent;
        const bool bIsAbsent = b.kind == SortKey::Kind::Absent;
        if (aIsAbsent || bIsAbsent)
            return !aIsAbsent && bIsAbsent;
        const int compared = compareKeys(a, b);
        return arrangement.order == Qt::AscendingOrder ? compared < 0 : compared > 0;
    });
    QList<QByteArray> records;
    for (const Job &job : std::as_const(shown))
        records << job.raw();
    return records;
}

// Bytes that can't be read any more.
class LostBytes final : public RecordBytes
{
public:
    bool isInMemory() const override { return false; }
    qint64 size() const override { return 0; }
    Result<QByteArray> read(qint64, qint64) const override
    {
        Error error;
        error.kind = Error::Kind::File;
        return error;
    }
};

// Bytes as a file has them.
class FarBytes final : public RecordBytes
{
public:
    explicit FarBytes(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    bool isInMemory() const override { return false; }
    qint64 size() const override { return m_bytes.size(); }
    Result<QByteArray> read(qint64 offset, qint64 length) const override
    {
        return m_bytes.sliced(offset, length);
    }

private:
    const QByteArray m_bytes;
};

QList<QByteArray> sortableRecords()
{
    QList<QByteArray> records = fixtureRecords() + oddRecords();
    QRandomGenerator random(11);
    const QStringList words{u"Über"_s, u"uber"_s, u"UBER"_s, u"übermorgen"_s, u""_s,         u"zwei"_s,
                            u"中"_s,   u"😀"_s,    u"a b"_s,  u"a  B"_s,       u"a\\u0000"_s, u"ﬁ"_s};
    for (int i = 0; i < 3000; ++i) {
        const auto word = [&] {
            QString text;
            for (quint32 n = random.bounded(4U); n > 0; --n)
                text += words.at(random.bounded(words.size()));
            return text;
        };
        const QString number = QString::number(random.bounded(1U << (i % 32)));
        const QString name = i % 5 == 0   ? word()
                             : i % 5 == 1 ? u"00"_s + number
                             : i % 5 == 2 ? u"99999999999"_s + number + number
                                          : number;
        records
            << uR"({"name":"%1","type":"%2","description":"%3","owner":{"login":"%4"},"environment":"%5",)"
               uR"("task":"%6","next_run":"2026-%7-20T20:10:48.%8Z","scope":{"nodes":[%9]}})"_s
                   .arg(name, word(), word() + word(), word(), word(), word(),
                        u"%1"_s.arg(random.bounded(14), 2, 10, QLatin1Char('0')))
                   .arg(random.bounded(100, 999))
                   .arg(QStringList(i % 7, u"\"n\""_s).join(u','))
                   .toUtf8();
    }
    for (int i = 0; i < 300; ++i) {
        records << uR"({"name":"%1","type":"task","input":{"name":"t","parameters":{"a":"%2","n":1e%3}},)"
                   uR"("userdata":{"k":["%2",1.50]},"last_run":{"time":"2026-10-20T20:10:%4Z"}})"_s.arg(i)
                       .arg(words.at(i % words.size()))
                       .arg(i % 5)
                       .arg(i % 60, 2, 10, QLatin1Char('0'))
                       .toUtf8();
    }
    return records;
}

// As both generations of servers write them.
QList<QByteArray> demoRecords()
{
    QList<QByteArray> records;
    for (const DemoGeneration generation : {DemoGeneration::Pe2019, DemoGeneration::Pe2021}) {
        for (const DemoJob &job : demoJobs(5, 400, qint64{1'776'000'000}, generation))
            records << job.json;
    }
    return records;
}

Job withNote(const Job &job, int i)
{
    auto note = std::make_shared<DeletionNote>();
    note->id = QString::number(i);
    note->time = QDateTime::fromMSecsSinceEpoch(qint64{1000} * (i * 7919 % 101), Qt::UTC);
    note->server = i % 3 == 0 ? u"https://Öst"_s : u"https://b"_s;
    note->user = i % 4 == 0 ? QString() : u"user%1"_s.arg(i % 10);
    if (i % 2 == 0)
        note->outcome = DeletionOutcome(i % 11);
    return job.withDeletion(note);
}

JobIndex indexOfDeletions()
{
    JobIndexBuilder index;
    RecordBlockBuilder block(nullptr, 0);
    const QList<QByteArray> records = fixtureRecords() + oddRecords();
    for (int i = 0; i < 300; ++i) {
        block.append(withNote(Job(records.at(i % records.size())), i));
        if (block.size() == 7)
            index.append(block.take());
    }
    index.append(block.take());
    return index.snapshot();
}

// What people may type: parts of what is there, otherwise written.
QString needleFrom(const QString &text, QRandomGenerator &random)
{
    if (text.isEmpty())
        return u"x"_s;
    const auto begin = qsizetype(random.bounded(quint32(text.size())));
    QString needle = text.mid(begin, 1 + qsizetype(random.bounded(random.bounded(4) == 0 ? 30U : 5U)));
    switch (random.bounded(6)) {
    case 0:
        return needle.toUpper();
    case 1:
        return needle.normalized(QString::NormalizationForm_D);
    case 2:
        return needle.replace(u'u', u'ü');
    case 3:
        return needle.normalized(QString::NormalizationForm_KD).remove(QChar(0x308));
    case 4:
        return needle + u'\u0301';
    default:
        return needle;
    }
}

} // namespace

class ArrangementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anIndexIsSortedAsItsJobsAre_data();
    void anIndexIsSortedAsItsJobsAre();
    void anIndexIsSearchedAsItsJobsAre_data();
    void anIndexIsSearchedAsItsJobsAre();
    void aTypeIsChosenFromAnIndex();
    void aConcernIsChosenFromAnIndex();
    void rowsThatWereRemovedAreNotShown();
    void aStopIsHeeded();
    void recordsThatCannotBeReadAreTold();
    void nothingIsReadForWhatTheIndexKnows();
};

void ArrangementTest::anIndexIsSortedAsItsJobsAre_data()
{
    QTest::addColumn<JobIndex>("index");
    QTest::newRow("many") << indexOf(sortableRecords());
    QTest::newRow("small blocks") << indexOf(fixtureRecords() + oddRecords(), 3);
    QTest::newRow("in a file") << indexOf(sortableRecords().mid(0, 500), 100, [](const QByteArray &bytes) {
        return std::make_shared<FarBytes>(bytes);
    });
    QTest::newRow("demo") << indexOf(demoRecords());
    QTest::newRow("deletions") << indexOfDeletions();
    QTest::newRow("none") << JobIndex();
}

void ArrangementTest::anIndexIsSortedAsItsJobsAre()
{
    QFETCH(const JobIndex, index);
    const QList<Job> jobs = jobsOf(index);
    Arrangement arrangement;
    for (const ColumnSpec &spec : columnSpecs()) {
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            arrangement.sortColumn = spec.column;
            arrangement.order = order;
            const QList<QByteArray> shown = shownOf(index, arrangement);
            const QList<QByteArray> expected = shownOf(jobs, arrangement);
            QCOMPARE(shown.size(), expected.size());
            for (qsizetype i = 0; i < shown.size(); ++i) {
                if (shown.at(i) != expected.at(i))
                    qWarning("by %s, %d", spec.title, int(order));
                QCOMPARE(shown.at(i), expected.at(i));
            }
        }
    }
}

void ArrangementTest::anIndexIsSearchedAsItsJobsAre_data()
{
    anIndexIsSortedAsItsJobsAre_data();
}

void ArrangementTest::anIndexIsSearchedAsItsJobsAre()
{
    QFETCH(const JobIndex, index);
    const QList<Job> jobs = jobsOf(index);
    const std::vector<JobIndex::Row> rows = index.rows();
    QRandomGenerator random(12);
    QStringList needles{u"\""_s,     u"\\"_s,  u"/"_s,    u"{\""_s,  u":1,"_s,    u"e"_s,
                        u"\u0301"_s, u" "_s,   u"\n"_s,   u"a\nb"_s, u"?"_s,      u"\uFFFD"_s,
                        u"100"_s,    u"1.5"_s, u"null"_s, u"ü"_s,    u"U+00DC"_s, u"[]"_s};
    QStringList texts;
    for (const Job &job : jobs)
        texts << job.searchText();
    for (int i = 0; i < 150 && !texts.isEmpty(); ++i)
        needles << needleFrom(texts.at(random.bounded(texts.size())), random);
    Arrangement arrangement;
    arrangement.sortColumn = Column::LastRun;
    for (const QString &needle : std::as_const(needles)) {
        arrangement.filter = TextFilter(needle);
        std::vector<JobIndex::Row> expected;
        for (qsizetype i = 0; i < texts.size(); ++i) {
            if (arrangement.filter.matches(texts.at(i)))
                expected.push_back(rows[std::size_t(i)]);
        }
        auto outcome = arrangement.arrange(index, {});
        std::sort(outcome->rows.begin(), outcome->rows.end());
        std::vector<JobIndex::Row> difference;
        std::set_symmetric_difference(outcome->rows.begin(), outcome->rows.end(), expected.begin(),
                                      expected.end(), std::back_inserter(difference));
        if (!difference.empty()) {
            QFAIL(qPrintable(u"%1: %2 instead of %3, such as %4"_s.arg(needle)
                                 .arg(outcome->rows.size())
                                 .arg(expected.size())
                                 .arg(QString::fromUtf8(index.jobAt(difference.front()).raw()))));
        }
    }
}

void ArrangementTest::aTypeIsChosenFromAnIndex()
{
    const JobIndex index = indexOf(sortableRecords());
    Arrangement arrangement;
    arrangement.type = u"task"_s;
    const auto outcome = arrangement.arrange(index, {});
    QVERIFY(outcome->ofType > 0);
    QCOMPARE(outcome->ofType, ofType(jobsOf(index), arrangement.type).size());
    QCOMPARE(shownOf(index, arrangement), shownOf(jobsOf(index), arrangement));
    QVERIFY(!outcome->isFiltered);
}

void ArrangementTest::aConcernIsChosenFromAnIndex()
{
    const JobIndex index =
        indexOf({R"({"name":"1","type":"task","task":"a","next_run":null})",
                 R"({"name":"2","type":"plan","plan":"a","next_run":null})",
                 R"({"name":"3","type":"task","task":"a","next_run":"2026-10-20T20:10:48Z"})",
                 R"({"name":"4","type":"task","task":"b","next_run":null})"});
    using Rows = std::vector<JobIndex::Row>;
    Arrangement arrangement;
    arrangement.sortColumn = Column::Name;
    arrangement.order = Qt::DescendingOrder;
    arrangement.concern = Concern::NeverRuns;
    QVERIFY(arrangement.isFiltered());
    auto outcome = arrangement.arrange(index, {});
    QCOMPARE(outcome->rows, (Rows{3, 1, 0}));
    QCOMPARE(outcome->ofType, 4);
    QVERIFY(outcome->isFiltered);
    QVERIFY(outcome->isOfConcern);
    arrangement.type = u"task"_s;
    outcome = arrangement.arrange(index, {});
    QCOMPARE(outcome->rows, (Rows{3, 0}));
    QCOMPARE(outcome->ofType, 3);
    arrangement.filter = TextFilter(u"b"_s);
    QCOMPARE(arrangement.arrange(index, {})->rows, (Rows{3}));
    arrangement.concern = Concern::Overdue;
    QVERIFY(arrangement.arrange(index, {})->rows.empty());
    arrangement.filter = {};
    arrangement.limits.atUtcMs = QDateTime(QDate(2026, 10, 21), QTime(), Qt::UTC).toMSecsSinceEpoch();
    QCOMPARE(arrangement.arrange(index, {})->rows, (Rows{2}));
}

void ArrangementTest::rowsThatWereRemovedAreNotShown()
{
    const JobIndex index = indexOf(fixtureRecords(), 2).without({0, 3});
    const auto outcome = Arrangement().arrange(index, {});
    QCOMPARE(qsizetype(outcome->rows.size()), index.size());
    QVERIFY(std::none_of(outcome->rows.begin(), outcome->rows.end(),
                         [](JobIndex::Row row) { return row == 0 || row == 3; }));
}

void ArrangementTest::aStopIsHeeded()
{
    std::stop_source source;
    source.request_stop();
    const JobIndex index = indexOf(fixtureRecords());
    Arrangement arrangement;
    for (const ColumnSpec &spec : columnSpecs()) {
        arrangement.sortColumn = spec.column;
        QVERIFY2(!arrangement.arrange(index, source.get_token()), spec.title);
    }
    arrangement.filter = TextFilter(u"x"_s);
    QVERIFY(!arrangement.arrange(index, source.get_token()));
}

void ArrangementTest::recordsThatCannotBeReadAreTold()
{
    const JobIndex index = indexOf({R"({"name":"1","type":"task","description":"here"})",
                                    R"({"name":"2","last_run":null,"userdata":{"a":1}})"},
                                   1000, [](const QByteArray &) { return std::make_shared<LostBytes>(); });
    Arrangement arrangement;
    arrangement.sortColumn = Column::UserData;
    auto outcome = arrangement.arrange(index, {});
    QVERIFY(outcome->error);
    QCOMPARE(outcome->rows, (std::vector<JobIndex::Row>{0, 1}));
    arrangement.sortColumn = Column::Name;
    arrangement.filter = TextFilter(u"here"_s);
    outcome = arrangement.arrange(index, {});
    QVERIFY(outcome->error);
    QCOMPARE(outcome->rows, (std::vector<JobIndex::Row>{0}));
}

void ArrangementTest::nothingIsReadForWhatTheIndexKnows()
{
    const JobIndex index =
        indexOf(fixtureRecords(), 1000, [](const QByteArray &) { return std::make_shared<LostBytes>(); });
    Arrangement arrangement;
    QList<Column> columns{Column::RunsTimesNodes};
    for (Column column = Column::Name; column <= Column::ScheduledTime; column = Column(int(column) + 1))
        columns << column;
    for (const Column column : std::as_const(columns)) {
        arrangement.sortColumn = column;
        const auto outcome = arrangement.arrange(index, {});
        QVERIFY(!outcome->error);
        QCOMPARE(qsizetype(outcome->rows.size()), index.size());
    }
    for (const ConcernSpec &spec : concernSpecs()) {
        arrangement.concern = spec.concern;
        QVERIFY(!arrangement.arrange(index, {})->error);
    }
}

QTEST_APPLESS_MAIN(ArrangementTest)
#include "tst_arrangement.moc"
