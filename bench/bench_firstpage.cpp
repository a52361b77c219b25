// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From the request for the first page to its painted rows, against a bare request for the same page.
#include "benchapplication.h"
#include "demoprocess.h"
#include "figures.h"
#include "otherprocess.h"

#include "mainwindow.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace {

// The window is there, its source is new: name resolution, connection, answer, parsing, model, painting.
double windowTime(BenchApplication &application, const QUrl &server)
{
    const auto window = paintedWindow(application);
    const Result<Connection> connection = makeConnection(server.toString(), {}, {});
    return timeToPaintedRows(application, *window, [&] { window->connectTo(connection.value()); });
}

double requestTime(BenchApplication &application, const QUrl &server)
{
    QUrl url = server;
    url.setPath(u"/orchestrator/v1/scheduled_jobs"_s);
    url.setQuery(u"limit=100&offset=0&order_by=next_run&order=asc"_s);
    QNetworkAccessManager network;
    const Clock::time_point begin = Clock::now();
    QNetworkReply *reply = network.get(QNetworkRequest(url));
    application.runUntil("the page is here", [reply] { return reply->isFinished(); });
    const qsizetype size = reply->readAll().size();
    const double time = millisecondsBetween(begin, Clock::now());
    if (size < 10'000)
        qFatal("The server sent only %lld bytes.", static_cast<long long>(size));
    delete reply;
    application.runFor(std::chrono::milliseconds(50));
    return time;
}

// In a new process, where nothing is loaded yet.
double firstTime(const QString &what, const QUrl &server)
{
    return figuresOfAnother({u"--once"_s, what, server.toString()}).front();
}

template <class Measure>
void comparePairs(const QString &figure, int pairs, Measure measure)
{
    Sample window;
    Sample request;
    for (int i = 0; i < pairs; ++i) {
        window.push_back(measure(true));
        request.push_back(measure(false));
    }
    Row{figure, milliseconds(window), milliseconds(request), factor(ratios(window, request)), {}, {}}.print();
}

} // namespace

int main(int argc, char *argv[])
{
    BenchApplication::prepare();
    BenchApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (const QString what = optionValue(arguments, u"--once"_s, {}); !what.isEmpty()) {
        const QUrl server(arguments.constLast());
        QTextStream(stdout) << (what == "window"_L1 ? windowTime(application, server)
                                                    : requestTime(application, server));
        return 0;
    }
    const int jobs = optionValue(arguments, u"--jobs"_s, u"245"_s).toInt();
    const int pairs = repetitions(arguments, 21, 1);
    const DemoProcess demo(jobs);
    const QString platform = QGuiApplication::platformName();
    comparePairs(u"First page painted, of %L1 jobs, first connection (%2)"_s.arg(jobs).arg(platform), pairs,
                 [&](bool window) { return firstTime(window ? u"window"_s : u"request"_s, demo.url()); });
    comparePairs(u"First page painted, of %L1 jobs, later connections (%2)"_s.arg(jobs).arg(platform), pairs,
                 [&](bool window) {
                     return window ? windowTime(application, demo.url())
                                   : requestTime(application, demo.url());
                 });
    return 0;
}
