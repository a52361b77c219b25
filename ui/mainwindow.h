// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"
#include "deletions.h"
#include "recordreader.h"
#include "tokenorigin.h"
#include "windowactions.h"
#include "windowlayout.h"

#include <QMainWindow>

#include <memory>

class Access;
class ClockActions;
class CloseGuard;
class ComparePage;
class ConnectionMark;
class CopyActions;
class DeleteAction;
class DeletionBar;
class ExportAction;
class FilterBar;
class JobClipboard;
class JobDetails;
class JobModel;
class JobPresentation;
class JobSource;
class JobTable;
class MessageBar;
class QSplitter;
class QStackedWidget;
class ResponseSaver;
class RetentionBar;
class ScheduleActions;
class SelectionSummary;
class SnapshotActions;
struct Profile;
class SourceOpener;
class StatePage;
class StatusLine;
class UnsettledDeletions;
class Views;

// The board: a list of jobs with its filter, its details and its deletions. It alone knows which source is
// which.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override;

    // What is shown stays until the file was read; if it can't be, a message says so.
    void openFile(const QString &path);
    void openStandardInput();
    void connectTo(Connection connection, const TokenOrigin &origin = {});
    void connectTo(const Profile &profile);
    void showSource(std::shared_ptr<JobSource> source, const TokenOrigin &origin = {});
    // The journal of deletions in this folder; if it is what is shown, reads it again.
    void showDeletedJobs(const QString &journalFolder);
    bool showsDeletedJobs() const;
    // What the user has set holds from now on.
    void applyPreferences();
    // A message that stays until it is dismissed.
    void showProblem(const QString &text);

    // Says which deletions an earlier run of the program has left unfinished, and looks them up.
    void lookForUnsettledDeletions();
    // Reads the list again if it is that of this source.
    void refreshIfShown(const std::shared_ptr<JobSource> &source);
    JobModel *jobs() const { return m_jobs; }
    Deletions *deletions() { return &m_deletions; }
    ScheduleActions *scheduling() const { return m_schedule; }

    // Window size, columns and panes, kept between sessions under the name of what the window is for.
    void restoreLayout(const QString &purpose = QStringLiteral("window"));

Q_SIGNALS:
    // A file or standard input could not be opened.
    void openFailed(const Error &error);
    // The user wants another window for this file.
    void newWindowRequested(const QString &path);
    // The user wants the window with what was deleted.
    void deletedJobsRequested();

    // There is something new in the list of a live source; `raises`: the user wants to see it.
    void listChanged(const std::shared_ptr<JobSource> &source, bool raises);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void connectActions();
    void connectModel();
    void connectScheduling();
    void applyMarks();
    void noteSource();
    void refresh();
    void retry();
    void askForSettings();
    static void applyEverywhere();
    void updateTimes();
    void onGone(const std::shared_ptr<JobSource> &source, const QList<Job> &jobs);
    void showResults(DeletionBatch *batch);
    void onStateAction();
    void onEscape();
    void copyFocused();
    void find();
    void connectCompare();
    void showJob(const Job &job);
    void watchLineEdits(QWidget *within);
    void updateStatus();
    void updateSelection();
    void updateActions();
    WindowLayout windowLayout();

    JobModel *m_jobs;
    Deletions m_deletions;
    Access *m_access;
    UnsettledDeletions *m_unsettled;
    JobPresentation *m_presentation;
    WindowActions m_actions;
    ScheduleActions *m_schedule;
    SourceOpener *m_opener;
    ResponseSaver *m_saver;
    ConnectionMark *m_mark;
    FilterBar *m_filter;
    MessageBar *m_problem;
    MessageBar *m_note;
    RetentionBar *m_retention;
    MessageBar *m_listError;
    MessageBar *m_doubt;
    QStackedWidget *m_stack;
    StatePage *m_state;
    ComparePage *m_compare;
    SnapshotActions *m_snapshots;
    QSplitter *m_splitter;
    JobTable *m_table;
    Views *m_views;
    JobDetails *m_details;
    DeleteAction *m_delete;
    JobClipboard *m_clipboard;
    CopyActions *m_copy;
    ExportAction *m_export;
    SelectionSummary *m_summary;
    RecordReader m_reader; // of the job in the details
    DeletionBar *m_deletionBar;
    StatusLine *m_status;
    ClockActions *m_clock;
    CloseGuard *m_closing;
    bool m_isNewSource = false; // none of its rows was shown yet
    QString m_layoutPurpose;    // empty: the layout is not kept
};
