// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "modelrig.h"

/// A model and an honest server.
class ShortListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

protected:
    void connectToServer() { m_rig->model().setSource(sourceOn(*m_server)); }
    /// Shows these jobs, and forgets the requests for them.
    void loadJobs(const QList<QJsonObject> &jobs);
    QByteArray lastTarget() const { return m_server->requests().constLast().target; }
    /// All requests are answered with this until the server is mended.
    void breakServer(const LoopbackAnswer &answer);
    void mendServer() { m_server->intercept = {}; }

    std::unique_ptr<ListServer> m_server;
    std::unique_ptr<ModelRig> m_rig;
};

/// A model and a server with a list that is too long to be read at once, in the order of the next runs,
/// whatever order or type is asked for.
class LongListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

protected:
    static constexpr int Size = 3000;

    /// Shows the list, of this size if it was not made before, as far as its first page.
    void open(int size = Size);
    QStringList asked() const { return PageQuestion::shortForms(m_server->requests()); }
    /// True once none of these rows is loading.
    [[nodiscard]] bool lookAt(int first, int last);
    /// All pages, as a view does that is dragged from end to end.
    [[nodiscard]] bool lookEverywhere();
    void stallAfterFirstPage();

    std::unique_ptr<LoopbackServer> m_server;
    std::unique_ptr<ModelRig> m_rig;
    QList<QByteArray> m_list;
    /// How the list is served, if not honestly.
    std::function<LoopbackAnswer(const PageQuestion &)> m_answer;
};
