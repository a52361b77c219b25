// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparedlist.h"
#include "comparison.h"
#include "interruption.h"
#include "twinline.h"
#include "twinlist.h"

#include <QIODevice>
#include <QObject>

#include <optional>

// What differs between two lists, for scripts. How it ends says whether anything does; a list that may not be
// whole is compared with nothing.
class TwinComparison : public QObject
{
    Q_OBJECT

public:
    // With Verb::Compare.
    TwinComparison(const TwinLine &line, const Interruption &interruption, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    // Once, when everything is written: how the program ends.
    void finished(int exitCode);

private:
    void onBeforeReady();
    void onReady();
    void onFailed(const QString &text);
    bool isDoubted(const TwinList &list);
    std::optional<QString> write(QIODevice &out, const Comparison &comparison) const;
    std::optional<QString> writeTable(QIODevice &out, const Comparison &comparison) const;

    const TwinLine m_line;
    const std::stop_token m_stop;
    TwinList m_before;
    TwinList m_after;
};
