// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <thread>
#include <type_traits>
#include <utility>

// Hands what comes of a promise to `done` in the thread of `owner`, unless that goes first.
template <class Value, class Done>
std::shared_ptr<QPromise<Value>> promiseTo(QObject *owner, Done done)
{
    auto promise = std::make_shared<QPromise<Value>>();
    auto *watcher = new QFutureWatcher<Value>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, owner, [watcher, done = std::move(done)] {
        watcher->deleteLater();
        done(watcher->future().takeResult());
    });
    watcher->setFuture(promise->future());
    return promise;
}

template <class Value, class Work>
void keepPromise(QPromise<Value> &promise, Work &work)
{
    promise.start();
    promise.addResult(work());
    promise.finish();
}

// Runs `work` on a thread of the global pool and hands its result to `done` in the thread of `owner`.
// `work` must own all that it reads. If `owner` goes first, `done` is not called.
template <class Work, class Done>
void runInBackground(QObject *owner, Work work, Done done)
{
    auto promise = promiseTo<std::invoke_result_t<Work>>(owner, std::move(done));
    QThreadPool::globalInstance()->start(
        [promise, work = std::move(work)]() mutable { keepPromise(*promise, work); });
}

// The same on a thread of its own, for work that may wait for a file system that does not answer: nothing
// else waits for that thread, not even the end of the program.
template <class Work, class Done>
void runApart(QObject *owner, Work work, Done done)
{
    auto promise = promiseTo<std::invoke_result_t<Work>>(owner, std::move(done));
    std::thread([promise, work = std::move(work)]() mutable { keepPromise(*promise, work); }).detach();
}
