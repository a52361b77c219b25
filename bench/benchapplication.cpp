// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchapplication.h"

#include "environment.h"
#include "jobmodel.h"
#include "mainwindow.h"

#include <QEventLoop>
#include <QIcon>
#include <QThread>
#include <QTimer>

#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace Qt::StringLiterals;

double millisecondsBetween(Clock::time_point begin, Clock::time_point end)
{
    return std::chrono::duration<double, std::milli>(end - begin).count();
}

// The offscreen platform says with every window what it cannot do.
static void passMessageOn(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (!text.contains("propagateSizeHints"_L1))
        std::fprintf(stderr, "%s\n", qPrintable(text));
    if (type == QtFatalMsg)
        std::exit(1);
}

void BenchApplication::prepare()
{
    qInstallMessageHandler(passMessageOn);
    ownTimeAndPlace();
    // A zone with more to compute than UTC.
    qputenv("TZ", "Europe/Berlin");
    ::tzset();
}

BenchApplication::BenchApplication(int &argc, char *argv[]) : QApplication(argc, argv)
{
    if (m_texts.load(u"callboard_en"_s, QStringLiteral(CALLBOARD_BENCH_CATALOGUES)))
        installTranslator(&m_texts);
    if (QIcon::themeName().isEmpty())
        QIcon::setThemeName(u"callboard"_s);
    QIcon::setFallbackThemeName(u"callboard"_s);
    setWindowIcon(QIcon(u":/callboard.svg"_s));
    setQuitOnLastWindowClosed(false);
}

BenchApplication::~BenchApplication() = default;

bool BenchApplication::notify(QObject *receiver, QEvent *event)
{
    // Other threads come along here, too.
    if (QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    ++m_depth;
    const bool isPaint = event->type() == QEvent::Paint && isWatched(receiver);
    const bool result = QApplication::notify(receiver, event);
    m_isPainted = m_isPainted || isPaint;
    if (--m_depth > 0)
        return result;
    // The outermost event of a frame paints all of it and hands it to the display.
    if (m_isPainted) {
        m_isPainted = false;
        m_lastFrame = Clock::now();
        ++m_frames;
    }
    if (m_afterEvent)
        m_afterEvent();
    return result;
}

bool BenchApplication::isWatched(const QObject *receiver) const
{
    const auto *widget = qobject_cast<const QWidget *>(receiver);
    return m_watched && widget && (widget == m_watched || m_watched->isAncestorOf(widget));
}

void BenchApplication::runUntil(const char *what, const std::function<bool()> &isSo)
{
    QEventLoop loop;
    QTimer::singleShot(std::chrono::minutes(5), &loop,
                       [what] { qFatal("Waited for five minutes: %s", what); });
    m_afterEvent = [&] {
        if (isSo())
            loop.quit();
    };
    if (!isSo())
        loop.exec();
    m_afterEvent = nullptr;
}

void BenchApplication::runFor(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

std::unique_ptr<MainWindow> paintedWindow(BenchApplication &application)
{
    auto window = std::make_unique<MainWindow>();
    window->show();
    application.runUntil("the window is exposed", [&] { return window->windowHandle()->isExposed(); });
    application.runFor(std::chrono::milliseconds(50));
    application.watch(tableOf(*window)->viewport());
    return window;
}

QTableView *tableOf(const MainWindow &window)
{
    return window.findChild<QTableView *>(u"jobTable"_s);
}

bool visibleRowsAreHere(const MainWindow &window)
{
    const QTableView *table = tableOf(window);
    const int rows = window.jobs()->rowCount();
    if (rows == 0)
        return false;
    const int first = std::max(table->rowAt(0), 0);
    const int last = table->rowAt(table->viewport()->height() - 1);
    for (int row = first; row <= (last < 0 ? rows - 1 : last); ++row) {
        const QVariant state = window.jobs()->index(row, 0).data(JobModel::RowStateRole);
        if (JobModel::RowState(state.toInt()) == JobModel::RowState::Loading)
            return false;
    }
    return true;
}

double timeToPaintedRows(BenchApplication &application, MainWindow &window,
                         const std::function<void()> &begin)
{
    const JobModel *jobs = window.jobs();
    int framesBefore = -1;
    const Clock::time_point began = Clock::now();
    begin();
    application.runUntil("rows are painted", [&] {
        if (framesBefore < 0 && jobs->rowCount() > 0)
            framesBefore = application.frames();
        return framesBefore >= 0 && application.frames() > framesBefore && visibleRowsAreHere(window);
    });
    const double time = millisecondsBetween(began, application.lastFrame());
    application.runUntil("all is quiet", [&] { return !jobs->status().isBusy; });
    application.runFor(std::chrono::milliseconds(50));
    return time;
}
