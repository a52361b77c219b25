// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gatheredrecords.h"

#include "indexedrow.h"

#include <algorithm>

std::optional<Error> GatheredRecords::read(const JobIndexData &index, const std::vector<JobIndex::Row> &rows)
{
    m_records.assign(rows.size(), {});
    m_kept.clear();
    m_textsInUse = 0;
    for (std::size_t from = 0; from < rows.size();) {
        const IndexBlock &block = *IndexedRow::of(index, rows[from]).block;
        const auto end = JobIndex::Row(block.firstRow + block.size());
        const std::size_t to = std::size_t(
            std::lower_bound(rows.begin() + std::ptrdiff_t(from), rows.end(), end) - rows.begin());
        if (auto error = readBlock(block, rows, from, to))
            return error;
        from = to;
    }
    return std::nullopt;
}

std::optional<Error> GatheredRecords::readBlock(const IndexBlock &block,
                                                const std::vector<JobIndex::Row> &rows, std::size_t from,
                                                std::size_t to)
{
    m_places.clear();
    m_numbers.clear();
    for (std::size_t n = from; n < to; ++n) {
        const quint32 place = rows[n] - block.firstRow;
        const Job *kept = block.columns().keptJob(place);
        if (!kept) {
            m_places.push_back(place);
            m_numbers.push_back(n);
            continue;
        }
        const Result<QByteArray> bytes = kept->readStrictJson();
        if (!bytes)
            return bytes.error();
        const QByteArray &held = m_kept.emplace_back(bytes.value());
        m_records[n] = {held.constData(), std::size_t(held.size())};
    }
    if (m_textsInUse == m_texts.size())
        m_texts.emplace_back();
    BlockText &text = m_texts[m_textsInUse++];
    if (auto error = text.read(block.columns(), m_places))
        return error;
    for (std::size_t i = 0; i < m_places.size(); ++i)
        m_records[m_numbers[i]] = text.record(i);
    return std::nullopt;
}
