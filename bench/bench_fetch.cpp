// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Loads the rest of a server's long list, over TLS and compressed, against curl asking for the same pages.
// The server is nginx before a demo orchestrator that takes its time, each in a process of its own.
#include "benchapplication.h"
#include "countingforwarder.h"
#include "demoprocess.h"
#include "figures.h"
#include "gapmeter.h"
#include "nginxserver.h"
#include "otherprocess.h"
#include "testca.h"
#include "windowsteps.h"

#include "jobmodel.h"
#include "mainwindow.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int Latency = 20; // milliseconds

QByteArray settingsFor(const TestCa &ca, const QUrl &behind)
{
    return "ssl_certificate " + ca.certificateFile(TestCa::Leaf::Good).toUtf8() + "; ssl_certificate_key " +
           ca.keyFile(TestCa::Leaf::Good).toUtf8() +
           "; gzip on; gzip_types application/json; gzip_proxied any;"
           " location /orchestrator/ { proxy_pass " +
           behind.toEncoded(QUrl::RemovePath) +
           "; proxy_http_version 1.1; proxy_set_header Connection \"\"; proxy_buffers 64 64k;"
           " proxy_max_temp_file_size 0; }";
}

struct Load
{
    double time = 0;
    double gap = 0;
};

// The first page is here already.
std::unique_ptr<MainWindow> windowAt(BenchApplication &application, const NginxServer &server,
                                     const TestCa &ca)
{
    auto window = paintedWindow(application);
    const Result<Connection> connection = makeConnection(server.url().toString(), {}, ca.caFile());
    if (!connection)
        qFatal("%s", qPrintable(connection.error().toText()));
    timeToPaintedRows(application, *window, [&] { window->connectTo(connection.value()); });
    return window;
}

Load loadRest(BenchApplication &application, const NginxServer &server, const TestCa &ca, int jobs)
{
    const auto window = windowAt(application, server, ca);
    GapMeter meter;
    meter.start();
    const Clock::time_point begin = Clock::now();
    window->jobs()->loadAll();
    application.runUntil("the list is here as a whole", [&window] {
        const ListStatus status = window->jobs()->status();
        return status.isWhole && !status.isBusy;
    });
    Load load;
    load.time = millisecondsBetween(begin, Clock::now());
    application.runFor(std::chrono::milliseconds(100));
    load.gap = meter.stop().wallMs;
    if (window->jobs()->rowCount() != jobs)
        qFatal("%d rows came of %d jobs", window->jobs()->rowCount(), jobs);
    return load;
}

// What a window asks for to load the rest, told by what stands between nginx and the orchestrator.
QList<QByteArray> pagesOfRest(BenchApplication &application, const TestCa &ca, const DemoProcess &demo,
                              int jobs)
{
    const CountingForwarder forwarder(demo.url());
    const NginxServer server(NginxServer::Speaks::Tls, settingsFor(ca, forwarder.url()), {});
    const auto window = windowAt(application, server, ca);
    const qsizetype before = forwarder.targets().size();
    window->jobs()->loadAll();
    application.runUntil("the list is here as a whole", [&] {
        const ListStatus status = window->jobs()->status();
        return status.isWhole && !status.isBusy && window->jobs()->rowCount() == jobs;
    });
    return forwarder.targets().mid(before);
}

// A question for one job may be too short for it.
bool isAllCompressed(const NginxServer &server)
{
    const QList<QByteArray> lines = server.log();
    return !lines.isEmpty() && std::all_of(lines.begin(), lines.end(), [](const QByteArray &line) {
        return line.contains(" gzip ") || line.contains("limit=1&");
    });
}

double curlTime(const QList<QByteArray> &pages, const NginxServer &server, const TestCa &ca)
{
    QStringList arguments{u"--silent"_s,       u"--no-progress-meter"_s,
                          u"--show-error"_s,   u"--fail"_s,
                          u"--compressed"_s,   u"--parallel"_s,
                          u"--parallel-max"_s, u"6"_s,
                          u"--cacert"_s,       ca.caFile()};
    for (const QByteArray &page : pages)
        arguments << u"--output"_s << u"/dev/null"_s << server.url().toString() + QString::fromLatin1(page);
    return timeOf(u"curl"_s, arguments);
}

void compareWithCurl(BenchApplication &application, const TestCa &ca, int jobs, int pairs)
{
    const DemoProcess demo(jobs, {u"--latency"_s, QString::number(Latency)});
    const QList<QByteArray> pages = pagesOfRest(application, ca, demo, jobs);
    const NginxServer server(NginxServer::Speaks::Tls, settingsFor(ca, demo.url()), {});
    if (!server.isRunning())
        qFatal("%s", qPrintable(server.errorString()));
    Sample times;
    Sample gaps;
    Sample yardstick;
    for (int i = 0; i < pairs; ++i) {
        const Load load = loadRest(application, server, ca, jobs);
        times.push_back(load.time);
        gaps.push_back(load.gap);
        yardstick.push_back(curlTime(pages, server, ca));
    }
    if (!isAllCompressed(server))
        qFatal("a page went over the wire as it is");
    comparison(
        u"Load the rest of %L1 jobs, HTTPS, server takes %2 ms, against curl with 6 connections for the "
        "same %3 pages"_s.arg(jobs)
            .arg(Latency)
            .arg(pages.size()),
        times, yardstick, 1.15)
        .print();
    bounded(u"Load the rest of %L1 jobs: longest event-loop gap"_s.arg(jobs), gaps, 1, 50).print();
}

void loadMany(BenchApplication &application, const TestCa &ca, int jobs, int runs)
{
    const DemoProcess demo(jobs, {u"--latency"_s, QString::number(Latency)});
    const NginxServer server(NginxServer::Speaks::Tls, settingsFor(ca, demo.url()), {});
    Sample times;
    Sample gaps;
    Sample cancels;
    for (int i = 0; i < runs; ++i) {
        const Load load = loadRest(application, server, ca, jobs);
        times.push_back(load.time);
        gaps.push_back(load.gap);
        const auto window = windowAt(application, server, ca);
        const auto cancel = timeToCancel(
            application, *window, [&] { window->jobs()->loadAll(); }, std::chrono::milliseconds(100));
        if (cancel)
            cancels.push_back(*cancel);
    }
    Row{u"Load the rest of %L1 jobs"_s.arg(jobs), milliseconds(times), {}, {}, {}, {}}.print();
    bounded(u"Load the rest of %L1 jobs: longest event-loop gap"_s.arg(jobs), gaps, 1, 50).print();
    if (cancels.empty())
        Row{u"Load the rest of %L1 jobs: from Cancel to the end"_s.arg(jobs),
            u"0 of %1 runs could be cancelled"_s.arg(runs),
            {},
            {},
            u"≤ 100 ms"_s,
            {}}
            .print();
    else
        bounded(u"Load the rest of %L1 jobs: from Cancel to the end"_s.arg(jobs), cancels, 1, 100).print();
}

} // namespace

int main(int argc, char *argv[])
{
    BenchApplication::prepare();
    BenchApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int jobs = optionValue(arguments, u"--jobs"_s, u"10000"_s).toInt();
    const int pairs = repetitions(arguments, 11, 1);
    const TestCa ca;
    if (!ca.isValid())
        qFatal("%s", qPrintable(ca.errorString()));
    compareWithCurl(application, ca, jobs, pairs);
    loadMany(application, ca, jobs * 10, std::min(pairs, 3));
    return 0;
}
