// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fieldtexts.h"

#include "column.h"
#include "jsontext.h"
#include "shownzone.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace FieldTexts {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JobFields)
};

QString timeText(const Timestamp &time)
{
    if (!time.utcMs)
        return Texts::tr("%1 (no point in time)").arg(time.text);
    return Texts::tr("%1 %2 — sent as %3", "date and time, time zone, text as sent")
        .arg(momentText(*time.utcMs), ShownZone::abbreviationAt(*time.utcMs), time.text);
}

} // namespace

JobField field(const QString &label, const JobShape::Value &value, Presence presence, const QString &text)
{
    switch (presence) {
    case Presence::Missing:
        return {label, value.key, Texts::tr("not sent"), JobField::Note::Absent};
    case Presence::Null:
        return {label, value.key, Texts::tr("null"), JobField::Note::Absent};
    case Presence::Odd:
        return {label, value.key, Texts::tr("%1 (unexpected type)").arg(JsonText::compact(value.json)),
                JobField::Note::Odd};
    case Presence::Given:
        break;
    }
    if (text.isEmpty())
        return {label, value.key, Texts::tr("empty"), JobField::Note::Absent};
    return {label, value.key, text, JobField::Note::None};
}

JobField textField(const QString &label, const JobShape::Value &value)
{
    const Field<QString> text = stringField(value.json);
    return field(label, value, text.presence, text.value);
}

JobField flagField(const QString &label, const JobShape::Value &value)
{
    const Field<bool> flag = boolField(value.json);
    return field(label, value, flag.presence, flag.value ? Texts::tr("yes") : Texts::tr("no"));
}

JobField listField(const QString &label, const JobShape::Value &value)
{
    QStringList entries;
    const QJsonArray array = value.json.toArray();
    for (const QJsonValue &entry : array)
        entries << (entry.isString() ? entry.toString() : JsonText::compact(entry));
    return field(label, value, presenceOf(value.json, value.json.isArray()), entries.join(", "_L1));
}

JobField timeField(const QString &label, const JobShape::Value &value)
{
    const Field<Timestamp> time = timestampField(value.json);
    const QString text = time.value.text.isEmpty() ? QString() : timeText(time.value);
    JobField result = field(label, value, time.presence, text);
    if (time.given() && !time.value.text.isEmpty() && !time.value.utcMs)
        result.note = JobField::Note::Odd;
    return result;
}

JobFieldGroup objectGroup(const QString &title, const QJsonObject &object)
{
    JobFieldGroup group{title, {}};
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString text = it.value().isString() ? it.value().toString() : JsonText::compact(it.value());
        JobField member = field(it.key(), {QString(), it.value()},
                                it.value().isNull() ? Presence::Null : Presence::Given, text);
        group.fields.append(member);
    }
    return group;
}

} // namespace FieldTexts
