// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "background.h"

#include <QObject>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>

// Work that may hang, such as reading a file on a mount that is gone: each in a thread of its own, so that it
// keeps nothing else waiting, not even its owner's end. To be used in one thread, as its owner is.
class DetachedWork
{
public:
    DetachedWork() = default;
    Q_DISABLE_COPY_MOVE(DetachedWork)
    // Asks all work to stop, and gives what can do so the time for it.
    ~DetachedWork()
    {
        stop();
        constexpr std::chrono::milliseconds Patience{200};
        std::unique_lock lock(m_state->mutex);
        m_state->ended.wait_for(lock, Patience, [this] { return m_state->running == 0; });
    }

    // Runs `work(std::stop_token)`, and hands what it returns to `done` in this thread, unless stop() was
    // called meanwhile. `work` must own all that it touches.
    template <class Work, class Done>
    void run(Work work, Done done)
    {
        if (!m_owner)
            m_owner = std::make_unique<QObject>();
        auto promise = promiseTo<std::invoke_result_t<Work, std::stop_token>>(
            m_owner.get(), [this, done = std::move(done), token = m_stop.get_token()](auto value) {
                if (token.stop_requested())
                    return;
                --m_underWay;
                done(std::move(value));
            });
        ++m_underWay;
        {
            const std::lock_guard lock(m_state->mutex);
            ++m_state->running;
        }
        std::thread([promise, state = m_state, token = m_stop.get_token(), work = std::move(work)]() mutable {
            promise->start();
            promise->addResult(work(token));
            promise->finish();
            {
                // What it owns goes before its end is told.
                const auto gone = std::move(work);
                promise.reset();
            }
            const std::lock_guard lock(state->mutex);
            --state->running;
            state->ended.notify_all();
        }).detach();
    }

    // What runs is not wanted any more: it is told so, and nothing of it arrives.
    void stop()
    {
        m_stop.request_stop();
        m_stop = std::stop_source();
        // A watcher may be what called.
        if (m_owner)
            m_owner.release()->deleteLater();
        m_underWay = 0;
    }

    bool isBusy() const { return m_underWay > 0; }

private:
    struct State
    {
        std::mutex mutex;
        std::condition_variable ended;
        int running = 0;
    };

    const std::shared_ptr<State> m_state = std::make_shared<State>();
    std::stop_source m_stop;
    std::unique_ptr<QObject> m_owner; // of the watchers
    int m_underWay = 0;               // whose results are wanted
};
