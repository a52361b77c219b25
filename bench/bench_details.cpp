// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Goes to rows of a file at random and looks at their details.
#include "benchapplication.h"
#include "figures.h"
#include "gapmeter.h"
#include "inventedfile.h"
#include "windowsteps.h"

#include "jobdetails.h"
#include "jobmodel.h"
#include "mainwindow.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTableView>
#include <QTreeView>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;

namespace {

constexpr int ManyNodes = 500;

class Reader
{
public:
    Reader(BenchApplication &application, MainWindow &window)
        : m_application(application),
          m_jobs(window.jobs()),
          m_window(window),
          m_table(tableOf(window)),
          m_details(window.findChild<JobDetails *>()),
          m_fields(m_details->findChild<QTreeView *>(u"jobFields"_s))
    {
    }

    // From making a row that is seen the current one to the frame with its details.
    double look(int row)
    {
        m_application.watch(m_table->viewport());
        const int tableFrames = m_application.frames();
        const int scrolled = m_table->rowAt(0);
        m_table->scrollTo(m_jobs->index(row, 0), QAbstractItemView::PositionAtCenter);
        m_application.runUntil("the row is seen", [&] {
            return visibleRowsAreHere(m_window) &&
                   (m_table->rowAt(0) == scrolled || m_application.frames() > tableFrames);
        });
        m_application.watch(m_details);
        const Clock::time_point begin = Clock::now();
        int framesBefore = -1;
        m_table->setCurrentIndex(m_jobs->index(row, 0));
        const QString name = m_jobs->jobAt(row).name().value;
        m_application.runUntil("the details are painted", [&] {
            if (framesBefore < 0 && showsDetailsOf(name))
                framesBefore = m_application.frames();
            return framesBefore >= 0 && m_application.frames() > framesBefore;
        });
        return millisecondsBetween(begin, m_application.lastFrame());
    }

private:
    bool showsDetailsOf(const QString &name) const
    {
        const Job &job = m_details->job();
        return !job.isNull() && m_fields->isVisible() && job.name().value == name && job.isHere();
    }

    BenchApplication &m_application;
    JobModel *m_jobs;
    MainWindow &m_window;
    QTableView *m_table;
    JobDetails *m_details;
    QTreeView *m_fields;
};

// The rows of the first jobs of the file that have so many nodes.
std::vector<int> rowsWithManyNodes(const JobModel &jobs, std::size_t most)
{
    QSet<QString> names;
    for (qint64 index = 0; index < jobs.rowCount() && std::size_t(names.size()) < most; ++index) {
        if (InventedJobs::nodeCount(index) == ManyNodes)
            names.insert(QJsonDocument::fromJson(InventedJobs::job(index)).object()["name"_L1].toString());
    }
    std::vector<int> rows;
    for (int row = 0; row < jobs.rowCount() && rows.size() < std::size_t(names.size()); ++row) {
        if (names.contains(jobs.jobAt(row).name().value))
            rows.push_back(row);
    }
    return rows;
}

void print(const QString &figure, const Sample &times)
{
    if (times.empty()) {
        Row{figure, u"no such row"_s, {}, {}, {}, {}}.print();
        return;
    }
    const double p99 = quantile(times, 0.99);
    Row{figure,
        u"p50 %1, p99 %2 ms"_s.arg(median(times), 0, 'f', 1).arg(p99, 0, 'f', 1),
        {},
        {},
        u"p99 ≤ 16 ms"_s,
        p99 <= 16}
        .print();
}

} // namespace

int main(int argc, char *argv[])
{
    BenchApplication::prepare();
    BenchApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const qint64 jobs = jobsToMeasure(arguments);
    const QString path = inventedFile(arguments, jobs);
    const QString usual = arguments.contains("--quick"_L1) ? u"50"_s : u"1000"_s;
    const int looks = optionValue(arguments, u"--looks"_s, usual).toInt();
    const auto window = paintedWindow(application);
    openWhole(application, *window, path);
    Reader reader(application, *window);
    std::mt19937 random(1);
    reader.look(0); // fonts and the like
    Sample times;
    for (int i = 0; i < looks; ++i)
        times.push_back(reader.look(int(random() % unsigned(window->jobs()->rowCount()))));
    print(u"Details of a random row of %L1, painted"_s.arg(jobs), times);

    const std::vector<int> rows = rowsWithManyNodes(*window->jobs(), 50);
    Sample largeTimes;
    for (int i = 0; i < looks / 4 && !rows.empty(); ++i) {
        reader.look(0);
        largeTimes.push_back(reader.look(rows[std::size_t(i) % rows.size()]));
    }
    print(u"Details of a row of %L1 with %2 nodes, painted"_s.arg(jobs).arg(ManyNodes), largeTimes);
    return 0;
}
