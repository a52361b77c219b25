// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QString>

// The demo orchestrator as a child process: it ends when this object or the whole program does.
class DemoOrchestrator : public QObject
{
    Q_OBJECT

public:
    explicit DemoOrchestrator(QObject *parent = nullptr);
    ~DemoOrchestrator() override;

    void start();

Q_SIGNALS:
    // One of these comes once.
    void ready(const QString &url);
    void failed(const QString &text);

private:
    void onOutput();
    void fail(const QString &reason);

    QProcess m_process;
    bool m_isSettled = false;
};
