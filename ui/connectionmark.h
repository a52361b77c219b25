// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class JobSource;

// A stripe in the colour that the user gave a connection, to tell windows apart at a glance. The words are in
// the title and the status bar.
class ConnectionMark : public QFrame
{
    Q_OBJECT

public:
    explicit ConnectionMark(QWidget *parent = nullptr);

    // Null: none.
    void setSource(const JobSource *source);
};
