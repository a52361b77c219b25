// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "column.h"
#include "comparesidebutton.h"
#include "detachedwork.h"
#include "snapshotstore.h"

#include <QDateTime>
#include <QObject>

#include <memory>

class ComparedListReader;
class JobModel;
class JobSource;
class ProgressStrip;
class QAction;
class QMenu;

// Saves snapshots of the server that a window shows, when its user asks for one and, if the preferences say
// so, whenever its list was read; and offers those that there are. Only whole lists are saved, of every type.
class SnapshotActions : public QObject
{
    Q_OBJECT

public:
    SnapshotActions(QAction *save, QMenu *changedSince, JobModel *jobs, QString folder, QWidget *window);
    ~SnapshotActions() override;

    // How far a list that is read for it is; for the window to place.
    ProgressStrip *strip() const { return m_strip; }
    // The snapshots of the server that is shown, newest first, with what to call them.
    QList<CompareSideButton::Offer> offers() const;

Q_SIGNALS:
    void compareRequested(const QString &path);
    void saved(const QString &text);
    void failed(const QString &text);

private:
    void onStatusChanged();
    void updateAction();
    void fillMenu();
    void save(Snapshot::Origin origin);
    void read(Snapshot::Origin origin);
    void write(const ComparedList &list, Snapshot::Origin origin);
    void stopReading();

    QAction *const m_save;
    QMenu *const m_menu;
    JobModel *const m_jobs;
    const QString m_folder;
    ProgressStrip *m_strip;
    std::unique_ptr<ComparedListReader> m_reader; // of a list that is not here as a whole
    // What was asked for when the list was read that was looked at last, and when that was: another order or
    // type is no refresh.
    struct Reading
    {
        std::weak_ptr<JobSource> source;
        QString type;
        Column sortColumn = Column::NextRun;
        Qt::SortOrder order = Qt::AscendingOrder;
        QDateTime at;
    };
    Reading m_last;
    DetachedWork m_writing;
};
