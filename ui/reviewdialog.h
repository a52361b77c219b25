// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "review.h"
#include "reviewmodel.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;
class QTabWidget;
class ReviewList;

// The last look before several jobs are deleted: exactly which, from where, by whom; which not, and why; and
// which of them run within minutes. Cancel is what Return and Escape do. The button that deletes names the
// act and the number. It can't be pressed by a key that is held down, nor before the dialog has been there
// for the time of a double click, nor by Return.
class ReviewDialog : public QDialog
{
    Q_OBJECT

public:
    // From more on than these the number has to be typed.
    static constexpr int MostWithoutTyping = 25;

    ReviewDialog(const Review &review, QWidget *parent);

    void saveTo(const QString &path);

Q_SIGNALS:
    // Each of these was in the list when the button was pressed, and nothing was known against it then.
    // `atOnce`: without counting down, because one of them runs before that would end.
    void confirmed(const QList<Job> &jobs, bool atOnce);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void judge();
    bool judgeAgain();
    void act();
    void askAndSave();
    void tick();
    void pause();
    void showLists();
    void showTexts();
    void showAct();
    bool runsTooSoon() const;
    bool isNumberTyped() const;
    bool isNameTyped() const;
    int count() const { return m_going.rowCount(); }
    bool disables() const;
    QString timeText() const;

    const Review m_review;
    ReviewModel m_going;
    ReviewModel m_staying;
    QLabel *m_title;
    QLabel *m_server;
    QLabel *m_warning;
    QLabel *m_time;
    QLabel *m_news;
    QTabWidget *m_lists;
    ReviewList *m_goingList;
    ReviewList *m_stayingList;
    QLabel *m_reason;
    QLabel *m_numberLabel;
    QLineEdit *m_number;
    QLabel *m_nameLabel;
    QLineEdit *m_name;
    QPushButton *m_cancel;
    QPushButton *m_act;
    QTimer m_second;
    QTimer m_pause; // while it runs, nothing can be confirmed
    bool m_saysAtOnce = false;
};
