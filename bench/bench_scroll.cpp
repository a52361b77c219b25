// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Scrolls a long list of a server like somebody in a hurry and looks how long the window does not react.
#include "benchapplication.h"
#include "countingforwarder.h"
#include "demoprocess.h"
#include "figures.h"
#include "gapmeter.h"
#include "rider.h"

#include "jobmodel.h"
#include "mainwindow.h"

#include <QHash>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct ServerRide : Ride
{
    GapMeter::Gap idle;
    GapMeter::Gap scrolling;
    int requests = 0;
    int pages = 0;
    int mostAskedFor = 0; // how often the page was asked for that was asked for most often
};

void countPages(ServerRide &ride, const QList<QByteArray> &targets)
{
    QHash<QString, int> asked;
    for (const QByteArray &target : targets) {
        const QUrlQuery query(QUrl::fromEncoded(target));
        // Questions for one job find out which generation of the API is spoken.
        if (query.queryItemValue(u"limit"_s) == "1"_L1)
            continue;
        ride.mostAskedFor = std::max(ride.mostAskedFor, ++asked[query.queryItemValue(u"offset"_s)]);
        ++ride.requests;
    }
    ride.pages = int(asked.size());
}

ServerRide rideThrough(BenchApplication &application, const QUrl &server, int jobs, int frames, int arrivals)
{
    const CountingForwarder forwarder(server);
    const auto window = paintedWindow(application);
    window->connectTo(makeConnection(forwarder.url().toString(), {}, {}).value());
    application.runUntil("the list is here", [&] {
        return window->jobs()->rowCount() == jobs && !window->jobs()->status().isBusy;
    });
    ServerRide ride;
    GapMeter meter;
    meter.start();
    application.runFor(std::chrono::seconds(1));
    ride.idle = meter.stop();

    Rider rider(application, *window);
    meter.start();
    for (int i = 0; i < frames; ++i)
        rider.moveOn(ride);
    // Moving on to a page that is not here would be answered for sure by a frame of its own.
    for (int i = 0; i < arrivals; ++i)
        rider.jumpAndWait(ride);
    application.runFor(std::chrono::milliseconds(200));
    ride.scrolling = meter.stop();
    countPages(ride, forwarder.targets());
    if (!visibleRowsAreHere(*window))
        qFatal("The rows that are seen are not here.");
    return ride;
}

struct Rides
{
    Sample gaps, gapCpu, idle, jumps, frames, arrivals;
    Sample jumpMedians; // of each ride
    int mostAskedFor = 0;
    int requests = 0;
    int pages = 0;

    void add(const ServerRide &ride)
    {
        gaps.push_back(ride.scrolling.wallMs);
        gapCpu.push_back(ride.scrolling.cpuMs);
        idle.push_back(ride.idle.wallMs);
        for (const auto &[all, one] :
             {std::pair(&jumps, &ride.jumps), {&frames, &ride.frames}, {&arrivals, &ride.arrivals}})
            all->insert(all->end(), one->begin(), one->end());
        jumpMedians.push_back(median(ride.jumps));
        mostAskedFor = std::max(mostAskedFor, ride.mostAskedFor);
        requests = ride.requests;
        pages = ride.pages;
    }
};

} // namespace

int main(int argc, char *argv[])
{
    BenchApplication::prepare();
    BenchApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const bool isQuick = arguments.contains("--quick"_L1);
    const int jobs = optionValue(arguments, u"--jobs"_s, u"100000"_s).toInt();
    const int runs = repetitions(arguments, 5, 1);
    const int frames = isQuick ? 40 : 400;
    const int arrivals = isQuick ? 4 : 40;
    constexpr int FewJobs = 1000;

    const DemoProcess demo(jobs);
    const DemoProcess smallDemo(FewJobs);
    Rides rides;
    Rides smallRides;
    for (int i = 0; i < runs; ++i) {
        rides.add(rideThrough(application, demo.url(), jobs, frames, arrivals));
        smallRides.add(rideThrough(application, smallDemo.url(), FewJobs, frames, arrivals));
    }

    const QString where = u"%L1 jobs (%2)"_s.arg(jobs).arg(QGuiApplication::platformName());
    const double gap = largest(rides.gaps);
    const auto worst =
        std::size_t(std::max_element(rides.gaps.begin(), rides.gaps.end()) - rides.gaps.begin());
    Row{u"Scrolling %1: longest event-loop gap of %2 runs"_s.arg(where).arg(runs),
        u"%1 ms, of which %2 computing; each run %3"_s.arg(gap, 0, 'f', 1)
            .arg(rides.gapCpu[worst], 0, 'f', 1)
            .arg(milliseconds(rides.gaps)),
        u"idle: %1 ms"_s.arg(largest(rides.idle), 0, 'f', 1),
        {},
        u"< 50 ms"_s,
        gap < 50}
        .print();
    Row{u"Scrolling %1: random jump to painted frame, against %L2 jobs"_s.arg(where).arg(FewJobs),
        percentiles(rides.jumps),
        percentiles(smallRides.jumps),
        factor(ratios(rides.jumpMedians, smallRides.jumpMedians)),
        {},
        {}}
        .print();
    Row{u"Scrolling %1: any movement to painted frame"_s.arg(where),
        percentiles(rides.frames),
        percentiles(smallRides.frames),
        {},
        {},
        {}}
        .print();
    Row{u"Scrolling %1: random jump to painted rows"_s.arg(where),
        percentiles(rides.arrivals),
        {},
        {},
        {},
        {}}
        .print();
    Row{u"Scrolling %1: requests for pages"_s.arg(where),
        u"%1 requests for %2 pages; each at most %3 times"_s.arg(rides.requests)
            .arg(rides.pages)
            .arg(rides.mostAskedFor),
        {},
        {},
        u"each once"_s,
        rides.mostAskedFor == 1}
        .print();
    return 0;
}
