// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Opens a saved response, then sorts and searches it.
#include "benchapplication.h"
#include "figures.h"
#include "gapmeter.h"

#include "demolist.h"
#include "jobmodel.h"
#include "mainwindow.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTableView>
#include <QTemporaryDir>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace {

void writeResponse(const QString &path, int jobs)
{
    DemoQuery query;
    query.limit = jobs;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(DemoList(demoJobs(1, jobs, 1'800'000'000)).page(query)) < 0)
        qFatal("cannot write %s", qPrintable(path));
}

double peakMebibytes()
{
    QFile status(u"/proc/self/status"_s);
    if (status.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> lines = status.readAll().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("VmHWM:"))
                return line.simplified().split(' ').value(1).toDouble() / 1024;
        }
    }
    return 0;
}

struct Step
{
    double milliseconds = 0;
    double gap = 0;
    double gapCpu = 0;
};

// Until the rows are painted and nothing is under way.
template <class Action>
Step measure(BenchApplication &application, const MainWindow &window, Action action)
{
    GapMeter meter;
    meter.start();
    const Clock::time_point begin = Clock::now();
    const int frames = application.frames();
    action();
    bool isReset = false;
    int framesBefore = frames;
    const auto note = [&] {
        isReset = true;
        framesBefore = application.frames();
    };
    const QMetaObject::Connection connection =
        QObject::connect(window.jobs(), &QAbstractItemModel::modelReset, &application, note);
    application.runUntil("the rows are painted", [&] {
        return isReset && application.frames() > framesBefore && !window.jobs()->status().isBusy &&
               visibleRowsAreHere(window);
    });
    QObject::disconnect(connection);
    const double time = millisecondsBetween(begin, application.lastFrame());
    application.runFor(std::chrono::milliseconds(100));
    const GapMeter::Gap gap = meter.stop();
    return {time, gap.wallMs, gap.cpuMs};
}

// In a process of its own, so that its memory is that of one list.
int openOnce(BenchApplication &application, const QString &path)
{
    const auto window = paintedWindow(application);
    const double before = peakMebibytes();
    const Step opening = measure(application, *window, [&] { window->openFile(path); });
    const double after = peakMebibytes();
    const Step sorting = measure(application, *window, [&] {
        tableOf(*window)->sortByColumn(int(Column::Description), Qt::AscendingOrder);
    });
    const Step searching =
        measure(application, *window, [&] { window->jobs()->setFilterText(u"nightly"_s); });
    QTextStream out(stdout);
    for (const Step &step : {opening, sorting, searching})
        out << step.milliseconds << ' ' << step.gap << ' ' << step.gapCpu << ' ';
    out << before << ' ' << after;
    return 0;
}

int parseOnce(const QString &path)
{
    const Clock::time_point begin = Clock::now();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || QJsonDocument::fromJson(file.readAll()).isNull())
        qFatal("cannot read %s", qPrintable(path));
    QTextStream(stdout) << millisecondsBetween(begin, Clock::now());
    return 0;
}

Sample numbersFrom(const QString &what, const QString &path)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), {u"--once"_s, what, path});
    process.waitForFinished(180'000);
    Sample numbers;
    const QList<QByteArray> words = process.readAllStandardOutput().simplified().split(' ');
    for (const QByteArray &word : words)
        numbers.push_back(word.toDouble());
    if (process.exitCode() != 0 || numbers.empty())
        qFatal("no figures came from another process");
    return numbers;
}

} // namespace

int main(int argc, char *argv[])
{
    BenchApplication::prepare();
    BenchApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (const QString what = optionValue(arguments, u"--once"_s, {}); !what.isEmpty())
        return what == "open"_L1 ? openOnce(application, arguments.constLast())
                                 : parseOnce(arguments.constLast());

    const bool isQuick = arguments.contains("--quick"_L1);
    const int jobs = optionValue(arguments, u"--jobs"_s, isQuick ? u"10000"_s : u"100000"_s).toInt();
    const int runs = repetitions(arguments, 7, 1);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"jobs.json"_s);
    writeResponse(path, jobs);
    std::array<Sample, 11> columns;
    Sample parsing;
    for (int i = 0; i < runs; ++i) {
        const Sample numbers = numbersFrom(u"open"_s, path);
        for (std::size_t column = 0; column < columns.size(); ++column)
            columns[column].push_back(numbers.at(column));
        parsing.push_back(numbersFrom(u"parse"_s, path).front());
    }

    const QString where = u"%L1 jobs, %2 MB (%3)"_s.arg(jobs)
                              .arg(double(QFile(path).size()) / 1e6, 0, 'f', 0)
                              .arg(QGuiApplication::platformName());
    Row{u"File of %1: open to painted rows, against QJsonDocument::fromJson"_s.arg(where),
        milliseconds(columns[0]),
        milliseconds(parsing),
        factor(ratios(columns[0], parsing)),
        {},
        {}}
        .print();
    Row{u"File of %1: sort by description to painted rows"_s.arg(where),
        milliseconds(columns[3]),
        {},
        {},
        {},
        {}}
        .print();
    Row{u"File of %1: search to painted rows"_s.arg(where), milliseconds(columns[6]), {}, {}, {}, {}}.print();
    for (const auto &[what, column] : {std::pair(u"opening"_s, 1), {u"sorting"_s, 4}, {u"searching"_s, 7}}) {
        const Sample &gaps = columns[std::size_t(column)];
        Row{u"File of %1: longest event-loop gap while %2"_s.arg(where, what),
            milliseconds(gaps),
            u"of it computing: %1"_s.arg(milliseconds(columns[std::size_t(column) + 1])),
            {},
            {},
            {}}
            .print();
    }
    Row{u"File of %1: peak memory"_s.arg(where),
        u"%1 MiB"_s.arg(median(columns[10]), 0, 'f', 0),
        u"window before: %1 MiB"_s.arg(median(columns[9]), 0, 'f', 0),
        {},
        {},
        {}}
        .print();
    return 0;
}
