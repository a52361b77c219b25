// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <stop_token>

// Ctrl+C, and what ends programs otherwise: work is told to stop, so that no half of a file is left behind;
// what does not stop within a second is left. One object a process, made before any thread is.
class Interruption
{
public:
    Interruption();
    Q_DISABLE_COPY_MOVE(Interruption)
    ~Interruption() = default;

    // Requested from another thread.
    std::stop_token token() const { return m_stop.get_token(); }
    // Ends the process in the way that the signal would have, if one came.
    void endIfInterrupted() const;

private:
    std::stop_source m_stop;
};
