// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparisonrun.h"

#include "comparedlistreader.h"
#include "jobsource.h"

#include <QFileInfo>

#include <algorithm>

namespace {

QString nameOf(const ComparedSide &side)
{
    if (const auto *path = std::get_if<QString>(&side))
        return QFileInfo(*path).fileName();
    if (const auto *source = std::get_if<std::shared_ptr<JobSource>>(&side))
        return (*source)->label();
    const auto *list = std::get_if<ComparedList>(&side);
    return list ? list->label : QString();
}

} // namespace

ComparisonRun::ComparisonRun(QObject *parent) : QObject(parent) {}

ComparisonRun::~ComparisonRun() = default;

void ComparisonRun::start(const ComparedSide &before, const ComparedSide &after)
{
    stop();
    m_wantedBefore = before;
    m_wantedAfter = after;
    m_isBusy = true;
    goOn();
}

void ComparisonRun::stop()
{
    m_work.stop();
    // A slot of one of its signals may be what called.
    if (m_reader)
        m_reader.release()->deleteLater();
    m_isBusy = false;
    m_step = 0;
}

void ComparisonRun::goOn()
{
    ++m_step;
    if (m_step == 1)
        get(&m_before, m_wantedBefore);
    else if (m_step == 2)
        get(&m_after, m_wantedAfter);
    else
        compare();
}

void ComparisonRun::get(ComparedList *to, const ComparedSide &side)
{
    if (const auto *list = std::get_if<ComparedList>(&side)) {
        *to = *list;
        goOn();
        return;
    }
    m_reader = std::make_unique<ComparedListReader>(nullptr);
    connect(m_reader.get(), &ComparedListReader::progressed, this, &ComparisonRun::progressed);
    connect(m_reader.get(), &ComparedListReader::finished, this,
            [this, to](const Result<ComparedList> &list) {
                m_reader->disconnect(this);
                m_reader.release()->deleteLater();
                if (list) {
                    *to = list.value();
                    goOn();
                    return;
                }
                stop();
                Q_EMIT failed(list.error());
            });
    if (const auto *path = std::get_if<QString>(&side))
        m_reader->readFile(*path);
    else if (const auto *source = std::get_if<std::shared_ptr<JobSource>>(&side))
        m_reader->readSource(*source);
    Q_EMIT progressed();
}

void ComparisonRun::compare()
{
    m_compared = std::make_shared<std::atomic<qsizetype>>(0);
    using Compared = std::optional<Result<Comparison>>;
    m_work.run(
        [before = m_before.jobs, after = m_after.jobs, compared = m_compared](const std::stop_token &stop) {
            return Comparison::of(before, after, stop, compared.get());
        },
        [this](Compared result) {
            m_isBusy = false;
            m_step = 0;
            if (result && result->ok())
                Q_EMIT finished(
                    {std::make_shared<const Comparison>(std::move(result->value())), m_before, m_after});
            else if (result)
                Q_EMIT failed(result->error());
        });
    Q_EMIT progressed();
}

QString ComparisonRun::stepText() const
{
    switch (m_step) {
    case 1:
        return tr("Reading %1 …", "a file or a server").arg(nameOf(m_wantedBefore));
    case 2:
        return tr("Reading %1 …", "a file or a server").arg(nameOf(m_wantedAfter));
    default:
        return tr("Comparing …");
    }
}

qint64 ComparisonRun::done() const
{
    return m_reader ? m_reader->done() : m_compared ? qint64(*m_compared) : 0;
}

qint64 ComparisonRun::all() const
{
    return m_reader ? m_reader->all() : std::min(m_before.jobs.size(), m_after.jobs.size());
}
