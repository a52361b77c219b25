// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobfields.h"

#include "column.h"
#include "fieldtexts.h"
#include "journaltexts.h"
#include "jsontext.h"
#include "relativetime.h"
#include "runtexts.h"

#include <QCoreApplication>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace FieldTexts;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JobFields)
};

JobFieldGroup jobGroup(const Job &job, const JobShape &shape, const QJsonObject &json)
{
    JobFieldGroup group{Texts::tr("Job"),
                        {textField(Texts::tr("Name"), shape.name), textField(Texts::tr("Type"), shape.type),
                         textField(Texts::tr("Task"), shape.task), textField(Texts::tr("Plan"), shape.plan),
                         textField(Texts::tr("Environment"), shape.environment),
                         textField(Texts::tr("Description"), shape.description),
                         flagField(Texts::tr("Noop"), shape.noop), textField(Texts::tr("URL"), shape.id)}};
    if (!job.mismatchedIdNumber().isEmpty())
        group.fields.last().note = JobField::Note::Warning;
    // A record with both spellings shows both.
    if (!job.environmentIsMisspelt() && json.contains("enviroment"_L1))
        group.fields.append(
            textField(Texts::tr("Environment (misspelt key)"), {u"enviroment"_s, json["enviroment"_L1]}));
    if (shape.isEnvironmentJob) {
        // Either of the two is meant, not both.
        group.fields.removeIf([](const JobField &field) {
            return field.key.isEmpty() && field.note == JobField::Note::Absent;
        });
        group.fields.append(flagField(Texts::tr("Enabled"), shape.enabled));
    }
    return group;
}

// When a repeating job runs by its plan, and whether the clocks move that.
void appendComingRuns(JobFieldGroup &group, const Job &job, qint64 nowUtcMs)
{
    const auto grid = job.runGrid();
    if (!grid || !grid->repeats())
        return;
    constexpr qsizetype Most = 5;
    QStringList runs;
    for (auto run = grid->firstFrom(nowUtcMs); run && runs.size() < Most; run = grid->firstFrom(*run + 1))
        runs << RunTexts::moment(*run);
    group.fields.append({Texts::tr("Coming runs"), QString(), runs.join(u'\n'), JobField::Note::None});
    if (const QString note = RunTexts::clockChangeNote(*grid, nowUtcMs); !note.isEmpty())
        group.fields.append({Texts::tr("Clock change"), QString(), note, JobField::Note::None});
}

JobFieldGroup scheduleGroup(const Job &job, const JobShape &shape, qint64 nowUtcMs)
{
    JobFieldGroup group{Texts::tr("Schedule"), {timeField(Texts::tr("Next run"), shape.nextRun)}};
    // What was deleted is not due.
    if (const auto run = job.nextRun().value.utcMs; run && !job.deletion()) {
        const bool isOverdue = *run < nowUtcMs;
        group.fields.append({Texts::tr("Due"), QString(), relativeRunText(*run, nowUtcMs),
                             isOverdue ? JobField::Note::Warning : JobField::Note::None});
    }
    group.fields.append(timeField(Texts::tr("Scheduled for"), shape.scheduledTime));
    const QJsonValue options = shape.schedule.json;
    const Schedule schedule = job.schedule();
    QString repeats = specOf(Column::Repeats).text(job);
    if (schedule.kind == Schedule::Kind::Repeating)
        repeats = Texts::tr("%1 (%L2 s)", "interval, in seconds").arg(repeats).arg(schedule.intervalSeconds);
    JobField interval =
        field(Texts::tr("Repeats"), shape.schedule, presenceOf(options, options.isObject()), repeats);
    if (schedule.kind == Schedule::Kind::Odd && options.isObject()) {
        interval.value = JsonText::compact(options);
        interval.note = JobField::Note::Odd;
    }
    group.fields.append(interval);
    if (!job.deletion() && !job.isDisabled())
        appendComingRuns(group, job, nowUtcMs);
    return group;
}

JobFieldGroup scopeGroup(const Job &job, const JobShape &shape)
{
    const QJsonValue json = shape.scope.json;
    const Scope scope = Scope::fromJson(json);
    JobFieldGroup group{Texts::tr("Targets"), {}};
    group.fields.append(
        field(Texts::tr("Scope"), shape.scope, presenceOf(json, json.isObject()), scopeText(job)));
    const auto append = [&](const QString &label, const char *key) {
        group.fields.append(
            {label, shape.scope.key + QLatin1StringView(key), scope.text, JobField::Note::None});
    };
    switch (scope.kind) {
    case Scope::Kind::Query:
    case Scope::Kind::QueryAst:
        append(Texts::tr("Query"), ".query");
        break;
    case Scope::Kind::NodeGroup:
        append(Texts::tr("Node group"), ".node_group");
        break;
    case Scope::Kind::Application:
        append(Texts::tr("Application"), ".application");
        break;
    case Scope::Kind::Odd:
        if (json.isObject())
            group.fields.append(
                {Texts::tr("As sent"), shape.scope.key, JsonText::compact(json), JobField::Note::Odd});
        break;
    default:
        break;
    }
    return group;
}

JobFieldGroup ownerGroup(const Job &job, const JobShape::Value &value)
{
    JobFieldGroup group{Texts::tr("Owner"), {}};
    if (!value.json.isObject()) {
        group.fields.append(field(Texts::tr("Owner"), value, presenceOf(value.json, false), {}));
        return group;
    }
    QJsonObject owner = value.json.toObject();
    const auto take = [&owner](QLatin1StringView key) {
        return JobShape::Value{key, owner.take(key)};
    };
    group.fields = {textField(Texts::tr("Login"), take("login"_L1)),
                    textField(Texts::tr("Display name"), take("display_name"_L1)),
                    textField(Texts::tr("E-mail"), take("email"_L1)),
                    textField(Texts::tr("User ID"), take("id"_L1)),
                    flagField(Texts::tr("Revoked"), take("is_revoked"_L1)),
                    timeField(Texts::tr("Last login"), take("last_login"_L1)),
                    flagField(Texts::tr("Remote user"), take("is_remote"_L1)),
                    flagField(Texts::tr("Group"), take("is_group"_L1)),
                    flagField(Texts::tr("Superuser"), take("is_superuser"_L1)),
                    listField(Texts::tr("Role IDs"), take("role_ids"_L1)),
                    listField(Texts::tr("Inherited role IDs"), take("inherited_role_ids"_L1)),
                    listField(Texts::tr("Group IDs"), take("group_ids"_L1))};
    if (job.ownerIsRevoked())
        group.fields[4].note = JobField::Note::Warning;
    for (auto it = owner.begin(); it != owner.end(); ++it)
        group.fields.append({it.key(), it.key(), JsonText::compact(it.value()), JobField::Note::None});
    return group;
}

// A group for an object of which nobody knows the keys beforehand.
JobFieldGroup openGroup(const QString &title, const QString &label, const JobShape::Value &value)
{
    if (value.json.isObject() && !value.json.toObject().isEmpty())
        return objectGroup(title, value.json.toObject());
    return {title, {field(label, value, presenceOf(value.json, value.json.isObject()), {})}};
}

JobFieldGroup lastRunGroup(const Job &job, const JobShape::Value &value)
{
    JobFieldGroup group{Texts::tr("Last run"), {}};
    const Field<LastRun> run = job.lastRun();
    if (!run.given()) {
        JobField none = field(Texts::tr("Last run"), value, run.presence, {});
        if (run.presence == Presence::Null)
            none.value = Texts::tr("never");
        group.fields.append(none);
        return group;
    }
    const QJsonObject object = value.json.toObject();
    group.fields.append(timeField(Texts::tr("Time"), {u"last_run.time"_s, object["time"_L1]}));
    const auto append = [&group](const QString &label, const QString &key, const QString &text,
                                 JobField::Note note = JobField::Note::None) {
        if (!text.isEmpty())
            group.fields.append({label, key, text, note});
    };
    append(Texts::tr("Run as job"), u"last_run.job.name"_s, run.value.jobName);
    append(Texts::tr("URL of the run"), u"last_run.job.id"_s, run.value.jobUrl);
    if (run.value.wasNotSubmitted) {
        append(Texts::tr("Not started"), u"last_run.job.submission_error.msg"_s, run.value.errorMessage,
               JobField::Note::Warning);
        append(Texts::tr("Kind of error"), u"last_run.job.submission_error.kind"_s, run.value.errorKind,
               JobField::Note::Warning);
        append(Texts::tr("Details"), u"last_run.job.submission_error.details"_s, run.value.errorDetails);
    }
    return group;
}

// What else there is in `input`, such as targets, concurrency and transport.
JobFieldGroup inputGroup(QJsonObject input)
{
    for (const auto &key : {"name"_L1, "parameters"_L1, "sensitive_parameters"_L1, "scope"_L1, "noop"_L1})
        input.remove(key);
    return objectGroup(Texts::tr("Options"), input);
}

QList<JobFieldGroup> environmentJobGroups(const Job &job, const JobShape &shape, const QJsonObject &json)
{
    JobFieldGroup parameters = openGroup(Texts::tr("Parameters"), Texts::tr("Parameters"), shape.parameters);
    const QStringList sensitive = job.sensitiveParameters();
    for (const QString &name : sensitive)
        parameters.fields.append(
            {name, QString(), Texts::tr("sensitive: the server does not tell it"), JobField::Note::Absent});
    QList<JobFieldGroup> groups{lastRunGroup(job, shape.lastRun), parameters};
    if (JobFieldGroup options = inputGroup(json["input"_L1].toObject()); !options.fields.isEmpty())
        groups.append(options);
    groups.append(openGroup(Texts::tr("User data"), Texts::tr("User data"), shape.userData));
    return groups;
}

JobFieldGroup otherGroup(QJsonObject json, bool isEnvironmentJob)
{
    QStringList known{u"name"_s,        u"type"_s, u"environment"_s, u"enviroment"_s,
                      u"description"_s, u"id"_s,   u"next_run"_s,    u"owner"_s};
    if (isEnvironmentJob)
        known << u"enabled"_s << u"input"_s << u"schedule"_s << u"last_run"_s << u"userdata"_s;
    else
        known << u"task"_s << u"plan"_s << u"noop"_s << u"scheduled_time"_s << u"schedule_options"_s
              << u"scope"_s << u"job_options"_s;
    for (const QString &key : std::as_const(known))
        json.remove(key);
    return objectGroup(Texts::tr("Other keys"), json);
}

// For use inside a sentence: not too long, and without the marks that would turn the direction of all of it.
QString shortened(QString text)
{
    text.removeIf(
        [](QChar c) { return (c >= u'\u202A' && c <= u'\u202E') || (c >= u'\u2066' && c <= u'\u2069'); });
    return text.size() > 60 ? text.left(59) + u'…' : text;
}

} // namespace

QList<JobFieldGroup> fieldsOf(const Job &job, qint64 nowUtcMs)
{
    const QJsonObject json = job.json();
    const JobShape shape = JobShape::of(json);
    QList<JobFieldGroup> groups{jobGroup(job, shape, json), scheduleGroup(job, shape, nowUtcMs),
                                scopeGroup(job, shape), ownerGroup(job, shape.owner)};
    if (const auto note = job.deletion())
        groups.prepend(deletionGroup(*note));
    if (shape.isEnvironmentJob)
        groups += environmentJobGroups(job, shape, json);
    else
        groups += openGroup(Texts::tr("Job options"), Texts::tr("Options"), shape.jobOptions);
    if (JobFieldGroup other = otherGroup(json, shape.isEnvironmentJob); !other.fields.isEmpty())
        groups.append(other);
    return groups;
}

QStringList warningsOf(const Job &job)
{
    QStringList warnings;
    if (const QString number = job.mismatchedIdNumber(); !number.isEmpty()) {
        warnings
            << Texts::tr(
                   "The URL of this job ends in %1, which is another job. Callboard goes by the name, %2.")
                   .arg(number, job.name().value);
    }
    if (job.name().presence == Presence::Odd)
        warnings << Texts::tr("The name of this record is no text, so it can't be told which job it is.");
    else if (!job.name().given())
        warnings << Texts::tr("This record has no name, so it can't be told which job it is.");
    if (job.ownerIsRevoked())
        warnings << Texts::tr("The owner's account is revoked.");
    if (!job.enabled().valueOr(true))
        warnings << Texts::tr("This job is disabled: it never runs again.");
    if (job.lastRun().value.wasNotSubmitted)
        warnings << Texts::tr("The last run could not be started: %1").arg(job.lastRun().value.errorMessage);
    return warnings;
}

QString jobTitle(const Job &job)
{
    QString subject = job.description().value.simplified();
    if (subject.isEmpty())
        subject = job.target();
    const QString name = shortened(job.name().value);
    subject = shortened(subject);
    if (name.isEmpty())
        return subject.isEmpty() ? Texts::tr("A job without a name")
                                 : Texts::tr("A job without a name, '%1'", "description").arg(subject);
    if (subject.isEmpty())
        return Texts::tr("Job %1").arg(name);
    return Texts::tr("Job %1 '%2'", "name, description").arg(name, subject);
}
