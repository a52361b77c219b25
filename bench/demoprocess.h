// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>
#include <QUrl>

// A demo orchestrator in a process of its own, which ends with this one.
class DemoProcess
{
public:
    // Waits until it answers; ends this program with a message if it does not.
    explicit DemoProcess(int jobs, const QStringList &options = {});
    ~DemoProcess();

    QUrl url() const { return m_url; }

private:
    QProcess m_process;
    QUrl m_url;
};
