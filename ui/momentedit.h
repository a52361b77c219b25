// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

class QDateTimeEdit;

// Edits of moments that can be typed and pasted as a whole. Qt 6.4's QDateTimeEdit knows the time zone of the
// system and UTC only, so what is made with a moment holds the time on the wall in the shown zone, as if it
// was in UTC.
namespace MomentEdit {

// All without a parent, and from the year on, so that no day is cut to what the month before it has while it
// is typed, and nothing hangs on AM and PM. Milliseconds, UTC.
QDateTimeEdit *make(qint64 utcMs);
QDateTimeEdit *makeToTheSecond();
QDateTimeEdit *makeDate();
qint64 utcMsOf(const QDateTimeEdit &edit);

} // namespace MomentEdit
