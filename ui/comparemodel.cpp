// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparemodel.h"

#include "column.h"
#include "comparisonexport.h"
#include "indexedtexts.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// Numbers, such as the names of jobs, before texts, as the columns of the table have it.
SortKey keyOf(const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber ? SortKey::of(number) : SortKey::of(text);
}

} // namespace

CompareModel::CompareModel(QObject *parent)
    : QAbstractTableModel(parent),
      m_icons{QIcon::fromTheme(u"list-add"_s), QIcon::fromTheme(u"list-remove"_s),
              QIcon::fromTheme(u"document-edit"_s), QIcon::fromTheme(u"appointment-soon"_s)}
{
}

void CompareModel::setComparison(std::shared_ptr<const Comparison> comparison, Filter filter)
{
    beginResetModel();
    m_comparison = std::move(comparison);
    m_filter = std::move(filter);
    choose();
    endResetModel();
}

void CompareModel::setFilter(Filter filter)
{
    beginResetModel();
    m_filter = std::move(filter);
    choose();
    endResetModel();
}

void CompareModel::choose()
{
    m_shown.clear();
    if (!m_comparison)
        return;
    for (std::size_t i = 0; i < m_comparison->entries.size(); ++i) {
        const Comparison::Kind kind = m_comparison->entries[i].kind;
        const bool fits = m_filter.kind ? kind == *m_filter.kind
                                        : m_filter.showsActivity || kind != Comparison::Kind::Activity;
        if (fits && (!m_filter.found || (*m_filter.found)[i]))
            m_shown.push_back(i);
    }
    arrange();
}

void CompareModel::sort(int section, Qt::SortOrder order)
{
    if (section == m_sortSection && order == m_sortOrder)
        return;
    m_sortSection = section;
    m_sortOrder = order;
    setFilter(m_filter);
}

void CompareModel::arrange()
{
    if (m_sortSection < 0)
        return;
    std::vector<std::pair<SortKey, std::size_t>> keyed;
    keyed.reserve(m_shown.size());
    for (const std::size_t place : m_shown) {
        const Comparison::Entry &entry = m_comparison->entries[place];
        keyed.emplace_back(m_sortSection == Change ? SortKey::of(qint64(entry.kind))
                                                   : keyOf(textOf(entry, m_sortSection)),
                           place);
    }
    // In both directions, what is alike stays in the order of the comparison.
    std::stable_sort(keyed.begin(), keyed.end(), [this](const auto &a, const auto &b) {
        const int order = compareKeys(a.first, b.first);
        return m_sortOrder == Qt::AscendingOrder ? order < 0 : order > 0;
    });
    std::transform(keyed.begin(), keyed.end(), m_shown.begin(), [](const auto &one) { return one.second; });
}

const Comparison::Entry &CompareModel::entryAt(int row) const
{
    return m_comparison->entries[m_shown[std::size_t(row)]];
}

int CompareModel::rowOf(std::size_t entry) const
{
    const auto found = std::find(m_shown.begin(), m_shown.end(), entry);
    return found != m_shown.end() ? int(found - m_shown.begin()) : -1;
}

int CompareModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int CompareModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString CompareModel::fieldsOf(const Comparison::Entry &entry) const
{
    const bool showsActivity = m_filter.showsActivity || entry.kind == Comparison::Kind::Activity;
    return labelsOf(showsActivity ? entry.changed | entry.activity : entry.changed).join(", "_L1);
}

QString CompareModel::textOf(const Comparison::Entry &entry, int column) const
{
    if (column == Change)
        return ComparisonExport::wordOf(entry.kind);
    if (column == Fields)
        return fieldsOf(entry);
    const bool isAfter = entry.after != Comparison::NoRow;
    const IndexedTexts texts = isAfter ? IndexedTexts::of(m_comparison->after, entry.after)
                                       : IndexedTexts::of(m_comparison->before, entry.before);
    if (column == Name)
        return texts.name.isEmpty() ? tr("no name") : texts.name;
    return column == Type ? texts.type : texts.target;
}

QVariant CompareModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Comparison::Entry &entry = entryAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(entry, index.column());
    case Qt::DecorationRole:
        return index.column() == Change ? m_icons[std::size_t(entry.kind)] : QVariant();
    case Qt::ToolTipRole:
        return index.column() == Fields ? fieldsOf(entry).toHtmlEscaped() : QVariant();
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Change:
        return tr("Change");
    case Name:
        return columnTitle(::Column::Name);
    case Type:
        return columnTitle(::Column::Type);
    case Target:
        return columnTitle(::Column::Target);
    case Fields:
        return tr("What Changed");
    default:
        return {};
    }
}
