// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From pressing Connect to painted rows, against curl asking for the same two pages; and what a connect
// costs.
#include "benchapplication.h"
#include "countingforwarder.h"
#include "demoprocess.h"
#include "figures.h"

#include "mainwindow.h"
#include "profiles.h"

#include <QAction>
#include <QDialog>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

QStringList pagesOf(const QUrl &server)
{
    const QString list = server.toString() + "/orchestrator/v1/scheduled_jobs/environment_jobs"_L1;
    return {list + "?limit=1&offset=0"_L1, list + "?limit=100&offset=0&order_by=next_run_time&order=asc"_L1};
}

void keepProfile(const QUrl &server)
{
    Profile profile;
    profile.name = u"demo"_s;
    profile.url = server.toString();
    profile.tokenFrom = Profile::TokenFrom::Session;
    Profiles::setAll({profile});
}

// The dialog is open, the connection is selected: settings, discovery, the first page, parsing, painting.
double connectTime(BenchApplication &application)
{
    const auto window = paintedWindow(application);
    window->findChild<QAction *>(u"connect"_s)->trigger();
    auto *dialog = window->findChild<QDialog *>(u"connectDialog"_s);
    application.runUntil("the dialog is shown", [dialog] { return dialog->isActiveWindow(); });
    QPushButton *button = nullptr;
    for (QPushButton *candidate : dialog->findChildren<QPushButton *>())
        button = candidate->isDefault() ? candidate : button;
    return timeToPaintedRows(application, *window, [button] { button->click(); });
}

// One process, one connection, as curl does it.
double curlTime(const QUrl &server)
{
    QStringList arguments{u"--silent"_s, u"--show-error"_s, u"--fail"_s};
    for (const QString &page : pagesOf(server))
        arguments << u"--output"_s << u"/dev/null"_s << page;
    QProcess curl;
    curl.setProcessChannelMode(QProcess::ForwardedChannels);
    const Clock::time_point begin = Clock::now();
    curl.start(u"curl"_s, arguments);
    if (!curl.waitForFinished(30'000) || curl.exitCode() != 0)
        qFatal("curl failed");
    return millisecondsBetween(begin, Clock::now());
}

} // namespace

int main(int argc, char *argv[])
{
    BenchApplication::prepare();
    BenchApplication application(argc, argv);
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    const QStringList arguments = QCoreApplication::arguments();
    const int jobs = optionValue(arguments, u"--jobs"_s, u"245"_s).toInt();
    const int pairs = repetitions(arguments, 21, 3);
    const DemoProcess demo(jobs, {u"--generation"_s, u"2021.7"_s});
    keepProfile(demo.url());
    Sample window;
    Sample curl;
    connectTime(application); // loads what later ones share
    for (int i = 0; i < pairs; ++i) {
        window.push_back(connectTime(application));
        curl.push_back(curlTime(demo.url()));
    }
    Row{u"From pressing Connect to painted rows, of %L1 jobs, against curl (%2)"_s.arg(jobs).arg(
            QGuiApplication::platformName()),
        milliseconds(window),
        milliseconds(curl),
        factor(ratios(window, curl)),
        {},
        {}}
        .print();

    const CountingForwarder forwarder(demo.url());
    keepProfile(forwarder.url());
    connectTime(application);
    Row{u"Requests that a connect to %L1 jobs costs, to the end of the list"_s.arg(jobs),
        QString::number(forwarder.targets().size()),
        {},
        {},
        {},
        {}}
        .print();
    return 0;
}
