// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demolist.h"
#include "demooptions.h"

#include <QAbstractHttpServer>
#include <QHttpServerResponder>

class QUrlQuery;

struct DemoAnswer
{
    QHttpServerResponder::StatusCode status = QHttpServerResponder::StatusCode::Ok;
    QByteArray body;
    // The methods to name beside a refused one.
    QByteArray allowed = {};
};

// The HTTP face of the list: /orchestrator/v1/scheduled_jobs, and what became of it in PE 2021.7.
class DemoServer : public QAbstractHttpServer
{
    Q_OBJECT

public:
    DemoServer(DemoList list, const DemoOptions &options);

private:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &, QTcpSocket *) override {}

    DemoAnswer answer(const QHttpServerRequest &request);
    DemoAnswer list(const QUrlQuery &url);
    DemoAnswer answerOld(const QHttpServerRequest &request, const QString &rest);
    DemoAnswer answerEnvironmentJobs(const QHttpServerRequest &request, const QString &rest);
    DemoAnswer remove(const QString &name);
    DemoAnswer edit(const QString &name, const QByteArray &body);
    DemoAnswer schedule(const QByteArray &body);

    DemoList m_list;
    DemoOptions m_options;
};
