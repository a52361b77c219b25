// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalentry.h"

#include "jsontext.h"

#include <QUuid>

#include <memory>

#include <simdjson.h>

using namespace Qt::StringLiterals;

namespace {

// Without the white space between the tokens; QJsonDocument would order the keys and round the numbers.
QByteArray inOneLine(const QByteArray &json)
{
    QByteArray line(json.size() + qsizetype(simdjson::SIMDJSON_PADDING), Qt::Uninitialized);
    std::size_t size = 0;
    const simdjson::error_code code =
        simdjson::minify(json.constData(), std::size_t(json.size()), line.data(), size);
    Q_ASSERT(code == simdjson::SUCCESS);
    line.resize(qsizetype(size));
    return code == simdjson::SUCCESS ? line : QByteArray("null");
}

// Keys stand in the order in which they are added, so that lines can be compared and read.
class LineWriter
{
public:
    LineWriter(QLatin1StringView event, const JournalEntry &entry, const QDateTime &time)
        : m_file(entry.file())
    {
        m_text += "{\"v\":1";
        add("event"_L1, event);
        add("id"_L1, entry.id);
        add("time"_L1, time.toUTC().toString(Qt::ISODateWithMs));
    }

    void add(QLatin1StringView key, const QJsonValue &value)
    {
        addRaw(key, JsonText::compact(value).toUtf8());
    }
    void addGiven(QLatin1StringView key, const QString &value)
    {
        if (!value.isEmpty())
            add(key, value);
    }
    void addRaw(QLatin1StringView key, const QByteArray &json)
    {
        m_text += ",\"" + QByteArray(key.data(), key.size()) + "\":" + json;
    }

    JournalLine line() const { return {m_file, m_text + '}'}; }

private:
    QString m_file;
    QByteArray m_text;
};

} // namespace

JournalEntry JournalEntry::about(const Job &job)
{
    JournalEntry entry;
    entry.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    entry.time = QDateTime::currentDateTimeUtc();
    entry.record = inOneLine(job.strictJson());
    return entry;
}

void JournalEntry::setAnswer(int status, const std::optional<Error> &error)
{
    answeredAt = QDateTime::currentDateTimeUtc();
    httpStatus = status;
    answerProblem = error ? error->whatHappened() : QString();
    serverKind = error ? error->serverKind : QString();
    serverMessage = error ? error->serverMessage : QString();
}

Job JournalEntry::job() const
{
    return Job(record);
}

QString JournalEntry::file() const
{
    return time.toUTC().toString(u"yyyy-MM"_s) + ".jsonl"_L1;
}

JournalLine JournalEntry::deletionLine() const
{
    LineWriter writer("deletion"_L1, *this, time);
    writer.add("session"_L1, session);
    writer.add("server"_L1, server);
    writer.add("serverLabel"_L1, serverLabel);
    writer.addGiven("user"_L1, user);
    writer.add("request"_L1, disables ? "disable"_L1 : "delete"_L1);
    writer.addRaw("record"_L1, record);
    return writer.line();
}

JournalLine JournalEntry::answerLine() const
{
    LineWriter writer("answer"_L1, *this, answeredAt);
    writer.add("status"_L1, httpStatus);
    writer.addGiven("kind"_L1, serverKind);
    writer.addGiven("msg"_L1, serverMessage);
    writer.addGiven("problem"_L1, answerProblem);
    return writer.line();
}

JournalLine JournalEntry::outcomeLine() const
{
    Q_ASSERT(outcome);
    LineWriter writer("outcome"_L1, *this, settledAt);
    writer.add("outcome"_L1, outcomeKey(*outcome));
    writer.addGiven("problem"_L1, checkProblem);
    return writer.line();
}

JournalLine JournalEntry::scheduledLine() const
{
    LineWriter writer("scheduled"_L1, *this, scheduledAt);
    writer.add("as"_L1, scheduledAs);
    return writer.line();
}
