// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"
#include "dialect.h"
#include "jobsource.h"

#include <QNetworkAccessManager>
#include <QPointer>

#include <optional>

class Discovery;

// A live orchestrator, of whichever generation: the first question is preceded by finding that out, unless
// it is known. Until then it promises to sort by what every generation but the oldest sorts by.
class OrchestratorSource : public JobSource
{
    Q_OBJECT

public:
    explicit OrchestratorSource(Connection connection, std::optional<Dialect> known = std::nullopt,
                                QObject *parent = nullptr);
    ~OrchestratorSource() override;

    QString label() const override;
    QString location() const override;
    bool isLive() const override { return true; }
    bool sortsBy(Column column) const override;
    bool filtersByType() const override;
    bool tells(Column column) const override { return !m_dialect || m_dialect->tells(column); }
    bool isReadOnly() const override { return m_connection->isReadOnly; }
    bool isProduction() const override { return m_connection->isProduction; }
    bool disablesForGood() const override;
    QString whyNotRemovable(const Job &job) const override;
    PageReply *fetch(const JobQuery &query, qint64 offset, int limit, QObject *asker) override;
    RemovalReply *remove(const Job &job, QObject *asker) override;
    QString whyNotSchedulable() const override;
    ScheduleReply *schedule(const QByteArray &json, QObject *asker) override;

    // None: not found out yet.
    const std::optional<Dialect> &dialect() const { return m_dialect; }
    const Connection &connection() const { return *m_connection; }
    // For what is asked from now on; what is under way goes on with the token before.
    void setToken(const QByteArray &token);
    // As its user has changed them; for what is asked for from now on.
    void setMarks(bool isReadOnly, bool isProduction, const QString &colour);

private:
    Discovery *discover();

    std::shared_ptr<const Connection> m_connection;
    std::optional<Dialect> m_dialect;
    QNetworkAccessManager m_network;
    QPointer<Discovery> m_discovery; // while it is under way; a child
    int m_waiting = 0;               // replies that wait for it; without any it is given up
};
