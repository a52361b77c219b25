// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// What of two long values that differ is worth a look: of lists, such as the nodes of a scope, the entries
// that the other one has not; of anything else the place where they differ, with something around it. The
// whole of both is too long to be read, and looks the same where it is cut.
struct ValueExcerpts
{
    QString before;
    QString after;

    // Empty: both are short enough to be shown as they are. Texts that are JSON are taken as such.
    static ValueExcerpts of(const QString &before, const QString &after);
};
