// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialect.h"
#include "result.h"

#include <QObject>

#include <memory>
#include <optional>

class QNetworkAccessManager;

// Finds out which generation of the API a server speaks: it asks for one job on the new path and, if that is
// unknown there, on the old one. The new one comes first, because a new server answers the old path too: with
// an empty list, whatever is scheduled.
class Discovery : public QObject
{
    Q_OBJECT

public:
    // Without a dialect, the answer is the one of a server that has retired the old path and does not know
    // the new one.
    struct Finding
    {
        std::optional<Dialect> dialect;
        JobPage answer;
    };

    Discovery(QNetworkAccessManager *network, std::shared_ptr<const Connection> connection, QObject *parent);
    ~Discovery() override;

    void start();

Q_SIGNALS:
    // Exactly once. An error decides nothing: 401, 403 and 5xx come on either path of either generation.
    void finished(const Result<Finding> &finding);

private:
    void ask(Dialect::Generation generation);
    void onPage(Dialect::Generation generation, const Result<JobPage> &page);

    QNetworkAccessManager *const m_network;
    const std::shared_ptr<const Connection> m_connection;
    std::unique_ptr<HttpRequest> m_request;
};
