// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractButton;
class QLabel;

// What stands in place of an empty table: an icon, what is so, what to do, and one button that does it.
class StatePage : public QWidget
{
    Q_OBJECT

public:
    explicit StatePage(QWidget *parent = nullptr);

    struct Face
    {
        QString icon;         // freedesktop name
        QString title;        // plain text
        QString text;         // plain text; may hold a server's words
        QString action;       // the button's text; empty: none
        QString details = {}; // plain text in lines, for a closer look
    };
    void setFace(const Face &face);
    // Unless something in it has the focus. The page takes it, not its button, from which arrow keys lead
    // away to the next field. `acts`: Return and Space do what the button does.
    void takeFocus(bool acts);
    QString title() const;
    QString text() const;

Q_SIGNALS:
    void actionTriggered();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_details;
    QAbstractButton *m_button;
    bool m_acts = false;
};
