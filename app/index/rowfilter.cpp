// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowfilter.h"

#include "blocktext.h"
#include "caselesssearch.h"
#include "recordtexts.h"

#include <QMutexLocker>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <thread>

namespace {

// All columns that a search looks at.
constexpr std::array SearchedColumns{IndexedColumn::Type, IndexedColumn::Environment, IndexedColumn::Owner,
                                     IndexedColumn::Target};

using Matches = std::vector<char>; // by id in the index

Matches matchesOf(const ValueDictionary &values, const TextFilter &filter)
{
    Matches matches(values.size());
    for (quint32 id = 0; id < values.size(); ++id)
        matches[id] = filter.matches(values[id].searched) ? 1 : 0;
    return matches;
}

} // namespace

// What is done with one block; everything that it needs, for one thread.
class RowFilter::BlockSearch
{
public:
    BlockSearch(const RowFilter &filter, RowSet &found, RowSet &toCheck)
        : m_filter(filter), m_found(found), m_toCheck(toCheck)
    {
        if (!filter.m_needle.plainPart().empty())
            m_raw.emplace(filter.m_needle.plainPart());
    }

    void searchIds(const IndexBlock &block, IndexedColumn column, const Matches &matches);
    void searchNames(const IndexBlock &block);
    void searchDescriptions(const IndexBlock &block);
    // Why some could not be read.
    std::optional<Error> searchRecords(const IndexBlock &block);

private:
    bool isOpen(const IndexBlock &block, std::size_t i) const
    {
        const std::size_t row = block.firstRow + i;
        return m_filter.m_rows.contains(row) && !m_found.containsShared(row);
    }
    void insert(const IndexBlock &block, std::size_t i) { m_found.insertShared(block.firstRow + i); }
    bool mustBeLookedAt(const IndexBlock &block, std::size_t i) const;
    bool isInName(const RecordColumns &columns, qint64 name) const;
    bool isInRecord(const RecordColumns &columns, std::size_t i, std::string_view record);
    void scan(const IndexBlock &block);

    const RowFilter &m_filter;
    RowSet &m_found;
    RowSet &m_toCheck;
    std::optional<CaselessSearch> m_raw;
    simdjson::dom::parser m_parser;
    BlockText m_text;
    std::vector<quint32> m_places;
    std::string m_texts;
};

void RowFilter::BlockSearch::searchIds(const IndexBlock &block, IndexedColumn column, const Matches &matches)
{
    const auto &globalIds = block.placed->globalIds[std::size_t(column)];
    std::vector<char> here(globalIds.size());
    std::transform(globalIds.begin(), globalIds.end(), here.begin(), [&](quint32 id) { return matches[id]; });
    if (std::find(here.begin(), here.end(), 1) == here.end())
        return;
    const RecordColumns &columns = block.columns();
    const NarrowColumn &ids = columns.ids[std::size_t(column)];
    for (std::size_t i = 0; i < block.size(); ++i) {
        if (here[ids[i]] != 0 && (columns.flags[i] & RecordColumns::IsInexact) == 0 && isOpen(block, i))
            insert(block, i);
    }
}

bool RowFilter::BlockSearch::isInName(const RecordColumns &columns, qint64 name) const
{
    if (RecordColumns::isTextName(name)) {
        return m_filter.m_needle.hasAccents() ? m_filter.m_needle.isIn(columns.nameText(name))
                                              : m_filter.m_needle.isInFolded(columns.foldedName(name));
    }
    std::array<char, 20> digits{};
    if (name < 0)
        return false;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), name).ptr;
    return m_filter.m_needle.isInFolded({digits.data(), std::size_t(end - digits.data())});
}

void RowFilter::BlockSearch::searchNames(const IndexBlock &block)
{
    const RecordColumns &columns = block.columns();
    const std::string_view needle = m_filter.m_needle.folded();
    const bool isOfDigits =
        !m_filter.m_needle.hasAccents() &&
        std::all_of(needle.begin(), needle.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (columns.nameTextEnds.empty() && !isOfDigits)
        return;
    for (std::size_t i = 0; i < block.size(); ++i) {
        const qint64 name = columns.names[i];
        if ((name < 0 || isOfDigits) && (columns.flags[i] & RecordColumns::IsInexact) == 0 &&
            isOpen(block, i) && isInName(columns, name))
            insert(block, i);
    }
}

// All descriptions of the block at once. With accents, what is found has to be looked at in the record.
void RowFilter::BlockSearch::searchDescriptions(const IndexBlock &block)
{
    const RecordColumns &columns = block.columns();
    const std::string_view texts = columns.descriptions;
    const std::string_view needle = m_filter.m_needle.folded();
    std::size_t i = 0;
    for (std::size_t at = 0; at < texts.size();) {
        const void *place = ::memmem(texts.data() + at, texts.size() - at, needle.data(), needle.size());
        if (!place)
            return;
        const auto begin = std::size_t(static_cast<const char *>(place) - texts.data());
        while (columns.descriptionEnds[i] <= begin)
            ++i;
        if (begin + needle.size() > columns.descriptionEnds[i]) {
            at = begin + 1;
            continue;
        }
        if (m_filter.m_needle.hasAccents())
            m_toCheck.insert(block.firstRow + i);
        else if ((columns.flags[i] & RecordColumns::IsInexact) == 0 && isOpen(block, i))
            insert(block, i);
        at = columns.descriptionEnds[i];
    }
}

// Whether the columns and a look at the bytes do not say that the text is not in it.
bool RowFilter::BlockSearch::mustBeLookedAt(const IndexBlock &block, std::size_t i) const
{
    const Needle &needle = m_filter.m_needle;
    const quint16 flags = block.columns().flags[i];
    if (needle.isOdd() || (flags & (RecordColumns::HidesText | RecordColumns::IsInexact)) != 0)
        return true;
    if (needle.isAscii())
        return !m_raw;
    // All characters that are not ASCII are in the columns; of a description they do not tell the accents.
    if (!needle.hasAccents() || (flags & RecordColumns::DescriptionIsNotAscii) == 0)
        return false;
    return needle.isUncertain() || m_toCheck.contains(block.firstRow + i);
}

bool RowFilter::BlockSearch::isInRecord(const RecordColumns &columns, std::size_t i, std::string_view record)
{
    const quint16 flags = columns.flags[i];
    const bool isMended = (flags & RecordColumns::IsMended) != 0;
    const Needle &needle = m_filter.m_needle;
    constexpr unsigned Special =
        RecordColumns::HasJsonText | RecordColumns::IsInexact | RecordColumns::IsMended;
    if ((flags & Special) == 0 && !needle.isOdd()) {
        m_texts.clear();
        const auto append = needle.hasAccents() ? RecordTexts::appendWithDescription : RecordTexts::append;
        const auto parsed = m_parser.parse(record.data(), record.size());
        if (parsed.error() == simdjson::SUCCESS && append(m_texts, parsed.value_unsafe()))
            return needle.isIn(m_texts);
    }
    const auto bytes = std::make_shared<MemoryBytes>(QByteArray(record.data(), qsizetype(record.size())));
    return needle.filter().matches(Job(RecordPlace{bytes, 0, bytes->size(), isMended}).searchText());
}

void RowFilter::BlockSearch::scan(const IndexBlock &block)
{
    const std::string_view whole = m_text.whole();
    std::size_t n = 0;
    for (std::size_t at = 0; n < m_places.size();) {
        at = m_raw->findIn(whole, at);
        if (at == CaselessSearch::NotFound)
            return;
        while (n < m_places.size() && m_text.beginOf(n) + m_text.record(n).size() <= at)
            ++n;
        if (n == m_places.size())
            return;
        if (at < m_text.beginOf(n)) {
            at = m_text.beginOf(n);
            continue;
        }
        if (m_filter.m_stop.stop_requested())
            return;
        if (!mustBeLookedAt(block, m_places[n]) && isInRecord(block.columns(), m_places[n], m_text.record(n)))
            insert(block, m_places[n]);
        at = m_text.beginOf(n) + m_text.record(n).size();
        ++n;
    }
}

std::optional<Error> RowFilter::BlockSearch::searchRecords(const IndexBlock &block)
{
    const RecordColumns &columns = block.columns();
    m_places.clear();
    for (std::size_t i = 0; i < block.size(); ++i) {
        if (!isOpen(block, i))
            continue;
        if (const Job *kept = columns.keptJob(i)) {
            if (auto error = kept->load())
                return error;
            if (m_filter.m_needle.filter().matches(kept->searchText()))
                insert(block, i);
        } else if (m_raw || mustBeLookedAt(block, i)) {
            m_places.push_back(quint32(i));
        }
    }
    if (m_places.empty())
        return std::nullopt;
    if (auto error = m_text.read(columns, m_places))
        return error;
    for (std::size_t n = 0; n < m_places.size() && !m_filter.m_stop.stop_requested(); ++n) {
        if (mustBeLookedAt(block, m_places[n]) && isInRecord(columns, m_places[n], m_text.record(n)))
            insert(block, m_places[n]);
    }
    if (m_raw)
        scan(block);
    return std::nullopt;
}

bool RowFilter::searchColumns()
{
    std::array<Matches, SearchedColumns.size()> matches;
    std::array<bool, SearchedColumns.size()> isAnywhere{};
    for (std::size_t i = 0; i < SearchedColumns.size(); ++i) {
        matches[i] = matchesOf(m_index.dictionaries[std::size_t(SearchedColumns[i])], m_needle.filter());
        isAnywhere[i] = std::find(matches[i].begin(), matches[i].end(), 1) != matches[i].end();
    }
    BlockSearch search(*this, m_found, m_toCheck);
    for (const IndexBlock &block : m_index.blocks) {
        if (m_stop.stop_requested())
            return false;
        for (std::size_t i = 0; i < SearchedColumns.size(); ++i) {
            if (isAnywhere[i])
                search.searchIds(block, SearchedColumns[i], matches[i]);
        }
        search.searchNames(block);
        search.searchDescriptions(block);
    }
    return true;
}

void RowFilter::work()
{
    BlockSearch search(*this, m_found, m_toCheck);
    while (!m_stop.stop_requested() && !m_hasFailed) {
        const std::size_t block = m_nextBlock++;
        if (block >= m_index.blocks.size())
            return;
        if (auto error = search.searchRecords(m_index.blocks[block])) {
            const QMutexLocker lock(&m_mutex);
            m_hasFailed = true;
            m_error = std::move(error);
        }
    }
}

bool RowFilter::searchRecords()
{
    // Below that a second thread comes too late.
    constexpr std::size_t FewRows = 2000;
    if (m_index.rowCount > FewRows && std::thread::hardware_concurrency() > 1) {
        const std::jthread second([this] { work(); });
        work();
    } else {
        work();
    }
    return !m_stop.stop_requested();
}

bool RowFilter::run()
{
    return (m_needle.isOdd() || searchColumns()) && searchRecords();
}
