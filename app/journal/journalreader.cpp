// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalreader.h"

#include "descriptor.h"
#include "journalsession.h"
#include "jsonfault.h"
#include "jsontext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Journal)
};

constexpr int Version = 1;

// One line: what it says beside the record, and the record as it stands there.
struct Event
{
    QJsonObject values;
    QByteArray record;

    QString text(QLatin1StringView key) const { return values[key].toString(); }
    QDateTime time() const { return QDateTime::fromString(text("time"_L1), Qt::ISODateWithMs).toUTC(); }
};

// Puts the lines of all files together to entries.
class Collector
{
public:
    void read(const QString &folder, JournalMonth &month);
    // After the last file.
    void finish();

    JournalContents contents;

private:
    struct Place
    {
        QString file;
        qint64 line;
    };
    struct Pending
    {
        Event event;
        Place place;
    };

    void readLine(QByteArray text, const Place &place);
    void addDeletion(const Event &event, const Place &place);
    // False: the event is not known.
    static bool apply(JournalEntry &entry, const Event &event);
    void complain(const Place &place, const QString &reason)
    {
        contents.problems.append({place.file, place.line, reason});
    }

    QHash<QString, qsizetype> m_rows; // by id
    QList<Pending> m_pending;         // came before their deletion, as when a clock was set back
};

void Collector::read(const QString &folder, JournalMonth &month)
{
    Descriptor descriptor = Descriptor::open(folder + u'/' + month.file, O_RDONLY | O_NONBLOCK);
    struct stat status = {};
    // With a shared lock for a moment: then nobody is in the middle of a line, and what is there stays.
    const bool isReadable =
        descriptor.isOpen() && (descriptor.lock(LOCK_SH), true) && ::fstat(descriptor.get(), &status) == 0;
    const QString reason = qt_error_string(errno);
    QFile file;
    if (isReadable) {
        descriptor.unlock();
        file.open(descriptor.release(), QIODevice::ReadOnly, QFileDevice::AutoCloseHandle);
    }
    if (!file.isOpen()) {
        complain({month.file, 0}, reason);
        return;
    }
    const qsizetype before = contents.entries.size();
    Place place{month.file, 0};
    month.bytes = status.st_size;
    for (qint64 done = 0; done < month.bytes;) {
        QByteArray line = file.readLine();
        if (line.isEmpty())
            break;
        done += line.size();
        ++place.line;
        if (line.endsWith('\n'))
            line.chop(1);
        if (!line.isEmpty())
            readLine(std::move(line), place);
    }
    if (file.error() != QFileDevice::NoError)
        complain({month.file, 0}, file.errorString());
    month.deletions = contents.entries.size() - before;
}

void Collector::readLine(QByteArray text, const Place &place)
{
    const auto fault = JsonText::faultIn(text);
    const bool isObject = !fault && text.startsWith('{');
    if (!isObject) {
        complain(place, fault ? Texts::tr("it is not complete, or no JSON (%1)").arg(fault->reason)
                              : Texts::tr("it is no JSON object"));
        return;
    }
    Event event;
    const QList<JsonText::Member> members = JsonText::membersOf(text, 0);
    for (const JsonText::Member &member : members) {
        if (member.key != "record"_L1)
            continue;
        event.record = text.sliced(member.value.begin, member.value.length);
        text.replace(member.value.begin, member.value.length, "0");
        break;
    }
    event.values = QJsonDocument::fromJson(text).object();
    if (event.values["v"_L1].toInt() != Version) {
        complain(place, Texts::tr("it was written by a later version of Callboard, or by something else"));
        return;
    }
    if (event.text("event"_L1) == "deletion"_L1) {
        addDeletion(event, place);
        return;
    }
    const qsizetype row = m_rows.value(event.text("id"_L1), -1);
    if (row < 0)
        m_pending.append({std::move(event), place});
    else if (!apply(contents.entries[row], event))
        complain(place, Texts::tr("it tells something that this version of Callboard does not know"));
}

void Collector::addDeletion(const Event &event, const Place &place)
{
    JournalEntry entry;
    entry.id = event.text("id"_L1);
    entry.time = event.time();
    entry.session = event.text("session"_L1);
    entry.server = event.text("server"_L1);
    entry.serverLabel = event.text("serverLabel"_L1);
    entry.user = event.text("user"_L1);
    entry.disables = event.text("request"_L1) == "disable"_L1;
    entry.record = event.record;
    if (entry.id.isEmpty() || !entry.time.isValid() || !entry.record.startsWith('{')) {
        complain(place, Texts::tr("it lacks something that every deletion has"));
    } else if (m_rows.contains(entry.id)) {
        complain(place, Texts::tr("it tells of a deletion that was told of before"));
    } else {
        m_rows.insert(entry.id, contents.entries.size());
        contents.entries.append(std::move(entry));
    }
}

bool Collector::apply(JournalEntry &entry, const Event &event)
{
    const QString kind = event.text("event"_L1);
    if (kind == "answer"_L1) {
        entry.answeredAt = event.time();
        entry.httpStatus = event.values["status"_L1].toInt();
        entry.serverKind = event.text("kind"_L1);
        entry.serverMessage = event.text("msg"_L1);
        entry.answerProblem = event.text("problem"_L1);
        return true;
    }
    if (kind == "scheduled"_L1) {
        entry.scheduledAt = event.time();
        entry.scheduledAs = event.text("as"_L1);
        return true;
    }
    const auto outcome = kind == "outcome"_L1 ? outcomeOf(event.text("outcome"_L1)) : std::nullopt;
    if (!outcome)
        return false;
    entry.outcome = outcome;
    entry.settledAt = event.time();
    entry.checkProblem = event.text("problem"_L1);
    return true;
}

void Collector::finish()
{
    const QList<Pending> pending = std::exchange(m_pending, {});
    for (const Pending &late : pending) {
        const qsizetype row = m_rows.value(late.event.text("id"_L1), -1);
        if (row < 0)
            complain(late.place, Texts::tr("it tells of a deletion of which there is no record"));
        else if (!apply(contents.entries[row], late.event))
            complain(late.place,
                     Texts::tr("it tells something that this version of Callboard does not know"));
    }
    std::stable_sort(contents.entries.begin(), contents.entries.end(),
                     [](const JournalEntry &a, const JournalEntry &b) { return a.time < b.time; });
}

} // namespace

QString JournalProblem::text() const
{
    return line > 0 ? Texts::tr("%1, line %L2: %3.", "file, number, reason").arg(file).arg(line).arg(reason)
                    : Texts::tr("%1: %2.", "file, reason").arg(file, reason);
}

qint64 JournalContents::bytes() const
{
    qint64 sum = 0;
    for (const JournalMonth &month : months)
        sum += month.bytes;
    return sum;
}

QList<JournalMonth> journalMonths(const QString &folder)
{
    static const QRegularExpression name(u"^[0-9]{4}-[0-9]{2}\\.jsonl$"_s);
    QList<JournalMonth> months;
    const QFileInfoList files = QDir(folder).entryInfoList(
        QDir::Files | QDir::Dirs | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    for (const QFileInfo &file : files) {
        if (name.match(file.fileName()).hasMatch())
            months.append({file.fileName(), file.size(), 0});
    }
    return months;
}

JournalContents readJournal(const QString &folder)
{
    Collector collector;
    QList<JournalMonth> months = journalMonths(folder);
    for (JournalMonth &month : months)
        collector.read(folder, month);
    collector.finish();
    collector.contents.months = months;
    // A folder that can't be listed looks like an empty one.
    if (months.isEmpty() && !QDir(folder).isReadable() && QFileInfo::exists(folder))
        collector.contents.problems.append({folder, 0, Texts::tr("it can't be read")});
    return collector.contents;
}

QList<JournalEntry> unsettled(const JournalContents &contents, const QString &folder)
{
    QHash<QString, bool> isAlive;
    QList<JournalEntry> open;
    for (const JournalEntry &entry : contents.entries) {
        if (entry.isSettled())
            continue;
        if (!isAlive.contains(entry.session))
            isAlive.insert(entry.session, JournalSession::isAlive(folder, entry.session));
        if (!isAlive.value(entry.session))
            open.append(entry);
    }
    return open;
}
