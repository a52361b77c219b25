// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Looks at the timeline of many jobs that all run every minute: how long a frame takes to be painted.
#include "benchapplication.h"
#include "figures.h"
#include "gapmeter.h"

#include "jobmodel.h"
#include "mainwindow.h"

#include <QAbstractScrollArea>
#include <QAction>
#include <QComboBox>
#include <QDateTime>
#include <QFile>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QToolButton>

#include <random>

using namespace Qt::StringLiterals;

namespace {

// Of which each names a node, and is one of a few types, owners and environments.
QString fileOfFrequentJobs(const QTemporaryDir &folder, int jobs)
{
    const QString path = folder.filePath(u"frequent.json"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("%s can't be written", qPrintable(path));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    file.write(R"({"items":[)");
    for (int i = 0; i < jobs; ++i) {
        const QByteArray number = QByteArray::number(i);
        file.write((i == 0 ? "" : ",") +
                   QByteArray(R"({"name":")" + number + R"(","type":"task","task":"t)" +
                              QByteArray::number(i % 20) + R"(","environment":"e)" +
                              QByteArray::number(i % 7) + R"(","next_run":")" +
                              now.addMSecs(i * 997LL % 60'000).toString(Qt::ISODateWithMs).toUtf8() +
                              R"(","schedule_options":{"interval":{"units":"seconds","value":60}},)" +
                              R"("scope":{"nodes":["n)" + QByteArray::number(i % 5000) + R"("]}})"));
    }
    file.write("]}");
    return path;
}

class Viewer
{
public:
    Viewer(BenchApplication &application, MainWindow &window)
        : m_application(application),
          m_window(window),
          m_lanes(window.findChild<QAbstractScrollArea *>(u"lanes"_s)),
          m_strip(window.findChild<QWidget *>(u"loadStrip"_s))
    {
    }

    // Until the forecast in these lanes is there.
    void choose(const QString &box, int entry)
    {
        auto *combo = m_window.findChild<QComboBox *>(box);
        m_lanes->verticalScrollBar()->setValue(0);
        const int before = m_lanes->verticalScrollBar()->maximum();
        combo->setCurrentIndex(entry);
        Q_EMIT combo->activated(entry);
        m_application.runUntil("the lanes are others",
                               [&] { return m_lanes->verticalScrollBar()->maximum() != before; });
    }

    // From a change of what is looked at to the painted frame: the strip and the lanes.
    template <class Change>
    double frame(Change change)
    {
        const Clock::time_point begin = Clock::now();
        change();
        m_strip->repaint();
        m_lanes->viewport()->repaint();
        return millisecondsBetween(begin, Clock::now());
    }

    Sample look(int frames)
    {
        std::mt19937 random(1);
        Sample times;
        auto *zoomIn = m_window.findChild<QToolButton *>(u"zoomIn"_s);
        auto *whole = m_window.findChild<QToolButton *>(u"zoomWhole"_s);
        for (int i = 0; i < frames; ++i) {
            const int rows = std::max(m_lanes->verticalScrollBar()->maximum(), 1);
            times.push_back(
                frame([&] { m_lanes->verticalScrollBar()->setValue(int(random() % unsigned(rows))); }));
            times.push_back(frame([&] { i % 8 == 7 ? whole->click() : zoomIn->click(); }));
        }
        return times;
    }

private:
    BenchApplication &m_application;
    MainWindow &m_window;
    QAbstractScrollArea *m_lanes;
    QWidget *m_strip;
};

} // namespace

int main(int argc, char *argv[])
{
    BenchApplication::prepare();
    BenchApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const bool isQuick = arguments.contains("--quick"_L1);
    const int jobs = optionValue(arguments, u"--jobs"_s, u"100000"_s).toInt();
    const int frames = repetitions(arguments, 200, 20);
    const QTemporaryDir folder;
    const auto window = paintedWindow(application);
    window->openFile(fileOfFrequentJobs(folder, jobs));
    application.runUntil("the file is read", [&] { return window->jobs()->status().isWhole; });

    GapMeter gaps;
    gaps.start();
    const Clock::time_point begin = Clock::now();
    window->findChild<QAction *>(u"showTimeline"_s)->trigger();
    const auto *lanes = window->findChild<QAbstractScrollArea *>(u"lanes"_s);
    application.runUntil("the timeline is there", [&] { return lanes->verticalScrollBar()->maximum() > 0; });
    const double first = millisecondsBetween(begin, Clock::now());
    const GapMeter::Gap gap = gaps.stop();
    Row{u"Timeline of %L1 jobs every minute, from the key to the forecast"_s.arg(jobs),
        u"%1 ms"_s.arg(first, 0, 'f', 0),
        {},
        {},
        {},
        {}}
        .print();
    Row{u"Meanwhile, longest event-loop gap"_s,
        u"%1 ms"_s.arg(gap.wallMs, 0, 'f', 0),
        {},
        {},
        u"< 50 ms"_s,
        gap.wallMs < 50}
        .print();

    constexpr double Frame = 16.7;
    Viewer viewer(application, *window);
    bounded(u"A frame of it, a lane for each job, p95"_s, viewer.look(frames), 0.95, Frame).print();
    viewer.choose(u"laneChoice"_s, 2);
    bounded(u"The same by environment, p95"_s, viewer.look(frames), 0.95, Frame).print();
    viewer.choose(u"laneChoice"_s, 5);
    bounded(u"The same by target node, p95"_s, viewer.look(frames), 0.95, Frame).print();
    if (!isQuick) {
        viewer.choose(u"laneChoice"_s, 0);
        window->findChild<QComboBox *>(u"range"_s)->setCurrentIndex(2);
        Q_EMIT window->findChild<QComboBox *>(u"range"_s)->activated(2);
        application.runFor(std::chrono::seconds(1));
        bounded(u"The same over 4 weeks, a lane for each job, p95"_s, viewer.look(frames), 0.95, Frame)
            .print();
    }
    return 0;
}
