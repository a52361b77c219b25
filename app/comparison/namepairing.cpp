// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "namepairing.h"

#include "gatheredrecords.h"
#include "indexblock.h"

#include <QCryptographicHash>

#include <algorithm>
#include <compare>
#include <string_view>
#include <tuple>

namespace {

using Row = JobIndex::Row;

// Numbers and texts are sorted apart: nearly all names are numbers.
struct NumberName
{
    qint64 number = 0;
    quint32 generation = 0;
    Row row = 0;

    auto key() const { return std::tuple(number, generation); }
};

struct TextName
{
    std::string_view text; // of the index
    quint32 generation = 0;
    Row row = 0;

    auto key() const { return std::tuple(text, generation); }
};

struct Bytes
{
    QByteArray hash; // SHA-256
    Row row = 0;

    const QByteArray &key() const { return hash; }
};

// What there is to go by in one list.
struct Names
{
    std::vector<NumberName> numbers;
    std::vector<TextName> texts;
    std::vector<Row> nameless;
    bool hasOldJobs = false;
    bool hasEnvironmentJobs = false;

    explicit Names(const JobIndexData &index);
    void forgetGenerations();
};

Names::Names(const JobIndexData &index)
{
    numbers.reserve(index.rowCount - index.removedCount);
    for (const IndexBlock &block : index.blocks) {
        const RecordColumns &columns = block.columns();
        for (std::size_t i = 0; i < block.size(); ++i) {
            if (!block.holds(i))
                continue;
            const auto row = Row(block.firstRow + i);
            const bool isEnvironmentJob = (columns.flags[i] & RecordColumns::IsEnvironmentJob) != 0;
            const qint64 name = columns.names[i];
            hasEnvironmentJobs = hasEnvironmentJobs || isEnvironmentJob;
            hasOldJobs = hasOldJobs || !isEnvironmentJob;
            if (name >= 0)
                numbers.push_back({name, isEnvironmentJob ? 1U : 0U, row});
            else if (RecordColumns::isTextName(name))
                texts.push_back({columns.nameText(name), isEnvironmentJob ? 1U : 0U, row});
            else
                nameless.push_back(row);
        }
    }
}

void Names::forgetGenerations()
{
    for (NumberName &name : numbers)
        name.generation = 0;
    for (TextName &name : texts)
        name.generation = 0;
}

template <class Entry>
void sortByKey(std::vector<Entry> &entries)
{
    // Rows are ascending already, and stay so among equals. Lists often are in the order of their names.
    const auto comesBefore = [](const Entry &a, const Entry &b) {
        return a.key() < b.key();
    };
    if (!std::is_sorted(entries.begin(), entries.end(), comesBefore))
        std::stable_sort(entries.begin(), entries.end(), comesBefore);
}

// How many entries from there on have the key of the first.
template <class Entry>
std::size_t runFrom(const std::vector<Entry> &entries, std::size_t at)
{
    std::size_t end = at;
    while (end < entries.size() && entries[end].key() == entries[at].key())
        ++end;
    return end - at;
}

template <class Entry>
void pairUp(NamePairing &pairing, std::vector<Entry> before, std::vector<Entry> after)
{
    sortByKey(before);
    sortByKey(after);
    std::size_t left = 0;
    std::size_t right = 0;
    while (left < before.size() || right < after.size()) {
        const bool hasLeft =
            right == after.size() || (left < before.size() && before[left].key() <= after[right].key());
        const bool hasRight =
            left == before.size() || (right < after.size() && after[right].key() <= before[left].key());
        const std::size_t lefts = hasLeft ? runFrom(before, left) : 0;
        const std::size_t rights = hasRight ? runFrom(after, right) : 0;
        for (std::size_t i = 0; i < std::max(lefts, rights); ++i)
            pairing.pairs.push_back({i < lefts ? before[left + i].row : NamePairing::NoRow,
                                     i < rights ? after[right + i].row : NamePairing::NoRow});
        pairing.repeatedBefore += lefts > 1 ? 1 : 0;
        pairing.repeatedAfter += rights > 1 ? 1 : 0;
        left += lefts;
        right += rights;
    }
}

// nullopt: it was stopped.
std::optional<Result<std::vector<Bytes>>> bytesOf(const JobIndexData &index, const std::vector<Row> &rows,
                                                  const std::stop_token &stop)
{
    constexpr std::size_t AtOnce = 256;
    std::vector<Bytes> hashes;
    hashes.reserve(rows.size());
    GatheredRecords records;
    for (std::size_t from = 0; from < rows.size(); from += AtOnce) {
        if (stop.stop_requested())
            return std::nullopt;
        const std::vector<Row> some(rows.begin() + std::ptrdiff_t(from),
                                    rows.begin() + std::ptrdiff_t(std::min(from + AtOnce, rows.size())));
        if (auto error = records.read(index, some))
            return Result<std::vector<Bytes>>(*error);
        for (std::size_t n = 0; n < some.size(); ++n) {
            const std::string_view record = records.record(n);
            const QByteArrayView view(record.data(), qsizetype(record.size()));
            hashes.push_back({QCryptographicHash::hash(view, QCryptographicHash::Sha256), some[n]});
        }
    }
    return Result<std::vector<Bytes>>(std::move(hashes));
}

} // namespace

std::optional<NamePairing> NamePairing::of(const JobIndex &before, const JobIndex &after,
                                           const std::stop_token &stop)
{
    NamePairing pairing;
    Names left(before.data());
    Names right(after.data());
    pairing.isAcrossGenerations =
        (left.hasOldJobs && !left.hasEnvironmentJobs && right.hasEnvironmentJobs && !right.hasOldJobs) ||
        (left.hasEnvironmentJobs && !left.hasOldJobs && right.hasOldJobs && !right.hasEnvironmentJobs);
    if (pairing.isAcrossGenerations) {
        left.forgetGenerations();
        right.forgetGenerations();
    }
    pairing.namelessBefore = qsizetype(left.nameless.size());
    pairing.namelessAfter = qsizetype(right.nameless.size());
    pairing.pairs.reserve(std::size_t(std::max(before.size(), after.size())));
    pairUp(pairing, std::move(left.numbers), std::move(right.numbers));
    if (stop.stop_requested())
        return std::nullopt;
    pairUp(pairing, std::move(left.texts), std::move(right.texts));
    const qsizetype repeatedBefore = pairing.repeatedBefore;
    const qsizetype repeatedAfter = pairing.repeatedAfter;
    auto leftBytes = bytesOf(before.data(), left.nameless, stop);
    auto rightBytes = leftBytes ? bytesOf(after.data(), right.nameless, stop) : std::nullopt;
    if (!rightBytes)
        return std::nullopt;
    for (const auto *bytes : {&*leftBytes, &*rightBytes}) {
        if (!bytes->ok()) {
            pairing.error = bytes->error();
            return pairing;
        }
    }
    pairUp(pairing, std::move(leftBytes->value()), std::move(rightBytes->value()));
    // Equal bytes are no names.
    pairing.repeatedBefore = repeatedBefore;
    pairing.repeatedAfter = repeatedAfter;
    return pairing;
}
