// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schedulerequest.h"

#include <QWidget>

class QDateTimeEdit;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class SecretField;

// What a user decides about a job that is scheduled again, and what its record does not tell.
class ScheduleForm : public QWidget
{
    Q_OBJECT

public:
    // The request lives longer.
    ScheduleForm(const ScheduleRequest &request, QWidget *parent);

    ScheduleValues values() const;
    // Why this can't be sent yet; empty: it can. Milliseconds, UTC.
    QString whyNotReady(qint64 nowUtcMs) const;
    // Moves a start that nobody has chosen on to the next time of its grid when its time has come.
    void keepAhead(qint64 nowUtcMs);
    // What is missing first, or else the start.
    void focusFirstGap();
    // Forgets the sensitive values.
    void wipe();
    // The text without any of them.
    QString withoutSecrets(QString text) const;

Q_SIGNALS:
    void changed();

private:
    void addStart(QFormLayout *form);
    void addScope(QFormLayout *form);
    void addSecrets(QFormLayout *form);
    void setStart(const ScheduleStart &start);
    void explainStart();
    qint64 startUtcMs() const;

    const ScheduleRequest &m_request;
    ScheduleStart m_suggested;
    QDateTimeEdit *m_start;
    QLabel *m_localStart;
    QLabel *m_startNote;
    QLineEdit *m_description;
    QPlainTextEdit *m_scope = nullptr; // only where one is needed
    QList<SecretField *> m_secrets;
    bool m_isStartChosen = false;
    bool m_isDescriptionEdited = false;
};
