// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobsource.h"
#include "schedulerequest.h"

#include <QDateTime>
#include <QDialog>
#include <QTimer>

#include <memory>

class MessageBar;
class QAbstractButton;
class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QVBoxLayout;
class ScheduleForm;

// Where a job that is scheduled again was, as far as that is known.
struct ScheduleOrigin
{
    QString server;             // what to call it
    QString location;           // the URL, as JobSource::location(); empty: not known
    QDateTime deletedAt;        // invalid: it was not deleted, or nobody knows
    QDateTime scheduledAt = {}; // when it was scheduled again already, and as which job; invalid: never
    QString scheduledAs = {};
};

// Schedules a job again: shows what will be sent and where to, asks for what the record does not tell, and
// sends it once. What was typed stays until the server says that it has scheduled the job. Sensitive values
// are in this dialog's fields and in the request, and nowhere else.
class ScheduleDialog : public QDialog
{
    Q_OBJECT

public:
    // `job` is one that ScheduleRequest has nothing against. `user` becomes the owner; empty: nobody knows
    // the name.
    ScheduleDialog(std::shared_ptr<JobSource> target, const Job &job, const ScheduleOrigin &origin,
                   const QString &user, QWidget *parent);
    ~ScheduleDialog() override;

    void reject() override;
    void done(int result) override;

Q_SIGNALS:
    // The server says so; `name` is that of the new job. The dialog closes then.
    void scheduled(const QString &name);
    // The user wants to see what the target has. The dialog stays, beside the window.
    void listRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Stage { Editing, Sending, Unknown };

    void layOut(const ScheduleOrigin &origin, const QString &user);
    void addHead(QVBoxLayout *layout, const ScheduleOrigin &origin, const QString &user);
    void addButtons(QVBoxLayout *layout);
    QString whyNot() const;
    void showStage();
    void showPreview();
    void send();
    void stopWaiting();
    void onAnswer(const ScheduleAnswer &answer);
    void becomeUnknown(const QString &whatHappened);
    void showList();
    QString problemText(Error error, bool isUnknown) const;

    const std::shared_ptr<JobSource> m_target;
    const ScheduleRequest m_request;
    ScheduleForm *m_form;
    QPlainTextEdit *m_preview;
    MessageBar *m_message;
    QAbstractButton *m_list = nullptr;
    QCheckBox *m_again;
    QProgressBar *m_progress;
    QLabel *m_reason;
    QPushButton *m_schedule = nullptr;
    QPushButton *m_cancel = nullptr;
    QTimer m_previewDelay;
    QTimer m_second;
    QTimer m_pause; // a double click must not send a second time what was refused at once
    std::unique_ptr<ScheduleReply> m_reply;
    Stage m_stage = Stage::Editing;
};
