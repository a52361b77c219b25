// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "column.h"

#include "deletionnote.h"
#include "jobshape.h"
#include "jsontext.h"
#include "runsaday.h"
#include "shortdate.h"
#include "shownzone.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Column)
};

QString inOneLine(const QString &text)
{
    constexpr qsizetype Longest = 200;
    const QString line = text.simplified();
    return line.size() > Longest ? line.left(Longest - 1) + u'…' : line;
}

// A value of an undocumented type as it was sent. It sorts like none.
template <class T>
QString oddText(const Field<T> &field, const Job &job, JobShape::Value JobShape::*member)
{
    return field.presence == Presence::Odd
               ? inOneLine(JsonText::compact((JobShape::of(job.json()).*member).json))
               : QString();
}

QString nameText(const Job &job)
{
    return job.name().value + oddText(job.name(), job, &JobShape::name);
}
QString typeText(const Job &job)
{
    return job.type().value + oddText(job.type(), job, &JobShape::type);
}
QString targetText(const Job &job)
{
    if (QString target = job.target(); !target.isEmpty())
        return target;
    const QString task = oddText(job.task(), job, &JobShape::task);
    return task.isEmpty() ? oddText(job.plan(), job, &JobShape::plan) : task;
}
QString environmentText(const Job &job)
{
    return job.environment().value + oddText(job.environment(), job, &JobShape::environment);
}
QString ownerText(const Job &job)
{
    if (QString label = job.ownerLabel(); !label.isEmpty() || job.isNull())
        return label;
    return oddText(Field<bool>{job.owner().presence}, job, &JobShape::owner);
}
QString plainDescription(const Job &job)
{
    return job.description().value.simplified();
}
QString descriptionText(const Job &job)
{
    return plainDescription(job) + oddText(job.description(), job, &JobShape::description);
}

QString timeText(const Field<Timestamp> &time)
{
    return time.value.utcMs ? momentText(*time.value.utcMs) : time.value.text;
}

QString nextRunText(const Job &job)
{
    return timeText(job.nextRun()) + oddText(job.nextRun(), job, &JobShape::nextRun);
}
QString scheduledTimeText(const Job &job)
{
    return timeText(job.scheduledTime()) + oddText(job.scheduledTime(), job, &JobShape::scheduledTime);
}

// A run that could not be started says so; whether one that was started went well is not known.
QString lastRunText(const Job &job)
{
    const Field<LastRun> run = job.lastRun();
    if (!run.given())
        return run.presence == Presence::Null ? Texts::tr("never", "the job has not run yet")
                                              : oddText(run, job, &JobShape::lastRun);
    const QString time = timeText(run.value.time);
    if (run.value.wasNotSubmitted) {
        const QString reason =
            run.value.errorMessage.isEmpty() ? run.value.errorKind : run.value.errorMessage.simplified();
        return Texts::tr("%1 not started: %2", "time, reason").arg(time, reason);
    }
    return run.value.jobName.isEmpty()
               ? time
               : Texts::tr("%1 as job %2", "time, number").arg(time, run.value.jobName);
}

QString plainParameters(const Job &job)
{
    return membersText(job.parameters().value, job.sensitiveParameters());
}
QString parametersText(const Job &job)
{
    return plainParameters(job) + oddText(job.parameters(), job, &JobShape::parameters);
}
QString plainUserData(const Job &job)
{
    return membersText(job.userData().value);
}
QString userDataText(const Job &job)
{
    return plainUserData(job) + oddText(job.userData(), job, &JobShape::userData);
}

QString repeatsOf(const Job &job)
{
    return repeatsText(job.schedule());
}

QString noopText(const Job &job)
{
    if (!job.noop().given())
        return oddText(job.noop(), job, &JobShape::noop);
    return job.noop().value ? Texts::tr("yes", "noop: changes nothing")
                            : Texts::tr("no", "noop: changes things");
}

// A text of nothing but accents has no place in the order either.
SortKey textKey(const QString &text)
{
    SortKey key = SortKey::of(text);
    return key.text.isEmpty() ? SortKey::absent() : key;
}

bool isDigits(const QString &text)
{
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

SortKey nameKey(const Job &job)
{
    const QString name = job.name().value;
    if (!isDigits(name))
        return textKey(name);
    bool fits = false;
    const qint64 number = name.toLongLong(&fits);
    if (fits)
        return SortKey::of(number);
    const auto firstDigit = std::find_if(name.begin(), name.end(), [](QChar c) { return c != u'0'; });
    return {SortKey::Kind::Number, std::numeric_limits<qint64>::max(),
            name.sliced(firstDigit - name.begin()).toLatin1()};
}

SortKey timeKey(const Field<Timestamp> &time)
{
    return time.value.utcMs ? SortKey::of(*time.value.utcMs) : SortKey::absent();
}

SortKey lastRunKey(const Job &job)
{
    return timeKey(job.lastRun().value.time);
}
SortKey parametersKey(const Job &job)
{
    return textKey(plainParameters(job));
}
SortKey userDataKey(const Job &job)
{
    return textKey(plainUserData(job));
}
SortKey typeKey(const Job &job)
{
    return textKey(job.type().value);
}
SortKey targetKey(const Job &job)
{
    return textKey(job.target());
}
SortKey environmentKey(const Job &job)
{
    return textKey(job.environment().value);
}
SortKey ownerKey(const Job &job)
{
    return textKey(job.ownerLabel());
}
SortKey descriptionKey(const Job &job)
{
    return textKey(plainDescription(job));
}
SortKey nextRunKey(const Job &job)
{
    return timeKey(job.nextRun());
}
SortKey scheduledTimeKey(const Job &job)
{
    return timeKey(job.scheduledTime());
}

// Lists of nodes by their size, then the kinds whose size nobody knows.
SortKey scopeKey(const Job &job)
{
    return job.scopeKind() == Scope::Kind::Nodes ? SortKey::of(job.nodeCount()) : textKey(scopeText(job));
}

SortKey repeatsKey(const Job &job)
{
    const Schedule schedule = job.schedule();
    return schedule.kind == Schedule::Kind::Repeating ? SortKey::of(schedule.intervalSeconds)
                                                      : textKey(repeatsText(schedule));
}

SortKey noopKey(const Job &job)
{
    return job.noop().given() ? SortKey::of(job.noop().value ? 1 : 0) : SortKey::absent();
}

QString deletedText(const Job &job)
{
    return job.deletion() ? momentText(job.deletion()->time.toMSecsSinceEpoch()) : QString();
}
SortKey deletedKey(const Job &job)
{
    return job.deletion() ? SortKey::of(job.deletion()->time.toMSecsSinceEpoch()) : SortKey::absent();
}
QString outcomeText(const Job &job)
{
    const auto note = job.deletion();
    return note ? outcomeLabel(note->outcome, note->disables, note->answeredAt.isValid()) : QString();
}
SortKey outcomeKey(const Job &job)
{
    return textKey(outcomeText(job));
}
QString serverText(const Job &job)
{
    const auto note = job.deletion();
    return !note ? QString() : note->serverLabel.isEmpty() ? note->server : note->serverLabel;
}
SortKey serverKey(const Job &job)
{
    return textKey(serverText(job));
}
QString deletedByText(const Job &job)
{
    return job.deletion() ? job.deletion()->user : QString();
}
SortKey deletedByKey(const Job &job)
{
    return textKey(deletedByText(job));
}

// What is not known comes after all that is, in both directions.
SortKey runsTimesNodesOf(const Job &job)
{
    const auto product =
        runsTimesNodesKey(job.schedule(), job.scopeKind(), job.nodeCount(), willNeverRun(job));
    return product ? SortKey::of(*product) : SortKey::absent();
}

constexpr auto Specs = std::to_array<ColumnSpec>({
    {Column::Name, QT_TRANSLATE_NOOP("Column", "Name"), nameText, nameKey, true},
    {Column::Type, QT_TRANSLATE_NOOP("Column", "Type"), typeText, typeKey, true},
    {Column::Target, QT_TRANSLATE_NOOP("Column", "Task or Plan"), targetText, targetKey, true},
    {Column::Environment, QT_TRANSLATE_NOOP("Column", "Environment"), environmentText, environmentKey, true},
    {Column::Scope, QT_TRANSLATE_NOOP("Column", "Targets"), scopeText, scopeKey, true},
    {Column::Owner, QT_TRANSLATE_NOOP("Column", "Owner"), ownerText, ownerKey, true},
    {Column::NextRun, QT_TRANSLATE_NOOP("Column", "Next Run"), nextRunText, nextRunKey, true},
    {Column::LastRun, QT_TRANSLATE_NOOP("Column", "Last Run"), lastRunText, lastRunKey, true},
    {Column::Repeats, QT_TRANSLATE_NOOP("Column", "Repeats"), repeatsOf, repeatsKey, true},
    {Column::Noop, QT_TRANSLATE_NOOP("Column", "Noop"), noopText, noopKey, true},
    {Column::Description, QT_TRANSLATE_NOOP("Column", "Description"), descriptionText, descriptionKey, true},
    {Column::ScheduledTime, QT_TRANSLATE_NOOP("Column", "Scheduled For"), scheduledTimeText, scheduledTimeKey,
     false},
    {Column::Parameters, QT_TRANSLATE_NOOP("Column", "Parameters"), parametersText, parametersKey, false},
    {Column::UserData, QT_TRANSLATE_NOOP("Column", "User Data"), userDataText, userDataKey, false},
    {Column::Deleted, QT_TRANSLATE_NOOP("Column", "Deleted"), deletedText, deletedKey, true},
    {Column::Outcome, QT_TRANSLATE_NOOP("Column", "Outcome"), outcomeText, outcomeKey, true},
    {Column::Server, QT_TRANSLATE_NOOP("Column", "Server"), serverText, serverKey, true},
    {Column::DeletedBy, QT_TRANSLATE_NOOP("Column", "Deleted By"), deletedByText, deletedByKey, true},
    {Column::RunsTimesNodes, QT_TRANSLATE_NOOP("Column", "Runs a Day × Nodes"), runsTimesNodesText,
     runsTimesNodesOf, false},
});

} // namespace

int compareKeys(const SortKey &a, const SortKey &b)
{
    if (a.kind != b.kind)
        return a.kind < b.kind ? -1 : 1;
    if (a.kind == SortKey::Kind::Number) {
        if (a.number != b.number)
            return a.number < b.number ? -1 : 1;
        if (a.text.size() != b.text.size())
            return a.text.size() < b.text.size() ? -1 : 1;
    }
    return a.text.compare(b.text);
}

std::span<const ColumnSpec> columnSpecs()
{
    return Specs;
}

const ColumnSpec &specOf(Column column)
{
    return Specs[static_cast<std::size_t>(column)];
}

QString columnTitle(Column column)
{
    return QCoreApplication::translate("Column", specOf(column).title);
}

bool isOfDeletions(Column column)
{
    return column >= Column::Deleted && column <= Column::DeletedBy;
}

QString momentText(qint64 utcMs)
{
    const QLocale locale;
    const QDateTime time = ShownZone::at(utcMs);
    return locale.toString(time.date(), shortDateFormat()) + u' ' +
           locale.toString(time.time(), QLocale::ShortFormat);
}

QString intervalText(qint64 seconds)
{
    const auto times = [seconds](qint64 unit) {
        return int(seconds / unit);
    };
    // Plurals count in int; beyond 68 years nobody misses the hours.
    if (seconds % 86400 == 0 || seconds > std::numeric_limits<int>::max())
        return Texts::tr("every %n day(s)", nullptr, times(86400));
    if (seconds % 3600 == 0)
        return Texts::tr("every %n hour(s)", nullptr, times(3600));
    if (seconds % 60 == 0)
        return Texts::tr("every %n minute(s)", nullptr, times(60));
    return Texts::tr("every %n second(s)", nullptr, times(1));
}

QString membersText(const QJsonObject &object, const QStringList &hidden)
{
    QStringList members;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString value = it.value().isString() ? it.value().toString() : JsonText::compact(it.value());
        members << it.key() + u'=' + value;
    }
    for (const QString &name : hidden)
        members << name + u"=…"_s;
    return inOneLine(members.join(", "_L1));
}

QString scopeText(const Job &job)
{
    return scopeText(job.scopeKind(), job.nodeCount());
}

QString scopeText(Scope::Kind kind, qsizetype nodeCount)
{
    switch (kind) {
    case Scope::Kind::Nodes:
        return Texts::tr("%n node(s)", nullptr, int(nodeCount));
    case Scope::Kind::Query:
        return Texts::tr("PQL query");
    case Scope::Kind::QueryAst:
        return Texts::tr("AST query");
    case Scope::Kind::NodeGroup:
        return Texts::tr("node group");
    case Scope::Kind::Application:
        return Texts::tr("application");
    case Scope::Kind::Empty:
        return Texts::tr("none named");
    case Scope::Kind::Odd:
        return Texts::tr("unknown kind");
    case Scope::Kind::Missing:
    case Scope::Kind::Null:
        break;
    }
    return {};
}

QString repeatsText(const Schedule &schedule)
{
    switch (schedule.kind) {
    case Schedule::Kind::Repeating:
        return intervalText(schedule.intervalSeconds);
    case Schedule::Kind::Odd:
        return Texts::tr("unknown interval");
    case Schedule::Kind::Once:
    case Schedule::Kind::Null:
        return Texts::tr("once");
    case Schedule::Kind::Missing:
        break;
    }
    return {};
}
