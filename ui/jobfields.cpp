// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobfields.h"

#include "column.h"
#include "relativetime.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSet>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JobFields)
};

QString jsonText(const QJsonValue &json)
{
    // An array around it, because a document can't be a bare value.
    const QByteArray list = QJsonDocument(QJsonArray{json}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

// Says in words what is not there; otherwise the text.
JobField field(const QString &label, QLatin1StringView key, const QJsonValue &json, Presence presence,
               const QString &text)
{
    switch (presence) {
    case Presence::Missing:
        return {label, key, Texts::tr("not sent"), JobField::Note::Absent};
    case Presence::Null:
        return {label, key, Texts::tr("null"), JobField::Note::Absent};
    case Presence::Odd:
        return {label, key, Texts::tr("%1 (unexpected type)").arg(jsonText(json)), JobField::Note::Odd};
    case Presence::Given:
        break;
    }
    if (text.isEmpty())
        return {label, key, Texts::tr("empty"), JobField::Note::Absent};
    return {label, key, text, JobField::Note::None};
}

QString yesOrNo(bool value)
{
    return value ? Texts::tr("yes") : Texts::tr("no");
}

JobField textField(const QString &label, const QJsonObject &object, QLatin1StringView key)
{
    const Field<QString> text = stringField(object[key]);
    return field(label, key, object[key], text.presence, text.value);
}

JobField flagField(const QString &label, const QJsonObject &object, QLatin1StringView key)
{
    const Field<bool> flag = boolField(object[key]);
    return field(label, key, object[key], flag.presence, yesOrNo(flag.value));
}

JobField listField(const QString &label, const QJsonObject &object, QLatin1StringView key)
{
    const QJsonValue json = object[key];
    QStringList entries;
    const QJsonArray array = json.toArray();
    for (const QJsonValue &entry : array)
        entries << (entry.isString() ? entry.toString() : jsonText(entry));
    return field(label, key, json, presenceOf(json, json.isArray()), entries.join(", "_L1));
}

QString timeText(const Timestamp &time)
{
    if (!time.utcMs)
        return Texts::tr("%1 (no point in time)").arg(time.text);
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(*time.utcMs);
    return Texts::tr("%1 %2 — sent as %3", "date and time, time zone, text as sent")
        .arg(localTimeText(*time.utcMs), local.timeZoneAbbreviation(), time.text);
}

JobField timeField(const QString &label, const QJsonObject &object, QLatin1StringView key)
{
    const Field<Timestamp> time = timestampField(object[key]);
    const QString text = time.value.text.isEmpty() ? QString() : timeText(time.value);
    JobField result = field(label, key, object[key], time.presence, text);
    if (time.given() && !time.value.text.isEmpty() && !time.value.utcMs)
        result.note = JobField::Note::Odd;
    return result;
}

JobFieldGroup jobGroup(const Job &job, const QJsonObject &json)
{
    const auto environmentKey = job.environmentIsMisspelt() ? "enviroment"_L1 : "environment"_L1;
    JobFieldGroup group{
        Texts::tr("Job"),
        {textField(Texts::tr("Name"), json, "name"_L1), textField(Texts::tr("Type"), json, "type"_L1),
         textField(Texts::tr("Task"), json, "task"_L1), textField(Texts::tr("Plan"), json, "plan"_L1),
         textField(Texts::tr("Environment"), json, environmentKey),
         textField(Texts::tr("Description"), json, "description"_L1),
         flagField(Texts::tr("Noop"), json, "noop"_L1), textField(Texts::tr("URL"), json, "id"_L1)}};
    if (!job.mismatchedIdNumber().isEmpty())
        group.fields.last().note = JobField::Note::Warning;
    // A record with both spellings shows both.
    if (!job.environmentIsMisspelt() && json.contains("enviroment"_L1))
        group.fields.append(textField(Texts::tr("Environment (misspelt key)"), json, "enviroment"_L1));
    return group;
}

JobFieldGroup scheduleGroup(const Job &job, const QJsonObject &json, qint64 nowUtcMs)
{
    JobField nextRun = timeField(Texts::tr("Next run"), json, "next_run"_L1);
    JobFieldGroup group{Texts::tr("Schedule"), {nextRun}};
    if (const auto run = job.nextRun().value.utcMs) {
        const bool isOverdue = *run < nowUtcMs;
        group.fields.append({Texts::tr("Due"), QString(), relativeRunText(*run, nowUtcMs),
                             isOverdue ? JobField::Note::Warning : JobField::Note::None});
    }
    group.fields.append(timeField(Texts::tr("Scheduled for"), json, "scheduled_time"_L1));
    const QJsonValue options = json["schedule_options"_L1];
    const Schedule schedule = job.schedule();
    QString repeats = specOf(Column::Repeats).text(job);
    if (schedule.kind == Schedule::Kind::Repeating)
        repeats = Texts::tr("%1 (%L2 s)", "interval, in seconds").arg(repeats).arg(schedule.intervalSeconds);
    JobField interval = field(Texts::tr("Repeats"), "schedule_options"_L1, options,
                              presenceOf(options, options.isObject()), repeats);
    if (schedule.kind == Schedule::Kind::Odd && options.isObject()) {
        interval.value = jsonText(options);
        interval.note = JobField::Note::Odd;
    }
    group.fields.append(interval);
    return group;
}

JobFieldGroup scopeGroup(const Job &job, const QJsonObject &json)
{
    const QJsonValue json_scope = json["scope"_L1];
    const Scope scope = Scope::fromJson(json_scope);
    JobFieldGroup group{Texts::tr("Targets"), {}};
    group.fields.append(field(Texts::tr("Scope"), "scope"_L1, json_scope,
                              presenceOf(json_scope, json_scope.isObject()), scopeText(job)));
    switch (scope.kind) {
    case Scope::Kind::Query:
    case Scope::Kind::QueryAst:
        group.fields.append({Texts::tr("Query"), u"scope.query"_s, scope.text, JobField::Note::None});
        break;
    case Scope::Kind::NodeGroup:
        group.fields.append(
            {Texts::tr("Node group"), u"scope.node_group"_s, scope.text, JobField::Note::None});
        break;
    case Scope::Kind::Application:
        group.fields.append(
            {Texts::tr("Application"), u"scope.application"_s, scope.text, JobField::Note::None});
        break;
    case Scope::Kind::Odd:
        if (json_scope.isObject())
            group.fields.append(
                {Texts::tr("As sent"), u"scope"_s, jsonText(json_scope), JobField::Note::Odd});
        break;
    default:
        break;
    }
    return group;
}

JobFieldGroup ownerGroup(const Job &job, const QJsonObject &json)
{
    const QJsonValue value = json["owner"_L1];
    JobFieldGroup group{Texts::tr("Owner"), {}};
    if (!value.isObject()) {
        group.fields.append(field(Texts::tr("Owner"), "owner"_L1, value, presenceOf(value, false), {}));
        return group;
    }
    const QJsonObject owner = value.toObject();
    group.fields = {textField(Texts::tr("Login"), owner, "login"_L1),
                    textField(Texts::tr("Display name"), owner, "display_name"_L1),
                    textField(Texts::tr("E-mail"), owner, "email"_L1),
                    textField(Texts::tr("User ID"), owner, "id"_L1),
                    flagField(Texts::tr("Revoked"), owner, "is_revoked"_L1),
                    timeField(Texts::tr("Last login"), owner, "last_login"_L1),
                    flagField(Texts::tr("Remote user"), owner, "is_remote"_L1),
                    flagField(Texts::tr("Group"), owner, "is_group"_L1),
                    flagField(Texts::tr("Superuser"), owner, "is_superuser"_L1),
                    listField(Texts::tr("Role IDs"), owner, "role_ids"_L1),
                    listField(Texts::tr("Inherited role IDs"), owner, "inherited_role_ids"_L1),
                    listField(Texts::tr("Group IDs"), owner, "group_ids"_L1)};
    if (job.ownerIsRevoked())
        group.fields[4].note = JobField::Note::Warning;
    const QSet<QString> known{u"login"_s,     u"display_name"_s,       u"email"_s,
                              u"id"_s,        u"is_revoked"_s,         u"last_login"_s,
                              u"is_remote"_s, u"is_group"_s,           u"is_superuser"_s,
                              u"role_ids"_s,  u"inherited_role_ids"_s, u"group_ids"_s};
    for (auto it = owner.begin(); it != owner.end(); ++it) {
        if (!known.contains(it.key()))
            group.fields.append({it.key(), it.key(), jsonText(it.value()), JobField::Note::None});
    }
    return group;
}

JobFieldGroup objectGroup(const QString &title, const QJsonObject &object)
{
    JobFieldGroup group{title, {}};
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString text = it.value().isString() ? it.value().toString() : jsonText(it.value());
        group.fields.append(field(it.key(), QLatin1StringView(), it.value(),
                                  it.value().isNull() ? Presence::Null : Presence::Given, text));
    }
    return group;
}

JobFieldGroup optionsGroup(const QJsonObject &json)
{
    const QJsonValue options = json["job_options"_L1];
    if (options.isObject() && !options.toObject().isEmpty())
        return objectGroup(Texts::tr("Job options"), options.toObject());
    return {Texts::tr("Job options"),
            {field(Texts::tr("Options"), "job_options"_L1, options, presenceOf(options, options.isObject()),
                   {})}};
}

JobFieldGroup otherGroup(QJsonObject json)
{
    for (const auto &key : {"name"_L1, "type"_L1, "task"_L1, "plan"_L1, "environment"_L1, "enviroment"_L1,
                            "description"_L1, "noop"_L1, "id"_L1, "next_run"_L1, "scheduled_time"_L1,
                            "schedule_options"_L1, "scope"_L1, "owner"_L1, "job_options"_L1})
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
    QList<JobFieldGroup> groups{jobGroup(job, json), scheduleGroup(job, json, nowUtcMs),
                                scopeGroup(job, json), ownerGroup(job, json), optionsGroup(json)};
    if (JobFieldGroup other = otherGroup(json); !other.fields.isEmpty())
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
    if (!job.name().given())
        warnings << Texts::tr("This record has no name, so it can't be told which job it is.");
    if (job.ownerIsRevoked())
        warnings << Texts::tr("The owner's account is revoked.");
    return warnings;
}

QString jobTitle(const Job &job)
{
    QString subject = job.description().value.simplified();
    if (subject.isEmpty())
        subject = job.target();
    const QString name = shortened(job.name().value);
    subject = shortened(subject);
    if (subject.isEmpty())
        return Texts::tr("Job %1").arg(name);
    return Texts::tr("Job %1 '%2'", "name, description").arg(name, subject);
}
