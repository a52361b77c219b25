// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Opens saved responses of three sizes, each time in a process of its own.
#include "benchapplication.h"
#include "figures.h"
#include "inventedfile.h"
#include "otherprocess.h"
#include "windowsteps.h"

#include "jobmodel.h"
#include "mainwindow.h"

#include <QTextStream>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

int openOnce(BenchApplication &application, const QString &path)
{
    const auto window = paintedWindow(application);
    const double before = mebibytes("VmHWM:");
    const Opening opening = openWhole(application, *window, path);
    QTextStream(stdout) << opening.firstRows << ' ' << opening.whole << ' ' << opening.gap.wallMs << ' '
                        << before << ' ' << mebibytes("VmHWM:");
    return 0;
}

// -1: there was nothing to be cancelled any more.
int cancelOnce(BenchApplication &application, const QString &path)
{
    const auto window = paintedWindow(application);
    const auto open = [&] {
        window->openFile(path);
        application.runUntil("the first rows are here", [&] { return window->jobs()->rowCount() > 0; });
    };
    QTextStream(stdout)
        << timeToCancel(application, *window, open, std::chrono::milliseconds(20)).value_or(-1);
    return 0;
}

// A file, and what opening it costs.
struct Measured
{
    qint64 jobs = 0;
    QString path;
    Sample firstRows, whole, gaps, before, peaks;
    Sample walks; // of the yardstick, one for each opening
    Sample counts;
    Sample wholeBesideCounts;

    void open()
    {
        const Sample numbers = figuresOfAnother({u"--once"_s, u"open"_s, path});
        for (const auto &[sample, place] :
             {std::pair(&firstRows, 0), {&whole, 1}, {&gaps, 2}, {&before, 3}, {&peaks, 4}})
            sample->push_back(numbers.at(std::size_t(place)));
    }

    void walk()
    {
        walks.push_back(timeOf(QCoreApplication::applicationDirPath() + "/bench_walkvalues"_L1, {path}));
    }

    void count()
    {
        counts.push_back(timeOf(u"jq"_s, {u".items|length"_s, path}));
        wholeBesideCounts.push_back(whole.at(counts.size() - 1));
    }

    QString name() const { return nameOfInventedFile(path, jobs); }
};

void printAgainstYardsticks(const Measured &file)
{
    comparison(u"Open a %1 to the last row sortable, against simdjson walking every value"_s.arg(file.name()),
               file.whole, file.walks, 1.2)
        .print();
    comparison(u"Open a %1 to the last row sortable, against jq counting its jobs"_s.arg(file.name()),
               file.wholeBesideCounts, file.counts, 1.0 / 15)
        .print();
}

void printFirstRows(const Measured &large, const Measured &little)
{
    bounded(u"Open a %1: first rows painted"_s.arg(large.name()), large.firstRows, 0.5, 50).print();
    // The runs of the two are no pairs.
    const Sample usual{median(little.firstRows)};
    const Sample here{median(large.firstRows)};
    comparison(u"Open a %1: first rows painted, against a %2"_s.arg(large.name(), little.name()), here, usual,
               2)
        .print();
}

void printMemory(const Measured &file)
{
    const double window = median(file.before);
    const double most = window + 16 + double(file.jobs) * 128 / (1 << 20);
    const double peak = median(file.peaks);
    Row{u"Open a %1: peak memory"_s.arg(file.name()),
        u"%1 MiB"_s.arg(peak, 0, 'f', 1),
        u"empty window: %1 MiB"_s.arg(window, 0, 'f', 1),
        u"%1 bytes a row"_s.arg((peak - window) * (1 << 20) / double(file.jobs), 0, 'f', 0),
        u"≤ empty window + 16 MiB + 128 bytes a row = %1 MiB"_s.arg(most, 0, 'f', 1),
        peak <= most}
        .print();
}

void printGrowth(const Measured &large, const Measured &middle, const Measured &pretty)
{
    const double growth = median(large.whole) / median(middle.whole);
    Row{u"Open: growth of the time from %L1 to %L2 jobs"_s.arg(middle.jobs).arg(large.jobs),
        u"%1 ms"_s.arg(median(large.whole), 0, 'f', 0),
        u"%1 ms"_s.arg(median(middle.whole), 0, 'f', 0),
        u"%1 ×"_s.arg(growth, 0, 'f', 2),
        u"≤ 12 ×"_s,
        growth <= 12}
        .print();
    comparison(u"Open a %1, against a %2"_s.arg(pretty.name(), middle.name()), pretty.whole, middle.whole,
               1.8)
        .print();
}

void printCancel(const Measured &file, int runs)
{
    Sample times;
    for (int i = 0; i < runs; ++i) {
        const double time = figuresOfAnother({u"--once"_s, u"cancel"_s, file.path}).front();
        if (time >= 0)
            times.push_back(time);
    }
    const QString figure = u"Open a %1: from Cancel to the end"_s.arg(file.name());
    if (times.empty())
        Row{figure, u"0 of %1 runs could be cancelled"_s.arg(runs), {}, {}, u"≤ 100 ms"_s, {}}.print();
    else
        bounded(figure, times, 1, 100).print();
}

} // namespace

int main(int argc, char *argv[])
{
    BenchApplication::prepare();
    BenchApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (const QString what = optionValue(arguments, u"--once"_s, {}); !what.isEmpty())
        return what == "open"_L1 ? openOnce(application, arguments.constLast())
                                 : cancelOnce(application, arguments.constLast());

    using InventedJobs::Form;
    const qint64 jobs = jobsToMeasure(arguments);
    const auto measured = [&arguments](qint64 count, Form form = Form::Compact) {
        Measured file;
        file.jobs = count;
        file.path = inventedFile(arguments, count, form);
        return file;
    };
    Measured large = measured(jobs);
    Measured middle = measured(jobs / 10);
    Measured pretty = measured(jobs / 10, Form::Pretty);
    Measured little = measured(std::min<qint64>(jobs / 10, 1000));
    const int runs = repetitions(arguments, 7, 1);
    const int largeRuns = repetitions(arguments, 5, 1);
    for (int i = 0; i < runs; ++i) {
        if (i < largeRuns) {
            large.open();
            large.walk();
        }
        middle.open();
        middle.walk();
        pretty.open();
        little.open();
    }
    large.count();
    for (int i = 0; i < std::min(runs, 3); ++i)
        middle.count();

    printAgainstYardsticks(large);
    printAgainstYardsticks(middle);
    printFirstRows(large, little);
    for (const Measured *file : {&little, &middle, &pretty, &large})
        printMemory(*file);
    printGrowth(large, middle, pretty);
    bounded(u"Open a %1: longest event-loop gap"_s.arg(large.name()), large.gaps, 1, 50).print();
    printCancel(large, largeRuns);
    return 0;
}
