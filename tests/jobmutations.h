// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <utility>

/// Jobs, and what may become of them between two readings of a list.
namespace JobMutations {

/// A record whose text the test has in its own hands.
struct Draft
{
    QList<std::pair<QByteArray, QByteArray>> members;

    QByteArray &operator[](const QByteArray &key)
    {
        for (auto &[name, value] : members) {
            if (name == key)
                return value;
        }
        members.append({key, {}});
        return members.last().second;
    }
    void remove(const QByteArray &key)
    {
        members.removeIf([&key](const auto &member) { return member.first == key; });
    }
    void rename(const QByteArray &from, const QByteArray &to)
    {
        for (auto &[name, value] : members)
            name = name == from ? to : name;
    }
    QByteArray text(const QByteArray &blank = {}) const
    {
        QByteArray json;
        for (const auto &[name, value] : members) {
            json += json.isEmpty() ? "{" : "," + blank;
            json += blank + '"' + name + "\":" + blank + value;
        }
        return json + blank + '}';
    }
};

/// A job of that number, which repeats every `IntervalMinutes`.
constexpr int IntervalMinutes = 90;
Draft draft(int number, bool isEnvironmentJob);
/// So long after a fixed moment, in quotes. A job's next run is `number` % 50 minutes after it.
QByteArray quotedTime(int minutes);
/// The text must be there.
void replaceIn(QByteArray &value, const char *from, const char *to);

/// One thing that becomes of a job, and what is to be said of it: empty if nothing.
struct Mutation
{
    const char *name;
    std::function<void(Draft &, int number)> apply; // leaves no members of a job that goes
    QString expected;                               // with %1 where the name goes
};
QList<Mutation> mutations(bool ofEnvironmentJobs);

} // namespace JobMutations
