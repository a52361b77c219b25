// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobsource.h"

// A saved response, here as a whole: every question for a page is answered with all of its jobs.
class SnapshotSource : public JobSource
{
    Q_OBJECT

public:
    // `label` is what to call it, `location` where it is (empty: nowhere, as from standard input),
    // `asOf` the time of the file, if it has one.
    SnapshotSource(JobPage page, QString label, QString location, std::optional<QDateTime> asOf,
                   QObject *parent = nullptr);

    QString label() const override { return m_label; }
    QString location() const override { return m_location; }
    bool isLive() const override { return false; }
    std::optional<QDateTime> asOf() const override { return m_asOf; }
    bool sortsBy(Column) const override { return false; }
    bool tells(Column column) const override;
    QString whyNotRemovable(const Job &job) const override;
    PageReply *fetch(const JobQuery &query, qint64 offset, int limit, QObject *asker) override;
    RemovalReply *remove(const Job &job, QObject *asker) override;

    const JobPage &page() const { return m_page; }

private:
    const JobPage m_page;
    const bool m_hasEnvironmentJobs;
    const bool m_hasNextRuns;
    const QString m_label;
    const QString m_location;
    const std::optional<QDateTime> m_asOf;
};

// Reads and parses off the GUI thread. finished() comes once; deleting the object cancels.
class SnapshotReader : public QObject
{
    Q_OBJECT

public:
    explicit SnapshotReader(QObject *parent = nullptr);
    ~SnapshotReader() override;

    // A regular file or a pipe.
    void readFile(const QString &path);
    void readStandardInput();
    void readText(const QString &text); // from the clipboard

Q_SIGNALS:
    void finished(const Result<std::shared_ptr<JobSource>> &source);

private:
    struct Pipe;

    void readPipe(int descriptor, const QString &label);
    void parse(const QByteArray &bytes, const QString &label);

    std::unique_ptr<Pipe> m_pipe;
};
