// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

struct DemoOwner
{
    QByteArray json;
    // All that the oldest servers tell.
    QByteArray shortJson;
    quint8 rank = 0; // by login
    bool allowsDeletion = true;
};

// The people of the estate. Nobody may delete the jobs of one of them, "admin-ro".
std::vector<DemoOwner> demoOwners(qint64 reference);
