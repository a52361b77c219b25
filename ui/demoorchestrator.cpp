// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demoorchestrator.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

DemoOrchestrator::DemoOrchestrator(QObject *parent) : QObject(parent)
{
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &DemoOrchestrator::onOutput);
    connect(&m_process, &QProcess::errorOccurred, this, [this] { fail(m_process.errorString()); });
    connect(&m_process, &QProcess::finished, this,
            [this] { fail(QString::fromLocal8Bit(m_process.readAllStandardError()).trimmed()); });
}

DemoOrchestrator::~DemoOrchestrator()
{
    m_isSettled = true;
    // It ends by itself when its input does.
    m_process.closeWriteChannel();
    m_process.terminate();
    m_process.waitForFinished(1000);
}

void DemoOrchestrator::start()
{
    // Installed and built programs lie side by side.
    const QString program = QCoreApplication::applicationDirPath() + "/callboard-demo"_L1;
    if (!QFileInfo(program).isExecutable()) {
        QMetaObject::invokeMethod(
            this, [this, program] { fail(tr("%1 is not there").arg(program)); }, Qt::QueuedConnection);
        return;
    }
    m_process.start(program, {u"--exit-with-stdin"_s});
}

void DemoOrchestrator::onOutput()
{
    if (m_isSettled || !m_process.canReadLine())
        return;
    m_isSettled = true;
    Q_EMIT ready(QString::fromUtf8(m_process.readLine()).trimmed());
}

void DemoOrchestrator::fail(const QString &reason)
{
    if (m_isSettled)
        return;
    m_isSettled = true;
    Q_EMIT failed(tr("The demo orchestrator did not start: %1.").arg(reason));
}
