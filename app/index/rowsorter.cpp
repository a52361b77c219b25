// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowsorter.h"

#include "blocktext.h"
#include "deletionnote.h"
#include "radixsort.h"
#include "rowplaces.h"
#include "rowset.h"
#include "runsaday.h"
#include "textsort.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>

namespace {

constexpr qint64 NoKey = std::numeric_limits<qint64>::min();
constexpr qint64 LargestNumber = std::numeric_limits<qint64>::max();

// As SortKey has it: of digits only, with those that are too large at the end. NoKey: it is no number.
qint64 numberOfName(const RecordColumns &columns, std::size_t i)
{
    const qint64 name = columns.names[i];
    if (name >= 0)
        return name;
    if (!RecordColumns::isTextName(name))
        return NoKey;
    const std::string_view text = columns.nameText(name);
    if (text.empty() || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return NoKey;
    qint64 number = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    return result.ec == std::errc() ? number : LargestNumber;
}

// The ranks of keys in ascending order, from 0 on, the same for equals; NoKey for those that are absent.
std::vector<qint64> ranksOf(const std::vector<SortKey> &keys)
{
    std::vector<std::size_t> order(keys.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&keys](std::size_t a, std::size_t b) { return compareKeys(keys[a], keys[b]) < 0; });
    std::vector<qint64> ranks(keys.size(), NoKey);
    qint64 rank = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0 && compareKeys(keys[order[i - 1]], keys[order[i]]) != 0)
            ++rank;
        if (keys[order[i]].kind != SortKey::Kind::Absent)
            ranks[order[i]] = rank;
    }
    return ranks;
}

SortKey keyOf(IndexedColumn column, const ValueDictionary::Entry &entry)
{
    if (column != IndexedColumn::Repeats)
        return entry.folded.isEmpty() ? SortKey::absent() : SortKey{SortKey::Kind::Text, 0, entry.folded};
    if (entry.schedule.kind == Schedule::Kind::Repeating)
        return SortKey::of(entry.schedule.intervalSeconds);
    const QString text = repeatsText(entry.schedule);
    return text.isEmpty() ? SortKey::absent() : SortKey::of(text);
}

// Of a column that is shown as JSON.
bool mayHaveKey(quint16 flags)
{
    return (flags & RecordColumns::IsKept) == 0 &&
           (flags & (RecordColumns::HasJsonText | RecordColumns::IsInexact)) != 0;
}

} // namespace

template <class Entry, class KeyOf>
bool RowSorter::takeEntries(KeyOf keyOf, qint64 least, qint64 most, qint64 unit)
{
    std::vector<Entry> entries;
    entries.reserve(m_sorted.capacity());
    const quint64 greatest = (quint64(most) - quint64(least)) / quint64(unit);
    for (const IndexBlock &block : m_index.blocks) {
        visitRows(block, m_rows, [&](const IndexBlock &, std::size_t i) {
            const qint64 number = keyOf(block, i);
            if (number == NoKey) {
                m_rest.push_back(JobIndex::Row(block.firstRow + i));
                return;
            }
            const quint64 key = (quint64(number) - quint64(least)) / quint64(unit);
            Entry entry{};
            entry.row = quint32(block.firstRow + i);
            entry.setKey(m_isDescending ? greatest - key : key);
            entries.push_back(entry);
        });
    }
    if (!radixSort(entries, m_stop))
        return false;
    m_sorted.reserve(entries.size());
    for (const Entry &entry : entries)
        m_sorted.push_back(entry.row);
    return true;
}

// Puts the rows with a number in order; `unit` divides all of them, probably.
template <class KeyOf>
bool RowSorter::takeByNumber(KeyOf keyOf, qint64 unit)
{
    qint64 least = LargestNumber;
    qint64 most = NoKey;
    bool isWhole = true;
    for (const IndexBlock &block : m_index.blocks) {
        if (m_stop.stop_requested())
            return false;
        visitRows(block, m_rows, [&](const IndexBlock &, std::size_t i) {
            const qint64 number = keyOf(block, i);
            if (number == NoKey)
                return;
            least = std::min(least, number);
            most = std::max(most, number);
            isWhole = isWhole && number % unit == 0;
        });
    }
    if (most == NoKey)
        least = most = 0;
    if (!isWhole)
        unit = 1;
    if ((quint64(most) - quint64(least)) / quint64(unit) <= std::numeric_limits<quint32>::max())
        return takeEntries<NarrowEntry>(keyOf, least, most, unit);
    return takeEntries<WideEntry>(keyOf, least, most, unit);
}

bool RowSorter::takeByRank(IndexedColumn column)
{
    const ValueDictionary &values = m_index.dictionaries[std::size_t(column)];
    std::vector<SortKey> keys;
    for (quint32 id = 0; id < values.size(); ++id)
        keys.push_back(keyOf(column, values[id]));
    const std::vector<qint64> ranks = ranksOf(keys);
    return takeByNumber(
        [column, &ranks](const IndexBlock &block, std::size_t i) { return ranks[block.idOf(column, i)]; }, 1);
}

// Lists of nodes by their size, then the kinds whose size nobody knows.
bool RowSorter::takeByScope()
{
    std::vector<SortKey> keys;
    for (int kind = 0; kind <= RecordColumns::ScopeKind; ++kind) {
        const QString text = scopeText(Scope::Kind(kind), 0);
        keys.push_back(text.isEmpty() ? SortKey::absent() : SortKey::of(text));
    }
    const std::vector<qint64> ranks = ranksOf(keys);
    constexpr qint64 BehindAllNumbers = qint64{1} << 31;
    return takeByNumber(
        [&ranks](const IndexBlock &block, std::size_t i) {
            const Scope::Kind kind = block.columns().scopeKind(i);
            if (kind == Scope::Kind::Nodes)
                return qint64(block.columns().nodeCounts[i]);
            const qint64 rank = ranks[std::size_t(kind)];
            return rank == NoKey ? NoKey : BehindAllNumbers + rank;
        },
        1);
}

bool RowSorter::takeByRunsTimesNodes()
{
    const ValueDictionary &schedules = m_index.dictionaries[std::size_t(IndexedColumn::Repeats)];
    return takeByNumber(
        [&schedules](const IndexBlock &block, std::size_t i) {
            const RecordColumns &columns = block.columns();
            return runsTimesNodesKey(schedules[block.idOf(IndexedColumn::Repeats, i)].schedule,
                                     columns.scopeKind(i), columns.nodeCounts[i],
                                     (columns.flags[i] & RecordColumns::NeverRuns) != 0)
                .value_or(NoKey);
        },
        1);
}

// Puts those of m_rest that have a text in order, behind or before those that are in order already: texts
// come after numbers.
template <class TextOf>
bool RowSorter::takeByText(TextOf textOf)
{
    std::vector<WideEntry> entries;
    entries.reserve(m_rest.size());
    std::size_t without = 0;
    for (const JobIndex::Row row : m_rest) {
        if (textOf(row).empty())
            m_rest[without++] = row;
        else
            entries.push_back({0, 0, row});
    }
    m_rest.resize(without);
    m_rest.shrink_to_fit();
    if (!TextSort(textOf, m_isDescending, m_stop).sort(entries))
        return false;
    const auto place = m_isDescending ? m_sorted.begin() : m_sorted.end();
    const auto inserted = m_sorted.insert(place, entries.size(), 0);
    std::transform(entries.begin(), entries.end(), inserted,
                   [](const WideEntry &entry) { return entry.row; });
    return true;
}

// Those that are too large for a number have all the same one.
void RowSorter::settleLargeNames(std::size_t count)
{
    const auto begin = m_isDescending ? m_sorted.begin() : m_sorted.end() - std::ptrdiff_t(count);
    const RowPlaces places(m_index);
    const auto digitsOf = [&places](JobIndex::Row row) {
        const auto [block, i] = places[row];
        const qint64 name = block.columns().names[i];
        std::string_view digits = name < 0 ? block.columns().nameText(name) : std::string_view();
        digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
        // One that fits has no digits beside its number.
        qint64 number = 0;
        const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        return result.ec == std::errc::result_out_of_range ? digits : std::string_view();
    };
    std::stable_sort(begin, begin + std::ptrdiff_t(count), [&](JobIndex::Row a, JobIndex::Row b) {
        const std::string_view first = digitsOf(m_isDescending ? b : a);
        const std::string_view second = digitsOf(m_isDescending ? a : b);
        return first.size() != second.size() ? first.size() < second.size() : first < second;
    });
}

bool RowSorter::takeByName()
{
    std::size_t large = 0;
    const auto numberOf = [](const IndexBlock &block, std::size_t i) {
        return numberOfName(block.columns(), i);
    };
    for (const IndexBlock &block : m_index.blocks) {
        if (block.columns().nameTextEnds.empty())
            continue;
        visitRows(block, m_rows, [&](const IndexBlock &, std::size_t i) {
            large += numberOf(block, i) == LargestNumber ? 1 : 0;
        });
    }
    if (!takeByNumber(numberOf, 1))
        return false;
    if (large > 1)
        settleLargeNames(large);
    const RowPlaces places(m_index);
    return takeByText([&places](JobIndex::Row row) {
        const auto [block, i] = places[row];
        const qint64 name = block.columns().names[i];
        return RecordColumns::isTextName(name) ? block.columns().foldedName(name) : std::string_view();
    });
}

// The keys are read from the records, and kept for as long as it takes.
bool RowSorter::takeByRecord(Column column)
{
    const auto key = specOf(column).key;
    std::string texts;
    std::vector<std::size_t> ends; // by what stands for the row until all are sorted
    Rows rows;
    BlockText text;
    std::vector<quint32> places;
    for (const IndexBlock &block : m_index.blocks) {
        const RecordColumns &columns = block.columns();
        places.clear();
        visitRows(block, m_rows, [&](const IndexBlock &, std::size_t i) {
            if (mayHaveKey(columns.flags[i]))
                places.push_back(quint32(i));
        });
        if (const auto error = m_error ? m_error : text.read(columns, places); error) {
            m_error = error;
            places.clear();
        }
        std::size_t next = 0;
        bool isStopped = false;
        visitRows(block, m_rows, [&](const IndexBlock &, std::size_t i) {
            isStopped = isStopped || m_stop.stop_requested();
            if (isStopped)
                return;
            if (const Job *kept = columns.keptJob(i)) {
                texts.append(key(*kept).text.toStdString());
            } else if (next < places.size() && places[next] == i) {
                const std::string_view record = text.record(next++);
                const auto bytes =
                    std::make_shared<MemoryBytes>(QByteArray(record.data(), qsizetype(record.size())));
                const bool isMended = (columns.flags[i] & RecordColumns::IsMended) != 0;
                texts.append(key(Job(RecordPlace{bytes, 0, bytes->size(), isMended})).text.toStdString());
            }
            ends.push_back(texts.size());
            rows.push_back(JobIndex::Row(block.firstRow + i));
        });
        if (isStopped)
            return false;
    }
    m_rest.resize(rows.size());
    std::iota(m_rest.begin(), m_rest.end(), 0);
    const bool isDone = takeByText([&](JobIndex::Row row) {
        const std::size_t begin = row == 0 ? 0 : ends[row - 1];
        return std::string_view(texts).substr(begin, ends[row] - begin);
    });
    for (Rows *each : {&m_sorted, &m_rest})
        std::transform(each->begin(), each->end(), each->begin(),
                       [&rows](JobIndex::Row row) { return rows[row]; });
    return isDone;
}

std::optional<RowSorter::Rows> RowSorter::sort(Column column)
{
    const auto times = [this](std::vector<qint64> RecordColumns::*member) {
        constexpr qint64 Second = 1000;
        return takeByNumber(
            [member](const IndexBlock &block, std::size_t i) {
                const std::vector<qint64> &values = block.columns().*member;
                return values.empty() ? NoKey : values[i];
            },
            Second);
    };
    const RowPlaces places(m_index);
    bool isDone = false;
    switch (column) {
    case Column::Name:
        isDone = takeByName();
        break;
    case Column::Type:
        isDone = takeByRank(IndexedColumn::Type);
        break;
    case Column::Target:
        isDone = takeByRank(IndexedColumn::Target);
        break;
    case Column::Environment:
        isDone = takeByRank(IndexedColumn::Environment);
        break;
    case Column::Scope:
        isDone = takeByScope();
        break;
    case Column::Owner:
        isDone = takeByRank(IndexedColumn::Owner);
        break;
    case Column::NextRun:
        isDone = times(&RecordColumns::nextRuns);
        break;
    case Column::LastRun:
        isDone = times(&RecordColumns::lastRuns);
        break;
    case Column::Repeats:
        isDone = takeByRank(IndexedColumn::Repeats);
        break;
    case Column::Noop:
        isDone = takeByNumber(
            [](const IndexBlock &block, std::size_t i) {
                const quint16 flags = block.columns().flags[i];
                return (flags & RecordColumns::HasNoop) == 0 ? NoKey
                                                             : qint64((flags & RecordColumns::IsNoop) != 0);
            },
            1);
        break;
    case Column::Description:
        takeAll();
        isDone = takeByText([&places](JobIndex::Row row) {
            const auto [block, i] = places[row];
            return block.columns().description(i);
        });
        break;
    case Column::ScheduledTime:
        isDone = times(&RecordColumns::scheduledTimes);
        break;
    case Column::Deleted:
        isDone = takeByNumber(
            [](const IndexBlock &block, std::size_t i) {
                const Job *job = block.columns().keptJob(i);
                const auto note = job ? job->deletion() : nullptr;
                return note ? note->time.toMSecsSinceEpoch() : NoKey;
            },
            1);
        break;
    case Column::RunsTimesNodes:
        isDone = takeByRunsTimesNodes();
        break;
    case Column::Parameters:
    case Column::UserData:
    case Column::Outcome:
    case Column::Server:
    case Column::DeletedBy:
        isDone = takeByRecord(column);
        break;
    }
    if (!isDone)
        return std::nullopt;
    m_sorted.insert(m_sorted.end(), m_rest.begin(), m_rest.end());
    return std::move(m_sorted);
}

void RowSorter::takeAll()
{
    m_rest.reserve(m_rows.size());
    for (const IndexBlock &block : m_index.blocks) {
        visitRows(block, m_rows, [&](const IndexBlock &, std::size_t i) {
            m_rest.push_back(JobIndex::Row(block.firstRow + i));
        });
    }
}
