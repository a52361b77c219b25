// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

class QDateTimeEdit;

// An edit of a moment in the shown time zone. Qt 6.4's QDateTimeEdit knows the time zone of the system and
// UTC only, so what it holds is the time on the wall, as if it was in UTC.
namespace MomentEdit {

// Without a parent. Milliseconds, UTC.
QDateTimeEdit *make(qint64 utcMs);
qint64 utcMsOf(const QDateTimeEdit &edit);

} // namespace MomentEdit
