// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>

class DemoOrchestrator;
class Job;
class JobSource;
class MainWindow;

// The windows of one run of the program, from the command line to the last one closed.
class Session : public QObject
{
    Q_OBJECT

public:
    explicit Session(CommandLine line, QObject *parent = nullptr);
    ~Session() override;

    void start();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    MainWindow *makeWindow(const QString &purpose = QStringLiteral("window"));
    void openInNewWindow(const QString &path);
    void showDeletedJobs(MainWindow *asker);
    std::shared_ptr<JobSource> targetFor(const Job &job) const;
    void onListChanged(const MainWindow *teller, const std::shared_ptr<JobSource> &source, bool raises);
    void open(MainWindow *window, const QString &path);
    void startDemo(MainWindow *window);
    void takePicture(MainWindow *window);

    const CommandLine m_line;
    QPointer<MainWindow> m_deletedJobs;
    QPointer<MainWindow> m_askedForDeletedJobs; // the last window that did
    QTimer m_journalChange;                     // runs until the window with the deleted jobs follows it
    std::unique_ptr<DemoOrchestrator> m_demo;
};
