// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

// What the user has set, kept in the settings (QSettings). A value from elsewhere that is out of its bounds
// is taken to be at the nearer one.
namespace Preferences {

constexpr std::chrono::seconds LongestUndoTime{60};
constexpr int MostMonths = 1200;

// How long a deletion can be taken back before it is sent; 5 s if nothing is set, 0: it is sent at once.
std::chrono::milliseconds undoTime();
void setUndoTime(std::chrono::milliseconds time);

// For how many months the journal of deletions is kept; 0, as if nothing is set: for ever.
int journalMonths();
void setJournalMonths(int months);

// The newest month of the journal ("2026-03") that the user has decided to keep although it is older than
// that; empty: none.
QString journalKeptUntil();
void setJournalKeptUntil(const QString &month);

// In which time zone times are shown, see ShownZone::set(); empty, as if nothing is set: that of the system.
QString timeZone();
void setTimeZone(const QString &id);

// A job that runs more often than every so many minutes runs often; 15 if nothing is set.
int oftenMinutes();
void setOftenMinutes(int minutes);

constexpr int MostSnapshots = 1000;

// Whether the list of a server is saved whenever it was read; false if nothing is set.
bool snapshotsOnRefresh();
void setSnapshotsOnRefresh(bool on);
// How many of these are kept for each server, at least 1; 30 if nothing is set.
int keptSnapshots();
void setKeptSnapshots(int count);

} // namespace Preferences
