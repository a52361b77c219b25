// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalrig.h"

#include <QCoreApplication>
#include <QFile>
#include <QTest>

#include <cstdio>
#include <functional>

using namespace Qt::StringLiterals;

Job jobOf(const QByteArray &json)
{
    return Job(json);
}

JournalEntry entryOf(const QString &name, const QString &session)
{
    JournalEntry entry = JournalEntry::about(
        jobOf("{\"name\": \"" + name.toUtf8() + R"(", "type": "task", "environment": "production",
        "description": "", "owner": {"login": "fred", "display_name": "Fred"},
        "next_run": {"time": "2026-12-01T08:00:00Z"}, "last_run": null,
        "schedule": {"start_time": "2026-11-01T08:00:00Z", "interval": {"units": "seconds", "value": 86400}},
        "input": {"name": "package::update", "parameters": {"package": "openssl"}}, "userdata": {}})"));
    entry.time = QDateTime(QDate(2026, 11, 26), QTime(12, 0, 0, 5), Qt::UTC);
    entry.session = session;
    entry.server = u"https://pe.example.com:8143/orchestrator/v1"_s;
    entry.serverLabel = u"pe.example.com"_s;
    entry.user = u"fred"_s;
    return entry;
}

JournalEntry settledEntryOf(const QString &name, DeletionOutcome outcome)
{
    JournalEntry entry = entryOf(name);
    entry.outcome = outcome;
    entry.settledAt = entry.time.addSecs(2);
    return entry;
}

JournalRig::JournalRig()
    : m_path(m_folder.filePath(u"data/journal"_s)), m_journal(std::make_unique<Journal>(m_path))
{
}

JournalRig::JournalRig(QString folder)
    : m_path(std::move(folder)), m_journal(std::make_unique<Journal>(m_path))
{
}

void JournalRig::startAnew()
{
    m_journal.reset();
    m_journal = std::make_unique<Journal>(folder());
}

std::optional<Error> JournalRig::write(const QList<JournalLine> &lines)
{
    bool isAnswered = false;
    std::optional<Error> answer;
    m_journal->append(lines, m_journal.get(), [&](const std::optional<Error> &error) {
        isAnswered = true;
        answer = error;
    });
    if (!QTest::qWaitFor([&] { return isAnswered; }, 30'000))
        qFatal("the journal does not answer");
    return answer;
}

QStringList namesOf(const QList<JournalEntry> &entries)
{
    QStringList names;
    for (const JournalEntry &entry : entries)
        names << entry.job().name().value;
    return names;
}

QStringList JournalRig::names() const
{
    return namesOf(read().entries);
}

QByteArray JournalRig::bytes(const QString &name) const
{
    QFile month(file(name));
    return month.open(QIODevice::ReadOnly) ? month.readAll() : QByteArray();
}

void JournalRig::setBytes(const QByteArray &bytes, const QString &name)
{
    QFile month(file(name));
    if (!month.open(QIODevice::WriteOnly) || month.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(month.fileName()));
}

int appendAsChild(const QString &folder, const QString &prefix, int count)
{
    Journal journal(folder);
    int number = 0;
    int exitCode = 0;
    std::function<void()> next;
    next = [&] {
        if (count > 0 && number == count) {
            QCoreApplication::quit();
            return;
        }
        const QString name = prefix + QString::number(++number);
        const JournalEntry entry = entryOf(name, journal.session());
        journal.append({entry.deletionLine()}, &journal, [&, name](const std::optional<Error> &error) {
            if (error) {
                std::printf("error %s\n", qPrintable(error->toText()));
                exitCode = 1;
            } else {
                std::printf("%s\n", qPrintable(name));
            }
            std::fflush(stdout);
            if (error)
                QCoreApplication::quit();
            else
                next();
        });
    };
    next();
    QCoreApplication::exec();
    return exitCode;
}
