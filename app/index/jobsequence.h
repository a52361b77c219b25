// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobindex.h"

#include <QList>

#include <functional>
#include <optional>
#include <vector>

// Some jobs in an order: values that are held, or rows of an index, whose jobs are made one by one when they
// are asked for. Cheap to make of a million jobs, cheap to copy, readable from any thread.
class JobSequence
{
public:
    JobSequence() = default;
    // Null jobs, which stand for rows that are not here, are left out.
    explicit JobSequence(const QList<Job> &jobs);
    // Every job of the index, in the order of its records.
    explicit JobSequence(const JobIndex &index);
    // Rows that the index holds.
    JobSequence(const JobIndex &index, std::vector<JobIndex::Row> rows);

    qsizetype size() const { return m_rows ? qsizetype(m_rows->size()) : m_jobs.size(); }
    bool isEmpty() const { return size() == 0; }
    Job at(qsizetype place) const;
    // What Job::runGrid() says, without reading a record that lies in a file.
    std::optional<RunGrid> runGridAt(qsizetype place) const;
    // Gives one job after the other, then null ones.
    std::function<Job()> reader() const;

private:
    QList<Job> m_jobs;
    JobIndex m_index;
    std::shared_ptr<const std::vector<JobIndex::Row>> m_rows; // null: the jobs are held
};
