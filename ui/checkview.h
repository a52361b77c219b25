// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectioncheck.h"

#include <QPlainTextEdit>

#include <memory>

// How a connection fares when it is tried, step by step, as text that can be read and copied.
class CheckView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CheckView(QWidget *parent = nullptr);
    ~CheckView() override;

    // Ends the check before.
    void start(const Connection &connection);
    // In place of a check.
    void showText(const QString &text);
    void stop();

Q_SIGNALS:
    void finished();

private:
    void showSteps();

    std::unique_ptr<ConnectionCheck> m_check;
};
