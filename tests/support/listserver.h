// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loopbackserver.h"

#include <QJsonObject>

#include <limits>
#include <optional>

/// Serves the scheduled_jobs list of one generation of the API truthfully, until a hook makes it lie.
/// Answers under any prefix + /orchestrator/v1/scheduled_jobs, and 404 elsewhere.
class ListServer : public LoopbackServer
{
    Q_OBJECT

public:
    enum class Generation {
        Sparse,     ///< PE 2018.1: neither sorts nor filters
        Classic,    ///< PE 2019.8.3 - 2021.6
        Environment ///< PE 2021.7: environment_jobs, PUT, and the retired old path
    };

    /// Set it before jobs are added: job() makes records of the classic one.
    Generation generation = Generation::Classic;
    /// Names of environment jobs that are there, disabled: not listed, and not to be edited.
    QStringList disabled;

    explicit ListServer(QObject *parent = nullptr);
    explicit ListServer(const QSslConfiguration &tls, QObject *parent = nullptr);

    QList<QJsonObject> &jobs() { return m_jobs; }
    const QList<QJsonObject> &jobs() const { return m_jobs; }

    /// Asked first; an answer takes the place of the truthful one.
    std::function<std::optional<LoopbackAnswer>(const LoopbackRequest &)> intercept;
    /// Changes the response to a list request before it is sent.
    std::function<void(QJsonObject &response, const LoopbackRequest &request)> tamper;
    /// Larger pages are cut to this size, and pagination.limit says so.
    int maxLimit = std::numeric_limits<int>::max();

    /// A one-shot job due at 2030-01-01T00:00:00Z + number minutes. Overrides replace whole members; with a
    /// type of plan or deploy among them the job has the members of that type.
    static QJsonObject job(int number, const QJsonObject &overrides = {});
    static QList<QJsonObject> jobs(int from, int count);

    /// The same of an environment job.
    static QJsonObject environmentJob(int number, const QJsonObject &overrides = {});

    /// {kind, msg, details} as the orchestrator sends it; its "puppetlabs.orchestrator/" is put before kind.
    static LoopbackAnswer error(int status, const QString &kind, const QString &message);

private:
    LoopbackAnswer respond(const LoopbackRequest &request);
    LoopbackAnswer list(const LoopbackRequest &request) const;
    LoopbackAnswer answerOld(const LoopbackRequest &request, const QString &rest);
    LoopbackAnswer answerEnvironment(const LoopbackRequest &request, const QString &rest);
    LoopbackAnswer remove(const QString &name);
    LoopbackAnswer edit(const QString &name, const QByteArray &body);
    QList<QJsonObject> matching(const QJsonObject &pagination) const;

    QList<QJsonObject> m_jobs;
};
