// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"

#include <QAbstractTableModel>
#include <QList>

// How often the schedule makes a job run on a day: "24", "once", or that it is unknown.
QString runsADayText(const Job &job);

// Jobs that are reviewed before a deletion, as values: those that will go, or those that will not and why.
// Whatever becomes of the list that they are from, they stay what was reviewed.
class ReviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Kind { Going, Staying };
    struct Entry
    {
        Job job;
        QString whyNot; // empty with Kind::Going
    };

    // A run that is nearer than this is worth a word.
    static constexpr qint64 SoonMs = qint64{10} * 60 * 1000;

    ReviewModel(Kind kind, qint64 nowUtcMs, QObject *parent);

    const QList<Entry> &entries() const { return m_entries; }
    QList<Job> jobs() const;
    // What runs soon comes first.
    void setEntries(const QList<Entry> &entries);
    // Spans of time are seen from here; the order stays. Milliseconds, UTC.
    void setNow(qint64 nowUtcMs);
    // Jobs that run within so many milliseconds from now.
    int runningWithin(qint64 ms) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    // By a column, or by -1 in the order of the beginning. Equals keep their order.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    bool isRunsADay(int column) const;
    bool isLast(int column) const { return column == columnCount() - 1; }
    QString text(const Entry &entry, int column) const;
    QString soonText(const Job &job) const;
    QString noteText(const Job &job) const;
    void arrange(const QList<qsizetype> &order);

    const Kind m_kind;
    QList<Entry> m_entries;
    QList<qsizetype> m_places; // of each entry at the beginning
    qint64 m_nowUtcMs;
};
