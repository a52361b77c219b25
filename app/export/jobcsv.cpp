// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobcsv.h"

#include "csv.h"
#include "deletionnote.h"
#include "isotime.h"
#include "jobshape.h"
#include "jsontext.h"
#include "outcome.h"
#include "runsaday.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JobCsv)
};

// A job, and what of its record is looked at more than once.
struct Row
{
    const Job &job;
    const JobShape shape;
    const Scope scope;
    const Owner owner;

    explicit Row(const Job &ofJob)
        : job(ofJob),
          shape(JobShape::of(ofJob.json())),
          scope(Scope::fromJson(shape.scope.json)),
          owner(Owner::fromJson(shape.owner.json))
    {
    }
};

// A text as it came, a value of an undocumented type as JSON.
QString valueText(const JobShape::Value &value)
{
    if (value.json.isUndefined() || value.json.isNull())
        return {};
    return value.json.isString() ? value.json.toString() : JsonText::compact(value.json);
}

QString valueText(bool value)
{
    return value ? u"true"_s : u"false"_s;
}

QString timeText(const Field<Timestamp> &time, const JobShape::Value &value)
{
    return time.given() ? IsoTime::utc(time) : valueText(value);
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? IsoTime::utc(time.toMSecsSinceEpoch()) : QString();
}

QString scopeName(const Row &row)
{
    switch (row.scope.kind) {
    case Scope::Kind::Nodes:
        return u"nodes"_s;
    case Scope::Kind::Query:
        return u"query"_s;
    case Scope::Kind::QueryAst:
        return u"query_ast"_s;
    case Scope::Kind::NodeGroup:
        return u"node_group"_s;
    case Scope::Kind::Application:
        return u"application"_s;
    case Scope::Kind::Empty:
        return u"none"_s;
    case Scope::Kind::Odd:
        return u"odd"_s;
    case Scope::Kind::Missing:
    case Scope::Kind::Null:
        break;
    }
    return {};
}

QString repeats(const Row &row)
{
    switch (row.job.schedule().kind) {
    case Schedule::Kind::Repeating:
        return valueText(true);
    case Schedule::Kind::Once:
    case Schedule::Kind::Null:
        return valueText(false);
    case Schedule::Kind::Odd:
    case Schedule::Kind::Missing:
        break;
    }
    return {};
}

QString interval(const Row &row)
{
    const Schedule schedule = row.job.schedule();
    if (schedule.kind == Schedule::Kind::Repeating)
        return QString::number(schedule.intervalSeconds);
    return schedule.kind == Schedule::Kind::Odd ? valueText(row.shape.schedule) : QString();
}

QString lastRunError(const Row &row)
{
    const LastRun run = row.job.lastRun().value;
    if (!run.wasNotSubmitted)
        return {};
    return run.errorMessage.isEmpty() ? run.errorKind : run.errorMessage;
}

QString lastRunTime(const Row &row)
{
    const Field<LastRun> run = row.job.lastRun();
    return run.given() ? IsoTime::utc(run.value.time) : valueText(row.shape.lastRun);
}

QString sensitiveNames(const Row &row)
{
    return row.job.isEnvironmentJob() ? row.job.sensitiveParameters().join(u' ') : QString();
}

template <class Text>
QString ofDeletion(const Row &row, Text text)
{
    const auto note = row.job.deletion();
    return note ? text(*note) : QString();
}

// Of how a deletion ended, for machines.
QString outcomeText(const DeletionNote &note)
{
    return note.outcome ? QString(outcomeKey(*note.outcome)) : QString();
}

struct FieldSpec
{
    const char *name;
    std::optional<Column> column; // none: there whatever is told
    QString (*text)(const Row &row);
};

const FieldSpec Fields[] = {
    {"name", Column::Name,
     [](const Row &row) {
         return valueText(row.shape.name);
     }},
    {"id", std::nullopt,
     [](const Row &row) {
         return valueText(row.shape.id);
     }},
    {"type", Column::Type,
     [](const Row &row) {
         return valueText(row.shape.type);
     }},
    {"task", Column::Target,
     [](const Row &row) {
         return valueText(row.shape.task);
     }},
    {"plan", Column::Target,
     [](const Row &row) {
         return valueText(row.shape.plan);
     }},
    {"environment", Column::Environment,
     [](const Row &row) {
         return valueText(row.shape.environment);
     }},
    {"scope", Column::Scope, scopeName},
    {"scope_text", Column::Scope,
     [](const Row &row) {
         return row.scope.kind == Scope::Kind::Odd ? valueText(row.shape.scope) : row.scope.text;
     }},
    {"nodes", Column::Scope,
     [](const Row &row) {
         return row.scope.nodes.join(u' ');
     }},
    {"node_count", Column::Scope,
     [](const Row &row) {
         return row.scope.kind == Scope::Kind::Nodes ? QString::number(row.scope.nodes.size()) : QString();
     }},
    {"owner", Column::Owner,
     [](const Row &row) {
         return row.owner.presence == Presence::Given ? row.owner.label() : valueText(row.shape.owner);
     }},
    {"owner_login", Column::Owner,
     [](const Row &row) {
         return row.owner.login.value;
     }},
    {"owner_revoked", Column::Owner,
     [](const Row &row) {
         return row.owner.isRevoked.given() ? valueText(row.owner.isRevoked.value) : QString();
     }},
    {"next_run", Column::NextRun,
     [](const Row &row) {
         return timeText(row.job.nextRun(), row.shape.nextRun);
     }},
    {"enabled", std::nullopt,
     [](const Row &row) {
         return valueText(row.shape.enabled);
     }},
    {"last_run", Column::LastRun, lastRunTime},
    {"last_run_job", Column::LastRun,
     [](const Row &row) {
         return row.job.lastRun().value.jobName;
     }},
    {"last_run_error", Column::LastRun, lastRunError},
    {"repeats", Column::Repeats, repeats},
    {"interval_seconds", Column::Repeats, interval},
    {"noop", Column::Noop,
     [](const Row &row) {
         return valueText(row.shape.noop);
     }},
    {"description", Column::Description,
     [](const Row &row) {
         return valueText(row.shape.description);
     }},
    {"scheduled_time", Column::ScheduledTime,
     [](const Row &row) {
         return timeText(row.job.scheduledTime(), row.shape.scheduledTime);
     }},
    {"parameters", Column::Parameters,
     [](const Row &row) {
         return valueText(row.shape.parameters);
     }},
    {"sensitive_parameters", Column::Parameters, sensitiveNames},
    {"user_data", Column::UserData,
     [](const Row &row) {
         return valueText(row.shape.userData);
     }},
    {"deleted", Column::Deleted,
     [](const Row &row) {
         return ofDeletion(row, [](const DeletionNote &note) { return timeText(note.time); });
     }},
    {"outcome", Column::Outcome,
     [](const Row &row) {
         return ofDeletion(row, outcomeText);
     }},
    {"server", Column::Server,
     [](const Row &row) {
         return ofDeletion(row, [](const DeletionNote &note) { return note.server; });
     }},
    {"deleted_by", Column::DeletedBy,
     [](const Row &row) {
         return ofDeletion(row, [](const DeletionNote &note) { return note.user; });
     }},
    {"runs_a_day_times_nodes", Column::RunsTimesNodes,
     [](const Row &row) {
         const auto runs = runsTimesNodes(row.job);
         return runs ? QString::number(*runs, 'g', 12) : QString();
     }},
};

bool isAmong(const FieldSpec &field, const QList<Column> &columns)
{
    return !field.column || columns.contains(*field.column);
}

} // namespace

namespace JobCsv {

QList<Column> columnsOf(const JobSource &source)
{
    QList<Column> columns;
    for (const ColumnSpec &spec : columnSpecs()) {
        if (source.tells(spec.column))
            columns << spec.column;
    }
    return columns;
}

QStringList header(const QList<Column> &columns)
{
    QStringList names;
    for (const FieldSpec &field : Fields) {
        if (isAmong(field, columns))
            names << QString::fromLatin1(field.name);
    }
    return names;
}

QStringList cells(const Job &job, const QList<Column> &columns)
{
    const Row row(job);
    QStringList texts;
    for (const FieldSpec &field : Fields) {
        if (isAmong(field, columns))
            texts << field.text(row);
    }
    return texts;
}

std::optional<QString> write(QIODevice &out, const JobSequence &jobs, const QList<Column> &columns,
                             const std::stop_token &stop, const std::function<void()> &written)
{
    constexpr qsizetype Portion = 1 << 20;
    QByteArray bytes = Csv::line(header(columns));
    for (qsizetype i = 0; i < jobs.size(); ++i) {
        if (stop.stop_requested())
            return Texts::tr("it was stopped");
        const Job job = jobs.at(i);
        if (const auto error = job.load())
            return error->whatHappened();
        bytes += Csv::line(cells(job, columns));
        if (written)
            written();
        if (bytes.size() < Portion)
            continue;
        if (out.write(bytes) != bytes.size())
            return out.errorString();
        bytes.clear();
    }
    return out.write(bytes) == bytes.size() ? std::nullopt : std::optional(out.errorString());
}

} // namespace JobCsv
