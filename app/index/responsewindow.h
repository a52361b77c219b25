// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "itemsplitter.h"
#include "responseending.h"

#include <QByteArrayView>
#include <QList>

#include <memory>
#include <optional>
#include <vector>

// A piece of a response in memory, and where in it records are. It is used again for the next piece, so that
// its memory need not be had anew.
class ResponseWindow
{
public:
    struct Span
    {
        qsizetype begin = 0;
        qsizetype length = 0;
    };

    char *data() { return m_data.get(); }
    QByteArrayView text() const { return {m_data.get(), size}; }
    // Room for so many bytes and what ItemSplitter wants behind them; what is there stays.
    void makeRoom(qsizetype bytes);
    void clear();

    qint64 base = 0;    // of the first byte, in the whole
    qsizetype size = 0; // of what is here
    qsizetype seen = 0; // up to where the grammar has looked

    // Complete ones, in their order; not validated.
    std::vector<Span> records;
    QByteArray beforeRecords; // FaultPlace::before of each
    // The list is another one from this record on: those before, and in windows before, are none of it.
    std::optional<qsizetype> restart;
    QList<qint64> commas;                 // that were passed over outside of records; in the whole
    std::optional<ResponseEnding> ending; // it is the last one

private:
    std::unique_ptr<char[]> m_data;
    qsizetype m_capacity = 0;
};
