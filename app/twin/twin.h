// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comingruns.h"
#include "interruption.h"
#include "twinline.h"
#include "twinlist.h"

#include <QIODevice>
#include <QObject>

#include <optional>

// What the window shows, for scripts and for where there is no display: a list, all of it as a saved
// response, coming runs. Nothing is ever deleted. What was asked for goes to standard output or to a file,
// what went wrong to standard error.
class Twin : public QObject
{
    Q_OBJECT

public:
    // Whether this command line is for it.
    static bool isAsked(int argc, const char *const *argv);

    Twin(TwinLine line, const Interruption &interruption, QObject *parent = nullptr);
    ~Twin() override;

    void start();

Q_SIGNALS:
    // Once, when everything is written: how the program ends.
    void finished(int exitCode);

private:
    void onReady();
    void onFailed(const QString &text);
    std::optional<QString> write(QIODevice &out) const;
    std::optional<QString> writeTable(QIODevice &out) const;
    std::optional<QString> writeForecast(QIODevice &out) const;
    TimeSpan span() const;
    int deliver(const QString &doubt);

    const TwinLine m_line;
    const std::stop_token m_stop;
    TwinList m_list;
};
