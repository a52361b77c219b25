// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demoprocess.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

DemoProcess::DemoProcess(int jobs, const QStringList &options)
{
    m_process.start(QCoreApplication::applicationDirPath() + "/callboard-demo"_L1,
                    QStringList{u"--exit-with-stdin"_s, u"--jobs"_s, QString::number(jobs)} + options);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(60'000))
            qFatal("callboard-demo did not start: %s", qPrintable(m_process.errorString()));
    }
    m_url = QUrl(QString::fromUtf8(m_process.readLine()).trimmed());
}

DemoProcess::~DemoProcess()
{
    m_process.closeWriteChannel();
    m_process.waitForFinished();
}
