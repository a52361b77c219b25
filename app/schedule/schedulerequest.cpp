// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedulerequest.h"

#include "jsonobject.h"
#include "jsontext.h"
#include "schedulecommand.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ScheduleRequest)
};

QString isoText(qint64 utcMs)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC);
    return time.toString(utcMs % 1000 == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

bool isTextValue(QByteArrayView json)
{
    return json.startsWith('"');
}

// {"type": "query", "value": "nodes[certname] { }"}: how a parameter is asked for whose value a query finds.
bool isQuery(QByteArrayView json)
{
    const JsonObject object(json);
    return object.members().size() == 2 && object.value("type"_L1) == QByteArrayView("\"query\"") &&
           isTextValue(object.value("value"_L1));
}

QByteArrayView inputOf(QByteArrayView record)
{
    return JsonObject(record).given("input"_L1);
}

// A name that is no text is in no way to be understood.
bool namesAreTexts(QByteArrayView names)
{
    if (names.isEmpty())
        return true;
    if (!names.startsWith('['))
        return false;
    const QList<JsonText::Span> elements = JsonText::elementsOf(names, 0);
    return std::all_of(elements.begin(), elements.end(),
                       [names](const JsonText::Span &span) { return names[span.begin] == '"'; });
}

bool hasMembers(QByteArrayView json)
{
    return !JsonObject(json).members().isEmpty();
}

} // namespace

ScheduleRequest::ScheduleRequest(const Job &job, qint64 nowUtcMs)
    : m_job(job), m_record(job.strictJson()), m_nowUtcMs(nowUtcMs), m_type(job.type().value)
{
    if (job.isEnvironmentJob())
        m_sensitive = job.sensitiveParameters();
    m_sensitive.removeAll(QString());
    m_sensitive.removeDuplicates();
}

QString ScheduleRequest::path() const
{
    return m_job.isEnvironmentJob() ? u"/scheduled_jobs/environment_jobs"_s : ScheduleCommand::path(m_job);
}

ScheduleStart ScheduleRequest::startFrom(qint64 nowUtcMs) const
{
    const Timestamp start = m_job.scheduledTime().value;
    if (start.utcMs && *start.utcMs > nowUtcMs)
        return {start.utcMs, start.text, false};
    // After an outage the server goes on from the run that it made up for, so the next run is the better
    // guide.
    const auto next = m_job.nextRun().value.utcMs;
    const auto anchor = next ? next : start.utcMs;
    const Schedule schedule = m_job.schedule();
    const bool repeats = schedule.kind == Schedule::Kind::Repeating;
    const auto time =
        anchor ? RunGrid::of(*anchor, schedule).firstFrom(nowUtcMs + (repeats ? MarginMs : 0)) : anchor;
    constexpr qint64 EndOfYear9999 = 253'402'300'799'999;
    if (!time || *time > EndOfYear9999)
        return {};
    return {time, isoText(*time), start.utcMs.has_value()};
}

QStringList ScheduleRequest::queryParameters() const
{
    QStringList names;
    const JsonObject flat(JsonObject(inputOf(m_record)).given("parameters"_L1));
    for (const JsonText::Member &parameter : flat.members()) {
        if (isQuery(flat.textOf(parameter)) && !m_sensitive.contains(parameter.key))
            names << parameter.key;
    }
    return names;
}

bool ScheduleRequest::needsScope() const
{
    const JsonObject input(inputOf(m_record));
    const bool isTargeted = m_type == "task"_L1 && !input.given("targets"_L1).isEmpty();
    return m_job.isEnvironmentJob() && (m_type == "task"_L1 || m_type == "deploy"_L1) && !isTargeted &&
           !hasMembers(input.given("scope"_L1));
}

QString ScheduleRequest::whyNotSendable() const
{
    if (!m_job.isEnvironmentJob())
        return Texts::tr(
            "The list that this record comes from does not tell the parameters of jobs. Copy the "
            "job as a schedule request and complete that by hand.");
    const bool isDeploy = m_type == "deploy"_L1;
    if (!isDeploy && m_type != "task"_L1 && m_type != "plan"_L1)
        return Texts::tr("The record does not say whether this is a task, a plan or a deployment.");
    const JsonObject record(m_record);
    const JsonObject input(record.given("input"_L1));
    if (!input.isObject())
        return Texts::tr("The record does not say what the job does: it has no \"input\".");
    if (!isDeploy && !isTextValue(input.given("name"_L1)))
        return Texts::tr("The record does not name the task or plan.");
    if (!m_job.environment().given())
        return Texts::tr("The record names no environment.");
    const QByteArrayView parameters = input.given("parameters"_L1);
    const bool areOdd = !parameters.isEmpty() && !JsonObject(parameters).isObject();
    if (areOdd || !namesAreTexts(input.given("sensitive_parameters"_L1)))
        return Texts::tr("The parameters in the record are of an unexpected form.");
    return {};
}

QString ScheduleRequest::whyNotCopyable() const
{
    return path().isEmpty()
               ? Texts::tr("The record does not say whether this is a task, a plan or a deployment.")
               : QString();
}

QByteArray ScheduleRequest::json(const ScheduleValues &values) const
{
    return environmentBody(values, Secrets::Sent);
}

QByteArray ScheduleRequest::preview(const ScheduleValues &values) const
{
    return JsonText::indented(environmentBody(values, Secrets::Hidden));
}

QString ScheduleRequest::copyText(const QString &base) const
{
    const QByteArray body = m_job.isEnvironmentJob() ? environmentBody({}, Secrets::Hidden)
                                                     : ScheduleCommand::body(m_job, start());
    const QString server = base.isEmpty() ? u"https://<orchestrator>:8143/orchestrator/v1"_s : base;
    return u"POST "_s + server + path() + u"\nContent-Type: application/json\n\n"_s +
           QString::fromUtf8(JsonText::indented(body)) + u'\n';
}

// All six keys are required, the last two of them even if there is nothing to say.
QByteArray ScheduleRequest::environmentBody(const ScheduleValues &values, Secrets secrets) const
{
    const JsonObject record(m_record);
    const auto orMark = [](QByteArrayView value, const QString &why) {
        return value.isEmpty() ? missingMark(why) : value.toByteArray();
    };
    const auto orElse = [](QByteArrayView value, const char *otherwise) {
        return value.isEmpty() ? QByteArray(otherwise) : value.toByteArray();
    };
    JsonObjectWriter schedule;
    schedule.add(u"start_time"_s, startText(values));
    schedule.add(u"interval"_s, orElse(JsonObject(record.given("schedule"_L1)).value("interval"_L1), "null"));
    JsonObjectWriter body;
    body.add(u"type"_s, orMark(record.given("type"_L1), Texts::tr("the record names no type")));
    body.add(u"input"_s, input(values, secrets));
    body.add(u"environment"_s,
             orMark(record.given(m_job.environmentIsMisspelt() ? "enviroment"_L1 : "environment"_L1),
                    Texts::tr("the record names no environment")));
    body.add(u"schedule"_s, schedule.text());
    body.add(u"description"_s, values.description ? jsonStringOf(*values.description)
                                                  : orElse(record.given("description"_L1), "\"\""));
    body.add(u"userdata"_s, orElse(record.given("userdata"_L1), "{}"));
    return body.text();
}

QByteArray ScheduleRequest::input(const ScheduleValues &values, Secrets secrets) const
{
    const JsonObject input(inputOf(m_record));
    const QByteArrayView flat = input.given("parameters"_L1);
    JsonObjectWriter written;
    for (const JsonText::Member &member : input.members()) {
        const bool isReplaced = member.key == "parameters"_L1 || member.key == "sensitive_parameters"_L1 ||
                                (member.key == "scope"_L1 && needsScope());
        if (!isReplaced)
            written.add(member.key, input.textOf(member));
    }
    if (needsScope())
        written.add(u"scope"_s, values.scope.isEmpty()
                                    ? missingMark(Texts::tr("the record does not tell what the job runs on"))
                                    : values.scope);
    if (!flat.isEmpty() || !m_sensitive.isEmpty() || m_type != "deploy"_L1)
        written.add(u"parameters"_s, parameters(flat, values, secrets));
    return written.text();
}

// Flat in lists, wrapped in requests.
QByteArray ScheduleRequest::parameters(QByteArrayView flat, const ScheduleValues &values,
                                       Secrets secrets) const
{
    const JsonObject listed(flat);
    JsonObjectWriter written;
    const auto wrapped = [](QByteArrayView value) {
        JsonObjectWriter wrap;
        wrap.add(u"value"_s, value);
        return wrap.text();
    };
    for (const JsonText::Member &parameter : listed.members()) {
        const QByteArrayView value = listed.textOf(parameter);
        if (!m_sensitive.contains(parameter.key))
            written.add(parameter.key, isQuery(value) ? value.toByteArray() : wrapped(value));
    }
    for (const QString &name : m_sensitive) {
        const QByteArray value = sensitiveValue(name, values, secrets);
        // Not wrapped, the mark is no parameter: as a value it would be taken for the secret itself.
        written.add(name, value.isEmpty()
                              ? missingMark(Texts::tr("the server never tells sensitive values; put "
                                                      "{\"value\": …} here"))
                              : wrapped(value));
    }
    return written.text();
}

QByteArray ScheduleRequest::sensitiveValue(const QString &name, const ScheduleValues &values,
                                           Secrets secrets) const
{
    const QByteArray value = values.sensitive.value(name);
    return secrets == Secrets::Hidden && !value.isEmpty() ? jsonStringOf(u"•••"_s) : value;
}

QByteArray ScheduleRequest::startText(const ScheduleValues &values) const
{
    const ScheduleStart own = start();
    if (values.startUtcMs && values.startUtcMs != own.utcMs)
        return jsonStringOf(isoText(*values.startUtcMs));
    return own.utcMs ? jsonStringOf(own.text) : missingMark(missingStartText());
}
