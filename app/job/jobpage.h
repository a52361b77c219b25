// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"
#include "job.h"
#include "jsontext.h"

#include <QList>
#include <QMetaType>

#include <memory>

struct RecordBlock;

// One answer to the question for a list: some jobs, and what the server says about the whole.
struct JobPage
{
    enum class Shape { List, BareArray, SingleJob };

    // A trailing comma that was passed over in a file.
    struct Repair
    {
        JsonText::Position position;
    };

    QList<Job> jobs;
    std::shared_ptr<const RecordBlock> block; // the same, to be put into an index; null: not made yet
    Shape shape = Shape::List;
    bool hasPagination = false;
    Field<qint64> limit;
    Field<qint64> offset;
    Field<qint64> total; // null for an empty list before PE 2021.7; never trusted as a size
    Field<QString> orderBy;
    Field<QString> order;
    Field<QString> type;
    QList<Repair> repairs;
    QByteArray bytes; // the answer as it came

    // What PE 2021.7 and later answer on the old path whatever is scheduled: it does not mean "no jobs".
    bool isRetiredStub() const { return shape == Shape::List && !hasPagination && jobs.isEmpty(); }
};

Q_DECLARE_METATYPE(JobPage)
