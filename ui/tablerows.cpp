// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tablerows.h"

#include <QItemSelectionModel>
#include <QTableView>

#include <algorithm>
#include <numeric>
#include <vector>

namespace {

// Ascending.
std::vector<int> rowsOf(const QTableView &table)
{
    std::vector<int> rows;
    const QItemSelection selection = table.selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (rows.empty()) {
        rows.resize(std::size_t(table.model()->rowCount()));
        std::iota(rows.begin(), rows.end(), 0);
    }
    return rows;
}

// A line feed in a cell would begin another row.
QString cellText(const QVariant &value)
{
    QString text = value.toString();
    for (QChar &c : text) {
        if (c == u'\t' || c == u'\n' || c == u'\r')
            c = u' ';
    }
    return text;
}

} // namespace

QString textOfRows(const QTableView &table, int most)
{
    const QAbstractItemModel &model = *table.model();
    const std::vector<int> rows = rowsOf(table);
    if (rows.size() > std::size_t(most))
        return {};
    const int columns = model.columnCount();
    QStringList cells;
    for (int column = 0; column < columns; ++column)
        cells << cellText(model.headerData(column, Qt::Horizontal));
    QStringList lines{cells.join(u'\t')};
    for (const int row : rows) {
        cells.clear();
        for (int column = 0; column < columns; ++column)
            cells << cellText(model.index(row, column).data());
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}
