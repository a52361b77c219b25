// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"

#include <QWidget>

class QAction;
class QLabel;
class QScrollArea;
class QStandardItemModel;
class QTabWidget;
class QToolButton;
class QTreeView;
class NodeList;
class RawRecord;

// Everything about one job: warnings, every field, its nodes, and the record as it came; or in a few lines
// what several jobs are.
class JobDetails : public QWidget
{
    Q_OBJECT

public:
    explicit JobDetails(QWidget *parent = nullptr);

    // `warning` is what became of an attempt to delete the job, `whyNotRemovable` why there can be none; both
    // may be empty.
    void showJob(const Job &job, const QString &warning, const QString &whyNotRemovable, qint64 nowUtcMs);
    // `summary` is plain text in lines; empty: it will be told later.
    void showSeveral(qsizetype count, const QString &summary);
    // Its record is not here: `why` in plain text.
    void showUnread(const Job &job, const QString &why);
    // Of the job that is shown, a line: why it may need attention; empty: nothing is known.
    void showAttention(const QString &text);
    void showNothing();
    // The moment, or the time zone that times are shown in, is another one.
    void updateTimes(qint64 nowUtcMs);
    const Job &job() const { return m_job; }
    void setDeleteAction(QAction *action);
    // Goes to the raw record and gives it the focus.
    void showRecord();
    void focusFields();
    // What is current or marked where the focus is; empty if the focus is elsewhere.
    QString focusedText() const;

private:
    void showHead(const QString &title);
    void showDelete();
    void fillFields(qint64 nowUtcMs);
    void updateFields(qint64 nowUtcMs);

    Job m_job;
    bool m_areSeveral = false;
    QLabel *m_title;
    QLabel *m_summary;
    QLabel *m_warnings;
    QLabel *m_whyNotRemovable;
    QLabel *m_attention;
    QToolButton *m_delete;
    QScrollArea *m_summaryArea;
    QTabWidget *m_tabs;
    QTreeView *m_fields;
    QStandardItemModel *m_fieldModel;
    NodeList *m_nodes;
    RawRecord *m_record;
    QString m_shownWarning;
    qint64 m_fieldsAtUtcMs = 0;
};
