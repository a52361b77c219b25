// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "asked.h"

#include <QTestEventLoop>

Asked::Asked(const Connection &connection, const QUrl &url, HttpQuestion::Method method)
{
    QNetworkAccessManager network;
    ask(network, connection, {method, url});
}

Asked::Asked(QNetworkAccessManager &network, const Connection &connection, const HttpQuestion &question)
{
    ask(network, connection, question);
}

void Asked::ask(QNetworkAccessManager &network, const Connection &connection, const HttpQuestion &question)
{
    QTestEventLoop loop;
    HttpRequest request(&network, std::make_shared<const Connection>(connection), question, nullptr);
    QObject::connect(&request, &HttpRequest::finished, &request, [&](const HttpAnswer &whatCame) {
        answer = whatCame;
        error = httpErrorOf(whatCame, connection.label());
        loop.exitLoop();
    });
    request.start();
    loop.enterLoopMSecs(60'000);
    QVERIFY(!loop.timeout());
}
