// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "momentedit.h"

#include "shortdate.h"
#include "shownzone.h"

#include <QDateTimeEdit>
#include <QKeyEvent>
#include <QLocale>

namespace {

// With all of it selected, Qt takes what is typed for a part of it only, and says nothing: "4/3/2027" over
// another date keeps its month. So the first part is selected, and typing goes from one to the next.
class SteppedEdit : public QDateTimeEdit
{
public:
    using QDateTimeEdit::QDateTimeEdit;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->matches(QKeySequence::SelectAll)) {
            setCurrentSectionIndex(0);
            setSelectedSection(sectionAt(0));
            return;
        }
        QDateTimeEdit::keyPressEvent(event);
    }
};

} // namespace

namespace MomentEdit {

QDateTimeEdit *make(qint64 utcMs)
{
    auto *edit = new SteppedEdit;
    edit->setTimeSpec(Qt::UTC);
    edit->setDisplayFormat(shortDateFormat() + u' ' + QLocale().timeFormat(QLocale::ShortFormat));
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
