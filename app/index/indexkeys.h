// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordvalues.h"

#include <string>
#include <string_view>

// How values of more than one part are written as the key of a dictionary.
namespace IndexKeys {

struct OwnerParts
{
    std::string_view displayName, login, email, id;
    bool isRevoked = false;
};

void writeOwner(std::string &key, const RecordValues &values);
OwnerParts ownerOf(std::string_view key);

std::string ofSchedule(const Schedule &schedule);
Schedule scheduleOf(std::string_view key);

} // namespace IndexKeys
