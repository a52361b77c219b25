// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "job.h"

#include "deletionnote.h"
#include "jobshape.h"
#include "jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

class JobData : public QSharedData
{
public:
    std::shared_ptr<const ResponseBytes> response;
    qsizetype begin = 0;
    qsizetype length = 0;
    Field<QString> name, id, type, task, plan, description, environment;
    Field<Timestamp> nextRun, scheduledTime;
    Schedule schedule;
    Field<bool> noop, enabled;
    Field<LastRun> lastRun;
    Scope::Kind scopeKind = Scope::Kind::Missing;
    qsizetype nodeCount = 0;
    QString ownerLabel;
    QString searchText;
    std::shared_ptr<const DeletionNote> deletion;
    bool isEnvironmentJob = false;
    bool environmentIsMisspelt = false;
    bool ownerIsRevoked = false;

    QByteArrayView strict() const { return QByteArrayView(response->strict).sliced(begin, length); }
    QJsonObject parse() const;
    void read(const QJsonObject &json);
};

QJsonObject JobData::parse() const
{
    const QByteArrayView bytes = strict();
    return QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), bytes.size())).object();
}

void JobData::read(const QJsonObject &json)
{
    const JobShape shape = JobShape::of(json);
    isEnvironmentJob = shape.isEnvironmentJob;
    name = stringField(shape.name.json);
    id = stringField(shape.id.json);
    type = stringField(shape.type.json);
    task = stringField(shape.task.json);
    plan = stringField(shape.plan.json);
    description = stringField(shape.description.json);
    environmentIsMisspelt = shape.environment.key == "enviroment"_L1;
    environment = stringField(shape.environment.json);
    nextRun = timestampField(shape.nextRun.json);
    scheduledTime = timestampField(shape.scheduledTime.json);
    schedule = Schedule::fromJson(shape.schedule.json);
    noop = boolField(shape.noop.json);
    enabled = boolField(shape.enabled.json);
    lastRun = LastRun::fromJson(shape.lastRun.json);
    const Scope scope = Scope::fromJson(shape.scope.json);
    scopeKind = scope.kind;
    nodeCount = scope.nodes.size();
    const Owner owner = Owner::fromJson(shape.owner.json);
    ownerLabel = owner.label();
    ownerIsRevoked = owner.isRevoked.valueOr(false);
    QStringList searched{name.value,
                         type.value,
                         task.value,
                         plan.value,
                         environment.value,
                         description.value,
                         owner.displayName.value,
                         owner.login.value,
                         owner.email.value,
                         scope.text};
    for (const QJsonValue &object :
         {shape.parameters.json, shape.sensitiveParameters.json, shape.userData.json}) {
        if (!object.isUndefined() && !object.isNull())
            searched << JsonText::compact(object);
    }
    // What is shown as it was sent is found so, too.
    for (const JobShape::Value *value :
         {&shape.name, &shape.type, &shape.task, &shape.plan, &shape.environment, &shape.description}) {
        if (stringField(value->json).presence == Presence::Odd)
            searched << JsonText::compact(value->json);
    }
    if (lastRun.value.wasNotSubmitted)
        searched << lastRun.value.errorKind << lastRun.value.errorMessage;
    searchText = (searched + scope.nodes).join(u'\n');
}

Job::Job() = default;
Job::Job(const Job &) = default;
Job::Job(Job &&) noexcept = default;
Job &Job::operator=(const Job &) = default;
Job &Job::operator=(Job &&) noexcept = default;
Job::~Job() = default;

Job::Job(std::shared_ptr<const ResponseBytes> response, qsizetype begin, qsizetype length) : d(new JobData)
{
    d->response = std::move(response);
    d->begin = begin;
    d->length = length;
    d->read(d->parse());
}

bool Job::isEnvironmentJob() const
{
    return d && d->isEnvironmentJob;
}
Field<QString> Job::name() const
{
    return d ? d->name : Field<QString>();
}
Field<QString> Job::id() const
{
    return d ? d->id : Field<QString>();
}
Field<QString> Job::type() const
{
    return d ? d->type : Field<QString>();
}
Field<QString> Job::task() const
{
    return d ? d->task : Field<QString>();
}
Field<QString> Job::plan() const
{
    return d ? d->plan : Field<QString>();
}
Field<QString> Job::description() const
{
    return d ? d->description : Field<QString>();
}
Field<QString> Job::environment() const
{
    return d ? d->environment : Field<QString>();
}
bool Job::environmentIsMisspelt() const
{
    return d && d->environmentIsMisspelt;
}
Field<Timestamp> Job::nextRun() const
{
    return d ? d->nextRun : Field<Timestamp>();
}
std::optional<qint64> Job::nextRunFrom(qint64 fromUtcMs) const
{
    const auto next = nextRun().value.utcMs;
    return next ? schedule().firstRunFrom(*next, fromUtcMs) : std::nullopt;
}

Field<Timestamp> Job::scheduledTime() const
{
    return d ? d->scheduledTime : Field<Timestamp>();
}
Schedule Job::schedule() const
{
    return d ? d->schedule : Schedule();
}
Field<bool> Job::noop() const
{
    return d ? d->noop : Field<bool>();
}
Field<bool> Job::enabled() const
{
    return d ? d->enabled : Field<bool>();
}
Field<LastRun> Job::lastRun() const
{
    return d ? d->lastRun : Field<LastRun>();
}
Scope::Kind Job::scopeKind() const
{
    return d ? d->scopeKind : Scope::Kind::Missing;
}
qsizetype Job::nodeCount() const
{
    return d ? d->nodeCount : 0;
}
QString Job::ownerLabel() const
{
    return d ? d->ownerLabel : QString();
}
bool Job::ownerIsRevoked() const
{
    return d && d->ownerIsRevoked;
}
QString Job::searchText() const
{
    return d ? d->searchText : QString();
}

Scope Job::scope() const
{
    return Scope::fromJson(JobShape::of(json()).scope.json);
}
Owner Job::owner() const
{
    return Owner::fromJson(JobShape::of(json()).owner.json);
}

static Field<QJsonObject> objectField(const QJsonValue &json)
{
    return {presenceOf(json, json.isObject()), json.toObject()};
}

Field<QJsonObject> Job::jobOptions() const
{
    return objectField(JobShape::of(json()).jobOptions.json);
}
Field<QJsonObject> Job::parameters() const
{
    return objectField(JobShape::of(json()).parameters.json);
}
Field<QJsonObject> Job::userData() const
{
    return objectField(JobShape::of(json()).userData.json);
}

QStringList Job::sensitiveParameters() const
{
    QStringList names;
    const QJsonArray array = JobShape::of(json()).sensitiveParameters.json.toArray();
    for (const QJsonValue &name : array)
        names << name.toString();
    return names;
}

QJsonObject Job::json() const
{
    return d ? d->parse() : QJsonObject();
}

QByteArray Job::raw() const
{
    return d ? d->response->received.mid(d->begin, d->length) : QByteArray();
}
QByteArray Job::strictJson() const
{
    return d ? d->strict().toByteArray() : QByteArray();
}
QByteArray Job::responseBytes() const
{
    return d ? d->response->received : QByteArray();
}

std::shared_ptr<const DeletionNote> Job::deletion() const
{
    return d ? d->deletion : nullptr;
}

Job Job::withDeletion(std::shared_ptr<const DeletionNote> note) const
{
    if (!d)
        return {};
    Job job = *this;
    const QStringList searched{
        job.d->searchText,   note->serverLabel,
        note->server,        note->user,
        note->serverMessage, note->serverKind,
        note->answerProblem, note->checkProblem,
        note->scheduledAs,   outcomeLabel(note->outcome, note->disables, note->answeredAt.isValid())};
    job.d->searchText = searched.join(u'\n');
    job.d->deletion = std::move(note);
    return job;
}

QString Job::target() const
{
    if (task().given() && !task().value.isEmpty())
        return task().value;
    return plan().value;
}

QString Job::mismatchedIdNumber() const
{
    if (!id().given() || !name().given())
        return {};
    const QString last = QUrl(id().value).path().section(u'/', -1, -1, QString::SectionSkipEmpty);
    const bool isNumber = !last.isEmpty() && std::all_of(last.begin(), last.end(),
                                                         [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isNumber && last != name().value ? last : QString();
}

bool Job::isSameJobAs(const Job &other) const
{
    if (deletion() || other.deletion())
        return deletion() && other.deletion() && deletion()->id == other.deletion()->id;
    // The generations count their jobs apart.
    if (name().given() != other.name().given() || isEnvironmentJob() != other.isEnvironmentJob())
        return false;
    return name().given() ? name().value == other.name().value : raw() == other.raw();
}

bool Job::operator==(const Job &other) const
{
    if (d == other.d)
        return true;
    if (!d || !other.d || raw() != other.raw() || bool(d->deletion) != bool(other.d->deletion))
        return false;
    return d->deletion == other.d->deletion || *d->deletion == *other.d->deletion;
}
