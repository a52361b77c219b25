// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From exec to the first painted frame: the program as it is shipped, without arguments, against the smallest
// window. Both end there by the same plugin.
#include "figures.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <array>
#include <ctime>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

struct Start
{
    double milliseconds = 0;
    double mebibytes = 0; // of memory at most
};

double nowMs()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

Start start(const QString &name, QByteArray argument = {})
{
    QByteArray program = (QCoreApplication::applicationDirPath() + u'/' + name).toLocal8Bit();
    std::array<char *, 3> arguments{program.data(), argument.isEmpty() ? nullptr : argument.data(), nullptr};
    std::array<int, 2> pipe{};
    if (pipe2(pipe.data(), O_CLOEXEC) != 0)
        qFatal("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    pid_t child = 0;
    const double begin = nowMs();
    if (posix_spawn(&child, program.constData(), &actions, nullptr, arguments.data(), environ) != 0)
        qFatal("%s does not start", program.constData());
    posix_spawn_file_actions_destroy(&actions);
    close(pipe[1]);
    std::array<char, 64> text{};
    const ssize_t length = read(pipe[0], text.data(), text.size() - 1);
    close(pipe[0]);
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    bool isNumber = false;
    const double painted =
        QByteArray(text.data(), std::max<qsizetype>(length, 0)).trimmed().toDouble(&isNumber);
    if (!isNumber || status != 0)
        qFatal("%s ended without a painted frame", program.constData());
    return {painted / 1e6 - begin, double(usage.ru_maxrss) / 1024};
}

void useCleanSurroundings(const QTemporaryDir &home)
{
    qputenv("HOME", home.path().toLocal8Bit());
    qputenv("XDG_RUNTIME_DIR", home.path().toLocal8Bit());
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"})
        qunsetenv(name);
    qputenv("LC_ALL", "C.UTF-8");
    qputenv("QT_PLUGIN_PATH", CALLBOARD_BENCH_PLUGINS);
    qputenv("QT_QPA_GENERIC_PLUGINS", "firstpaint");
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QTemporaryDir home;
    useCleanSurroundings(home);
    const int pairs = repetitions(QCoreApplication::arguments(), 31, 2);
    Sample programTimes;
    Sample windowTimes;
    Sample textTimes;
    Sample programMemory;
    Sample windowMemory;
    for (int i = -1; i < pairs; ++i) {
        const Start program = start(u"callboard"_s);
        const Start window = start(u"bench_emptywindow"_s);
        const Start text = start(u"bench_emptywindow"_s, "Scheduled Jobs");
        if (i < 0)
            continue; // to have the libraries in memory
        programTimes.push_back(program.milliseconds);
        windowTimes.push_back(window.milliseconds);
        textTimes.push_back(text.milliseconds);
        programMemory.push_back(program.mebibytes);
        windowMemory.push_back(window.mebibytes);
    }
    const QString platform = qEnvironmentVariable("QT_QPA_PLATFORM", u"default platform"_s);
    const Sample ratio = ratios(programTimes, windowTimes);
    Row{u"Start to first painted frame, against an empty window (%1)"_s.arg(platform),
        milliseconds(programTimes),
        milliseconds(windowTimes),
        factor(ratio),
        u"≤ 2.0 ×"_s,
        median(ratio) <= 2.0}
        .print();
    Row{u"The same against a window with one line of text, which has to load fonts too (%1)"_s.arg(platform),
        milliseconds(programTimes),
        milliseconds(textTimes),
        factor(ratios(programTimes, textTimes)),
        {},
        {}}
        .print();
    const auto mebibytes = [](const Sample &sample) {
        return u"%1 MiB"_s.arg(median(sample), 0, 'f', 1);
    };
    Row{u"Peak memory of that (%1)"_s.arg(platform),
        mebibytes(programMemory),
        mebibytes(windowMemory),
        factor(ratios(programMemory, windowMemory)),
        u"≤ 48 MiB"_s,
        median(programMemory) <= 48}
        .print();
    return 0;
}
