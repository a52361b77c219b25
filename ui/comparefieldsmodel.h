// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison.h"

#include "valueexcerpt.h"

#include <QAbstractTableModel>
#include <QList>

// One job of a comparison field by field, before and after beside each other; what changed comes first.
class CompareFieldsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { FieldName, Before, After, Difference, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    // Of a job that was added or removed, there is one side only.
    void setFields(QList<FieldComparison> fields, Comparison::Kind kind);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString differenceText(const FieldComparison &field) const;

    QList<FieldComparison> m_fields;
    QList<ValueExcerpts> m_excerpts; // of the same fields
    Comparison::Kind m_kind = Comparison::Kind::Changed;
};
