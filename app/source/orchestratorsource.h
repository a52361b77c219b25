// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"
#include "dialect.h"
#include "jobsource.h"

#include <QNetworkAccessManager>

// A live orchestrator.
class OrchestratorSource : public JobSource
{
    Q_OBJECT

public:
    explicit OrchestratorSource(Connection connection, QObject *parent = nullptr);
    ~OrchestratorSource() override;

    QString label() const override;
    QString location() const override;
    bool isLive() const override { return true; }
    bool sortsBy(Column column) const override;
    QString whyNotRemovable(const Job &job) const override;
    PageReply *fetch(const JobQuery &query, qint64 offset, int limit, QObject *asker) override;
    RemovalReply *remove(const Job &job, QObject *asker) override;

    const Connection &connection() const { return *m_connection; }
    // For what is asked from now on; what is under way goes on with the token before.
    void setToken(const QByteArray &token);

private:
    std::shared_ptr<const Connection> m_connection;
    const Dialect m_dialect{};
    QNetworkAccessManager m_network;
};
