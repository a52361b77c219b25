// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "otherprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

ProgramRun runProgram(const QString &program, const QStringList &arguments, const QByteArray &input,
                      const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended =
        QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60'000);
    if (!ended) {
        process.kill();
        process.waitForFinished();
    }
    const bool isCode = ended && process.error() == QProcess::UnknownError;
    return {isCode ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QJsonValue readByPython(const QByteArray &script, const QByteArray &input, const QStringList &arguments)
{
    const ProgramRun run =
        runProgram(u"/usr/bin/python3"_s, QStringList{u"-c"_s, QString::fromUtf8(script)} + arguments, input);
    if (run.code != 0) {
        qWarning("python3: %s", run.err.constData());
        return QJsonValue(QJsonValue::Undefined);
    }
    return QJsonDocument::fromJson('[' + run.out + ']').array().at(0);
}
