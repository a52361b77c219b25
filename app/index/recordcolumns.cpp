// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordcolumns.h"

#include <algorithm>

const Job *RecordColumns::keptJob(std::size_t i) const
{
    if ((flags[i] & IsKept) == 0)
        return nullptr;
    const auto found =
        std::lower_bound(kept.begin(), kept.end(), i,
                         [](const auto &entry, std::size_t place) { return entry.first < place; });
    return &found->second;
}

JobIdentity RecordColumns::identity(std::size_t i) const
{
    if (const Job *job = keptJob(i))
        return {job->name(), job->isEnvironmentJob()};
    JobIdentity identity;
    identity.isEnvironmentJob = (flags[i] & IsEnvironmentJob) != 0;
    const qint64 name = names[i];
    if (name >= 0) {
        identity.name = {Presence::Given, QString::number(name)};
    } else if (isTextName(name)) {
        const std::string_view text = nameText(name);
        identity.name = {Presence::Given, QString::fromUtf8(text.data(), qsizetype(text.size()))};
    } else {
        identity.name.presence = name == NullName  ? Presence::Null
                                 : name == OddName ? Presence::Odd
                                                   : Presence::Missing;
    }
    return identity;
}

Job RecordColumns::job(std::size_t i) const
{
    if (const Job *job = keptJob(i))
        return *job;
    return Job(RecordPlace{bytes, beginOf(i), lengths[i], (flags[i] & IsMended) != 0}, identity(i));
}
