// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"
#include "jsonfault.h"
#include "keydictionary.h"

#include <QByteArrayView>
#include <QList>

#include <array>
#include <memory>
#include <optional>
#include <string_view>

struct RecordColumns;
struct RecordValues;

// The columns of consecutive records, and what the ids in them stand for. Never changes.
struct RecordBlock
{
    std::shared_ptr<const RecordColumns> columns;
    std::array<KeyDictionary, 5> dictionaries; // by IndexedColumn

    qsizetype size() const;
};

// Makes blocks, of about one window of a file or one page of a server. One thread at a time; several builders
// may work at once.
class RecordBlockBuilder
{
public:
    // Records of `bytes`; offsets of records are told from the start of `bytes`, and lie less than 4 GiB
    // behind `base`.
    RecordBlockBuilder(std::shared_ptr<const RecordBytes> bytes, qint64 base);
    ~RecordBlockBuilder();
    Q_DISABLE_COPY_MOVE(RecordBlockBuilder)

    enum class Leniency { Strict, MendsTrailingCommas };
    // One more record: `text` is exactly one JSON value without blanks around it, and at least
    // simdjson::SIMDJSON_PADDING bytes behind it may be read. What is wrong with it, if it is no JSON: the
    // offset counts from the start of `text`; nothing was added then. With MendsTrailingCommas, the offsets
    // of commas that were passed over are appended to `commas`, counted from the start of `text`.
    std::optional<JsonText::Fault> append(QByteArrayView text, qint64 offset, Leniency leniency,
                                          QList<qint64> *commas);
    // A record that is a job already, with a note of its deletion, say; the job is kept.
    void append(const Job &job);

    qsizetype size() const;
    // What was appended since the last time.
    std::shared_ptr<const RecordBlock> take();

private:
    struct Draft;

    bool appendParsed(std::string_view strict, qint64 offset, bool isMended);
    std::optional<JsonText::Fault> appendMended(QByteArrayView text, qint64 offset, QList<qint64> *commas);
    void add(const RecordValues &values, qint64 offset, qint64 length);
    // By what Job says of it, which is slower and knows what simdjson refuses.
    void addByJob(const Job &job, qint64 offset, qint64 length, bool isKept);

    const std::shared_ptr<const RecordBytes> m_bytes;
    const qint64 m_base;
    std::unique_ptr<Draft> m_draft;
};
