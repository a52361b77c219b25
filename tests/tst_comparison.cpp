// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison.h"
#include "environment.h"
#include "indexedtexts.h"
#include "indexrecords.h"
#include "jobmutations.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace IndexRecords;
using namespace JobMutations;

namespace {

using Kind = Comparison::Kind;
using Difference = FieldComparison::Difference;

Comparison compared(const JobIndex &before, const JobIndex &after)
{
    const auto result = Comparison::of(before, after, {});
    if (!result || !*result)
        qFatal("nothing stopped it, and nothing is wrong with the records");
    return result->value();
}

Comparison compared(const QList<QByteArray> &before, const QList<QByteArray> &after)
{
    return compared(indexOf(before), indexOf(after));
}

/// "changed 4 (Environment, Owner)", "activity 5", "added 6"
QString textOf(const Comparison &comparison, const Comparison::Entry &entry)
{
    const auto names = std::to_array<QString>({u"added"_s, u"removed"_s, u"changed"_s, u"activity"_s});
    const QString text = names[std::size_t(entry.kind)] + u' ' + comparison.jobOf(entry).name().value;
    return entry.changed == 0 ? text : text + u" ("_s + labelsOf(entry.changed).join(u", "_s) + u')';
}

QStringList textsOf(const Comparison &comparison)
{
    QStringList texts;
    for (const Comparison::Entry &entry : comparison.entries)
        texts << textOf(comparison, entry);
    return texts;
}

/// "Next run: a -> b"
QStringList fieldTexts(const Comparison &comparison, const Comparison::Entry &entry,
                       Extent extent = Extent::DifferencesOnly)
{
    const auto fields = comparison.fieldsOf(entry, extent);
    QStringList texts;
    for (const FieldComparison &field : fields.value())
        texts << u"%1: %2 -> %3"_s.arg(field.label, field.before.inWords(), field.after.inWords());
    return texts;
}

/// A file whose bytes can't be had any more.
class LostBytes : public RecordBytes
{
public:
    explicit LostBytes(qint64 size) : m_size(size) {}
    bool isInMemory() const override { return false; }
    qint64 size() const override { return m_size; }
    Result<QByteArray> read(qint64, qint64) const override
    {
        return Error::ofFile(u"jobs.json"_s, u"lost"_s);
    }

private:
    const qint64 m_size;
};

std::shared_ptr<const RecordBytes> lost(const QByteArray &text)
{
    return std::make_shared<LostBytes>(text.size());
}

} // namespace

/// What is said to have become of a list of jobs.
class ComparisonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatBecameOfAJob_data();
    void tellsWhatBecameOfAJob();
    void findsEveryMutationOfALongList_data();
    void findsEveryMutationOfALongList();
    void aListIsTheSameAsItself();
    void tellsFieldsSideBySide();
    void tellsAllFieldsWhenAsked();
    void tellsTheFieldsOfAJobThatIsOnOneSide();
    void keepsJobsOfTheGenerationsApart();
    void comparesListsOfTwoGenerationsByWhatBothSay();
    void countsNamesThatStandTwice();
    void comparesJobsWithoutANameByTheirBytes();
    void passesOverTrailingCommas();
    void leavesOutWhatWasRemovedFromTheIndex();
    void aSingleJobHasItsNameAndItsUrlSwapped();
    void theLastOfEqualKeysCounts();
    void aKeyWithAPointIsNoPath();
    void saysWhyARecordCannotBeRead();
    void endsWhenItIsStopped();
    void readsTextsFromTheIndex();
};

void ComparisonTest::tellsWhatBecameOfAJob_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("expected");
    for (const bool isEnvironmentJob : {false, true}) {
        for (const Mutation &mutation : mutations(isEnvironmentJob)) {
            Draft job = draft(7, isEnvironmentJob);
            const QByteArray before = job.text();
            mutation.apply(job, 7);
            QTest::addRow("%s: %s", isEnvironmentJob ? "new" : "old", mutation.name)
                << before << (job.members.isEmpty() ? QByteArray() : job.text("\n  "))
                << (mutation.expected.isEmpty() ? QStringList() : QStringList{mutation.expected.arg(7)});
        }
    }
    const QByteArray once =
        R"({"name":"7","type":"task","schedule_options":{},"next_run":"2026-01-01T00:00:00Z"})";
    QByteArray later = once;
    later.replace("01-01", "01-02");
    QTest::newRow("once, at another time") << once << later << QStringList{u"changed 7 (Next run)"_s};
}

void ComparisonTest::tellsWhatBecameOfAJob()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QStringList, expected);
    const QList<QByteArray> left{before};
    const QList<QByteArray> right = after.isEmpty() ? QList<QByteArray>() : QList<QByteArray>{after};
    QCOMPARE(textsOf(compared(left, right)), expected);
    // The other way round it is as much of a difference, but for an error that is gone.
    const Comparison back = compared(right, left);
    const bool isError = expected.value(0).contains(u"Last run"_s);
    QCOMPARE(back.hasChanges(),
             !isError && !expected.isEmpty() && !expected.constFirst().startsWith(u"activity"_s));
    QCOMPARE(qsizetype(back.entries.size()), expected.size());
}

void ComparisonTest::findsEveryMutationOfALongList_data()
{
    QTest::addColumn<quint32>("seed");
    for (const quint32 seed : {1U, 2U, QRandomGenerator::system()->generate()})
        QTest::addRow("seed %u", seed) << seed;
}

void ComparisonTest::findsEveryMutationOfALongList()
{
    QFETCH(const quint32, seed);
    QRandomGenerator random(seed);
    constexpr int Jobs = 3000;
    QList<QByteArray> before;
    QList<QByteArray> after;
    QStringList expected;
    for (int number = 1; number <= Jobs; ++number) {
        const bool isEnvironmentJob = random.bounded(3) == 0;
        Draft job = draft(number, isEnvironmentJob);
        const bool isAdded = random.bounded(20) == 0;
        if (isAdded) {
            expected << u"added %1"_s.arg(number);
        } else {
            before << job.text();
            const QList<Mutation> possible = mutations(isEnvironmentJob);
            const Mutation &mutation = possible.at(random.bounded(int(possible.size())));
            mutation.apply(job, number);
            if (!mutation.expected.isEmpty())
                expected << mutation.expected.arg(number);
        }
        if (!job.members.isEmpty())
            after << job.text(random.bounded(2) == 0 ? " " : "");
    }
    std::shuffle(after.begin(), after.end(), random);
    const int blockSize = 1 + random.bounded(1500);
    const Comparison comparison = compared(indexOf(before, 1000), indexOf(after, blockSize));
    QCOMPARE(textsOf(comparison), expected);
    QCOMPARE(comparison.same + comparison.changed + comparison.active + comparison.removed, before.size());
    QCOMPARE(comparison.same + comparison.changed + comparison.active + comparison.added, after.size());
    // What a row is said to differ in is what its fields say.
    for (const Comparison::Entry &entry : comparison.entries) {
        if (entry.before == Comparison::NoRow || entry.after == Comparison::NoRow)
            continue;
        ComparedFields changed = 0;
        ComparedFields activity = 0;
        const auto fields = comparison.fieldsOf(entry, Extent::DifferencesOnly);
        for (const FieldComparison &field : fields.value())
            (field.difference == Difference::Change ? changed : activity) |= bitOf(field.field);
        QCOMPARE(changed, entry.changed);
        QCOMPARE(activity, entry.activity);
    }
}

void ComparisonTest::aListIsTheSameAsItself()
{
    QList<QByteArray> records = fixtureRecords();
    // Of an odd record there may be several without a name, or with the same one.
    records << oddRecords();
    const Comparison comparison = compared(records, records);
    QCOMPARE(textsOf(comparison), QStringList());
    QCOMPARE(comparison.same, records.size());
    QVERIFY(!comparison.hasChanges());
}

void ComparisonTest::tellsFieldsSideBySide()
{
    Draft job = draft(7, false);
    const QByteArray before = job.text();
    job["environment"] = R"("")";
    job["description"] = "null";
    job.remove("task");
    job["job_options"] = R"({"retries":1,"serial":123456789012345678901234567890,"x":{"y":[1, 2]}})";
    job["next_run"] = quotedTime(7 + IntervalMinutes);
    const Comparison comparison = compared({before}, {job.text()});
    QCOMPARE(fieldTexts(comparison, comparison.entries.front()),
             QStringList({u"Task: service -> not sent"_s, u"Environment: production -> empty"_s,
                          u"Description: no. 7 -> null"_s,
                          u"Options: serial: 9007199254740993 -> 123456789012345678901234567890"_s,
                          u"Options: x: not sent -> {\"y\":[1,2]}"_s,
                          u"Next run: 2026-03-01T02:07:00Z -> 2026-03-01T03:37:00Z"_s}));
    const auto fields = comparison.fieldsOf(comparison.entries.front(), Extent::DifferencesOnly);
    QCOMPARE(fields.value().last().difference, Difference::Activity);
    QCOMPARE(*fields.value().last().after.utcMs - *fields.value().last().before.utcMs,
             qint64{IntervalMinutes} * 60'000);
    QCOMPARE(fields.value().at(3).path, u"job_options.serial"_s);
}

void ComparisonTest::tellsAllFieldsWhenAsked()
{
    const QByteArray before = R"({"name":"7","type":"task","owner":{"login":"a","role_ids":[]},"x":{}})";
    const QByteArray after = R"({"x": { }, "name":"7","type":"plan","owner":{"login":"a","role_ids":[]}})";
    const Comparison comparison = compared({before}, {after});
    QCOMPARE(fieldTexts(comparison, comparison.entries.front(), Extent::AllFields),
             QStringList({u"Type: task -> plan"_s, u"Owner: Login: a -> a"_s, u"Owner: Role IDs: [] -> []"_s,
                          u"Name: 7 -> 7"_s, u"x: {} -> {}"_s}));
}

void ComparisonTest::tellsTheFieldsOfAJobThatIsOnOneSide()
{
    const Comparison comparison = compared({}, {R"({"name":"7","owner":{"login":"a"}})"});
    QCOMPARE(fieldTexts(comparison, comparison.entries.front(), Extent::AllFields),
             QStringList({u"Owner: Login: not sent -> a"_s, u"Name: not sent -> 7"_s}));
}

void ComparisonTest::keepsJobsOfTheGenerationsApart()
{
    const QByteArray old7 = draft(7, false).text();
    const QByteArray new7 = draft(7, true).text();
    const QByteArray old8 = draft(8, false).text();
    const Comparison comparison = compared({old7, old8}, {new7, old8});
    QVERIFY(!comparison.isAcrossGenerations);
    QCOMPARE(textsOf(comparison), QStringList({u"removed 7"_s, u"added 7"_s}));
}

void ComparisonTest::comparesListsOfTwoGenerationsByWhatBothSay()
{
    Draft moved = draft(8, true);
    replaceIn(moved["input"], "service", "facts");
    Draft ran = draft(9, true);
    ran["next_run"] = R"({"time":)" + quotedTime(9 + IntervalMinutes) + '}';
    const Comparison comparison =
        compared({draft(7, false).text(), draft(8, false).text(), draft(9, false).text()},
                 {draft(7, true).text(), moved.text(), ran.text()});
    QVERIFY(comparison.isAcrossGenerations);
    QCOMPARE(textsOf(comparison), QStringList({u"changed 8 (Task or Plan)"_s, u"activity 9"_s}));
    QCOMPARE(comparison.same, 1);
    QCOMPARE(fieldTexts(comparison, comparison.entries.front()), QStringList{u"Task: service -> facts"_s});
}

void ComparisonTest::countsNamesThatStandTwice()
{
    const QList<QByteArray> before{R"({"name":"7","type":"task"})", R"({"name":"7","type":"plan"})",
                                   R"({"name":"x","type":"plan"})"};
    const QList<QByteArray> after{R"({"name":"x","type":"plan"})", R"({"name":"7","type":"task"})",
                                  R"({"name":"7","type":"deploy"})", R"({"name":"7","type":"deploy"})",
                                  R"({"name":"x","type":"plan"})"};
    const Comparison comparison = compared(before, after);
    QCOMPARE(textsOf(comparison), QStringList({u"changed 7 (Type)"_s, u"added 7"_s, u"added x"_s}));
    QCOMPARE(comparison.repeatedBefore, 1);
    QCOMPARE(comparison.repeatedAfter, 2);
}

void ComparisonTest::comparesJobsWithoutANameByTheirBytes()
{
    const QList<QByteArray> before{R"({"type":"task"})", R"({"type":"plan"})", R"({"name":7})", "5",
                                   R"({"type":"task"})"};
    const QList<QByteArray> after{R"({"name":7})", R"({"type": "plan"})", R"({"type":"task"})", "5"};
    const Comparison comparison = compared(before, after);
    QCOMPARE(comparison.same, 3);
    QCOMPARE(comparison.removed, 2);
    QCOMPARE(comparison.added, 1);
    QCOMPARE(comparison.changed, 0);
    QCOMPARE(comparison.namelessBefore, 5);
    QCOMPARE(comparison.namelessAfter, 4);
    QCOMPARE(comparison.repeatedBefore, 0);
}

void ComparisonTest::passesOverTrailingCommas()
{
    const Comparison comparison = compared({R"({"name":"7","scope":{"nodes":["a","b",],},})"},
                                           {R"({"name":"7","scope":{"nodes":["a","b"]}})"});
    QCOMPARE(textsOf(comparison), QStringList());
    QCOMPARE(comparison.same, 1);
}

void ComparisonTest::leavesOutWhatWasRemovedFromTheIndex()
{
    const JobIndex index = indexOf({R"({"name":"7"})", R"({"name":"8"})", R"({"name":"9"})"});
    QCOMPARE(textsOf(compared(index, index.without({1}))), QStringList{u"removed 8"_s});
}

void ComparisonTest::aSingleJobHasItsNameAndItsUrlSwapped()
{
    Draft job = draft(7, true);
    const QByteArray listed = job.text();
    std::swap(job["name"], job["id"]);
    QCOMPARE(textsOf(compared({listed}, {job.text()})), QStringList());
}

void ComparisonTest::theLastOfEqualKeysCounts()
{
    QCOMPARE(textsOf(compared({R"({"name":"7","type":"a","type":"b"})"}, {R"({"name":"7","type":"b"})"})),
             QStringList());
    QCOMPARE(textsOf(compared({R"({"name":"7","type":"a","type":"b"})"}, {R"({"name":"7","type":"a"})"})),
             QStringList{u"changed 7 (Type)"_s});
}

void ComparisonTest::aKeyWithAPointIsNoPath()
{
    const Comparison comparison =
        compared({R"({"name":"7","owner.last_login":1})"}, {R"({"name":"7","owner.last_login":2})"});
    QCOMPARE(textsOf(comparison), QStringList{u"changed 7 (Other keys)"_s});
}

void ComparisonTest::saysWhyARecordCannotBeRead()
{
    const QList<QByteArray> records{R"({"name":"7"})"};
    const QList<QByteArray> nameless{R"({"x":1})"};
    for (const QList<QByteArray> &list : {records, nameless}) {
        const auto result = Comparison::of(indexOf(list), indexOf(list, 1000, lost), {});
        QVERIFY(result);
        QVERIFY(!result->ok());
        QVERIFY(result->error().toText().contains(u"lost"_s));
    }
    // What stands on one side only need not be read to be told.
    const auto result = Comparison::of({}, indexOf(records, 1000, lost), {});
    QCOMPARE(result->value().added, 1);
    QVERIFY(!result->value().fieldsOf(result->value().entries.front(), Extent::AllFields));
}

void ComparisonTest::endsWhenItIsStopped()
{
    std::stop_source stop;
    stop.request_stop();
    const JobIndex index = indexOf({R"({"name":"7"})"});
    QVERIFY(!Comparison::of(index, index, stop.get_token()));
}

void ComparisonTest::readsTextsFromTheIndex()
{
    const JobIndex index = indexOf({draft(7, false).text(), draft(8, true).text()}, 1, lost);
    for (JobIndex::Row row = 0; row < 2; ++row) {
        const IndexedTexts texts = IndexedTexts::of(index, row);
        QCOMPARE(texts.name, QString::number(7 + row));
        QCOMPARE(texts.type, u"task"_s);
        QCOMPARE(texts.target, u"service"_s);
    }
}

CALLBOARD_TEST_MAIN(ComparisonTest, QCoreApplication)
#include "tst_comparison.moc"
