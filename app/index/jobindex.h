// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"
#include "recordblock.h"

#include <QList>
#include <QStringList>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

struct IndexBlock;
struct JobIndexData;

// What is known of all jobs of a list without reading their records: some 90 bytes each, and the text of
// their descriptions. A snapshot that never changes, cheap to copy, readable from any thread.
class JobIndex
{
public:
    using Row = quint32; // the place of a record; it keeps it when others are appended or removed

    JobIndex();

    // Records, those that were removed included.
    qsizetype rowCount() const;
    // Jobs: those that were not removed.
    qsizetype size() const;
    bool isEmpty() const { return size() == 0; }
    // Whether there is such a record, and it was not removed.
    bool holds(Row row) const;

    // A handle that knows its identity; reads nothing. Null if there is no such record.
    Job jobAt(Row row) const;
    JobIdentity identityAt(Row row) const;
    // What Job::runGrid() says; reads nothing.
    std::optional<RunGrid> runGridAt(Row row) const;
    // Whether the bytes of every record are in memory.
    bool isInMemory() const;
    // Whether any record has such a thing, removed ones included: `next_run` with whatever value.
    bool hasEnvironmentJobs() const;
    bool hasNextRuns() const;
    // The different types, in the order in which they came; removed records included.
    QStringList types() const;

    // All that are held, ascending.
    std::vector<Row> rows() const;
    // The same, and these are removed.
    JobIndex without(const std::vector<Row> &rows) const;
    // Those of the same jobs, see Job::isSameJobAs(), in one pass; ascending. Reads records only where they
    // have no name.
    std::vector<Row> rowsOf(const QList<Job> &jobs) const;

    // For what sorts and searches.
    const JobIndexData &data() const { return *d; }

private:
    friend class JobIndexBuilder;
    explicit JobIndex(std::shared_ptr<const JobIndexData> data) : d(std::move(data)) {}
    // The block of a record and its place there; null: there is none.
    std::pair<const IndexBlock *, std::size_t> find(Row row) const;

    std::shared_ptr<const JobIndexData> d; // never null
};

// Makes an index that grows. One thread at a time; snapshots are for any.
class JobIndexBuilder
{
public:
    JobIndexBuilder();
    ~JobIndexBuilder();
    Q_DISABLE_COPY_MOVE(JobIndexBuilder)

    void append(const std::shared_ptr<const RecordBlock> &block);
    // The records in these places of the block, ascending or not, count as removed: duplicates, overlaps.
    void append(const std::shared_ptr<const RecordBlock> &block, const std::vector<quint32> &without);
    void clear();
    JobIndex snapshot() const;

private:
    std::unique_ptr<JobIndexData> m_data;
    std::array<KeyDictionary, 5> m_keys;                    // by IndexedColumn
    mutable std::shared_ptr<const JobIndexData> m_snapshot; // null: something came since
};
