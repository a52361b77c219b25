// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demooptions.h"
#include "demoserver.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTextStream>

#include <array>
#include <memory>

#include <unistd.h>

using namespace Qt::StringLiterals;

static int complain(const QString &message, int exitCode)
{
    QTextStream(stderr) << "callboard-demo: " << message << '\n';
    return exitCode;
}

static void quitWithStdin(QCoreApplication &application)
{
    auto *notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, &application);
    QObject::connect(notifier, &QSocketNotifier::activated, notifier, [notifier] {
        std::array<char, 4096> ignored;
        if (::read(STDIN_FILENO, ignored.data(), ignored.size()) > 0)
            return;
        notifier->setEnabled(false);
        QCoreApplication::quit();
    });
}

static int serve(QCoreApplication &application, const DemoOptions &options)
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    DemoServer server(
        DemoList(demoJobs(options.seed, options.jobs, now, options.generation), options.generation), options);
    auto listener = std::make_unique<QTcpServer>();
    if (!listener->listen(QHostAddress::LocalHost, options.port))
        return complain(u"Cannot listen on port %1: %2"_s.arg(options.port).arg(listener->errorString()), 1);
    const quint16 port = listener->serverPort();
    server.bind(listener.release());

    if (options.exitWithStdin)
        quitWithStdin(application);
    QTextStream(stdout) << "http://127.0.0.1:" << port << Qt::endl;
    return application.exec();
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"callboard-demo"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CALLBOARD_VERSION));
    const auto parsed = demoOptions(application);
    if (const auto *problem = std::get_if<QString>(&parsed))
        return complain(*problem, 2);
    return serve(application, std::get<DemoOptions>(parsed));
}
