// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "httperror.h"

#include <QTest>

/// One question over HTTP and what came of it. A GET as often as HttpRequest likes.
struct Asked
{
    Asked(const Connection &connection, const QUrl &url,
          HttpQuestion::Method method = HttpQuestion::Method::Get);
    /// For what a network keeps from one question to the next.
    Asked(QNetworkAccessManager &network, const Connection &connection, const HttpQuestion &question);

    QString errorText() const { return error ? error->toText() : QString(); }

    HttpAnswer answer;
    std::optional<Error> error;

private:
    void ask(QNetworkAccessManager &network, const Connection &connection, const HttpQuestion &question);
};
