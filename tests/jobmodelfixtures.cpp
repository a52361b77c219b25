// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobmodelfixtures.h"

#include <QTest>

#include <algorithm>

void ShortListTest::init()
{
    m_server = std::make_unique<ListServer>();
    m_rig = std::make_unique<ModelRig>();
}

void ShortListTest::cleanup()
{
    if (m_rig)
        QCOMPARE(m_rig->complaints().join(u'\n'), QString());
    m_rig.reset();
    m_server.reset();
}

void ShortListTest::loadJobs(const QList<QJsonObject> &jobs)
{
    m_server->jobs() = jobs;
    connectToServer();
    QVERIFY(m_rig->untilWhole());
    m_server->clearRequests();
}

void ShortListTest::breakServer(const LoopbackAnswer &answer)
{
    m_server->intercept = [answer](const LoopbackRequest &) {
        return answer;
    };
}

void LongListTest::init()
{
    m_answer = {};
    m_list.clear();
    m_server = std::make_unique<LoopbackServer>();
    m_server->setHandler([this](const LoopbackRequest &request) {
        const PageQuestion question = PageQuestion::of(request);
        return m_answer ? m_answer(question) : PageAnswer::truth(m_list, question).toHttp(question);
    });
    m_rig = std::make_unique<ModelRig>();
}

void LongListTest::cleanup()
{
    if (m_rig)
        QCOMPARE(m_rig->complaints().join(u'\n'), QString());
    m_rig.reset();
    m_server.reset();
}

void LongListTest::open(int size)
{
    if (m_list.isEmpty())
        m_list = smallRecords(1, size);
    (*m_rig)->setSource(sourceOn(*m_server));
    QVERIFY(until([this] { return (*m_rig)->rowCount() > 0; }));
}

bool LongListTest::lookAt(int first, int last)
{
    (*m_rig)->lookAt(first, last);
    return m_rig->untilRowsSettled(first, last);
}

bool LongListTest::lookEverywhere()
{
    for (int row = 0; row < (*m_rig)->rowCount(); row += 400) {
        if (!lookAt(row, std::min(row + 399, (*m_rig)->rowCount() - 1)))
            return false;
    }
    return true;
}

void LongListTest::stallAfterFirstPage()
{
    m_answer = [this](const PageQuestion &question) {
        return m_server->requests().size() > 1 ? LoopbackAnswer::stall()
                                               : PageAnswer::truth(m_list, question).toHttp(question);
    };
}
