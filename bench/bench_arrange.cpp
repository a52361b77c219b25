// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sorts and searches the list of a file in a window, against what the plain algorithms need for as many
// numbers or bytes.
#include "benchapplication.h"
#include "figures.h"
#include "inventedfile.h"
#include "windowsteps.h"
#include "yardsticks.h"

#include "jobmodel.h"
#include "mainwindow.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTableView>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array SortedColumns{
    Column::Name,  Column::Type,          Column::Target,      Column::Environment,
    Column::Scope, Column::Owner,         Column::NextRun,     Column::Repeats,
    Column::Noop,  Column::ScheduledTime, Column::Description,
};

class Bench
{
public:
    Bench(BenchApplication &application, MainWindow &window, const QString &path, qint64 jobs)
        : m_application(application), m_window(window), m_path(path), m_jobs(jobs)
    {
    }

    void sort(int rounds);
    void chooseType(int rounds);
    void search(int rounds);
    void cancel(int rounds);

private:
    struct Needle
    {
        QString where;
        QString text;
    };

    Step arrangeSo(const std::function<void()> &action) { return arrange(m_application, m_window, action); }
    QList<Needle> needles() const;
    void cancelEach(const QString &figure, int rounds, const std::function<void(int round)> &begin);

    BenchApplication &m_application;
    MainWindow &m_window;
    const QString m_path;
    const qint64 m_jobs;
};

// Up and down in turn, so that each time there is something to do.
void Bench::sort(int rounds)
{
    Sample gaps;
    for (const Column column : SortedColumns) {
        Sample times;
        Sample yardstick;
        for (int round = 0; round < rounds; ++round) {
            const auto order = round % 2 == 0 ? Qt::DescendingOrder : Qt::AscendingOrder;
            const Step step = arrangeSo([&] { tableOf(m_window)->sortByColumn(int(column), order); });
            times.push_back(step.toRows);
            gaps.push_back(step.gap.wallMs);
            yardstick.push_back(timeToSortPairs(std::size_t(m_jobs), unsigned(round)));
        }
        comparison(
            u"%L1 jobs: sort by %2 to painted rows, against std::sort of as many pairs"_s.arg(m_jobs).arg(
                columnTitle(column)),
            times, yardstick, column == Column::Description ? 15.0 : 1.0)
            .print();
    }
    bounded(u"%L1 jobs: longest event-loop gap while sorting"_s.arg(m_jobs), gaps, 1, 50).print();
}

void Bench::chooseType(int rounds)
{
    Sample times;
    Sample gaps;
    // In the order in which lists are shown first; a type is chosen anew in whatever order there is.
    arrangeSo([this] { tableOf(m_window)->sortByColumn(int(Column::NextRun), Qt::AscendingOrder); });
    for (int round = 0; round < rounds; ++round) {
        const Step step = arrangeSo([&] { m_window.jobs()->setType(u"plan"_s); });
        times.push_back(step.toRows);
        gaps.push_back(step.gap.wallMs);
        gaps.push_back(arrangeSo([&] { m_window.jobs()->setType({}); }).gap.wallMs);
    }
    bounded(u"%L1 jobs: choose a type to painted rows"_s.arg(m_jobs), times, 0.5, 20).print();
    bounded(u"%L1 jobs: longest event-loop gap while choosing a type"_s.arg(m_jobs), gaps, 1, 50).print();
}

// Of a job in the middle of the file that has them all.
QList<Bench::Needle> Bench::needles() const
{
    for (qint64 index = m_jobs / 2; index < m_jobs; ++index) {
        const QJsonObject job = QJsonDocument::fromJson(InventedJobs::job(index)).object();
        const QString node = job["scope"_L1]["nodes"_L1][0].toString();
        const QString description = job["description"_L1].toString();
        const qsizetype ticket = description.indexOf("CHG"_L1);
        if (!node.isEmpty() && ticket >= 0) {
            return {{u"an owner's name"_s, job["owner"_L1]["login"_L1].toString()},
                    {u"a word of a description"_s, description.mid(ticket, 9)},
                    {u"a node's name"_s, node}};
        }
    }
    qFatal("too few jobs to find something in them");
}

void Bench::search(int rounds)
{
    const MappedFile file(m_path);
    Sample gaps;
    const QList<Needle> all = needles();
    for (const Needle &needle : all) {
        Sample times;
        Sample yardstick;
        for (int round = 0; round < rounds; ++round) {
            const Step step = arrangeSo([&] { m_window.jobs()->setFilterText(needle.text); });
            times.push_back(step.toRows);
            gaps.push_back(step.gap.wallMs);
            gaps.push_back(arrangeSo([&] { m_window.jobs()->setFilterText({}); }).gap.wallMs);
            yardstick.push_back(file.timeToFind(needle.text.toUtf8()));
        }
        comparison(
            u"%L1 jobs: search for %2 to painted rows, against memmem over the mapped file"_s.arg(m_jobs).arg(
                needle.where),
            times, yardstick, 1.5)
            .print();
    }
    bounded(u"%L1 jobs: longest event-loop gap while searching"_s.arg(m_jobs), gaps, 1, 50).print();
}

void Bench::cancelEach(const QString &figure, int rounds, const std::function<void(int round)> &begin)
{
    Sample times;
    for (int round = 0; round < rounds; ++round) {
        const auto time = timeToCancel(
            m_application, m_window, [&] { begin(round); }, std::chrono::milliseconds(10));
        if (time)
            times.push_back(*time);
        m_application.runFor(std::chrono::milliseconds(100));
    }
    const QString name = figure.arg(m_jobs);
    if (times.empty())
        Row{name, u"0 of %1 runs could be cancelled"_s.arg(rounds), {}, {}, u"≤ 100 ms"_s, {}}.print();
    else
        bounded(name, times, 1, 100).print();
}

void Bench::cancel(int rounds)
{
    // What is cancelled goes back to this.
    arrangeSo([this] { tableOf(m_window)->sortByColumn(int(Column::Name), Qt::AscendingOrder); });
    cancelEach(u"%L1 jobs: from Cancel to the end of sorting"_s, rounds, [this](int round) {
        tableOf(m_window)->sortByColumn(int(Column::Description),
                                        round % 2 == 0 ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    const QString text = needles().constLast().text;
    cancelEach(u"%L1 jobs: from Cancel to the end of searching"_s, rounds,
               [this, text](int round) { m_window.jobs()->setFilterText(text.chopped(round % 2)); });
}

} // namespace

int main(int argc, char *argv[])
{
    BenchApplication::prepare();
    BenchApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const qint64 jobs = jobsToMeasure(arguments);
    const QString path = inventedFile(arguments, jobs);
    const int rounds = repetitions(arguments, 7, 1);
    const auto window = paintedWindow(application);
    openWhole(application, *window, path);
    Bench bench(application, *window, path, jobs);
    bench.sort(rounds);
    bench.chooseType(rounds);
    bench.search(rounds);
    bench.cancel(rounds);
    return 0;
}
