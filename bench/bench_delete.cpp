// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Deletes many jobs of a server in a window, each recorded on the disk first and all verified at the end,
// against curl sending the same requests on four connections. Each time with servers of their own, so that
// both delete the same jobs.
#include "benchapplication.h"
#include "demoprocess.h"
#include "figures.h"
#include "gapmeter.h"
#include "otherprocess.h"

#include "jobmodel.h"
#include "journalreader.h"
#include "mainwindow.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Run
{
    double toAnswers = 0; // from the start to the last answer
    double toEnd = 0;     // to the verified end
    double longestGap = 0;
    double addedMebibytes = 0;
};

QStringList serverOptions(int latency)
{
    return {u"--latency"_s, QString::number(latency)};
}

// The list is here as a whole.
void load(BenchApplication &application, MainWindow &window, const QUrl &server)
{
    const Result<Connection> connection = makeConnection(server.toString(), {}, {});
    window.connectTo(connection.value());
    application.runUntil("the list is shown", [&window] { return window.jobs()->status().loaded > 0; });
    window.jobs()->loadAll();
    application.runUntil("the list is here as a whole", [&window] {
        const ListStatus status = window.jobs()->status();
        return status.isWhole && !status.isBusy;
    });
}

QList<Job> firstJobs(const MainWindow &window, int count)
{
    const JobIndex index = window.jobs()->allJobs();
    QList<Job> jobs;
    for (const JobIndex::Row row : index.rows()) {
        if (jobs.size() < count)
            jobs.append(index.jobAt(row));
    }
    return jobs;
}

Run deleteInWindow(BenchApplication &application, int count, int latency)
{
    const DemoProcess demo(count + 200, serverOptions(latency));
    QDir(Journal::defaultFolder()).removeRecursively();
    const auto window = paintedWindow(application);
    load(application, *window, demo.url());
    const QList<Job> jobs = firstJobs(*window, count);
    Run run;
    const double before = mebibytes("VmRSS:");
    GapMeter meter;
    meter.start();
    const Clock::time_point begin = Clock::now();
    DeletionBatch *batch = window->deletions()->addMany(window->jobs()->source(), jobs, true);
    application.runUntil("all are answered", [batch] {
        const DeletionBatch::Tally &tally = batch->tally();
        return tally.waiting == 0 && tally.sending == 0;
    });
    run.toAnswers = millisecondsBetween(begin, Clock::now());
    application.runUntil("all are verified",
                         [batch] { return batch->stage() == DeletionBatch::Stage::Finished; });
    run.toEnd = millisecondsBetween(begin, Clock::now());
    run.longestGap = meter.stop().wallMs;
    run.addedMebibytes = mebibytes("VmHWM:") - before;
    // Some jobs of the demo belong to others.
    const int ended = batch->tally().gone() + batch->tally().of(DeletionOutcome::NotPermitted);
    if (ended != count)
        qFatal("%d of %d are gone or not permitted", ended, count);
    return run;
}

// One process, four connections, each request once.
double deleteWithCurl(const QStringList &names, const QUrl &server)
{
    QByteArray config("silent\nshow-error\n");
    for (const QString &name : names) {
        config += "next\nsilent\nshow-error\nrequest = DELETE\noutput = /dev/null\nurl = \"" +
                  (server.toString() + "/orchestrator/v1/scheduled_jobs/"_L1 + name).toUtf8() + "\"\n";
    }
    config.remove(0, config.indexOf("next\n") + 5);
    QProcess curl;
    curl.setProcessChannelMode(QProcess::ForwardedChannels);
    const Clock::time_point begin = Clock::now();
    curl.start(u"curl"_s, {u"--parallel"_s, u"--parallel-max"_s, u"4"_s, u"--no-progress-meter"_s,
                           u"--config"_s, u"-"_s});
    curl.write(config);
    curl.closeWriteChannel();
    if (!curl.waitForFinished(300'000) || curl.exitCode() != 0)
        qFatal("curl failed");
    return millisecondsBetween(begin, Clock::now());
}

QStringList namesOfDemo(BenchApplication &application, int count)
{
    const DemoProcess demo(count + 200);
    const auto window = paintedWindow(application);
    load(application, *window, demo.url());
    QStringList names;
    for (const Job &job : firstJobs(*window, count))
        names.append(job.name().value);
    return names;
}

void compare(BenchApplication &application, int count, int latency, int pairs)
{
    const QStringList names = namesOfDemo(application, count);
    Sample answers;
    Sample ends;
    Sample yardstick;
    Sample gaps;
    for (int i = 0; i < pairs; ++i) {
        const Run run = deleteInWindow(application, count, latency);
        answers.push_back(run.toAnswers);
        ends.push_back(run.toEnd);
        gaps.push_back(run.longestGap);
        const DemoProcess demo(count + 200, serverOptions(latency));
        yardstick.push_back(deleteWithCurl(names, demo.url()));
    }
    const QString what = u"%L1 deletions, server takes %2 ms"_s.arg(count).arg(latency);
    const QString platform = QGuiApplication::platformName();
    const double ratio = median(ratios(answers, yardstick));
    Row{u"%1: to the last answer, against curl with 4 connections (%2)"_s.arg(what, platform),
        milliseconds(answers),
        milliseconds(yardstick),
        factor(ratios(answers, yardstick)),
        latency > 0 ? u"≤ 1.3×"_s : QString(),
        latency > 0 ? std::optional(ratio <= 1.3) : std::nullopt}
        .print();
    Row{u"%1: to the verified end"_s.arg(what),
        milliseconds(ends),
        milliseconds(yardstick),
        factor(ratios(ends, yardstick)),
        {},
        {}}
        .print();
    Row{u"%1: longest event-loop gap"_s.arg(what),
        milliseconds(gaps),
        {},
        {},
        u"≤ 50 ms"_s,
        largest(gaps) <= 50}
        .print();
}

void reportMany(BenchApplication &application, int count)
{
    const Run run = deleteInWindow(application, count, 0);
    qint64 bytes = 0;
    const QList<JournalMonth> months = journalMonths(Journal::defaultFolder());
    for (const JournalMonth &month : months)
        bytes += month.bytes;
    Row{u"%L1 deletions: to the verified end"_s.arg(count), milliseconds({run.toEnd}), {}, {}, {}, {}}
        .print();
    Row{u"%L1 deletions: memory that they add at most"_s.arg(count),
        u"%1 MiB"_s.arg(run.addedMebibytes, 0, 'f', 1),
        {},
        {},
        {},
        {}}
        .print();
    Row{u"%L1 deletions: size of the journal"_s.arg(count),
        u"%1 MiB, %2 bytes a deletion"_s.arg(double(bytes) / 1048576, 0, 'f', 1).arg(bytes / count),
        {},
        {},
        {},
        {}}
        .print();
    Row{u"%L1 deletions: longest event-loop gap"_s.arg(count),
        milliseconds({run.longestGap}),
        {},
        {},
        u"≤ 50 ms"_s,
        run.longestGap <= 50}
        .print();
}

} // namespace

int main(int argc, char *argv[])
{
    BenchApplication::prepare();
    const QTemporaryDir data;
    qputenv("XDG_DATA_HOME", QFile::encodeName(data.path()));
    BenchApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int pairs = repetitions(arguments, 7, 1);
    const int count = optionValue(arguments, u"--jobs"_s, u"1000"_s).toInt();
    compare(application, count, 20, pairs);
    compare(application, count, 0, pairs);
    reportMany(application, count * 10);
    return 0;
}
