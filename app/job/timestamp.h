// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

// A time as the server sent it: the text always, the instant if the text names one.
// A time without a zone names no instant and is shown as sent.
struct Timestamp
{
    QString text;
    std::optional<qint64> utcMs; // milliseconds since 1970-01-01T00:00:00Z

    static Timestamp fromText(const QString &text);
    // The instant alone.
    static std::optional<qint64> instantOf(QByteArrayView utf8);
};

Field<Timestamp> timestampField(const QJsonValue &json);
