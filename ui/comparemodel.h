// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison.h"

#include <QAbstractTableModel>
#include <QIcon>

#include <array>
#include <memory>

// The entries of a comparison as a table, of any length: what it shows stands in the indexes of both lists,
// so that no record is read for it.
class CompareModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Change, Name, Type, Target, Fields, ColumnCount };

    // Which of the entries are shown.
    struct Filter
    {
        std::optional<Comparison::Kind> kind;           // none: each
        bool showsActivity = false;                     // also what only ran, and runs of what changed
        std::shared_ptr<const std::vector<bool>> found; // by the place of the entry; null: each
    };

    explicit CompareModel(QObject *parent = nullptr);

    void setComparison(std::shared_ptr<const Comparison> comparison, Filter filter);
    void setFilter(Filter filter);
    const std::shared_ptr<const Comparison> &comparison() const { return m_comparison; }
    const Filter &filter() const { return m_filter; }
    // The places of the entries that are shown, in the order of the rows.
    const std::vector<std::size_t> &shown() const { return m_shown; }
    const Comparison::Entry &entryAt(int row) const;
    // Of the entry at this place; -1: it is not shown.
    int rowOf(std::size_t entry) const;
    // Also what is shown later; a section of -1 is the order of the comparison.
    void sort(int section, Qt::SortOrder order = Qt::AscendingOrder) override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void choose();
    void arrange();
    QString textOf(const Comparison::Entry &entry, int column) const;
    QString fieldsOf(const Comparison::Entry &entry) const;

    std::shared_ptr<const Comparison> m_comparison;
    Filter m_filter;
    std::vector<std::size_t> m_shown;
    int m_sortSection = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    const std::array<QIcon, 4> m_icons; // by Comparison::Kind
};
