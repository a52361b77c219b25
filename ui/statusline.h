// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStatusBar>
#include <QTimer>

class Job;
class JobModel;
class QLabel;
class QMenu;
class QToolButton;

// Where the jobs come from, who asks for them, what is selected, in which zone times are shown, and how
// old all that is.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(JobModel *jobs, QWidget *parent = nullptr);

    void showSource();
    // Null: none.
    void showSelection(const Job &job);
    // Of several.
    void showSelection(qsizetype count);
    // Who is signed in, in one line; empty: not known.
    void showAccount(const QString &text);
    void showClock();
    // What a click on the time zone offers; it belongs to somebody else.
    void setZoneMenu(QMenu *menu);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    static void fit(QLabel *label, const QString &text);

    JobModel *const m_jobs;
    QString m_sourceText;
    QString m_accountText;
    QLabel *m_source;
    QLabel *m_account;
    QLabel *m_selection;
    QToolButton *m_zone;
    QLabel *m_age;
    QTimer m_clock;
};
