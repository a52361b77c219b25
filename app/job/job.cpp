// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "job.h"

#include "deletionnote.h"
#include "idnumber.h"
#include "jobshape.h"
#include "jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

#include <atomic>

using namespace Qt::StringLiterals;

namespace {

// What the list shows, read at once.
struct JobValues
{
    Field<QString> name, id, type, task, plan, description, environment;
    Field<Timestamp> nextRun, scheduledTime;
    Schedule schedule;
    Field<bool> noop, enabled;
    Field<LastRun> lastRun;
    Scope::Kind scopeKind = Scope::Kind::Missing;
    qsizetype nodeCount = 0;
    QString ownerLabel;
    QString searchText;
    bool isEnvironmentJob = false;
    bool environmentIsMisspelt = false;
    bool ownerIsRevoked = false;
    QByteArray record; // of a file; what is in memory stays where it is
    std::optional<Error> error;

    void read(const QJsonObject &json);
};

QJsonObject objectIn(const RecordPlace &place, const QByteArray &record)
{
    if (!place.isMended)
        return QJsonDocument::fromJson(record).object();
    QByteArray strict = record;
    JsonText::blankTrailingCommas(strict);
    return QJsonDocument::fromJson(strict).object();
}

using SharedValues = std::shared_ptr<const JobValues>;

} // namespace

class JobData : public QSharedData
{
public:
    JobData(RecordPlace where, std::optional<JobIdentity> known)
        : place(std::move(where)), identity(std::move(known))
    {
    }
    JobData(const JobData &other)
        : QSharedData(other),
          place(other.place),
          identity(other.identity),
          note(other.note),
          extraText(other.extraText),
          m_values(other.m_values.load())
    {
    }
    JobData &operator=(const JobData &) = delete;

    SharedValues values() const;
    bool areRead() const { return bool(m_values.load()); }
    Result<QByteArray> record() const;
    QJsonObject json() const
    {
        const Result<QByteArray> bytes = record();
        return bytes ? objectIn(place, bytes.value()) : QJsonObject();
    }

    const RecordPlace place;
    const std::optional<JobIdentity> identity;
    std::shared_ptr<const DeletionNote> note;
    QString extraText; // to search in, besides the record

private:
    mutable std::atomic<SharedValues> m_values; // null: not read yet
};

// Two threads may both read the record; they find the same.
SharedValues JobData::values() const
{
    if (SharedValues known = m_values.load())
        return known;
    auto values = std::make_shared<JobValues>();
    const Result<QByteArray> record = place.bytes->read(place.begin, place.length);
    if (record)
        values->read(objectIn(place, record.value()));
    else
        values->error = record.error();
    if (record && !place.bytes->isInMemory())
        values->record = record.value();
    m_values.store(values);
    return values;
}

Result<QByteArray> JobData::record() const
{
    const SharedValues known = place.bytes->isInMemory() ? nullptr : m_values.load();
    if (!known)
        return place.bytes->read(place.begin, place.length);
    if (known->error)
        return *known->error;
    return known->record;
}

void JobValues::read(const QJsonObject &json)
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
                         description.value.simplified(),
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

Job::Job(RecordPlace place) : d(new JobData(std::move(place), std::nullopt)) {}

Job::Job(RecordPlace place, JobIdentity identity) : d(new JobData(std::move(place), std::move(identity))) {}

Job::Job(const QByteArray &record)
    : Job(RecordPlace{std::make_shared<MemoryBytes>(record), 0, record.size(), false})
{
}

bool Job::isHere() const
{
    return !d || d->place.bytes->isInMemory() || d->areRead();
}

std::optional<Error> Job::load() const
{
    return d ? d->values()->error : std::nullopt;
}

const RecordPlace &Job::place() const
{
    static const RecordPlace nowhere;
    return d ? d->place : nowhere;
}

bool Job::isEnvironmentJob() const
{
    return d && (d->identity ? d->identity->isEnvironmentJob : d->values()->isEnvironmentJob);
}
Field<QString> Job::name() const
{
    if (!d)
        return {};
    return d->identity ? d->identity->name : d->values()->name;
}
Field<QString> Job::id() const
{
    return d ? d->values()->id : Field<QString>();
}
Field<QString> Job::type() const
{
    return d ? d->values()->type : Field<QString>();
}
Field<QString> Job::task() const
{
    return d ? d->values()->task : Field<QString>();
}
Field<QString> Job::plan() const
{
    return d ? d->values()->plan : Field<QString>();
}
Field<QString> Job::description() const
{
    return d ? d->values()->description : Field<QString>();
}
Field<QString> Job::environment() const
{
    return d ? d->values()->environment : Field<QString>();
}
bool Job::environmentIsMisspelt() const
{
    return d && d->values()->environmentIsMisspelt;
}
Field<Timestamp> Job::nextRun() const
{
    return d ? d->values()->nextRun : Field<Timestamp>();
}
std::optional<qint64> Job::nextRunFrom(qint64 fromUtcMs) const
{
    const auto grid = runGrid();
    return grid ? grid->firstFrom(fromUtcMs) : std::nullopt;
}

std::optional<RunGrid> Job::runGrid() const
{
    const auto next = nextRun().value.utcMs;
    return next ? std::optional(RunGrid::of(*next, schedule())) : std::nullopt;
}

bool Job::isDisabled() const
{
    const Field<bool> isEnabled = enabled();
    return isEnabled.given() && !isEnabled.value;
}

Field<Timestamp> Job::scheduledTime() const
{
    return d ? d->values()->scheduledTime : Field<Timestamp>();
}
Schedule Job::schedule() const
{
    return d ? d->values()->schedule : Schedule();
}
Field<bool> Job::noop() const
{
    return d ? d->values()->noop : Field<bool>();
}
Field<bool> Job::enabled() const
{
    return d ? d->values()->enabled : Field<bool>();
}
Field<LastRun> Job::lastRun() const
{
    return d ? d->values()->lastRun : Field<LastRun>();
}
Scope::Kind Job::scopeKind() const
{
    return d ? d->values()->scopeKind : Scope::Kind::Missing;
}
qsizetype Job::nodeCount() const
{
    return d ? d->values()->nodeCount : 0;
}
QString Job::ownerLabel() const
{
    return d ? d->values()->ownerLabel : QString();
}
bool Job::ownerIsRevoked() const
{
    return d && d->values()->ownerIsRevoked;
}
QString Job::searchText() const
{
    if (!d)
        return {};
    const QString text = d->values()->searchText;
    return d->extraText.isEmpty() ? text : text + u'\n' + d->extraText;
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
    return d ? d->json() : QJsonObject();
}

QByteArray Job::raw() const
{
    const Result<QByteArray> record = d ? d->record() : QByteArray();
    return record ? record.value() : QByteArray();
}
QByteArray Job::strictJson() const
{
    const Result<QByteArray> record = readStrictJson();
    return record ? record.value() : QByteArray();
}
Result<QByteArray> Job::readStrictJson() const
{
    Result<QByteArray> record = d ? d->record() : QByteArray();
    if (record && d && d->place.isMended)
        JsonText::blankTrailingCommas(record.value());
    return record;
}
QByteArray Job::responseBytes() const
{
    const auto *memory = d ? dynamic_cast<const MemoryBytes *>(d->place.bytes.get()) : nullptr;
    return memory ? memory->bytes() : QByteArray();
}

std::shared_ptr<const DeletionNote> Job::deletion() const
{
    return d ? d->note : nullptr;
}

Job Job::withDeletion(std::shared_ptr<const DeletionNote> note) const
{
    if (!d)
        return {};
    Job job = *this;
    const QStringList searched{note->serverLabel,
                               note->server,
                               note->user,
                               note->serverMessage,
                               note->serverKind,
                               note->answerProblem,
                               note->checkProblem,
                               note->scheduledAs,
                               outcomeLabel(note->outcome, note->disables, note->answeredAt.isValid())};
    job.d->extraText = searched.join(u'\n');
    job.d->note = std::move(note);
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
    return mismatchedNumber(id().value, name().value);
}

bool Job::isSameJobAs(const Job &other) const
{
    if (deletion() || other.deletion())
        return deletion() && other.deletion() && deletion()->id == other.deletion()->id;
    // The generations count their jobs apart.
    if (name().given() != other.name().given() || isEnvironmentJob() != other.isEnvironmentJob())
        return false;
    if (name().given())
        return name().value == other.name().value;
    return place() == other.place() || raw() == other.raw();
}

bool Job::operator==(const Job &other) const
{
    if (d == other.d)
        return true;
    if (!d || !other.d || bool(d->note) != bool(other.d->note))
        return false;
    if (d->place != other.d->place && raw() != other.raw())
        return false;
    return d->note == other.d->note || *d->note == *other.d->note;
}
