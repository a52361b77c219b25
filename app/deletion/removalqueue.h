// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deletion.h"

#include <QList>
#include <QPointer>
#include <QTimer>

class DeletionRecorder;

// Sends the deletions of a window, each when its record is on disk, and a few at once. Records go to disk
// some ahead of the requests, so that these need not wait for it; what is recorded and never sent is recorded
// as such.
class RemovalQueue : public QObject
{
    Q_OBJECT

public:
    static constexpr int MostInFlight = 4;
    static constexpr int RecordedAhead = 32;
    // A server that leaves so many requests in a row without an answer gets no more of that batch.
    static constexpr int MostUnanswered = 4;

    // The recorder lives longer.
    explicit RemovalQueue(DeletionRecorder *recorder, QObject *parent = nullptr);

    // One alone goes before those that wait already.
    void add(const QList<Deletion *> &deletions);
    // Something has changed for those that wait.
    void goOn();
    // To be called when one that was sent has its answer.
    void onAnswered(Deletion *deletion);
    bool isSendingTo(const JobSource &place) const;

Q_SIGNALS:
    // The server wants to be left alone for so long.
    void paused(int seconds);

private:
    using Line = QList<QPointer<Deletion>>;

    Deletion *takeReady();
    void recordSome();
    void stopIfUnanswered(const Deletion &deletion);

    DeletionRecorder *const m_recorder;
    Line m_unrecorded;
    Line m_recorded;
    QTimer m_pause;
    Line m_inFlight;
    int m_unanswered = 0; // in a row
    bool m_isRecording = false;
};
