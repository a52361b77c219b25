// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "job.h"

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
    Field<bool> noop;
    Scope::Kind scopeKind = Scope::Kind::Missing;
    qsizetype nodeCount = 0;
    QString ownerLabel;
    QString searchText;
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
    name = stringField(json["name"_L1]);
    id = stringField(json["id"_L1]);
    type = stringField(json["type"_L1]);
    task = stringField(json["task"_L1]);
    plan = stringField(json["plan"_L1]);
    description = stringField(json["description"_L1]);
    environmentIsMisspelt = !json.contains("environment"_L1) && json.contains("enviroment"_L1);
    environment = stringField(json[environmentIsMisspelt ? "enviroment"_L1 : "environment"_L1]);
    nextRun = timestampField(json["next_run"_L1]);
    scheduledTime = timestampField(json["scheduled_time"_L1]);
    schedule = Schedule::fromJson(json["schedule_options"_L1]);
    noop = boolField(json["noop"_L1]);
    const Scope scope = Scope::fromJson(json["scope"_L1]);
    scopeKind = scope.kind;
    nodeCount = scope.nodes.size();
    const Owner owner = Owner::fromJson(json["owner"_L1]);
    ownerLabel = owner.label();
    ownerIsRevoked = owner.isRevoked.valueOr(false);
    const QStringList searched{name.value,
                               type.value,
                               task.value,
                               plan.value,
                               environment.value,
                               description.value,
                               owner.displayName.value,
                               owner.login.value,
                               owner.email.value,
                               scope.text};
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

// Not by operator[], which makes a missing key a null in an object that is not const.
Scope Job::scope() const
{
    return Scope::fromJson(json().value("scope"_L1));
}
Owner Job::owner() const
{
    return Owner::fromJson(json().value("owner"_L1));
}

Field<QJsonObject> Job::jobOptions() const
{
    const QJsonValue options = json().value("job_options"_L1);
    return {presenceOf(options, options.isObject()), options.toObject()};
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
    if (name().given() != other.name().given())
        return false;
    return name().given() ? name().value == other.name().value : raw() == other.raw();
}

bool Job::operator==(const Job &other) const
{
    if (d == other.d)
        return true;
    return d && other.d && raw() == other.raw();
}
