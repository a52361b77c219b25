// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Scrolls through the rows of a large file, and through those of a little one.
#include "benchapplication.h"
#include "figures.h"
#include "gapmeter.h"
#include "inventedfile.h"
#include "rider.h"
#include "windowsteps.h"

#include "mainwindow.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct FileRide : Ride
{
    double gap = 0;
};

// Movements of every sort first, then those that are timed to the rows.
FileRide rideThrough(BenchApplication &application, const QString &path, int movements)
{
    const auto window = paintedWindow(application);
    openWhole(application, *window, path);
    FileRide ride;
    Rider rider(application, *window);
    GapMeter meter;
    meter.start();
    for (int i = 0; i < movements; ++i)
        rider.moveOn(ride);
    for (int i = 0; i < movements; ++i)
        rider.jumpAndWait(ride);
    for (int i = 0; i < movements; ++i)
        rider.turnAndWait(ride);
    ride.gap = meter.stop().wallMs;
    return ride;
}

void printTimes(const QString &figure, const Sample &times, const Sample &usual, double most)
{
    const double p95 = quantile(times, 0.95);
    Row{figure,
        percentiles(times),
        percentiles(usual),
        u"p50: %1 ×"_s.arg(median(times) / median(usual), 0, 'f', 2),
        u"p95 ≤ %1 ms"_s.arg(most),
        p95 <= most}
        .print();
}

} // namespace

int main(int argc, char *argv[])
{
    BenchApplication::prepare();
    BenchApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const qint64 jobs = jobsToMeasure(arguments);
    const qint64 fewJobs = std::min<qint64>(jobs / 10, 1000);
    const int movements = arguments.contains("--quick"_L1) ? 40 : 400;
    const FileRide ride = rideThrough(application, inventedFile(arguments, jobs), movements);
    const FileRide usual = rideThrough(application, inventedFile(arguments, fewJobs), movements);

    const QString where =
        u"Scrolling a file of %L1 jobs (%2)"_s.arg(jobs).arg(QGuiApplication::platformName());
    const QString against = u", against %L1 jobs"_s.arg(fewJobs);
    printTimes(where + ": random jump to painted rows"_L1 + against, ride.arrivals, usual.arrivals, 16.7);
    printTimes(where + ": step of the wheel to painted rows"_L1 + against, ride.turns, usual.turns, 8);
    bounded(where + ": longest event-loop gap"_L1, {ride.gap}, 1, 50).print();
    return 0;
}
