// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobmodel.h"
#include "listrig.h"
#include "listserver.h"

#include <QAbstractItemModelTester>

/// A model under QAbstractItemModelTester that notes what it should never say, whenever its status changes.
class ModelRig : public QObject
{
    Q_OBJECT

public:
    ModelRig();

    JobModel *operator->() { return &m_model; }
    JobModel &model() { return m_model; }

    /// Waits until nothing is under way for the list, as far as its status tells.
    [[nodiscard]] bool untilIdle();
    /// Waits until each of these rows is here, or never will be.
    [[nodiscard]] bool untilRowsSettled(int first, int last);
    [[nodiscard]] bool untilWhole();

    /// By row; empty for rows that are not here.
    QStringList names() const;
    QStringList names(int first, int count) const { return names().mid(first, count); }
    JobModel::RowState stateOf(int row) const;
    int resets() const { return m_resets; }
    void sortBy(Column column, Qt::SortOrder order = Qt::AscendingOrder) { m_model.sort(int(column), order); }

    /// What it should not have said so far.
    QStringList complaints() const { return m_complaints; }

private:
    void inspect();
    void expect(bool isSo, const QString &complaint);

    JobModel m_model;
    QAbstractItemModelTester m_tester;
    QStringList m_complaints;
    int m_resets = 0;
    int m_rowsBefore = 0;
};

/// Names as a list of jobs has them, in order.
QStringList numbers(int from, int count);
QStringList namesOf(const QList<QJsonObject> &jobs);
/// Sorted as text, and not as numbers.
QStringList asText(QStringList names);
/// The records of these jobs as JSON.
QList<QByteArray> recordsOf(const QList<QJsonObject> &jobs);
