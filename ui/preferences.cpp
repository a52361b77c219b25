// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences.h"

#include "concern.h"
#include "deletions.h"

#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr auto UndoKey = "deletion/undoSeconds"_L1;
constexpr auto MonthsKey = "journal/months"_L1;
constexpr auto ZoneKey = "timeZone"_L1;
constexpr auto KeptKey = "journal/keptUntil"_L1;
constexpr auto OftenKey = "attention/minutes"_L1;

constexpr auto SnapshotsKey = "snapshots/onRefresh"_L1;
constexpr auto KeptSnapshotsKey = "snapshots/kept"_L1;
constexpr int UsualSnapshots = 30;

constexpr auto UsualUndoTime = std::chrono::duration_cast<std::chrono::seconds>(Deletions::DefaultUndoTime);

} // namespace

namespace Preferences {

std::chrono::milliseconds undoTime()
{
    bool isNumber = false;
    const int seconds = QSettings().value(UndoKey).toInt(&isNumber);
    return isNumber ? std::clamp(std::chrono::seconds(seconds), std::chrono::seconds(0), LongestUndoTime)
                    : UsualUndoTime;
}

void setUndoTime(std::chrono::milliseconds time)
{
    QSettings().setValue(UndoKey, int(std::chrono::duration_cast<std::chrono::seconds>(time).count()));
}

int journalMonths()
{
    return std::clamp(QSettings().value(MonthsKey).toInt(), 0, MostMonths);
}

void setJournalMonths(int months)
{
    QSettings().setValue(MonthsKey, months);
    QSettings().remove(KeptKey);
}

QString journalKeptUntil()
{
    return QSettings().value(KeptKey).toString();
}

void setJournalKeptUntil(const QString &month)
{
    QSettings().setValue(KeptKey, month);
}

QString timeZone()
{
    return QSettings().value(ZoneKey).toString();
}

void setTimeZone(const QString &id)
{
    QSettings().setValue(ZoneKey, id);
}

int oftenMinutes()
{
    bool isNumber = false;
    const int minutes = QSettings().value(OftenKey).toInt(&isNumber);
    return isNumber ? std::clamp(minutes, 1, ConcernLimits::MostMinutes) : ConcernLimits::DefaultMinutes;
}

void setOftenMinutes(int minutes)
{
    QSettings().setValue(OftenKey, minutes);
}

bool snapshotsOnRefresh()
{
    return QSettings().value(SnapshotsKey, false).toBool();
}

void setSnapshotsOnRefresh(bool on)
{
    QSettings().setValue(SnapshotsKey, on);
}

int keptSnapshots()
{
    bool isNumber = false;
    const int count = QSettings().value(KeptSnapshotsKey).toInt(&isNumber);
    return isNumber ? std::clamp(count, 1, MostSnapshots) : UsualSnapshots;
}

void setKeptSnapshots(int count)
{
    QSettings().setValue(KeptSnapshotsKey, count);
}

} // namespace Preferences
