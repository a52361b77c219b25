// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "momentedit.h"

#include "shownzone.h"

#include <QDateTimeEdit>
#include <QLocale>

namespace MomentEdit {

QDateTimeEdit *make(qint64 utcMs)
{
    auto *edit = new QDateTimeEdit;
    edit->setTimeSpec(Qt::UTC);
    QString format = QLocale().dateTimeFormat(QLocale::ShortFormat);
    if (!format.contains(QLatin1String("yyyy")))
        format.replace(QLatin1String("yy"), QLatin1String("yyyy"));
    edit->setDisplayFormat(format);
    edit->setCalendarPopup(true);
    const QDateTime time = ShownZone::at(utcMs);
    edit->setDateTime(QDateTime(time.date(), time.time(), Qt::UTC));
    return edit;
}

qint64 utcMsOf(const QDateTimeEdit &edit)
{
    return ShownZone::utcMsOf(edit.date(), edit.time());
}

} // namespace MomentEdit
