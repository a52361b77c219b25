// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparefieldsmodel.h"

#include "column.h"
#include "shownzone.h"
#include "wrappingdelegate.h"

#include <QCoreApplication>
#include <QFont>

#include <algorithm>
#include <utility>

namespace {

using Change = FieldComparison::Difference;
using Kind = Comparison::Kind;

// The words are those of the details of a job.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JobFields)
};

QString valueText(const FieldValue &value)
{
    if (!value.utcMs)
        return value.inWords();
    return Texts::tr("%1 %2 — sent as %3", "date and time, time zone, text as sent")
        .arg(momentText(*value.utcMs), ShownZone::abbreviationAt(*value.utcMs), value.text);
}

bool isWord(const FieldValue &value)
{
    return value.kind != FieldValue::Kind::Text && value.kind != FieldValue::Kind::Json;
}

int rank(const FieldComparison &field)
{
    return field.difference == Change::Change ? 0 : field.difference == Change::Activity ? 1 : 2;
}

} // namespace

void CompareFieldsModel::setFields(QList<FieldComparison> fields, Comparison::Kind kind)
{
    beginResetModel();
    m_kind = kind;
    m_fields = std::move(fields);
    std::stable_sort(m_fields.begin(), m_fields.end(),
                     [](const FieldComparison &a, const FieldComparison &b) { return rank(a) < rank(b); });
    m_excerpts.clear();
    for (const FieldComparison &field : std::as_const(m_fields))
        m_excerpts << (field.difference == Change::None
                           ? ValueExcerpts()
                           : ValueExcerpts::of(field.before.text, field.after.text));
    endResetModel();
}

int CompareFieldsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_fields.size());
}

int CompareFieldsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CompareFieldsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FieldComparison &field = m_fields.at(index.row());
    const bool isBefore = index.column() == Before;
    const bool isOnOneSide = m_kind == Kind::Added || m_kind == Kind::Removed;
    const bool isNowhere =
        (isBefore && m_kind == Kind::Added) || (index.column() == After && m_kind == Kind::Removed);
    const bool isValue = isBefore || index.column() == After;
    const FieldValue &value = isBefore ? field.before : field.after;
    if (role == Qt::FontRole) {
        QFont font;
        font.setBold(!isOnOneSide && field.difference == Change::Change);
        // A word of ours, not one that was sent.
        font.setItalic(isValue && isWord(value));
        return font;
    }
    if (role == Qt::ToolTipRole && index.column() == FieldName)
        return field.path.toHtmlEscaped();
    if (role == WrappingDelegate::ExcerptRole && isValue)
        return isBefore ? m_excerpts.at(index.row()).before : m_excerpts.at(index.row()).after;
    if (role != Qt::DisplayRole)
        return {};
    if (isValue)
        return isNowhere ? QString() : valueText(value);
    return index.column() == FieldName ? field.label : differenceText(field);
}

QString CompareFieldsModel::differenceText(const FieldComparison &field) const
{
    if (m_kind == Kind::Added)
        return tr("added", "with its job");
    if (m_kind == Kind::Removed)
        return tr("removed", "with its job");
    return field.difference == Change::Change     ? tr("changed", "a field")
           : field.difference == Change::Activity ? tr("activity", "a field")
                                                  : tr("the same", "a field");
}

QVariant CompareFieldsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case FieldName:
        return tr("Field");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    case Difference:
        return tr("Difference");
    default:
        return {};
    }
}
