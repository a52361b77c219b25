// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexblock.h"
#include "indexkeys.h"
#include "jobindex.h"
#include "textfold.h"

namespace {

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

ValueDictionary::Entry ownerEntry(std::string_view key)
{
    const IndexKeys::OwnerParts parts = IndexKeys::ownerOf(key);
    ValueDictionary::Entry entry;
    for (const std::string_view label : {parts.displayName, parts.login, parts.id}) {
        if (entry.text.isEmpty())
            entry.text = textOf(label);
    }
    entry.searched = textOf(parts.displayName) + u'\n' + textOf(parts.login) + u'\n' + textOf(parts.email);
    entry.isRevoked = parts.isRevoked;
    return entry;
}

ValueDictionary::Entry entryOf(IndexedColumn column, std::string_view key)
{
    ValueDictionary::Entry entry;
    if (column == IndexedColumn::Repeats) {
        entry.schedule = IndexKeys::scheduleOf(key);
        return entry;
    }
    if (column == IndexedColumn::Owner) {
        entry = ownerEntry(key);
    } else {
        entry.text = textOf(key);
        entry.searched = entry.text;
    }
    entry.folded = TextFold::folded(entry.text);
    return entry;
}

} // namespace

JobIndexBuilder::JobIndexBuilder() : m_data(std::make_unique<JobIndexData>()) {}

JobIndexBuilder::~JobIndexBuilder() = default;

void JobIndexBuilder::append(const std::shared_ptr<const RecordBlock> &block)
{
    append(block, {});
}

void JobIndexBuilder::append(const std::shared_ptr<const RecordBlock> &block,
                             const std::vector<quint32> &without)
{
    const RecordColumns &columns = *block->columns;
    if (columns.size() == 0)
        return;
    auto placed = std::make_shared<IndexBlock::Placed>();
    placed->columns = block->columns;
    for (std::size_t column = 0; column < IndexedColumnCount; ++column) {
        const KeyDictionary &keys = block->dictionaries[column];
        ValueDictionary &values = m_data->dictionaries[column];
        placed->globalIds[column].reserve(keys.size());
        for (quint32 id = 0; id < keys.size(); ++id) {
            const quint32 global = m_keys[column].idOf(keys.key(id));
            if (global == values.size())
                values.append(entryOf(IndexedColumn(column), keys.key(id)));
            placed->globalIds[column].push_back(global);
        }
    }
    IndexBlock entry{std::move(placed), nullptr, quint32(m_data->rowCount)};
    if (!without.empty()) {
        auto removed = std::make_shared<IndexBlock::Bits>((columns.size() + 63) / 64);
        for (const quint32 place : without) {
            quint64 &bits = (*removed)[place / 64];
            const quint64 bit = quint64{1} << (place % 64);
            m_data->removedCount += (bits & bit) == 0 ? 1 : 0;
            bits |= bit;
        }
        entry.removed = std::move(removed);
    }
    m_data->blocks.push_back(std::move(entry));
    m_data->rowCount += columns.size();
    m_data->hasEnvironmentJobs = m_data->hasEnvironmentJobs || columns.hasEnvironmentJobs;
    m_data->hasNextRuns = m_data->hasNextRuns || columns.hasNextRuns;
    m_data->isInMemory = m_data->isInMemory && (!columns.bytes || columns.bytes->isInMemory());
    m_snapshot.reset();
}

void JobIndexBuilder::clear()
{
    *m_data = {};
    for (KeyDictionary &keys : m_keys)
        keys.clear();
    m_snapshot.reset();
}

JobIndex JobIndexBuilder::snapshot() const
{
    if (!m_snapshot)
        m_snapshot = std::make_shared<const JobIndexData>(*m_data);
    return JobIndex(m_snapshot);
}
