// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "icalendar.h"

#include "column.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QUrl>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ICalendar)
};

QByteArray moment(qint64 utcMs)
{
    return QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC).toString(u"yyyyMMdd'T'HHmmss'Z'"_s).toLatin1();
}

QByteArray property(const char *name, const QByteArray &value)
{
    return ICalendar::folded(name + (':' + value));
}

// Where the job says that it lives, which a file tells as the server does.
QString placeOf(const Job &job, const QString &location)
{
    const QUrl url(job.id().value, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() ? url.authority().toLower() : location;
}

// Of a job without a name, the whole record is who it is.
QByteArray identityOf(const Job &job, const QString &location)
{
    const QByteArray name = job.name().given() ? 'n' + job.name().value.toUtf8() : 'r' + job.raw();
    return placeOf(job, location).toUtf8() + (job.isEnvironmentJob() ? "\ne\n" : "\no\n") + name;
}

QString summaryOf(const Job &job)
{
    const QString target = job.target().isEmpty() ? job.type().value : job.target();
    const QString what = target.isEmpty() ? job.name().value : target;
    const QString environment = job.environment().value;
    return environment.isEmpty() ? what : what + " ("_L1 + environment + u')';
}

QString descriptionOf(const Job &job)
{
    QStringList lines;
    if (!job.name().value.isEmpty())
        lines << Texts::tr("Job %1").arg(job.name().value);
    if (const QString owner = job.ownerLabel(); !owner.isEmpty())
        lines << Texts::tr("Owner: %1").arg(owner);
    if (const Schedule schedule = job.schedule(); schedule.kind == Schedule::Kind::Repeating)
        lines << Texts::tr("Repeats: %1", "every 7 days").arg(intervalText(schedule.intervalSeconds));
    if (job.noop().valueOr(false))
        lines << Texts::tr("Noop: it changes nothing");
    if (!job.description().value.isEmpty())
        lines << job.description().value;
    return lines.join(u'\n');
}

// What is the same in all events of a job.
struct JobParts
{
    qsizetype place = -1;
    QByteArray identity;
    QByteArray properties;

    void read(const Job &job, const QString &location)
    {
        identity = identityOf(job, location);
        properties = property("SUMMARY", ICalendar::escaped(summaryOf(job)));
        properties += property("DESCRIPTION", ICalendar::escaped(descriptionOf(job)));
        if (!job.type().value.isEmpty())
            properties += property("CATEGORIES", ICalendar::escaped(job.type().value));
        properties += "TRANSP:TRANSPARENT\r\n";
    }
};

QByteArray uidOf(const QByteArray &identity, qint64 utcMs)
{
    static const QUuid ours(u"{6a9d5c1f-3f0e-5d2b-9a53-0c2e8f6d7b41}"_s);
    return QUuid::createUuidV5(ours, identity + '\n' + QByteArray::number(utcMs))
        .toByteArray(QUuid::WithoutBraces);
}

// A calendar has to have something in it. A description of a time zone that nothing refers to is in nobody's
// way.
QByteArray nothing()
{
    return "BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
           "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
}

// Records of the same job, as a file may hold, would have the same UIDs: they are numbered.
void numberEqualOnes(QHash<QByteArray, int> &seen, JobParts &parts)
{
    const int count = ++seen[parts.identity];
    if (count > 1)
        parts.identity += '\n' + QByteArray::number(count);
}

} // namespace

namespace ICalendar {

QByteArray folded(const QByteArray &line)
{
    constexpr qsizetype MostBytes = 75;
    QByteArray result;
    qsizetype begin = 0;
    qsizetype room = MostBytes;
    while (line.size() - begin > room) {
        qsizetype end = begin + room;
        constexpr qsizetype LongestTail = 3; // bytes of a character after its first
        const auto isWithinCharacter = [&line](qsizetype at) {
            return (uchar(line.at(at)) & 0xC0) == 0x80;
        };
        for (qsizetype back = 0; back < LongestTail && isWithinCharacter(end); ++back)
            --end;
        result += line.sliced(begin, end - begin) + "\r\n ";
        begin = end;
        room = MostBytes - 1; // for the blank
    }
    return result + line.sliced(begin) + "\r\n";
}

QByteArray escaped(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool isLineEnd = c == u'\n' || c == u'\r' || c == u'\u0085' || c == u'\u2028' || c == u'\u2029';
        if (c == u'\r' && i + 1 < text.size() && text.at(i + 1) == u'\n')
            continue;
        if (isLineEnd)
            result += "\\n"_L1;
        else if (c == u'\t')
            result += u' ';
        else if (c == u'\\' || c == u';' || c == u',')
            result += QString(u'\\') + c;
        else if (c.category() != QChar::Other_Control)
            result += c;
    }
    return result.toUtf8();
}

std::optional<QString> write(QIODevice &out, const JobSequence &jobs, const Calendar &calendar,
                             const std::stop_token &stop, const std::function<void()> &progressed)
{
    const Result<ComingRuns::List> list = ComingRuns::list(jobs, calendar.span, stop);
    if (stop.stop_requested())
        return Texts::tr("it was stopped");
    if (!list)
        return list.error().whatHappened();
    if (list.value().isTooLong())
        return ComingRuns::tooManyText(list.value().count);
    constexpr qsizetype Portion = 1 << 20;
    QByteArray bytes("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Callboard//Callboard//EN\r\n"
                     "CALSCALE:GREGORIAN\r\n");
    // The one that is in the standard, and the one that everybody reads.
    for (const char *name : {"NAME", "X-WR-CALNAME"})
        bytes += property(name, escaped(calendar.name));
    const QByteArray stamp = "DTSTAMP:" + moment(calendar.writtenUtcMs) + "\r\n";
    JobParts parts;
    QHash<QByteArray, int> seen;
    for (const ComingRuns::Run &run : list.value().runs) {
        if (stop.stop_requested())
            return Texts::tr("it was stopped");
        if (run.place != parts.place) {
            const Job job = jobs.at(run.place);
            if (const auto error = job.load())
                return error->whatHappened();
            parts.place = run.place;
            parts.read(job, calendar.location);
            numberEqualOnes(seen, parts);
        }
        bytes += "BEGIN:VEVENT\r\nUID:" + uidOf(parts.identity, run.utcMs) + "\r\n" + stamp;
        bytes += "DTSTART:" + moment(run.utcMs) + "\r\n" + parts.properties + "END:VEVENT\r\n";
        if (progressed)
            progressed();
        if (bytes.size() < Portion)
            continue;
        if (out.write(bytes) != bytes.size())
            return out.errorString();
        bytes.clear();
    }
    if (list.value().runs.empty())
        bytes += nothing();
    bytes += "END:VCALENDAR\r\n";
    return out.write(bytes) == bytes.size() ? std::nullopt : std::optional(out.errorString());
}

} // namespace ICalendar
