// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QPointer>
#include <QTableView>
#include <QTranslator>

#include <chrono>
#include <functional>
#include <memory>

class MainWindow;

using Clock = std::chrono::steady_clock;

double millisecondsBetween(Clock::time_point begin, Clock::time_point end);

// The surroundings that the windows have in the program itself (icons, texts, a time zone), without its
// settings; and the moments at which a part of a window was painted, the rows of its table as a rule.
class BenchApplication : public QApplication
{
    Q_OBJECT

public:
    // Sets the environment up; to be called first of all.
    static void prepare();
    BenchApplication(int &argc, char *argv[]);
    ~BenchApplication() override;

    bool notify(QObject *receiver, QEvent *event) override;

    void watch(QWidget *widget) { m_watched = widget; }
    // Frames in which the watched widget, or one in it, was painted.
    int frames() const { return m_frames; }
    // When the last one was ready, and handed to the display.
    Clock::time_point lastFrame() const { return m_lastFrame; }

    // Runs the event loop, and asks after each event; ends the program with a message if it takes five
    // minutes.
    void runUntil(const char *what, const std::function<bool()> &isSo);
    void runFor(std::chrono::milliseconds time);

private:
    bool isWatched(const QObject *receiver) const;

    QPointer<QWidget> m_watched;
    Clock::time_point m_lastFrame;
    std::function<void()> m_afterEvent;
    QTranslator m_texts;
    int m_frames = 0;
    int m_depth = 0;
    bool m_isPainted = false;
};

// A window as the program shows it first, painted.
std::unique_ptr<MainWindow> paintedWindow(BenchApplication &application);
QTableView *tableOf(const MainWindow &window);
// Whether each row that can be seen is here, or will never be: jobs of the demo run meanwhile, and move.
bool visibleRowsAreHere(const MainWindow &window);
// Milliseconds from `begin`, which asks for a list, to the frame with its rows; returns when all is quiet.
double timeToPaintedRows(BenchApplication &application, MainWindow &window,
                         const std::function<void()> &begin);
