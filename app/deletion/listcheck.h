// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "listwalk.h"

#include <QHash>
#include <QList>

class Deletion;

// Reads the list of a server again, once for all deletions that were answered, and tells each of them whether
// its job is still in it. A job that is found ends its deletion at once, that none is there only the end of a
// list that can be believed.
class ListCheck : public QObject
{
    Q_OBJECT

public:
    // All of them at one server, and alive as long as this.
    ListCheck(const QList<Deletion *> &deletions, QObject *parent);
    ~ListCheck() override;

    void start();
    bool isAt(const JobSource &place) const { return m_source->isSamePlaceAs(place); }

Q_SIGNALS:
    // Every deletion knows its end. Don't delete the check from a slot.
    void finished();

private:
    void look(const JobPage &page);
    void onRead(const WalkResult &result);
    void concludeGone();
    void leaveUnknown(const Error &why);
    void end();
    void passOverOtherGeneration();

    QMultiHash<QString, Deletion *> m_open; // by the identity of the job
    QList<Deletion *> m_gone;               // not told yet
    const std::shared_ptr<JobSource> m_source;
    std::unique_ptr<ListWalk> m_walk;
};
