// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "modelrig.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;
using Phase = ListStatus::Phase;

ModelRig::ModelRig() : m_tester(&m_model, QAbstractItemModelTester::FailureReportingMode::QtTest)
{
    connect(&m_model, &JobModel::statusChanged, this, &ModelRig::inspect);
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] { ++m_resets; });
    // The tester does not look at this.
    connect(&m_model, &QAbstractItemModel::layoutAboutToBeChanged, this,
            [this] { m_rowsBefore = m_model.rowCount(); });
    connect(&m_model, &QAbstractItemModel::layoutChanged, this, [this] {
        expect(m_model.rowCount() == m_rowsBefore, u"has another number of rows after moving them"_s);
    });
}

bool ModelRig::untilIdle()
{
    return until([this] {
        const ListStatus status = m_model.status();
        return !status.isBusy && status.phase != Phase::Loading;
    });
}

bool ModelRig::untilWhole()
{
    return until([this] { return m_model.status().isWhole && !m_model.status().isBusy; });
}

bool ModelRig::untilRowsSettled(int first, int last)
{
    return until([this, first, last] {
        for (int row = first; row <= last && row < m_model.rowCount(); ++row) {
            if (stateOf(row) == JobModel::RowState::Loading)
                return false;
        }
        return true;
    });
}

QStringList ModelRig::names() const
{
    QStringList names;
    for (int row = 0; row < m_model.rowCount(); ++row)
        names << m_model.jobAt(row).name().value;
    return names;
}

JobModel::RowState ModelRig::stateOf(int row) const
{
    return JobModel::RowState(m_model.index(row, 0).data(JobModel::RowStateRole).toInt());
}

void ModelRig::expect(bool isSo, const QString &complaint)
{
    if (!isSo && !m_complaints.contains(complaint))
        m_complaints << complaint;
}

void ModelRig::inspect()
{
    const ListStatus status = m_model.status();
    const TextFilter filter(m_model.filterText());
    qint64 here = 0;
    bool allMatch = true;
    // Longer lists would take too long to look through at every change.
    const bool isLooked = m_model.rowCount() <= 10'000;
    for (int row = 0; isLooked && row < m_model.rowCount(); ++row) {
        const Job job = m_model.jobAt(row);
        here += job.isNull() ? 0 : 1;
        allMatch = allMatch && (!job.isHere() || filter.matches(job.searchText()));
    }
    expect(status.shown == m_model.rowCount(), u"shows another number of rows than there are"_s);
    expect(here <= status.loaded, u"shows more jobs than it says were loaded"_s);
    expect(!status.isFiltered || allMatch || status.isBusy,
           u"says that it is filtered, and shows what does not match"_s);
    expect(!status.isWhole || !status.total || here <= *status.total,
           u"shows more jobs than it says there are"_s);
    expect(status.loadingAll == ListStatus::Purpose::None || status.isBusy,
           u"loads the rest without being busy"_s);
    expect(status.phase != Phase::Failed || status.error, u"failed without an error"_s);
    expect(status.phase != Phase::Ready || status.shown > 0 || status.isWhole,
           u"says that there is nothing before it has read everything"_s);
    expect(status.phase != Phase::Retired || status.shown == 0, u"shows jobs of a retired endpoint"_s);
    const bool isPart = status.loadingAll == ListStatus::Purpose::Reading || status.error;
    expect(status.isWhole || !status.isFiltered || !status.doubt.isEmpty() || isPart,
           u"says that it is filtered before it has read everything"_s);
}

QStringList numbers(int from, int count)
{
    QStringList names;
    for (int number = from; number < from + count; ++number)
        names << QString::number(number);
    return names;
}

QStringList namesOf(const QList<QJsonObject> &jobs)
{
    QStringList names;
    for (const QJsonObject &job : jobs)
        names << job.value(u"name"_s).toString();
    return names;
}

QStringList asText(QStringList names)
{
    std::sort(names.begin(), names.end());
    return names;
}

QList<QByteArray> recordsOf(const QList<QJsonObject> &jobs)
{
    QList<QByteArray> records;
    for (const QJsonObject &job : jobs)
        records << QJsonDocument(job).toJson(QJsonDocument::Compact);
    return records;
}
