// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "idnumber.h"

#include <QUrl>

#include <algorithm>

QString mismatchedNumber(const QString &id, const QString &name)
{
    const QString last = QUrl(id).path().section(u'/', -1, -1, QString::SectionSkipEmpty);
    const bool isNumber = !last.isEmpty() && std::all_of(last.begin(), last.end(),
                                                         [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isNumber && last != name ? last : QString();
}
