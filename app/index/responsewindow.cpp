// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "responsewindow.h"

#include <algorithm>

void ResponseWindow::makeRoom(qsizetype bytes)
{
    if (bytes <= m_capacity)
        return;
    std::unique_ptr<char[]> larger(new char[std::size_t(bytes + ItemSplitter::Padding)]);
    std::copy_n(m_data.get(), size, larger.get());
    // Nobody may mind what stands behind the text, but tools that watch over memory mind if nothing does.
    std::fill_n(larger.get() + bytes, ItemSplitter::Padding, ' ');
    m_data = std::move(larger);
    m_capacity = bytes;
}

void ResponseWindow::clear()
{
    size = 0;
    seen = 0;
    records.clear();
    beforeRecords.clear();
    restart.reset();
    commas.clear();
    ending.reset();
}
