// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "otherprocess.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>

#include <chrono>

using namespace Qt::StringLiterals;

static constexpr std::chrono::milliseconds Longest = std::chrono::minutes(10);

Sample figuresOfAnother(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), arguments);
    Sample numbers;
    if (process.waitForFinished(int(Longest.count())) && process.exitStatus() == QProcess::NormalExit &&
        process.exitCode() == 0) {
        const QList<QByteArray> words = process.readAllStandardOutput().simplified().split(' ');
        for (const QByteArray &word : words)
            numbers.push_back(word.toDouble());
    }
    if (numbers.empty())
        qFatal("no figures came from another process: %s", qPrintable(arguments.join(u' ')));
    return numbers;
}

double timeOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.setStandardOutputFile(QProcess::nullDevice());
    const auto begin = std::chrono::steady_clock::now();
    process.start(program, arguments);
    if (!process.waitForFinished(int(Longest.count())) || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0)
        qFatal("%s failed: %s", qPrintable(program), qPrintable(process.errorString()));
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

double mebibytes(QByteArrayView key)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(key))
            return line.mid(key.size()).simplified().split(' ').constFirst().toDouble() / 1024;
    }
    return 0;
}
