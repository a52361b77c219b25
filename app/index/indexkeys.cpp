// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexkeys.h"

#include <array>
#include <cstring>

namespace IndexKeys {

void writeOwner(std::string &key, const RecordValues &values)
{
    key.assign(1, values.ownerIsRevoked ? '1' : '0');
    for (const std::string_view part :
         {values.ownerDisplayName, values.ownerLogin, values.ownerEmail, values.ownerId}) {
        const auto size = quint32(part.size());
        std::array<char, sizeof size> bytes{};
        std::memcpy(bytes.data(), &size, sizeof size);
        key.append(bytes.data(), bytes.size());
        key.append(part);
    }
}

OwnerParts ownerOf(std::string_view key)
{
    OwnerParts parts;
    parts.isRevoked = key.front() == '1';
    key.remove_prefix(1);
    for (std::string_view *part : {&parts.displayName, &parts.login, &parts.email, &parts.id}) {
        quint32 size = 0;
        std::memcpy(&size, key.data(), sizeof size);
        *part = key.substr(sizeof size, size);
        key.remove_prefix(sizeof size + size);
    }
    return parts;
}

std::string ofSchedule(const Schedule &schedule)
{
    std::string key(1 + sizeof schedule.intervalSeconds, char(schedule.kind));
    std::memcpy(key.data() + 1, &schedule.intervalSeconds, sizeof schedule.intervalSeconds);
    return key;
}

Schedule scheduleOf(std::string_view key)
{
    Schedule schedule;
    schedule.kind = Schedule::Kind(key.front());
    std::memcpy(&schedule.intervalSeconds, key.data() + 1, sizeof schedule.intervalSeconds);
    return schedule;
}

} // namespace IndexKeys
