// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "statepage.h"

#include <QList>
#include <QString>

#include <optional>

class JobSource;
struct Error;
struct Profile;
struct ListStatus;

// "Tasks" for "task"; an unknown type is shown as it is.
QString typeTitle(const QString &type);

// "12 of 245 jobs". Never claims more than was read.
QString countText(const ListStatus &status);

// What stands in the place of an empty table; nothing if there are rows to show.
std::optional<StatePage::Face> faceOf(const ListStatus &status, const JobSource *source, bool hasTypeFilter);

// The same before there is a source: the connection that can be had with one click, and what is wrong with
// the configuration that it would come from.
StatePage::Face notConnectedFace(const std::optional<Profile> &offer, const QList<Error> &problems);

// Why the rest of a long list is being read, and how far that is.
QString loadingAllText(const ListStatus &status);

// How old the data are: "read 5 min ago", or the time of a file.
QString ageText(const ListStatus &status, const JobSource *source);
