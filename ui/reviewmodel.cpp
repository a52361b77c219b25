// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reviewmodel.h"

#include "column.h"
#include "jobfields.h"
#include "relativetime.h"
#include "runsaday.h"

#include <QCoreApplication>
#include <QTextDocument>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ReviewModel)
};

// Both kinds begin with these; how often a job runs matters only if it goes.
constexpr auto Shown = std::to_array<Column>(
    {Column::Name, Column::Type, Column::Target, Column::Environment, Column::Owner, Column::NextRun});

SortKey runsADayKey(const Job &job)
{
    const auto runs = runsADay(job.schedule());
    return runs ? SortKey::of(qint64(*runs * 1e6)) : SortKey::absent();
}

} // namespace

QString runsADayText(const Job &job)
{
    const Schedule::Kind kind = job.schedule().kind;
    if (kind == Schedule::Kind::Once || kind == Schedule::Kind::Null)
        return Texts::tr("once");
    const auto runs = runsADay(job.schedule());
    return runs ? runsADayText(*runs) : Texts::tr("unknown", "how often a job runs");
}

ReviewModel::ReviewModel(Kind kind, qint64 nowUtcMs, QObject *parent)
    : QAbstractTableModel(parent), m_kind(kind), m_nowUtcMs(nowUtcMs)
{
}

QList<Job> ReviewModel::jobs() const
{
    QList<Job> jobs;
    jobs.reserve(m_entries.size());
    for (const Entry &entry : m_entries)
        jobs.append(entry.job);
    return jobs;
}

void ReviewModel::setEntries(const QList<Entry> &entries)
{
    beginResetModel();
    m_entries = entries;
    if (m_kind == Kind::Going) {
        QList<std::pair<qint64, Entry>> soon;
        m_entries.removeIf([&](const Entry &entry) {
            const auto run = entry.job.nextRunFrom(m_nowUtcMs);
            const bool isSoon = run && *run <= m_nowUtcMs + SoonMs;
            if (isSoon)
                soon.append({*run, entry});
            return isSoon;
        });
        std::stable_sort(soon.begin(), soon.end(),
                         [](const auto &a, const auto &b) { return a.first < b.first; });
        QList<Entry> first;
        for (const auto &[run, entry] : std::as_const(soon))
            first.append(entry);
        m_entries = first + m_entries;
    }
    m_places.resize(m_entries.size());
    std::iota(m_places.begin(), m_places.end(), 0);
    endResetModel();
}

void ReviewModel::setNow(qint64 nowUtcMs)
{
    m_nowUtcMs = nowUtcMs;
    if (m_entries.isEmpty())
        return;
    Q_EMIT dataChanged(index(0, int(Shown.size()) - 1), index(rowCount() - 1, columnCount() - 1),
                       {Qt::DisplayRole});
}

int ReviewModel::runningWithin(qint64 ms) const
{
    return int(std::count_if(m_entries.begin(), m_entries.end(), [&](const Entry &entry) {
        const auto run = entry.job.nextRunFrom(m_nowUtcMs);
        return run && *run <= m_nowUtcMs + ms;
    }));
}

int ReviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int ReviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Shown.size()) + (m_kind == Kind::Going ? 2 : 1);
}

bool ReviewModel::isRunsADay(int column) const
{
    return m_kind == Kind::Going && column == int(Shown.size());
}

QString ReviewModel::soonText(const Job &job) const
{
    const auto run = job.nextRunFrom(m_nowUtcMs);
    if (!run || *run > m_nowUtcMs + SoonMs)
        return {};
    return u"⚠ "_s + tr("runs in %1", "a span of time").arg(spanText(*run - m_nowUtcMs));
}

// What somebody should know before it goes.
QString ReviewModel::noteText(const Job &job) const
{
    QStringList notes = warningsOf(job);
    QString soon = soonText(job);
    if (notes.isEmpty())
        return soon;
    notes.first().prepend(u"⚠ "_s);
    if (!soon.isEmpty())
        notes.prepend(soon + u'.');
    return notes.join(u' ');
}

QString ReviewModel::text(const Entry &entry, int column) const
{
    if (isRunsADay(column))
        return runsADayText(entry.job);
    if (isLast(column))
        return m_kind == Kind::Going ? noteText(entry.job) : entry.whyNot;
    QString text = specOf(Shown[std::size_t(column)]).text(entry.job);
    // No cell is that wide, and to lay out megabytes takes seconds.
    constexpr qsizetype Most = 500;
    if (text.size() > Most)
        text = text.first(Most) + u'…';
    return text;
}

QVariant ReviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Entry &entry = m_entries.at(index.row());
    if (role == Qt::DisplayRole)
        return text(entry, index.column());
    // What a server sent is never markup.
    if (role == Qt::ToolTipRole)
        return Qt::convertFromPlainText(text(entry, index.column()), Qt::WhiteSpaceNormal);
    if (role == Qt::TextAlignmentRole && isRunsADay(index.column()))
        return QVariant(Qt::AlignTrailing | Qt::AlignVCenter);
    return {};
}

QVariant ReviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return QAbstractTableModel::headerData(section, orientation, role);
    if (isRunsADay(section))
        return tr("Runs a Day");
    if (isLast(section))
        return m_kind == Kind::Going ? tr("Note") : tr("Why Not");
    return columnTitle(Shown[std::size_t(section)]);
}

void ReviewModel::sort(int column, Qt::SortOrder order)
{
    std::vector<SortKey> keys;
    keys.reserve(std::size_t(m_entries.size()));
    for (qsizetype row = 0; row < m_entries.size(); ++row) {
        const Entry &entry = m_entries.at(row);
        if (column < 0)
            keys.push_back(SortKey::of(qint64(m_places.at(row))));
        else if (isRunsADay(column))
            keys.push_back(runsADayKey(entry.job));
        else if (isLast(column) && m_kind == Kind::Going)
            keys.push_back(
                SortKey::of(entry.job.nextRunFrom(m_nowUtcMs).value_or(std::numeric_limits<qint64>::max())));
        else if (isLast(column))
            keys.push_back(SortKey::of(entry.whyNot));
        else
            keys.push_back(specOf(Shown[std::size_t(column)]).key(entry.job));
    }
    QList<qsizetype> rows(m_entries.size());
    std::iota(rows.begin(), rows.end(), 0);
    const bool isUp = column < 0 || order == Qt::AscendingOrder;
    std::stable_sort(rows.begin(), rows.end(), [&](qsizetype a, qsizetype b) {
        const SortKey &left = keys[std::size_t(a)];
        const SortKey &right = keys[std::size_t(b)];
        const bool isAbsent = left.kind == SortKey::Kind::Absent;
        if (isAbsent || right.kind == SortKey::Kind::Absent)
            return !isAbsent && right.kind == SortKey::Kind::Absent;
        return isUp ? compareKeys(left, right) < 0 : compareKeys(right, left) < 0;
    });
    arrange(rows);
}

void ReviewModel::arrange(const QList<qsizetype> &order)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    QList<Entry> entries;
    QList<qsizetype> places;
    QList<int> newRow(order.size());
    for (const qsizetype row : order) {
        newRow[row] = int(entries.size());
        entries.append(m_entries.at(row));
        places.append(m_places.at(row));
    }
    QModelIndexList to;
    const QModelIndexList from = persistentIndexList();
    for (const QModelIndex &old : from)
        to.append(index(newRow.at(old.row()), old.column()));
    m_entries = entries;
    m_places = places;
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}
