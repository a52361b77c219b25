// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobsource.h"
#include "recordfile.h"
#include "responsereading.h"

#include <QTimer>

// A saved response. Its jobs are in the index of reading(), which may still grow.
class SnapshotSource : public JobSource
{
    Q_OBJECT

public:
    // What to call a response, where it is (empty: nowhere, as from standard input), and of when, if it is a
    // file; then the file, too.
    struct Origin
    {
        QString label;
        QString location;
        std::optional<QDateTime> asOf;
        std::shared_ptr<const RecordFile> file;
    };

    // Reading may go on, and may end with an error.
    SnapshotSource(std::unique_ptr<ResponseReading> reading, Origin origin, QObject *parent = nullptr);
    // Of jobs that are here.
    SnapshotSource(JobPage page, QString label, QString location, std::optional<QDateTime> asOf,
                   QObject *parent = nullptr);

    QString label() const override { return m_origin.label; }
    QString location() const override { return m_origin.location; }
    bool isLive() const override { return false; }
    std::optional<QDateTime> asOf() const override { return m_chosenAsOf ? m_chosenAsOf : m_origin.asOf; }
    // What the file says; none: it is no file.
    std::optional<QDateTime> fileTime() const { return m_origin.asOf; }
    // What its user takes it to be of instead; none: what the file says. notesChanged() tells.
    std::optional<QDateTime> chosenAsOf() const { return m_chosenAsOf; }
    void setChosenAsOf(std::optional<QDateTime> moment);
    bool sortsBy(Column) const override { return false; }
    bool tells(Column column) const override;
    QString whyNotRemovable(const Job &job) const override;
    // Every question is answered with all of the jobs, once all are here.
    PageReply *fetch(const JobQuery &query, qint64 offset, int limit, QObject *asker) override;
    RemovalReply *remove(const Job &job, QObject *asker) override;
    ListReading *reading() const override { return m_reading; }

    // What the response says of itself, once it is read to its end; without jobs.
    const JobPage &page() const { return m_page; }
    // What became of the file since it was read; empty while it is the same.
    QString fileNote() const;
    bool hasFileChanged() const { return m_standing == RecordFile::Standing::Changed; }
    // Looks whether the file is still the same, as is done every few seconds anyway; notesChanged() if not.
    void lookAtFile();

private:
    void onProgress();
    Result<JobPage> wholePage() const;

    ListReading *m_reading; // a child
    JobPage m_page;
    const Origin m_origin;
    std::optional<QDateTime> m_chosenAsOf;
    RecordFile::Standing m_standing = RecordFile::Standing::Same;
    bool m_isLooking = false;
    QTimer m_watch;
};
