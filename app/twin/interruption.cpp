// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interruption.h"

#include <atomic>
#include <csignal>
#include <ctime>
#include <thread>

#include <pthread.h>
#include <unistd.h>

namespace {

std::atomic<int> signalThatCame = 0;

bool isIgnored(int number)
{
    struct sigaction action = {};
    return sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

// Those that whoever started the program has not switched off, as nohup does.
sigset_t endingSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
        if (!isIgnored(number))
            sigaddset(&signals, number);
    }
    return signals;
}

} // namespace

Interruption::Interruption()
{
    const sigset_t signals = endingSignals();
    // Inherited by every thread from now on.
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([signals, stop = m_stop]() mutable {
        int number = 0;
        if (sigwait(&signals, &number) != 0)
            return;
        signalThatCame = number;
        stop.request_stop();
        const timespec patience{1, 0};
        sigtimedwait(&signals, nullptr, &patience);
        constexpr int SignalBase = 128; // what shells make of it
        ::_exit(SignalBase + number);
    }).detach();
}

void Interruption::endIfInterrupted() const
{
    const int number = signalThatCame;
    if (number == 0)
        return;
    std::signal(number, SIG_DFL);
    const sigset_t signals = endingSignals();
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
    ::raise(number);
}
