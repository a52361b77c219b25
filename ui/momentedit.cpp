// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "momentedit.h"

#include "shownzone.h"

#include <QClipboard>
#include <QDateTimeEdit>
#include <QGuiApplication>
#include <QKeyEvent>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// A whole moment can be typed and pasted over another one. QDateTimeEdit goes on to the next part by itself
// when one is full, and once more at the dash behind it; of a text over all of it, it takes a part only.
class TypedEdit : public QDateTimeEdit
{
public:
    explicit TypedEdit(const QString &format)
    {
        setTimeSpec(Qt::UTC);
        setDisplayFormat(format);
        setCalendarPopup(true);
        // Else the day comes before the year, and the time before both.
        setLayoutDirection(Qt::LeftToRight);
    }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        const bool hadGoneOn = std::exchange(m_hasGoneOn, false);
        const QString text = event->text();
        if (event->matches(QKeySequence::SelectAll)) {
            choose(0);
        } else if (event->matches(QKeySequence::Paste) && paste()) {
            return;
        } else if (text.size() == 1 && text.front().isDigit()) {
            const int part = currentSectionIndex();
            QDateTimeEdit::keyPressEvent(event);
            m_hasGoneOn = currentSectionIndex() != part;
        } else if (text.size() == 1 && u"-/.:, T"_s.contains(text)) {
            if (!hadGoneOn)
                choose(currentSectionIndex() + 1);
        } else {
            QDateTimeEdit::keyPressEvent(event);
        }
    }

private:
    void choose(int part)
    {
        setCurrentSectionIndex(std::min(part, sectionCount() - 1));
        setSelectedSection(currentSection());
    }

    // False: there is no moment in the clipboard.
    bool paste()
    {
        const QString text =
            QGuiApplication::clipboard()->text().trimmed().replace(u'T', u' ').left(displayFormat().size());
        const QDateTime moment = QDateTime::fromString(text, displayFormat());
        if (!moment.isValid())
            return false;
        setDateTime(QDateTime(moment.date(), moment.time(), Qt::UTC));
        return true;
    }

    bool m_hasGoneOn = false; // to the next part, with the last key
};

} // namespace

namespace MomentEdit {

QDateTimeEdit *make(qint64 utcMs)
{
    auto *edit = new TypedEdit(u"yyyy-MM-dd HH:mm"_s);
    const QDateTime time = ShownZone::at(utcMs);
    edit->setDateTime(QDateTime(time.date(), time.time(), Qt::UTC));
    return edit;
}

QDateTimeEdit *makeToTheSecond()
{
    return new TypedEdit(u"yyyy-MM-dd HH:mm:ss"_s);
}

QDateTimeEdit *makeDate()
{
    return new TypedEdit(u"yyyy-MM-dd"_s);
}

qint64 utcMsOf(const QDateTimeEdit &edit)
{
    return ShownZone::utcMsOf(edit.date(), edit.time());
}

} // namespace MomentEdit
