// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "column.h"

#include <QByteArray>
#include <QList>

#include <array>

class JobSource;
class QHeaderView;

// Which columns a header shows: those that the user has chosen, less those that the source tells nothing of.
// A choice is kept while a source can't fill it.
class ColumnChoice
{
public:
    // The header lives longer.
    explicit ColumnChoice(QHeaderView *header);

    // None is chosen anew: the ones to start with are.
    void reset();
    bool isChosen(Column column) const { return m_chosen.at(std::size_t(column)); }
    void choose(Column column, bool chosen);
    // Right after the first one, in this order.
    void moveToFront(const QList<Column> &columns);
    // Whether hiding this one would leave nothing.
    bool isTheLast(Column column) const;

    // Null: none.
    void showFor(const JobSource *source);

    // Order, widths and choice, to be kept between sessions.
    QByteArray state();
    void restore(const QByteArray &state);

private:
    static constexpr std::size_t Count = std::size_t(LastColumn) + 1;

    bool isShown(Column column) const;
    // Whether that changes something.
    bool tellFor(const JobSource *source);
    void apply();

    QHeaderView *const m_header;
    std::array<bool, Count> m_chosen{};
    std::array<bool, Count> m_told{};
};
