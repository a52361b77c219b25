// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

// Standard output, which tells when nobody reads it any more. Nothing is buffered.
class StandardOutput : public QIODevice
{
    Q_OBJECT

public:
    StandardOutput() { open(QIODevice::WriteOnly | QIODevice::Unbuffered); }

    bool isSequential() const override { return true; }
    bool hasWritten() const { return m_hasWritten; }
    // Whoever read it has enough, as in "… | head".
    bool isBroken() const { return m_isBroken; }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *data, qint64 size) override;

private:
    bool m_hasWritten = false;
    bool m_isBroken = false;
};
