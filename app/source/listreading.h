// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error.h"
#include "jobindex.h"

#include <QObject>

#include <optional>

// A list that its source reads to its end. It lives in the GUI thread, and what it tells changes only when it
// says progressed().
class ListReading : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // What is here of the list. It grows at its end, unless the list turns out to be another one.
    virtual JobIndex index() const = 0;
    // With or without an error.
    virtual bool isFinished() const = 0;
    // Why it ended early; what was read before stays.
    virtual std::optional<Error> error() const = 0;
    // Once it is finished: it is the answer of an endpoint that was retired, see JobPage::isRetiredStub().
    virtual bool isRetiredStub() const { return false; }
    virtual qint64 bytesRead() const = 0;
    virtual qint64 bytesInAll() const = 0; // 0: not known
    // Finishes with Error::Kind::Stopped, unless it is finished; what was read stays. Blocks never.
    virtual void cancel() = 0;

Q_SIGNALS:
    // There is more, or it is finished; some 20 times a second at most.
    void progressed();
};
