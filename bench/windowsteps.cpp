// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowsteps.h"

#include "benchapplication.h"

#include "jobmodel.h"
#include "mainwindow.h"

#include <QAbstractButton>
#include <QAction>

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds Rest{100};

bool isUnderWay(const MainWindow &window)
{
    const ListStatus status = window.jobs()->status();
    return status.isBusy || status.loadingAll != ListStatus::Purpose::None;
}

bool isWhole(const MainWindow &window)
{
    return window.jobs()->status().isWhole && !isUnderWay(window);
}

void cancel(const MainWindow &window)
{
    auto *button = window.findChild<QWidget *>(u"loadingBar"_s)->findChild<QAbstractButton *>(u"cancel"_s);
    if (button->isVisible())
        button->click();
    else
        window.findChild<QAction *>(u"stop"_s)->trigger();
}

} // namespace

Opening openWhole(BenchApplication &application, MainWindow &window, const QString &path)
{
    const JobModel *jobs = window.jobs();
    Opening opening;
    GapMeter meter;
    meter.start();
    const Clock::time_point begin = Clock::now();
    window.openFile(path);
    int framesBefore = -1;
    application.runUntil("the file is open", [&] {
        if (framesBefore < 0 && jobs->rowCount() > 0)
            framesBefore = application.frames();
        if (framesBefore >= 0 && opening.firstRows == 0 && application.frames() > framesBefore &&
            visibleRowsAreHere(window))
            opening.firstRows = millisecondsBetween(begin, application.lastFrame());
        if (opening.whole == 0 && isWhole(window))
            opening.whole = millisecondsBetween(begin, Clock::now());
        return opening.firstRows > 0 && opening.whole > 0;
    });
    application.runFor(Rest);
    opening.gap = meter.stop();
    return opening;
}

Step arrange(BenchApplication &application, const MainWindow &window, const std::function<void()> &action)
{
    const JobModel *jobs = window.jobs();
    QObject here;
    int framesBefore = -1;
    const auto note = [&] {
        framesBefore = application.frames();
    };
    QObject::connect(jobs, &QAbstractItemModel::modelReset, &here, note);
    QObject::connect(jobs, &QAbstractItemModel::layoutChanged, &here, note);
    GapMeter meter;
    meter.start();
    const Clock::time_point begin = Clock::now();
    action();
    application.runUntil("the rows are painted", [&] {
        return framesBefore >= 0 && application.frames() > framesBefore && !isUnderWay(window) &&
               visibleRowsAreHere(window);
    });
    Step step;
    step.toRows = millisecondsBetween(begin, application.lastFrame());
    application.runFor(Rest);
    step.gap = meter.stop();
    return step;
}

std::optional<double> timeToCancel(BenchApplication &application, const MainWindow &window,
                                   const std::function<void()> &begin, std::chrono::milliseconds after)
{
    begin();
    application.runFor(after);
    if (!isUnderWay(window))
        return std::nullopt;
    const Clock::time_point cancelled = Clock::now();
    cancel(window);
    application.runUntil("nothing is under way", [&] { return !isUnderWay(window); });
    return millisecondsBetween(cancelled, Clock::now());
}
